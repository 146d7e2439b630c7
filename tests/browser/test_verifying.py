"""A reader checks a copy of the source alone: pasted or dropped, whole or changed, from a disk."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from building import FILES, Book, Build

from .conftest import OpenReader, served

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTICLE = FILES["snapshots/gazette.txt"]
DROP = """text => {
    const carried = new DataTransfer();
    carried.items.add(new File([text], "copy.txt", { type: "text/plain" }));
    const drop = new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
    document.querySelector("#verify-text").dispatchEvent(drop);
}"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Build:
    book = Book(tmp_path_factory.mktemp("verify"), plain="# Verify\n\n```{verify}\n```\n")
    # Browsers ask the server for an icon; the basic theme has inline styles in its bars.
    bare = '{% extends "basic/layout.html" %}{% block relbar1 %}{% endblock %}'
    book.write(
        {
            "docs/mark.svg": '<svg xmlns="http://www.w3.org/2000/svg"/>',
            "docs/_templates/layout.html": bare + "{% block relbar2 %}{% endblock %}",
        }
    )
    return book.build(html_favicon="mark.svg", templates_path=["_templates"])


@pytest.fixture(scope="module", params=["disk", "server"])
def place(request: pytest.FixtureRequest, book: Build) -> Iterator[str]:
    """Where the book is read: the folder, and a server with a strict policy."""
    if request.param == "disk":
        yield f"file://{book.out}"
        return
    with served(book.out) as address:
        yield address


def summary(page: Page) -> str:
    page.locator(".verify-summary[data-verify]").wait_for()
    return page.locator(".verify-summary").inner_text()


def paste(page: Page, text: str) -> str:
    page.fill("#verify-text", text)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    return summary(page)


def test_a_pasted_copy_proves_every_excerpt_and_asks_nobody(reader: OpenReader, place: str) -> None:
    made = reader(at=place)
    page = made.open("plain")
    page.wait_for_load_state("networkidle")
    asked = set(made.requests)
    assert paste(page, ARTICLE).startswith("6 of 6 entries proven; 8 of 8 excerpts.")
    assert page.locator(".verify-proven").count() == 8
    assert set(made.requests) == asked


def test_a_dropped_copy_proves_as_much(reader: OpenReader, place: str) -> None:
    page = reader(at=place).open("plain")
    page.evaluate(DROP, ARTICLE.replace("\n", "\r\n"))
    assert summary(page).startswith("6 of 6 entries proven")


def test_a_changed_word_is_shown_and_can_be_reached(reader: OpenReader, place: str) -> None:
    page = reader(at=place).open("plain")
    told = paste(page, ARTICLE.replace("4,000", "5,000"))
    assert told.startswith("5 of 6 entries found word for word; 7 of 8 excerpts.")
    assert "The first difference lies at word 2" in told
    assert page.locator(".verify-differs mark").all_inner_texts() == ["5,000"]
    page.locator(".verify-summary a").click()
    assert page.url.endswith("#verify-facts-cars")
    assert paste(page, ARTICLE).startswith("6 of 6")
    assert page.locator(".verify-differs").count() == 0


def test_it_works_where_the_browser_offers_no_hashes(reader: OpenReader, place: str) -> None:
    page = reader(at=place).page
    page.add_init_script("Object.defineProperty(globalThis, 'crypto', { value: {} })")
    page.goto(f"{place}/plain.html")
    assert paste(page, ARTICLE).startswith("6 of 6 entries proven")


def test_a_text_that_cannot_be_checked_is_told_why(reader: OpenReader, place: str) -> None:
    page = reader(at=place).open("plain")
    said = page.locator(".verify-summary")
    page.click(".verify-form button")
    said.filter(has_text="There is no text yet").wait_for()
    page.fill("#verify-text", "Something else, of another time.")
    page.click(".verify-form button")
    said.filter(has_text="Is it another article?").wait_for()
    picture = {"name": "copy.png", "mimeType": "image/png", "buffer": b"\x89PNG\xff\xfe"}
    page.set_input_files("#verify-file", picture)
    said.filter(has_text="copy.png is not text in UTF-8").wait_for()


def test_without_javascript_the_page_says_so_and_lists_the_excerpts(
    reader: OpenReader, place: str
) -> None:
    page = reader(at=place, java_script_enabled=False).open("plain")
    assert page.locator(".verify-plain").is_visible()
    assert page.locator(".verify-form").is_hidden()
    assert page.locator(".verify-excerpt").count() > 8


@pytest.fixture
def article() -> str | None:
    """The real article, where the author of the book has it; elsewhere there is none to try."""
    path = Path(os.environ.get("SNAPSHOTS") or "facts/snapshots") / "ink-post.txt"
    return path.read_text("utf-8") if path.exists() else None


def test_the_real_article_proves_the_real_book_and_a_changed_word_is_shown(
    reader: OpenReader, article: str | None
) -> None:
    page = reader().open("verify")
    if article is None:  # The rest of these tests are of a made source.
        page.fill("#verify-text", "The text of another article.")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.get_by_text("Is it another article?").wait_for()
        return
    page.evaluate(DROP, article)
    found, whole, excerpts, every = map(int, re.findall(r"\d+", summary(page))[:4])
    assert (found, excerpts) == (whole, every)
    assert whole > 20
    told = paste(page, article.replace("over 11,000", "over 12,000", 1))
    assert f"of {whole} entries found word for word" in told
    assert "12,000" in page.locator(".verify-differs mark").all_inner_texts()
