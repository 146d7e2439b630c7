"""What the check finds between a fact and its excerpts, its proof and its source's snapshot."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from books import FILES, cases, check_case, make_book, spoil, write

from sphinx_facts.cli import main
from sphinx_facts.facts.excerpts import excerpts
from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import EvidenceResult
from sphinx_facts.model.records import Lock, LockedRun
from sphinx_facts.proof.context import SHORTEST
from sphinx_facts.proof.merkle import Tree
from sphinx_facts.proof.record import record
from sphinx_facts.rules.evidence import check_evidence
from sphinx_facts.text.words import find_run, split

EXCERPT = "facts/lady/evidence/0/excerpt"


@pytest.mark.parametrize("case", cases("bad_evidence"))
def test_what_an_entry_says_is_what_its_evidence_says(
    case: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    spoil(make_book(tmp_path), case)
    monkeypatch.chdir(tmp_path)
    assert main(["record", "snapshots"]) == 0
    capsys.readouterr()
    code = main(["check"])
    check_case(case, code, capsys.readouterr().out)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(make_book(tmp_path) / "facts")


def test_everything_is_counted_and_proven(store: Store) -> None:
    assert check_evidence(store) == EvidenceResult([], 5, 5, 0)


def codes(store: Store, run: LockedRun) -> list[str]:
    store.lock = msgspec.structs.replace(store.lock, runs=store.lock.runs | {EXCERPT: run})
    findings, _, proven, _ = check_evidence(store)
    assert proven == 5 - sum(finding.severity == "error" for finding in findings)
    return [finding.code for finding in findings]


def run_of(words: list[str], text: str, left: int, right: int) -> LockedRun:
    """The run of a text with so many words on each side, and a proof that leads to the root."""
    run = split(text)
    start = find_run(words, run)
    end = start + len(run)
    return LockedRun(
        start=start,
        before=" ".join(words[start - left : start]),
        after=" ".join(words[end : end + right]),
        proof=" ".join(Tree(words).prove(start - left, end + right)),
    )


def test_the_clause_of_an_excerpt_cannot_be_left_out_of_its_proof(store: Store) -> None:
    """A clipped excerpt is told by the words beside it, so a proof without them is not enough."""
    words = split(FILES["snapshots/gazette.txt"])
    recorded = store.lock.runs[EXCERPT]
    assert (recorded.before, recorded.after) == ("mayor . People call the bridge", ". A ferry runs")
    for left in range(9):
        for right in range(7):
            is_whole = (left, right) == (6, 4)
            run = run_of(words, "the “Grey Lady”", left, right)
            assert codes(store, run) == [] if is_whole else ["E001"]
    assert codes(store, recorded) == []


def test_a_lock_of_version_1_has_four_words_on_each_side_and_is_told_once(store: Store) -> None:
    words = split(FILES["snapshots/gazette.txt"])
    texts = {key: excerpt.text for excerpt in excerpts(store.facts) if (key := str(excerpt.key))}
    runs = {
        key: run_of(words, text, min(SHORTEST, find_run(words, split(text))), SHORTEST)
        for key, text in texts.items()
    }
    store.lock = Lock(version=1, sources=store.lock.sources, runs=runs)
    assert codes(store, runs[EXCERPT]) == ["E014"]
    for left, right in [(0, 0), (0, 4), (4, 0), (3, 4), (4, 5), (6, 4)]:
        assert codes(store, run_of(words, "the “Grey Lady”", left, right)) == ["E001", "E014"]


CLIPPED = {
    "a word or two away, before it": (
        "It is not true that over 4,000 cars cross the old bridge.",
        "the source has “not” right before this excerpt",
        "not true that over 4,000 cars cross the old bridge",
    ),
    "after it": (
        "Some say that over 4,000 cars cross the old bridge unless it rains.",
        "the source has “unless” right after this excerpt",
        "over 4,000 cars cross the old bridge unless",
    ),
    "a word or two away, after it": (
        "Some say that over 4,000 cars cross the old bridge every day if it rains.",
        "the source has “if” right after this excerpt",
        "over 4,000 cars cross the old bridge every day if",
    ),
}


@pytest.mark.parametrize(("source", "message", "recorded"), CLIPPED.values(), ids=CLIPPED)
def test_what_an_excerpt_is_cut_off_from_is_shown_on_its_side(
    source: str, message: str, recorded: str, tmp_path: Path
) -> None:
    book = make_book(tmp_path)
    snapshot = FILES["snapshots/gazette.txt"]
    old = snapshot[: snapshot.index(" every day")] + " every day"
    facts = FILES["facts/facts.yaml"].replace("Over 4,000 cars cross", "over 4,000 cars cross")
    facts = facts.replace("the bridge daily", "the bridge")
    write(book, {"snapshots/gazette.txt": snapshot.replace(old, source), "facts/facts.yaml": facts})
    store = Store(book / "facts", with_lock=False)
    store.lock = record(store, book / "snapshots")
    (finding,) = check_evidence(store).findings
    assert (finding.code, finding.message, finding.recorded) == ("E003", message, recorded)
    assert finding.shown == "over 4,000 cars cross the old bridge"


@pytest.mark.parametrize(
    "change",
    [
        {"start": 38},
        {"start": -1},
        {"start": 1 << 70},
        {"before": "People call the tower"},
        {"after": ""},
        {"proof": ""},
        {"proof": "zz"},
        {"proof": "é"},
    ],
    ids=" ".join,
)
def test_a_changed_run_proves_nothing(store: Store, change: dict[str, Any]) -> None:
    assert codes(store, msgspec.structs.replace(store.lock.runs[EXCERPT], **change)) == ["E001"]


def test_a_count_of_words_beyond_all_sources_proves_nothing(store: Store) -> None:
    for words in (0, -1, 51, 53, 1 << 70):
        source = msgspec.structs.replace(store.lock.sources["gazette"], words=words)
        store.lock = Lock(sources={"gazette": source}, runs=store.lock.runs)
        findings, _, proven, _ = check_evidence(store)
        assert {finding.code for finding in findings} == {"E001"}
        assert proven == 0


def test_a_snapshot_is_compared_with_the_excerpts_even_where_there_is_no_lock(
    tmp_path: Path,
) -> None:
    book = make_book(tmp_path)
    (book / "facts/facts.lock").unlink()
    (book / "snapshots/gazette.txt").write_text("Over 4,000 cars cross the old bridge.", "utf-8")
    findings, _, proven, _ = check_evidence(Store(book / "facts"), book / "snapshots")
    assert [finding.code for finding in findings] == ["E001", "E001", "E001", "E001", "E005"]
    assert proven == 0


def test_the_ends_of_lines_and_spaces_of_a_snapshot_may_change_but_not_its_words(
    tmp_path: Path,
) -> None:
    book = make_book(tmp_path)
    snapshot = book / "snapshots/gazette.txt"
    snapshot.write_bytes(FILES["snapshots/gazette.txt"].replace("\n", "\r\n").encode("utf-8-sig"))
    assert check_evidence(Store(book / "facts"), book / "snapshots") == EvidenceResult([], 5, 5, 0)


def test_snapshots_may_lie_beside_the_project(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make_book(tmp_path / "book")
    (book / ".git").mkdir()
    (book / "snapshots").rename(tmp_path / "elsewhere")
    monkeypatch.chdir(book)
    assert main(["check", "--snapshots", "../elsewhere"]) == 0


def test_an_attribution_that_stands_often_is_found_by_its_quotation(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    snapshot = book / "snapshots/gazette.txt"
    text = snapshot.read_text("utf-8")
    snapshot.write_text(f"“We stay,” said Ada Quist. {text} “We go,” said Ada Quist.", "utf-8")
    made = Store(book / "facts", with_lock=False)
    runs = record(made, book / "snapshots").runs
    quoted, said = (
        runs[f"facts/no-longer/evidence/0/{part}"] for part in ("excerpt", "attribution")
    )
    assert said.start == quoted.start + len(split("We can no longer count on it,")) + 1
