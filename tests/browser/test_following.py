"""A reader follows facts through the book: by time, by source, and from chapter to chapter."""

from __future__ import annotations

from .conftest import OpenReader


def test_from_the_timeline_to_an_entry_to_its_chapter(reader: OpenReader) -> None:
    page = reader().open("timeline")
    point = page.locator(".timeline > li", has_text="Kim Jong-un came to power")
    assert point.locator(".timeline-date").inner_text() == "2011"
    point.get_by_role("link", name="Entry").first.click()
    page.wait_for_url("**/facts.html#fact-succession-year")
    page.wait_for_load_state()
    entry = page.locator(".entries-fact > div", has=page.locator("#fact-succession-year"))
    entry.get_by_role("link", name="Who holds the reins of power?").first.click()
    page.wait_for_url("**/power.html#cited-power-fact-succession-year-1")
    page.wait_for_load_state()
    assert page.locator(":target").inner_text() == "2011"


def test_the_timeline_is_in_the_order_of_time(reader: OpenReader) -> None:
    page = reader().open("timeline")
    years = page.evaluate(
        """() => [...document.querySelectorAll(".timeline-date")]
            .map((date) => Number(date.textContent.match(/\\d{4}/)[0]))"""
    )
    assert len(years) > 5
    assert years == sorted(years)


def test_from_a_proof_to_the_excerpt_in_its_source_and_on_to_the_chapter(
    reader: OpenReader,
) -> None:
    page = reader().open("facts")
    entry = page.locator(".entries-fact > div", has=page.locator("#fact-storm-corps"))
    entry.get_by_role("link", name="of 1534").first.click()
    page.wait_for_url("**/ink-post.html#excerpt-facts-storm-corps-*")
    page.wait_for_load_state()
    item = page.locator(".excerpts > li", has=page.locator(":target"))
    assert "words 170–182" in item.inner_text()
    item.get_by_role("link", name="An army goes to war").click()
    page.wait_for_url("**/the-army.html#cited-the-army-fact-storm-corps-1")
    page.wait_for_load_state()


def test_a_card_leads_on_to_another_chapter_that_cites_the_fact(reader: OpenReader) -> None:
    page = reader().open("index")
    page.locator(".facts-button").first.click()
    card = page.locator(".facts-card:popover-open")
    card.get_by_role("link", name="An army goes to war").click()
    page.wait_for_url("**/the-army.html#cited-the-army-fact-troops-sent-1")
    page.wait_for_load_state()
