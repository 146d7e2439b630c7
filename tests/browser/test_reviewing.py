"""A reader compares passages with their evidence, by keyboard alone, on a page that is served and
on one that is a file; hostile facts show there as text.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from books import make_book

from sphinx_facts.cli import main
from sphinx_facts.facts.reviews import read_reviews
from sphinx_facts.review.commands import Kept, Request
from sphinx_facts.review.server import ReviewServer
from sphinx_facts.settings import Settings

from .conftest import Note, OpenReader
from .hostile import hostile_book
from .test_hostile import EFFECTS, SHOWN, width
from .test_reading import AXE

if TYPE_CHECKING:
    from playwright.sync_api import Page

Serve = Callable[[Path], ReviewServer]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Serve]:
    servers: list[ReviewServer] = []

    def start(book: Path) -> ReviewServer:
        monkeypatch.chdir(book)
        servers.append(
            ReviewServer(Kept(Request([Path("docs")], Settings(), None)), "Bridges", "Ada")
        )
        threading.Thread(target=servers[-1].serve, daemon=True).start()
        return servers[-1]

    yield start
    for server in servers:
        server.is_done.set()
        server.server_close()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return make_book(tmp_path)


def opened(made: Any, address: str) -> Page:
    page: Page = made.page
    page.goto(address)
    page.locator("#desk:visible").wait_for()
    return page


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def told(page: Page, text: str) -> None:
    """What the page says in the end, as it says it to those who hear it."""
    page.locator("#said", has_text=text).wait_for()


def answers(book: Path) -> list[tuple[str, str]]:
    return [(each.verdict, each.note) for each in read_reviews(book / "facts").answers]


def test_a_book_is_read_by_keyboard_alone(reader: OpenReader, serve: Serve, book: Path) -> None:
    server = serve(book)
    page = opened(reader(at=server.address), server.address)
    assert page.locator("#text").inner_text() == "The bridge"
    press(page, "n")
    told(page, "Makes no claim: The bridge")
    assert page.evaluate("document.activeElement.id") == "where"
    assert "Over 4,000 cars cross the old bridge" in page.locator("#entries").inner_text()
    press(page, "m")  # An objection has a reason.
    told(page, "Write what it says more")
    assert page.evaluate("document.activeElement.id") == "note"
    page.keyboard.type("Not every day: bm")
    press(page, "Escape", "m")
    told(page, "Says more: Every day")
    assert answers(book) == [("no-claim", ""), ("says-more", "Not every day: bm")]
    assert page.locator("#told").inner_text() == "2 of 2 read, 1 with an objection"
    press(page, "k", "k", "j", "e")
    assert page.evaluate("document.activeElement.id") == "note"
    press(page, "Tab", "Tab", "Tab", "Tab")
    assert page.evaluate("document.activeElement.textContent") == "Take back"
    press(page, "Enter")
    told(page, "Taken back")
    assert answers(book)[-1][0] == "withdrawn"
    page.locator("#done").focus()
    press(page, "Enter")
    told(page, "The server has ended")
    assert server.is_done.wait(5)


def test_single_keys_can_be_turned_off(reader: OpenReader, serve: Serve, book: Path) -> None:
    server = serve(book)
    page = opened(reader(at=server.address), server.address)
    page.locator("#keys").focus()
    press(page, "Space", "n", "b")
    assert page.locator("#told").inner_text() == "0 of 2 read"
    assert answers(book) == []


def test_filters_leave_what_is_asked_for(reader: OpenReader, serve: Serve, book: Path) -> None:
    server = serve(book)
    page = opened(reader(at=server.address), server.address)
    page.get_by_label("Cites").select_option("lady")
    assert page.locator("#count").inner_text() == "1"
    page.get_by_label("State").select_option("read")
    assert page.locator("#nothing").is_visible()
    page.get_by_label("State").select_option("outstanding")
    page.get_by_label("Doubt").select_option("single source")
    press(page, "b")
    assert page.locator("#count").inner_text() == "1"


def test_a_stale_page_is_told_so_and_keeps_what_was_written(
    reader: OpenReader, serve: Serve, book: Path
) -> None:
    server = serve(book)
    page = opened(reader(at=server.address), server.address)
    press(page, "j")
    page.locator("#note").fill("Fair.")
    facts = book / "facts/facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("has a nickname", "has a name"), "utf-8")
    page.get_by_role("button", name="Borne out").click()
    told(page, "Not recorded: what the passage cites has changed since it was read")
    assert answers(book) == []
    page.locator("#entries", has_text="The bridge has a name.").wait_for()
    assert page.locator("#note").input_value() == "Fair."


def test_what_a_server_that_has_ended_did_not_get_can_be_saved(
    reader: OpenReader, serve: Serve, book: Path
) -> None:
    server = serve(book)
    made = reader(at=server.address)
    page = opened(made, server.address)
    server.is_done.set()
    server.shutdown()
    server.server_close()
    press(page, "n")
    told(page, "The server has ended, and did not get this answer")
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save answers").click()
    saved.value.save_as(book / "answers.json")
    assert main(["review", "--answers", "answers.json"]) == 0
    assert answers(book) == [("no-claim", "")]
    made.problems.clear()  # That the server is gone is the point.


@pytest.fixture
def offline(book: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(book)
    assert main(["review", "--file", "page.html"]) == 0
    return book / "page.html"


def test_a_page_in_a_file_gives_its_answers_as_a_file(
    reader: OpenReader, offline: Path, book: Path
) -> None:
    made = reader(at=offline.as_uri())
    page = opened(made, offline.as_uri())
    press(page, "n")
    told(page, "Write your name first")
    page.keyboard.type("Бен Ли")
    press(page, "Escape", "n", "b")
    assert page.locator("#told").inner_text() == "2 of 2 read · to save: 2"
    page.reload()  # What was answered is still there.
    page.locator("#desk:visible").wait_for()
    assert page.locator("#told").inner_text() == "2 of 2 read · to save: 2"
    with page.expect_download() as saved:
        page.get_by_role("button", name="Save answers").click()
    assert saved.value.suggested_filename == "answers-бен-ли.json"
    saved.value.save_as(book / "answers.json")
    assert json.loads((book / "answers.json").read_text("utf-8"))["kind"] == "person"
    assert main(["review", "--answers", "answers.json"]) == 0
    assert answers(book) == [("no-claim", ""), ("borne-out", "")]
    assert len(made.requests) <= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("wide", [1280, 390])
def test_it_keeps_no_reader_out(
    reader: OpenReader, offline: Path, measure: Note, scheme: str, wide: int
) -> None:
    axe = pytest.importorskip("axe_playwright_python")
    made = reader(at=offline.as_uri(), width=wide, color_scheme=scheme, bypass_csp=True)
    page = opened(made, offline.as_uri())
    press(page, "j")
    page.get_by_role("button", name="Borne out").click()
    told(page, "Write your name first")
    page.evaluate((Path(axe.__file__).parent / "axe.min.js").read_text("utf-8"))
    found = page.evaluate(AXE, "html")
    assert measure("axe", f"review {wide} {scheme}", len(found)), found
    assert measure("overflow", f"review {wide}", width(page) - wide)


@pytest.mark.parametrize("wide", [1280, 390])
def test_hostile_facts_show_as_text(
    reader: OpenReader, serve: Serve, tmp_path: Path, measure: Note, wide: int
) -> None:
    server = serve(hostile_book(tmp_path / "hostile").folder)
    page = opened(reader(at=server.address, width=wide), server.address)
    count, found, seen, widest = int(page.locator("#count").inner_text()), [], "", 0
    for _ in range(count):
        found += page.evaluate(EFFECTS)
        seen += page.locator("main").inner_text()
        widest = max(widest, width(page))
        press(page, "j")
    assert SHOWN in " ".join(seen.split())
    assert measure("hostile", f"review {wide}", len(found)), found
    assert measure("overflow", f"hostile review {wide}", widest - wide)
