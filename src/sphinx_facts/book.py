"""Check a whole book: its chapters and its facts file together, or the pages that were built
from them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

import msgspec

from .chapters import read_chapter, read_text
from .check import Judge, facts_cited, figures_in
from .copying import Copies
from .corrections import check_against, check_log
from .evidence import check_evidence, read_snapshot
from .findings import Finding, found
from .html_text import read_html
from .model import Location, Passage
from .quotations import find_quotations
from .store import CannotCheck, Store
from .words import split

Track = Callable[[Sequence[Path]], Iterable[Path]]
"""Passes paths on one by one, each when it is about to be checked."""


class Summary(msgspec.Struct, kw_only=True):
    """How much was looked at. `figures` and `quotations` are those that a reader sees, cited or
    not.
    """

    chapters: int = 0
    figures: int = 0
    quotations: int = 0
    citations: int = 0
    facts: int = 0
    evidence: int = 0
    proven: int = 0
    sealed: int = 0
    """Excerpts that are all that was recorded of their sources."""


class Result(msgspec.Struct, frozen=True):
    """What a check found, in the order of files, lines and columns."""

    findings: list[Finding]
    summary: Summary
    checked: tuple[str, ...] = ()
    """The chapters or pages that were looked at."""

    def fails(self, strict: bool = False) -> bool:
        return any(strict or finding.severity == "error" for finding in self.findings)

    @property
    def could_check(self) -> bool:
        return not any(finding.prevents_checking for finding in self.findings)


def check_book(
    docs: Sequence[Path],
    facts: Path,
    *,
    snapshots: Path | None = None,
    extensions: Collection[str] = (),
    longest_copy: int = 0,
    against: str | None = None,
    track: Track = iter,
) -> Result:
    """Check chapters (files, or folders of them) against a folder with facts.yaml and facts.lock.

    With `snapshots`, a folder with the text of the sources, the excerpts are compared with the
    text itself as well, and no chapter may share more than `longest_copy` words in a row with it
    (0: as many as it likes). Since `against`, a revision of git, no fact may have changed without a
    correction in the log. That a fact is never cited is found only where a whole folder is
    checked. `track` gets the chapters in order and passes them on, so that it can tell how far the
    check is. Never raises for what the files hold: what could not be read is a finding whose code
    begins with X.
    """
    summary = Summary()
    try:
        store = Store(facts)
        chapters = find_chapters(docs)
        checked = check_evidence(store, snapshots)
        changes = check_against(store, against) if against is not None else []
    except CannotCheck as problem:
        return Result(list(problem.findings), summary)
    findings, summary.evidence, summary.proven, summary.sealed = checked
    findings += [*check_log(store), *changes]
    judge = Judge(store.facts)
    copies = None
    if snapshots is not None and longest_copy:
        full = [id_ for id_, source in store.facts.sources.items() if source.recorded == "full"]
        copies = Copies({id_: split(read_snapshot(snapshots, id_)) for id_ in full}, longest_copy)
    cited: set[str] = set()

    def read(path: Path) -> list[Passage]:
        return read_chapter(path, judge.shown, extensions)

    findings += _check_all(track(chapters), read, judge, summary, cited, copies)
    summary.facts = len(store.facts.facts)
    if any(path.is_dir() for path in docs):
        for id_ in store.facts.facts.keys() - cited:
            findings.append(
                found("C002", store.locate("facts", id_), f"no chapter cites {id_}", fact=id_)
            )
    return Result(_in_order(findings), summary, tuple(map(str, chapters)))


def audit_pages(html: Path, facts: Path, *, track: Track = iter) -> Result:
    """Check built pages (a folder of them) as their readers see them, whatever put the text
    there.
    """
    summary = Summary()
    try:
        store = Store(facts)
        pages = find_pages(html)
    except CannotCheck as problem:
        return Result(list(problem.findings), summary)

    def read(path: Path) -> list[Passage]:
        return read_html(read_text(path), str(path), is_page=True)

    findings = _check_all(track(pages), read, Judge(store.facts), summary, set())
    summary.facts = len(store.facts.facts)
    return Result(_in_order(findings), summary, tuple(map(str, pages)))


def _check_all(
    paths: Iterable[Path],
    read: Callable[[Path], list[Passage]],
    judge: Judge,
    summary: Summary,
    cited: set[str],
    copies: Copies | None = None,
) -> list[Finding]:
    findings: list[Finding] = []
    for path in paths:
        try:
            passages = read(path)
        except CannotCheck as problem:
            findings += problem.findings
            continue
        if not passages:
            message = "this holds no text"
            findings.append(
                found(
                    "X004", Location(str(path)), message, remedy="write it, or take the file away"
                )
            )
        summary.chapters += 1
        for passage in passages:
            findings += judge.check(passage)
            if copies is not None:
                findings += copies.check(passage)
            for citation in passage.citations:
                ids = facts_cited(citation)
                cited.update(ids)
                summary.citations += bool(ids)
            summary.figures += len(figures_in(passage.text, judge.facts.names))
            summary.quotations += len(find_quotations(passage.text))
    return findings


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by place; the same thing is said once where a chapter is included twice."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda finding: (finding.location, finding.code, finding.message),
    )


def find_chapters(docs: Sequence[Path]) -> list[Path]:
    """The Markdown files among and below `docs`, in order. Raises `CannotCheck` where there are
    none.
    """
    chapters: list[Path] = []
    for path in docs:
        if path.is_dir():
            chapters += _below(path, "*.md")
        elif path.exists():
            chapters.append(path)
        else:
            where = Location(str(path))
            raise CannotCheck(
                found("X003", where, "there is no such file or folder", remedy="correct the path")
            )
    if not chapters:
        places = " ".join(map(str, docs))
        raise CannotCheck(found("X004", Location(places), "no chapter (*.md) is here"))
    return list(dict.fromkeys(chapters))


def find_pages(html: Path) -> list[Path]:
    """The pages of a built book, in order, without those that Sphinx makes of other people's
    text.
    """
    pages = [
        path for path in _below(html, "*.html") if path.name not in ("genindex.html", "search.html")
    ]
    if not pages:
        remedy = "build the book first"
        raise CannotCheck(
            found("X004", Location(str(html)), "no built page (*.html) is here", remedy=remedy)
        )
    return pages


def _below(folder: Path, pattern: str) -> list[Path]:
    """The files below a folder that match, without those in folders that begin with a dot or an
    underscore.
    """
    return sorted(
        path
        for path in folder.rglob(pattern)
        if path.is_file()
        and not any(part[0] in "._" for part in path.relative_to(folder).parts[:-1])
    )
