"""How far figures reach when they are compared: by their hedges, and as they are rounded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import chain, combinations
from typing import NamedTuple

from ...figures.figure import Figure
from ...figures.interval import slack
from .sentence import is_read

ZERO, ONE, HUNDRED = Decimal(0), Decimal(1), Decimal(100)
_HALF, _MOST = Decimal("0.5"), Decimal("0.1")
_EXACT_BELOW = 1000
"""A whole number that is less is a count, and no round number."""
_MOST_PARTS = 10


class Amount(NamedTuple):
    """All that a quantity may be; both ends belong to it."""

    low: Decimal
    high: Decimal

    def meets(self, other: Amount) -> bool:
        """Whether some number is in both."""
        return self.low <= other.high and other.low <= self.high

    def widened(self, by: Decimal) -> Amount:
        return Amount(self.low - by, self.high + by)

    def times(self, factor: Decimal) -> Amount:
        return Amount(self.low * factor, self.high * factor)

    @property
    def middle(self) -> Decimal:
        """Between its ends, or that of them which there is."""
        ends = [end for end in self if end.is_finite()]
        return sum(ends, ZERO) / max(1, len(ends))


def span(figure: Figure) -> Amount:
    """What a figure says as it stands: its hedge, and no rounding."""
    return Amount(figure.low, figure.high)


def amount(figure: Figure) -> Amount | None:
    """What a figure may be, rounded as counts are; None where its value is not read."""
    if not is_read(figure):
        return None
    return span(figure).widened(rounding(figure.low) if figure.low == figure.high else ZERO)


def rounding(value: Decimal) -> Decimal:
    """How far a number reaches as it is written, where it counts something: 12 not at all, 1.3 and
    13,000 half a unit of their last digit.
    """
    if not value.is_finite() or not value:
        return ZERO
    is_count = value == value.to_integral_value() and abs(value) < _EXACT_BELOW
    return ZERO if is_count else slack(value)


def last_digit(figure: Figure) -> Decimal:
    """The worth of one in the last digit of a figure: 1 of 67 and of 60, 0.1 of 66.7."""
    exponents = [number.as_tuple().exponent for number in figure.numbers]
    finest = [min(each, 0) for each in exponents if isinstance(each, int)]
    return ONE.scaleb(max(finest, default=0))


def half_unit(value: Decimal) -> Decimal:
    """Half a unit of the last digit that is not zero; of round numbers at most a tenth of them."""
    if not value.is_finite() or not value:
        return ZERO
    exponent = value.normalize().as_tuple().exponent
    half = _HALF.scaleb(exponent)  # type: ignore[arg-type]  # It is finite.
    return half if half < ONE else min(half, abs(value) * _MOST)


def total(amounts: Iterable[Amount]) -> Amount:
    """What several come to, none of which is less than nothing."""
    every = list(amounts)
    lows, highs = (max(each.low, ZERO) for each in every), (each.high for each in every)
    return Amount(sum(lows, ZERO), sum(highs, ZERO))


def adds_up(parts: Sequence[Amount], whole: Amount) -> bool:
    """Whether any of the parts, together or alone, come to the whole. Of many it may be so."""
    if len(parts) > _MOST_PARTS:
        return True
    some = chain.from_iterable(combinations(parts, n) for n in range(1, len(parts) + 1))
    return any(total(each).meets(whole) for each in some)


def shown(value: Decimal, digits: int = 1) -> str:
    """A number as a message shows it."""
    rounded = round(value, digits)
    return f"{rounded.normalize():,f}" if rounded else "0"


def shown_sum(value: Amount) -> str:
    """What several figures come to, as a message shows it."""
    if not value.high.is_finite():
        return f"at least {shown(value.low)}"
    return f"{'' if value.low == value.high else 'about '}{shown(value.middle)}"


def series(texts: Sequence[str]) -> str:
    """Several in a row: A, B and C."""
    return f"{', '.join(texts[:-1])} and {texts[-1]}" if len(texts) > 1 else "".join(texts)
