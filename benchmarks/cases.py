"""Print how many cases tests/cases holds for each rule, and how many of them are judged right.

The tests are the judges: those that take their cases from the files are run, and a case is right
where every test that met it passed. *In order* are the cases in which nothing may be found, *at
fault* those in which something must be; `-` stands where a file says neither. What is judged wrong,
or by no test, is listed below the table, and the exit code is then 1.
"""

from __future__ import annotations

import io
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "cases"
IN_ORDER = {"difference": None, "kinds": [], "cut": None, "ok": True, "finds": [], "figures": []}
"""What these keys hold in a case in which there is nothing to find."""


def read(path: Path) -> Iterator[tuple[str, Any]]:
    """The cases of a file, each with the name of its rule, which is mostly the file's own."""
    if path.suffix == ".jsonl":
        for line in path.read_text("utf-8").splitlines():
            yield path.stem, json.loads(line)
        return
    held = yaml.safe_load(path.read_text("utf-8"))
    facts = isinstance(held, dict) and held.pop("facts", None)
    if facts and "cases" not in held:  # for each code the texts that fail and those that pass
        for code, texts in held.items():
            for ok, key in ((False, "fails"), (True, "passes")):
                for text in texts[key]:
                    yield f"{path.stem}: {code}", {"code": code, "text": text, "ok": ok}
        return
    cases = held["cases"] if facts else held
    for case in cases.values() if isinstance(cases, dict) else cases:
        yield path.stem, case


def is_in_order(rule: str, case: Any) -> bool | None:
    """Whether nothing may be found in a case; None where that is not asked."""
    if isinstance(case, list):  # a page, and the codes of what is found in it
        return not case[1]
    if rule == "fix":
        return "after" not in case
    if rule.endswith("none"):
        return True
    return next((case[key] == quiet for key, quiet in IN_ORDER.items() if key in case), None)


def key(case: Any) -> str:
    """One form of a case, however it was read or handed to a test."""
    return json.dumps(case, sort_keys=True, default=str)


class Cases:
    """A plugin of pytest: keeps only the tests of known cases, and notes how each case fared."""

    def __init__(self) -> None:
        self.rules = {}
        for path in sorted(FOLDER.glob("*.jsonl")) + sorted(FOLDER.glob("*.yaml")):
            for rule, case in read(path):
                self.rules[key(case)] = (rule, case)
        self.met: dict[str, set[str]] = defaultdict(set)
        self.of_test: dict[str, str] = {}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            given = list(getattr(item, "callspec", None).params.values()) if hasattr(item, "callspec") else []
            for candidate in (*given, given):
                if key(candidate) in self.rules:
                    self.of_test[item.nodeid] = key(candidate)
        items[:] = [item for item in items if item.nodeid in self.of_test]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call" or not report.passed:
            self.met[self.of_test[report.nodeid]].add("right" if report.passed else "wrong")


if __name__ == "__main__":
    plugin = Cases()
    pytest.main(["-q", str(ROOT / "tests"), "-p", "no:cacheprovider", "--tb=no"], plugins=[plugin])
    from collections import Counter
    print(Counter(rule for k,(rule,case) in plugin.rules.items() if k not in plugin.met))
