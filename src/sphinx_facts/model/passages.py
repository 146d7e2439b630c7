"""What is read of a chapter: passages of prose with the citations in them, each with its place."""

from __future__ import annotations

from bisect import bisect_right
from typing import Literal

import msgspec

from .roles import ROLES, Role, RoleTraits

HIDDEN = "\ufffc"
"""Stands in a passage for what is there but is no prose: code, a formula, an image."""


STYLES = frozenset({"em", "strong"})
"""The tags in HTML of what stands out in a text."""


class Location(msgspec.Struct, frozen=True, gc=False, order=True):
    """A stretch of a file. Lines and columns count from `1`; the end is exclusive."""

    path: str
    """The file, as it was named."""
    line: int = 1
    """The line in which it begins."""
    column: int = 1
    """The column of its opening character."""
    end_line: int = 1
    """The line in which it ends."""
    end_column: int = 1
    """The column after its last character."""

    @classmethod
    def after(cls, text: str, path: str) -> Location:
        """The character that follows a text with which the file begins."""
        line, column = text.count("\n") + 1, len(text) - text.rfind("\n")
        return cls(path, line, column, line, column + 1)

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Acceptance(msgspec.Struct, frozen=True, gc=False):
    """What a comment in a text says of the block that follows it: that findings of some codes are
    right there, and why.
    """

    codes: tuple[str, ...]
    """Empty where the comment does not tell any."""
    reason: str
    location: Location
    """Where it is written."""
    is_open: bool = False
    """What stands there is only known to a build, so that it may be found there all the same."""


class Flaw(msgspec.Struct, frozen=True, gc=False):
    """Something in a text that may show a reader more than is read of it, or less."""

    kind: Literal["html", "order", "code", "role", "unknown", "hidden"]
    """`html`: markup that is not allowed, or not whole; `order`: a character that turns the order
    of others; `code`: a citation in what is no prose; `role`: one where none works; `unknown`: a
    name of nothing; `hidden`: what a style sheet hides in a sentence.
    """
    message: str
    """What is wrong, in a sentence without its full stop."""
    location: Location
    help: str = ""
    """The way out, where the rule has no better one."""
    name: str = ""
    """The tag or attribute, where a setting may allow it."""
    cites: str | None = None
    """What it would cite, where it is one only if that is the id of something."""


class Reading(msgspec.Struct, frozen=True):
    """What the settings say of what is read."""

    literals: bool = False
    """Whether code, formulas, keys and the like are read as well."""
    allowed_html: tuple[str, ...] = ()
    """Tags and attributes of raw HTML that are allowed beside those that always are."""
    reviewed: bool = False
    """Whether the passages are to be compared with their evidence by readers."""
    cell_tags: tuple[str, ...] = ()
    """The tags that all code cells of the book's notebooks have, by its configuration."""


class Citation(msgspec.Struct, frozen=True, gc=False):
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

    @property
    def traits(self) -> RoleTraits:
        """What sets its role apart."""
        return ROLES[self.role]


class Structure(msgspec.Struct, frozen=True, gc=False):
    """What stands over a passage, and its place among the lists and tables of its text.

    Tables, rows, columns, lists, items and quotations count from 1, in the order in which they
    begin.
    """

    headings: tuple[str, ...] = ()
    """The headings that it stands under, the outermost first; a heading is not under itself."""
    introduction: str = ""
    """What leads to its list, definition or table: the paragraph right before that ends with a
    colon, the term, the caption.
    """
    row: str = ""
    """The first cell of its row, in the others."""
    column: str = ""
    """The cell at the head of its column, below that."""
    cell: tuple[int, int, int] | None = None
    """Its table, row and column; the rows of the head are row 0."""
    item: tuple[int, int] | None = None
    """Its list, the innermost, and which item of that it is."""
    quotation: int = 0
    """Its block of quotation, the innermost; 0 where it is in none."""
    attribution: str = ""
    """The line that says whose words it is, without its dash."""
    is_attribution: bool = False
    """It is such a line."""
    corner: str = ""
    """The cell at the head of the first column, in the others."""
    beside: str = ""
    """The second cell of its row, in the first; in the others the words between the two."""
    before: str = ""
    """Of a paragraph, the last one before it under the same heading."""


class Passage(msgspec.Struct, frozen=True, gc=False):
    """A block of prose as a reader sees it: a paragraph, a heading, a cell, a caption.

    `anchors` are ``(offset in text, line, column)``, in order: what lies between two of them runs
    on in one line.
    """

    path: str
    text: str
    anchors: tuple[tuple[int, int, int], ...]
    citations: tuple[Citation, ...] = ()
    is_heading: bool = False
    structure: Structure = Structure()
    accepted: tuple[Acceptance, ...] = ()
    """What comments before it accept in it; one before nothing is in a passage without text."""
    styled: tuple[tuple[str, int, int], ...] = ()
    """What of its text stands out: ``em`` or ``strong``, and where it begins and ends."""
    flaws: tuple[Flaw, ...] = ()
    """What is wrong with how it is written."""
    is_plain: bool = False
    """No role works in it: it stands in an attribute, in HTML, in what a setting shows."""
    is_literal: bool = False
    """It is code, a formula or the like, which is read only where a setting asks for it."""

    def _place(self, offset: int) -> tuple[int, int]:
        index = max(0, bisect_right(self.anchors, (offset, 1 << 62, 0)) - 1)
        start, line, column = self.anchors[index]
        return line, column + max(0, offset - start)

    def locate(self, start: int, end: int) -> Location:
        """Where ``[start, end)`` of the text stands in the file."""
        line, column = self._place(start)
        end_line, end_column = self._place(max(start, end - 1))
        return Location(self.path, line, column, end_line, end_column + 1)
