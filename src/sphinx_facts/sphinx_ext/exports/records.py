"""The facts as records: what facts.json holds, and what its schema describes."""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from sphinx.application import Sphinx

from ...facts.corroboration import Relation, Standing
from ...figures.figure import Figure
from ...model.records import Correction, Excerpt, Kind, Origin
from ...rules.entry.proofs import why_unproven
from ..domain import anchor_of, domain_of
from ..evidence_view import EvidenceView
from ..fact_view import number_of, view_fact, view_person, view_source
from ..parts import Places


class Place(msgspec.Struct, frozen=True):
    """A citation in the book: the page with its anchor, and the title of the page."""

    address: str
    title: str


class Interval(msgspec.Struct, frozen=True, omit_defaults=True):
    """The numbers that a figure may be; an end that is missing is unbounded.

    Bounds are decimal numbers as text. Dates are year.monthday, and times minutes since midnight.
    """

    low: str | None = None
    high: str | None = None
    low_open: bool = False
    high_open: bool = False
    unit: str | None = None


class Proven(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of evidence: an excerpt with its words in the source (from 1), or a value in data.

    `figure` is the wording of this source where the fact has another, and `relation` how it stands
    to that. `origin` is the id of whoever it goes back to, or ``unknown``. `pieces` are the
    first and last word of each piece of an excerpt that leaves words out.
    """

    source: str
    proven: bool
    origin: str
    relation: Relation | None = None
    figure: str | None = None
    excerpt: str | None = None
    first_word: int | None = None
    last_word: int | None = None
    pieces: tuple[tuple[int, int], ...] = ()
    attribution: str | None = None
    at: str | None = None


class FactEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A figure, quote or term, in the words of its source, and the claim it stands for."""

    id: str
    kind: Kind
    wording: str
    claim: str
    standing: Standing
    address: str | None = None
    interval: Interval | None = None
    speaker: str | None = None
    said_by: str | None = None
    as_of: str | None = None
    happened: str | None = None
    about: str | None = None
    sum_of: tuple[str, ...] = ()
    superseded_by: str | None = None
    note: str | None = None
    formerly: tuple[str, ...] = ()
    evidence: tuple[Proven, ...]
    cited_in: tuple[Place, ...]


class PersonEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Somebody, or an institution, whom a source names."""

    id: str
    name: str
    role: str
    claim: str
    address: str | None = None
    note: str | None = None
    formerly: tuple[str, ...] = ()
    evidence: tuple[Proven, ...]
    cited_in: tuple[Place, ...]


class SourceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A document; what is not known of it is null. `root` seals its words, where it is recorded."""

    id: str
    publisher: str
    title: str | None
    published: str | None
    url: str | None
    accessed: str | None = None
    archived: str | None = None
    recorded: Literal["full", "excerpt", "data"]
    based_on: str | None
    independent: str | None = None
    author: str | None = None
    note: str | None
    formerly: tuple[str, ...] = ()
    words: int | None
    root: str | None
    cited_in: tuple[Place, ...]


class Export(msgspec.Struct, frozen=True, kw_only=True):
    """The facts of a book. Addresses are relative to this file, or to `book` where it is known."""

    version: Literal[1] = 1
    title: str
    book: str | None
    sources: tuple[SourceEntry, ...]
    people: tuple[PersonEntry, ...]
    facts: tuple[FactEntry, ...]
    origins: dict[str, Origin]
    corrections: tuple[Correction, ...]


def export(app: Sphinx) -> Export:
    """What the book records, and where it cites it."""
    exporter, facts = _Exporter(app), domain_of(app.env).facts
    return Export(
        title=app.config.project,
        book=app.config.html_baseurl or None,
        sources=tuple(map(exporter.source, facts.sources)),
        people=tuple(map(exporter.person, facts.people)),
        facts=tuple(map(exporter.fact, facts.facts)),
        origins=facts.origins,
        corrections=facts.corrections,
    )


class _Exporter:
    def __init__(self, app: Sphinx) -> None:
        self._builder, self._env = app.builder, app.env
        self._domain = domain_of(app.env)
        self._store, self._facts = self._domain.store, self._domain.facts

    def fact(self, id_: str) -> FactEntry:
        view = view_fact(self._domain, id_)
        return FactEntry(
            **_recorded(view.fact, FactEntry),
            **self._known("fact", id_, view.cited_in),
            standing=view.standing.name,
            interval=_interval(number_of(self._domain, id_)),
            evidence=tuple(map(self._evidence, view.evidence)),
        )

    def person(self, id_: str) -> PersonEntry:
        view = view_person(self._domain, id_)
        return PersonEntry(
            **_recorded(view.person, PersonEntry),
            **self._known("person", id_, view.cited_in),
            evidence=tuple(map(self._evidence, view.evidence)),
        )

    def source(self, id_: str) -> SourceEntry:
        view = view_source(self._domain, id_)
        return SourceEntry(
            **_recorded(view.source, SourceEntry),
            id=id_,
            words=view.words or None,
            root=view.root or None,
            cited_in=self._places(view.cited_in),
        )

    def _known(self, kind: str, id_: str, cited_in: Places) -> dict[str, Any]:
        page = self._domain.page_of(kind)
        address = None if page is None else self._at(page, anchor_of(kind, id_))
        return {"id": id_, "address": address, "cited_in": self._places(cited_in)}

    def _at(self, docname: str, anchor: str) -> str:
        uri = self._builder.get_target_uri(docname).partition("#")[0]
        return f"{uri}#{anchor}"

    def _places(self, cited_in: Places) -> tuple[Place, ...]:
        return tuple(
            Place(self._at(docname, anchor), self._env.titles[docname].astext())
            for docname, anchor in cited_in.uses
        )

    def _evidence(self, view: EvidenceView) -> Proven:
        item = view.item
        made = Proven(
            source=item.source, proven=True, origin=view.origin, relation=view.relation,
            figure=item.figure, at=item.at,
        )  # fmt: skip
        if item.at is not None:
            return made  # The value is compared on every build, which fails where it differs.
        excerpt, words = Excerpt(view.key, item.source, view.text), view.words
        if words and why_unproven(self._store, excerpt) is not None:
            words = []
        return msgspec.structs.replace(
            made, proven=bool(words), excerpt=view.text, attribution=item.attribution,
            first_word=words[0][0] if words else None, last_word=words[-1][1] if words else None,
            pieces=tuple(words) if len(words) > 1 else (),
        )  # fmt: skip


def _recorded(entry: msgspec.Struct, into: type[msgspec.Struct]) -> dict[str, Any]:
    """What the export has as the facts file has it."""
    names = [name for name in into.__struct_fields__ if name != "evidence"]
    return {name: getattr(entry, name) for name in names if hasattr(entry, name)}


def _interval(figure: Figure | None) -> Interval | None:
    """Of a figure that was read as numbers."""
    if figure is None:
        return None
    low, high = figure.low, figure.high
    return Interval(
        low=f"{low.normalize():f}" if low.is_finite() else None,
        high=f"{high.normalize():f}" if high.is_finite() else None,
        low_open=low.is_finite() and figure.low_open,
        high_open=high.is_finite() and figure.high_open,
        unit=figure.unit,
    )
