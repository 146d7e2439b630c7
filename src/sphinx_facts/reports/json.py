"""Findings for programs: JSON, in a form that stays."""

from __future__ import annotations

import json

import msgspec

from ..api import Result


def as_json(result: Result) -> str:
    """The findings and the summary."""
    findings = [
        {
            "code": finding.code,
            "name": finding.name,
            "severity": finding.severity,
            "message": finding.message,
            "path": finding.location.path,
            "line": finding.location.line,
            "column": finding.location.column,
            "end_line": finding.location.end_line,
            "end_column": finding.location.end_column,
            "fact": finding.fact,
            "shown": finding.shown,
            "recorded": finding.recorded,
            "source": finding.source,
            "remedy": finding.help,
        }
        for finding in result.findings
    ]
    summary = msgspec.structs.asdict(result.summary)
    # In ASCII, so that it is JSON in whatever encoding, even with file names that are not UTF-8.
    return json.dumps({"version": 1, "findings": findings, "summary": summary}, indent=2)
