"""Recording writes a whole lock or none, and the same one each time."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from books import FILES, lock, make_book, write

from sphinx_facts.cli import main
from sphinx_facts.proof.context import LONGEST
from sphinx_facts.text.files import write_whole


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_book(tmp_path))
    return tmp_path


@pytest.mark.usefixtures("book")
def test_what_was_recorded_is_proven(capsys: pytest.CaptureFixture[str]) -> None:
    Path("facts/facts.lock").unlink()
    assert main(["record", "snapshots"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "5 excerpts of 1 source proven in facts/facts.lock.\n    gazette: 52 words, root "
    )
    assert main(["check", "--snapshots", "snapshots", "--strict"]) == 0
    assert json.loads(lock())["sources"]["gazette"]["root"] in said


def test_recording_twice_gives_the_same_bytes(book: Path) -> None:
    before = files(book / "facts")
    assert main(["record", "snapshots"]) == 0
    assert files(book / "facts") == before


def test_the_order_of_the_facts_file_does_not_matter(book: Path) -> None:
    before, text = files(book / "facts")["facts.lock"], FILES["facts/facts.yaml"]
    head, facts = text.split("people:\n")
    people, facts = facts.split("facts:\n")
    write(book, {"facts/facts.yaml": f"facts:\n{facts}people:\n{people}{head}"})
    assert main(["record", "snapshots"]) == 0
    assert files(book / "facts")["facts.lock"] == before


def test_the_lock_is_sorted_and_its_proofs_are_a_line_each() -> None:
    assert list(json.loads(lock())) == ["runs", "sources", "version"]
    runs = json.loads(lock())["runs"]
    assert list(runs) == sorted(runs)
    assert len(runs) == 5 == sum(line.startswith('   "proof"') for line in lock().splitlines())


def test_the_snapshot_itself_is_not_in_the_lock() -> None:
    assert "A ferry runs below" not in lock()
    for run in json.loads(lock())["runs"].values():
        assert max(len(run[side].split()) for side in ("before", "after")) <= LONGEST


def test_a_lock_that_no_one_can_read_is_replaced(book: Path) -> None:
    write(book, {"facts/facts.lock": "<<<<<<< HEAD\n"})
    assert main(["record", "snapshots"]) == 0
    assert Path("facts/facts.lock").read_text("utf-8") == lock()


def test_a_failed_recording_shows_what_the_source_says_instead(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(
        book,
        {"facts/facts.yaml": FILES["facts/facts.yaml"].replace("cross the old", "cross the new")},
    )
    before = files(book / "facts")
    assert main(["record", "snapshots"]) == 1
    said = capsys.readouterr()
    assert said.err == "facts/facts.lock stays as it was.\n"
    assert "shown     Over 4,000 cars cross the new bridge\n" in said.out
    assert "recorded  Over 4,000 cars cross the old bridge\n" in said.out
    assert said.out.endswith("\n1 error, 0 notices.\n")
    assert files(book / "facts") == before


class Killed(BaseException):
    """Such as KeyboardInterrupt and SystemExit, which are no errors."""


def kill(*_: object, **__: object) -> None:
    raise Killed


def fill_disk(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.parametrize("step", ["fsync", "chmod", "replace"])
def test_an_interrupted_recording_leaves_the_old_lock_and_nothing_else(
    book: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    write(book, {"facts/facts.lock": "old"})
    before = files(book / "facts")
    monkeypatch.setattr(os, step, kill)
    with pytest.raises(Killed):
        main(["record", "snapshots"])
    assert files(book / "facts") == before


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_is_an_error_that_loses_nothing(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], step: str
) -> None:
    before = files(book / "facts")
    monkeypatch.setattr(os, step, fill_disk)
    assert main(["record", "snapshots"]) == 2
    assert (
        "facts/facts.lock:1:1: X009 cannot-write: the file cannot be written: No space"
        in capsys.readouterr().out
    )
    assert files(book / "facts") == before


@pytest.mark.parametrize("fail", [kill, fill_disk])
def test_a_file_that_was_not_there_is_not_there_after_a_failure_either(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fail: Callable[..., None]
) -> None:
    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises((Killed, OSError)):
        write_whole(tmp_path / "new", b"content")
    assert files(tmp_path) == {}


def test_a_whole_file_replaces_another_and_can_be_read_by_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"longer than what comes")
    write_whole(path, b"new")
    assert files(tmp_path) == {"file": b"new"}
    assert path.stat().st_mode & 0o777 == 0o644


def test_an_attribution_that_stands_there_twice_is_the_one_beside_its_quotation(
    book: Path,
) -> None:
    text = FILES["snapshots/gazette.txt"]
    again = "“It will rain,” said Ada Quist. "
    write(book, {"snapshots/gazette.txt": again + text + again})
    assert main(["record", "snapshots"]) == 0
    runs = json.loads(Path("facts/facts.lock").read_text("utf-8"))["runs"]
    quotation, attribution = (
        runs[f"facts/no-longer/evidence/0/{part}"]["start"] for part in ("excerpt", "attribution")
    )
    assert 0 < attribution - quotation < 12


def test_what_is_no_attribution_stands_in_one_place(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILES["snapshots/gazette.txt"]
    write(book, {"snapshots/gazette.txt": f"{text} People call it the “Grey Lady”."})
    assert main(["record", "snapshots"]) == 1
    assert "more than once" in capsys.readouterr().out


@pytest.fixture
def broken_word(book: Path) -> str:
    """A book whose source breaks a word of an excerpt at the end of a line; its key in the lock."""
    snapshot = FILES["snapshots/gazette.txt"].replace("the old bridge", "the old stone-\nwork")
    facts = FILES["facts/facts.yaml"].replace("cross the old bridge", "cross the old stonework")
    write(book, {"snapshots/gazette.txt": snapshot, "facts/facts.yaml": facts})
    return "facts/cars/evidence/0/excerpt"


def test_a_word_broken_at_the_end_of_a_line_is_recorded_as_the_source_has_it(
    broken_word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", "snapshots"]) == 0
    run = json.loads(Path("facts/facts.lock").read_text("utf-8"))["runs"][broken_word]
    assert run["words"] == "Over 4,000 cars cross the old stone - work"
    assert main(["check", "--snapshots", "snapshots", "--strict"]) == 0
    assert capsys.readouterr().out.endswith(": all in order.\n")


@pytest.mark.usefixtures("broken_word")
@pytest.mark.parametrize("words", ["Over 4,000 cars cross the old stone - walk", "Over 4,000 cars"])
def test_the_words_of_the_source_cannot_be_changed_in_the_lock(
    words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["record", "snapshots"]) == 0
    path = Path("facts/facts.lock")
    text = path.read_text("utf-8")
    assert text.count("the old stone - work") == 1
    changed = text.replace("Over 4,000 cars cross the old stone - work", words)
    path.write_text(changed, "utf-8")
    assert main(["check"]) == 1
    assert " E001 " in capsys.readouterr().out


def test_an_excerpt_runs_from_one_page_to_the_next(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = FILES["snapshots/gazette.txt"]
    pages = text.replace("the old bridge", "the\n14\n\fThe Gazette\nold bridge", 1)
    pages = f"The Gazette\n{pages}15\n\f"
    facts = FILES["facts/facts.yaml"].replace("cross the old bridge", "cross the old bridge every")
    write(book, {"snapshots/gazette.txt": pages, "facts/facts.yaml": facts})
    assert main(["record", "snapshots"]) == 0
    root = json.loads(lock())["sources"]["gazette"]["root"]
    assert root in capsys.readouterr().out
    assert main(["check", "--snapshots", "snapshots", "--strict"]) == 0
