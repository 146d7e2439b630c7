"""The command line: what it says to bad input, its formats, its exit codes."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from books import FILES, cases, check_case, make_book, spoil, write
from conftest import SITE

from sphinx_facts.cli import main
from sphinx_facts.reports import FORMATS
from sphinx_facts.reports.examples import read_example
from sphinx_facts.rules.registry import every_rule
from sphinx_facts.version import __version__

RULES = every_rule()
RUN = (sys.executable, "-c", "import sys; from sphinx_facts.cli import main; sys.exit(main())")


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_book(tmp_path))
    return tmp_path


def test_it_says_which_version_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert (ended.value.code, capsys.readouterr().out) == (0, f"sphinx-facts {__version__}\n")


@pytest.mark.parametrize("case", [*cases("bad_facts"), *cases("bad_input")])
def test_bad_input_is_named_with_a_way_out(
    case: dict[str, Any], book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spoil(book, case)
    code = main(shlex.split(case.get("run", "check")))
    check_case(case, code, capsys.readouterr().out)


# Formats


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_is_the_same_each_time(
    form: str, book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write(book, {"docs/a.md": "There are 12 bridges and “one” ferry.\n", "docs/b.md": "And 13."})
    reports = []
    for _ in range(2):
        assert main(["check", "--format", form]) == 1
        reports.append(capsys.readouterr().out)
    assert reports[0] == reports[1]
    assert reports[0].index("a.md") < reports[0].index("b.md")


def test_bad_input_is_reported_in_the_format_that_was_asked_for(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for spoilt in ("facts/facts.yaml", "pyproject.toml"):
        write(book, FILES | {spoilt: "["})
        assert main(["check", "--format", "json"]) == 2
        assert json.loads(capsys.readouterr().out)["findings"][0]["path"] == spoilt


# Exit codes


@pytest.mark.parametrize(
    ("arguments", "chapter", "code"),
    [
        ("check", "", 0),
        ("check --strict", "", 0),
        ("check --snapshots snapshots", "", 0),
        ("check docs/bridge.md", "", 0),
        ("check", "There are 12 of them.", 1),
        ("check", "It is the only one of them.", 0),
        ("check --strict", "It is the only one of them.", 1),
        ("check docs nowhere", "", 2),
        ("audit docs", "", 2),
        ("record snapshots", "", 0),
        ("schema", "", 0),
        ("check --explain F001", "", 0),
        ("check --explain F999", "", 2),
    ],
)
def test_exit_codes(book: Path, arguments: str, chapter: str, code: int) -> None:
    write(book, {"docs/bridge.md": FILES["docs/bridge.md"] + chapter})
    assert main(arguments.split()) == code


@pytest.mark.usefixtures("book")
@pytest.mark.parametrize(
    "arguments",
    ["", "chek", "check --format xml", "check --facts", "record", "check --no-such-thing"],
)
def test_a_command_that_makes_no_sense_is_not_run(
    arguments: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments.split())
    assert stopped.value.code == 2
    assert capsys.readouterr().err.startswith("usage: sphinx-facts")


def test_the_settings_say_where_things_are(book: Path) -> None:
    (book / "facts").rename(book / "records")
    (book / "docs").rename(book / "book")
    settings = "[tool.sphinx-facts]\ndocs = 'book'\nfacts = 'records'\nstrict = true\n"
    write(book, {"pyproject.toml": settings})
    assert main(["check"]) == main(["record", "snapshots"]) == 0
    assert main(["check", "--facts", "facts"]) == 2
    write(book, {"book/more.md": "It is the only one of them."})
    assert main(["check"]) == 1


@pytest.mark.parametrize("name", ["pyproject.toml", "facts/facts.yaml"])
def test_help_and_explanations_need_no_book(book: Path, name: str) -> None:
    write(book, {name: "["})
    assert main(["check", "--explain", "X001"]) == 0
    assert main(["schema"]) == 0
    with pytest.raises(SystemExit) as stopped:
        main(["check", "--help"])
    assert stopped.value.code == 0


# Explanations


@pytest.mark.parametrize("code", RULES)
def test_every_code_is_explained_by_code_and_by_name(
    code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rule, explained = RULES[code], []
    for name in (code, code.lower(), rule.name):
        assert main(["check", "--explain", name]) == 0
        explained.append(capsys.readouterr().out)
    assert len(set(explained)) == 1
    told = " ".join(explained[0].split())
    assert told.startswith(f"{code} {rule.name} {rule.meaning}")
    assert f"What to do: {rule.help}" in told
    shown = "\n".join(read_example(rule).wrong.values()).splitlines()
    assert [line for line in shown if line not in explained[0]] == []
    assert max(map(len, explained[0].splitlines())) <= 100


def test_what_is_no_code_is_answered_with_the_codes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "F9"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("no finding is called F9; the codes are F001, ")


# As a process


def test_a_terminal_that_cannot_show_a_mark_gets_the_report_all_the_same(book: Path) -> None:
    write(book, {"docs/bridge.md": "There are “12” of them.\n"})
    environment = os.environ | {"PYTHONPATH": str(SITE), "PYTHONIOENCODING": "ascii"}
    checked = subprocess.run([*RUN, "check"], env=environment, capture_output=True, check=False)
    assert checked.returncode == 1
    assert checked.stderr == b""
    assert rb"\u201c12\u201d" in checked.stdout


@pytest.mark.usefixtures("book")
def test_a_reader_who_has_gone_is_no_error() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    environment = os.environ | {"PYTHONPATH": str(SITE)}
    checked = subprocess.run(
        [*RUN, "check"], env=environment, stdout=writing, stderr=subprocess.PIPE, check=False
    )
    os.close(writing)
    assert checked.returncode == 2
    assert checked.stderr == b""
