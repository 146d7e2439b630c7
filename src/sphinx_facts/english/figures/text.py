"""A text while its figures are read: as it is written and folded, place by place the same."""

from __future__ import annotations

import re
from collections.abc import Callable

from . import words
from .quantity import Quantity

_SIGNS = "¼½¾⅐-⅞↉①-⒛⓪-⓿❶-➓"
GATE = re.compile(rf"[a-z]{{3,}}|\d+|[{_SIGNS}]+")
"""What may be a figure: digits, signs, and the words that stand in `words.NUMBER_WORDS`."""
_OTHER = rf"[^a-z\d{_SIGNS}]*+"
_BEGINNINGS: dict[str, dict[str, None]] = {}
for _word in words.NUMBER_WORDS:
    _BEGINNINGS.setdefault(_word[0], {})[_word[1:4]] = None
_BEGINS = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in _BEGINNINGS.items())
CANDIDATE = re.compile(rf"(?>{_OTHER}(?!{_BEGINS})[a-z]++)*+{_OTHER}({GATE.pattern}|[a-z]+|\Z)")
"""Passes over what begins like no number word; group 1 is what may be a figure, or the end."""
OPENERS = "([{\"'“‘„«*_—"
WINDOW = 64
"""Characters before a figure in which what belongs to it stands."""

WORD = re.compile(r"[a-z]+")
SPACED_WORD = re.compile(r"[\s-]{0,2}([a-z]+)\b")
MIXED = re.compile(
    rf"\s?([¼½¾⅐-⅞])|(?:\s{{1,2}}(?:({words.AND})\s)?|-)(\d{{1,2}})/(\d{{1,2}})(?![\d/])"
)
_CLOSING, _CLOSING_AFTER_SPACE = '.,;:)!?"](', '.,;:)!?("['

_PLAIN = [*((mark, "-") for mark in "‐‑‒–−－"), *((mark, "'") for mark in "‘’ʼ＇")]
_BREAKS = "\n\t\r\v\f"
"""A line may be broken anywhere."""
_SEPARATORS = (("٬", ","), ("٫", "."), ("，", ","), ("．", "."))
"""Those of Arabic digits, and of wide ones."""


def fold_marks(text: str) -> str:
    """`text`, character by character, with plain hyphens and straight apostrophes."""
    if not text.isascii():
        for mark, plain in _PLAIN:
            text = text.replace(mark, plain)
    return text


def fold(text: str) -> str:
    """`fold_marks` of `text` in lower case, as long as `text`."""
    low = text.lower()
    if len(low) != len(text):  # "İ" alone becomes two characters.
        low = text.replace("İ", "I").lower()
    if not low.isascii():
        for separator, plain in _SEPARATORS:
            low = low.replace(separator, plain)
    return fold_marks(low)


ReadNumber = Callable[..., Quantity | None]
"""Reads the number at a place of a text, back to a floor; see `forms`, which hands it in."""


class Text:
    """One text: `raw` as written, `low` folded; `floor` in what follows is where a figure ends
    before which nothing belongs to the next.
    """

    __slots__ = ("_before", "_is_ahead", "_last", "_number", "_quantity", "low", "raw", "uncased")

    def __init__(self, text: str, number: ReadNumber, quantity: ReadNumber) -> None:
        for mark in _BREAKS:  # Ten times as fast as to translate them all at once.
            text = text.replace(mark, " ")
        self.raw = text
        self.low = fold(self.raw)
        self.uncased = text.islower()  # Then capitals tell nothing: "may 5".
        self._number, self._quantity, self._is_ahead = number, quantity, False
        self._before: tuple[int, int, list[str]] = (0, 0, [])
        self._last: tuple[tuple[int, int, str | None], Quantity | None] | None = None

    def number(self, pos: int) -> Quantity | None:
        """The number at `pos`, with its unit, as part of a longer quantity."""
        return self._number(self, pos, pos)

    def quantity(self, pos: int, floor: int, paid_in: str | None = None) -> Quantity | None:
        """The quantity at `pos`, as the second of a range that may have named its currency; where
        it makes none, the next figure is the same.
        """
        asked = pos, floor, paid_in
        if self._last is None or self._last[0] != asked:
            self._last = asked, self._quantity(self, pos, floor, paid_in)
        return self._last[1]

    def bare(self, pos: int) -> Quantity | None:
        """The plain number at `pos`, as part of another; None where there is none. One number
        takes in one more, never a chain of them.
        """
        if self._is_ahead or not self.may_begin(pos):
            return None
        self._is_ahead = True
        found = self.number(pos)
        self._is_ahead = False
        if found is None or not found.numbers or found.kind != "number" or found.unit:
            return None
        return found

    def before(self, start: int, floor: int) -> list[str]:
        """The few words before `start`, which everybody asks who reads a figure there."""
        if start <= floor + 1:
            return []
        if self._before[:2] != (start, floor):
            said = self.low[max(floor, start - WINDOW) : start].split()
            self._before = start, floor, said
        return self._before[2]

    def last_word(self, start: int, floor: int) -> tuple[str, int]:
        """The word right before `start` without what opens before it, and its place."""
        said = self.before(start, floor)
        word = said[-1].lstrip(OPENERS) if said else ""
        return word, self.low.rfind(word, floor, start) if word else start

    def is_quiet(self, end: int) -> bool:
        """Whether nothing behind `end` can go on with the number that ends there."""
        low = self.low
        mark = low[end : end + 1]
        if not mark.isspace():
            return mark in _CLOSING
        match = WORD.match(low, end + 1)
        if match is None:
            following = low[end + 1 : end + 2]
            is_number = following.isdecimal() and not MIXED.match(low, end)
            return is_number or following in _CLOSING_AFTER_SPACE
        return match[0] not in words.CONTINUES

    def may_begin(self, pos: int) -> bool:
        """Whether a figure may begin at `pos`."""
        match = GATE.match(self.low, pos)
        return match is not None and (match[0] in words.NUMBER_WORDS or not match[0][0].isalpha())

    def is_month_in_small_letters(self, word: str, begin: int) -> bool:
        """Whether a month is more likely another word: `may` in a text that has capitals."""
        is_small = self.raw[begin : begin + 1].islower()
        return word in words.AMBIGUOUS_MONTHS and is_small and not self.uncased
