"""The table of the mutation tests, summed over all workers, is printed at the end of a run and
kept in build/.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from xdist.scheduler import LoadScopeScheduling

import sphinx_facts

if TYPE_CHECKING:
    from building import Build

ROOT = Path(__file__).resolve().parent.parent
SITE = Path(sphinx_facts.__file__).resolve().parent.parent
"""Where the package lies that is tested: in src, or where a wheel was installed."""
TABLE = ROOT / "build" / "mutation-table.txt"


@pytest.fixture(scope="session")
def real_book(tmp_path_factory: pytest.TempPathFactory) -> Build:
    """The book itself, built."""
    from building import build  # noqa: PLC0415 - it loads Sphinx, which most tests need not

    return build(ROOT / "docs", tmp_path_factory.mktemp("real") / "html")


class _ByBooks(LoadScopeScheduling):  # type: ignore[misc]
    """Gives all tests of a file that builds books or starts a server to one worker, which does
    so but once.

    Those of another file go out in a few bundles. (The groups of pytest-xdist itself do nothing
    since pytest 9.2, which keeps the names of tests elsewhere.)
    """

    def _split_scope(self, nodeid: str) -> str:
        file, _, _ = nodeid.partition("::")
        if file.endswith(("readers/test_pages.py", "sphinx/test_export.py")):
            return "the real book"
        if file.endswith("browser/test_judges.py"):  # It builds nothing, and one may take a minute.
            return nodeid
        at_once = any(f"/{folder}/" in file for folder in ("sphinx", "readers", "browser", "lsp"))
        if at_once and not file.endswith("browser/test_reading.py"):
            return file
        return f"{file} {crc32(nodeid.encode()) % 8}"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    return _ByBooks(config, log)


@pytest.fixture(autouse=True)
def no_wishes_for_colour(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reports are held against plain ones, wherever the tests run."""
    for name in ("FORCE_COLOR", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    for report in terminalreporter.getreports("passed") + terminalreporter.getreports("failed"):
        if report.when == "call":
            for name, value in report.user_properties:
                kind, _, operator = name.partition(": ")
                if kind == "mutants":
                    made[operator] += value[0]
                    caught[operator] += value[1]
    if not made:
        return
    width = max(map(len, made))
    rows = [
        f"{operator:{width}}  {made[operator]:6}  {caught[operator]:6}" for operator in sorted(made)
    ]
    lines = [
        f"{'operator':{width}}  mutants  caught",
        *rows,
        f"{'all':{width}}  {made.total():6}  {caught.total():6}",
    ]
    terminalreporter.section("mutants of the book")
    terminalreporter.write_line("\n".join(lines))
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")
