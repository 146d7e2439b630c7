"""The text of a source around a quotation, as far as the lock has its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..english.running_text import around
from ..model.records import LockedRun
from ..text.words import ELLIPSIS, split

_MARK = '"'
_NO_SPACE_BEFORE = frozenset([",", ".", ";", ":", "!", "?", ")", "]"])
_OPENING = frozenset(["(", "["])
_OPENED, _CLOSED = frozenset("“‘"), frozenset("”’")


class SourceText(NamedTuple):
    """A stretch of a source, and where in it the quotation stands, with its marks."""

    text: str
    start: int
    end: int


def source_text(run: LockedRun, quoted: str, others: Sequence[tuple[LockedRun, str]]) -> SourceText:
    """What is known of a source right around what is quoted there, from the words beside it and
    from other runs that overlap these or touch them.

    Marks are set as they face: the quotation, where it stands in any, is whole.
    """
    known: dict[int, str] = {}
    for each, text in [*others, (run, quoted)]:
        for part, piece in each.parts(text):
            words = [*part.before.split(), *part.words_of(piece), *part.after.split()]
            first = part.start - len(part.before.split())
            known |= dict(enumerate(words, first))
    start, end = run.start, run.places(quoted)[-1][1]
    first, last = start, end
    while first - 1 in known:
        first -= 1
    while last in known:
        last += 1
    gaps = {place for place in range(start, end) if place not in known}
    known |= dict.fromkeys(gaps, ELLIPSIS)
    words = [known[place] for place in range(first, last) if not {place - 1, place} <= gaps]
    end -= last - first - len(words)
    return _joined(words, *_with_marks(words, start - first, end - first))


def with_left_out(run: LockedRun, excerpt: str) -> str:
    """What the source has where an excerpt leaves words out with […], as far as the lock has it:
    all of it, or the words at each end.
    """
    words: list[str] = []
    place = run.start
    for part, text in run.parts(excerpt):
        before = part.before.split() if words else []
        known = part.start - len(before)
        words += [ELLIPSIS] * (known > place) + before[max(0, place - known) :]
        after = part.after.split() if part is not run.pieces[-1] else []
        words += [*split(text), *after]
        place = part.start + len(part.words_of(text)) + len(after)
    return around(words[:-1], words[-1], ()).text


def _with_marks(words: Sequence[str], start: int, end: int) -> tuple[int, int]:
    """The quotation with its marks, before the last of which one of the sentence may stand."""
    if start == 0 or words[start - 1] != _MARK:
        return start, end
    closing = next((at for at in (end, end + 1) if words[at : at + 1] == [_MARK]), None)
    return (start - 1, closing + 1) if closing is not None else (start, end)


def _joined(words: Sequence[str], start: int, end: int) -> SourceText:
    """The words as a text; `start` and `end` are places of words."""
    marks = _facing(words, start, end)
    text, places = "", []
    for number, word in enumerate(words):
        shown = marks.get(number, word)
        before = words[number - 1] if number else ""
        closed = shown in _CLOSED or word in _NO_SPACE_BEFORE
        opened = before in _OPENING or marks.get(number - 1, "") in _OPENED
        text += "" if not text or closed or opened else " "
        places.append(len(text))
        text += shown
    stop = places[end] if end < len(words) else len(text)
    return SourceText(text, places[start], len(text[:stop].rstrip()))


def _facing(words: Sequence[str], start: int, end: int) -> dict[int, str]:
    """Each mark as one that opens or closes, counted from the quotation; within it, single ones."""
    before = [at for at in range(start - 1, -1, -1) if words[at] == _MARK]
    behind = [at for at in range(end, len(words)) if words[at] == _MARK]
    marks = {at: "”“"[number % 2] for number, at in enumerate(before)}
    marks |= {at: "“”"[number % 2] for number, at in enumerate(behind)}
    is_marked = words[start] == words[end - 1] == _MARK and end - start > 1
    inside = [at for at in range(start + is_marked, end - is_marked) if words[at] == _MARK]
    facing = "‘’" if is_marked else "“”"
    marks |= {at: facing[number % 2] for number, at in enumerate(inside)}
    return marks | ({start: "“", end - 1: "”"} if is_marked else {})
