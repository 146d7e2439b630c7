"""A text again out of folded words, and the figures of an excerpt in it."""

from __future__ import annotations

import json

import pytest
from books import CASES

from sphinx_facts.english.cut_figures import cut_figure
from sphinx_facts.english.figures.find import find_figures
from sphinx_facts.english.running_text import around
from sphinx_facts.text.words import split

CUT = [
    pytest.param(case["source"], case["cut"], id=case["source"])
    for case in map(json.loads, (CASES / "figures_cut.jsonl").read_text("utf-8").splitlines())
]


def parts(text: str) -> tuple[list[str], str, list[str]]:
    """The words before an excerpt in brackets, the excerpt, and the words after it."""
    before, excerpt, after = text.replace("]", "[").split("[")
    return split(before), excerpt, split(after)


@pytest.mark.parametrize(
    "text",
    [
        "He said: “[Why not?]” Ada Quist asked.",
        "“[We can go],” said Ada Quist, “but not today.”",
        "It cost $[2] million (£1.5m) a year, 10% more (or so).",
        "The 12-15 boats [and] the 10-odd men of the well-known Chan-il.",
        "The town's 1 [250] guests at 6:25 p.m. in the U.S. Army.",
        "It has ≥10 or 10+ men and a speed of 1/2 km/h, US$5 [each]; “arches” too.",
        "Bridge reopens\n\nThe old bridge [carries] cars to The Hague.",
        "It was -18 degrees in [the] hut.",
    ],
)
def test_a_text_is_set_as_it_was(text: str) -> None:
    before, excerpt, after = parts(text)
    made = around(before, excerpt, after)
    assert made.text == text.replace("[", "").replace("]", "")
    assert made.text[made.start : made.end] == excerpt


def test_a_dash_stands_apart_beside_small_words_and_between_numbers_that_make_no_range() -> None:
    made = around(split("In 2019 – 15 men – a few"), "of", split("them–were there, of the 30 – 12"))
    assert made.text == "In 2019 — 15 men — a few of them — were there, of the 30 — 12"


@pytest.mark.parametrize(("source", "cut"), CUT)
def test_a_figure_is_read_with_the_words_beside_an_excerpt(source: str, cut: str) -> None:
    before, excerpt, after = parts(source)
    found = cut_figure(before, excerpt, after, lambda text: find_figures(text, lists=True))
    assert found == cut


def test_half_of_the_cut_figures_are_cut() -> None:
    count = sum(bool(case.values[1]) for case in CUT)
    assert 20 < count < len(CUT) - 20
