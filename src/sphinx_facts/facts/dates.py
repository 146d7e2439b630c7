"""When a fact was: of a figure that is a date, that date; else the time of which it is said."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from ..english.figures.find import find_figures
from ..model.records import DATE, Fact

_YEAR = ((1, 1), (12, 31))


class When(NamedTuple):
    """A stretch of time from the first to the last day of it, each as (year, month, day)."""

    first: tuple[int, int, int]
    last: tuple[int, int, int]
    is_figure: bool
    """Whether the fact is the date itself, and not something that is said of its time."""

    @property
    def first_day(self) -> str:
        """As 2024-12-01, which sorts as it is read."""
        return "{:04}-{:02}-{:02}".format(*self.first)

    @property
    def is_within_a_year(self) -> bool:
        """Whether less than a whole year is named: a month or a day."""
        return self.first[0] == self.last[0] and (self.first[1:], self.last[1:]) != _YEAR


_MONTHS = (
    "January February March April May June July August September October November December".split()
)


def written_date(date: str | None) -> str:
    """2024-12-19 as 19 December 2024, 2024-12 as December 2024, anything else as it is."""
    if not date or not re.fullmatch(DATE, date):
        return date or ""
    year, *rest = date.split("-")
    month = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])


def when(fact: Fact, names: Collection[str]) -> When | None:
    """None where neither is known, or the date has no year. `names` hold numbers of their own."""
    figures = find_figures(fact.figure, names) if fact.figure else []
    if len(figures) == 1 and (figures[0].unit == "date" or figures[0].kind == "year"):
        # A date that is open to one side ("after 2011") is placed at the end that is known.
        bounds = [float(b) for b in (figures[0].low, figures[0].high) if b.is_finite()]
        if bounds and bounds[0] >= 1:
            return When(_day(bounds[0], 1), _day(bounds[-1], 31), True)
    if fact.as_of is None:
        return None
    year, *rest = (int(part) for part in fact.as_of.split("-"))
    month, day = (*rest, 0, 0)[:2]
    value = year + month / 100 + day / 10000
    return When(_day(value, 1), _day(value, 31), False)


def _day(value: float, default: int) -> tuple[int, int, int]:
    """Of a date as year.monthday, whose missing parts are the first or the last there may be."""
    year, rest = divmod(round(value * 10000), 10000)
    month, day = divmod(rest, 100)
    return year, month or min(default, 12), day or default
