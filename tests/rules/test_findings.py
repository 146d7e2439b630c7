"""The examples of the findings: each has its finding and no other, and none when it is in order."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from pathlib import Path

import pytest
from books import write
from building import Book

from sphinx_facts.cli import main
from sphinx_facts.model.findings import RULES
from sphinx_facts.reports.examples import COMMAND, read_examples

EXAMPLES = read_examples().examples


def run(files: Mapping[str, str], check: str) -> int:
    """Do what an example shows: write the files, run the command; then check."""
    write(Path(), {name: text for name, text in files.items() if name != COMMAND})
    chapters = "docs/bridge.md " + "docs/example.md" * Path("docs/example.md").exists()
    command = files.get(COMMAND, "").removeprefix("sphinx-facts ")
    if command:
        code = main(shlex.split(command))
        if code or not command.startswith("record "):
            return code
    return main(shlex.split(check or f"check {chapters}"))


def test_every_finding_has_an_example() -> None:
    assert list(EXAMPLES) == list(RULES)


@pytest.mark.parametrize("code", RULES)
def test_an_example_has_its_finding_alone_and_none_when_it_is_in_order(
    code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    example = EXAMPLES[code]
    run(read_examples().book | {COMMAND: "record facts/snapshots"}, "check docs")
    assert capsys.readouterr().out.endswith(": all in order.\n")

    assert run(example.wrong, example.check) == (2 if code[0] == "X" else code != "E009")
    said = "".join(capsys.readouterr())
    assert re.findall(r"^\S+:\d+:\d+: ([A-Z]\d+) ", said, re.M) == [code]
    assert example.says in said

    assert run(example.right, example.check) == 0
    said = "".join(capsys.readouterr())
    assert re.findall(r"^\S+:\d+:\d+: ", said, re.M) == []


def test_the_reference_page_has_an_anchor_for_each_finding(tmp_path: Path) -> None:
    text = "---\norphan: true\n---\n# Findings\n\nSuch as {ref}`e003`.\n\n```{findings}\n```\n"
    made = Book(tmp_path, reference=text).build()
    assert made.warnings == []
    page = made.page("reference")
    for code, rule in RULES.items():
        assert re.search(rf'<section id="{code.lower()}">\s*<h3>.*{code}.* {rule.name}', page)
