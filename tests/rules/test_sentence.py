"""What binds an excerpt in its sentence binds the claim, or the check finds it."""

from __future__ import annotations

import json
from typing import Any

import pytest
import yaml
from books import CASES, write

from sphinx_facts.facts.store import Store
from sphinx_facts.proof.record import record
from sphinx_facts.rules.evidence import check_evidence

SENTENCES: list[dict[str, Any]] = [
    json.loads(line) for line in (CASES / "sentences.jsonl").read_text("utf-8").splitlines()
]
SOURCE = {"title": None, "published": None, "url": None, "recorded": "full"}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The codes that are found in each case, all of which are facts of one file, each of its own
    source.
    """
    folder = tmp_path_factory.mktemp("sentences")
    names = [f"case-{number}" for number in range(len(SENTENCES))]
    facts = {
        name: {
            "figure": case["figure"],
            "claim": case["claim"],
            "evidence": [{"source": name, "excerpt": case["excerpt"]}],
        }
        for name, case in zip(names, SENTENCES, strict=True)
    }
    sources = {name: {"publisher": "The Gazette", **SOURCE} for name in names}
    book = yaml.safe_dump({"sources": sources, "facts": facts}, allow_unicode=True)
    texts = {
        f"snapshots/{name}.txt": case["source"] for name, case in zip(names, SENTENCES, strict=True)
    }
    write(folder, {"facts/facts.yaml": book, **texts})
    store = Store(folder / "facts", with_lock=False)
    store.lock = record(store, folder / "snapshots")
    codes: dict[str, list[str]] = {name: [] for name in names}
    for finding in check_evidence(store).findings:
        codes[finding.fact].append(finding.code)
    return codes


@pytest.mark.parametrize("number", range(len(SENTENCES)), ids=lambda n: SENTENCES[n]["source"])
def test_a_claim_is_bound_as_its_excerpt_is(number: int, found: dict[str, list[str]]) -> None:
    is_refused = SENTENCES[number]["verdict"] == "refuse"
    assert bool(set(found[f"case-{number}"]) & {"E003", "E015", "E016"}) is is_refused


def test_most_of_it_is_told_by_the_sentence(found: dict[str, list[str]]) -> None:
    assert sum("E015" in codes for codes in found.values()) > 10
