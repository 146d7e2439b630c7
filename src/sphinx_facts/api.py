"""Check a whole book: its chapters and its facts file together, or the pages that were built
from them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from .facts.allowed import allowing
from .facts.store import Store
from .model.findings import AcceptedFinding, CheckError, Finding, make_finding, rule
from .model.passages import Location, Reading
from .model.reviews import ReviewedPassage, Reviews
from .runner.cache import Cache
from .runner.chapters import Chapters
from .runner.evidence import run_evidence
from .runner.processes import workers
from .runner.results import ChapterResult, Unread, nothing_to_check
from .runner.static_files import check_static_files, unread_scripts
from .text.vocabulary import look_ahead

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from .readers.documents import Documents
    from .rules.copying import Copies
    from .rules.severity import Severities

Track = Callable[[Sequence[Path]], Iterable[Path]]
"""Passes paths on one by one, each when it is about to be checked."""


class Summary(msgspec.Struct, kw_only=True):
    """How much was looked at."""

    chapters: int = 0
    """Chapters, or pages, that could be read."""
    figures: int = 0
    """Figures that a reader sees, cited or not."""
    quotations: int = 0
    """Quotations that a reader sees, cited or not."""
    citations: int = 0
    """Places where a fact, person or source is cited."""
    literals: int = 0
    """Pieces of code, formulas and the like with a digit, which were not read."""
    facts: int = 0
    """Facts in the facts file."""
    evidence: int = 0
    """Excerpts and values that the facts file rests on."""
    proven: int = 0
    """How many of them are proven."""
    sealed: int = 0
    """Excerpts that are all that was recorded of their sources."""
    passages: int = 0
    """Passages that readers are to compare with their evidence, where a setting asks for it."""
    outstanding: int = 0
    """How many of them are to be read, or to be read again."""
    objected: int = 0
    """How many of them a reader objects to."""
    accepted: int = 0
    """Findings that comments or the facts file accept, each with a reason."""
    left_out: dict[str, int] = {}
    """What pages show and was not read, as the build made it by its record: how often it has a
    digit, by kinds.
    """
    without_record: list[str] = []
    """Pages that no record knows, which were read whole."""
    unread: list[Unread] = []
    """What a build makes pages of, or shows on them, and the check has not read."""


class Result(msgspec.Struct, frozen=True):
    """What a check found, in the order of files, lines and columns."""

    findings: list[Finding]
    """What was found."""
    summary: Summary
    """How much was looked at."""
    checked: tuple[str, ...] = ()
    """The chapters or pages that were looked at."""
    accepted: tuple[AcceptedFinding, ...] = ()
    """What was found and is accepted, in the same order."""

    def fails(self, strict: bool = False) -> bool:
        """Whether there is an error among the findings; where `strict`, any finding."""
        return any(strict or finding.severity == "error" for finding in self.findings)

    @property
    def could_check(self) -> bool:
        """Whether nothing kept the check from being made."""
        return not any(finding.prevents_checking for finding in self.findings)


def check_book(
    docs: Sequence[Path], facts: Path, *,
    snapshots: Path | None = None, extensions: Collection[str] | None = None,
    longest_copy: int = 0, against: str | None = None, severity: Mapping[str, str] | None = None,
    own_things: Collection[str] = (), reading: Reading | None = None, reviews: Reviews = "off",
    track: Track = iter, build: bool = True, cache: Cache | None = None, jobs: int | None = 1,
    executor: Executor | None = None,
) -> Result:  # fmt: skip
    """Check chapters (files, or folders of them) against a folder with facts.yaml and facts.lock.

    `extensions` are those of MyST; `None`: what the book's conf.py enables. It is read and not run,
    but where there are documents that only Sphinx can read, such as reStructuredText: a build that
    writes nothing reads them, unless `build` is false, and then they are in the summary as unread.

    With `snapshots`, a folder with the text of the sources, the excerpts are compared with the
    text itself as well, and no chapter may share more than `longest_copy` words in a row with it
    (`0`: as many as it likes). Since `against`, a revision of git, no fact may have changed without
    a correction in the log. That a fact is never cited is found only where a whole folder is
    checked. `severity` is the table of that name in pyproject.toml; its globs begin at the current
    folder. `own_things` are nouns for what the book counts of its own, and `reading`
    says what is read. `reviews` says who is to have compared each passage with its evidence.
    `track` gets the chapters
    in order and passes them on, so that it can tell how far the check is. Never raises for what the
    files hold: what could not be read is a finding whose code begins with `X`.

    The findings are the same however they are come by: what is in the `cache` is not worked out
    again, and the rest is spread over as many processes as `jobs` (`None`: as many as are worth
    it), or over the workers of an `executor`, who need none of the files.
    """
    from .readers.documents import find_documents, myst_extensions
    from .runner.others import BuiltDocuments, unread_settings

    summary = Summary()
    try:
        severities = _severities(severity)
        store = Store(facts, cache=cache)
        documents = find_documents(docs)
        look_ahead([*facts.glob("*.yaml"), *(chapters := _to_read(docs, documents))])
        copies = _copies(store, snapshots, longest_copy)
        built = BuiltDocuments(documents, facts, may_build=build)
        with workers(jobs, len(chapters)) if executor is None else nullcontext(executor) as at_hand:
            book = Chapters(
                store, myst_extensions(documents, extensions), own_things=own_things,
                reading=_reading(reading, reviews), copies=copies, cache=cache, executor=at_hand,
                always=executor is not None,
            )  # fmt: skip
            results = book.run(track(chapters))
            # Workers are busy with chapters while the evidence is checked here.
            first = list(islice(results, 1)) if at_hand is not None else []
            checked = run_evidence(store, cache, snapshots)
            findings, summary.evidence, summary.proven, summary.sealed = checked
            findings += [*_check_corrections(store, against), *check_static_files(book, docs)]
            came = _gather(chain(first, results, built.check(book)), summary)
            findings += [*came.findings, *_check_reviews(facts, came, reviews, summary)]
    except CheckError as problem:
        return Result(list(problem.findings), Summary())
    summary.facts = len(store.facts.facts)
    summary.unread = sorted(
        [*summary.unread, *built.unread, *unread_settings(documents), *unread_scripts(docs)]
    )
    findings += built.check_read(chapters)
    # What cannot be read may cite anything.
    is_whole = came.is_read and not built.unread and any(path.is_dir() for path in docs)
    findings += _check_used(store, came.cited) if is_whole else ()
    standing, accepted = _part(findings, came.accepted, store, unused=is_whole)
    summary.accepted = len(accepted)
    standing = severities.apply(standing) if severities is not None else standing
    return Result(_in_order(standing), summary, (*map(str, chapters), *built.read), accepted)


def _reading(reading: Reading | None, reviews: Reviews) -> Reading:
    return msgspec.structs.replace(reading or Reading(), reviewed=reviews != "off")


def _check_reviews(facts: Path, came: _Gathered, asked: Reviews, summary: Summary) -> list[Finding]:
    """What is outstanding, and what readers object to. Raises `CheckError`."""
    if asked == "off":
        return []
    from .runner.reviews import run_reviews

    result = run_reviews(facts, came.to_review, asked)
    findings, summary.passages, summary.outstanding, summary.objected = result
    return findings


def _severities(table: Mapping[str, str] | None) -> Severities | None:
    """Those of a table, if it has any. Raises `CheckError`."""
    if not table:
        return None
    from .rules.severity import Severities

    return Severities(table, Path())


def _part(
    findings: Iterable[Finding], by_comments: list[AcceptedFinding], store: Store, *, unused: bool
) -> tuple[list[Finding], tuple[AcceptedFinding, ...]]:
    """The findings that stand, and in order all that are accepted."""
    standing, allowed = list(findings), list[AcceptedFinding]()
    if any(allowing(store.facts)):
        from .rules.acceptance import check_allowed, part_by_entries

        standing, allowed = part_by_entries(standing, store.facts)
        if unused:
            standing += check_allowed(store, allowed)
    places = {each.finding: each for each in [*by_comments, *allowed]}
    return standing, tuple(places[finding] for finding in _in_order(places))


@rule(
    "C002",
    "unused-fact",
    meaning="No chapter cites this fact.",
    help="Cite it, or take it out of the facts file.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: over 4,000 cars
            claim: The bridge carries over 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
      $: sphinx-facts record facts/snapshots
    right: "The bridge carries {fact}`daily-cars`."
    check: check docs
    says: |
      facts/example.yaml:2:3: C002 unused-fact: no chapter cites daily-cars
          do        Cite it, or take it out of the facts file.
    """,
)
def _check_used(store: Store, cited: AbstractSet[str]) -> Iterator[Finding]:
    """Every fact is cited by a chapter."""
    for id_ in store.facts.facts.keys() - cited:
        yield make_finding("C002", store.locate("facts", id_), f"no chapter cites {id_}", fact=id_)


def _check_corrections(store: Store, against: str | None) -> list[Finding]:
    if against is None and not store.facts.corrections:
        return []
    from .rules.corrections import check_against, check_log

    return [*check_log(store), *(check_against(store, against) if against is not None else ())]


def _copies(store: Store, snapshots: Path | None, longest: int) -> Copies | None:
    """What no chapter may share with the sources; None where that is not asked for."""
    if snapshots is None or not longest:
        return None
    from .proof.snapshots import fully_recorded, read_snapshot, source_words
    from .rules.copying import Copies

    texts = {id_: source_words(read_snapshot(snapshots, id_)) for id_ in fully_recorded(store)}
    return Copies(texts, longest)


class _Gathered(msgspec.Struct):
    """What came of chapters, taken together."""

    findings: list[Finding] = []
    accepted: list[AcceptedFinding] = []
    """Those that comments accept."""
    to_review: list[ReviewedPassage] = []
    cited: set[str] = set()
    """The ids of the facts that they cite."""
    is_read: bool = True
    """Whether all could be read."""


def _gather(results: Iterable[ChapterResult], summary: Summary) -> _Gathered:
    """Add up what came of chapters."""
    came = _Gathered()
    for result in results:
        came.findings += result.findings
        came.accepted += result.accepted
        came.to_review += result.passages
        summary.chapters += result.could_read and result.is_document
        came.is_read &= result.could_read
        summary.unread += result.unread
        summary.figures += result.figures
        summary.quotations += result.quotations
        summary.citations += result.citations
        summary.literals += result.literals
        came.cited.update(result.cited)
    return came


def audit_pages(
    html: Path, facts: Path, *,
    docs: str = "docs", severity: Mapping[str, str] | None = None,
    own_things: Collection[str] = (), reading: Reading | None = None, track: Track = iter,
) -> Result:  # fmt: skip
    """Check built pages (a folder of them) as their readers see them, whatever put the text
    there. `severity`, `own_things` and `reading` are as in `check_book`; the globs may name the
    chapters in `docs` too.
    """
    from .readers.text_files import DRAWING
    from .rules.pages import CheckerOfPages
    from .runner.pages import Pages
    from .runner.worker import check_chapter

    summary = Summary()
    try:
        severities = _severities(severity)
        store = Store(facts)
        pages = Pages(html)
    except CheckError as problem:
        return Result(list(problem.findings), summary)

    checker = CheckerOfPages(store.facts, store.frames, own_things, reading)

    def check(page: Path) -> ChapterResult:
        result = check_chapter(page, lambda: pages.read(page), checker, is_page=True)
        result.is_document = page.suffix != DRAWING
        return result

    came = _gather(map(check, track(pages.paths)), summary)
    findings = [*came.findings, *pages.left_behind]
    summary.left_out = {kind: pages.left_out[kind] for kind in sorted(+pages.left_out)}
    summary.unread = pages.unread
    summary.without_record = pages.without_record
    summary.facts = len(store.facts.facts)
    standing, accepted = _part(findings, came.accepted, store, unused=False)
    summary.accepted = len(accepted)
    if severities is not None:
        standing = severities.apply(standing, html, docs)
    return Result(_in_order(standing), summary, tuple(map(str, pages.paths)), accepted)


def _in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by place; the same thing is said once where a chapter is included twice."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda finding: (finding.location, finding.code, finding.message),
    )


def find_chapters(docs: Sequence[Path]) -> list[Path]:
    """The Markdown files among and below `docs`, in order. Raises `CheckError` where there is no
    document at all.
    """
    from .readers.documents import find_documents

    documents = find_documents(docs)
    _to_read(docs, documents)
    return documents.written("markdown")


def _to_read(docs: Sequence[Path], documents: Documents) -> list[Path]:
    """The documents that are read as they are written, and the settings of which pages show some.
    Raises `CheckError` where there is no document.
    """
    if not documents.ways:
        places = " ".join(map(str, docs))
        raise CheckError(nothing_to_check(Location(places), "no chapter (*.md) is here"))
    books = documents.configurations.values() if any(path.is_dir() for path in docs) else ()
    settings = [book.path for book in books if book.path is not None and book.shows_text]
    return [*documents.written("markdown", "notebook"), *settings]
