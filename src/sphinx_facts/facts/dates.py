"""When a fact was: of a figure that is a date, that date; else when it happened, or the time of
which it is said.
"""

from __future__ import annotations

from typing import NamedTuple

from ..figures.calendar import Period, is_date
from ..model.records import Fact
from .figures import RecordedFigures


class When(NamedTuple):
    """The time of a fact, and whether the fact is that date itself or is said of its time."""

    period: Period
    is_figure: bool


def when(fact: Fact, figures: RecordedFigures) -> When | None:
    """None where neither is known, or the date has no year."""
    figure = figures.one(fact.figure)
    if figure is not None and is_date(figure):
        # A date that is open to one side ("over 2011") is placed at the end that is known.
        period = Period.named(figure)
        if period is not None and period.has_year:
            return When(period, True)
    time = fact.happened or fact.as_of
    return None if time is None else When(Period.parse(time), False)
