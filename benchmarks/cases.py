"""Print how many cases tests/cases holds for each rule, and how many of them are judged right.

The tests are the judges: those that take their cases from the files are run, and a case is right
where every test that was given it passed. *In order* are the cases in which nothing may be found,
*at fault* those in which something must be; `-` stands where a file asks neither. What is judged
wrong, or by no test, is listed below the table, and the exit code is then 1.

A second table tells of the labelled cases (tests/cases/labelled), by kind, how many of the wrong
ones are refused and how many of the honest ones accepted. `cases.py KIND ...` lists what is judged
wrongly in these kinds, and nothing else; `cases.py all` in every kind.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "support"))

import labelled  # noqa: E402

FOLDER = ROOT / "tests" / "cases"
IN_ORDER: dict[str, Any] = {"difference": None, "cut": None, "ok": True} | {
    key: [] for key in ("kinds", "finds", "found", "figures")
}
"""What these keys hold in a case in which there is nothing to find."""


def read(path: Path) -> Iterator[tuple[str, Any]]:
    """The cases of a file, each with the name of its rule, which mostly is the file's own."""
    if path.suffix == ".jsonl":
        for line in path.read_text("utf-8").splitlines():
            yield path.stem, json.loads(line)
        return
    held = yaml.safe_load(path.read_text("utf-8"))
    if path.stem == "check":  # for each code the chapters that have it, and some that have nothing
        for code, chapters in held.items():
            for text in chapters.get("fails", ()) if code != "facts" else ():
                yield f"check {code}", {"code": code, "text": text, "ok": False}
            for text in chapters.get("passes", ()) if code != "facts" else ():
                yield f"check {code}", {"text": text, "ok": True}
        return
    cases = held["cases"] if isinstance(held, dict) and "cases" in held else held
    for case in cases.values() if isinstance(cases, dict) else cases:
        yield path.stem, case


def is_in_order(rule: str, case: Any) -> bool | None:
    """Whether nothing may be found in a case; None where that is not asked."""
    if rule == "pages":  # the text of a page, and the codes of what is found in it
        return not case[1]
    if rule == "fix":
        return "after" not in case
    if rule == "figures_none":
        return True
    if not isinstance(case, dict):
        return None
    return next((case[key] == quiet for key, quiet in IN_ORDER.items() if key in case), None)


def identity(case: Any) -> str:
    """The same for a case in its file and for the arguments that a test makes of it."""
    if isinstance(case, dict):
        case = [value for key, value in case.items() if key not in ("why", "ok")]
    return json.dumps(case, default=str)


class Judged:
    """A plugin of pytest: runs the tests of the cases in the files alone; notes how they end."""

    def __init__(self) -> None:
        paths = sorted([*FOLDER.glob("*.jsonl"), *FOLDER.glob("*.yaml")])
        self.cases = [(rule, case, identity(case)) for path in paths for rule, case in read(path)]
        self.known = {name for _, _, name in self.cases}
        self.of_test: dict[str, str] = {}
        self.outcomes: dict[str, set[bool]] = defaultdict(set)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep a test where one of its arguments, or all of them together, are a case."""
        for item in items:
            given = list(item.callspec.params.values()) if hasattr(item, "callspec") else []
            found = [name for name in map(identity, (*given, given)) if name in self.known]
            self.of_test.update((item.nodeid, name) for name in found)
        items[:] = [item for item in items if item.nodeid in self.of_test]

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """A test passes only when it is called; a failure before or after that counts too."""
        if report.when == "call" or not report.passed:
            self.outcomes[self.of_test[report.nodeid]].add(report.passed)


def table(judged: Judged) -> str:
    """For each rule the number of its cases, of either kind, and of those judged right."""
    count: dict[str, Counter[Any]] = {}
    for row in (*(rule for rule, _, _ in judged.cases), "all"):
        count.setdefault(row, Counter())
    for rule, case, name in judged.cases:
        for row in (rule, "all"):
            count[row].update(["cases", is_in_order(rule, case)])
            count[row]["right"] += judged.outcomes[name] == {True}
    lines = [f"{'rule':24}   cases  in order  at fault   right    share"]
    for rule, n in count.items():
        kinds = f"{n[True] or '-':>8}  {n[False] or '-':>8}"
        share = int(1000 * n["right"] / n["cases"]) / 10  # rounded down: 100 % are all of them
        lines.append(f"{rule:24}  {n['cases']:6}  {kinds}  {n['right']:6}  {share:5.1f} %")
    return "\n".join(lines)


def judge_labelled() -> Iterator[tuple[labelled.Case, list[str]]]:
    """Every labelled case, and what refuses it."""
    with tempfile.TemporaryDirectory() as folder:
        for path in labelled.FILES:
            cases = labelled.read(path)
            found = labelled.judge(cases, Path(folder) / path.stem)
            yield from ((case, found[case.id]) for case in cases)


def table_of_labelled() -> str:
    """For each kind the number of its cases, of either verdict, and of those judged right."""
    count: dict[str, Counter[str]] = defaultdict(Counter)
    for case, found in judge_labelled():
        for row in (case.kind, "all"):
            count[row][case.verdict] += 1
            count[row][f"{case.verdict} right"] += case.is_right(found)
    lines = [f"{'labelled cases of kind':24}  wrong refused  honest accepted"]
    for kind in [*sorted(count.keys() - {"all"}), "all"]:
        n = count[kind]
        refused, accepted = (f"{n[f'{v} right']:4} of {n[v]:4}" for v in ("refuse", "accept"))
        lines.append(f"{kind:24}  {refused:>13}  {accepted:>15}")
    return "\n".join(lines)


def wrong_of_labelled(kinds: list[str]) -> Iterator[str]:
    """The labelled cases of these kinds that are judged wrongly, as somebody reads them."""
    for case, found in judge_labelled():
        if not case.is_right(found) and (case.kind in kinds or kinds == ["all"]):
            said = f"refused: {found[0]}" if found else "passes"
            yield f"{case.id} ({case.kind}) {said}\n    {case.chapter.strip()}\n    {case.why}"


def main() -> int:
    """Run the tests, print the tables and what is wrong; 1 where anything is."""
    if kinds := sys.argv[1:]:
        known = {case.kind for path in labelled.FILES for case in labelled.read(path)} | {"all"}
        if not known.issuperset(kinds):
            sys.exit(f"the kinds of labelled cases are {' '.join(sorted(known))}")
        print("\n".join(wrong_of_labelled(kinds)))
        return 0
    judged, said = Judged(), io.StringIO()
    options = ["-q", "--tb=short", "-p", "no:cacheprovider", "-p", "no:warnings"]
    with contextlib.redirect_stdout(said):
        code = pytest.main(
            [*options, f"--ignore={ROOT / 'tests' / 'browser'}", str(ROOT / "tests")],
            plugins=[judged],
        )
    if code not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
        print(said.getvalue())
        return int(code)
    print(table(judged))
    wrong = [(rule, name) for rule, _, name in judged.cases if judged.outcomes[name] != {True}]
    for rule, name in wrong:
        what = "wrong" if judged.outcomes[name] else "by no test"
        print(f"judged {what}: {rule}: {name[:160]}")
    print(f"\n{table_of_labelled()}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
