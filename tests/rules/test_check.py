"""The rules on passages: each finds what it must, and leaves alone what is in order."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from conftest import ROOT

from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import Finding
from sphinx_facts.readers.html import read_html
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.checker import Checker
from sphinx_facts.rules.registry import every_rule

RULES = every_rule()
DATA = yaml.safe_load((ROOT / "tests" / "cases" / "check.yaml").read_text("utf-8"))
CASES = {code: cases for code, cases in DATA.items() if code != "facts"}
FAILING = [(code, text) for code, cases in CASES.items() for text in cases["fails"]]
PASSING = [text for cases in CASES.values() for text in cases["passes"]]


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "facts.yaml").write_text(
        yaml.safe_dump(DATA["facts"], sort_keys=False, allow_unicode=True), "utf-8"
    )
    return Checker(Store(folder).facts)


Check = Callable[[str], list[Finding]]


@pytest.fixture
def check(checker: Checker, tmp_path: Path) -> Check:
    """The findings of a chapter, without the notices."""

    def check(text: str) -> list[Finding]:
        path = tmp_path / "chapter.md"
        path.write_text(text, "utf-8")
        found = [
            f
            for passage in read_chapter(path, checker.display_text)
            for f in checker.check(passage)
        ]
        return [finding for finding in found if finding.severity == "error"]

    return check


@pytest.mark.parametrize(("code", "text"), FAILING)
def test_each_rule_finds_what_breaks_it(code: str, text: str, check: Check) -> None:
    findings = check(text)
    assert code in {finding.code for finding in findings}
    for finding in findings:
        assert finding.name == RULES[finding.code].name
        assert finding.message
        assert finding.help


@pytest.mark.parametrize("text", PASSING)
def test_what_is_in_order_has_no_finding(text: str, check: Check) -> None:
    assert check(text) == []


def test_every_rule_on_passages_has_its_cases() -> None:
    of_whole_books, notices = (
        {"C002", "C004", "C006", "C008", "C009", "C013", "Q005", "Q008"},
        {"C007", "F010"},
    )
    on_passages = {code for code in RULES if code[0] in "FQC"} - of_whole_books - notices
    assert on_passages == CASES.keys()


def test_a_finding_shows_both_wordings_and_the_place(check: Check) -> None:
    (finding,) = check("One\n\nHere {fact}`over 5,000 cars <cars>`.\n")
    assert (finding.shown, finding.recorded, finding.fact) == (
        "over 5,000 cars",
        "over 4,000 cars",
        "cars",
    )
    assert (finding.location.line, finding.location.column) == (3, 6)
    assert finding.source.startswith("The Gazette: ")


def test_an_uncited_figure_is_told_its_likely_fact(check: Check) -> None:
    (finding,) = check("There were over 4,000 cars.")
    assert finding.help == "did you mean {fact}`over 4,000 <cars>`?"
    assert (finding.location.line, finding.location.column, finding.location.end_column) == (
        1,
        17,
        22,
    )


def test_an_uncited_quotation_is_told_its_likely_fact(check: Check) -> None:
    (finding,) = check("“It is no wonder that the bridge may fall one day”")
    assert finding.help.endswith("{quote}`wonder`?")
    (finding,) = check("The “Grey Lady”.")
    assert finding.help == "did you mean {named}`Grey Lady <lady>`?"


def test_an_unknown_id_is_told_its_neighbour(check: Check) -> None:
    (finding, *_) = check("{fact}`carz`")
    assert finding.help == "did you mean cars?"
    (finding, *_) = check("{named}`cars`")
    assert "cars is a figure, which {named} does not show" in finding.message


def test_weak_figures_are_notices(checker: Checker, tmp_path: Path) -> None:
    path = tmp_path / "chapter.md"
    path.write_text("The first bridge, once.\n", "utf-8")
    found = [
        f for passage in read_chapter(path, checker.display_text) for f in checker.check(passage)
    ]
    assert {(finding.code, finding.severity) for finding in found} == {("F001", "notice")}


@pytest.mark.parametrize("uncited", ["There were over 4,000 cars. ", "“It is no wonder that” "])
def test_only_the_first_fifty_of_a_passage_are_told_what_was_meant(
    uncited: str, check: Check
) -> None:
    findings = check(uncited * 52)
    assert [finding.help[:12] == "did you mean" for finding in findings] == [True] * 50 + [
        False
    ] * 2


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Nothing.", set()),
        ("{fact}`cars` and {named}`lady` by {person}`bo-lind`", {"cars", "lady"}),
        ("{own}`Two maps`", None),
        ("{dated}`lamps`", {"lamps"}),
        ("{derived}`less <carts / boats>`", {"carts", "boats"}),
        ("{count}`facts`", None),
        ("{fact}`cars`, which nothing corroborates", None),
        ("Corroborated.", set()),
    ],
)
def test_a_passage_rests_on_what_it_cites(
    text: str, facts: set[str] | None, checker: Checker, tmp_path: Path
) -> None:
    path = tmp_path / "chapter.md"
    path.write_text(text, "utf-8")
    (passage,) = read_chapter(path, checker.display_text)
    assert checker.rests_on(passage) == facts


@pytest.mark.parametrize(
    ("entry", "shown", "codes"),
    [
        ("facts/cars", "over 4,000 cars", set()),
        ("facts/cars", "“Cars cross.”", set()),
        ("people/ada-quist", "Ada Quist", set()),
        ("sources/gazette", "The Gazette", set()),
        ("facts/cars", "over 5,000 cars", {"Q002"}),
        ("facts/boats", "over 4,000 cars", {"Q002"}),
        ("people/ada-quist", "Bo Lind", {"Q002"}),
        ("facts/ships", "over 4,000 cars", {"Q002"}),
    ],
)
def test_what_is_shown_as_an_entry_is_in_it(
    entry: str, shown: str, codes: set[str], checker: Checker
) -> None:
    page = f'<p>Here: <span data-facts-role="record" data-facts-id="{entry}">{shown}</span></p>'
    (passage,) = read_html(page, "page.html", is_page=True)
    assert {finding.code for finding in checker.check(passage)} == codes
