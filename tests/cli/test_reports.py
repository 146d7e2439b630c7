"""The reports: each format as its readers know it; colour and progress on terminals alone."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from importlib.metadata import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec
import pytest
import yaml
from books import cases, make_book, write
from conftest import SITE
from jsonschema import Draft4Validator

from sphinx_facts.api import Result, Summary, check_book
from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import AcceptedFinding, make_finding
from sphinx_facts.model.passages import Location
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.reports import FORMATS
from sphinx_facts.reports.json import as_json
from sphinx_facts.reports.text import as_text
from sphinx_facts.rules.checker import Checker
from sphinx_facts.rules.registry import every_rule
from sphinx_facts.text.terminal import PATIENCE, Progress, coloured, painter, plain, visible

RULES = every_rule()
CASES = Path(__file__).parents[1] / "cases"


def result(case: dict[str, Any]) -> Result:
    parts = {name: case.get(name, ()) for name in ("findings", "summary", "checked")}
    return msgspec.convert(parts, Result)


# What no format may stumble over: marks of every syntax, what XML cannot hold, odd file names.
ODD = {
    "name": "odd",
    "findings": [
        {
            "code": code,
            "name": RULES[code].name,
            "severity": severity,
            "message": "é 🙂 ]]> <b>&amp; \x00\x1b[31m % %25 :: , \r\n::error::d \ud800",
            "location": {"path": path, "line": 2, "column": 3, "end_line": 2, "end_column": 9},
            "shown": "“a\nb”",
        }
        for code, severity in (("X003", "error"), ("F001", "notice"), ("F001", "error"))
        for path in ("docs/\udcff.md", "/a b/c:d,é%.md", "../up/a&b.md")
    ],
    "summary": {},
    "checked": ["docs/clean.md", "/a b/c:d,é%.md"],
}
ALL = [*cases("reports"), pytest.param(ODD, id="odd")]


# Text and JSON


@pytest.mark.parametrize("case", cases("reports"))
@pytest.mark.parametrize("form", ["text", "github"])
def test_a_result_is_written_like_this(case: dict[str, Any], form: str) -> None:
    if case[form] is not None:
        assert FORMATS[form](result(case)) + "\n" == case[form]


@pytest.mark.parametrize("case", ALL)
def test_json_has_every_part_of_every_finding(case: dict[str, Any]) -> None:
    text = as_json(result(case))
    assert text.isascii()
    report = json.loads(text)
    assert list(report) == ["version", "findings", "summary"]
    assert report["version"] == 1
    numbers = (
        "chapters", "figures", "quotations", "citations", "literals", "facts", "evidence",
        "proven", "sealed", "accepted", "passages", "outstanding", "objected",
    )  # fmt: skip
    none: dict[str, object] = {"left_out": {}, "without_record": [], "unread": []}
    assert report["summary"] == dict.fromkeys(numbers, 0) | none | case["summary"]
    texts = ("fact", "shown", "recorded", "source", "remedy")
    for written, finding in zip(report["findings"], case["findings"], strict=True):
        flat = finding | finding["location"]
        del flat["location"]
        flat["remedy"] = flat.pop("help", "")
        assert written == dict.fromkeys(texts, "") | flat
        assert list(written)[:10] == [
            "code", "name", "severity", "message",
            "path", "line", "column", "end_line", "end_column", "fact",
        ]  # fmt: skip


# GitHub: a line is a command where it begins with two colons, as
# https://docs.github.com/actions/reference/workflow-commands-for-github-actions says


COMMAND = re.compile(r"::(?P<name>[a-z-]+)(?: (?P<properties>.*?))?::(?P<data>.*)")
ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def unescape(text: str) -> str:
    return re.sub("%0D|%0A|%3A|%2C|%25", lambda match: ESCAPES[match[0]], text)


@pytest.mark.parametrize("case", ALL)
def test_every_annotation_is_a_command_that_says_what_was_found(case: dict[str, Any]) -> None:
    *lines, _ = FORMATS["github"](result(case)).split("\n")
    lines = lines[: len(lines) - len(result(case).summary.unread)]
    for line, finding in zip(lines, result(case).findings, strict=True):
        command = COMMAND.fullmatch(line)
        assert command
        assert "\r" not in line
        assert command["name"] == finding.severity
        parts = [part.partition("=") for part in command["properties"].split(",")]
        properties = {name: unescape(value) for name, _, value in parts}
        place = finding.location
        expected = {"file": place.path, "line": str(place.line), "endLine": str(place.end_line)}
        if place.line == place.end_line:
            expected |= {"col": str(place.column), "endColumn": str(place.end_column)}
        assert properties == expected | {"title": f"{finding.code} {finding.name}"}
        told = visible(f"{finding.message}. {finding.help}", keep="\r\n")
        assert unescape(command["data"]) == told


# SARIF


@pytest.fixture(scope="module")
def sarif_schema() -> Draft4Validator:
    """The published schema, as a package for tests carries it. Its code is not run."""
    (path,) = [path for path in files("linceo") or () if path.name == "sarif-schema-2.1.0.json"]
    schema = json.loads(path.read_text("utf-8"))
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    return Draft4Validator(schema)


@pytest.mark.parametrize("case", ALL)
def test_sarif_keeps_to_its_schema(case: dict[str, Any], sarif_schema: Draft4Validator) -> None:
    text = FORMATS["sarif"](result(case))
    assert text.isascii()
    sarif_schema.validate(json.loads(text))


def test_sarif_keeps_to_its_schema_with_what_is_accepted(sarif_schema: Draft4Validator) -> None:
    finding = make_finding("F001", Location("a.md"), "a figure")
    accepted = (AcceptedFinding(finding, "So it is."),)
    sarif_schema.validate(json.loads(FORMATS["sarif"](Result([], Summary(), (), accepted))))


def sarif(result: Result) -> dict[str, Any]:
    (run,) = json.loads(FORMATS["sarif"](result))["runs"]
    return run  # type: ignore[no-any-return]


@pytest.mark.parametrize("case", ALL)
def test_sarif_says_what_was_found(case: dict[str, Any]) -> None:
    run, rules = sarif(result(case)), list(RULES.values())
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    for written, finding in zip(run["results"], result(case).findings, strict=True):
        assert rules[written["ruleIndex"]].code == written["ruleId"] == finding.code
        assert written["level"] == {"error": "error", "notice": "note"}[finding.severity]
        assert written["message"]["text"].startswith(finding.message)
    hashes = [str(written["partialFingerprints"]) for written in run["results"]]
    assert len(set(hashes)) == len(hashes)
    assert run["invocations"] == [{"executionSuccessful": result(case).could_check}]


def test_sarif_addresses_lead_to_the_files() -> None:
    places = [r["locations"][0]["physicalLocation"] for r in sarif(result(ODD))["results"]]
    addresses = [place["artifactLocation"] for place in places[:3]]
    assert addresses == [
        {"uri": "docs/%FF.md", "uriBaseId": "%SRCROOT%"},
        {"uri": "file:///a%20b/c%3Ad%2C%C3%A9%25.md"},
        {"uri": "../up/a%26b.md", "uriBaseId": "%SRCROOT%"},
    ]


CHAPTER = "# 🙂 The bridge\n\n🙂 é *of* 77 boats, of “a\nwonder” and 77 boats.\n"


def test_sarif_regions_count_code_points_and_end_behind_what_is_found(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    write(book, {"docs/a.md": CHAPTER})
    run = sarif(check_book([book / "docs" / "a.md"], book / "facts"))
    assert run["columnKind"] == "unicodeCodePoints"
    lines, found = CHAPTER.splitlines(), []
    for written in run["results"]:
        place = written["locations"][0]["physicalLocation"]["region"]
        text = lines[place["startLine"] - 1 : place["endLine"]]
        text[-1] = text[-1][: place["endColumn"] - 1]
        found.append(" ".join([text[0][place["startColumn"] - 1 :], *text[1:]]))
    assert found == ["77", "“a wonder”", "77"]


def test_fingerprints_stay_where_lines_move(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    seen = []
    for text in (CHAPTER, "A line.\n\n" + CHAPTER, CHAPTER.replace("# 🙂", "#")):
        write(book, {"docs/a.md": text})
        run = sarif(check_book([book / "docs" / "a.md"], book / "facts"))
        seen.append([written["partialFingerprints"] for written in run["results"]])
    assert seen[0] == seen[1] == seen[2]


# JUnit: there is no official schema, and no package has one of the others. These are the elements
# and attributes that Jenkins takes (xunit-plugin, junit-10); those with a mark must be there.


JUNIT = {
    "testsuites": ("name time tests failures errors", "testsuite"),
    "testsuite": (
        "name! tests! failures! errors! time skipped timestamp hostname id package file url",
        "testsuite properties testcase system-out system-err",
    ),
    "testcase": ("name! time classname group", "skipped error failure system-out system-err"),
    "failure": ("type message", ""),
    "error": ("type message", ""),
    "skipped": ("type message", ""),
}


@pytest.mark.parametrize("case", ALL)
def test_junit_has_what_its_readers_know(case: dict[str, Any]) -> None:
    text = FORMATS["junit"](result(case))
    assert text.isascii()
    root = ElementTree.fromstring(text)
    assert root.tag == "testsuites"
    for element in root.iter():
        attributes, children = JUNIT[element.tag]
        known = {name.rstrip("!"): name.endswith("!") for name in attributes.split()}
        assert element.attrib.keys() <= known.keys()
        assert {name for name, is_required in known.items() if is_required} <= element.attrib.keys()
        assert {child.tag for child in element} <= set(children.split())


@pytest.mark.parametrize("case", ALL)
def test_junit_has_a_suite_for_each_file_and_counts_right(case: dict[str, Any]) -> None:
    made = result(case)
    root = ElementTree.fromstring(FORMATS["junit"](made))
    unread = {each.path for each in made.summary.unread}
    paths = {*made.checked, *unread, *(finding.location.path for finding in made.findings)}
    assert [suite.get("name") for suite in root] == [
        path.replace("\udcff", "\ufffd") for path in sorted(paths)
    ]
    for element in (root, *root):
        for name, tag in {"tests": "testcase", "failures": "failure", "errors": "error"}.items():
            assert element.get(name) == str(len(list(element.iter(tag))))
    severities = [(finding.severity, finding.prevents_checking) for finding in made.findings]
    assert int(root.get("errors", "")) == severities.count(("error", True))
    assert int(root.get("failures", "")) == severities.count(("error", False))
    clean = [suite for suite in root if suite[0].get("name") == "figures and quotations"]
    found = {finding.location.path for finding in made.findings}
    assert len(clean) == len(paths - found - unread)
    skipped = root.findall("testsuite/testcase[@name='not read']/skipped")
    assert len(skipped) == len(made.summary.unread)


# The nearest fact


NEAREST = yaml.safe_load((CASES / "nearest.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    folder = tmp_path_factory.mktemp("facts")
    facts = yaml.safe_dump(NEAREST["facts"], sort_keys=False, allow_unicode=True)
    (folder / "facts.yaml").write_text(facts, "utf-8")
    return Checker(Store(folder).facts)


@pytest.mark.parametrize(("text", "citation"), NEAREST["cases"])
def test_what_is_cited_for_nothing_is_told_the_nearest_fact(
    text: str, citation: str, checker: Checker, tmp_path: Path
) -> None:
    write(tmp_path, {"chapter.md": text})
    (passage,) = read_chapter(tmp_path / "chapter.md", checker.display_text)
    findings = list(checker.check(passage))
    if not citation:
        assert findings
        assert [f for f in findings if f.recorded or f.source or "did you mean" in f.help] == []
        return
    code = "F001" if "{fact}" in citation else "Q001"
    (finding,) = [finding for finding in findings if finding.code == code]
    assert finding.help == f"did you mean {citation}?"
    (id_,) = re.findall(r"[`<]([a-z-]+)>?`", citation)
    assert finding.recorded == checker.facts.facts[id_].wording
    assert finding.source.startswith("The Gazette: “")
    if "<" in citation:  # What is offered to be typed is taken.
        shown = finding.shown if code == "F001" else f"“{finding.shown}”"
        write(tmp_path, {"chapter.md": text.replace(shown, citation)})
        (passage,) = read_chapter(tmp_path / "chapter.md", checker.display_text)
        assert {finding.code for finding in checker.check(passage)} <= {"Q004", "F005"}


# Terminals


class Screen(io.StringIO):
    def __init__(self, *, is_terminal: bool = True) -> None:
        super().__init__()
        self._is_terminal = is_terminal

    def isatty(self) -> bool:
        return self._is_terminal


@pytest.mark.parametrize(
    ("environment", "on_a_terminal", "elsewhere"),
    [
        ({}, coloured, plain),
        ({"TERM": "dumb"}, plain, plain),
        ({"NO_COLOR": "1"}, plain, plain),
        ({"NO_COLOR": ""}, coloured, plain),
        ({"FORCE_COLOR": "1"}, coloured, coloured),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, coloured, coloured),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, plain, plain),
    ],
)
def test_colour_is_for_terminals_unless_the_environment_rules(
    environment: dict[str, str], on_a_terminal: object, elsewhere: object,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    for name, value in ({"TERM": "xterm", "NO_COLOR": "", "FORCE_COLOR": ""} | environment).items():
        monkeypatch.setenv(name, value)
    assert painter(Screen()) is on_a_terminal
    assert painter(Screen(is_terminal=False)) is elsewhere


@pytest.mark.parametrize("case", ALL)
def test_colour_changes_no_word(case: dict[str, Any]) -> None:
    bare = as_text(result(case))
    made = as_text(result(case), coloured)
    assert made != bare
    assert re.sub(r"\x1b\[[\d;]*m", "", made) == re.sub(r"\x1b\[[\d;]*m", "", bare)


PATHS = [Path(f"docs/chapter-{number}-{'x' * 100}.md") for number in range(100)]


def test_progress_shows_on_a_terminal_once_a_run_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm")
    screen, now = Screen(), [0.0]
    for path in Progress(screen, lambda: now[0])(PATHS):
        assert bool(screen.getvalue()) == (now[0] >= PATIENCE), path
        now[0] += 0.03
    *shown, last = screen.getvalue().split("\r\x1b[K")[1:]
    assert last == ""
    assert 15 < len(shown) < 25
    assert shown[0].startswith("Checking 35 of 100: docs/chapter-34-x")
    assert max(map(len, shown)) < 80


@pytest.mark.parametrize(("terminal", "step"), [("xterm", 0.001), ("dumb", 1.0), ("", 1.0)])
def test_progress_is_silent_elsewhere_and_in_short_runs(
    terminal: str, step: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", terminal)
    screen, now = Screen(is_terminal=bool(terminal)), [0.0]
    passed = []
    for path in Progress(screen, lambda: now[0])(PATHS):
        passed.append(path)
        now[0] += step
    assert passed == PATHS
    assert screen.getvalue() == ""


def test_a_piped_check_is_plain_and_loads_no_format_that_it_does_not_use(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    write(book, {"docs/bridge.md": "There are 12 of them.\n"})
    code = (
        "import sys; from sphinx_facts.cli import main; main(['check']);"
        "rest = [f'sphinx_facts.reports.{name}' for name in ('json', 'github', 'sarif', 'junit')];"
        "print([name for name in (*rest, 'rich') if name in sys.modules])"
    )
    environment = os.environ | {"PYTHONPATH": str(SITE)}
    checked = subprocess.run(
        [sys.executable, "-c", code], cwd=book, env=environment, capture_output=True, check=True
    )
    assert b"\x1b" not in checked.stdout
    assert checked.stdout.splitlines()[-1] == b"[]"
    assert checked.stderr == b""
