"""Arithmetic with recorded figures: what they come to, as an interval.

An expression has ids of facts and plain numbers, ``+ - * /`` with spaces around them, and
parentheses, such as ``wounded / (killed + wounded)``. The bounds of the result are what the bounds
of the figures allow (interval arithmetic after R. E. Moore, 1966); counts have no negative values.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import NamedTuple

import msgspec

from .figure import Figure

_INFINITY, _ZERO = Decimal("Infinity"), Decimal(0)
_CONTEXT = Context(prec=40)
_SHOWN = Context(prec=15, rounding=ROUND_HALF_EVEN)
"""Rounded to this, a third is the third that somebody writes."""
_SIGNS = frozenset("+-*/")
MOST = 40
"""How many ids, numbers and marks an expression may have."""


class NoResult(Exception):
    """An expression that has no result, and why."""


class Interval(NamedTuple):
    """All that a quantity may be; an end that is `open` does not belong to it."""

    low: Decimal
    high: Decimal
    low_open: bool
    high_open: bool
    unit: str | None = None


Lookup = Callable[[str], Figure | None]
"""The recorded figure of a fact; None where there is none that can be reckoned with."""


def ids_in(expression: str) -> list[str]:
    """The ids of facts that an expression names, in order."""
    return list(dict.fromkeys(word for word in _words(expression) if word[0].islower()))


def constants_in(expression: str) -> list[Decimal]:
    """The plain numbers of an expression, and how often a fact is added to itself."""
    words = _words(expression)
    numbers = [Decimal(word) for word in words if _is_number(word)]
    if "/" not in words:
        terms = expression.split(" + ")
        counts = Counter(term.strip("() ") for term in terms)
        numbers += [Decimal(count) for count in counts.values() if count > 1]
    return numbers


def signs_in(expression: str) -> frozenset[str]:
    """The marks of an expression between ids and numbers."""
    return _SIGNS.intersection(_words(expression))


def derive(expression: str, lookup: Lookup, like: Figure) -> Figure:
    """What the expression comes to, in the unit of the figure that is shown for it.

    Raises `NoResult`.
    """
    words = _words(expression)
    if len(words) > MOST:
        raise NoResult(f"it has more than {MOST} parts")
    result = _Parser(words, lookup).whole()
    unit = result.unit
    if unit is None and like.unit in ("percent", "times"):
        # A ratio may be shown as a share or as a multiple.
        unit = like.unit
        hundred = Decimal(100 if unit == "percent" else 1)
        result = Interval(result.low * hundred, result.high * hundred, *result[2:])
    low, high = result.low, result.high
    return Figure(
        start=0, end=0, text=expression, hedge="", hedge_span=None,
        numbers=(low,) if low == high else (low, high), low=low, high=high,
        low_open=result.low_open, high_open=result.high_open, unit=unit,
        kind="fraction" if unit is None and like.kind == "fraction" else "number", weak=False,
    )  # fmt: skip


def rounded(figure: Figure) -> Figure:
    """The figure with its bounds to fifteen digits, as no division ends exactly at a third."""
    low, high = _SHOWN.plus(figure.low), _SHOWN.plus(figure.high)
    return msgspec.structs.replace(figure, low=low, high=high)


def _words(expression: str) -> list[str]:
    return expression.replace("(", " ( ").replace(")", " ) ").split()


def _is_number(word: str) -> bool:
    return word.replace(".", "", 1).isdecimal()


class _Parser:
    def __init__(self, words: list[str], lookup: Lookup) -> None:
        self._words, self._lookup, self._at = words, lookup, 0

    def whole(self) -> Interval:
        result = self._sum()
        if self._at < len(self._words):
            raise NoResult(f"{self._words[self._at]!r} is not expected there")
        return result

    def _next(self) -> str:
        return self._words[self._at] if self._at < len(self._words) else ""

    def _chain(
        self,
        part: Callable[[], Interval],
        by: Mapping[str, Callable[[Interval, Interval], Interval]],
    ) -> Interval:
        result = part()
        while self._next() in by:
            self._at += 1
            result = by[self._words[self._at - 1]](result, part())
        return result

    def _sum(self) -> Interval:
        return self._chain(self._product, {"+": _add, "-": _subtract})

    def _product(self) -> Interval:
        return self._chain(self._factor, {"*": _multiply, "/": _divide})

    def _factor(self) -> Interval:
        word = self._next()
        self._at += 1
        if word == "(":
            result = self._sum()
            if self._next() != ")":
                raise NoResult("a parenthesis is not closed")
            self._at += 1
            return result
        if _is_number(word):
            return Interval(Decimal(word), Decimal(word), False, False)
        if not word or not word[0].islower():
            raise NoResult(f"{word!r} is no fact" if word else "something is missing at its end")
        return self._recorded(word)

    def _recorded(self, id_: str) -> Interval:
        figure = self._lookup(id_)
        if figure is None or not figure.numbers:
            raise NoResult(f"{id_} is no fact with a number to reckon with")
        if figure.unit in ("date", "time") or figure.kind in ("date", "year", "decade", "ordinal"):
            raise NoResult(f"{id_} is a date or a rank, which cannot be reckoned with")
        low = max(figure.low, _ZERO)
        low_open = figure.low_open and figure.low >= 0
        return Interval(low, figure.high, low_open, figure.high_open, figure.unit)


def _same_unit(one: Interval, other: Interval) -> str | None:
    if one.unit != other.unit:
        raise NoResult(f"{one.unit or 'a number'} and {other.unit or 'a number'} do not add up")
    return one.unit


def _add(one: Interval, other: Interval) -> Interval:
    low, high = one.low + other.low, one.high + other.high
    opens = one.low_open or other.low_open, one.high_open or other.high_open
    return Interval(low, high, *opens, _same_unit(one, other))


def _subtract(one: Interval, other: Interval) -> Interval:
    low, high = one.low - other.high, one.high - other.low
    if high < 0:
        raise NoResult("it is less than nothing")
    opens = one.low_open or other.high_open, one.high_open or other.low_open
    return Interval(max(low, _ZERO), high, opens[0] and low >= 0, opens[1], _same_unit(one, other))


def _multiply(one: Interval, other: Interval) -> Interval:
    if one.unit is not None and other.unit is not None:
        raise NoResult(f"{one.unit} times {other.unit} is no unit")
    low, high = _times(one.low, other.low), _times(one.high, other.high)
    opens = one.low_open or other.low_open, one.high_open or other.high_open
    return Interval(low, high, *opens, one.unit or other.unit)


def _divide(one: Interval, other: Interval) -> Interval:
    if other.high == 0 or (other.low == 0 and not other.low_open):
        raise NoResult("what it divides by may be nothing")
    if other.unit is not None and one.unit != other.unit:
        raise NoResult(f"{one.unit or 'a number'} divided by {other.unit} is no unit")
    inverse = Interval(_inverted(other.high), _inverted(other.low), other.high_open, other.low_open)
    return _multiply(one._replace(unit=one.unit if other.unit is None else None), inverse)


def _times(one: Decimal, other: Decimal) -> Decimal:
    # Nothing of whatever amount is nothing.
    return _ZERO if not one or not other else _CONTEXT.multiply(one, other)


def _inverted(bound: Decimal) -> Decimal:
    if bound.is_infinite():
        return _ZERO
    return _CONTEXT.divide(Decimal(1), bound) if bound else _INFINITY


def in_words(figure: Figure) -> str:
    """The interval of a figure, as a reader of a message takes it in."""
    unit = f" {figure.unit}" if figure.unit else ""
    low, high = (f"{round(bound, 4).normalize():,f}" if bound.is_finite() else "" for bound in
        (figure.low, figure.high))  # fmt: skip
    if not high:
        return f"{'more than' if figure.low_open else 'at least'} {low}{unit}"
    return f"{low}{unit}" if low == high else f"{low} to {high}{unit}"
