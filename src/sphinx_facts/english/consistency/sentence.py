"""A sentence in which each figure is one sign, so that patterns can be written over its words.

Signs are capital letters, everything else is in small letters. Each says what the figure is: `N` a
number, `U` one with a unit, `C` money, `P` a percentage, `R` a fraction, `M` a multiple, `T` a
length of time, `B` a range, `Y` a date, year or decade, `S` a span of these, `H` a time of day,
`O` an ordinal, `W` a word that often counts nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ...figures.figure import INFINITY, Figure
from ..figures.text import fold, fold_marks
from ..lexicon import Regex, alternatives, families, whole_words
from ..sentences import outline

OTHER = "[^NUCBPRMTW;:()]"
"""A pattern of a character that belongs to no figure but a date, an ordinal or a time of day."""
BESIDE = "YSOH"
"""The signs of these."""
_SIGN_OF_KIND = {
    "percent": "P", "fraction": "R", "multiple": "M", "duration": "T", "currency": "C",
    "ordinal": "O", "date": "Y", "year": "Y", "decade": "Y",
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 1000, 2199
_MOST_FIGURES = 40
"""A sentence with more of them is a list of numbers, and nothing is read out of its words."""


def any_of(*places: str) -> str:
    """A pattern of whole words of these families, which stand in ``consistency.toml`` where no file
    is named: ``clauses/change.more``.
    """
    full = (each.replace("/", ".") if "/" in each else f"consistency.{each}" for each in places)
    return whole_words(families(*full))


FROM, TO, BETWEEN, UNTIL = (any_of(f"small.{each}") for each in ("from", "to", "between", "until"))
AND, OR, OF, OUT_OF = (any_of(f"small.{each}") for each in ("and", "or", "of", "out_of"))
THE, A, IN, ON = (any_of(f"small.{each}") for each in ("the", "a", "in", "on"))
PAST = rf"[a-z]+{alternatives(families('endings.participles'))}(?!\w)"
"""A pattern of a word that is likely to be the past of a verb."""
_YEARS = Regex(rf"\d{{4}}\s?(?:-|{UNTIL}|{AND})\s?\d{{2,4}}")


class Contradiction(NamedTuple):
    """Figures that cannot all be right; ``[start, end)`` of the text holds them."""

    start: int
    end: int
    message: str
    """What is wrong, as a sentence without its stop."""


class Sentence:
    """A sentence of `text`, which ends at `end`, with its figures in order."""

    def __init__(self, text: str, low: str, start: int, end: int, figures: list[Figure]) -> None:
        self.text, self.end, self.figures = text, end, figures
        self._at: dict[int, Figure] = {}
        parts: list[str] = []
        length, done = 0, start
        for figure in figures:
            first, last = figure.whole
            words = low[done:first]
            parts += words, sign_of(figure)
            length += len(words)
            self._at[length] = figure
            length += 1
            done = max(done, last)
        parts.append(low[done:end])
        self.signs = "".join(parts)

    def figure(self, match: re.Match[str], group: str | int) -> Figure:
        """The figure whose sign a group matches."""
        return self._at[match.start(group)]

    def at(self, place: int) -> Figure:
        """The figure whose sign stands at a place of `signs`."""
        return self._at[place]

    def places(self, signs: str) -> list[int]:
        """Where signs of these kinds stand, in order."""
        return [place for place in self._at if self.signs[place] in signs]

    def has(self, signs: str) -> bool:
        """Whether a figure of these kinds is there."""
        return any(sign in self.signs for sign in signs)

    def quoted(self, *figures: Figure) -> str:
        """What is written from the first of some figures to the last, in marks, with hedges."""
        start, end = self.span(*figures)
        return f"“{self.text[start:end]}”"

    def span(self, *figures: Figure) -> tuple[int, int]:
        spans = [figure.whole for figure in figures]
        return min(start for start, _ in spans), max(end for _, end in spans)

    def contradiction(self, message: str, *figures: Figure) -> Contradiction:
        """That these figures cannot all be right."""
        return Contradiction(*self.span(*figures), message)


Check = Callable[[Sentence], Iterator[Contradiction]]


def sign_of(figure: Figure) -> str:
    """What stands for a figure."""
    if figure.unit == "time":
        return "H"
    if len(figure.numbers) > 1 and figure.kind in ("range", "number"):
        return "S" if _is_span(figure) else "B"
    if figure.kind == "number":
        return "U" if figure.unit else "W" if figure.weak else "N"
    return _SIGN_OF_KIND.get(figure.kind, "B")


def _is_span(figure: Figure) -> bool:
    if figure.unit == "date":
        return True
    are_years = _YEARS.fullmatch(fold_marks(figure.text).lower()) is not None
    return are_years and _FIRST_YEAR <= figure.numbers[0] <= _LAST_YEAR and figure.unit is None


def sentences(text: str, figures: Sequence[Figure]) -> Iterator[Sentence]:
    """The sentences of a text that have figures, and not too many."""
    if not figures:
        return
    low, place, start = fold(text), 0, 0
    for stop in (*outline(text).stops, len(text)):
        first = place
        while place < len(figures) and figures[place].start < stop:
            place += 1
        if 0 < place - first <= _MOST_FIGURES:
            end = max(stop, figures[place - 1].whole[1])
            yield Sentence(text, low, start, end, list(figures[first:place]))
        start = stop


def is_read(figure: Figure) -> bool:
    """Whether the value of a figure is known at all."""
    return figure.low > -INFINITY or figure.high < INFINITY


def without_dates(signs: str) -> str:
    """A stretch of signs without those of dates, ordinals and times of day."""
    return "".join(sign for sign in signs if sign not in BESIDE)
