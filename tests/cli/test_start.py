"""A check starts fast: it loads neither Sphinx nor what it does not use."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from books import make_book, write
from conftest import SITE

PROBE = (
    f"import sys; sys.path.insert(0, {str(SITE)!r})\n"
    "from sphinx_facts.cli import main\n"
    "code = main(sys.argv[1:])\n"
    "print(*sys.modules, file=sys.stderr)\n"
    "sys.exit(code)"
)

NEVER = {  # for a check that finds nothing, whether it has to read the chapters or not
    "sphinx", "docutils", "myst_parser", "turbohtml", "distributed", "multiprocessing",
    "concurrent.futures", "asyncio", "json", "subprocess", "importlib.metadata",
    "sphinx_facts.sphinx_ext",
    "sphinx_facts.drafting", "sphinx_facts.fixes.fix", "sphinx_facts.reports.align",
    "sphinx_facts.review.commands", "sphinx_facts.review.desk", "sphinx_facts.runner.reviews",
    "sphinx_facts.reports.examples", "sphinx_facts.reports.explain", "sphinx_facts.reports.json",
    "sphinx_facts.reports.github", "sphinx_facts.reports.sarif", "sphinx_facts.reports.junit",
    "sphinx_facts.rules.entry.corrections",
    "sphinx_facts.rules.prose.copying", "sphinx_facts.runner.dask_executor",
    "sphinx_facts.facts.schema",
}  # fmt: skip
NOT_WHERE_ALL_IS_KEPT = {
    "yaml", "markdown_it", "mdit_py_plugins", "difflib", "csv", "sphinx_facts.readers.html",
    "tempfile", "sphinx_facts.facts.yaml_positions", "sphinx_facts.readers.myst",
    "sphinx_facts.rules.checker", "sphinx_facts.english.figures", "sphinx_facts.rules.evidence",
    "sphinx_facts.rules.context",
    "sphinx_facts.runner.worker", "sphinx_facts.proof.record",
}  # fmt: skip


def loaded(book: Path, *arguments: str) -> set[str]:
    """The modules that a check loads which finds nothing."""
    checked = subprocess.run(
        [sys.executable, "-c", PROBE, "check", *arguments],
        cwd=book, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "all in order" in checked.stdout
    return set(checked.stderr.split())


@pytest.fixture
def book(tmp_path: Path) -> Path:
    conf = "project = 'The bridge'\nextensions = ['myst_parser', 'sphinx_facts']\n"
    write(make_book(tmp_path), {"pyproject.toml": "", "docs/conf.py": conf})
    return tmp_path


def test_a_check_loads_neither_sphinx_nor_what_it_does_not_use(book: Path) -> None:
    modules = loaded(book, "--no-cache")
    assert modules & NEVER - {"json"} == set()
    assert NOT_WHERE_ALL_IS_KEPT - {"tempfile", "sphinx_facts.proof.record"} <= modules


def test_where_all_is_kept_no_chapter_is_read_nor_any_rule_loaded(book: Path) -> None:
    loaded(book)
    assert loaded(book) & (NEVER | NOT_WHERE_ALL_IS_KEPT) == set()
