"""Words around a time, and what stands beside a figure: what they are read to do, in tables."""

from __future__ import annotations

import pytest

from sphinx_facts.english.counting.own import is_own_thing, nouns_behind
from sphinx_facts.english.sureness.strengthening import outer_bound, said_before, said_to_be_sure
from sphinx_facts.english.when.times import (
    bare_times,
    done_before,
    is_compared,
    is_date_alone,
    itself,
    moved,
    near_times,
    span_told,
    took_place,
)
from sphinx_facts.figures.calendar import Period


@pytest.mark.parametrize(
    ("before", "behind", "way"),
    [
        ("It was so before ", ".", "before"),
        ("It has been so since ", ", and is", "after"),
        ("Prior to the summer of ", ".", "before"),
        ("Until early ", " it was so", "until"),
        ("It was so in ", ".", ""),
        ("As of ", " it was so", ""),
        ("It was not until ", " that it was so", ""),
        ("It has grown since ", ", when there were few", ""),
        ("Before ", ", the year in which it was opened, it was closed", ""),
    ],
)
def test_what_leads_away_from_a_date(before: str, behind: str, way: str) -> None:
    assert (moved(before, behind) or ("",))[0] == way


@pytest.mark.parametrize(
    ("before", "behind", "way"),
    [
        ("It ended ", " ago", "ago"),
        ("It fell ", " later", "after"),
        ("After ", " it fell", "after"),
        ("For ", " before the war it ran", "to"),
        ("In the last ", " it ran", "recent"),
        ("For ", " after the war it ran", ""),
        ("It ran for ", ".", ""),
        ("It took ", " to build", ""),
    ],
)
def test_how_a_span_is_told(before: str, behind: str, way: str) -> None:
    assert span_told(before, behind)[0] == way


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("In March they came", ["March"]),
        ("By early autumn they came, and on a Monday", ["autumn"]),
        ("On Monday and in spring 1911", ["Monday"]),
        ("In March 1911 and on May 5", []),
        ("They may march in the fall of the house", ["fall"]),
        ("They sprang up", []),
    ],
)
def test_times_without_a_year(text: str, found: list[str]) -> None:
    assert [time.name for time in bare_times(text)] == found


def test_whether_a_time_without_a_year_is_that_of_a_record() -> None:
    march, autumn, monday = (
        next(bare_times(text)) for text in ("in March", "in autumn", "on Monday")
    )
    assert march.is_in(Period.parse("2024-03-05"))
    assert not march.is_in(Period.parse("2024"))
    assert autumn.is_in(Period.parse("2024-10"))
    assert not autumn.is_in(Period.parse("2024-03"))
    assert monday.is_in(Period.parse("2024-03-04"))
    assert not monday.is_in(Period.parse("2024-03"))


def test_times_told_from_where_the_author_stands() -> None:
    assert near_times("so far, and now", "now") == ["so far", "now"]
    assert near_times("now that they came", "now") == []
    assert near_times("last week", "days") == ["last week"]
    assert near_times("in the last week", "days") == []
    assert near_times("the latest count", "latest")[0] == "the latest"


@pytest.mark.parametrize(
    ("between", "behind", "compared"),
    [
        (" there were more; two years later it was ", "", True),
        (", some days before she spoke of ", "", True),
        (" it was so much, up from ", "", True),
        (" there were ", "", False),
        (" there were ", " a year earlier", True),
    ],
)
def test_a_figure_of_another_time(between: str, behind: str, compared: bool) -> None:
    assert is_compared(between, behind) is compared


def test_a_day_and_no_other() -> None:
    assert itself("On ", " itself they fell") == "itself"
    assert itself("On the very day, ", " they fell") == "On the very day,"
    assert not itself("On ", " they fell")
    assert took_place("On ", " they were killed") == "were killed"
    assert not took_place("On ", " they were counted")
    assert not took_place("By ", " they were killed")


def test_what_was_over_before() -> None:
    assert [verb for verb, _ in done_before("the ship, which had left long before, sank")] == [
        "left"
    ]
    assert not list(done_before("the ship, which had left the harbour, sank"))


@pytest.mark.parametrize(
    ("before", "behind", "alone"),
    [
        ("", "", True),
        ("The count of ", "", True),
        ("Otters in ", "", True),
        ("The attack of ", "", False),
        ("In ", ", a famine", False),
    ],
)
def test_a_heading_that_dates_what_stands_below(before: str, behind: str, alone: bool) -> None:
    assert is_date_alone(before, behind) is alone


@pytest.mark.parametrize(
    ("hedge", "bound"),
    [("no fewer than about", "no fewer than"), ("over", ""), ("about", ""), ("up to", "")],
)
def test_a_bound_over_another_hedge(hedge: str, bound: str) -> None:
    assert outer_bound(hedge) == bound


def test_what_stands_before_a_figure() -> None:
    assert said_before("degree", "There were far ") == "far"
    assert not said_before("degree", "There have been so far ")
    assert said_before("close", "There were hardly ") == "hardly"
    assert said_to_be_sure("It was confirmed that ", " fell") == "was confirmed"
    assert not said_to_be_sure("It was confirmed by the mayor that ", " fell")
    assert said_to_be_sure("There is no doubt that ", " fell") == "no doubt"


@pytest.mark.parametrize(
    ("behind", "nouns"),
    [
        (" chapters on the war", ["chapters"]),
        (" of the chapters", ["chapters"]),
        (" long tables.", ["long", "tables"]),
        (" of them were dead", []),
        (" times a year", []),
        (", and more", []),
    ],
)
def test_what_a_number_counts(behind: str, nouns: list[str]) -> None:
    assert nouns_behind(behind)[: len(nouns) or None] == nouns


def test_what_a_book_has_itself() -> None:
    assert is_own_thing("Chapters")
    assert is_own_thing("entries")
    assert is_own_thing("minutes", {"minute"})
    assert not is_own_thing("soldiers")
