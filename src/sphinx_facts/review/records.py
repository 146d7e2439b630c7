"""What lies on the desk: plain records, which a page gets as JSON."""

from __future__ import annotations

from typing import Literal

import msgspec

from ..model.reviews import Answer, PassageKey, ReviewState

Mark = Literal["", "same", "differs"]
"""Of a qualifier: the other side has one of its kind, or it has none."""
Doubt = Literal[
    "cites nothing", "qualifiers differ", "reckoned", "single source", "repeated", "disputed",
    "overtaken", "not proven", "nobody named", "undated", "noted",
]  # fmt: skip
"""Why a reader might look twice."""


class Piece(msgspec.Struct, frozen=True, omit_defaults=True):
    """A stretch of a text."""

    text: str
    entry: int = -1
    """Of a citation: the number of what it cites among the entries of its passage."""
    mark: Mark = ""


class ShownEvidence(msgspec.Struct, frozen=True):
    """An excerpt within its sentence, as far as that is known."""

    before: list[Piece]
    excerpt: list[Piece]
    after: list[Piece]
    source: str
    """Publisher, title and date."""
    proof: str
    address: str = ""
    attribution: str = ""
    """The source's words that say who speaks."""
    figure: str = ""
    """The figure as this source has it, where that is not the recorded one."""


class ShownEntry(msgspec.Struct, frozen=True):
    """What is cited, and what is recorded of it."""

    kind: str
    id: str
    wording: str
    claim: str = ""
    lines: list[tuple[str, str]] = []
    """What else is known, each under its label."""
    evidence: list[ShownEvidence] = []


class Dossier(msgspec.Struct, frozen=True):
    """A passage with all that it is to be compared with, and what readers have answered."""

    key: PassageKey
    chapter: str
    place: str
    """The file, the line and the column."""
    headings: list[str]
    over: list[tuple[str, str]]
    """What else stands over it: the labels of its row and column, what leads to its list."""
    is_heading: bool
    pieces: list[Piece]
    entries: list[ShownEntry]
    doubts: list[Doubt]
    state: ReviewState = "outstanding"
    answers: list[Answer] = []

    @property
    def text(self) -> str:
        return "".join(each.text for each in self.pieces)
