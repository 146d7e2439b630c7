"""How many words beside an excerpt are recorded and proven with it: to the ends of its clause.

The ends are told from the folded words alone, by their marks and capitals, so that a check can tell
from the lock whether all of them are there: nobody can take a *not* out of it that stands in the
clause. Where it is in doubt whether a sentence ends (*Gen. Kim*, *no. 5*), it goes on: what reads
the words, with a lexicon that may grow, finds the ends of the sentence among them.

Between two pieces of an excerpt all that is left out is recorded, up to the most words on each
side: so nobody can leave a *not* out of it there either.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST = 30
"""The most words on each side."""
SHORTEST = 4
"""The fewest, where the source has so many; a lock of version 1 has no others."""

_STOPS = frozenset(".!?")
_MARKS = frozenset("\"')]")
_CLAUSE_END = ";"
_FEW = 3
"""Marks and words at the edge of an excerpt by which it is told whether it ends a sentence."""
_LONGEST_SHORT, _LONGEST_TITLE = 2, 4
"""A full stop after *vs*, *U* or *Capt* ends no sentence for certain."""


class Run(NamedTuple):
    """A stretch of a source that is proven: an excerpt, or a piece of it."""

    room_before: int
    """The words from the beginning of the source, or from the piece before it."""
    room_after: int
    is_first: bool = True
    is_last: bool = True


def runs(places: Sequence[tuple[int, int]], count: int) -> Iterator[Run]:
    """The pieces of an excerpt, by where each begins and ends in a source of `count` words."""
    for number, (start, end) in enumerate(places):
        is_first, is_last = number == 0, number == len(places) - 1
        before = start - (0 if is_first else places[number - 1][1])
        after = (count if is_last else places[number + 1][0]) - end
        yield Run(before, after, is_first, is_last)


def words_before(before: Sequence[str], excerpt: Sequence[str]) -> int:
    """How many words before an excerpt are recorded, if the source has so many: from the word and
    the stop on that end the clause before.
    """
    near = before[-LONGEST:]
    words = [*near, *excerpt[:_FEW]]
    for place in range(len(near) - 1, 0, -1):
        if _ends(words, place):
            return max(len(near) - place + 1, SHORTEST)
    return LONGEST


def words_after(excerpt: Sequence[str], after: Sequence[str]) -> int:
    """How many words after an excerpt are recorded, if the source has so many: to the one that
    begins the next clause. A quotation that ends with a stop goes on with who said it.
    """
    tail = excerpt[-_FEW:]
    words, edge = [*tail, *after[:LONGEST]], len(tail)
    for place in range(1, len(words)):
        follows = _behind_marks(words, place + 1)
        if follows >= edge and _ends(words, place):
            is_behind = any(word not in _MARKS for word in words[edge:place])
            if is_behind or '"' not in words[place + 1 : follows]:
                return min(max(follows + 1 - edge, SHORTEST), LONGEST)
    return LONGEST


def words_beside(
    run: Run, before: Sequence[str], excerpt: Sequence[str], after: Sequence[str]
) -> tuple[int, int]:
    """How many words are recorded before and after a run, of what stands there."""
    left = words_before(before, excerpt) if run.is_first else LONGEST
    right = words_after(excerpt, after) if run.is_last else LONGEST
    return min(left, run.room_before), min(right, run.room_after)


def _ends(words: Sequence[str], place: int) -> bool:
    """Whether a clause ends for certain with the mark at `place`."""
    mark, before = words[place], words[place - 1]
    if mark == _CLAUSE_END:
        return True
    if mark not in _STOPS:
        return False
    follows = _behind_marks(words, place + 1)
    if follows == len(words) or not words[follows][0].isupper():
        return False
    longest = _LONGEST_TITLE if before[0].isupper() else _LONGEST_SHORT
    is_short = (before[0].isalpha() and len(before) <= longest) or len(before) == 1
    return mark != "." or before in _MARKS or not is_short


def _behind_marks(words: Sequence[str], place: int) -> int:
    """The place of the first word from `place` on that closes nothing."""
    while place < len(words) and words[place] in _MARKS:
        place += 1
    return place
