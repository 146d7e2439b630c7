"""Make a whole new book from an article: its facts as proposals, a chapter a section to write."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..english.figures.find import find_figures
from ..english.quotations import find_quotations
from ..facts.schema import facts_schema
from ..version import __version__
from .extract import propose
from .formats import read_article
from .output import in_the_way
from .proposals import Proposal, Proposals
from .wording import slug

_FEWEST_WORDS = 40
"""A section with nothing to cite becomes a chapter only if it has at least so many words."""
_SET_APART = 25
"""A quotation of more words than this stands in a block of its own."""
_CHOSEN = "The title is the author's own."
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>#|$~@^&!]")
_HINT = """\
% Keep the roles, which show the facts, and write your own sentences around them. The words before
% a figure are those of which its sentence has to hold one (`near` in facts/facts.yaml)."""
_MARKS = "“”\"„«»‘’'"


def new_book(folder: Path, source: Path, source_id: str, title: str | None = None) -> Proposals:
    """Write a book on the article `source` into `folder`, whole or not at all.

    Raises `CheckError` where the folder is there and not empty, or something cannot be read or
    written.
    """
    if folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir()))):
        raise in_the_way(
            folder, "something is here already", "name a folder that is empty or not there"
        )
    article = read_article(source)
    proposals = propose(article, source_id)
    try:
        draft = Path(tempfile.mkdtemp(dir=folder.absolute().parent, prefix=f".{folder.name}."))
    except OSError as error:
        raise in_the_way(
            folder, f"no folder can be made here: {error.strerror}", "correct the path"
        ) from None
    try:
        _write(draft, proposals, title)
        draft.chmod(0o755)
        if folder.exists():
            folder.rmdir()
        draft.rename(folder)
    except OSError as error:
        raise in_the_way(
            folder, f"this cannot be written: {error.strerror}", "make room for it"
        ) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return proposals


def _write(folder: Path, proposals: Proposals, title: str | None) -> None:
    names: list[str] = []
    (folder / "docs").mkdir()
    for heading, facts in _chapters(proposals):
        wanted = slug(*(heading[0] or "opening").split())[:40].strip("-") or "section"
        name = wanted
        while name in {*names, "index", "behind", "conf"}:
            name = f"{wanted}-{len(names) + 1}"
        names.append(name)
        (folder / "docs" / f"{name}.md").write_text(_chapter(proposals, heading, facts), "utf-8")
    chosen = title or proposals.article.title or proposals.source.publisher
    values = {
        "title": _escape(chosen),
        "heading": _heading(chosen),
        "project": repr(_bare([chosen, proposals.source.publisher])),
        "source": proposals.source_id,
        "chapters": "\n".join(names),
        "version": __version__,
        "origin": _origin(),
    }
    _copy(files("sphinx_facts.drafting") / "template", folder, values)
    facts_folder = folder / "facts"
    facts_folder.mkdir()
    proposals.write(facts_folder, facts_folder / "snapshots")
    (facts_folder / "schema.json").write_text(facts_schema() + "\n", "utf-8")


def _copy(template: Traversable, folder: Path, values: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for entry in template.iterdir():
        if entry.is_dir():
            _copy(entry, folder / entry.name, values)
        elif entry.name.endswith(".tmpl"):
            text = re.sub(r"@([a-z ]+)@", lambda match: values[match[1]], entry.read_text("utf-8"))
            (folder / entry.name.removesuffix(".tmpl")).write_text(text, "utf-8")


def _origin() -> str:
    """What pip installs this very version from; empty where that is the package index."""
    try:
        direct = json.loads(distribution("sphinx-facts").read_text("direct_url.json") or "{}")
    except PackageNotFoundError:
        direct = {"url": Path(__file__).resolve().parents[2].as_uri()}
    url = str(direct.get("url", ""))
    if "vcs_info" in direct:
        url = f"{direct['vcs_info']['vcs']}+{url}@{direct['vcs_info']['commit_id']}"
    elif url.startswith("file:"):
        url = unquote(urlsplit(url).path)
    return url if re.fullmatch(r"[\w/.:@+~ -]*", url) else ""


# Chapters

Heading = tuple[str | None, int]
"""The heading of a section, None where it has none, and its place in the article."""


def _chapters(proposals: Proposals) -> list[tuple[Heading, list[Proposal]]]:
    chapters = []
    for section, (heading, facts) in zip(
        proposals.article.sections(), proposals.by_section(), strict=True
    ):
        words = sum(
            len(proposals.article.text[b.start : b.end].split()) for b in section.paragraphs
        )
        if facts or words >= _FEWEST_WORDS:
            chapters.append(((heading, section.heading.start if section.heading else -1), facts))
    return chapters or [((None, -1), [])]


def _chapter(proposals: Proposals, heading: Heading, facts: list[Proposal]) -> str:
    source = proposals.source_id
    parts = [
        f"# {_title(proposals, heading, facts)}",
        f"To be written, after {{source}}`{source}`. What there is to cite is listed here.",
        _HINT,
    ]
    end = heading[1] + len(heading[0] or "")
    parts += [_citation(proposals, each) for each in facts if not heading[1] <= each.start < end]
    return "\n\n".join(parts) + "\n"


def _citation(proposals: Proposals, proposal: Proposal) -> str:
    fact, id_ = proposal.fact, proposal.id
    who = (
        f"{{person}}`{fact.attributed_to}`"
        if fact.attributed_to
        else f"{{source}}`{proposals.source_id}`"
    )
    if fact.quote is not None and len(fact.quote.split()) > _SET_APART:
        return f"- {who} says:\n\n  ```{{quotation}} {id_}\n  ```"
    if fact.quote is not None:
        return f"- {who} says: {{quote}}`{id_}`"
    words = [word for group in fact.near_groups for word in group]
    about = f", of {', '.join(words)}" if words else ""
    if fact.term is not None:
        return f"- {who} has the words {{named}}`{id_}`."
    # Nothing stands behind the figure, where a bracket or a unit could be taken for a part of it.
    return f"- {who} gives{about}: {{fact}}`{id_}`"


def _title(proposals: Proposals, heading: Heading, facts: list[Proposal]) -> str:
    """The heading with its figures and quotations cited, and without those no fact carries."""
    if heading[0] is None:
        return "The opening"
    first = heading[1]
    text = proposals.article.text
    end = first + len(heading[0])
    stretches = [_with_marks(text, fact) for fact in facts if first <= fact.start < end]
    bare = [(first + f.start, first + f.end, "") for f in find_figures(heading[0], proposals.names)]
    bare += [(first + q.start, first + q.end, "") for q in find_quotations(heading[0])]
    place, parts = first, list[str]()
    for start, stop, shown in sorted(stretches + bare, key=lambda each: (each[0], not each[2])):
        if start >= place:
            parts += [_escape(text[place:start]), shown]
            place = stop
    title = " ".join("".join([*parts, _escape(text[place:end])]).split())
    return title if re.search(r"\w", title) else "A section"


def _with_marks(text: str, proposal: Proposal) -> tuple[int, int, str]:
    """Where the fact stands in the article, with the marks that its role sets, and its citation."""
    start, end, fact = proposal.start, proposal.end, proposal.fact
    if fact.figure is not None:
        return start, end, f"{{fact}}`{proposal.id}`"
    while start > 0 and text[start - 1] in _MARKS:
        start -= 1
    closing = re.compile(rf"([.,;:]?)[{_MARKS}]+").match(text, end)
    shown = f"{{named}}`{proposal.id}`"
    return (start, closing.end(), shown + closing[1]) if closing else (start, end, shown)


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\g<0>", text)


def _bare(names: list[str]) -> str:
    """The first without figures and quotations: the book's name stands where none can be cited."""
    return next(
        (name for name in names if not find_figures(name) and not find_quotations(name)), "A book"
    )


def _heading(title: str) -> str:
    """A title that the author chose, without quotation marks; its figures are accepted as such."""
    title = re.sub('[“”„«»"]', "", title)
    heading = f"# {_escape(title)}"
    return f"% sphinx-facts: ignore[F001] {_CHOSEN}\n{heading}" if find_figures(title) else heading
