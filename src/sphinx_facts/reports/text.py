"""Findings for a person: what is wrong, where, and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..api import Result, Summary
from ..model.findings import Finding
from ..text.terminal import Paint, Style, plain, visible

WIDTH = 100
_MOST_UNREAD = 20
_UNSOURCED = ("F001", "Q001")
_LABEL = "    {:10}"
_MOST_NAMES = 5
_SPACE = re.compile(r"[\t\n\r]")
_PAGE = re.compile(r"\.(?:s?html?|xht(?:ml)?|svg)\Z", re.IGNORECASE)


def as_text(result: Result, paint: Paint = plain) -> str:
    """For a person: one paragraph a finding, and a line that sums up."""
    parts = [paragraph(finding, paint) for finding in result.findings]
    style: Style = "bad" if result.fails() else "doubtful" if result.findings else "good"
    summary = paint(style, summary_line(result))
    return "\n".join([*parts, summary, *_unread(result), *left_out_lines(result)])


def _unread(result: Result) -> Iterator[str]:
    """What was not read, a line each."""
    unread = result.summary.unread
    for each in unread[:_MOST_UNREAD]:
        yield from wrapped("Not read: ", visible(f"{each.path}: {each.reason}."))
    if more := len(unread) - _MOST_UNREAD if len(unread) > _MOST_UNREAD else 0:
        yield f"Not read: {more} more."


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
            first, *rest = wrapped(_LABEL.format(name), text)
            lines += [paint("faint", first[:14]) + first[14:], *rest]
    return "\n".join(lines) + "\n"


def wrapped(label: str, text: str) -> list[str]:
    """Lines of a text behind a label, none longer than a report is wide."""
    import textwrap

    # An id or a setting with a hyphen in it stays in one piece.
    folded = textwrap.TextWrapper(WIDTH, break_on_hyphens=False, break_long_words=False)
    folded.initial_indent, folded.subsequent_indent = label, " " * len(label)
    return folded.wrap(text)


def left_out_lines(result: Result) -> list[str]:
    """What was seen in pages and not read, and which pages no record knows."""
    lines, left_out = list[str](), result.summary.left_out
    if left_out:
        kinds = ", ".join(f"{kind} {number}" for kind, number in left_out.items())
        lines += wrapped("", f"Left out, with a digit, as the build itself made it: {kinds}.")
    if names := result.summary.without_record:
        more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
        shown = ", ".join(map(visible, names[:_MOST_NAMES]))
        lines += wrapped("", f"Read whole, as the build has left no record of them: {shown}{more}.")
    return lines


def summary_line(result: Result) -> str:
    """What was looked at, and what came of it, in one line."""
    if not result.could_check:
        return "The check could not be made."
    summary = result.summary
    errors = sum(finding.severity == "error" for finding in result.findings)
    notices = len(result.findings) - errors
    in_order = "all that was read is in order" if summary.unread else "all in order"
    outcome = (
        f"{count(errors, 'error')}, {count(notices, 'notice')}" if result.findings else in_order
    )
    if not summary.chapters:
        return f"{outcome[:1].upper()}{outcome[1:]}."
    noun = "page" if any(map(_PAGE.search, result.checked[:1])) else "chapter"
    looked = (
        f"{count(summary.chapters, noun)}, {count(summary.figures, 'figure')}, "
        f"{count(summary.quotations, 'quotation')}, {count(summary.citations, 'citation')}"
    )
    if summary.evidence:
        looked += f"; {summary.proven} of {count(summary.evidence, 'excerpt')} proven"
    if summary.sealed:
        looked += f", {summary.sealed} sealed"
    if summary.literals:
        looked += f"; {count(summary.literals, 'piece')} of code with a digit not read"
    if summary.passages:
        looked += f"; {_reviewed(summary)}"
    if summary.accepted:
        looked += f"; {count(summary.accepted, 'finding')} accepted"
    return f"{looked}: {outcome}."


def _reviewed(summary: Summary) -> str:
    """How many of the passages were read, and with what outcome."""
    read = summary.passages - summary.outstanding
    objected = f", {summary.objected} with an objection" if summary.objected else ""
    return f"{read} of {count(summary.passages, 'passage')} read{objected}"


def count(number: int, noun: str) -> str:
    """A number with its noun, in the plural where that is right."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
