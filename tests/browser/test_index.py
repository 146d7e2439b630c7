"""A reader looks for facts in the index: by words, by what they are, in another order."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from conftest import ROOT

from sphinx_facts.facts.store import Store

from .conftest import OpenReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

FACTS = Store(ROOT / "facts").facts.facts


@pytest.fixture
def index(reader: OpenReader) -> Page:
    return reader().open("facts")


def wordings(page: Page) -> list[str]:
    return page.locator(".entries-fact > div:visible > dt").all_inner_texts()


def shown(page: Page) -> str:
    return page.get_by_role("form").get_by_role("status").inner_text()


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).select_option(label=option)


def test_all_facts_stand_in_the_order_of_the_file(index: Page) -> None:
    every = wordings(index)
    assert every[0] == "approximately 1.3 million personnel"
    assert shown(index) == f"All {len(every)} facts"
    assert not index.get_by_role("button", name="Show all").is_visible()


def test_words_filter_at_once_whatever_their_case_and_marks(index: Page) -> None:
    every = len(wordings(index))
    index.get_by_role("searchbox", name="Words").press_sequentially("ANALYST workers")
    assert shown(index) == f"None of {every} facts"
    index.get_by_role("searchbox", name="Words").fill(
        "family's martyrs"
    )  # the record has another apostrophe
    assert [words[:12] for words in wordings(index)] == ["“They are wi"]
    assert shown(index) == f"1 of {every} facts"
    index.get_by_role("button", name="Show all").click()
    assert len(wordings(index)) == every
    assert index.get_by_role("searchbox", name="Words").evaluate(
        "box => box === document.activeElement"
    )


def test_choices_narrow_each_other_down(index: Page) -> None:
    choose(index, "Kind", "quotations")
    quotations = wordings(index)
    choose(index, "Said by", "Sim Ju-il")
    assert set(wordings(index)) < set(quotations)
    assert index.locator(".entries-fact > div:visible", has_text="Sim Ju-il").count() == 2
    choose(index, "Cited in", "An army goes to war")
    assert wordings(index) == []


def test_facts_are_sorted(index: Page) -> None:
    every = wordings(index)
    choose(index, "Order", "by date")
    dates = [
        entry.get_attribute("data-facts-date")
        for entry in index.locator(".entries-fact > div").all()
    ]
    known = [date for date in dates if date]
    assert len(known) > 2
    assert dates[: len(known)] == sorted(known)  # and what has no date comes last
    choose(index, "Order", "figures by size")
    sizes = ["over 100 soldiers", "over 11,000 soldiers", "approximately 1.3 million personnel"]
    assert [words for words in wordings(index) if words in sizes] == sizes
    choose(index, "Order", "by wording")
    # Numbers go by their size, whatever their first digit.
    initials = [words.strip("“")[0].lower() for words in wordings(index)]
    letters = [initial for initial in initials if initial.isalpha()]
    assert letters == sorted(letters)
    choose(index, "Order", "by number of citations")
    counts = [
        int(entry.get_attribute("data-facts-citations"))
        for entry in index.locator(".entries-fact > div").all()
    ]
    assert counts == sorted(counts, reverse=True)
    choose(index, "Order", "as in the facts file")
    assert wordings(index) == every


def test_a_filtered_view_can_be_linked_to(reader: OpenReader, html: Path) -> None:
    for place in (None, html.as_uri()):
        page = (reader(at=place) if place else reader()).open("facts")
        page.get_by_role("searchbox", name="Words").fill("food")
        choose(page, "Kind", "quotations")
        page.get_by_role("searchbox", name="Words").fill("statistic")
        page.wait_for_url(re.compile(r"facts\.html\?words=statistic&kind=quote$"))
        found = wordings(page)
        other = reader(at=place or page.url.rpartition("/")[0]).page
        other.goto(page.url)
        assert wordings(other) == found
        assert len(found) == 1


def test_a_link_to_a_fact_that_is_filtered_out_shows_it(reader: OpenReader) -> None:
    made = reader()
    made.page.goto(f"{made.address}/facts.html?kind=quote#fact-army-strength")
    assert made.page.locator("#fact-army-strength").is_visible()
    assert shown(made.page).startswith("All")
    made.page.wait_for_url(f"{made.address}/facts.html#fact-army-strength")


def test_an_address_with_choices_that_are_gone_shows_all(reader: OpenReader) -> None:
    made = reader()
    made.page.goto(f"{made.address}/facts.html?kind=rumour&order=none&other=x")
    assert shown(made.page).startswith("All")


def test_the_index_is_filtered_by_keyboard_alone(index: Page) -> None:
    index.get_by_role("searchbox", name="Words").focus()
    index.keyboard.type("famine struck")
    index.keyboard.press("Tab")
    assert index.evaluate("document.activeElement.name") == "kind"
    assert 0 < len(wordings(index)) < 5
    assert "1990s" in wordings(index)
    for _ in range(9):
        index.keyboard.press("Tab")
        if index.evaluate("document.activeElement.type") == "reset":
            break
    index.keyboard.press("Enter")
    assert shown(index).startswith("All")


def test_a_fact_that_was_found_leads_to_its_chapter(index: Page) -> None:
    index.get_by_role("searchbox", name="Words").fill("anti-aircraft")
    entry = index.locator(".entries-fact > div:visible", has_text="was executed in 2015")
    entry.get_by_role("link", name="Who holds the reins of power?").click()
    index.wait_for_load_state()
    assert index.url.endswith("power.html#cited-power-fact-hyon-execution-1")
    assert index.locator(":target").inner_text() == "2015"


def test_without_javascript_the_index_is_whole_and_has_no_form(reader: OpenReader) -> None:
    page = reader(java_script_enabled=False).open("facts")
    assert not page.locator(".facts-filter").is_visible()
    assert page.locator(".entries-fact > div:visible").count() > 20


def test_nothing_moves_when_the_form_is_ready(reader: OpenReader) -> None:
    made = reader()
    for address in ("facts.html", "facts.html?kind=quote&order=wording"):
        made.page.goto(f"{made.address}/{address}")
        made.page.wait_for_load_state("networkidle")
        shift = made.page.evaluate(
            """() => new Promise((resolve) => {
                let sum = 0;
                new PerformanceObserver((list) => {
                    for (const entry of list.getEntries()) sum += entry.value;
                }).observe({ type: "layout-shift", buffered: true });
                setTimeout(() => resolve(sum), 200);
            })"""
        )
        assert shift <= 0.01


def test_a_filtered_index_prints_what_is_shown(index: Page) -> None:
    choose(index, "Kind", "terms")
    index.emulate_media(media="print")
    assert not index.locator(".facts-filter").is_visible()
    assert len(wordings(index)) == sum(fact.kind == "term" for fact in FACTS.values())
