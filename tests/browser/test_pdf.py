"""The book as a PDF: what a reader of paper finds, and what finds its way about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from building import build, search
from conftest import ROOT

CHAPTERS = {"An army goes to war": "The deployment", "Soldiers are taking immense risks": "Money"}


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Any:
    pytest.importorskip("weasyprint", reason="WeasyPrint or Pango is missing")
    made = build(ROOT / "docs", tmp_path_factory.mktemp("pdf") / "pdf", "pdf")
    assert made.warnings == []
    (file,) = made.out.glob("*.pdf")
    return pytest.importorskip("pypdf").PdfReader(file)


@pytest.fixture(scope="module")
def pages(pdf: Any) -> list[str]:
    """The text of each page, in one line."""
    return [" ".join(page.extract_text().split()) for page in pdf.pages]


def titles(outline: Any, depth: int = 0) -> Iterator[Any]:
    for each in outline:
        if isinstance(each, list):
            yield from titles(each, depth + 1)
        else:
            yield depth, each


def test_the_outline_leads_to_the_chapters_and_their_sections(pdf: Any, pages: list[str]) -> None:
    found = {each.title: (depth, each) for depth, each in titles(pdf.outline)}
    for chapter, section in CHAPTERS.items():
        assert (found[chapter][0], found[section][0]) == (0, 1)
        assert chapter in pages[pdf.get_destination_page_number(found[chapter][1])]
    assert "Notes" in found


def test_the_contents_name_the_pages_on_which_chapters_begin(pages: list[str]) -> None:
    for chapter in CHAPTERS:
        number = int(search(rf"{chapter} ?[. ]+(\d+)", " ".join(pages[1:4]))[1])
        assert re.search(rf"^{chapter}.* {number}$", pages[number - 1])


def test_every_note_has_its_source_and_every_number_its_note(pdf: Any, pages: list[str]) -> None:
    start = next(number for number, text in enumerate(pages) if text.startswith("Notes"))
    notes = " ".join(pages[start:])
    assert notes.count("Source:") >= notes.count("Recorded as:") > 10
    led = {int(name[5:]) for name in pdf.named_destinations if name.startswith("note-")}
    assert led == set(range(1, len(led) + 1))
    assert [number for number in led if f" {number}. " not in notes] == []


def test_links_lead_somewhere_within_the_book(pdf: Any) -> None:
    names = set(pdf.named_destinations)
    actions = [
        note.get_object().get("/Dest") or note.get_object().get("/A", {}).get("/D")
        for page in pdf.pages
        for note in page.get("/Annots", ())
    ]
    led = {target for target in actions if isinstance(target, str)}
    assert len(led) > 50
    assert led <= names


def test_paper_has_no_furniture_of_a_site(pages: list[str]) -> None:
    whole = " ".join(pages)
    for furniture in ("Search", "Copy citation", "Entry in the index", "Skip to", "Read on"):
        assert furniture not in whole
    assert "Use it for your own book" not in whole


def test_devices_are_told_what_it_is(pdf: Any) -> None:
    assert pdf.metadata.title == "A Distant Front"
    assert pdf.trailer["/Root"]["/Lang"] == "en"
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
