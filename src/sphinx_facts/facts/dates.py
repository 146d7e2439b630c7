"""When a fact was: of a figure that is a date, that date; else the time of which it is said."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from ..english.figures.find import find_figures
from ..figures.calendar import Period, is_date
from ..model.records import Fact


class When(NamedTuple):
    """The time of a fact, and whether the fact is that date itself or is said of its time."""

    period: Period
    is_figure: bool


def when(fact: Fact, names: Collection[str]) -> When | None:
    """None where neither is known, or the date has no year. `names` hold numbers of their own."""
    figures = find_figures(fact.figure, names) if fact.figure else []
    if len(figures) == 1 and is_date(figures[0]):
        # A date that is open to one side ("over 2011") is placed at the end that is known.
        period = Period.named(figures[0])
        if period is not None and period.has_year:
            return When(period, True)
    return None if fact.as_of is None else When(Period.parse(fact.as_of), False)
