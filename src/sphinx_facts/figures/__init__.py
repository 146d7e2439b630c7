"""Find figures in English text, read their value, unit and hedge, and say what entails what.

A figure denotes an interval of numbers: "at least 11,000" may stand where "over 11,000" was
recorded, "12,000" may not. Reading takes one pass over the words and digits of a text: a table of
number words is the gate, and a small grammar reads what stands around each hit, never further than
a bounded stretch. So the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import msgspec

from . import vocabulary as table
from .grammar import GATE, Reader, fold_marks
from .hedging import find_hedge
from .values import INFINITY, ONE, Kind, interval

__all__ = [
    "Difference", "Figure", "Kind", "compatible", "compile_names", "difference", "entails",
    "find_figures",
]  # fmt: skip

Difference = Literal["value", "hedge", "unit"]


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A figure in a text. Offsets are string offsets, ends exclusive.

    The bounds of dates are numbers of the form year.monthday: 19 December 2024 is 2024.1219,
    December 2024 is 2024.12, 19 December is 0.1219; those of times are minutes since midnight.
    What is written in several units (5 feet 2 inches) is one number, in the smallest of them;
    money is in the largest.
    """

    start: int
    end: int
    """The number with its currency, multiplier, unit and rate; the hedge is outside."""
    text: str
    hedge: str
    """The hedge in lower case with single spaces; the empty string where there is none."""
    hedge_span: tuple[int, int] | None
    """Where the hedge stands: before the figure or behind it."""
    numbers: tuple[Decimal, ...]
    """The numbers in order, multiplied out: "1.3 million" is 1300000. Two for a range."""
    low: Decimal
    high: Decimal
    """The interval; unbounded on both sides where no value is read (a phone number, 02/03/2024)."""
    low_open: bool
    high_open: bool
    """Whether the end does not belong to the interval."""
    unit: str | None
    """Such as "USD", "USD per month", "percent", "year", "km", "°C"; "date" or "time" for these."""
    kind: Kind
    weak: bool
    """Whether it is a word that often counts nothing (one, second, several), or a code (F-16)."""

    @property
    def whole(self) -> tuple[int, int]:
        """Where the figure stands with its hedge: string offsets, end exclusive."""
        start, end = self.hedge_span or (self.start, self.end)
        return min(start, self.start), max(end, self.end)


def find_figures(text: str, names: Collection[str] | re.Pattern[str] | None = ()) -> list[Figure]:
    """The figures of `text` in order; none overlaps another. Takes time linear in its length.

    `names` are names that have numbers in them ("Group of Seven", "KN-23"), or `compile_names` of
    them: a figure inside an occurrence of a name is part of the name and not reported.
    """
    reader = Reader(text)
    low = reader.low
    figures: list[Figure] = []
    done = 0
    for hit in GATE.finditer(low):
        word = hit[0]
        if (word in table.NUMBER_WORDS or word < "a" or word > "{") and hit.start() >= done:
            part = reader.figure(hit.start(), done)
            if part is not None:
                families, hedge, span = find_hedge(low, part, reader.before(part.start, done), done)
                figures.append(
                    Figure(
                        part.start,
                        part.end,
                        text[part.start : part.end],
                        hedge,
                        span,
                        part.numbers,
                        *interval(part, families),
                        part.unit,
                        part.kind,
                        part.weak,
                    )
                )
                done = part.end
    return _outside(figures, text, names) if names and figures else figures


def compile_names(names: Collection[str]) -> re.Pattern[str] | None:
    """A pattern of `names` for `find_figures`; a space in a name matches any space."""
    return _compiled(tuple(sorted(names)))


@lru_cache(maxsize=64)
def _compiled(names: tuple[str, ...]) -> re.Pattern[str] | None:
    words = [fold_marks(name).split() for name in sorted(names, key=len, reverse=True)]
    choices = [r"\s{1,4}".join(map(re.escape, name)) for name in words if name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)") if choices else None


def _outside(
    figures: list[Figure], text: str, names: Collection[str] | re.Pattern[str]
) -> list[Figure]:
    pattern = names if isinstance(names, re.Pattern) else compile_names(names)
    if pattern is None:
        return figures
    spans = [match.span() for match in pattern.finditer(fold_marks(text))]
    kept, index = [], 0
    for figure in figures:
        while index < len(spans) and spans[index][1] < figure.end:
            index += 1
        if index == len(spans) or figure.start < spans[index][0]:
            kept.append(figure)
    return kept


# --------------------------------------------------------------------------------- entailment


def entails(recorded: Figure, displayed: Figure) -> bool:
    """Whether `displayed` says no more than `recorded`: its interval holds the recorded one.

    Units must agree, or convert exactly (12 months are 1 year). A day lies in its month, year and
    decade. Figures whose value is not read entail only themselves.
    """
    return difference(recorded, displayed) is None


def difference(recorded: Figure, displayed: Figure) -> Difference | None:
    """Why `recorded` does not entail `displayed`; None where it does.

    "unit" where the units disagree, "hedge" where the numbers are the same and the displayed hedge
    says more than the recorded one, "value" otherwise.
    """
    if _unread(recorded) or _unread(displayed):
        if (recorded.numbers, recorded.unit) != (displayed.numbers, displayed.unit):
            return "value"
        return None if recorded.hedge == displayed.hedge else "hedge"
    factor = ONE
    if _is_calendar(recorded) and _is_calendar(displayed):
        inside = _calendar_inside(recorded, displayed)
    else:
        converted = conversion(recorded, displayed)
        if converted is None:
            return "unit"
        factor = converted
        inside = _inside(recorded, displayed, factor)
    if inside:
        return None
    same = tuple(number * factor for number in recorded.numbers) == displayed.numbers
    return "hedge" if same and recorded.hedge != displayed.hedge else "value"


def compatible(one: Figure, other: Figure) -> bool:
    """Whether some number (or day) is in both intervals, so that both figures can be right."""
    if entails(one, other) or entails(other, one):
        return True
    factor = ONE
    if not (_is_calendar(one) and _is_calendar(other)):
        converted = conversion(one, other)
        if converted is None or _unread(one) or _unread(other):
            return False
        factor = converted
    low, low_open = max((one.low * factor, one.low_open), (other.low, other.low_open))
    high, high_closed = min(
        (one.high * factor, not one.high_open), (other.high, not other.high_open)
    )
    return low < high or (low == high and not low_open and high_closed)


def _unread(figure: Figure) -> bool:
    return figure.low == -INFINITY and figure.high == INFINITY


def _inside(recorded: Figure, displayed: Figure, factor: Decimal) -> bool:
    low, high = recorded.low * factor, recorded.high * factor
    above = low > displayed.low or (
        low == displayed.low and (recorded.low_open or not displayed.low_open)
    )
    below = high < displayed.high or (
        high == displayed.high and (recorded.high_open or not displayed.high_open)
    )
    return above and below


def conversion(recorded: Figure, displayed: Figure) -> Decimal | None:
    """What turns the recorded unit into the displayed one; None where the units disagree."""
    if (recorded.kind == "ordinal") != (displayed.kind == "ordinal"):
        return None
    if _is_calendar(recorded) != _is_calendar(displayed):
        return None  # A year counts nothing.
    if recorded.unit == displayed.unit:
        return ONE
    if recorded.unit is None or displayed.unit is None:
        share, other = sorted((recorded, displayed), key=lambda figure: figure.unit or "")
        if share.kind != "fraction" or other.unit != "percent":
            return None
        return Decimal(100) if share is recorded else Decimal("0.01")
    unit, _, rate = recorded.unit.partition(" per ")
    other_unit, _, other_rate = displayed.unit.partition(" per ")
    (base, factor), (other_base, other_factor) = (
        table.SCALE.get(unit, ("", ONE)),
        table.SCALE.get(other_unit, ("", ONE)),
    )
    return factor / other_factor if base and base == other_base and rate == other_rate else None


# ----------------------------------------------------------------------------------- calendar


def _is_calendar(figure: Figure) -> bool:
    if figure.unit not in (None, "date"):
        return False
    if figure.kind in ("date", "year", "decade"):
        return True
    return figure.kind == "range" and (
        figure.unit == "date" or 1000 <= figure.low <= figure.high <= 2199
    )


def _calendar_inside(recorded: Figure, displayed: Figure) -> bool:
    low, high = recorded.low, _last_day(recorded.high)
    bottom, top = displayed.low, _last_day(displayed.high)
    whole = 1 if top < 1 else 100 if displayed.kind == "decade" and top < 100 else 0
    if whole and low.is_finite() and high.is_finite():  # A day without a year, or the nineties.
        low, high = low % whole, high % whole
    return bottom <= low and high <= top


def _last_day(date: Decimal) -> Decimal:
    """The last day that a date of this precision may mean: 2024 runs up to 2024.9999."""
    exponent = date.as_tuple().exponent
    if not isinstance(exponent, int):  # Infinity.
        return date
    return date + (
        Decimal("0.9999") if exponent >= 0 else Decimal("0.0099") if exponent == -2 else 0
    )
