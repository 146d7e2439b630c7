"""A figure: the set of numbers that it denotes, and where it stands in a text."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

Kind = Literal[
    "number", "ordinal", "percent", "currency", "duration", "date", "year", "decade", "range",
    "fraction", "multiple",
]  # fmt: skip
INFINITY, ONE = Decimal("Infinity"), Decimal(1)
Difference = Literal["value", "hedge", "unit"]
Doubt = Literal["expected", "likely", "possible", "reported"]
"""That a figure is a plan, is likely, is possible, or is somebody else's word."""


class Figure(msgspec.Struct, frozen=True, gc=False):
    """A figure in a text. Offsets are string offsets, ends exclusive.

    The bounds of dates are numbers of the form `year.monthday`: `19 December 2024` is `2024.1219`,
    `December 2024` is `2024.12`, `19 December` is `0.1219`; those of times are minutes since
    midnight. What is written in more than a unit (`5 feet 2 inches`) is a number in the smallest of
    them; money is in the largest.
    """

    start: int
    """Where the number begins, with its currency."""
    end: int
    """Where it ends, with its multiplier, unit and rate; the hedge is outside."""
    text: str
    """What stands there."""
    hedge: str
    """The hedge in lower case, a space between its words; the empty string where there is none."""
    hedge_span: tuple[int, int] | None
    """Where the hedge stands: before the figure or behind it."""
    numbers: tuple[Decimal, ...]
    """The numbers in order, multiplied out: `1.3 million` is `1300000`. Of a range its ends."""
    low: Decimal
    """The lower end of the interval, which is minus infinity where it is open, or where no value is
    read (a phone number, `02/03/2024`).
    """
    high: Decimal
    """The upper end, which is infinity likewise."""
    low_open: bool
    """Whether the lower end does not belong to the interval."""
    high_open: bool
    """Whether the upper end does not."""
    unit: str | None
    """Such as `USD`, `USD per month`, `percent`, `year`, `km`, `°C`; `date` or `time` for these."""
    kind: Kind
    """What sort of figure it is."""
    weak: bool
    """Whether it is a word that often counts nothing (`one`, `second`, `several`), or a code
    (`F-16`).
    """
    doubts: tuple[Doubt, ...] = ()
    """What the hedge says of how sure the figure is, beside its bounds."""

    @property
    def whole(self) -> tuple[int, int]:
        """Where the figure stands with its hedge: string offsets, end exclusive."""
        start, end = self.hedge_span or (self.start, self.end)
        return min(start, self.start), max(end, self.end)
