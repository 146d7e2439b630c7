"""Check a whole book: its chapters and its facts file together, or the pages that were built
from them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import nullcontext
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from .facts.store import Store
from .model.findings import CheckError, Finding
from .model.passages import Reading
from .model.reviews import Reviews
from .rules.unused import check_used
from .runner.cache import Cache
from .runner.chapters import Chapters
from .runner.evidence import run_evidence
from .runner.outcome import Gathered, Result, Summary, gather, in_order, part
from .runner.processes import workers
from .runner.results import ChapterResult
from .runner.static_files import check_static_files, unread_scripts
from .text.vocabulary import look_ahead

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from .readers.documents import Documents
    from .rules.prose.copying import Copies
    from .rules.severity import Severities

__all__ = ["Result", "Summary", "Track", "audit_pages", "check_book"]

Track = Callable[[Sequence[Path]], Iterable[Path]]
"""Passes paths on one by one, each when it is about to be checked."""


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
    from .runner.to_read import to_read

    summary = Summary()
    try:
        severities = _severities(severity)
        store = Store(facts, cache=cache)
        documents = find_documents(docs)
        look_ahead([*facts.glob("*.yaml"), *(chapters := to_read(docs, documents))])
        copies = _copies(store, snapshots, longest_copy)
        built = BuiltDocuments(documents, facts, may_build=build)
        with workers(jobs, len(chapters)) if executor is None else nullcontext(executor) as at_hand:
            book = Chapters(
                store, myst_extensions(documents, extensions), own_things=own_things,
                reading=_reading(reading, reviews, documents), copies=copies, cache=cache,
                executor=at_hand, always=executor is not None,
            )  # fmt: skip
            results = book.run(track(chapters))
            # Workers are busy with chapters while the evidence is checked here.
            first = list(islice(results, 1)) if at_hand is not None else []
            checked = run_evidence(store, cache, snapshots)
            findings, summary.evidence, summary.proven, summary.sealed = checked
            findings += [*_check_corrections(store, against), *check_static_files(book, docs)]
            came = gather(chain(first, results, built.check(book)), summary)
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
    findings += check_used(store, came.cited) if is_whole else ()
    standing, accepted = part(findings, came.accepted, store, unused=is_whole)
    summary.accepted = len(accepted)
    standing = severities.apply(standing) if severities is not None else standing
    return Result(in_order(standing), summary, (*map(str, chapters), *built.read), accepted)


def _reading(reading: Reading | None, reviews: Reviews, documents: Documents) -> Reading:
    from .readers.documents import cell_tags

    return msgspec.structs.replace(
        reading or Reading(), reviewed=reviews != "off", cell_tags=cell_tags(documents)
    )


def _check_reviews(facts: Path, came: Gathered, asked: Reviews, summary: Summary) -> list[Finding]:
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


def _check_corrections(store: Store, against: str | None) -> list[Finding]:
    if against is None and not store.facts.corrections:
        return []
    from .rules.entry.corrections import check_against, check_log

    return [*check_log(store), *(check_against(store, against) if against is not None else ())]


def _copies(store: Store, snapshots: Path | None, longest: int) -> Copies | None:
    """What no chapter may share with the sources; None where that is not asked for."""
    if snapshots is None or not longest:
        return None
    from .proof.snapshots import fully_recorded, read_snapshot, source_words
    from .rules.prose.copying import Copies

    texts = {id_: source_words(read_snapshot(snapshots, id_)) for id_ in fully_recorded(store)}
    return Copies(texts, longest)


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

    came = gather(map(check, track(pages.paths)), summary)
    findings = [*came.findings, *pages.left_behind]
    summary.left_out = {kind: pages.left_out[kind] for kind in sorted(+pages.left_out)}
    summary.unread = pages.unread
    summary.without_record = pages.without_record
    summary.facts = len(store.facts.facts)
    standing, accepted = part(findings, came.accepted, store, unused=False)
    summary.accepted = len(accepted)
    if severities is not None:
        standing = severities.apply(standing, html, docs)
    return Result(in_order(standing), summary, tuple(map(str, pages.paths)), accepted)
