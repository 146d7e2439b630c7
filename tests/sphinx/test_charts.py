"""Charts draw recorded figures honestly, and are checked and kept up to date like any text."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from building import Book, Build, search
from sphinx.builders.epub3 import Epub3Builder

from sphinx_facts.api import audit_pages, check_book
from sphinx_facts.readers.targets import chart_line
from sphinx_facts.sphinx_ext.chart_drawing import Item, draw

FACTS = """\
  spans:
    figure: 2 spans
    claim: The bridge has 2 spans.
    evidence: [{source: almanac, excerpt: The bridge has 2 spans}]
  lamps:
    figure: up to 8 lamps
    claim: The bridge has up to 8 lamps.
    near: [lamps]
    evidence: [{source: almanac, excerpt: and up to 8 lamps}]
  war:
    figure: 1940s
    claim: The bridge was closed in the 1940s.
    near: [closed]
    evidence: [{source: almanac, excerpt: It was closed in the 1940s}]
"""
PAGE = """\
# Charts

```{chart} bars
:title: What crosses, and what is carried

Cars that cross the bridge <cars>
Says the Harbour Office, aboard the ferry <passengers>
```

```{chart} scale
:title: Parts of the bridge

spans
Number of lamps <lamps>
```

```{chart} timeline
:title: The history of the bridge

Open to all <opened>
Closed <war>
```
"""


def write(folder: Path, page: str = PAGE) -> Book:
    book = Book(folder, plain=page)
    path = book.folder / "facts" / "facts.yaml"
    path.write_text(path.read_text("utf-8") + FACTS, "utf-8")
    book.change(
        "snapshots/almanac.txt",
        "Its two",
        "The bridge has 2 spans and up to 8 lamps. It was closed in the 1940s. Its two",
    )
    book.record()
    return book


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return write(tmp_path_factory.mktemp("charts"))


@pytest.fixture(scope="module")
def made(book: Book) -> Build:
    return book.build()


Shape = tuple[str, float, float, float]


def shapes(svg: str) -> list[Shape]:
    """The rectangles of a drawing: state, x, width, height."""
    return [
        (each["class"], float(each["x"]), float(each["width"]), float(each["height"]))
        for each in (rect.attrib for rect in ElementTree.fromstring(svg).iterfind(".//{*}rect"))
    ]


def drawn(kind: str, *bounds: tuple[float | None, float | None]) -> list[Shape]:
    items = [Item(f"i{number}", "", "wording", *pair) for number, pair in enumerate(bounds)]
    return shapes(draw(kind, "Title", items, "name"))


def test_lengths_are_in_proportion_and_begin_at_zero() -> None:
    bars = drawn("bars", (100, 100), (25, 25), (0, 0))
    assert [x for _, x, _, _ in bars] == [0, 0, 0]
    first, second, third = (width for _, _, width, _ in bars)
    assert first == pytest.approx(4 * second, abs=0.05)
    assert third == 0


def test_areas_are_in_proportion() -> None:
    large, small = (
        width * height
        for _, _, width, height in drawn("scale", (1_300_000, 1_300_000), (11_000, 11_000))
    )
    assert large / small == pytest.approx(1_300_000 / 11_000, rel=0.01)


@pytest.mark.parametrize("kind", ["bars", "scale"])
def test_what_a_hedge_leaves_open_is_dashed(kind: str) -> None:
    def states(low: float | None, high: float | None) -> list[str]:
        return sorted(state for state, *_ in drawn(kind, (low, high), (1000, 1000)))

    certain, dashed = "chart-certain", "chart-open"
    assert states(100, 100) == [certain, certain]
    assert states(950, 1050) == [certain, certain, dashed]
    assert states(100, None) == [certain, certain, dashed]
    assert states(None, 100) == [certain, dashed]


def test_a_mark_covers_the_time_that_is_named() -> None:
    decade, year = drawn("timeline", (1990, 2000), (2010, 2011))
    assert decade[2] == pytest.approx(10 * year[2], abs=0.1)
    assert decade[1] == 0


def test_every_chart_is_drawn_with_its_names_and_its_table(made: Build) -> None:
    assert made.warnings == []
    html = made.page("plain")
    svgs = re.findall(r"<svg .*?</svg>", html, re.DOTALL)
    assert len(svgs) == html.count("<details><summary>The same data as a table") == 3
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    for svg in svgs:
        tree = ElementTree.fromstring(svg)
        assert tree.get("role") == "img"
        title, desc = tree[0], tree[1]
        assert tree.get("aria-labelledby", "").split() == [title.get("id"), desc.get("id")]
        assert title.text
        assert desc.text
        assert not re.search(r'style="|#[0-9a-f]{6}', svg)
    assert "charts.css" in html
    assert "charts.css" not in made.page("bridge")


def test_every_figure_of_a_chart_is_a_citation(book: Book, made: Build) -> None:
    assert audit_pages(made.out, book.folder / "facts").findings == []
    bare = re.sub(r' data-facts-role="record"', "", made.page("plain"))
    (made.out / "bare").mkdir()
    (made.out / "bare" / "page.html").write_text(bare, "utf-8")
    codes = {
        finding.code for finding in audit_pages(made.out / "bare", book.folder / "facts").findings
    }
    assert "F001" in codes


def test_a_chart_counts_as_a_citation(book: Book) -> None:
    result = check_book([book.folder / "docs"], book.folder / "facts")
    assert [f for f in result.findings if f.code != "C002"] == []
    assert {"spans", "lamps", "war", "opened"}.isdisjoint(f.fact for f in result.findings)


def test_the_index_links_to_the_chart(made: Build) -> None:
    assert "plain.html#cited-plain-fact-spans-1" in made.page("lists")
    assert 'id="cited-plain-fact-spans-1"' in made.page("plain")


FAULTS = {
    "Cars that are green <cars>": "F005",
    "Aboard the ferry <passengers>": "F006",
    "Of 77 cars that cross <cars>": "F001",
    "Cars that cross <carz>": "C001",
}


REFUSED = {
    "{chart} pie\n:title: T\n\nspans": (
        "a chart is one of scale, bars, estimates, timeline, not pie"
    ),
    "{chart} bars\n\nspans": "a chart needs a title",
    "{chart} bars\n:title: T\n\nLady <lady>": "no number to draw in lady",
    "{chart} bars\n:title: T\n\nspans\nopened": "different units: spans, opened",
    "{chart} timeline\n:title: T\n\nspans": "a timeline shows dates",
    "{chart} bars\n:title: T\n\nopened": "a timeline shows dates",
}


Faulty = tuple[Book, list[list[str]]]


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Faulty:
    """A book with a chapter for each fault, and what is said of each when it is built."""
    bars = [f"{{chart}} bars\n:title: Cars\n\n{line}" for line in FAULTS]
    charts = [
        f"---\norphan: true\n---\n# Chart\n\n```{chart}\n```\n" for chart in [*bars, *REFUSED]
    ]
    book = write(tmp_path_factory.mktemp("faulty"), "# Plain\n")
    book.write({f"docs/chart-{number}.md": text for number, text in enumerate(charts)})
    said: dict[str, list[str]] = {}
    for warning in book.build().warnings:
        chapter, _, text = warning.partition(".md:")
        said.setdefault(Path(chapter).name, []).append(text)
    return book, [said.get(f"chart-{number}", []) for number in range(len(charts))]


@pytest.mark.parametrize("line", FAULTS)
def test_a_line_of_a_chart_is_held_to_what_a_sentence_is(line: str, faulty: Faulty) -> None:
    book, said = faulty
    number = list(FAULTS).index(line)
    result = check_book([book.folder / "docs" / f"chart-{number}.md"], book.folder / "facts")
    assert [(f.code, f.location.line) for f in result.findings] == [(FAULTS[line], 9)]
    assert [search(r"WARNING: (\w+)", text)[1] for text in said[number]] == [FAULTS[line]]


@pytest.mark.parametrize("chart", REFUSED)
def test_what_cannot_be_drawn_is_refused_with_its_place(chart: str, faulty: Faulty) -> None:
    said = faulty[1][len(FAULTS) + list(REFUSED).index(chart)]
    assert [text for text in said if text.startswith("6") and REFUSED[chart] in text], said


def test_a_changed_fact_changes_the_picture_and_reads_only_its_page(tmp_path: Path) -> None:
    book = write(tmp_path)
    before = book.build().page("plain")
    book.change("facts/facts.yaml", "figure: 2 spans", "figure: 3 spans")
    book.change("facts/facts.yaml", "The bridge has 2 spans.", "The bridge has 3 spans.")
    book.change(
        "facts/facts.yaml", "excerpt: The bridge has 2 spans", "excerpt: The bridge has 3 spans"
    )
    book.change("snapshots/almanac.txt", "2 spans", "3 spans")
    book.record()
    made = book.build()
    assert made.read == ["plain"]
    assert made.warnings == []
    assert shapes(re.findall(r"<svg.*?</svg>", before, re.DOTALL)[1]) != shapes(
        re.findall(r"<svg.*?</svg>", made.page("plain"), re.DOTALL)[1]
    )


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "latex", "text", "man"])
def test_other_builders_show_the_chart_or_its_table(book: Book, builder: str) -> None:
    made = book.build(builder)
    assert made.warnings == []
    files = [
        path
        for path in made.out.rglob("*")
        if path.suffix in (".html", ".xhtml", ".tex", ".txt", ".1")
    ]
    text = "".join(path.read_text("utf-8") for path in files)
    assert ("<svg" in text) is (builder in ("singlehtml", "epub"))
    assert "What it stands for" in text.replace("\\", "").replace("\n", " ")


def test_an_e_book_names_the_pages_with_drawings_by_sphinxs_own_builder(tmp_path: Path) -> None:
    book = write(tmp_path)
    (tmp_path / "docs" / "plain.md").rename(tmp_path / "docs" / "plain & über alles.md")
    book.change("docs/index.md", "plain\n", "plain & über alles\n")
    made = book.build("epub")
    assert made.warnings == []
    domain: Any = made.env.domains["facts"]
    assert type(domain.builder) is Epub3Builder
    with ZipFile(next(made.out.glob("*.epub"))) as packed:
        content = packed.read("content.opf").decode()
    items = re.findall(r'<item [^>]*href="([^"]*)"[^>]* properties="svg"', content)
    assert items == ["plain%20%26%20%C3%BCber%20alles.xhtml"]


def test_an_e_book_with_drawings_passes_its_audit_however_often_it_is_built(tmp_path: Path) -> None:
    book = write(tmp_path)
    for _ in range(2):
        made = book.build("epub")
        assert made.warnings == []
    result = audit_pages(made.out, book.folder / "facts")
    assert (result.findings, result.summary.without_record) == ([], [])
    page = made.out / "plain.xhtml"
    page.write_text(
        page.read_text("utf-8").replace(">over 4,000 cars ", ">over 5,000 cars "), "utf-8"
    )
    (finding,) = audit_pages(made.out, book.folder / "facts").findings
    assert finding.code == "Q002"


def test_hostile_texts_are_escaped_and_long_ones_wrapped() -> None:
    text = '</svg><script>alert("\u202e🚗")</script> & ' + "very long words " * 20
    svg = draw("bars", text, [Item('a"b', text, text, 1.0, 2.0)], "name")
    tree = ElementTree.fromstring(svg)
    assert "<script" not in svg
    assert tree[0].text == text
    texts = ["".join(node.itertext()).split() for node in tree if node.tag.endswith("text")]
    assert texts == [text.split(), text.split()]


def test_a_line_has_a_label_or_none() -> None:
    assert chart_line(" Killed <soldiers-killed> ") == ("Killed", "soldiers-killed")
    assert chart_line("soldiers-killed") == ("", "soldiers-killed")
