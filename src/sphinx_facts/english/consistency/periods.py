"""Times that follow one another: the ends of a period and its length, what begins and what ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

import msgspec

from ...figures.figure import Figure, Kind
from ..figures.find import find_figures
from ..lexicon import Regex
from .amounts import Amount, shown, span
from .sentence import (
    AND,
    BETWEEN,
    FROM,
    OF,
    THE,
    UNTIL,
    A,
    Contradiction,
    Sentence,
    any_of,
    is_read,
)  # fmt: skip

_JOINED = r"(?P<first>Y)\s{}\s(?:{}\s)?(?P<last>Y)"
_PERIODS = tuple(
    Regex(rf"{before}(?:(?P<span>S)|{joined}){behind}")
    for before, joined, behind in (
        (rf"{FROM}\s(?:{THE}\s)?", _JOINED.format(UNTIL, THE), ""),
        (rf"{BETWEEN}\s(?:{THE}\s)?", _JOINED.format(AND, THE), ""),
        (rf"\((?:{any_of('periods.words')}\s)?", r"(?P<first>Y)\s?-\s?(?P<last>Y)", r"\s?\)"),
    )
)
_MOVED = Regex(rf"{any_of('periods.moved')}|{any_of('periods.went')}\s\Z")
_FAR = 60
_ERA = Regex(rf"\s?{any_of('periods.era')}", re.IGNORECASE)
_SEPARATOR = Regex(rf"\s?(?:-|–|—|{UNTIL}|{AND})\s?")
_YEAR = Decimal("365.2425")
_UNITS = {
    "year": (_YEAR, 0), "month": (_YEAR / 12, 2), "week": (Decimal(7), 4), "day": (Decimal(1), 4)
}  # fmt: skip
"""The days of each unit, and the digits behind the year that a date must have to be told in it."""


class Period(NamedTuple):
    """From one date to another."""

    first: Figure
    last: Figure
    start: int
    """Where it begins in the signs of its sentence, with its preposition."""
    end: int
    figures: tuple[Figure, ...]
    """The figures of the sentence that it is made of."""


def last_day(date: Decimal) -> Decimal:
    """The last day that a date of this precision may be: 2024 runs up to 2024.9999."""
    digits = _digits(date)
    return date + Decimal("0.9999" if not digits else "0.0099" if digits == 2 else 0)


def _digits(date: Decimal) -> int:
    """How many digits behind the year a date has: 2 with its month, 4 with its day."""
    exponent = date.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def ends_of(figure: Figure) -> tuple[Figure, Figure] | None:
    """The two dates of a span that is one figure; None where they cannot be told apart."""
    if is_read(figure):
        kind: Kind = "date" if figure.unit == "date" else "year"
        return (
            msgspec.structs.replace(figure, high=figure.low, kind=kind),
            msgspec.structs.replace(figure, low=figure.high, kind=kind),
        )
    found = [find_figures(part) for part in _SEPARATOR.split(figure.text, maxsplit=1)]
    return (found[0][0], found[1][0]) if [len(each) for each in found] == [1, 1] else None


def is_date(figure: Figure) -> bool:
    """Whether a figure is a date with its year, or a year, of our era."""
    return (
        figure.kind in ("date", "year", "decade")
        and figure.unit in ("date", None)
        and figure.high.is_finite()
        and figure.low >= 1
        and not figure.hedge
    )


def _periods(sentence: Sentence) -> Iterator[Period]:
    """The periods of a sentence whose ends are both dates."""
    for pattern in _PERIODS:
        for match in pattern.finditer(sentence.signs):
            if match["span"]:
                figures: tuple[Figure, ...] = (sentence.figure(match, "span"),)
                ends = ends_of(figures[0])
            else:
                ends = sentence.figure(match, "first"), sentence.figure(match, "last")
                figures = ends
            if ends is None or _ERA.match(sentence.text, figures[-1].end):
                continue
            if all(is_date(each) for each in ends):
                yield Period(*ends, match.start(), match.end(), figures)


def check_period(sentence: Sentence) -> Iterator[Contradiction]:
    """A period does not end before it begins, and has the length that is given."""
    found = list(_periods(sentence)) if sentence.has("YS") else []
    for period in found:
        before = sentence.signs[max(0, period.start - _FAR) : period.start]
        if last_day(period.last.high) < period.first.low and not _MOVED.search(before):
            message = f"{sentence.quoted(*period.figures)} ends before it begins"
            yield sentence.contradiction(message, *period.figures)
            return
    lengths = sentence.places("T")
    if len(found) == 1 and len(lengths) == 1:
        length = sentence.at(lengths[0])
        lasted = _length(found[0], length.unit or "")
        if lasted is None or lasted.meets(span(length)):
            return
        if _belongs(sentence.signs, lengths[0], found[0]):
            message = (
                f"{sentence.quoted(*found[0].figures)} is {shown(lasted.middle, 0)} {length.unit}s"
                f", not {sentence.quoted(length)}"
            )
            yield sentence.contradiction(message, length, *found[0].figures)


_FOR = Regex(rf"(?:{any_of('periods.for')}|{OF}|{THE})\s\Z")
_DIRECT = Regex(r"(?:\s\w+){0,2},?\s?\(?")
_THEN = Regex(rf"\)?,?\s\(?(?:-\s)?(?:{any_of('periods.that_is')}\s){{0,2}}(?:{A}\s)?")
_INSIDE = Regex(any_of("periods.inside"))
_AFTERWARDS = Regex(rf"\s(?:{any_of('equal.others')}|{any_of('ages.old')})")


def _belongs(signs: str, length: int, period: Period) -> bool:
    """Whether a length of time, which stands at `length`, is that of a period."""
    if _AFTERWARDS.match(signs, length + 1):
        return False
    if length > period.start:
        return _THEN.fullmatch(signs, period.end, length) is not None
    between = signs[length + 1 : period.start]
    if _INSIDE.search(between) or not re.fullmatch(rf"[^A-Z;:.]{{0,{_FAR}}}", between):
        return False
    return _DIRECT.fullmatch(between) is not None or _FOR.search(signs[:length]) is not None


def _length(period: Period, unit: str) -> Amount | None:
    """How long a period lasts in a unit, its first and its last counted in or not; None where its
    dates do not tell.
    """
    digits = min(_digits(period.first.low), _digits(period.last.low))
    if unit not in _UNITS or digits < _UNITS[unit][1]:
        return None
    days = _day_number(period.last.low) - _day_number(period.first.low)
    lasted = days / _UNITS[unit][0]
    return Amount(lasted - 1, lasted + 1)


def _day_number(date: Decimal) -> Decimal:
    """A date as a number of days, of which only differences mean anything."""
    year, rest = divmod(date, 1)
    month, day = divmod(int(rest * 10000), 100)
    return year * _YEAR + max(0, month - 1) * _YEAR / 12 + max(0, day - 1)


# ------------------------------------------------------------------------- beginnings and ends

WHEN = rf"(?:\s{any_of('order.when')})*\s"
"""What stands between a verb and its date."""
_LINKS = rf"[,;)]?(?:\s{any_of('order.links')})*\s"
_DOWN = rf"(?:\s{any_of('order.down')})?"
_AGAIN = Regex(rf"\s{any_of('order.again')}")
_BEGINS, _BORN = any_of("order.begins"), any_of("order.born")
_ENDS, _LATER = any_of("order.ends"), any_of("order.ends", "order.lives", "order.begins")
_THING = rf",\s(?:{THE}\s)?(?:[a-z'-]+\s){{0,2}}?"
_ORDERS = (
    Regex(rf"(?<!-){_BEGINS}{WHEN}(?P<first>Y){_LINKS}{_ENDS}{_DOWN}{WHEN}(?P<last>Y)"),
    Regex(rf"{_BORN}{WHEN}(?P<first>Y){_LINKS}{_LATER}{_DOWN}{WHEN}(?P<last>Y)"),
    Regex(
        rf"\A\W*(?:{_BEGINS}|{_BORN}){WHEN}(?P<first>Y){_THING}"
        rf"{any_of('order.ends', 'order.lives')}{_DOWN}{WHEN}(?P<last>Y)"
    ),
    Regex(rf"{any_of('order.died')}{WHEN}(?P<last>Y){_LINKS}{_BORN}{WHEN}(?P<first>Y)"),
)


def check_order(sentence: Sentence) -> Iterator[Contradiction]:
    """What begins does so before it ends."""
    if len(sentence.places("Y")) < 2:
        return
    for pattern in _ORDERS:
        for match in pattern.finditer(sentence.signs):
            first, last = sentence.figure(match, "first"), sentence.figure(match, "last")
            is_over = is_date(first) and is_date(last) and last_day(last.high) < first.low
            if is_over and not _AGAIN.match(sentence.signs, match.end()):
                message = (
                    f"{sentence.quoted(last)} comes before {sentence.quoted(first)}, "
                    "which it should follow"
                )
                yield sentence.contradiction(message, first, last)
                return
