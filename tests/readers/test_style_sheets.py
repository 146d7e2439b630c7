"""The texts that a book's style sheets show are read as those of its chapters are."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from building import Book
from conftest import ROOT

from sphinx_facts.api import check_book
from sphinx_facts.readers.style_sheet import read_style_sheet

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "style_sheets.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("css", "texts"), CASES, ids=[css for css, _ in CASES])
def test_what_a_style_sheet_shows_is_read(css: str, texts: list[str], tmp_path: Path) -> None:
    path = tmp_path / "book.css"
    path.write_text(css, "utf-8")
    assert [passage.text for passage in read_style_sheet(path)] == texts


def test_a_figure_in_a_style_sheet_is_found_where_it_stands(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.write({"docs/_static/book.css": '/* 1 */\np::after {\n  content: "of 12,000 cars";\n}\n'})
    result = check_book([book.folder / "docs"], book.folder / "facts")
    (finding,) = (each for each in result.findings if each.code == "F001")
    place = finding.location
    assert (finding.code, Path(place.path).name, place.line, place.column) == (
        "F001", "book.css", 3, 16,
    )  # fmt: skip
