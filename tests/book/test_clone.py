"""A fresh clone of the last commit builds and passes, from nothing but Python, venv and make."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from pathlib import Path

import pytest

pytestmark = [pytest.mark.clone, pytest.mark.xdist_group("clone")]

ROOT = Path(__file__).resolve().parents[2]
# A figure in the author's own wording, as a chapter cites it.
CITED = re.compile(r"\{fact\}`([^`<]+) <[\w-]+>`")


def run(*command: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run as from a plain shell: with none of this run's own environment, make flags or paths."""
    inherited = (
        "VIRTUAL_ENV",
        "PYTHONPATH",
        "PYTHONHOME",
        "MAKEFLAGS",
        "MAKELEVEL",
        "MFLAGS",
        "ARGS",
    )
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in inherited and not name.startswith("PYTEST")
    }
    return subprocess.run(
        command,
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clone in a folder with a space in its name, where `make html` was run once."""
    folder = tmp_path_factory.mktemp("clone") / "a fresh clone"
    cloned = run("git", "clone", "--quiet", str(ROOT), str(folder), cwd=ROOT)
    assert cloned.returncode == 0, cloned.stderr
    assert not (folder.parent / "shared").exists()
    built = run("make", "html", cwd=folder)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


def test_it_builds_the_book_and_says_where(clone: Path) -> None:
    assert (clone / "build" / "html" / "index.html").is_file()
    built = run("make", "html", cwd=clone)
    assert built.stdout.rstrip().endswith(f"file://{clone}/build/html/index.html")


def test_it_leaves_nothing_behind_that_git_sees(clone: Path) -> None:
    assert run("git", "status", "--porcelain", cwd=clone).stdout == ""


def test_the_check_finds_everything_proven_or_sealed_from_the_machines_own_python(
    clone: Path,
) -> None:
    checked = run("python3", "scripts/check_facts.py", "--format", "json", cwd=clone)
    assert checked.returncode == 0, checked.stdout + checked.stderr
    report = json.loads(checked.stdout)
    summary = report["summary"]
    assert [finding for finding in report["findings"] if finding["severity"] == "error"] == []
    assert summary["proven"] + summary["sealed"] == summary["evidence"]
    assert summary["proven"] > 0
    assert min(summary[each] for each in ("chapters", "figures", "quotations", "citations")) > 0


def test_a_second_build_adds_three_seconds_at_most_to_sphinxs_own(clone: Path) -> None:
    sphinx = re.search(r"^\S+ -m sphinx .*$", run("make", "-n", "html", cwd=clone).stdout, re.M)
    assert sphinx

    def seconds(*command: str) -> float:
        start = time.perf_counter()
        assert run(*command, cwd=clone).returncode == 0
        return time.perf_counter() - start

    alone = seconds("sh", "-c", sphinx[0])
    whole = seconds("make", "html")
    print(f"make html: {whole:.1f} s, of which Sphinx: {alone:.1f} s")
    assert whole - alone <= 8


def test_a_changed_figure_stops_the_build_before_sphinx(clone: Path) -> None:
    chapter, cited = next(
        (path, match)
        for path in sorted((clone / "docs").glob("**/*.md"))
        if (match := CITED.search(path.read_text("utf-8")))
    )
    before = chapter.read_text("utf-8")
    start, end = cited.span(1)
    chapter.write_text(f"{before[:start]}987,654,321{before[end:]}", "utf-8")
    try:
        built = run("make", "html", cwd=clone)
    finally:
        chapter.write_text(before, "utf-8")
    assert built.returncode != 0
    assert re.search(r"\bF00[1-4]\b", built.stdout + built.stderr)
    assert f"docs/{chapter.name}:" in built.stdout + built.stderr
    assert "Running Sphinx" not in built.stdout


def test_a_moved_clone_makes_its_own_environment_again(clone: Path) -> None:
    moved = clone.rename(clone.with_name("moved"))
    try:
        planned = run("make", "-n", "html", cwd=moved)
    finally:
        moved.rename(clone)
    assert "-m venv --clear .venv" in planned.stdout
