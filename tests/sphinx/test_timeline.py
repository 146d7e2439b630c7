"""The timeline: every fact that has a date, in the order of time, each figure with its record."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import Book, Build, search

from sphinx_facts.api import audit_pages
from sphinx_facts.english.when.dates import written_date
from sphinx_facts.facts.dates import when
from sphinx_facts.facts.figures import RecordedFigures
from sphinx_facts.model.records import Fact, FactsFile

MORE = """\
  tolls:
    figure: 90 tolls
    claim: In the summer 90 tolls were paid.
    as_of: "2019-07-05"
    evidence: [{source: leaflet, excerpt: 90 tolls were paid}]
  crossings:
    figure: 70 crossings
    claim: There were 70 crossings.
    as_of: "2019-07"
    evidence: [{source: leaflet, excerpt: 70 crossings}]
  fares:
    figure: 80 fares
    claim: There were 80 fares.
    as_of: "2019-07"
    evidence: [{source: leaflet, excerpt: 80 fares}]
  old-days:
    figure: the 1850s
    claim: The ferry is from the 1850s.
    evidence: [{source: leaflet, excerpt: in the 1850s}]
"""
LEAFLET = """\
  leaflet: {publisher: Leaflet, title: null, published: "2019-07-31", url: null, recorded: excerpt}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Book, Build]:
    book = Book(tmp_path_factory.mktemp("timeline"), plain="# Times\n\n```{timeline}\n```\n")
    book.change("facts/facts.yaml", "people:\n", f"{LEAFLET}people:\n")
    path = book.folder / "facts" / "facts.yaml"
    path.write_text(path.read_text("utf-8") + MORE, "utf-8")
    book.change(
        "docs/bridge.md", "They call", "Of fares there were {fact}`80 fares <fares>`. They call"
    )
    book.record()
    return book, book.build()


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def points(build: Build) -> list[tuple[str, str]]:
    html = build.page("plain")
    line = html[html.index("<ol class") : html.index("</ol>")]
    return re.findall(r'<li class="([^"]*)">(.*?)</li>', line, re.DOTALL)


def test_facts_with_a_date_stand_in_the_order_of_time(made: tuple[Book, Build]) -> None:
    _, build = made
    assert build.warnings == []
    dates = [text_of(search(r'timeline-date">(.*?)</p>', text)[1]) for _, text in points(build)]
    assert dates == ["the 1850s", "opened in 1902", "July 2019", "5 July 2019"]


def test_facts_of_the_same_time_stand_together_with_their_claims_and_links(
    made: tuple[Book, Build],
) -> None:
    _, build = made
    assert text_of(points(build)[2][1]) == (
        "July 2019 There were 70 crossings. 70 crossings , not cited"
        " There were 80 fares. 80 fares , cited in The bridge"
    )
    assert 'href="lists.html#fact-fares"' in points(build)[2][1]
    assert 'href="bridge.html#cited-bridge-fact-fares-1"' in points(build)[2][1]


def test_the_line_tells_points_from_stretches_and_where_years_have_passed(
    made: tuple[Book, Build],
) -> None:
    _, build = made
    assert [sorted(classes.split()) for classes, _ in points(build)] == [
        ["timeline-stretch"],
        ["timeline-later", "timeline-stretch"],
        ["timeline-later", "timeline-point"],
        ["timeline-point"],
    ]


def test_facts_without_a_date_are_counted(made: tuple[Book, Build]) -> None:
    _, build = made
    assert "nothing dates them: 4 facts" in text_of(build.page("plain"))


def test_every_figure_on_it_is_cited(made: tuple[Book, Build]) -> None:
    book, build = made
    findings = audit_pages(build.out, book.folder / "facts").findings
    assert [finding.message for finding in findings if "plain" in finding.location.path] == []


def test_a_new_date_reaches_the_timeline(tmp_path: Path) -> None:
    book = Book(tmp_path, plain="# Times\n\n```{timeline}\n```\n")
    book.build()
    book.change("facts/facts.yaml", "    near: [cross, bridge]\n", '    as_of: "2019"\n')
    again = book.build()
    assert "plain" in again.written
    assert "2019" in text_of(again.page("plain"))


def test_a_book_without_dates_says_so(tmp_path: Path) -> None:
    book = Book(tmp_path, plain="# Times\n\n```{timeline}\n```\n")
    book.change("facts/facts.yaml", "figure: opened in 1902", "term: bridge")
    html = text_of(book.build().page("plain"))
    assert "nothing dates them: 5 facts" in html


WHEN = {
    ("1990s", None): ((1990, 1, 1), (1999, 12, 31)),
    ("2011", None): ((2011, 1, 1), (2011, 12, 31)),
    ("December 2024", None): ((2024, 12, 1), (2024, 12, 31)),
    ("19 December 2024", None): ((2024, 12, 19), (2024, 12, 19)),
    ("after 2011", None): ((2011, 1, 1), (2011, 12, 31)),
    ("40 boats", "2024"): ((2024, 1, 1), (2024, 12, 31)),
    ("40 boats", "2024-10"): ((2024, 10, 1), (2024, 10, 31)),
    ("40 boats", "2024-10-07"): ((2024, 10, 7), (2024, 10, 7)),
    ("2011", "2024"): ((2011, 1, 1), (2011, 12, 31)),
    ("40 boats", None): None,
    ("two years", None): None,
    ("19 December", None): None,
}


@pytest.mark.parametrize(("figure", "as_of"), WHEN)
def test_when_a_fact_was(figure: str, as_of: str | None) -> None:
    fact = Fact(figure=figure, claim="", as_of=as_of, evidence=())
    found = when(fact, RecordedFigures(FactsFile(facts={"a": fact})))
    assert (found and found.period) == WHEN[figure, as_of]


def test_dates_in_words() -> None:
    dates = ["2024", "2024-02", "2024-12-09"]
    assert [written_date(date) for date in dates] == ["2024", "February 2024", "9 December 2024"]
