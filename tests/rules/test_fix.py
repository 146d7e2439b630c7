"""What `check --fix` changes in a chapter, and what it leaves in peace."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from books import make_book
from conftest import ROOT
from fixing import DATA, EXTENSIONS, JUDGE, fix

from sphinx_facts.cli import main
from sphinx_facts.facts.store import Store
from sphinx_facts.fixes.fix import fix_chapter
from sphinx_facts.fixes.proposals import Choice, Proposal
from sphinx_facts.readers.documents import find_documents, myst_extensions
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.checker import Checker
from sphinx_facts.runner.to_read import find_chapters

CASES = [pytest.param(case, id=case["name"]) for case in DATA["cases"]]


def codes(path: Path, text: str) -> list[str]:
    path.write_bytes(text.encode())
    passages = read_chapter(path, JUDGE.display_text, EXTENSIONS)
    return [finding.code for passage in passages for finding in JUDGE.check(passage)]


@pytest.mark.parametrize("case", CASES)
def test_only_what_drifted_is_mended(case: dict[str, str], tmp_path: Path) -> None:
    before, after = case["before"], case.get("after", case["before"])
    assert fix(before) == after
    assert fix(after) == after
    if after != before:
        assert not codes(tmp_path / "chapter.md", after)


@pytest.mark.parametrize("case", CASES)
def test_a_citation_is_made_where_a_person_says_so_and_nowhere_else(
    case: dict[str, str], tmp_path: Path
) -> None:
    proposed: list[Proposal] = []

    def answer(choice: Choice) -> Callable[[Proposal], Choice]:
        def choose(proposal: Proposal) -> Choice:
            proposed.append(proposal)
            return choice

        return choose

    before, mended = case["before"], case.get("after", case["before"])
    cited = case.get("cited", mended)
    assert fix(before, answer("no")) == mended
    count = len(proposed)
    assert fix(before, answer("yes")) == cited
    assert bool(proposed) == (cited != mended)
    assert len(proposed) == 2 * count
    assert fix(before, answer("quit")) == mended
    assert len(proposed) == 2 * count + bool(count)
    if cited != mended:
        assert not codes(tmp_path / "chapter.md", cited)


@pytest.mark.parametrize("case", CASES)
def test_the_bytes_around_stay(case: dict[str, str]) -> None:
    before, after = case["before"], case.get("after", case["before"])
    for end in ("\r\n", "\r"):
        assert fix("\ufeff" + before.replace("\n", end)) == "\ufeff" + after.replace("\n", end)


def test_there_are_enough_cases_of_both_kinds() -> None:
    changed = sum("after" in case or "cited" in case for case in DATA["cases"])
    assert len(DATA["cases"]) >= 60
    assert sum("cited" in case for case in DATA["cases"]) >= 15
    assert len(DATA["cases"]) >= 2 * changed
    assert len({case["name"] for case in DATA["cases"]}) == len(DATA["cases"])


def test_the_book_itself_is_left_in_peace() -> None:
    checker = Checker(Store(ROOT / "facts").facts)
    extensions = myst_extensions(find_documents([ROOT / "docs"]))
    for path in find_chapters([ROOT / "docs"]):
        text = path.read_bytes().decode("utf-8")
        assert fix_chapter(text, checker, path, extensions) == text


# The command


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_book(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def drift(book: Path, *, newline: str = "\n") -> bytes:
    """Break the chapter of the tiny book, and add what no fact has; returns it mended."""
    path = book / "docs" / "bridge.md"
    mended = path.read_text("utf-8").replace("`cars`", "`over 4,000 cars <cars>`")
    mended += "It is 40 metres long."
    broken = mended.replace("over 4,000 cars <", "4,000 cars <")
    path.write_bytes(broken.replace("\n", newline).encode())
    return mended.replace("\n", newline).encode()


def test_the_command_shows_a_diff_and_then_what_remains(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mended = drift(book, newline="\r\n")
    (book / "docs" / "bridge.md").chmod(0o600)
    assert main(["check", "--fix"]) == 1
    out = capsys.readouterr().out
    assert (book / "docs" / "bridge.md").read_bytes() == mended
    assert (book / "docs" / "bridge.md").stat().st_mode & 0o777 == 0o600
    assert out.startswith("--- docs/bridge.md\n+++ docs/bridge.md (fixed)\n@@")
    assert "\n-Every day {fact}`4,000 cars <cars>` cross it." in out
    assert "\n+Every day {fact}`over 4,000 cars <cars>` cross it." in out
    assert "No newline at end of file" in out
    assert "F003" not in out
    assert "F001" in out

    assert main(["check", "--fix"]) == 1
    assert "---" not in capsys.readouterr().out
    assert (book / "docs" / "bridge.md").read_bytes() == mended


def test_the_diff_stays_out_of_reports_for_programs(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drift(book)
    main(["check", "--fix", "--format", "json"])
    out, err = capsys.readouterr()
    assert [finding["code"] for finding in json.loads(out)["findings"]] == ["F001"]
    assert err.startswith("--- docs/bridge.md")


def test_all_chapters_are_mended_or_none_is_touched(book: Path) -> None:
    (book / "docs" / "another.md").write_bytes(b"\xff It is 40 metres long.")
    mended = drift(book)
    assert main(["check", "--fix"]) == 2
    assert (book / "docs" / "bridge.md").read_bytes() == mended
    assert (book / "docs" / "another.md").read_bytes().startswith(b"\xff")

    facts = book / "facts" / "facts.yaml"
    facts.write_text(facts.read_text("utf-8").replace("figure:", "figures:"), "utf-8")
    drift(book)
    broken = (book / "docs" / "bridge.md").read_bytes()
    assert main(["check", "--fix"]) == 2
    assert (book / "docs" / "bridge.md").read_bytes() == broken


def test_what_cannot_be_written_is_said(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def refuse(*_: Any) -> None:
        raise PermissionError(13, "Permission denied")

    drift(book)
    broken = (book / "docs" / "bridge.md").read_bytes()
    monkeypatch.setattr("sphinx_facts.text.files.os.replace", refuse)
    assert main(["check", "--fix"]) == 2
    assert "the file cannot be written: Permission denied" in capsys.readouterr().out
    assert (book / "docs" / "bridge.md").read_bytes() == broken
    assert [path.name for path in (book / "docs").iterdir()] == ["bridge.md"]


UNCITED = """\
# The bridge

Every day {fact}`4,000 cars <cars>` cross it. Over 4,000 cars cross the bridge, and
“we can no longer count on it,” says Ada Quist. They call it the “Grey Lady”.
"""
CITED = (
    "{fact}`Over 4,000 <cars>`",
    "{quote}`we can no longer count on it, <no-longer>`",
    "{named}`Grey Lady <lady>`",
)


@pytest.mark.parametrize(
    ("answers", "made"),
    [
        ("y\ny\ny\n", [True, True, True]),
        ("n\nyes\nNO\n", [False, True, False]),
        ("what?\n\ny\nq\n", [True, False, False]),
        ("n\ny\n", [False, True, False]),
        ("", [False, False, False]),
    ],
)
def test_proposals_are_shown_with_their_excerpts_and_taken_over_one_by_one(
    book: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    answers: str,
    made: list[bool],
) -> None:
    chapter = book / "docs" / "bridge.md"
    chapter.write_text(UNCITED, "utf-8")
    monkeypatch.setattr(sys, "stdin", StringIO(answers))
    main(["check", "--fix", "--interactive"])
    text, out = chapter.read_text("utf-8"), capsys.readouterr().out
    assert [citation in text for citation in CITED] == made
    assert "{fact}`over 4,000 cars <cars>` cross it." in text
    assert out.startswith(
        "docs/bridge.md:3:52: Over 4,000 cars cross the bridge, and “we can no longer count on it,”"
        " says Ada Quist.\n    cite      {fact}`Over 4,000 <cars>`\n"
        "    source    The Gazette: “Over 4,000 cars cross the old bridge”\n    Cite it? [y/n/q] "
    )


def test_proposals_stay_out_of_reports_for_programs(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "docs" / "bridge.md").write_text(UNCITED, "utf-8")
    monkeypatch.setattr(sys, "stdin", StringIO("q\n"))
    main(["check", "--fix", "--interactive", "--format", "json"])
    out, err = capsys.readouterr()
    assert len(json.loads(out)["findings"]) >= 3
    assert "Cite it? [y/n/q]" in err


@pytest.mark.usefixtures("book")
def test_what_is_interactive_is_the_mending(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--interactive"]) == 2
    assert "--interactive goes with --fix" in capsys.readouterr().err


def test_proposals_have_the_longer_names_where_the_project_has_no_others(
    book: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (book / "pyproject.toml").write_text("[tool.sphinx-facts]\nshort-names = false\n", "utf-8")
    chapter = book / "docs" / "bridge.md"
    chapter.write_text(UNCITED, "utf-8")
    monkeypatch.setattr(sys, "stdin", StringIO("y\nn\nn\n"))
    main(["check", "--fix", "--interactive"])
    out = capsys.readouterr().out
    assert "{facts:cite-fact}`Over 4,000 <cars>`" in chapter.read_text("utf-8")
    assert "cite      {facts:quote}`we can" in out
    assert "did you mean {facts:named}`Grey Lady <lady>`?" in out
