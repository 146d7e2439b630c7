"""The examples of docs/use.md, run in their order and as printed, make a book that builds."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from unittest import mock

from building import without_colours
from markdown_it import MarkdownIt
from sphinx.cmd.build import main as sphinx_main

from sphinx_facts.cli import main as facts_main

PAGE = Path(__file__).resolve().parents[2] / "docs" / "use.md"
COMMANDS = {"sphinx-facts": ["-m", "sphinx_facts"], "sphinx-build": ["-m", "sphinx"]}


def fences(text: str) -> Iterator[tuple[str, str, list[str]]]:
    """Every example as (language, caption, lines)."""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "fence":
            language = token.info.removeprefix("{code-block}").strip()
            lines = token.content.splitlines()
            caption = ""
            if lines and lines[0].startswith(":caption:"):
                caption, lines = lines[0].removeprefix(":caption:").strip(), lines[2:]
            yield language, caption, lines


def run(
    command: Sequence[str], folder: Path, package: Path = PAGE.parent.parent / "src"
) -> tuple[int, str]:
    """Run Python in a folder, with the package from this place: (exit code, all that it prints)."""
    environment = {**os.environ, "PYTHONPATH": str(package), "COLUMNS": "100"}
    ran = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    return ran.returncode, ran.stdout + ran.stderr


def run_here(command: Sequence[str], folder: Path) -> tuple[object, str]:
    """Run a command as `run` does, in this process: what it prints, and in which order, is the
    same, and nothing has to be loaded again.
    """
    _, module, *arguments = command
    out, err = StringIO(), StringIO()
    environment = {**os.environ, "COLUMNS": "100"}
    with (
        mock.patch.dict(os.environ, environment),
        contextlib.chdir(folder),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        code: object
        try:
            code = {"sphinx_facts": facts_main, "sphinx": sphinx_main}[module](arguments)
        except SystemExit as ended:
            code = ended.code
    return code, without_colours(out.getvalue() + err.getvalue())


def test_hosters_are_told_the_policy_that_the_browser_tests_are_run_under() -> None:
    tests = PAGE.parent.parent / "tests" / "browser" / "conftest.py"
    (policy,) = re.findall(r'^POLICY = "(.*)"$', tests.read_text("utf-8"), re.M)
    told = (PAGE.parent / "publish.md").read_text("utf-8")
    assert told.count("Content-Security-Policy") == told.count(policy) == 3
    assert "unsafe" not in policy


def test_the_examples_do_what_the_page_says(tmp_path: Path) -> None:
    ran = 0
    for language, caption, lines in fences(PAGE.read_text("utf-8")):
        if caption:
            path = tmp_path / caption
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("\n".join(lines) + "\n", "utf-8")
        elif language == "console":
            output = ""
            for line, following in zip(lines, [*lines[1:], "$ "], strict=True):
                if line.startswith("$ "):
                    name, *arguments = shlex.split(line[2:])
                    code, output = run_here([*COMMANDS[name], *arguments], tmp_path)
                    assert code == 0 or not following.startswith("$ "), output
                    ran += 1
                else:
                    found = output.find(line)
                    assert found >= 0, f"{line!r} is not in:\n{output}"
                    output = output[found + len(line) :]
        elif language == "python":
            assert run(["-c", "\n".join(lines)], tmp_path) == (0, "")
            ran += 1
    assert ran >= 9
