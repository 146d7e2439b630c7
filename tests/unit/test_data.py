"""Values of data files, by their place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from books import write
from conftest import ROOT

from sphinx_facts.english.counting.columns import read_column
from sphinx_facts.facts.data_values import NoValue, read_value
from sphinx_facts.facts.store import Store
from sphinx_facts.rules.entry.data import compare_data
from sphinx_facts.rules.fact_index import FactIndex
from sphinx_facts.rules.registry import every_rule

RULES = every_rule()

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


CASES = yaml.safe_load((ROOT / "tests" / "cases" / "data.yaml").read_text("utf-8"))


def _id(case: dict[str, Any]) -> str:
    form = next(form for form in FORMS if form in case)
    return f"{case['figure']} of {case['at']}: {case[form]}"


FORMS = ("csv", "tsv", "json")


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_a_value_is_read_in_its_unit_and_for_its_row(case: dict[str, Any], tmp_path: Path) -> None:
    (form,) = (form for form in FORMS if form in case)
    source = {"publisher": "The Office", "title": None, "published": None, "url": None}
    source |= {"recorded": "data", "file": f"../data/d.{form}"}
    source |= {key: case[key] for key in ("units", "scale") if key in case}
    claim = case.get("claim", f"It is {case['figure']}.")
    evidence = [{"source": "d", "at": case["at"]}]
    fact = {"figure": case["figure"], "claim": claim, "evidence": evidence}
    facts = yaml.safe_dump({"sources": {"d": source}, "facts": {"f": fact}}, allow_unicode=True)
    write(tmp_path, {"facts/facts.yaml": facts, f"data/d.{form}": case[form]})
    results = list(compare_data(store := Store(tmp_path / "facts"), FactIndex(store.facts)))
    found = [each for result in results for each in result.findings]
    codes = [f"{each.code} {each.severity}".removesuffix(" error") for each in found]
    finds = case.get("finds", [])
    assert {each.name for each in found} <= {each.name for each in RULES.values()}
    assert set(codes) <= set(finds), found
    assert bool(codes) == bool(finds)
    assert results[0].agrees == all(each.severity == "notice" for each in found)


@pytest.mark.parametrize(
    ("name", "units", "holds"),
    [
        ("length_km", ["km"], ""), ("lengthKm", ["km"], ""), ("Length (km)", ["km"], ""),
        ("Forest area (sq. km)", ["km²"], ""), ("speed_km_h", ["km per hour"], ""),
        ("GDP (current US$)", ["USD"], ""), ("cost_usd_bn", ["USD"], ""),
        ("Cost (£ million)", ["GBP"], ""),
        ("gdp_per_capita_usd", ["USD"], ""), ("eur_per_kg", ["EUR per kg"], ""),
        ("price_per_kg", [], ""), ("price_eur_m2", [], ""), ("Density (people per sq km)", [], ""),
        ("percent_urban", ["percent"], ""),
        ("Unemployment (% of the labour force)", ["percent"], ""),
        ("length_m", ["m", None], "letters"), ("group_c", ["°C"], "letters"), ("plan_a", [], ""),
        ("fee_pounds", ["pound", "GBP"], ""), ("passengers_mn", [None], "counts"),
        ("berths", [], "counts"), ("people", [], "counts"), ("number_of_boats", [], "counts"),
        ("emissions", [], ""), ("status", [], ""), ("games_won", [], ""), ("price_min", [], ""),
        ("birth_year", [], "years"), ("term_years", ["year"], ""), ("2021", [], ""), ("", [], ""),
    ],
)  # fmt: skip
def test_a_name_says_in_what_its_values_are(name: str, units: list[str | None], holds: str) -> None:
    column = read_column(name)
    assert [measure.unit for measure in column.measures] == units
    assert column.holds == holds
