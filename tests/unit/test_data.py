"""Values of data files, by their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_facts.facts.data_values import NoValue, read_value

FILES = {
    "prices.json": '{"plans": [{"plan": "Free", "price": 0},'
    '{"plan": "Pro", "price": 29.10, "old": null}], "on": true}',
    "prices.toml": '[[plans]]\nplan = "Free"\nprice = 0\n[[plans]]\nplan = "Pro"\nprice = 29.10\n',
    "prices.yaml": "plans:\n  - {plan: Free, price: 0}\n  - {plan: Pro, price: 29.10}\n",
    "prices.csv": "plan,price\nFree,0\nPro,29.10\n",
    "broken.json": "{",
    "prices.xml": "<a/>",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("file", "place", "value"),
    [
        ("prices.json", "plans[1].price", "29.10"),
        ("prices.json", "plans[plan=Pro].price", "29.10"),
        ("prices.json", "on", "true"),
        ("prices.toml", "plans[1].price", "29.10"),
        ("prices.yaml", "plans[plan=Pro].price", "29.10"),
        ("prices.csv", "[1].price", "29.10"),
        ("prices.csv", "[plan=Free].price", "0"),
    ],
)
def test_a_value_keeps_the_digits_of_its_file(
    folder: Path, file: str, place: str, value: str
) -> None:
    assert read_value(folder / file, place) == value


@pytest.mark.parametrize(
    ("file", "place", "why"),
    [
        ("prices.json", "plans[7].price", "has 2 items"),
        ("prices.json", "plans[plan=Max].price", "no item whose plan is Max"),
        ("prices.json", "plans[0].cost", "has no cost"),
        ("prices.json", "plans[1].old", "no single value"),
        ("prices.json", "plans", "no single value"),
        ("prices.json", "on[0]", "is no list"),
        ("prices.json", "", "not a place"),
        ("prices.json", "plans[-1].price", "not a place"),
        ("broken.json", "a", "cannot be read"),
        ("prices.xml", "a", "none of .csv, .json"),
        ("missing.json", "a", "cannot be read"),
    ],
)
def test_what_has_no_value_says_why(folder: Path, file: str, place: str, why: str) -> None:
    with pytest.raises(NoValue, match=why):
        read_value(folder / file, place)
