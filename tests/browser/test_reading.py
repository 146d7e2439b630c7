"""A reader opens the book, reads, and asks for the sources, by whatever means the browser has."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .conftest import PAGES, Note, OpenReader

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHAPTERS = ["index", "the-army", "weaknesses", "power", "risks", "later-reports"]
AXE = """async (within) => (await axe.run(document.querySelector(within))).violations.map(
    (found) => `${found.id}: ${found.nodes.map((node) => node.target).join(" | ")}`)"""

# Counts what moves, even just after a key was pressed, when browsers would forgive it.
SHIFT = """window.shift = 0;
new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });"""


def open_cards(page: Page) -> Any:
    return page.locator(".facts-card:popover-open")


def inside(words: Any) -> tuple[float, float]:
    """A place on the first line of words that may run over several."""
    box = words.evaluate("words => words.getClientRects()[0].toJSON()")
    return box["x"] + 8, box["y"] + box["height"] / 2


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_card_opens_and_closes_by_keyboard(reader: OpenReader, name: str) -> None:
    page = reader().open(name)
    buttons = page.locator(".facts-button:visible")
    assert buttons.count() > 0
    for button in buttons.all():
        button.focus()
        page.keyboard.press("Enter")
        card = open_cards(page)
        assert card.count() == 1
        assert card.get_attribute("id") == button.get_attribute("popovertarget")
        page.keyboard.press("Tab")
        assert card.evaluate("card => card.contains(document.activeElement)")
        page.keyboard.press("Escape")
        assert open_cards(page).count() == 0
        assert button.evaluate("button => button === document.activeElement")


@pytest.mark.parametrize("name", CHAPTERS)
def test_every_card_opens_by_hover_and_stays_within_the_window(
    reader: OpenReader, name: str
) -> None:
    page = reader().open(name)
    for citation in page.locator(".citation:visible").all():
        citation.scroll_into_view_if_needed()
        page.mouse.move(*inside(citation.locator(".cited").first))
        card = citation.locator(".facts-card:popover-open")
        card.wait_for(timeout=2000)
        box = card.bounding_box()
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 1280
        assert box["y"] + box["height"] <= 844
        page.mouse.move(2, 2)
        card.wait_for(state="hidden", timeout=2000)


RINGS = """() => [...document.querySelectorAll(".citation")].flatMap((citation) => {
    const last = [...citation.querySelector(".cited").getClientRects()].at(-1);
    if (!last) return []; // folded away
    const ring = citation.querySelector(".facts-button").getBoundingClientRect();
    const apart = Math.abs(ring.left - last.right) > 3 || Math.abs(ring.top - last.top) > 8;
    return apart ? [citation.textContent.slice(0, 40)] : [];
})"""


@pytest.mark.parametrize("name", CHAPTERS)
def test_a_ring_stands_where_its_words_end_however_wide_the_page_is(
    reader: OpenReader, name: str
) -> None:
    page = reader().open(name)
    for width in (320, 340, 361, 390, 412, 480, 533, 601, 700, 820, 950, 1280):
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate(RINGS) == []


def test_a_click_on_the_words_keeps_the_card_open(reader: OpenReader) -> None:
    page = reader().open("the-army")
    page.mouse.click(*inside(page.locator(".citation .cited").first))
    page.mouse.move(2, 2)
    page.wait_for_timeout(600)
    assert open_cards(page).count() == 1
    page.mouse.click(1000, 20)
    assert open_cards(page).count() == 0


def test_the_words_can_be_selected(reader: OpenReader) -> None:
    page = reader().open("the-army")
    page.mouse.dblclick(*inside(page.locator(".citation .cited").first))
    assert page.evaluate("getSelection().toString().trim()") == "approximately"


def test_a_card_leads_to_the_entry_and_the_entry_back(reader: OpenReader) -> None:
    page = reader().open("the-army")
    page.mouse.click(*inside(page.locator(".citation .cited").first))
    link = open_cards(page).get_by_role("link", name="Entry in the index")
    link.scroll_into_view_if_needed()  # First: a click while the page scrolls misses the card.
    link.click()
    assert page.url.endswith("facts.html#fact-army-strength")
    page.locator("#fact-army-strength + dd").get_by_role(
        "link", name="An army goes to war"
    ).first.click()
    assert page.url.endswith("the-army.html#cited-the-army-fact-army-strength-1")


def test_a_citation_is_copied(reader: OpenReader) -> None:
    made = reader(permissions=["clipboard-read", "clipboard-write"])
    page = made.open("the-army")
    page.mouse.click(*inside(page.locator(".citation .cited").first))
    # By key: a card that moves while fonts come in lost the click.
    open_cards(page).get_by_role("button", name="Copy citation").press("Enter")
    open_cards(page).get_by_role("button", name="Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == (
        "approximately 1.3 million personnel. The Ink Post, undated."
        f" An army goes to war — A Distant Front, {page.url}#cited-the-army-fact-army-strength-1"
    )


def test_on_a_phone_a_card_is_a_sheet_at_the_bottom(reader: OpenReader) -> None:
    page = reader(width=390, has_touch=True, is_mobile=True).open("the-army")
    page.touchscreen.tap(*inside(page.locator(".citation .cited").first))
    page.wait_for_timeout(300)
    box = open_cards(page).bounding_box()
    assert (box["x"], box["width"], round(box["y"] + box["height"])) == (0, 390, 844)


def test_without_javascript_buttons_and_hover_open_cards(reader: OpenReader) -> None:
    page = reader(java_script_enabled=False).open("the-army")
    citation = page.locator(".citation").first
    citation.locator(".facts-button").focus()
    page.keyboard.press("Enter")
    assert citation.locator(".facts-card").is_visible()
    page.keyboard.press("Escape")
    page.mouse.move(2, 2)
    assert citation.locator(".facts-card").is_hidden()
    page.mouse.move(*inside(citation.locator(".cited")))
    assert citation.locator(".facts-card").is_visible()


@pytest.mark.parametrize("name", PAGES)
def test_pages_work_from_a_disk_and_are_not_wider_than_a_phone(
    reader: OpenReader, html: Path, measure: Note, name: str
) -> None:
    made = reader(at=html.as_uri(), width=390)
    page = made.open(name)
    width = page.evaluate("document.documentElement.scrollWidth")
    assert measure("overflow", name, width - 390)
    assert all(address.startswith("file:") for address in made.requests)
    if page.locator(".facts-button:visible").count():
        page.locator(".facts-button:visible").first.click()
        assert open_cards(page).count() == 1


def test_the_contents_open_on_a_phone(reader: OpenReader) -> None:
    page = reader(width=390).open("index")
    page.get_by_role("button", name="Contents").click()
    page.locator("#contents").get_by_role("link", name="An army goes to war").click()
    assert page.url.endswith("the-army.html")


def test_the_theme_is_switched_and_kept(reader: OpenReader) -> None:
    page = reader(color_scheme="light").open("index")
    button = page.locator("button.theme")
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = page.evaluate(paper)
    for _ in range(2):
        button.click()
    dark = page.evaluate(paper)
    assert light != dark
    page.locator("a.turn-on").click()
    page.wait_for_url(lambda url: not url.endswith("index.html"))
    page.wait_for_load_state()
    assert page.evaluate(paper) == dark


def test_printed_cards_are_numbered_notes(reader: OpenReader) -> None:
    pypdf = pytest.importorskip("pypdf")
    page = reader(color_scheme="dark").open("the-army")
    file = pypdf.PdfReader(BytesIO(page.pdf()))
    text = " ".join(" ".join(part.extract_text() for part in file.pages).split())
    assert "Notes" in text
    told = text.count("Recorded as") + text.count("Reckoned as")
    assert told == page.locator(".facts-notes ol li").count() > 5
    sources = page.locator(".facts-notes ul li").all_inner_texts()
    assert "Sources" in text
    assert any(line.startswith("The Ink Post") for line in sources)
    assert "Search" not in text
    assert "Close" not in text


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_accessible(
    reader: OpenReader, measure: Note, name: str, scheme: str, width: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python")
    page = reader(width=width, color_scheme=scheme, reduced_motion="reduce").open(name)
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate(AXE, "html")
    if page.locator(".facts-button:visible").count():
        page.locator(".facts-button:visible").first.click()
        found += page.evaluate(AXE, ".facts-card:popover-open")
    assert measure("axe", name, len(found)), found


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_pages_are_light_and_nothing_moves_when_cards_open(
    reader: OpenReader, measure: Note, name: str, width: int
) -> None:
    made = reader(width=width, reduced_motion="reduce")
    made.page.add_init_script(SHIFT)
    page = made.open(name)
    page.wait_for_load_state("networkidle")
    assert measure("weight", name, made.weight() / 1000)
    assert measure("requests", name, len(made.requests))
    for button in page.locator(".facts-button:visible").all():
        button.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Escape")
    page.wait_for_timeout(100)
    assert measure("shift", name, page.evaluate("window.shift"))
