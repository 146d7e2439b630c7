"""One calendar for all dates: as they are recorded, and as they are found in a text."""

from __future__ import annotations

from itertools import pairwise

import pytest

from sphinx_facts.english.figures.find import find_figures
from sphinx_facts.figures.calendar import Period, is_date, may_be_date
from sphinx_facts.figures.figure import Figure

RECORDED = {
    "2024-12-19": ((2024, 12, 19), (2024, 12, 19)),
    "2024-02": ((2024, 2, 1), (2024, 2, 29)),
    "2023-02": ((2023, 2, 1), (2023, 2, 28)),
    "2024": ((2024, 1, 1), (2024, 12, 31)),
}
FOUND = {
    "19 December 2024": ((2024, 12, 19), (2024, 12, 19)),
    "February 2024": ((2024, 2, 1), (2024, 2, 29)),
    "13 to 15 July 2024": ((2024, 7, 13), (2024, 7, 15)),
    "late 2024": ((2024, 7, 1), (2024, 12, 31)),
    "the 1990s": ((1990, 1, 1), (1999, 12, 31)),
    "the nineties": ((90, 1, 1), (99, 12, 31)),
    "19 December": ((0, 12, 19), (0, 12, 19)),
    "about 2011": ((2010, 12, 31), (2011, 12, 31)),
}


def figure(text: str) -> Figure:
    (found,) = find_figures(text)
    return found


@pytest.mark.parametrize("date", RECORDED)
def test_a_recorded_date_means_all_of_its_days(date: str) -> None:
    assert Period.parse(date) == RECORDED[date]


@pytest.mark.parametrize(
    "date", ["", "0000", "2024-13", "2023-02-29", "2024-04-31", "2024-00-05", "x", "2024-1-1-1"]
)
def test_what_no_calendar_has_is_no_period(date: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        Period.parse(date)


@pytest.mark.parametrize("text", FOUND)
def test_a_date_in_a_text_means_all_of_its_days(text: str) -> None:
    assert Period.of(figure(text)) == FOUND[text]


def test_what_a_hedge_leaves_open_has_no_end_but_a_name() -> None:
    since, until = Period.of(figure("over 2011")), Period.of(figure("up to 2011"))
    assert (since.start, since.end) == (2011, None)
    assert (until.start, until.end) == (None, 2012)
    for text in ("over 2011", "up to 2011"):
        assert Period.named(figure(text)) == Period.parse("2011")
    assert Period.named(figure("1/2/2024")) is None


def test_a_period_holds_its_parts_and_comes_before_what_follows() -> None:
    year, month, day = map(Period.parse, ["2024", "2024-02", "2024-02-29"])
    for outer, inner in pairwise([year, month, day]):
        assert outer.contains(inner)
        assert not inner.contains(outer)
        assert outer.overlaps(inner)
        assert inner.overlaps(outer)
        assert not outer.before(inner)
    after = Period.parse("2024-03-01")
    assert [each.before(after) for each in (year, month, day)] == [False, True, True]
    assert not month.overlaps(after)


def test_only_a_month_or_a_day_is_less_than_a_year() -> None:
    texts = ["2024", "2024-02", "2024-02-29"]
    assert [Period.parse(text).is_within_a_year for text in texts] == [False, True, True]
    assert not Period.of(figure("the 1990s")).is_within_a_year


def test_periods_that_follow_each_other_leave_no_time_between() -> None:
    texts = ["2023", "2024-01", "2024-02-01", "2024-02-02"]
    for one, next_ in pairwise(map(Period.parse, texts)):
        assert one.end == pytest.approx(next_.start)
    assert Period.parse("2024-02-29").end == pytest.approx(Period.parse("2024-03").start)


def test_a_day_has_its_place_in_any_year_and_longer_periods_have_none() -> None:
    assert Period.parse("2024-12-19").in_cycle(1) == Period.of(figure("19 December"))
    assert Period.parse("1994").in_cycle(100).first == (94, 1, 1)
    decade = Period.of(figure("the 1990s"))
    assert decade.in_cycle(1) == decade
    assert not Period.parse("2024-12-19").in_cycle(1).has_year


def test_a_range_of_numbers_may_be_years_and_an_hour_is_no_date() -> None:
    dates, years = figure("the 1990s"), figure("2011 to 2015")
    assert (is_date(dates), may_be_date(dates)) == (True, True)
    assert (is_date(years), may_be_date(years)) == (False, True)
    for text in ("12:30", "10 to 15", "40 years"):
        assert not may_be_date(figure(text))
