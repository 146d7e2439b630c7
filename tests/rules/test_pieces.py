"""An excerpt may leave words out with […], where nothing is lost by it that binds the rest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from books import CASES, FILES, make_book, write

from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import CheckError
from sphinx_facts.model.records import Lock
from sphinx_facts.proof.context import LONGEST
from sphinx_facts.proof.record import record
from sphinx_facts.rules.evidence import check_evidence

READ = [json.loads(line) for line in (CASES / "pieces.jsonl").read_text("utf-8").splitlines()]
SOURCE = "{publisher: The Gazette, title: null, published: null, url: null, recorded: full}"
KEY = "facts/f/evidence/0/excerpt"


def book(folder: Path, case: dict[str, Any]) -> Store:
    evidence = {"source": "s", "excerpt": case["excerpt"]}
    fact = {"figure": case["figure"], "claim": case["claim"], "evidence": [evidence]}
    source = case["source"].replace("WORDS", " ".join(["The gulls cried"] * 30))
    facts = f"sources:\n  s: {SOURCE}\nfacts: {json.dumps({'f': fact}, ensure_ascii=False)}\n"
    write(folder, {"snapshots/s.txt": source, "facts/facts.yaml": facts})
    return Store(folder / "facts", with_lock=False)


@pytest.mark.parametrize("case", READ, ids=[case["why"] for case in READ])
def test_what_is_left_out_may_not_bind_the_rest(case: dict[str, Any], tmp_path: Path) -> None:
    store = book(tmp_path, case)
    if "refused" in case:
        with pytest.raises(CheckError) as error:
            record(store, tmp_path / "snapshots")
        assert [one.message for one in error.value.findings] == [case["refused"]]
        return
    store.lock = record(store, tmp_path / "snapshots")
    found = check_evidence(store, tmp_path / "snapshots").findings
    assert [one.code for one in found] == case["finds"], found


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = book(tmp_path, READ[2])
    made.lock = record(made, tmp_path / "snapshots")
    return made


def test_each_piece_is_a_run_of_its_own(store: Store) -> None:
    run = store.lock.runs[KEY]
    assert [piece.start for piece in run.pieces] == [0, 9, 21]
    assert (run.start, run.before, run.after, run.proof) == (0, "", "and a ferry .", "")
    assert run.pieces[0].after == ", which moved in May ," == run.pieces[1].before
    assert all(piece.proof for piece in run.pieces)


def test_of_a_long_omission_the_ends_are_recorded(tmp_path: Path) -> None:
    run = record(book(tmp_path, READ[4]), tmp_path / "snapshots").runs[KEY]
    assert [len(run.pieces[0].after.split()), len(run.pieces[1].before.split())] == [LONGEST] * 2


@pytest.mark.parametrize(
    "change",
    [
        {"start": 1},
        {"before": "x"},
        {"after": ""},
        {"proof": "00"},
        {"words": "The harbour office counted 40 boats"},
        {"pieces": "one"},
        {"pieces": "two"},
        {"pieces": "turned"},
        {"pieces": "clipped"},
    ],
    ids=str,
)
def test_a_changed_piece_proves_nothing(store: Store, change: dict[str, Any]) -> None:
    run = store.lock.runs[KEY]
    one, two, three = run.pieces
    made = {
        "one": (one,),
        "two": (one, three),
        "turned": (two, one, three),
        "clipped": (msgspec.structs.replace(one, after=", which moved in"), two, three),
    }
    if "pieces" in change:
        change = {"pieces": made[change["pieces"]]}
    changed = msgspec.structs.replace(run, **change)
    store.lock = Lock(sources=store.lock.sources, runs={KEY: changed})
    assert [one.code for one in check_evidence(store).findings] == ["E001"]


QUOTED = "“We can no longer count on it,” said Ada Quist, the town's mayor."


@pytest.mark.parametrize(
    ("between", "finds"),
    [(" ", []), (" “It is fine,” said Bo Lind. ", ["E003"])],
    ids=["of its own attribution", "of somebody else's words"],
)
def test_a_quotation_goes_on_behind_the_gap(between: str, finds: list[str], tmp_path: Path) -> None:
    made = make_book(tmp_path)
    source = FILES["snapshots/gazette.txt"].replace(QUOTED, f"{QUOTED}{between}“We shall build.”")
    facts = FILES["facts/facts.yaml"].replace("count on it,", "count on it, […] We shall build.")
    write(made, {"snapshots/gazette.txt": source, "facts/facts.yaml": facts})
    store = Store(made / "facts", with_lock=False)
    store.lock = record(store, made / "snapshots")
    assert [one.code for one in check_evidence(store, made / "snapshots").findings] == finds
