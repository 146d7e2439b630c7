"""Find figures in English text, read their value, unit and hedge, and say whether one entails another.

A figure denotes an interval of numbers: "at least 11,000" may stand where "over 11,000" was recorded, "12,000" may
not. Reading takes one pass over the words and digits of a text: a table of number words is the gate, and a small
grammar reads what stands around each hit, never further than a bounded stretch. So the time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from typing import Literal

import msgspec

from . import figure_words as table
from .figure_grammar import GATE, Reader, fold_marks
from .figure_hedges import find_hedge
from .figure_values import INFINITY, ONE, Kind, interval

__all__ = ["Difference", "Figure", "Kind", "compile_names", "difference", "entails", "find_figures"]

Difference = Literal["value", "hedge", "unit"]


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A figure in a text. Offsets are string offsets, ends exclusive.

    Dates are numbers of the form year.monthday: 19 December 2024 is 2024.1219, December 2024 is 2024.12, 19 December is
    0.1219; times of day are minutes since midnight. Lengths, durations and sums of several units are in the smallest.
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
    """The numbers as written, in order, multiplied out: "1.3 million" is 1300000. Two for a range."""
    low: Decimal
    high: Decimal
    """The interval. Unbounded on both sides where the value cannot be read: a phone number, 02/03/2024."""
    low_open: bool
    high_open: bool
    """Whether the end does not belong to the interval."""
    unit: str | None
    """A currency code, "percent", "year", "km" as "kilometre", "USD per month" …; "date" and "time" for these."""
    kind: Kind
    weak: bool
    """Whether it is a small word that often counts nothing (one, second, twice, several) or a code (F-16)."""


def find_figures(text: str, names: Collection[str] | re.Pattern[str] | None = ()) -> list[Figure]:
    """The figures of `text` in order; none overlaps another. Takes time linear in the length of the text.

    `names` are names that have numbers in them ("World War II", "KN-23"), or `compile_names` of them: a figure inside
    an occurrence of a name is part of the name and not reported.
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
    """A pattern of `names` for `find_figures`, where there are any: any space in a name matches any other."""
    return _compiled(tuple(sorted(names)))


@lru_cache(maxsize=64)
def _compiled(names: tuple[str, ...]) -> re.Pattern[str] | None:
    words = [fold_marks(name).split() for name in sorted(names, key=len, reverse=True)]
    choices = [r"\s{1,4}".join(map(re.escape, name)) for name in words if name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)") if choices else None


def _outside(figures: list[Figure], text: str, names: Collection[str] | re.Pattern[str]) -> list[Figure]:
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
    """Whether `displayed` says no more than `recorded`: its interval holds the recorded one, in the same unit.

    Units are converted where the conversion is exact (12 months are 1 year). A day lies in its month, year and decade.
    """
    return difference(recorded, displayed) is None


def difference(recorded: Figure, displayed: Figure) -> Difference | None:
    """Why `recorded` does not entail `displayed`; None where it does.

    "unit" where the units disagree, "hedge" where the numbers are the same and the displayed hedge says more than the
    recorded one, "value" otherwise.
    """
    if _unread(recorded) or _unread(displayed):
        same = (recorded.numbers, recorded.kind, recorded.unit) == (displayed.numbers, displayed.kind, displayed.unit)
        return None if same else "value"
    factor = ONE
    if _is_calendar(recorded) and _is_calendar(displayed):
        inside = _calendar_inside(recorded, displayed)
    else:
        conversion = _conversion(recorded, displayed)
        if conversion is None:
            return "unit"
        factor = conversion
        inside = _inside(recorded, displayed, factor)
    if inside:
        return None
    return "hedge" if tuple(number * factor for number in recorded.numbers) == displayed.numbers else "value"


def _unread(figure: Figure) -> bool:
    return figure.low == -INFINITY and figure.high == INFINITY


def _inside(recorded: Figure, displayed: Figure, factor: Decimal) -> bool:
    low, high = recorded.low * factor, recorded.high * factor
    above = low > displayed.low or (low == displayed.low and (recorded.low_open or not displayed.low_open))
    below = high < displayed.high or (high == displayed.high and (recorded.high_open or not displayed.high_open))
    return above and below


def _conversion(recorded: Figure, displayed: Figure) -> Decimal | None:
    """What a recorded number is multiplied by to be in the displayed unit; None where the units disagree."""
    if (recorded.kind == "ordinal") != (displayed.kind == "ordinal"):
        return None
    if recorded.unit == displayed.unit:
        return ONE
    if recorded.unit is None or displayed.unit is None:
        share, other = sorted((recorded, displayed), key=lambda figure: figure.unit or "")
        if share.kind != "fraction" or other.unit != "percent":
            return None
        return Decimal(100) if share is recorded else Decimal("0.01")
    unit, _, rate = recorded.unit.partition(" per ")
    other_unit, _, other_rate = displayed.unit.partition(" per ")
    (base, factor), (other_base, other_factor) = table.SCALE.get(unit, ("", ONE)), table.SCALE.get(other_unit, ("", ONE))
    return factor / other_factor if base and base == other_base and rate == other_rate else None


# ----------------------------------------------------------------------------------- calendar


def _is_calendar(figure: Figure) -> bool:
    if figure.unit not in (None, "date"):
        return False
    if figure.kind in ("date", "year", "decade"):
        return True
    return figure.kind == "range" and (figure.unit == "date" or 1000 <= figure.low <= figure.high <= 2199)


def _calendar_inside(recorded: Figure, displayed: Figure) -> bool:
    low, high = recorded.low, _last_day(recorded.high)
    bottom, top = displayed.low, _last_day(displayed.high)
    if top < 1:  # A day without a year.
        low, high = low % 1, high % 1
    elif displayed.kind == "decade" and top < 100:  # The nineties.
        low, high = low % 100, high % 100
    return bottom <= low and high <= top


def _last_day(date: Decimal) -> Decimal:
    """The last day that a date of this precision may mean: 2024 runs up to 2024.9999."""
    exponent = date.as_tuple().exponent
    if not isinstance(exponent, int):  # Infinity.
        return date
    return date + (Decimal("0.9999") if exponent >= 0 else Decimal("0.0099") if exponent == -2 else 0)
