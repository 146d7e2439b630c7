"""Findings as workflow commands, which GitHub shows as annotations beside the lines."""

from __future__ import annotations

from ..api import Result
from ..text.terminal import visible
from .text import summary_line


def as_github(result: Result) -> str:
    """A command for each finding, and a line that sums up."""
    lines = []
    for finding in result.findings:
        place = finding.location
        level = "error" if finding.severity == "error" else "notice"
        properties = {
            "file": place.path, "line": place.line, "col": place.column,
            "endLine": place.end_line, "endColumn": place.end_column,
            "title": f"{finding.code} {finding.name}",
        }  # fmt: skip
        if place.line != place.end_line:  # GitHub takes columns within a line only.
            del properties["col"], properties["endColumn"]
        written = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
        lines.append(f"::{level} {written}::{_data(f'{finding.message}. {finding.help}')}")
    unread = [
        f"::notice file={_property(each.path)},title=not read::{_data(each.reason)}"
        for each in result.summary.unread
    ]
    return "\n".join([*lines, *unread, summary_line(result)])


def _data(text: str) -> str:
    text = visible(text, keep="\r\n")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")
