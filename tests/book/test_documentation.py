"""The examples of the manual, run in their order and as printed: those of the tutorial make a book
that builds, and those of each how-to page go on with it.
"""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path
from unittest import mock

import pytest
import yaml
from building import without_colours
from markdown_it import MarkdownIt
from sphinx.cmd.build import main as sphinx_main

from sphinx_facts.cli import main as facts_main

ROOT = Path(__file__).resolve().parents[2]
MANUAL = ROOT / "manual"
TUTORIAL = MANUAL / "tutorial.md"
HOW_TO = sorted((MANUAL / "how-to").glob("*.md"))
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


def run(command: Sequence[str], folder: Path, package: Path = ROOT / "src") -> tuple[int, str]:
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


def write(folder: Path, caption: str, lines: list[str]) -> None:
    path = folder / caption
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")


class Terminal:
    """Somebody who answers each question as the lines of an example do, which show both."""

    def __init__(self, lines: Sequence[str], shown: StringIO) -> None:
        self._lines, self._shown = iter(lines), shown

    def isatty(self) -> bool:
        return True

    def readline(self) -> str:
        question = without_colours(self._shown.getvalue()).rpartition("\n")[2]
        for line in self._lines:
            if line.startswith(question):
                answer = line.removeprefix(question) + "\n"
                self._shown.write(answer)
                return answer
        return ""


def run_here(
    command: Sequence[str], folder: Path, answers: Sequence[str] | None = None
) -> tuple[object, str]:
    """Run a command as `run` does, in this process: what it prints, and in which order, is the
    same, and nothing has to be loaded again. With lines of answers it is run on a terminal.
    """
    _, module, *arguments = command
    out, err = StringIO(), StringIO()
    environment = {**os.environ, "COLUMNS": "100"}
    given = StringIO() if answers is None else Terminal(answers, out)
    with (
        mock.patch.dict(os.environ, environment),
        mock.patch("sys.stdin", given),
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


def follow(page: Path, folder: Path) -> int:
    """Do in a folder what a page says, and see what it says; how many examples were run."""
    ran = 0
    for language, caption, lines in fences(page.read_text("utf-8")):
        if caption:
            write(folder, caption, lines)
        elif language in ("console", "shell-session"):  # The second is answered on a terminal.
            answers = lines if language == "shell-session" else None
            output = ""
            for line, following in zip(lines, [*lines[1:], "$ "], strict=True):
                if line.startswith("$ "):
                    name, *arguments = shlex.split(line[2:])
                    code, output = run_here([*COMMANDS[name], *arguments], folder, answers)
                    assert code == 0 or not following.startswith("$ "), output
                    ran += 1
                else:
                    found = output.find(line)
                    assert found >= 0, f"{line!r} is not in:\n{output}"
                    output = output[found + len(line) :]
        elif language == "python":
            assert run(["-c", "\n".join(lines)], folder) == (0, "")
            ran += 1
    return ran


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book of the tutorial, made as the tutorial says."""
    folder = tmp_path_factory.mktemp("tutorial")
    assert follow(TUTORIAL, folder) == 6
    return folder


def test_the_tutorial_ends_with_a_book_in_order(book: Path) -> None:
    code, output = run(["-m", "sphinx_facts", "check"], book)
    assert (code, "all in order" in output) == (0, True), output
    assert (book / "build" / "html" / "index.html").is_file()


@pytest.mark.parametrize("page", HOW_TO, ids=lambda page: page.stem)
def test_the_examples_of_a_page_do_what_it_says(page: Path, book: Path, tmp_path: Path) -> None:
    shutil.copytree(book, tmp_path, dirs_exist_ok=True)
    assert follow(page, tmp_path) or page.stem in ("ci", "publish", "write")


def test_hosters_are_told_the_policy_that_the_browser_tests_are_run_under() -> None:
    tests = ROOT / "tests" / "browser" / "conftest.py"
    (policy,) = re.findall(r'^POLICY = "(.*)"$', tests.read_text("utf-8"), re.M)
    told = (MANUAL / "how-to" / "publish.md").read_text("utf-8")
    assert told.count("Content-Security-Policy") == told.count(policy) == 3
    assert "unsafe" not in policy


README = ROOT / "README.md"


@pytest.fixture
def copy_of_the_book(tmp_path: Path) -> Path:
    for folder in ("docs", "facts"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_readme_shows_what_the_check_says_of_a_changed_digit(copy_of_the_book: Path) -> None:
    chapter = copy_of_the_book / "docs" / "the-army.md"
    text = chapter.read_text("utf-8")
    assert text.count("over 11,000") == 1
    chapter.write_text(text.replace("over 11,000", "over 12,000"), "utf-8")
    code, output = run(["-m", "sphinx_facts", "check"], copy_of_the_book)
    (shown,) = ("\n".join(lines) for kind, _, lines in fences(README.read_text("utf-8"))
        if kind == "text")  # fmt: skip
    assert code == 1
    assert f"{shown}\n\n" in output


def test_the_ten_lines_of_the_readme_are_of_the_book_and_in_order(copy_of_the_book: Path) -> None:
    examples = {kind: "\n".join(lines) for kind, _, lines in fences(README.read_text("utf-8"))}
    (written,) = yaml.safe_load(examples["yaml"]).items()
    facts = yaml.safe_load((ROOT / "facts" / "facts.yaml").read_text("utf-8"))["facts"]
    recorded = facts[written[0]]
    assert {key: recorded[key] for key in ("figure", "claim")} == {
        key: written[1][key] for key in ("figure", "claim")
    }
    assert set(written[1]["near"]) <= set(recorded["near"])
    assert recorded["evidence"][0]["excerpt"].startswith(written[1]["evidence"][0]["excerpt"])
    (copy_of_the_book / "docs" / "example.md").write_text(f"# An example\n\n{examples['md']}\n")
    code, output = run(["-m", "sphinx_facts", "check", "docs/example.md"], copy_of_the_book)
    assert code == 0, output


def test_the_picture_of_the_readme_is_there_and_small() -> None:
    (picture,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README.read_text("utf-8"))
    assert (ROOT / picture).read_bytes().startswith(b"\x89PNG")
    assert (ROOT / picture).stat().st_size <= 60_000


def test_every_relative_link_of_the_readme_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", README.read_text("utf-8"))
    assert len(links) > 5
    assert [link for link in links if not (ROOT / link).exists()] == []
