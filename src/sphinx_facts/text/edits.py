"""Edits of a text: worked out first, applied together."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Edit(NamedTuple):
    """A stretch of a text, and what is to stand there."""

    start: int
    end: int
    text: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with these edits. Of several at one place the first given stands first; what lies in
    a stretch that another replaces goes with it.
    """
    parts, place = list[str](), 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.start < edit.end, -edit.end)):
        if edit.start >= place:
            parts += [text[place : edit.start], edit.text]
            place = edit.end
    return "".join([*parts, text[place:]])
