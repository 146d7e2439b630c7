"""What the code of a notebook prints, as its readers see it: in which of its forms a page shows it,
and what of that is a mark of programs.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Literal

import msgspec

from ..model.passages import HIDDEN, Passage

Form = Literal["program", "markup", "image", "markdown", "formula", "text", ""]
Output = Literal["stream", "value", ""]
"""What code wrote itself, or its last value as Python shows it; empty where it is neither."""

_FORMS: tuple[tuple[str, Form], ...] = (
    ("application/vnd.jupyter.widget-view+json", "program"),
    ("application/javascript", "program"),
    ("text/html", "markup"),
    ("image/svg+xml", "markup"),
    ("image/png", "image"),
    ("image/gif", "image"),
    ("image/jpeg", "image"),
    ("text/markdown", "markdown"),
    ("text/latex", "formula"),
    ("text/plain", "text"),
)
"""In the order in which MyST-NB and Jupyter Book take them for a page, and what each is."""
_HOLDERS = frozenset({"cell_output", "output_area"})
"""The classes of what holds the outputs of a cell, on a page."""
_TRACEBACK, _VALUE = "traceback", "text_plain"
"""The classes of an error that code raised, and of its last value."""

COLOURS = re.compile(r"\x1b\[[\d;]*[A-Za-z]")
"""What programs write to colour what is behind it."""
_IN_MARKS = re.compile(r"(['\"])(.*)\1\s*", re.DOTALL)
_OF_PROGRAMS = re.compile(
    # Python's name for what has no text of its own, and for the type of what stands in a table.
    r"<[A-Za-z_][\w.]*(?: [^<>\n]*?)? at 0x[0-9A-Fa-f]+>"
    r"|(?<![\w.])dtype\s*[:=]\s*(?:'[^'\n]*'|[\w.]+(?:\[[^\]\n]*\])?)"
)


def form_shown(forms: Collection[str]) -> tuple[str, Form]:
    """The form of an output that a page shows, and what it is; empty where it shows none."""
    return next((each for each in _FORMS if each[0] in forms), ("", ""))


def output_of(classes: Collection[str], around: Output) -> Output:
    """What code in an element of these classes is, which stands in something of that kind."""
    is_in_one = around or not _HOLDERS.isdisjoint(classes)
    if not is_in_one or _TRACEBACK in classes:
        return ""
    return "value" if _VALUE in classes else around or "stream"


def printed(output: Passage, kind: Output) -> Iterator[Passage]:
    """What is read of an output: each of its lines for itself, as prose in which no role works.

    What programs write for themselves is there, and is none; nor are the marks in which Python
    writes a text a quotation.
    """
    text, start = output.text, 0
    if kind == "value" and (in_marks := _IN_MARKS.fullmatch(text)):
        text = f" {in_marks[2]} "
    for line in text.split("\n"):
        shown = _OF_PROGRAMS.sub(lambda match: HIDDEN * len(match[0]), line).rstrip()
        if shown:
            anchors = tuple(_anchors(output, start, start + len(line)))
            yield msgspec.structs.replace(
                output, text=shown, anchors=anchors, is_plain=True, is_literal=False
            )
        start += len(line) + 1


def _anchors(output: Passage, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    where = output.locate(start, start)
    yield 0, where.line, where.column
    inside = (each for each in output.anchors if start < each[0] < end)
    yield from ((at - start, line, column) for at, line, column in inside)
