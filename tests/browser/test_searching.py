"""A reader searches the book, from a server and from a disk, and sees where the words stand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .conftest import OpenReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

FURNITURE = ["Copy citation", "Recorded as", "Close", "Show all", "¶", "Notes", "Contents", "Skip"]


@pytest.fixture(params=["server", "disk"])
def search(request: pytest.FixtureRequest, reader: OpenReader, html: Path) -> Callable[[str], Page]:
    """Opens the search page with a query."""
    made = reader(at=html.as_uri()) if request.param == "disk" else reader()

    def ask(query: str) -> Page:
        made.page.goto(f"{made.address}/search.html?q={query}")
        return made.page

    return ask


def titles(page: Page) -> list[str]:
    return page.locator(".result-title a").all_inner_texts()


def test_a_search_from_any_page_shows_where_the_words_stand(reader: OpenReader, html: Path) -> None:
    page = reader(at=html.as_uri()).open("index")
    page.locator("#contents input").fill("artillery")
    page.locator("#contents").get_by_role("button", name="Search").click()
    page.wait_for_url("**/search.html?q=artillery")
    page.wait_for_load_state()
    assert "A little Russian" in titles(page)
    excerpt = page.locator("li", has_text="A little Russian").locator(".result-text").inner_text()
    assert "the noun “artillery” and the phrase “in position”." in excerpt
    assert page.get_by_role("status").inner_text() == f"{len(titles(page))} sections found"


def test_a_result_leads_to_its_section_or_entry(search: Callable[[str], Page]) -> None:
    page = search("prestige")
    page.get_by_role("link", name="Standing", exact=True).click()
    page.wait_for_load_state()
    assert page.url.endswith("risks.html#standing")
    page = search("tantalizing")
    page.get_by_role("link", name="up to $2,000 per month").click()
    page.wait_for_load_state()
    assert page.url.endswith("facts.html#fact-monthly-pay")


def test_excerpts_show_no_furniture(search: Callable[[str], Page]) -> None:
    page = search("the")
    excerpts = " ".join(page.locator(".result-text").all_inner_texts())
    assert len(excerpts) > 2000
    assert [words for words in FURNITURE if words in excerpts] == []


def test_results_follow_what_is_typed(search: Callable[[str], Page]) -> None:
    page = search("")
    assert page.locator("main input").evaluate("box => box === document.activeElement")
    page.keyboard.type("famine")
    assert "The father" in titles(page)
    page.wait_for_url("**/search.html?q=famine")
    page.locator("main input").fill("famines devastating")  # in any number, in any order
    assert "The father" in titles(page)
    page.locator("main input").fill("")
    assert titles(page) == []
    assert page.get_by_role("status").inner_text() == ""


def test_words_in_quotation_marks_stand_together(search: Callable[[str], Page]) -> None:
    assert "Early losses" in titles(search("%22confidential briefing%22"))
    assert titles(search("%22briefing confidential%22")) == []


def test_where_no_section_has_all_words_those_with_most_are_shown(
    search: Callable[[str], Page],
) -> None:
    page = search("artillery smuggling prestige")
    assert page.get_by_role("status").inner_text().startswith("No section has all of these words.")
    assert titles(page) != []


@pytest.mark.parametrize("query", ["zebra", "%3Cimg src=x onerror=alert(1)%3E", "%22", "(.*"])
def test_a_search_for_what_is_not_there_says_so_and_is_text(
    search: Callable[[str], Page], query: str
) -> None:
    page = search(query)
    assert titles(page) == []
    assert page.locator("main img").count() == 0
    assert page.get_by_role("status").inner_text() in ("No sections found", "")


def test_without_javascript_the_page_says_what_does_without(reader: OpenReader) -> None:
    page = reader(java_script_enabled=False).open("search")
    page.wait_for_load_state("networkidle")
    page.locator("main").get_by_role("link", name="index of facts").click()
    page.wait_for_load_state()
    assert page.url.endswith("facts.html")
