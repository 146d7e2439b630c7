"""One normalisation of text into words, used by everything that compares texts.

A *word* is a run of letters, digits and combining marks, with the apostrophes inside it; a number
stays whole with its separators (``11,000``, ``1.3``). Every other mark that is not a space is a
word of its own. Quotation marks, apostrophes, dashes, ellipses and spaces are folded to one form
each; case and everything else stay.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import msgspec

# Soft hyphens, zero-width characters and the byte order mark: a reader sees none of them.
_INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_LETTER = rf"[\w\u0300-\u036f{_INVISIBLE}]"
_WORD = re.compile(
    rf"{_LETTER}+(?:(?:(?<=\d)[.,](?=\d)|['’](?={_LETTER})){_LETTER}+)*"
    r"|\.(?:\s?\.){2,}"
    r"|[-‐‑‒–—―−]+"
    r"|\S"
)
_INVISIBLES = re.compile(f"[{_INVISIBLE}]+")
_ONE_FORM = str.maketrans(
    dict.fromkeys("“”„‟«»＂", '"') | dict.fromkeys("‘’‚‛‹›", "'") | dict.fromkeys("‐‑‒–—―−", "-")
)

ELLIPSIS = "…"
DASH = "-"


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word in its folded form, and its place in the text (string offsets, ``end`` exclusive)."""

    text: str
    start: int
    end: int


def fold(word: str) -> str:
    """One form for every way of writing a word; the empty string where nothing visible is left."""
    if word.isascii():
        if word.startswith("--"):
            return DASH
        return ELLIPSIS if word.startswith(".") and len(word) > 1 else word
    folded = unicodedata.normalize("NFC", _INVISIBLES.sub("", word)).translate(_ONE_FORM)
    return DASH if folded.startswith("--") else folded


def find_words(text: str) -> Iterator[Word]:
    """Every word of `text`, in order, with its place."""
    for match in _WORD.finditer(text):
        if folded := fold(match[0]):
            yield Word(folded, match.start(), match.end())


def split(text: str) -> list[str]:
    """The words of `text`, in order."""
    words = _WORD.findall(text)
    return [each for word in words if (each := word if _is_plain(word) else fold(word))]


def _is_plain(word: str) -> bool:
    return word.isascii() and word.isalnum()


def is_word(word: str) -> bool:
    """Whether `word` is a word rather than a punctuation mark."""
    return word[:1].isalnum()


def find_run(words: list[str], run: list[str], start: int = 0) -> int:
    """The place at or after `start` where `run` stands in `words`; -1 where it does not."""
    if not run:
        return -1
    last = len(words) - len(run)
    while start <= last:
        try:
            start = words.index(run[0], start, last + 1)
        except ValueError:
            return -1
        if words[start : start + len(run)] == run:
            return start
        start += 1
    return -1


def in_order(some: Iterable[str], words: Iterable[str]) -> bool:
    """Whether all of `some` stand in `words` in their order, whatever lies between."""
    rest = iter(words)
    return all(word in rest for word in some)


class Index:
    """The words of a source by their places: a run is found without going through all of it."""

    def __init__(self, words: list[str]) -> None:
        self._words = words
        self._places: dict[str, list[int]] = {}
        for place, word in enumerate(words):
            self._places.setdefault(word, []).append(place)

    def find(self, run: list[str], start: int = 0) -> int:
        """As `find_run` in the words."""
        return next((place for place in self.find_all(run) if place >= start), -1)

    def find_all(self, run: list[str]) -> Iterator[int]:
        """The places where the run stands, in order."""
        if not run:
            return
        places = [self._places.get(word, []) for word in run]
        offset = min(range(len(run)), key=lambda number: len(places[number]))
        for place in places[offset]:
            first = place - offset
            if first >= 0 and self._words[first : first + len(run)] == run:
                yield first
