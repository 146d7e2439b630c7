"""Figures: the cases are data, one JSON object a line, in cases/figures_*.jsonl."""

from __future__ import annotations

import json
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest

from sphinx_facts.english.figures.find import compile_names, find_figures
from sphinx_facts.figures.entailment import difference, entails
from sphinx_facts.figures.figure import Figure

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[Any]:
    lines = (CASES / f"figures_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [
        pytest.param(case, id=f"{number}-{next(iter(case.values()))}")
        for number, case in enumerate(map(json.loads, lines), 1)
    ]


def only(text: str, wording: str) -> Figure:
    """The figure of `text` that reads `wording`."""
    found = {figure.text: figure for figure in find_figures(text)}
    assert wording in found, f"found {list(found)}"
    return found[wording]


def read_interval(written: str) -> tuple[Decimal, Decimal, bool, bool]:
    low, high = (Decimal(end.strip()) for end in written[1:-1].split(","))
    return low, high, written[0] == "(", written[-1] == ")"


@pytest.mark.parametrize("case", cases("hedges"))
def test_the_hedge_is_found_and_sets_the_interval(case: dict[str, Any]) -> None:
    figure = only(case["text"], case["figure"])
    assert figure.hedge == case["hedge"]
    if case["interval"]:
        assert (figure.low, figure.high, figure.low_open, figure.high_open) == read_interval(
            case["interval"]
        )


@pytest.mark.parametrize("case", cases("hedges"))
def test_the_span_of_a_hedge_is_where_it_stands(case: dict[str, Any]) -> None:
    figure = only(case["text"], case["figure"])
    start, end = figure.hedge_span or (0, 0)
    assert " ".join(case["text"][start:end].lower().split()) == case["hedge"]
    assert figure.hedge_span is None or end <= figure.start or start >= figure.end


@pytest.mark.parametrize("case", cases("values"))
def test_value_kind_and_unit_are_read(case: dict[str, Any]) -> None:
    figure = only(case["text"], case["figure"])
    assert list(figure.numbers) == [Decimal(number) for number in case["numbers"]]
    assert (figure.kind, figure.unit, figure.weak) == (case["kind"], case["unit"], case["weak"])


@pytest.mark.parametrize("case", cases("none"))
def test_what_is_no_figure_is_not_found(case: dict[str, Any]) -> None:
    assert not find_figures(case["text"], ["World War II"])


@pytest.mark.parametrize("case", cases("entailment"))
def test_one_figure_entails_another_or_says_why_not(case: dict[str, Any]) -> None:
    (recorded,), (displayed,) = find_figures(case["recorded"]), find_figures(case["displayed"])
    assert difference(recorded, displayed) == case["difference"]
    assert entails(recorded, displayed) is (case["difference"] is None)


@pytest.mark.parametrize("case", cases("names"))
def test_a_number_inside_a_name_belongs_to_the_name(case: dict[str, Any]) -> None:
    found = [figure.text for figure in find_figures(case["text"], case["names"])]
    assert found == case["figures"]
    assert found == [
        figure.text for figure in find_figures(case["text"], compile_names(case["names"]))
    ]


PIECES = [*"0123456789,.-–/:$€%~+½'’ \n()\u0301İ𝟛"]
PIECES += [
    "one",
    "two",
    "twenty",
    "hundred",
    "million",
    "and",
    "a",
    "half",
    "of",
    "to",
    "or",
    "in",
    "per",
    "month",
    "year",
    "May",
    "th",
    "s",
    "pm",
]
PIECES += ["over", "more than", "not", "about", "between", "KN"]


@pytest.mark.parametrize("seed", range(300))
def test_any_text_is_read_into_sound_figures(seed: int) -> None:
    chance = Random(seed)
    text = chance.choice(["", " "]).join(chance.choices(PIECES, k=chance.randrange(30)))
    figures = find_figures(text)
    for figure in figures:
        assert figure.text == text[figure.start : figure.end]
        assert figure.low <= figure.high
        assert entails(figure, figure)
    for before, after in pairwise(figures):
        assert before.end <= after.start
    digits = {place for place, mark in enumerate(text) if mark.isdecimal()}
    assert digits <= {place for figure in figures for place in range(figure.start, figure.end)}


@pytest.mark.parametrize("mark", ["\n", "\t"])
@pytest.mark.parametrize("kind", ["hedges", "values", "none"])
def test_a_figure_is_the_same_wherever_its_line_is_broken(kind: str, mark: str) -> None:
    for (case,) in (each.values for each in cases(kind)):
        assert isinstance(case, dict)
        broken = find_figures(case["text"].replace(" ", mark))
        assert list(map(_sense, broken)) == list(map(_sense, find_figures(case["text"])))


def _sense(figure: Figure) -> tuple[object, ...]:
    return figure.low, figure.high, figure.unit, figure.kind, figure.hedge_span


@pytest.mark.parametrize("text", ["3 or\u00a0later", "3 cars or\u00a0more", "3, or\u202flater"])
def test_spaces_that_break_no_line_may_stand_in_a_hedge(text: str) -> None:
    assert find_figures(text)[0].high == Decimal("Infinity")
