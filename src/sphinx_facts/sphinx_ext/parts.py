"""Text that is said once and shown in many forms: runs of parts, whose kinds every form knows.

On a card they become HTML, in a list nodes of docutils. What is recorded is told from the book's
own words throughout, so that the audit of the built pages can hold each to its record.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, NamedTuple

from ..model.keys import EvidenceKey

EntryKind = Literal["fact", "person", "source"]
KINDS = {"fact": "facts", "person": "people", "source": "sources"}
"""The kinds of entries that can be linked to, and where the facts file has them."""


class Record(NamedTuple):
    """Words of an entry as the facts file has them; its place is such as facts/troops-sent."""

    place: str
    text: str


class Own(NamedTuple):
    """The book's own words, though they hold a number."""

    text: str


class Code(NamedTuple):
    """What is no prose: a number of words, a digest, the place of a value in a data file."""

    text: str


class Name(NamedTuple):
    """What an entry is called; where there are links, it leads to the entry."""

    kind: EntryKind
    id: str
    text: str


class Link(NamedTuple):
    """A link to an entry, in the book's own words; a card has none where no list is led to."""

    kind: EntryKind
    id: str
    text: str


class ExcerptPlace(NamedTuple):
    """Where an excerpt stands in its source; it leads to where the excerpt is listed."""

    text: str
    source: str
    key: EvidenceKey


class Address(NamedTuple):
    """An address in the web, and a link to it."""

    url: str


class Title(NamedTuple):
    """The title of a document of the book, and a link to it."""

    docname: str


class Places(NamedTuple):
    """Links to the citations of an entry, each a document and an anchor in it."""

    uses: tuple[tuple[str, str], ...]


Part = str | Record | Own | Code | Name | Link | ExcerptPlace | Address | Title | Places
Parts = tuple[Part, ...]


class Line(NamedTuple):
    """One thing that is said of an entry: what it is, under which label, and how it reads."""

    name: str
    label: str | Code
    parts: Parts


def line(name: str, label: str | Code, *parts: Part) -> Line:
    """A line of these parts."""
    return Line(name, label, parts)


def joined(items: Iterable[Parts], mark: str) -> Parts:
    """All of the items, with a mark between them."""
    return tuple(part for item in items for part in (mark, *item))[1:]


def excerpts_of(source: str) -> str:
    """What is noted of a document that lists the excerpts of this source."""
    return f"excerpts/{source}"
