"""The published schemas: of the facts file, and of what a check reports as JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from sphinx_facts.api import Result, Summary
from sphinx_facts.changes.schema import changes_schema
from sphinx_facts.cli import main
from sphinx_facts.facts.schema import facts_schema
from sphinx_facts.model.findings import make_finding
from sphinx_facts.model.passages import Location
from sphinx_facts.reports.json import as_json, report_schema
from sphinx_facts.rules.registry import every_rule

SCHEMAS = {"facts": facts_schema, "report": report_schema, "changes": changes_schema}
REPORT = json.loads(report_schema())


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for record, definition in schema["$defs"].items():
        yield record, definition
        for name, key in definition["properties"].items():
            yield f"{record}.{name}", key


@pytest.mark.parametrize("schema", SCHEMAS.values(), ids=SCHEMAS)
def test_a_schema_describes_every_record_and_every_key(schema: Callable[[], str]) -> None:
    described = {name: key.get("description", "") for name, key in properties(json.loads(schema()))}
    assert len(described) > 20
    assert [name for name, text in described.items() if not text.strip().endswith(".")] == []


@pytest.mark.parametrize("of", SCHEMAS)
def test_a_schema_is_printed_and_is_one(of: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema", "--of", of]) == 0
    schema = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"].startswith(f"urn:sphinx-facts:schema:{of}:")
    assert schema == json.loads(SCHEMAS[of]())


@pytest.mark.parametrize("of", SCHEMAS)
def test_the_patterns_of_a_schema_are_those_of_editors(of: str, tmp_path: Path) -> None:
    """Which read them as JavaScript does, by the letter: it has no `\\"`, and Python has."""
    (tmp_path / "schema.json").write_text(SCHEMAS[of](), "utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--check-metaschema", "schema.json"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout


def report() -> dict[str, Any]:
    where = Location("docs/a.md", 3, 1, 3, 9)
    findings = [make_finding(code, where, "wrong") for code in every_rule()]
    written: dict[str, Any] = json.loads(as_json(Result(findings, Summary(chapters=1))))
    return written


def test_a_report_is_as_its_schema_says() -> None:
    jsonschema.validate(report(), REPORT)


@pytest.mark.parametrize("part", ["report", "finding", "summary"])
def test_the_schema_of_a_report_asks_for_every_key_and_leaves_room_for_more(part: str) -> None:
    whole = report()
    keys = {"report": whole, "finding": whole["findings"][0], "summary": whole["summary"]}[part]
    record = {"report": "Report", "finding": "ReportedFinding", "summary": "Summary"}[part]
    assert keys.keys() == REPORT["$defs"][record]["properties"].keys()
    for name in list(keys):
        value = keys.pop(name)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(whole, REPORT)
        keys[name] = value
    # A later version may add keys, and those who validate are not to refuse it.
    jsonschema.validate(whole | {"more": 0}, REPORT)
