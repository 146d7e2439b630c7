"""The table of the mutation tests, summed over all workers, is printed at the end of a run and
kept in build/.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

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


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist looks for the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One worker has all tests of a file that builds books, so that each is built but once."""
    for item in items:
        if "real_book" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("real_book"))
        elif item.path.parent.name in ("sphinx", "readers"):
            item.add_marker(pytest.mark.xdist_group(item.path.stem))


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
