"""The records that everything else speaks of. They hold; they do not judge."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

import msgspec

Kind = Literal["figure", "quote", "term"]
Severity = Literal["error", "notice"]
Status = Literal["proposed", "confirmed"]
"""What a program proposed is refused until a person has confirmed it."""
Role = Literal["fact", "quote", "quotation", "named", "person", "source", "own", "count", "record"]


class Location(msgspec.Struct, frozen=True, order=True):
    """A stretch of a file. Lines and columns count from 1; the end is exclusive."""

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Source(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True
):
    """A document that was read. What is not known of it is ``null``, said and not left out."""

    publisher: str
    title: str | None
    published: str | None
    url: str | None
    recorded: Literal["full", "excerpt", "data"]
    file: str | None = None
    """Of a data source: the file with the values, relative to the folder of the facts file."""
    note: str | None = None
    status: Status = "confirmed"


class Evidence(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True
):
    """An excerpt of a source, or a value in a data file.

    A quote's excerpt is the quote itself where none is written.
    """

    source: str
    at: str | None = None
    """The place of the value, such as ``plans[2].price``: see `data`."""
    excerpt: str | None = None
    attribution: str | None = None
    """The source's words that say who speaks."""


class Person(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True
):
    """Somebody, or an institution, that a source names. `role` keeps to the words of the
    evidence.
    """

    name: str
    role: str
    claim: str
    also: tuple[str, ...] = ()
    """Other forms under which a chapter may name them."""
    note: str | None = None
    status: Status = "confirmed"
    evidence: tuple[Evidence, ...]


class Fact(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True
):
    """A figure, a quote or a term: exactly one, with the claim it stands for and its evidence."""

    figure: str | None = None
    quote: str | None = None
    term: str | None = None
    claim: str
    speaker: str | None = None
    said_by: str | None = None
    near: tuple[str, ...] = ()
    as_of: str | None = None
    superseded_by: str | None = None
    note: str | None = None
    status: Status = "confirmed"
    evidence: tuple[Evidence, ...]

    @property
    def kind(self) -> Kind:
        return (
            "figure" if self.figure is not None else "quote" if self.quote is not None else "term"
        )

    @property
    def wording(self) -> str:
        """The fact as recorded, whatever its kind."""
        return self.figure or self.quote or self.term or ""

    @property
    def sayer(self) -> str | None:
        """The id of whoever says it: the speaker of a quote, or whom the source names for
        anything else.
        """
        return self.speaker or self.said_by


class FactsFile(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True
):
    """The central facts file: all of `facts/*.yaml`, read as one."""

    sources: dict[str, Source] = {}
    people: dict[str, Person] = {}
    facts: dict[str, Fact] = {}
    names: tuple[str, ...] = ()
    """Names with a number in them, such as World War II: the number is part of the name."""


class LockedSource(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True
):
    """What `record` saw of a source: its count of words, the digest of its file, its root."""

    words: int
    sha256: str
    root: str


class LockedRun(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, omit_defaults=True
):
    """Where an excerpt stands in its source, the words beside it, and the proof of the whole run.

    `before` and `after` are folded words, parted by spaces; `proof` is hashes in hexadecimal,
    parted likewise.
    """

    start: int
    before: str
    after: str
    proof: str


class Lock(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """facts.lock. `runs` is keyed by the place of the evidence in the facts file, as `Evidence`
    keys are built.
    """

    version: Literal[1] = 1
    sources: dict[str, LockedSource] = {}
    runs: dict[str, LockedRun] = {}


class Excerpt(msgspec.Struct, frozen=True):
    """A text of the facts file that must stand in a source, word for word."""

    key: str
    """Its place in the facts file, such as ``facts/troops-sent/evidence/0/excerpt``."""
    source: str
    text: str


class Citation(msgspec.Struct, frozen=True):
    """A place in a passage where a fact, person or source is used: ``[start, end)`` in the
    passage's text.
    """

    role: Role
    target: str
    start: int
    end: int
    location: Location
    """Where the whole role or directive is written."""
    wording: str | None = None
    """The author's own wording; None where the recorded one is shown."""


class Passage(msgspec.Struct, frozen=True):
    """A block of prose as a reader sees it: a paragraph, a heading, a cell, a caption.

    `anchors` are ``(offset in text, line, column)``, in order: what lies between two of them runs
    on in one line.
    """

    path: str
    text: str
    anchors: tuple[tuple[int, int, int], ...]
    citations: tuple[Citation, ...] = ()
    is_heading: bool = False

    def _place(self, offset: int) -> tuple[int, int]:
        index = max(0, bisect_right(self.anchors, (offset, 1 << 62, 0)) - 1)
        start, line, column = self.anchors[index]
        return line, column + max(0, offset - start)

    def locate(self, start: int, end: int) -> Location:
        """Where ``[start, end)`` of the text stands in the file."""
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, end - 1))
        return Location(self.path, line, column, end_line, end_column + 1)
