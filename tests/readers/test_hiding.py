"""What style sheets hide from some reader is known, and a sentence is read without it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from building import Book
from conftest import ROOT
from turbohtml import parse

from sphinx_facts.api import Result, audit_pages
from sphinx_facts.readers.hiding import StyleSheets

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "hiding.yaml").read_text("utf-8"))
LINK = "<link rel=stylesheet href=_static/book.css?v=1>"


def write(folder: Path, css: str, html: str) -> Path:
    (folder / "_static").mkdir()
    (folder / "_static" / "book.css").write_text(css, "utf-8")
    page = folder / "page.html"
    page.write_text(LINK + html, "utf-8")
    return page


@pytest.mark.parametrize(("css", "html", "hidden"), CASES, ids=[str(case[:2]) for case in CASES])
def test_what_style_sheets_hide(tmp_path: Path, css: str, html: str, hidden: list[str]) -> None:
    page = write(tmp_path, css, html)
    found = StyleSheets(tmp_path).hidden(parse(page.read_text("utf-8")), page)
    assert sorted(element.text for element in found) == sorted(hidden)


def test_sheets_are_read_that_others_import_and_none_beyond_the_folder(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (tmp_path / "beyond.css").write_text(".y { display: none }", "utf-8")
    (folder / "more.css").write_text('@import "page.css"; .x { display: none }', "utf-8")
    css = "@import url(../more.css) screen; @import '../../beyond.css'; @import 'none.css';"
    page = write(folder, css, "<b class=x>a</b><b class=y>b</b>")
    found = StyleSheets(folder).hidden(parse(page.read_text("utf-8")), page)
    assert [(element.text, *how) for element, how in found.items()] == [("a", ".x", "more.css")]


def audit(folder: Path, css: str, html: str) -> Result:
    write(folder, css, html)
    return audit_pages(folder, ROOT / "facts")


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        ("<p>Roads are <b class=x>not</b> old.", ["C013"]),
        ("<p>Roads are old<button class=x aria-label=Source></button>.", ["C013"]),
        ("<p>Roads are old<a class=x></a>.", []),
        ("<p>Roads are old.</p><p class=x>They are not.</p>", []),
        ("<p>Roads are old.</p><p><b class=x>They are not.</b></p>", []),
        ("<p>There are 7<b class=x>.</b>7 boats.", ["F001"]),
        ("<p>Roads are old.</p><p class=x>There are 77 boats.</p>", ["F001"]),
    ],
)
def test_a_sentence_is_read_without_what_is_hidden(
    tmp_path: Path, html: str, codes: list[str]
) -> None:
    result = audit(tmp_path, ".x { display: none }", html)
    assert [finding.code for finding in result.findings] == codes


def test_what_is_found_says_what_hides_it(tmp_path: Path) -> None:
    html = f"<p>Roads are <b class=x>{'not ' * 30}</b> old."
    (finding,) = audit(tmp_path, ".y, p > .x { display: none }", html).findings
    assert finding.message == f"“{'not ' * 15}…” is hidden by p > .x in book.css"
    assert (finding.location.line, finding.location.column) == (1, len(LINK) + 14)


def test_what_a_book_hides_of_its_own_text_and_proofs_is_found(tmp_path: Path) -> None:
    text = "# Nothing\n\nThe bridge carries [not]{.d-none} {fact}`cars`, which cross it.\n"
    book = Book(tmp_path, plain=text)
    conf = 'myst_enable_extensions.append("attrs_inline")\nhtml_static_path = ["_static"]\n'
    book.write(
        {
            "docs/conf.py": (book.folder / "docs" / "conf.py").read_text("utf-8") + conf,
            "docs/_static/own.css": ".facts-button { opacity: 0 }",
        }
    )
    made = book.build(html_theme="sphinx_book_theme", html_css_files=["own.css"])
    found = audit_pages(made.out, book.folder / "facts").findings
    hidden = {finding.message for finding in found if finding.location.path.endswith("plain.html")}
    assert hidden == {
        "“not” is hidden by .d-none in pydata-sphinx-theme.css",
        "what stands here is hidden by .facts-button in own.css",
    }
    assert {finding.code for finding in found} == {"C013"}
