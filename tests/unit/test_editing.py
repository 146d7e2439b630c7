"""A facts file is edited in place: all else of it stays, and it says what was meant."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from books import cases

from sphinx_facts.facts.editing import FactsText
from sphinx_facts.facts.yaml_text import flow, keys
from sphinx_facts.text.edits import Edit, apply


@pytest.mark.parametrize("case", cases("editing"))
def test_edits(case: dict[str, Any]) -> None:
    text = FactsText(case["text"])
    for name, *arguments in case["edits"]:
        getattr(text, name)(*arguments)
    assert text.edited == case["then"]


def test_an_entry_that_is_not_here_cannot_be_edited() -> None:
    with pytest.raises(KeyError):
        FactsText("facts: {}\n").set_key("facts", "cars", "figure", "3 cars")


def test_comments_above_an_entry() -> None:
    text = FactsText(
        "facts:\n  # Of cars.\n\n  # Who says so?\n  #   Nobody.\n  cars: {figure: a}\n"
    )
    assert text.comments_above("facts", "cars") == ["Who says so?", "Nobody."]
    text.remove_comments_above("facts", "cars")
    assert text.edited == "facts:\n  # Of cars.\n\n  cars: {figure: a}\n"


def test_edits_at_one_place_stand_in_their_order() -> None:
    assert apply("ab", [Edit(1, 1, "1"), Edit(1, 1, "2"), Edit(0, 1, "x")]) == "x12b"


def test_an_edit_within_a_stretch_that_goes_goes_too() -> None:
    assert apply("abcdef", [Edit(2, 3, "x"), Edit(1, 4, ""), Edit(1, 1, "y"), Edit(4, 4, "z")]) == (
        "ayzef"
    )


VALUES = {
    "plain": "over 4,000 cars",
    "marks": 'a: b # c "d" [e], {f}',
    "none": None,
    "like": "no",
    "number": "2024",
    "long": "word " * 40 + "end",
    "lines": "a\nb\u2028c\x07",
    "near": [["sent", "dis, patched"], ["North Korea"]],
    "empty list": [],
    "map": {"F003": "a: reason", "on": "yes"},
    "evidence": [{"source": "a", "excerpt": "- b"}, {"source": "c", "excerpt": "x" * 120}],
}


def test_every_value_is_read_as_it_was() -> None:
    assert yaml.safe_load("\n".join(keys(VALUES, "  "))) == VALUES
    assert yaml.safe_load(flow(VALUES)) == VALUES
