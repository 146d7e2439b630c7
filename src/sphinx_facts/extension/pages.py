"""The lists of all facts, people and sources, made from the facts file and from what the
chapters cite.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, groupby

from docutils import nodes
from sphinx.builders import Builder

from ..model import Evidence, Fact, Person, Role, Source
from ..words import split
from .domain import FactsDomain, anchor_of
from .filters import data_of, make_form
from .nodes import cite, listed
from .roles import reference

ENTRIES = {"facts": "fact", "people": "person", "sources": "source"}
"""The directives, and the kind of the entries that each lists."""

_SHOWS: dict[str, Role] = {"figure": "fact", "quote": "quote", "term": "named"}
NOT_KNOWN = "not known"


def make_list(domain: FactsDomain, builder: Builder, docname: str, kind: str) -> list[nodes.Node]:
    """All entries of a kind, as a definition list with an anchor an entry; facts with a form that
    filters them.
    """
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
                item = self._item(kind, id_, self._wording(id_, fact), self._about_fact(id_, fact))
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

    def _wording(self, id_: str, fact: Fact) -> nodes.Node:
        return cite(
            "record", f"facts/{id_}", fact.wording if fact.kind == "figure" else f"“{fact.wording}”"
        )

    def _about_fact(self, id_: str, fact: Fact) -> Iterator[nodes.Node]:
        yield nodes.paragraph("", "", cite("record", f"facts/{id_}", fact.claim), classes=["claim"])
        fields: list[tuple[str, list[nodes.Node]]] = [("Kind", [nodes.Text(fact.kind)])]
        if fact.sayer is not None:
            label = "Speaker" if fact.speaker else "Said by"
            fields.append((label, list(self._person(fact.sayer))))
        elif fact.kind != "quote":
            fields.append(("Said by", [nodes.Text("the source itself, which names nobody")]))
        fields += self._evidence(f"facts/{id_}", fact.evidence, fact.wording)
        yield from self._close(f"facts/{id_}", fields, fact.note, self._places("fact", id_))

    def _about_person(self, id_: str, person: Person) -> Iterator[nodes.Node]:
        place = f"people/{id_}"
        yield nodes.paragraph("", "", cite("record", place, person.claim), classes=["claim"])
        fields: list[tuple[str, list[nodes.Node]]] = [
            ("As the source puts it", [cite("record", place, person.role)])
        ]
        fields += self._evidence(place, person.evidence, person.name)
        said = [(fact_id, fact) for fact_id, fact in self._facts.facts.items() if fact.sayer == id_]
        if said:
            links = [
                self._link("fact", fact_id, cite("record", f"facts/{fact_id}", _marked(fact)))
                for fact_id, fact in said
            ]
            fields.append(("Says", _parted(links, "; ")))
        yield from self._close(place, fields, person.note, self._places("person", id_))

    def _about_source(self, id_: str, source: Source) -> Iterator[nodes.Node]:
        place = f"sources/{id_}"
        fields: list[tuple[str, list[nodes.Node]]] = [
            (label, [cite("record", place, text) if text else nodes.Text(NOT_KNOWN)])
            for label, text in (("Title", source.title), ("Published", source.published))
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
        else:
            fields.append(("Recorded", [nodes.Text("by excerpts alone, which are not proven")]))
        yield from self._close(place, fields, source.note, self._places("source", id_))

    def _evidence(
        self, place: str, evidence: Iterable[Evidence], own: str
    ) -> Iterator[tuple[str, list[nodes.Node]]]:
        for number, item in enumerate(evidence):
            source = self._facts.sources[item.source]
            excerpt = cite("record", place, f"“{item.excerpt or own}”")
            name = self._link("source", item.source, cite("source", item.source, source.publisher))
            yield "Evidence", [excerpt, nodes.Text(" – "), name]
            run = self._domain.store.lock.runs.get(f"{place}/evidence/{number}/excerpt")
            locked = self._domain.store.lock.sources.get(item.source)
            if run is not None and locked is not None:
                end = run.start + len(split(item.excerpt or own))
                words = nodes.literal("", f"{run.start + 1}–{end} of {locked.words}")
                yield "Proof", [nodes.Text("word for word, at words "), words]
            else:
                yield "Proof", [nodes.Text("none: only this excerpt was recorded")]

    def _person(self, id_: str) -> Iterator[nodes.Node]:
        person = self._facts.people[id_]
        yield self._link("person", id_, cite("person", id_, person.name))
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

    def _link(self, kind: str, target: str, content: nodes.Node) -> nodes.Node:
        link = reference(self._docname, kind, target, content.astext())
        link.children.clear()
        link += content
        return link


def cited_in(
    domain: FactsDomain, builder: Builder, docname: str, kind: str, id_: str
) -> list[nodes.Node]:
    """Links from a document to every citation of an entry: a chapter by its title, once, and its
    further places behind that.
    """
    chapters: list[nodes.Node] = []
    for cites, uses in groupby(domain.uses_of(kind, id_), key=lambda use: use[0]):
        uri = builder.get_relative_uri(docname, cites).partition("#")[0]
        title: list[nodes.Node] = builder.env.titles[cites].deepcopy().children  # with citations
        links: list[nodes.Node] = [
            nodes.reference("", "", *content, refuri=f"{uri}#{anchor}", internal=True)
            for (_, anchor), content in zip(uses, chain([title], _again()), strict=False)
        ]
        chapters.append(nodes.inline("", "", *_parted(links, ", "), classes=["cited-in"]))
    return _parted(chapters, " · ") if chapters else [nodes.Text("nowhere")]


def _again() -> Iterator[list[nodes.Node]]:
    while True:
        yield [nodes.Text("again")]


def _marked(fact: Fact) -> str:
    return fact.wording if fact.kind == "figure" else f"“{fact.wording}”"


def _parted(items: list[nodes.Node], mark: str) -> list[nodes.Node]:
    """The items with a mark between them."""
    return [node for item in items for node in (nodes.Text(mark), item)][1:]
