"""Figures of one chapter that cannot all be right are told; what can be reconciled is not."""

from __future__ import annotations

import json
import time
from collections import Counter
from pathlib import Path

import pytest
from conftest import ROOT

from sphinx_facts.english.consistency.find import find_contradictions
from sphinx_facts.english.figures.find import find_figures
from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import Finding
from sphinx_facts.model.records import FactsFile
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.checker import Checker
from sphinx_facts.rules.context import PassageContext
from sphinx_facts.rules.prose.consistency import check_contradictions

CASES = [
    json.loads(line)
    for line in (ROOT / "tests" / "cases" / "consistency.jsonl").read_text("utf-8").splitlines()
]
CHECKER = Checker(FactsFile())


def check(text: str) -> list[Finding]:
    """What is found in a chapter of figures that are not cited."""
    chapter = Path("chapter.md")
    passages = read_chapter(
        chapter, lambda _role, target: target, ["colon_fence", "deflist"], lambda _: text
    )
    found = [
        finding
        for passage in passages
        for finding in check_contradictions(PassageContext(passage, CHECKER))
    ]
    return [*found, *CHECKER.check_together(passages)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['text'][:60]}")
def test_what_cannot_be_reconciled_is_told_and_nothing_else(case: dict[str, str]) -> None:
    found = check(case["text"])
    assert [finding.message for finding in found] == ([case["says"]] if "says" in case else [])
    assert {(finding.code, finding.severity) for finding in found} <= {("F010", "notice")}


def test_there_are_as_many_honest_cases_as_wrong_ones_of_each_kind() -> None:
    wrong = Counter(case["kind"] for case in CASES if "says" in case)
    honest = Counter(case["kind"] for case in CASES if "says" not in case)
    assert wrong.keys() == honest.keys()
    assert all(count <= honest[kind] + 2 for kind, count in wrong.items())


@pytest.mark.parametrize("hedge", ["up to ", "at least ", "hundreds or ", "02/03/2024 ", "-"])
def test_figures_without_an_end_or_a_value_are_compared_like_others(hedge: str) -> None:
    for case in CASES:
        text = case["text"]
        for figure in find_figures(text):
            hedged = f"{text[: figure.start]}{hedge}{text[figure.start :]}"
            for finding in check(hedged):
                assert "Infinity" not in finding.message


@pytest.mark.parametrize(
    ("text", "shown", "place"),
    [
        ("One.\n\nIt was *Friday*, 5 May 1986.", "5 May 1986", (3, 18)),
        ("It took 12 men\nand 8 women,\n23 in all.", "12 men and 8 women, 23", (1, 9)),
        ("| a | b |\n|---|---|\n| c | 1 |\n| d | 2 |\n| total | 4 |", "4", (5, 11)),
        ("They found five tools:\n\n- a saw\n- an axe", "five tools", (1, 12)),
        ("There were:\n\n- 12 men\n- 8 women\n- 23 in all.", "23", (5, 3)),
        ("It held {fact}`1 boat <b>`. It held {fact}`2 boats <b>`.", "2 boats", (1, 37)),
    ],
)
def test_it_is_told_where_it_stands(text: str, shown: str, place: tuple[int, int]) -> None:
    (finding,) = check(text)
    assert finding.shown == shown
    assert (finding.location.line, finding.location.column) == place


def test_names_with_numbers_are_no_figures(tmp_path: Path) -> None:
    name = "Friday, 5 May 1986"
    text = f"They played in {name}."
    assert len(find_contradictions(text, find_figures(text))) == 1
    (tmp_path / "facts.yaml").write_text(f"names: ['{name}']\n", "utf-8")
    checker = Checker(Store(tmp_path).facts)
    passages = read_chapter(tmp_path / "c.md", lambda _role, target: target, (), lambda _: text)
    assert list(check_contradictions(PassageContext(passages[0], checker))) == []


@pytest.mark.parametrize(
    "text",
    [
        "10 men, ", "10 of 12 ", "10 km (", "10% got, ", "from 1904 to 1918, 14 years ",
        "Of 10 men 12 died. ", "born in 1900 and ", "three Aa, Bb, ", "rose by 20% from 10 to 12 ",
        "Monday, Monday, 5 May 1986 ", "was 12 when born in 1900 died in 1950. ", "and, or of the ",
    ],
)  # fmt: skip
def test_the_time_grows_with_the_length(text: str) -> None:
    def seconds(times: int) -> float:
        long = "Of 12 men, " + text * times
        figures = find_figures(long)
        start = time.process_time()
        find_contradictions(long, figures)
        return time.process_time() - start

    seconds(10)
    assert seconds(4000) < 0.3 + 10 * seconds(1000)


def test_a_large_table_takes_no_time() -> None:
    rows = "".join(f"| total | {number} |\n" for number in range(3000))
    start = time.process_time()
    assert check(f"| a | b |\n|---|---|\n| c | 5 |\n{rows}") == []
    assert time.process_time() - start < 5
