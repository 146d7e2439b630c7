"""The check of a chapter as a pure function of its text and the facts: here, or anywhere else.

It reads no file of the book where it runs, so it may run in another process or on another machine.
Chapters go there many at a time, with the facts beside them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..facts.review_digests import passages_to_review
from ..model.findings import CheckError
from ..model.passages import Location, Passage, Reading
from ..model.records import FactsFile, Frame
from ..readers.myst import read_chapter
from ..readers.text_files import decode
from ..rules.acceptance import CommentsOfText
from ..rules.checker import Checker, facts_cited
from .cache import code_digest
from .results import ChapterResult, OtherVersion, Text, has_code_to_run, nothing_to_check, unrun

if TYPE_CHECKING:
    from ..rules.prose.copying import Copies


def check_chapter(
    path: Path, read: Callable[[], list[Passage]], checker: Checker, copies: Copies | None = None,
    *, is_page: bool = False,
) -> ChapterResult:  # fmt: skip
    """Check a chapter or a page; what cannot be read is a finding. A page may well accept what is
    found only in the chapter that it was built from.
    """
    try:
        passages = read()
    except CheckError as problem:
        return ChapterResult(findings=list(problem.findings), could_read=False)
    result = ChapterResult(findings=[])
    if not any(passage.text for passage in passages):
        remedy = "write it, or take the file away"
        result.findings.append(nothing_to_check(Location(str(path)), "this holds no text", remedy))
    cited: set[str] = set()
    rests_on: set[str] | None = set()
    comments = CommentsOfText()
    for passage in passages:
        if not checker.reads(passage):
            result.literals += any(map(str.isdecimal, passage.text))
            continue
        comments.add(checker.check(passage), passage.accepted)
        if copies is not None:
            comments.add(copies.check(passage), passage.accepted)
        cited.update(_count(result, passage, checker))
        more = checker.rests_on(passage)
        rests_on = None if rests_on is None or more is None else rests_on | more
    comments.add_together(checker.check_together(passages), passages)
    if not is_page:
        comments.judge_comments(passages)
        if checker.reading.reviewed:
            result.passages = passages_to_review(passages, checker.facts)
    result.findings += comments.parted.standing
    result.accepted = comments.parted.accepted
    result.cited = sorted(cited)
    if not (result.findings or result.accepted or rests_on is None):
        result.rests_on = sorted(rests_on)  # What a finding suggests may come from any fact.
    return result


def _count(result: ChapterResult, passage: Passage, checker: Checker) -> list[str]:
    """Add up what a reader sees in a passage; the facts that it cites."""
    figures, quotations = checker.counts(passage.text)
    result.figures += figures
    result.quotations += quotations
    cited = list(map(facts_cited, passage.citations))
    result.citations += sum(map(bool, cited))
    return [id_ for ids in cited for id_ in ids]


def check_texts(
    facts: bytes, code: bytes, extensions: Collection[str], own_things: tuple[str, ...],
    reading: bytes, chapters: bytes,
) -> bytes:  # fmt: skip
    """Judge chapters by facts: a pure function, whose arguments and result go over any wire.

    `facts` is a `FactsFile` with its frames, `reading` a `Reading`, `chapters` a list of `Text`,
    and the result one of `ChapterResult`, each as MessagePack. Raises `OtherVersion` where `code`
    is not the digest of the code here.
    """
    if code != code_digest():
        raise OtherVersion
    checker = _checker(facts, own_things, reading)
    return msgspec.msgpack.encode(
        [
            _check_text(checker, extensions, text)
            for text in msgspec.msgpack.decode(chapters, type=list[Text])
        ]
    )


@lru_cache(maxsize=1)
def _checker(facts: bytes, own_things: tuple[str, ...], reading: bytes) -> Checker:
    """Made once by each worker, as all chapters of a book share their facts."""
    book = msgspec.msgpack.decode(facts, type=tuple[FactsFile, dict[str, Frame]])
    return Checker(*book, own_things, msgspec.msgpack.decode(reading, type=Reading))


def _check_text(checker: Checker, extensions: Collection[str], text: Text) -> ChapterResult:
    path = Path(text.path)

    def read() -> list[Passage]:
        return read_chapter(
            path, checker.display_text, extensions, lambda _: decode(path, text.content)
        )

    result = check_chapter(path, read, checker)
    if has_code_to_run(text.content):
        result.unread = [unrun(text.path)]
    return result
