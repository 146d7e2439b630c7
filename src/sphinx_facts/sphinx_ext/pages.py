"""The lists of all facts, people and sources, made from the facts file and from what the
chapters cite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx.builders import Builder

from ..english.dates import written_date
from ..english.quotations import in_marks
from ..facts.corroboration import MEANINGS
from ..model.keys import EvidenceKey, WithEvidence
from ..model.records import UNKNOWN, Evidence, Fact, FactsFile, Person, Source
from ..text.words import split
from .domain import FactsDomain, anchor_of
from .excerpts import among_sources, excerpt_uri, page_kind
from .filters import data_of, make_form
from .links import cited_in, fact_link, marked, parted, person_link, source_link
from .nodes import cite, listed

ENTRIES = {
    "facts": "fact", "people": "person", "sources": "source", "corrections": "correction",
}  # fmt: skip
"""The directives, and the kind of the entries that each lists."""

NOT_KNOWN = "not known"


def origin_name(facts: FactsFile, origin: str) -> nodes.Node:
    """What an origin is called, as it is recorded."""
    kind = next(kind for kind in ("origins", "people", "sources") if origin in getattr(facts, kind))
    entry = getattr(facts, kind)[origin]
    return cite("record", f"{kind}/{origin}", getattr(entry, "name", "") or entry.publisher)


def make_corrections(facts: FactsFile) -> nodes.Node:
    """The log of corrections, the latest first."""
    items = []
    for number, entry in sorted(
        enumerate(facts.corrections), key=lambda item: (item[1].date, item[0]), reverse=True
    ):
        place = f"corrections/{number}"
        was, now = (
            cite("record", place, in_marks(text)) if text else nodes.Text("nothing, as it is gone")
            for text in (entry.was, entry.now)
        )
        date = nodes.strong("", "", cite("record", place, written_date(entry.date)))
        text = [date, nodes.Text(": "), nodes.literal("", entry.fact), nodes.Text(" was "), was]
        text += [
            nodes.Text(" and is now "),
            now,
            nodes.Text(". "),
            cite("record", place, entry.why),
        ]
        items.append(nodes.list_item("", nodes.paragraph("", "", *text)))
    if not items:
        return nodes.paragraph("", "No fact has been corrected since the book was published.")
    return nodes.bullet_list("", *items, classes=["corrections"])


def make_list(domain: FactsDomain, builder: Builder, docname: str, kind: str) -> list[nodes.Node]:
    """All entries of a kind, as a definition list with an anchor an entry; facts with a form that
    filters them.
    """
    if kind == "correction":
        return [make_corrections(domain.facts)]
    entries = nodes.definition_list(
        "", *_Lister(domain, builder, docname).items(kind), classes=["entries", f"entries-{kind}"]
    )
    return [make_form(domain), entries] if kind == "fact" else [entries]


class _Lister:
    def __init__(self, domain: FactsDomain, builder: Builder, docname: str) -> None:
        self._domain, self._builder, self._docname = domain, builder, docname
        self._facts = domain.facts

    def items(self, kind: str) -> Iterator[listed]:
        if kind == "fact":
            for id_, fact in self._facts.facts.items():
                head = cite("record", f"facts/{id_}", marked(fact))
                item = self._item(kind, id_, head, self._about_fact(id_, fact))
                item["data"] = data_of(self._domain, id_, fact)
                yield item
        elif kind == "person":
            for id_, person in self._facts.people.items():
                yield self._item(
                    kind, id_, cite("person", id_, person.name), self._about_person(id_, person)
                )
        else:
            for id_, source in self._facts.sources.items():
                yield self._item(
                    kind,
                    id_,
                    cite("source", id_, source.publisher),
                    self._about_source(id_, source),
                )

    def _item(self, kind: str, id_: str, head: nodes.Node, body: Iterable[nodes.Node]) -> listed:
        term = nodes.term("", "", head, ids=[anchor_of(kind, id_)])
        return listed("", term, nodes.definition("", *body))

    def _about_fact(self, id_: str, fact: Fact) -> Iterator[nodes.Node]:
        yield nodes.paragraph("", "", cite("record", f"facts/{id_}", fact.claim), classes=["claim"])
        fields: list[tuple[str, list[nodes.Node]]] = [("Kind", [nodes.Text(fact.kind)])]
        if fact.attributed_to is not None:
            label = "Speaker" if fact.speaker else "Said by"
            fields.append((label, list(self._person(fact.attributed_to))))
        elif fact.kind != "quote":
            fields.append(("Said by", [nodes.Text("the source itself, which names nobody")]))
        if fact.as_of is not None:
            fields.append(("As of", [cite("record", f"facts/{id_}", written_date(fact.as_of))]))
        fields.append(("Standing", list(self._standing(id_))))
        fields += self._evidence("facts", id_, fact.evidence, fact.wording)
        fields += self._others(id_)
        yield from self._close(f"facts/{id_}", fields, fact.note, self._places("fact", id_))

    def _standing(self, id_: str) -> Iterator[nodes.Node]:
        standings = self._domain.checker.standings
        later = standings.superseded_by(id_)
        standing = standings.of(id_)
        yield from (cite("own", "", standing), nodes.Text(f": {MEANINGS[standing]}"))
        if later is not None:
            yield from (nodes.Text(": "), fact_link(self._domain, self._docname, later))
        origins = dict.fromkeys(voice.origin for voice in standings.attestations(id_))
        names = [origin_name(self._facts, origin) for origin in origins if origin != UNKNOWN]
        if names:
            yield from (
                nodes.Text(". As far as is known, it goes back to "),
                *parted(names, ", and to "),
            )

    def _others(self, id_: str) -> Iterator[tuple[str, list[nodes.Node]]]:
        """The facts that count the same at the same time, and how they stand to this."""
        seen = {id_}
        for voice in self._domain.checker.standings.attestations(id_):
            if voice.fact not in seen:
                seen.add(voice.fact)
                link = fact_link(self._domain, self._docname, voice.fact)
                yield "At the same time", [link, nodes.Text(f" ({voice.relation})")]

    def _about_person(self, id_: str, person: Person) -> Iterator[nodes.Node]:
        place = f"people/{id_}"
        yield nodes.paragraph("", "", cite("record", place, person.claim), classes=["claim"])
        fields: list[tuple[str, list[nodes.Node]]] = [
            ("As the source puts it", [cite("record", place, person.role)])
        ]
        fields += self._evidence("people", id_, person.evidence, person.name)
        said = [fact_id for fact_id, fact in self._facts.facts.items() if fact.attributed_to == id_]
        if said:
            links = [fact_link(self._domain, self._docname, fact_id) for fact_id in said]
            fields.append(("Says", parted(links, "; ")))
        yield from self._close(place, fields, person.note, self._places("person", id_))

    def _about_source(self, id_: str, source: Source) -> Iterator[nodes.Node]:
        place = f"sources/{id_}"
        fields: list[tuple[str, list[nodes.Node]]] = [
            (label, [cite("record", place, text) if text else nodes.Text(NOT_KNOWN)])
            for label, text in (
                ("Title", source.title),
                ("Published", written_date(source.published)),
            )
        ]
        link = (
            nodes.reference("", "", nodes.Text(source.url), refuri=source.url)
            if source.url
            else None
        )
        fields.append(("Address", [nodes.literal("", "", link) if link else nodes.Text(NOT_KNOWN)]))
        locked = self._domain.store.lock.sources.get(id_)
        if source.recorded == "full" and locked is not None:
            fields.append(
                ("Recorded", [nodes.Text("the whole text, with a proof for each excerpt")])
            )
            fields.append(("Words", [nodes.literal("", str(locked.words))]))
            fields.append(("Root", [nodes.literal("", locked.root)]))
        elif source.recorded == "data":
            fields.append(("Recorded", [nodes.Text("the data, compared on every check")]))
        else:
            text = "by excerpts alone, which are sealed but not proven"
            fields.append(("Recorded", [nodes.Text(text)]))
        origin = self._domain.checker.standings.origin(Evidence(source=id_))
        if origin != id_:
            known = origin != UNKNOWN
            name = (
                origin_name(self._facts, origin) if known else nodes.Text("it does not tell what")
            )
            fields.append(("Based on", [name]))
        page = self._domain.page_of(page_kind(id_))
        if page is not None:
            uri = self._builder.get_relative_uri(self._docname, page)
            title: list[nodes.Node] = self._builder.env.titles[page].deepcopy().children
            fields.append(
                ("Excerpts", [nodes.reference("", "", *title, refuri=uri, internal=True)])
            )
        yield from self._close(place, fields, source.note, self._places("source", id_))
        yield from among_sources(self._domain, self._builder, self._docname, id_)

    def _evidence(
        self,
        kind: WithEvidence,
        id_: str,
        evidence: Iterable[Evidence],
        own: str,
    ) -> Iterator[tuple[str, list[nodes.Node]]]:
        for number, item in enumerate(evidence):
            name = source_link(self._domain, self._docname, item.source)
            if item.at is not None:
                value = [nodes.Text("the value at "), nodes.literal("", item.at)]
                yield "Evidence", [*value, nodes.Text(" – "), name]
                yield "Proof", [nodes.Text("compared with the data file on every check")]
                continue
            key = EvidenceKey(kind, id_, number)
            excerpt = cite("record", key.entry, in_marks(item.excerpt or own))
            relation = self._relation(key)
            yield "Evidence", [excerpt, nodes.Text(" – "), name, nodes.Text(relation)]
            yield "Proof", self._proof(key, item, own)

    def _relation(self, key: EvidenceKey) -> str:
        """How a piece of evidence stands to the wording of its fact, if that is not its own."""
        if key.kind != "facts" or self._facts.facts[key.id].evidence[key.number].figure is None:
            return ""
        attestations = self._domain.checker.standings.attestations(key.id)
        return f" ({attestations[key.number].relation})"

    def _proof(self, key: EvidenceKey, item: Evidence, own: str) -> list[nodes.Node]:
        """Where the excerpt stands, with a link to its place in the list of all of the source's."""
        run = self._domain.store.lock.run_of(key)
        locked = self._domain.store.lock.sources.get(item.source)
        if run is None or locked is None:
            return [nodes.Text("none: of this source only the excerpt was recorded, and sealed")]
        end = run.start + len(split(item.excerpt or own))
        words: nodes.Node = nodes.literal("", f"{run.start + 1}–{end} of {locked.words}")
        uri = excerpt_uri(self._domain, self._builder, self._docname, item.source, key)
        if uri is not None:
            words = nodes.reference("", "", words, refuri=uri, internal=True)
        return [nodes.Text("word for word, at words "), words]

    def _person(self, id_: str) -> Iterator[nodes.Node]:
        person = self._facts.people[id_]
        yield person_link(self._domain, self._docname, id_)
        yield nodes.Text(", ")
        yield cite("record", f"people/{id_}", person.role)

    def _places(self, kind: str, id_: str) -> list[nodes.Node]:
        return cited_in(self._domain, self._builder, self._docname, kind, id_)

    def _close(
        self,
        place: str,
        fields: list[tuple[str, list[nodes.Node]]],
        note: str | None,
        places: list[nodes.Node],
    ) -> Iterator[nodes.Node]:
        if note:
            fields.append(("Note", [cite("record", place, note)]))
        fields.append(("Cited in", places))
        yield nodes.field_list(
            "",
            *(
                nodes.field(
                    "",
                    nodes.field_name("", label),
                    nodes.field_body("", nodes.paragraph("", "", *content)),
                )
                for label, content in fields
            ),
        )
