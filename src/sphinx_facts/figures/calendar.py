"""The calendar: the days that a date means, be it of a day, a month, a year or a stretch of them.

A date is recorded as text (2024-12-19, 2024-12, 2024), or found as a figure whose bounds are
numbers of the form year.monthday. Either becomes a `Period`, and whatever has to know which of two
dates is the earlier, or whether one lies in the other, asks that. Nothing here knows a language.
"""

from __future__ import annotations

import re
from calendar import monthrange
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from ..model.records import DATE
from .figure import Figure

Day = tuple[int, int, int]
"""Year, month and day. The year is 0 where none is known: of 19 December."""

_OPEN_BEFORE: Day = (-10_000, 1, 1)
_OPEN_AFTER: Day = (10_000, 12, 31)


def is_date(figure: Figure) -> bool:
    """Whether a figure is a day, a month, a year or a decade."""
    return figure.unit == "date" or figure.kind == "year"


def may_be_date(figure: Figure) -> bool:
    """Whether a figure is a date, or a range of numbers that may be years, such as 2011 to 2015."""
    may_be_years = figure.kind == "range" and figure.unit is None
    return is_date(figure) or (may_be_years and 1000 <= figure.low <= figure.high <= 2199)


class Period(NamedTuple):
    """The days from the first to the last, both of them in it. Periods sort by time."""

    first: Day
    last: Day

    @classmethod
    def parse(cls, date: str) -> Period:
        """The period that a recorded date means. Raises ValueError where no calendar has it."""
        year, month, day = (*map(int, date.split("-")), 0, 0)[:3]
        period = _span(year, month, day)
        if not re.fullmatch(DATE, date) or not year or period.last[2] < day:
            raise ValueError(f"no calendar has {date}")
        return period

    @classmethod
    def of(cls, figure: Figure) -> Period:
        """All days that a date may mean. An end that its hedge leaves open has no bound."""
        low, high = figure.low, figure.high
        return cls(
            _span_at(low).first if low.is_finite() else _OPEN_BEFORE,
            _span_at(high).last if high.is_finite() else _OPEN_AFTER,
        )

    @classmethod
    def named(cls, figure: Figure) -> Period | None:
        """The days that a date names, whatever its hedge leaves open: "over 2011" names 2011.

        None where no date was read.
        """
        bounds = [bound for bound in (figure.low, figure.high) if bound.is_finite()]
        return cls(_span_at(bounds[0]).first, _span_at(bounds[-1]).last) if bounds else None

    @property
    def has_year(self) -> bool:
        return self.first[0] > 0

    @property
    def is_within_a_year(self) -> bool:
        """Whether it is less than a whole year: a month or a day."""
        (year, *first), (last_year, *last) = self
        return year == last_year and (first, last) != ([1, 1], [12, 31])

    @property
    def start(self) -> float | None:
        """When it begins, in years of twelve equal months; None where that is open."""
        year, month, day = self.first
        is_open = self.first == _OPEN_BEFORE
        return None if is_open else year + (month - 1) / 12 + (day - 1) / (12 * 31)

    @property
    def end(self) -> float | None:
        """When it is over, in years likewise; None where that is open."""
        year, month, day = self.last
        if self.last == _OPEN_AFTER:
            return None
        if day == monthrange(year, month)[1]:
            return year + month / 12
        return year + (month - 1) / 12 + day / (12 * 31)

    def contains(self, other: Period) -> bool:
        """Whether every day of the other is a day of this."""
        return self.first <= other.first and other.last <= self.last

    def overlaps(self, other: Period) -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def before(self, other: Period) -> bool:
        """Whether it is over when the other begins."""
        return self.last < other.first

    def in_cycle(self, years: int) -> Period:
        """Its place in whatever year (1) or century (100) it lies in; if in one, else as it is."""
        (year, *first), (last_year, *last) = self
        if year // years != last_year // years:
            return self
        return Period((year % years, *first), (last_year % years, *last))  # type: ignore[arg-type]


def _span(year: int, month: int, day: int) -> Period:
    """A day; a whole month where the day is 0, and a whole year where the month is."""
    if not month:
        return Period((year, 1, 1), (year, 12, 31))
    longest = monthrange(year, month)[1]
    return Period((year, month, day or 1), (year, month, min(day or longest, longest)))


@lru_cache(maxsize=1024)
def _span_at(bound: Decimal) -> Period:
    """What a number of the form year.monthday means."""
    year, (month, day) = int(bound), divmod(int(bound % 1 * 10_000), 100)
    # A hedge widens a date as it does any number: about 2011 is 2010.5 to 2011.5. There is no
    # fiftieth month, so that is the end of the year.
    return _span(year, month, day) if month <= 12 else _span(year, 12, 31)
