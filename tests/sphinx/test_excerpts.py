"""What a book takes from a source, excerpt by excerpt: on a page of its own, or in the list."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import Book, Build, search

from sphinx_facts.api import audit_pages

OWN = {"docs/gazette.md": "# From the Gazette\n\n```{excerpts} gazette\n```\n"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Build]:
    """The gazette has a page of its own; the almanac, and a source that was not recorded, have
    none.
    """
    book = Book(tmp_path_factory.mktemp("excerpts"))
    book.write(OWN)
    book.change("docs/index.md", "people\n", "people\ngazette\n")
    book.change(
        "facts/facts.yaml",
        "people:\n",
        "  leaflet: {publisher: A leaflet, title: null, published: null, url: null, "
        "recorded: excerpt}\npeople:\n",
    )
    book.change(
        "facts/facts.yaml",
        "        excerpt: The bridge was opened in 1902\n",
        "        excerpt: The bridge was opened in 1902\n"
        "      - {source: leaflet, excerpt: opened in 1902 by the mayor}\n"
        "      - {source: leaflet, excerpt: opened in 1902 in spring}\n",
    )
    book.change(
        "facts/facts.yaml",
        "The Gazette, ",
        'The Gazette, excerpts: ["People call […] A ferry runs below"], ',
    )
    book.record()
    return book, book.build()


def items(html: str) -> dict[str, list[str]]:
    """The text of each excerpt's item, with what rests on it; one line each."""
    found = re.findall(r'<li>(.*?id="(excerpt-[^"]*)".*?)</li>', html, re.DOTALL)
    return {id_: re.sub(r"<[^>]+>|\n", " ", text).split() for text, id_ in found}


def test_the_excerpts_stand_in_the_order_of_the_source(made: tuple[Book, Build]) -> None:
    _, build = made
    texts = {id_: " ".join(words) for id_, words in items(build.page("gazette")).items()}
    places = [int(search(r"^words? (\d+)", text)[1]) for text in texts.values()]
    assert places == sorted(places)
    assert len(places) == 8
    assert "words 36–37, 46–49 “People call […] A ferry runs below”" in texts.values()
    assert texts["excerpt-facts-cars-evidence-0-excerpt"] == (
        "words 1–7 “Over 4,000 cars cross the old bridge”"
        " carries over 4,000 cars , cited in The bridge"
    )
    assert texts["excerpt-facts-no-longer-evidence-0-attribution"] == (
        "words 28–30 “said Ada Quist”"
        " names the speaker of a quotation , cited in The bridge , again"
    )


def test_what_two_entries_rest_on_comes_once_and_names_both(made: tuple[Book, Build]) -> None:
    _, build = made
    html = build.page("gazette")
    item = html[html.index("excerpt-people-harbour-office-evidence-0-excerpt") :]
    text = re.sub(r"<[^>]+>", "", item[: item.index("</li>")])
    assert "tells of the Harbour Office" in text
    assert "names who says about 300 passengers" in text
    assert 'id="excerpt-facts-passengers-evidence-0-attribution"' in html


def test_sources_without_a_page_have_their_excerpts_in_the_list(made: tuple[Book, Build]) -> None:
    _, build = made
    html = build.page("lists")
    assert 'id="excerpt-facts-opened-evidence-0-excerpt"' in html
    assert 'id="excerpt-facts-opened-evidence-2-excerpt"' in html
    assert 'id="excerpt-facts-cars-evidence-0-excerpt"' not in html
    entry = html[html.index('id="source-gazette"') : html.index('id="source-almanac"')]
    assert 'href="gazette.html">From the Gazette</a>' in entry


def test_the_place_of_a_proof_leads_to_its_excerpt(made: tuple[Book, Build]) -> None:
    _, build = made
    html = build.page("lists")
    assert 'href="gazette.html#excerpt-facts-cars-evidence-0-excerpt"' in html
    assert 'href="#excerpt-facts-opened-evidence-0-excerpt"' in html


def test_many_excerpts_among_other_sources_are_folded(tmp_path: Path) -> None:
    html = Book(tmp_path).build().page("lists")
    gazette, almanac = html.index('id="source-gazette"'), html.index('id="source-almanac"')
    assert '<details class="folded">' in html[gazette:almanac]
    assert "<details" not in html[almanac:]


def test_a_picture_shows_where_they_stand(made: tuple[Book, Build]) -> None:
    _, build = made
    (svg,) = re.findall(r'<svg class="excerpt-map".*?</svg>', build.page("gazette"))
    starts = [float(x) for x in re.findall(r'<rect x="([^"]*)"', svg)]
    assert starts[0] == 0
    assert starts == sorted(starts)
    assert max(starts) < 1000


def test_the_audit_has_nothing_against_the_lists(made: tuple[Book, Build]) -> None:
    book, build = made
    assert build.warnings == []
    assert [
        finding.message
        for finding in audit_pages(build.out, book.folder / "facts").findings
        if finding.severity == "error"
    ] == []


def test_an_edit_of_the_source_or_a_citation_reaches_them(tmp_path: Path) -> None:
    orphan = {"gazette": f"---\norphan: true\n---\n\n{OWN['docs/gazette.md']}"}
    book = Book(tmp_path, **orphan)
    book.build()
    book.change("snapshots/gazette.txt", "Over 4,000", "Here it is. Over 4,000")
    book.record()
    moved = book.build()
    assert moved.read == []
    assert "gazette" in moved.written
    assert "words <code" in moved.page("gazette")
    assert items(moved.page("gazette"))["excerpt-facts-cars-evidence-0-excerpt"][1] == "5–11"
    book.change("docs/plain.md", "Only words.", "More than 4,000 {fact}`cars` cross the bridge.")
    assert "gazette" in book.build().written


def test_a_source_that_is_not_there_is_a_warning(tmp_path: Path) -> None:
    book = Book(tmp_path, plain="# Plain\n\n```{excerpts} gazete\n```\n")
    (warning,) = book.build().warnings
    assert "plain.md:3: WARNING: there is no source gazete" in warning


@pytest.mark.parametrize("builder", ["epub", "latex", "text", "singlehtml"])
def test_other_builders_list_them_too(made: tuple[Book, Build], builder: str) -> None:
    book, _ = made
    build = book.build(builder)
    assert build.warnings == []
    text = "".join(
        path.read_text("utf-8")
        for path in build.out.rglob("*")
        if path.suffix in (".xhtml", ".tex", ".txt", ".html")
    )
    assert "names the speaker of" in text
