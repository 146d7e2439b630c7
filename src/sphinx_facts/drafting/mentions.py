"""Where the documents of a book name an entry by its id: in roles, in directives, in charts.

Every text is searched as it is written, whatever its format: the forms are few, and stand the same
in Markdown, in the cells of a notebook and, with other marks, in reStructuredText.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..model.findings import CheckError
from ..model.passages import Location
from ..model.roles import CALLED, DOMAIN, ROLES
from ..readers.changes import Change
from ..readers.documents import find_documents
from ..readers.includes import included_path
from ..text.edits import Edit, apply

_ENTRY = {"facts": "fact", "people": "person", "sources": "source"}
_DIRECTIVES = {"facts": ("quotation", "fact-card"), "sources": ("excerpts",)}
"""Those whose argument is an id, by the kind of its entry."""
_INCLUDES = re.compile(r"(?:(?:`{3,}|:{3,})\{include\}|\.\.[ ]include::)[ \t]+([^\s\"\\]+)")


class Mentioned(NamedTuple):
    """A place of a document, and what stands there."""

    location: Location
    text: str


class Mentions(NamedTuple):
    """What is to change in documents, in how many places, and what is left as it is."""

    changes: list[Change]
    places: int
    left: tuple[Mentioned, ...]


def documents_of(docs: Sequence[Path]) -> list[Path]:
    """All files with the text of these documents: what they include, and the settings beside them,
    too. Raises `CheckError` where one of them is not there.
    """
    found = find_documents(docs)
    settings = [book.path for book in found.configurations.values() if book.path is not None]
    every = dict.fromkeys([*found.ways, *settings])
    ahead: list[tuple[Path, ...]] = [(path,) for path in found.ways]
    while ahead:
        way = ahead.pop()
        for path in _included(way):
            if path not in every:
                every[path] = None
                ahead.append((*way, path))
    return list(every)


def _included(way: tuple[Path, ...]) -> Iterator[Path]:
    """The files that the last of these includes; what cannot be read is left to the check."""
    try:
        text = way[-1].read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return
    for match in _INCLUDES.finditer(text):
        try:
            yield included_path(match[1], way, Location(str(way[-1])))
        except CheckError:
            continue


def rename_mentions(
    documents: Iterable[Path], kind: str, old: str, new: str, read: Callable[[Path], str]
) -> Mentions:
    """What gives an entry of this kind another id in these documents."""
    changes, count, left = list[Change](), 0, list[Mentioned]()
    for path in documents:
        text = read(path)
        if old not in text:
            continue
        edits = [Edit(*place, new) for place in find_mentions(text, kind, old)]
        renamed = apply(text, edits)
        count += len(edits)
        changes.append(Change(path, text, renamed))
        left += _left(path, renamed, old) if edits or kind == "facts" else ()
    return Mentions(changes, count, tuple(left))


def find_mentions(text: str, kind: str, id_: str) -> list[tuple[int, int]]:
    """Where a text names an entry of this kind by its id: the beginnings and ends, in order."""
    found = {*_in_roles(text, kind, id_), *_in_directives(text, kind, id_)}
    if kind == "facts":
        found.update(_in_charts(text, id_))
    return sorted(found)


def _in_roles(text: str, kind: str, id_: str) -> Iterator[tuple[int, int]]:
    entry = _ENTRY[kind]
    names = {name for name, role in CALLED.items() if ROLES[role].entry == entry}
    called = "|".join(map(re.escape, sorted({*names, f"{DOMAIN}:{entry}"}, key=len, reverse=True)))
    inside = r"(?P<marks>`+)(?P<inside>(?:[^`\n]|\n(?!\s*\n))+?)(?P=marks)"
    role = re.compile(rf"(?:\{{({called})\}}|(?<![\w:]):({called}):){inside}")
    name = re.compile(rf"(?<![\w-]){re.escape(id_)}(?![\w-])")
    for match in role.finditer(text):
        traits = ROLES[CALLED.get(match[1] or match[2], "")]
        inside, start = match["inside"], match.start("inside")
        opened = inside.rfind("<") if inside.rstrip().endswith(">") else -1
        target = inside[opened + 1 :].rstrip().removesuffix(">" if opened >= 0 else "")
        for each in name.finditer(target):
            is_whole = target.strip() == id_
            if is_whole or traits.target == "expression":
                yield start + opened + 1 + each.start(), start + opened + 1 + each.end()


def _in_directives(text: str, kind: str, id_: str) -> Iterator[tuple[int, int]]:
    names = "|".join(map(re.escape, _DIRECTIVES.get(kind, ())))
    if names:
        called = rf"(?:{DOMAIN}:)?(?:{names})"
        begins = rf"(?:(?:`{{3,}}|:{{3,}})\{{{called}\}}|\.\. {called}::)"
        head = re.compile(rf"{begins}[ \t]+({re.escape(id_)})(?![\w-])")
        yield from (match.span(1) for match in head.finditer(text))


_CHART = re.compile(
    rf"(?P<fence>`{{3,}}|:{{3,}})\{{(?:{DOMAIN}:)?chart\}}(?P<fenced>.*?)(?P=fence)"
    rf"|^(?P<indent>[ \t]*)\.\. (?:{DOMAIN}:)?chart::"
    r"(?P<indented>[^\n]*(?:\n(?P=indent)[ \t]+[^\n]*|\n[ \t]*(?=\n))*)",
    re.DOTALL | re.MULTILINE,
)


def _in_charts(text: str, id_: str) -> Iterator[tuple[int, int]]:
    """In the lines of charts: `LABEL <ID>`, or the id alone; in a notebook, a line is a text."""
    line = re.compile(
        rf"<\s*({re.escape(id_)})\s*>|(?:^|\")[ \t]*({re.escape(id_)})[ \t]*(?=$|\\n|\")",
        re.MULTILINE,
    )
    for chart in _CHART.finditer(text):
        body = "fenced" if chart["fenced"] is not None else "indented"
        for match in line.finditer(chart[body]):
            group = 1 if match[1] else 2
            start = chart.start(body)
            yield start + match.start(group), start + match.end(group)


def _left(path: Path, text: str, old: str) -> Iterator[Mentioned]:
    """Where a text still has the id between marks that may make it one."""
    for match in re.finditer(rf"[`<] *{re.escape(old)} *[`>]", text):
        where = Location.after(text[: match.start() + 1], str(path))
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        yield Mentioned(where, text[start : end if end >= 0 else None].strip())
