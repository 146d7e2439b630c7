"""A quantity as it is read: its numbers, its bounds and its unit, still without a hedge.

Quantities do not change; what is read further makes another of one.
"""

from __future__ import annotations

from decimal import Decimal

import msgspec

from ...figures.figure import ONE, Kind

MAX_DIGITS = 24
"""Longer runs of digits are identifiers: their value is not read."""


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """A figure without its hedge. `low` and `high` are None where the value cannot be read."""

    start: int
    end: int
    numbers: tuple[Decimal, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    kind: Kind = "number"
    unit: str | None = None
    weak: bool = False
    scale: Decimal = ONE
    """What multipliers have multiplied the number by."""
    spelled: bool = False
    """Whether the number is written in words."""
    closed: bool = False
    """Whether nothing that follows can belong to it, except a hedge."""
    reach: int = 0
    """Where what belongs to it ends, if that is apart from it: 12 deaths per 100,000."""


but = msgspec.structs.replace
"""Another quantity of one, with some of its fields changed."""


def exact(start: int, end: int, value: Decimal | int, kind: Kind = "number") -> Quantity:
    """A quantity of one number."""
    value = Decimal(value)
    return Quantity(start, end, (value,), value, value, kind)


def valued(quantity: Quantity, value: Decimal, end: int) -> Quantity:
    """With another value, read up to `end`."""
    return but(quantity, numbers=(value,), low=value, high=value, end=end)


def negated(quantity: Quantity, start: int) -> Quantity:
    """Below zero, from its sign at `start` on."""
    numbers = tuple(-number for number in quantity.numbers)
    if quantity.low is None or quantity.high is None:
        return but(quantity, start=start, numbers=numbers)
    return but(quantity, start=start, numbers=numbers, low=-quantity.high, high=-quantity.low)


def times(quantity: Quantity, factor: int) -> Quantity:
    """So many times as much."""
    numbers = tuple(number * factor for number in quantity.numbers)
    if quantity.low is None or quantity.high is None:
        return but(quantity, numbers=numbers)
    return but(quantity, numbers=numbers, low=quantity.low * factor, high=quantity.high * factor)


def is_whole(value: Decimal) -> bool:
    """Whether `value` has no fraction."""
    return value == value.to_integral_value()


def tidy(value: Decimal) -> Decimal:
    """`value` without the remains of a division: 666666.666666667."""
    return value.quantize(Decimal("1e-9")).normalize() + 0
