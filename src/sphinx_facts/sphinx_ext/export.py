"""The facts for machines: files that every HTML build writes beside its pages."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from html import escape
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..english.figures.find import find_figures
from ..facts.corroboration import Relation, Standing
from ..model.keys import EvidenceKey, WithEvidence
from ..model.records import Correction, Evidence, Excerpt, Fact, Kind, Origin, Source
from ..rules.proofs import why_unproven
from ..text.words import split
from .domain import FactsDomain, anchor_of
from .naming import add_directive

BUILDERS = {"html", "dirhtml", "singlehtml"}

DOWNLOADS = {
    "facts.json": "all entries, their evidence and where the book cites them, as JSON",
    "facts.schema.json": "the JSON Schema of that file",
    "facts.csv": "the facts as a table",
    "datapackage.json": "a data package that describes the table",
    "sources.bib": "the sources for BibTeX",
    "sources.csl.json": "the sources for programs that read CSL",
}


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
    to that. `origin` is the id of whoever it goes back to, or ``unknown``.
    """

    source: str
    proven: bool
    origin: str
    relation: Relation | None = None
    figure: str | None = None
    excerpt: str | None = None
    first_word: int | None = None
    last_word: int | None = None
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
    about: str | None = None
    sum_of: tuple[str, ...] = ()
    superseded_by: str | None = None
    note: str | None = None
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
    evidence: tuple[Proven, ...]
    cited_in: tuple[Place, ...]


class SourceEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A document; what is not known of it is null. `root` seals its words, where it is recorded."""

    id: str
    publisher: str
    title: str | None
    published: str | None
    url: str | None
    recorded: Literal["full", "excerpt", "data"]
    based_on: str | None
    note: str | None
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


class _Exporter:
    def __init__(self, app: Sphinx) -> None:
        self._app, self._env = app, app.env
        self._domain = cast(FactsDomain, app.env.domains["facts"])
        self._store, self._facts = self._domain.store, self._domain.facts

    def export(self) -> Export:
        return Export(
            title=self._app.config.project,
            book=self._app.config.html_baseurl or None,
            sources=tuple(self._source(id_, item) for id_, item in self._facts.sources.items()),
            people=tuple(
                PersonEntry(
                    id=id_, name=person.name, role=person.role, claim=person.claim,
                    address=self._address("person", id_), note=person.note,
                    evidence=self._evidence("people", id_, person.evidence, person.name),
                    cited_in=self._places("person", id_),
                )
                for id_, person in self._facts.people.items()
            ),
            facts=tuple(self._fact(id_, fact) for id_, fact in self._facts.facts.items()),
            origins=self._facts.origins, corrections=self._facts.corrections,
        )  # fmt: skip

    def _fact(self, id_: str, fact: Fact) -> FactEntry:
        return FactEntry(
            id=id_, kind=fact.kind, wording=fact.wording, claim=fact.claim,
            standing=self._domain.checker.standings.of(id_),
            address=self._address("fact", id_), interval=self._interval(fact),
            speaker=fact.speaker, said_by=fact.said_by, as_of=fact.as_of,
            about=fact.about, sum_of=fact.sum_of, superseded_by=fact.superseded_by, note=fact.note,
            evidence=self._evidence("facts", id_, fact.evidence, fact.wording),
            cited_in=self._places("fact", id_),
        )  # fmt: skip

    def _interval(self, fact: Fact) -> Interval | None:
        """Of a figure that was read as numbers; None of one such as `one of the largest`."""
        figures = find_figures(fact.figure, self._facts.names) if fact.figure else []
        if len(figures) != 1 or not figures[0].numbers or figures[0].weak:
            return None
        one = figures[0]
        return Interval(
            low=f"{one.low.normalize():f}" if one.low.is_finite() else None,
            high=f"{one.high.normalize():f}" if one.high.is_finite() else None,
            low_open=one.low.is_finite() and one.low_open,
            high_open=one.high.is_finite() and one.high_open,
            unit=one.unit,
        )

    def _evidence(
        self, kind: WithEvidence, id_: str, every: tuple[Evidence, ...], own: str
    ) -> tuple[Proven, ...]:
        standings = self._domain.checker.standings
        attestations = list(standings.attestations(id_)) if kind == "facts" else []
        return tuple(
            msgspec.structs.replace(
                self._proven(EvidenceKey(kind, id_, number), item, own),
                origin=attestations[number].origin if attestations else standings.origin(item),
                relation=attestations[number].relation if attestations else None,
                figure=item.figure,
            )
            for number, item in enumerate(every)
        )

    def _proven(self, key: EvidenceKey, item: Evidence, own: str) -> Proven:
        if (
            item.at is not None
        ):  # Its value is compared on every build, which fails where it differs.
            return Proven(item.source, True, "", at=item.at)
        text = item.excerpt or own
        run = self._store.lock.run_of(key)
        proven = why_unproven(self._store, Excerpt(key, item.source, text)) is None
        made = Proven(
            item.source, run is not None and proven, "", excerpt=text, attribution=item.attribution
        )
        if run is None or not proven:
            return made
        last = run.start + len(split(text))
        return msgspec.structs.replace(made, first_word=run.start + 1, last_word=last)

    def _source(self, id_: str, source: Source) -> SourceEntry:
        locked = self._store.lock.sources.get(id_)
        return SourceEntry(
            id=id_, publisher=source.publisher, title=source.title, published=source.published,
            url=source.url, recorded=source.recorded, based_on=source.based_on, note=source.note,
            words=locked.words if locked else None, root=locked.root if locked else None,
            cited_in=self._places("source", id_),
        )  # fmt: skip

    def _address(self, kind: str, id_: str) -> str | None:
        page = self._domain.page_of(kind)
        return None if page is None else self._at(page, anchor_of(kind, id_))

    def _at(self, docname: str, anchor: str) -> str:
        uri = self._app.builder.get_target_uri(docname).partition("#")[0]
        return f"{uri}#{anchor}"

    def _places(self, kind: str, id_: str) -> tuple[Place, ...]:
        return tuple(
            Place(self._at(docname, anchor), self._env.titles[docname].astext())
            for docname, anchor in self._domain.uses_of(kind, id_)
        )


# The table

_COLUMNS: dict[str, tuple[str, str]] = {
    "id": ("string", "The id of the fact"),
    "evidence": ("integer", "The number of the piece of evidence, from 1"),
    "kind": ("string", "figure, quote or term"),
    "wording": ("string", "The fact as its source words it"),
    "claim": ("string", "What it stands for, in the words of the book"),
    "low": ("number", "The lowest number that the figure may be; empty where it is unbounded"),
    "high": ("number", "The highest number that the figure may be; empty where it is unbounded"),
    "unit": ("string", "The unit of both"),
    "said_by": ("string", "Who says it, where the source names anybody"),
    "role": ("string", "Who that is, in the words of the source"),
    "standing": ("string", "What its sources are worth together, computed from their wordings"),
    "figure": ("string", "The figure as this source gives it, where the fact has another wording"),
    "relation": ("string", "How that stands to the fact: it agrees, refines it, or differs"),
    "origin": ("string", "The id of whoever the evidence goes back to, or unknown"),
    "source": ("string", "The id of the source"),
    "publisher": ("string", "Who published the source"),
    "excerpt": ("string", "The words of the source that carry the fact"),
    "first_word": ("integer", "The place of the first of these words in the source, from 1"),
    "last_word": ("integer", "The place of the last of them"),
    "proven": ("boolean", "Whether a proof shows that they stand there"),
    "as_of": ("string", "The time of which it is said"),
    "about": ("string", "What is counted: the series of figures it belongs to"),
    "superseded_by": ("string", "The id of the fact that replaces it"),
    "note": ("string", "What an editor doubts"),
}
_REQUIRED = {
    "id",
    "evidence",
    "kind",
    "wording",
    "claim",
    "source",
    "publisher",
    "proven",
    "standing",
    "origin",
}


def _rows(made: Export) -> Iterator[dict[str, object]]:
    people = {person.id: person for person in made.people}
    sources = {source.id: source for source in made.sources}
    for fact in made.facts:
        interval, sayer = (
            fact.interval or Interval(),
            people.get(fact.speaker or fact.said_by or ""),
        )
        for number, item in enumerate(fact.evidence, 1):
            yield {
                **{name: getattr(fact, name) for name in _COLUMNS if hasattr(fact, name)},
                **{name: getattr(item, name) for name in _COLUMNS if hasattr(item, name)},
                **{name: getattr(interval, name) for name in ("low", "high", "unit")},
                "evidence": number, "proven": "true" if item.proven else "false",
                "said_by": sayer.name if sayer else None, "role": sayer.role if sayer else None,
                "publisher": sources[item.source].publisher,
            }  # fmt: skip


def _table(made: Export) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(made))
    return text.getvalue()


def _package(made: Export, table: str) -> dict[str, Any]:
    content = table.encode()
    fields = [
        {"name": name, "type": type_, "description": text}
        | ({"constraints": {"required": True}} if name in _REQUIRED else {})
        for name, (type_, text) in _COLUMNS.items()
    ]
    return {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", made.title.lower()).strip("-") or "facts",
        "title": f"The facts of {made.title}",
        **({"homepage": made.book} if made.book else {}),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "facts",
                "path": "facts.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{sha256(content).hexdigest()}",
                "dialect": {"lineTerminator": "\r\n", "doubleQuote": True},
                "schema": {"fields": fields, "primaryKey": ["id", "evidence"]},
            }
        ],
    }


# The sources

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{mark: f"\\{mark}" for mark in "&%$#_"},
}  # fmt: skip


def _bibtex(made: Export) -> str:
    """An entry a source; what is not known of it is left out, as programs expect."""
    entries = []
    for source in made.sources:
        fields = {
            "title": source.title,
            "publisher": source.publisher,
            "year": (source.published or "")[:4] or None,
            "date": source.published,
            "url": source.url,
            "note": source.note,
        }
        lines = [
            f"  {name} = {{{''.join(_TEX.get(mark, mark) for mark in ' '.join(text.split()))}}},"
            for name, text in fields.items()
            if text
        ]
        entries.append("\n".join([f"@misc{{{source.id},", *lines, "}\n"]))
    return "\n".join(entries)


def _csl(made: Export) -> list[dict[str, Any]]:
    entries = []
    for source in made.sources:
        date = re.fullmatch(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", source.published or "")
        issued = {"date-parts": [[int(part) for part in date.groups() if part]]} if date else None
        if issued is None and source.published:
            issued = {"literal": source.published}  # type: ignore[dict-item]
        entry = {
            "id": source.id,
            "type": "dataset" if source.recorded == "data" else "document",
            "title": source.title,
            "publisher": source.publisher,
            "issued": issued,
            "URL": source.url,
            "note": source.note,
        }
        entries.append({name: value for name, value in entry.items() if value is not None})
    return entries


# Writing


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def files(app: Sphinx) -> dict[str, str]:
    """The text of every file, by its name. The same for the same book, whenever it is built."""
    made = _Exporter(app).export()
    schema = msgspec.json.schema(Export) | {
        "$schema": "https://json-schema.org/draft/2020-12/schema"
    }
    table = _table(made)
    written: dict[str, Callable[[], str]] = {
        "facts.json": lambda: _json(made),
        "facts.schema.json": lambda: _json(schema),
        "facts.csv": lambda: table,
        "datapackage.json": lambda: _json(_package(made, table)),
        "sources.bib": lambda: _bibtex(made),
        "sources.csl.json": lambda: _json(_csl(made)),
    }
    if app.config.html_baseurl:
        written["sitemap.xml"] = lambda: _sitemap(app)
    return {name: make() for name, make in written.items()}


def _sitemap(app: Sphinx) -> str:
    base = app.config.html_baseurl.rstrip("/")
    addresses = {app.builder.get_target_uri(name).partition("#")[0] for name in app.env.found_docs}
    lines = [f"  <url><loc>{escape(f'{base}/{each}')}</loc></url>" for each in sorted(addresses)]
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', opening, *lines, "</urlset>", ""])


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name not in BUILDERS:
        return
    for name, text in files(app).items():
        Path(app.outdir, name).write_text(text, "utf-8", newline="")


# Links to the files


class downloads(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands where the links to the files will be; which there are, the builder decides."""


class DownloadsDirective(SphinxDirective):
    """Lists the files that an HTML build writes for programs, with a link to each."""

    def run(self) -> list[nodes.Node]:
        return [downloads()]


class Downloads(SphinxPostTransform):
    """Other builders write no such files, and have no list of them."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        domain = cast(FactsDomain, self.env.domains["facts"])
        builder, docname = domain.builder, self.env.current_document.docname
        for node in list(self.document.findall(downloads)):
            if builder.name not in BUILDERS:
                node.parent.remove(node)
                continue
            depth = builder.get_target_uri(docname).partition("#")[0].count("/")
            up = "" if builder.name == "singlehtml" else "../" * depth
            items = [
                nodes.list_item("", nodes.paragraph("", "",
                    nodes.reference("", "", nodes.literal("", name), refuri=f"{up}{name}"),
                    nodes.Text(f": {text}")))
                for name, text in DOWNLOADS.items()
            ]  # fmt: skip
            node.replace_self(nodes.bullet_list("", *items, classes=["downloads"]))


def setup(app: Sphinx) -> None:
    """Called by the extension."""
    add_directive(app, "downloads", DownloadsDirective)
    app.add_node(downloads)
    app.add_post_transform(Downloads)
    app.connect("build-finished", _write)
