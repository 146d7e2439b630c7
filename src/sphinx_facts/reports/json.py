"""The findings for programs, as JSON whose form stays, and the schema of that form."""

from __future__ import annotations

import json
from typing import Any, Literal

import msgspec

from ..api import Result, Summary
from ..model.findings import Finding
from ..model.records import Severity
from ..runner.results import Unread

VERSION: Literal[1] = 1


class ReportedFinding(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that was found. Texts are empty where there is nothing to say."""

    code: str
    """Its stable code, such as `F002`."""
    name: str
    """The name that goes with the code, such as `value-changed`."""
    severity: Severity
    """An `error` fails the check; a `notice` does so under `--strict` alone."""
    message: str
    """What is wrong, in a sentence without its full stop."""
    path: str
    """The file, as the command line named it."""
    line: int
    """Where it begins, counted from `1`."""
    column: int
    """Likewise, in characters."""
    end_line: int
    """Where it ends."""
    end_column: int
    """The column after its last character."""
    fact: str
    """The id of the fact, person or source that it is about."""
    shown: str
    """The wording that a reader would see."""
    recorded: str
    """The wording that the facts file or the source has."""
    source: str
    """The excerpt behind the recorded wording, and whose it is."""
    remedy: str
    """The way out."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """What `check` and `audit` print with `--format json`."""

    version: Literal[1]
    """The version of this form: keys may be added to it, and none is changed or taken away."""
    findings: list[ReportedFinding]
    """In the order of files, lines and columns."""
    summary: Summary
    """How much was looked at."""


def as_json(result: Result) -> str:
    """For programs: the findings and the summary, in a form that stays."""
    findings = list(map(_reported, result.findings))
    report = Report(version=VERSION, findings=findings, summary=result.summary)
    # In ASCII, so that it is JSON in whatever encoding, even with file names that are not UTF-8.
    return json.dumps(msgspec.to_builtins(report), indent=2)


def _reported(finding: Finding) -> ReportedFinding:
    place = finding.location
    return ReportedFinding(
        code=finding.code,
        name=finding.name,
        severity=finding.severity,
        message=finding.message,
        path=place.path,
        line=place.line,
        column=place.column,
        end_line=place.end_line,
        end_column=place.end_column,
        fact=finding.fact,
        shown=finding.shown,
        recorded=finding.recorded,
        source=finding.source,
        remedy=finding.help,
    )


def report_schema() -> str:
    """The JSON Schema (draft 2020-12) of what `as_json` writes."""
    from ..model.field_docs import describe

    (reference,), definitions = msgspec.json.schema_components(
        [Report], ref_template="#/$defs/{name}"
    )
    describe(definitions, Report, ReportedFinding, Summary, Unread)
    summary = definitions["Summary"]
    summary["required"] = sorted(summary["properties"])  # Nothing is left out, not even a zero.
    schema: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:sphinx-facts:schema:report:{VERSION}",
        "title": "What a check under sphinx-facts reports",
        **reference,
        "$defs": definitions,
    }
    return msgspec.json.format(msgspec.json.encode(schema, order="sorted"), indent=2).decode()
