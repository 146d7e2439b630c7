"""What a claim says is what its excerpt says, in whatever words; or it is found."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

from sphinx_facts.facts.store import Store
from sphinx_facts.proof.record import record, write_lock
from sphinx_facts.rules.evidence import check_evidence

CASES: list[dict[str, Any]] = [
    json.loads(line)
    for line in (ROOT / "tests/cases/claims.jsonl").read_text(encoding="utf-8").splitlines()
]
KINDS = ("figure", "quote", "term")
SAID: dict[str, dict[str, str]] = {
    "figure": {}, "term": {}, "quote": {"attribution": "said the warden"},
}  # fmt: skip


def kind_of(case: dict[str, Any]) -> str:
    return next(kind for kind in KINDS if kind in case)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The codes and messages of each case, all of which are facts of one file, each of its own
    source.
    """
    folder = tmp_path_factory.mktemp("claims")
    source = {"title": None, "published": None, "url": None, "recorded": "excerpt"}
    names = [f"case-{number}" for number in range(len(CASES))]
    facts = {
        name: {
            **{kind: case[kind] for kind in KINDS if kind in case},
            "claim": case["claim"],
            "evidence": [{"source": name, "excerpt": case["excerpt"], **SAID[kind_of(case)]}],
            **({"speaker": "warden"} if "quote" in case else {}),
        }
        for name, case in zip(names, CASES, strict=True)
    }
    sources = {name: {"publisher": "The Gazette", **source} for name in names}
    quoted = next(name for name, case in zip(names, CASES, strict=True) if "quote" in case)
    warden = {
        "name": "warden", "role": "warden", "claim": "There is a warden.",
        "evidence": [{"source": quoted, "excerpt": "said the warden"}],
    }  # fmt: skip
    book = {"sources": sources, "people": {"warden": warden}, "facts": facts}
    text = yaml.safe_dump(book, allow_unicode=True)
    (folder / "facts.yaml").write_text(text, "utf-8")
    store = Store(folder, with_lock=False)
    write_lock(record(store, Path("nowhere")), store.lock_path)
    codes: dict[str, list[str]] = {name: [] for name in names}
    for finding in check_evidence(Store(folder)).findings:
        if finding.fact:
            codes[finding.fact].append(f"{finding.code} {finding.message}")
    return codes


@pytest.mark.parametrize("number", range(len(CASES)), ids=lambda n: CASES[n]["claim"][:60])
def test_a_claim_says_what_its_excerpt_says(number: int, found: dict[str, list[str]]) -> None:
    case, codes = CASES[number], found[f"case-{number}"]
    assert bool(codes) == (case["verdict"] == "refuse"), codes or "nothing was found"


def test_there_are_enough_of_both() -> None:
    refused = sum(case["verdict"] == "refuse" for case in CASES)
    assert refused >= 25
    assert len(CASES) - refused >= refused
