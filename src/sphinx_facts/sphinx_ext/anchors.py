"""Finds where the words of a passage are written: of a document tree only the lines of blocks are
known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

import msgspec

from ..model.passages import Acceptance, Citation, Flaw, Passage

T = TypeVar("T", Flaw, Acceptance)

_WORD = re.compile(r"[\w'’-]+")
_FURTHEST = 400
"""Characters after a word within which the next has to be written: roles stand between."""
_LONGEST = 300
"""Lines of a passage: no paragraph comes near."""


def anchored(passage: Passage, rows: Sequence[str], name: str) -> Passage:
    """A passage of the file of this name, with the places of its words among the rows of it."""
    first = passage.anchors[0][1] if passage.anchors else 1
    anchors = tuple(_anchors(passage.text, rows, first)) or passage.anchors
    placed = msgspec.structs.replace(passage, path=name, anchors=anchors)
    citations = tuple(_at(placed, citation) for citation in passage.citations)
    flaws = tuple(_named(each, name) for each in passage.flaws)
    accepted = tuple(_named(each, name) for each in passage.accepted)
    return msgspec.structs.replace(placed, citations=citations, flaws=flaws, accepted=accepted)


def _named(part: T, name: str) -> T:
    """What stands in a passage of the file of this name, or over it."""
    where = msgspec.structs.replace(part.location, path=name)
    return msgspec.structs.replace(part, location=where)


def _at(passage: Passage, citation: Citation) -> Citation:
    where = passage.locate(citation.start, citation.end)
    return msgspec.structs.replace(citation, location=where)


def _anchors(text: str, rows: Sequence[str], first: int) -> Iterator[tuple[int, int, int]]:
    # A title may be known by the line below it.
    start = max(1, first - 2)
    written = "\n".join(rows[start - 1 : start - 1 + _LONGEST])
    begins = sum(len(row) + 1 for row in rows[start - 1 : first - 1])
    words = list(_WORD.finditer(text))
    if words and _find(words[0][0], written, begins) < 0:
        begins = 0
    at = begins
    if not words or words[0].start():
        yield 0, first, 1
    for word in words:
        found = _find(word[0], written, at)
        if found < 0:
            continue
        line = written.count("\n", 0, found)
        yield word.start(), start + line, found - written.rfind("\n", 0, found)
        at = found + len(word[0])


def _find(word: str, written: str, at: int) -> int:
    """Where a word next stands, from there on, as a word; -1 where it is not near."""
    end = at + _FURTHEST
    while (found := written.find(word, at, end)) >= 0:
        after = found + len(word)
        if not (
            written[after : after + 1].isalnum() or written[max(0, found - 1) : found].isalnum()
        ):
            return found
        at = after
    return -1
