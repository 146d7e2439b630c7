"""The wider folding, by which an excerpt is compared with a source that prints the same words
otherwise: with ligatures, with a word broken at the end of a line, with marks of direction.

It is for comparing alone: leaves, proofs and what is shown keep the words as the source has them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .words import DASH

_DIRECTIONS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_ONE_SIGN = str.maketrans(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB07), 0xB5)}
)
"""Ligatures of Latin letters, and the micro sign."""


class WideWord(NamedTuple):
    """A word in the wider folding, and the words that it is made of: ``words[start:end]``."""

    text: str
    start: int
    end: int


def widen(words: Sequence[str]) -> Iterator[WideWord]:
    """Folded words in the wider folding: *per - cent* and *percent* are one."""
    place = 0
    while place < len(words):
        if words[place] in _DIRECTIONS:
            place += 1
            continue
        text, end = words[place].translate(_ONE_SIGN), place + 1
        while words[end : end + 1] == [DASH] and _is_small(text) and _goes_on(words, end + 1):
            text, end = f"{text}{words[end + 1].translate(_ONE_SIGN)}", end + 2
        yield WideWord(text, place, end)
        place = end


def are_alike(some: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two runs of words are the same in the wider folding."""
    return [word.text for word in widen(some)] == [word.text for word in widen(others)]


def _is_small(word: str) -> bool:
    """Whether a word may be a part of a broken one; a number or a name is not."""
    return word.isalpha() and word[1:].islower()


def _goes_on(words: Sequence[str], place: int) -> bool:
    return place < len(words) and words[place].isalpha() and words[place].islower()
