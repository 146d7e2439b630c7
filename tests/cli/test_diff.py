"""What has changed between two states of a book, for whoever reviews the change."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from books import cases, make_book, spoil, write

from sphinx_facts.cli import main
from sphinx_facts.facts.review_digests import passages_to_review
from sphinx_facts.facts.reviews import append_answers
from sphinx_facts.facts.store import Store
from sphinx_facts.model.reviews import Answer
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.fact_index import FactIndex


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_book(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name, value in {"NAME": "A", "EMAIL": "a@example.org"}.items():
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    git("init", "-q")
    commit()
    return tmp_path


def git(*command: str) -> None:
    subprocess.run(["git", *command], check=True)


def commit() -> None:
    git("add", ".")
    git("commit", "-qm", "On")


def changes(capsys: pytest.CaptureFixture[str], revisions: str = "HEAD") -> dict[str, Any]:
    assert main(["diff", revisions, "--format", "json"]) == 0
    made: dict[str, Any] = json.loads(capsys.readouterr().out)
    return made


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("revisions", ["HEAD", "HEAD..HEAD", "HEAD.."])
def test_where_nothing_has_changed_that_is_said(
    capsys: pytest.CaptureFixture[str], revisions: str
) -> None:
    assert main(["diff", revisions]) == 0
    assert capsys.readouterr().out.startswith("Nothing has changed between HEAD and ")


@pytest.mark.parametrize("case", cases("diff"))
def test_what_has_changed_is_said(
    case: dict[str, Any], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(book, case)
    told = changes(capsys)
    for part, expected in case["finds"].items():
        found = told[part]
        assert len(found) == len(expected), found
        for each, wanted in zip(found, expected, strict=True):
            assert {key: each[key] for key in wanted} == wanted
    others = {"entries", "evidence", "roots", "passages", "answers", "unread"} - {*case["finds"]}
    assert [part for part in others if told[part]] == []
    commit()
    assert changes(capsys, "HEAD~1..HEAD") == told | {"since": "HEAD~1", "until": "HEAD"}


def test_answers_and_what_is_to_be_read_again(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store(book / "facts")
    passages = read_chapter(Path("docs/bridge.md"), FactIndex(store.facts).display_text)
    answers = [
        Answer(
            passage=each.key.passage, evidence=each.key.evidence, reader="Ada", kind="program",
            verdict="borne-out", note="Word for word.", date="2026-12-01", text=each.opening,
        )
        for each in passages_to_review(passages, store.facts)
    ]  # fmt: skip
    append_answers(book / "facts", answers)
    told = changes(capsys)
    assert [
        (each["how"], each["reader"], each["kind"], each["note"]) for each in told["answers"]
    ] == [("added", "Ada", "program", "Word for word.")] * len(answers)
    commit()
    spoil(book, {"edit": {"docs/bridge.md": ["Every day", "Each day"]}})
    (passage,) = changes(capsys)["passages"]
    assert passage["review"] == "outstanding"
    main(["diff", "HEAD"])
    assert "1 passage to be read again" in capsys.readouterr().out
    spoil(book, {"edit": {"docs/bridge.md": ["Each day", "Every day"]}})
    assert changes(capsys)["passages"] == []


def test_what_a_chapter_includes_from_elsewhere_is_read_in_both(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"README.md": "They call it {named}`lady`.\n"})
    spoil(book, {"write": {"docs/more.md": "# More\n\n```{include} ../README.md\n```\n"}})
    commit()
    assert changes(capsys)["passages"] == []
    write(book, {"README.md": "People call it {named}`lady`.\n"})
    (passage,) = changes(capsys)["passages"]
    assert passage["was"] == "They call it “Grey Lady”."
    assert passage["now"] == "People call it “Grey Lady”."


def test_documents_that_only_a_build_reads_are_named(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"docs/other.rst": "The bridge\n==========\n"})
    (unread,) = changes(capsys)["unread"]
    assert unread["path"] == "docs/other.rst"


def test_markdown_shows_every_text_as_it_is(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hostile = r"# \<img src=x onerror=alert(1)> \*b* {fact}`cars`"
    write(book, {"docs/bridge.md": hostile})
    assert main(["diff", "HEAD", "--format", "markdown"]) == 0
    out = capsys.readouterr().out
    assert "## Passages" in out
    assert r"\<img src\=x onerror\=alert(1)\> \*b\*" in out


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize("revisions", ["no-such", "HEAD..no-such", "--help-me", "..", "HEAD:facts"])
def test_a_revision_that_is_not_there_is_named(
    capsys: pytest.CaptureFixture[str], revisions: str
) -> None:
    assert main(["diff", "--", revisions]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "X007 unknown-version: git knows no revision" in said.err


def test_without_git_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_book(tmp_path))
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "none"))
    assert main(["diff", "HEAD"]) == 2
    assert "X007" in capsys.readouterr().err


@pytest.mark.usefixtures("book")
def test_chapters_of_another_repository_than_the_facts_are_refused(
    tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    other = make_book(tmp_path_factory.mktemp("other"))
    git("init", "-q", str(other))
    git("-C", str(other), "add", ".")
    git("-C", str(other), "commit", "-qm", "On")
    assert main(["diff", "HEAD", "--facts", str(other / "facts")]) == 2
    assert "docs:1:1: X007" in capsys.readouterr().err


def test_facts_that_do_not_load_are_named_with_their_state_file_and_line(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(book, {"edit": {"facts/facts.yaml": ["    term: Grey", "    tern: Grey"]}})
    assert main(["diff", "HEAD"]) == 2
    assert "facts/facts.yaml:32:11: X001 broken-facts-file" in capsys.readouterr().err
    commit()
    spoil(book, {"edit": {"facts/facts.yaml": ["    tern: Grey", "    term: Grey"]}})
    assert main(["diff", "HEAD"]) == 2
    assert "HEAD:facts/facts.yaml:32:11: X001 broken-facts-file" in capsys.readouterr().err
    assert main(["diff", "HEAD~1"]) == 0
    assert main(["check", "--against", "HEAD"]) == 2
    assert "HEAD:facts/facts.yaml:32:11: X001" in capsys.readouterr().out
