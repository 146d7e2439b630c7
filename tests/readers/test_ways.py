"""No way leads a text to readers unread: not by the chapter, not by its tree, not by its page."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from building import Book, Build
from conftest import ROOT

from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import Finding
from sphinx_facts.model.passages import Passage, Reading
from sphinx_facts.readers.hiding import StyleSheets
from sphinx_facts.readers.html import read_html
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.checker import Checker
from sphinx_facts.runner.results import ChapterResult
from sphinx_facts.runner.worker import check_chapter

CASES = ROOT / "tests" / "cases"
WAYS = yaml.safe_load((CASES / "ways.yaml").read_text("utf-8"))
HONEST = yaml.safe_load((CASES / "ways_honest.yaml").read_text("utf-8"))
CHAPTERS = {name: way["chapter"] for name, way in WAYS.items()} | {
    f"honest: {name}": chapter for name, chapter in HONEST.items()
}
NAMES = {name: f"way-{number}" for number, name in enumerate(CHAPTERS)}
EXTENSIONS = ("attrs_inline", "colon_fence", "deflist")
CONF = """
from docutils import nodes

myst_enable_extensions.append("attrs_inline")
html_static_path, html_css_files = ["_static"], ["own.css"]
suppress_warnings = ["myst", "ref", "image", "toc"]


def setup(app):
    # What extensions put in is no author's.
    style = "<style>.theirs { color: red }</style>"
    app.connect("doctree-read", lambda _, tree: tree.append(nodes.raw("", style, format="html")))
"""
CSS = ".away { position: absolute; left: -9999px } .shown:not(:hover) { color: red }"
GATES = ("check", "build", "page")


class Made(NamedTuple):
    """A book of all the chapters, built, with what judges it."""

    book: Book
    built: Build
    checker: Checker


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Each chapter is a document of it."""
    book = Book(tmp_path_factory.mktemp("ways"))
    conf = (book.folder / "docs" / "conf.py").read_text("utf-8") + CONF
    book.write({"docs/conf.py": conf, "docs/picture.png": "", "docs/_static/own.css": CSS})
    for name, chapter in CHAPTERS.items():
        orphan = "" if chapter.startswith("---") else "---\norphan: true\n---\n\n"
        book.write({f"docs/{NAMES[name]}.md": orphan + chapter})
    return Made(book, book.build(), Checker(Store(book.folder / "facts").facts))


def found(made: Made, name: str, gate: str) -> list[Finding]:
    """What a gate finds in a chapter."""
    book, built, checker = made
    docname = NAMES[name]
    if gate == "build":
        findings: list[Finding] = built.env.domaindata["facts"]["findings"][docname]
        return findings
    path = book.folder / "docs" / f"{docname}.md"

    def read() -> list[Passage]:
        if gate == "page":
            account = built.account(docname)
            page, sheets = str(built.out / f"{docname}.html"), StyleSheets(built.out)
            html = built.page(docname)
            return read_html(html, page, is_page=True, account=account, sheets=sheets)
        return read_chapter(path, checker.display_text, EXTENSIONS)

    return check_chapter(path, read, checker, is_page=gate == "page").findings


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("name", WAYS)
def test_what_is_hidden_is_found(made: Made, name: str, gate: str) -> None:
    way = WAYS[name]
    codes = way["check"] if gate != "page" else [each for each in way["check"] if each != "C010"]
    missing = list(way.get(gate, codes))
    for finding in found(made, name, gate):
        if finding.code in missing:
            missing.remove(finding.code)
    assert missing == []


@pytest.mark.parametrize("gate", GATES)
@pytest.mark.parametrize("name", HONEST)
def test_what_hides_nothing_is_left_alone(made: Made, name: str, gate: str) -> None:
    findings = found(made, f"honest: {name}", gate)
    assert [each for each in findings if each.severity == "error"] == []


def test_what_is_shown_is_told(made: Made) -> None:
    for name, way in WAYS.items():
        if "shown" in way:
            assert {finding.shown for finding in found(made, name, "check")} == {way["shown"]}


Check = Callable[..., ChapterResult]


@pytest.fixture
def check(made: Made, tmp_path: Path) -> Check:
    """What comes of a chapter, read as settings say."""
    facts = Store(made.book.folder / "facts").facts

    def check(text: str, **reading: Any) -> ChapterResult:
        path = tmp_path / "chapter.md"
        path.write_text(text, "utf-8")
        checker = Checker(facts, reading=Reading(**reading))
        return check_chapter(path, lambda: read_chapter(path, checker.display_text), checker)

    return check


def test_a_setting_allows_tags_and_attributes(check: Check) -> None:
    text = '<iframe srcdoc="x" data-facts-id="cars"></iframe>\n\nText.'
    assert len(check(text).findings) == 3
    allowed = check(text, allowed_html=("data-facts-id", "iframe", "srcdoc")).findings
    assert ["is for the extension alone" in each.message for each in allowed] == [True]


def test_what_is_allowed_is_closed_all_the_same(check: Check) -> None:
    (finding,) = check("<video>\n\nText.", allowed_html=("video",)).findings
    assert finding.message == "nothing closes this <video>"


CODE = """
A `1` and {kbd}`F2`, {math}`3`, {samp}`x 4`, <code>5</code>, <kbd>`6`</kbd> and `none`.

    7

```python
print(8)
```

```{code-block} text
9
```

```{math}
10
```
"""


def test_code_is_counted_or_read(check: Check) -> None:
    counted, read = check(CODE), check(CODE, literals=True)
    assert (counted.findings, counted.figures, counted.literals) == ([], 0, 10)
    assert read.literals == 0
    assert {each.code for each in read.findings} == {"F001"}
    assert len(read.findings) >= 9  # F2 is no number.


def test_where_no_role_works_no_remedy_proposes_one(check: Check) -> None:
    text = '[a](https://example.org "over 4,000 cars cross") <b title="over 4,000 cars">b</b>'
    for finding in check(f"{text}\n\n<p>Over 4,000 cars</p>\n").findings:
        assert finding.help.startswith("no role works here")
