"""Links from what is made of the facts file: to entries, and to every place that cites them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from docutils import nodes
from sphinx.builders import Builder

from ..english.quotations import in_marks
from ..model.records import Fact
from .domain import FactsDomain
from .nodes import cite
from .roles import reference


def marked(fact: Fact) -> str:
    """The wording of a fact as it is shown: what is quoted in its marks."""
    return fact.wording if fact.kind == "figure" else in_marks(fact.wording)


def link_to(docname: str, kind: str, target: str, content: nodes.Node) -> nodes.Node:
    """From a document to the entry of a fact, person or source."""
    link = reference(docname, kind, target, content.astext())
    link.children.clear()
    link += content
    return link


def fact_link(domain: FactsDomain, docname: str, id_: str) -> nodes.Node:
    """The wording of a fact, as recorded, with a link to its entry."""
    content = cite("record", f"facts/{id_}", marked(domain.facts.facts[id_]))
    return link_to(docname, "fact", id_, content)


def person_link(domain: FactsDomain, docname: str, id_: str) -> nodes.Node:
    """The name of a person with a link to the entry."""
    return link_to(docname, "person", id_, cite("person", id_, domain.facts.people[id_].name))


def source_link(domain: FactsDomain, docname: str, id_: str) -> nodes.Node:
    """The publisher of a source with a link to the entry."""
    return link_to(docname, "source", id_, cite("source", id_, domain.facts.sources[id_].publisher))


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
        chapters.append(nodes.inline("", "", *parted(links, ", "), classes=["cited-in"]))
    return parted(chapters, " · ") if chapters else [nodes.Text("nowhere")]


def and_cited_in(
    domain: FactsDomain, builder: Builder, docname: str, kind: str, id_: str
) -> list[nodes.Node]:
    """The same, to go on a line behind a link to the entry."""
    if next(domain.uses_of(kind, id_), None) is None:
        return [nodes.Text(", not cited")]
    return [nodes.Text(", cited in "), *cited_in(domain, builder, docname, kind, id_)]


def _again() -> Iterator[list[nodes.Node]]:
    while True:
        yield [nodes.Text("again")]


def parted(items: Sequence[nodes.Node], mark: str) -> list[nodes.Node]:
    """The items with a mark between them."""
    return [node for item in items for node in (nodes.Text(mark), item)][1:]
