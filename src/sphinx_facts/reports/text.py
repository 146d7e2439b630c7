"""Findings in the formats that people and programs read; one name for each."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module

import msgspec

from ..api import Result
from ..model.findings import RULES, Finding
from ..text.terminal import Paint, Style, plain, visible

WIDTH = 100
_UNSOURCED = ("F001", "Q001")
_LABEL = "    {:10}"
_SPACE = re.compile(r"[\t\n\r]")


def as_text(result: Result, paint: Paint = plain) -> str:
    """For a person: one paragraph a finding, and a line that sums up."""
    parts = [paragraph(finding, paint) for finding in result.findings]
    style: Style = "bad" if result.fails() else "doubtful" if result.findings else "good"
    return "\n".join([*parts, paint(style, summary_line(result))])


def paragraph(finding: Finding, paint: Paint = plain) -> str:
    """A finding with its place, both wordings one above the other, its source and the way out."""
    is_error = finding.severity == "error"
    title = f"{finding.code} {finding.name}{'' if is_error else f' ({finding.severity})'}"
    place, message = paint("strong", visible(str(finding.location))), visible(finding.message)
    lines = [f"{place}: {paint('bad' if is_error else 'doubtful', title)}: {message}"]
    # What is cited for nothing has no record; the nearest one is shown.
    label = "nearest" if finding.code in _UNSOURCED else "recorded"
    shown, recorded, source, remedy = (
        visible(_SPACE.sub(" ", text))
        for text in (finding.shown, finding.recorded, finding.source, finding.help)
    )
    texts = {"shown": shown, label: recorded}
    marks = ""
    if shown and recorded:
        from .align import align

        texts["shown"], texts[label], marks = align(shown, recorded)
        lines += [paint("faint", _LABEL.format(name)) + text for name, text in texts.items()]
        texts = {}
    if marks.strip():
        lines.append(_LABEL.format("") + paint("bad" if is_error else "doubtful", marks))
    for name, text in (texts | {"source": source, "do": remedy}).items():
        if text:
            first, *rest = _wrapped(_LABEL.format(name), text)
            lines += [paint("faint", first[:14]) + first[14:], *rest]
    return "\n".join(lines) + "\n"


def _wrapped(label: str, text: str) -> list[str]:
    import textwrap

    # An id or a setting with a hyphen in it stays in one piece.
    folded = textwrap.TextWrapper(WIDTH, break_on_hyphens=False, break_long_words=False)
    folded.initial_indent, folded.subsequent_indent = label, " " * len(label)
    return folded.wrap(text)


def summary_line(result: Result) -> str:
    """What was looked at, and what came of it, in one line."""
    if not result.could_check:
        return "The check could not be made."
    summary = result.summary
    errors = sum(finding.severity == "error" for finding in result.findings)
    notices = len(result.findings) - errors
    outcome = (
        "all in order"
        if not result.findings
        else f"{count(errors, 'error')}, {count(notices, 'notice')}"
    )
    if not summary.chapters:
        return f"{outcome[:1].upper()}{outcome[1:]}."
    looked = (
        f"{count(summary.chapters, 'chapter')}, {count(summary.figures, 'figure')}, "
        f"{count(summary.quotations, 'quotation')}, {count(summary.citations, 'citation')}"
    )
    if summary.evidence:
        looked += f"; {summary.proven} of {count(summary.evidence, 'excerpt')} proven"
    if summary.sealed:
        looked += f", {summary.sealed} sealed"
    return f"{looked}: {outcome}."


def count(number: int, noun: str) -> str:
    """A number with its noun, in the plural where that is right."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def as_json(result: Result) -> str:
    """For programs: the findings and the summary, in a form that stays."""
    import json

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


def as_github(result: Result) -> str:
    """Workflow commands, which GitHub shows as annotations beside the lines."""
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
    return "\n".join([*lines, summary_line(result)])


def _data(text: str) -> str:
    text = visible(text, keep="\r\n")
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: object) -> str:
    return _data(str(value)).replace(":", "%3A").replace(",", "%2C")


def _elsewhere(name: str) -> Callable[[Result], str]:
    """The format of this name in the module of this name, loaded when first asked for."""

    def write(result: Result) -> str:
        module = import_module(f".{name}", __package__)
        return str(getattr(module, f"as_{name}")(result))

    return write


FORMATS: dict[str, Callable[[Result], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "sarif": _elsewhere("sarif"),
    "junit": _elsewhere("junit"),
}


def explain(code: str) -> str:
    """The whole entry of a code, or of a name, in the table of findings. Raises KeyError."""
    import textwrap

    from .examples import blocks, read_examples

    rule = next(
        (rule for rule in RULES.values() if code.lower() in (rule.code.lower(), rule.name)), None
    )
    if rule is None:
        raise KeyError(code)
    lines = [f"{rule.code} {rule.name}", "", *_wrapped("", rule.meaning), ""]
    lines += _wrapped("", f"What to do: {rule.help}")
    example = read_examples().examples[rule.code]
    for opening, files in {"For example": example.wrong, "In order": example.right}.items():
        for heading, text in blocks(files):
            lines += ["", f"{opening}, {heading}:", "", textwrap.indent(text, " " * 4)]
    return "\n".join(lines)
