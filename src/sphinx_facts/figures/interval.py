"""What a hedge makes of a number: the set of numbers that are meant. No words, no language.

The families are *over*, *min* (at least), *max* (at most), *under*, *nearly*, *just over*, *about*,
and, of decades and years, *early*, *mid* and *late*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal

from .figure import INFINITY, Kind

_FIVE_PERCENT, _HALF = Decimal("0.05"), Decimal("0.5")

Interval = tuple[Decimal, Decimal, bool, bool]
"""Low, high, and whether each end is outside."""


def interval(
    low: Decimal | None, high: Decimal | None, kind: Kind, families: Iterable[str]
) -> Interval:
    """The interval of a figure with these bounds behind hedges of these families, the nearest
    first; all numbers where its value is not read.
    """
    if low is None or high is None:
        return -INFINITY, INFINITY, True, True
    result = (low, high, low.is_infinite(), high.is_infinite())
    for family in families:
        if family in _HEDGED:  # The others say how sure it is.
            result = _HEDGED[family](*result, kind)
    return result


def slack(value: Decimal, kind: Kind = "number") -> Decimal:
    """How far a round number reaches: half a unit of its last digit but zeros, at most 5 %."""
    if not value.is_finite() or not value:
        return Decimal(0)
    most = abs(value) * _FIVE_PERCENT
    if kind == "fraction":
        return most
    return min(most, _HALF.scaleb(value.normalize().as_tuple().exponent))  # type: ignore[arg-type]


def _about(low: Decimal, high: Decimal, low_open: bool, high_open: bool, kind: Kind) -> Interval:
    return low - slack(low, kind), high + slack(high, kind), low_open, high_open


def _over(low: Decimal, *_: object) -> Interval:
    return low, INFINITY, True, True


def _min(low: Decimal, _high: Decimal, low_open: bool, *_: object) -> Interval:
    return low, INFINITY, low_open, True


def _under(_low: Decimal, high: Decimal, *_: object) -> Interval:
    return -INFINITY, high, True, True


def _max(_low: Decimal, high: Decimal, _open: bool, high_open: bool, _kind: Kind) -> Interval:
    return -INFINITY, high, True, high_open


def _nearly(low: Decimal, high: Decimal, *_: object) -> Interval:
    return low - abs(low) * _FIVE_PERCENT, high, False, True


def _just_over(low: Decimal, high: Decimal, *_: object) -> Interval:
    return low, high + abs(high) * _FIVE_PERCENT, True, high.is_infinite()


def _third(first: int, last: int) -> Callable[..., Interval]:
    """The early, middle or late part of a decade or year."""

    def narrowed(
        low: Decimal, high: Decimal, low_open: bool, high_open: bool, kind: Kind
    ) -> Interval:
        if kind == "decade" and high - low == 9:
            return low + first, low + last, False, False
        if kind == "year":
            return low + Decimal(first + 1) / 100, low + Decimal(last + 3) / 100, False, False
        return low, high, low_open, high_open

    return narrowed


_HEDGED: dict[str, Callable[..., Interval]] = {
    "about": _about,
    "over": _over,
    "min": _min,
    "under": _under,
    "max": _max,
    "nearly": _nearly,
    "just over": _just_over,
    "early": _third(0, 3),
    "mid": _third(3, 6),
    "late": _third(6, 9),
}
"""What each family of hedges makes of an interval."""
