"""An id is renamed wherever the book names it, or nowhere."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from books import FILES, cases, make_book, spoil

from sphinx_facts.cli import main
from sphinx_facts.facts.store import Store


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_book(tmp_path))
    return tmp_path


def raw(path: Path) -> str:
    return path.read_bytes().decode()


def commit(folder: Path) -> None:
    for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "The book as it was."]):
        identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
        subprocess.run(["git", "-C", str(folder), *identity, *command], check=True)


@pytest.mark.parametrize("case", cases("rename"))
def test_renaming(case: dict[str, Any], book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spoil(book, case)
    for name, content in case.get("write", {}).items():
        (book / name).write_bytes(content.encode())
    main(["record", "snapshots"])
    commit(book)
    before = {path: raw(path) for path in book.rglob("*.*") if ".git" not in path.parts}
    capsys.readouterr()

    assert main(["rename", *case["run"], "--snapshots", "snapshots"]) == case.get("exit", 0)
    said = " ".join(capsys.readouterr().out.split())
    for part in case.get("says", ()):
        assert " ".join(part.split()) in said
    if case.get("exit"):
        assert before == {path: raw(path) for path in before}
        return
    for name, parts in case.get("now", {}).items():
        assert (book / name).exists() == (parts is not None)
        for part in parts or ():
            assert part in raw(book / name)
    recorded = raw(book / "facts" / "facts.lock")
    assert main(["record", "snapshots"]) == 0
    assert raw(book / "facts" / "facts.lock") == recorded
    if "unchecked" not in case:
        capsys.readouterr()
        assert main(["check", "--against", "HEAD", "--no-build"]) == 0, capsys.readouterr().out


def test_what_would_change_is_shown_and_not_written(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rename", "cars", "daily-cars", "--dry-run"]) == 0
    shown = capsys.readouterr().out
    assert "-Every day {fact}`cars` cross it." in shown
    assert "+    formerly: [cars]\n" in shown
    assert raw(book / "docs" / "bridge.md") == FILES["docs/bridge.md"]


def test_a_file_that_cannot_be_written_leaves_all_as_they_were(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in book.rglob("*.*")}
    written: list[int] = []

    def full(descriptor: int) -> None:
        written.append(descriptor)
        if len(written) == len(before) - 2:  # the last of those that change
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert main(["rename", "cars", "daily-cars"]) == 2
    assert "X009 cannot-write: the file cannot be written: No space left" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in book.rglob("*.*")} == before


def test_a_person_who_is_another_leaves_the_name(book: Path) -> None:
    path = book / "facts" / "facts.yaml"
    more = """\
  the-mayor:
    name: Mayor Quist
    role: mayor
    claim: The town has a mayor.
    evidence: [{source: gazette, excerpt: "Quist, the town's mayor"}]
facts:
"""
    path.write_text(FILES["facts/facts.yaml"].replace("facts:\n", more, 1), "utf-8")
    assert main(["record", "snapshots"]) == 0
    assert main(["rename", "the-mayor", "ada-quist"]) == 0
    person = Store(book / "facts").facts.people["ada-quist"]
    assert person.also == ("Mayor Quist",)
    assert person.formerly == ("the-mayor",)
    assert [each.excerpt for each in person.evidence] == [
        "said Ada Quist, the town's mayor",
        "Quist, the town's mayor",
    ]
    assert main(["check"]) == 0
