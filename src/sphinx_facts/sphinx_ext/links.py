"""How a page shows what is said of entries: as nodes of docutils, with links from this page."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from docutils import nodes
from sphinx.builders import Builder

from ..model.keys import EvidenceKey
from .domain import FactsDomain, anchor_of
from .nodes import cite, own_code
from .parts import (
    KINDS,
    Address,
    Code,
    ExcerptPlace,
    Link,
    Name,
    Own,
    Part,
    Parts,
    Places,
    Record,
    Title,
    excerpts_of,
)
from .roles import reference


class Page(NamedTuple):
    """The page on which something is shown."""

    domain: FactsDomain
    docname: str

    @property
    def builder(self) -> Builder:
        return self.domain.builder

    def uri(self, docname: str) -> str:
        """The address of a document, seen from here; empty in a book on a single page."""
        return self.builder.get_relative_uri(self.docname, docname).partition("#")[0]

    def entry_uri(self, kind: str, target: str) -> str | None:
        """The address of an entry, seen from here; None where the book does not list it."""
        listing = self.domain.page_of(kind)
        if listing is None or target not in getattr(self.domain.facts, KINDS[kind]):
            return None
        return f"{self.uri(listing)}#{anchor_of(kind, target)}"

    def excerpt_uri(self, source: str, key: EvidenceKey) -> str | None:
        """Where the excerpt with this key is listed; None where it is not."""
        listing = self.domain.page_of(excerpts_of(source)) or self.domain.page_of("source")
        return None if listing is None else f"{self.uri(listing)}#{excerpt_anchor(key)}"


def excerpt_anchor(key: EvidenceKey) -> str:
    """The anchor of an excerpt where those of its source are listed."""
    return nodes.make_id(f"excerpt-{key}")


def as_nodes(page: Page, parts: Parts) -> list[nodes.Node]:
    """What is said, as this page shows it."""
    return [node for part in parts for node in _nodes(page, part)]


def paragraph(page: Page, *parts: Part, classes: Sequence[str] = ()) -> nodes.paragraph:
    """The same as a paragraph."""
    return nodes.paragraph("", "", *as_nodes(page, parts), classes=list(classes))


def _nodes(page: Page, part: Part) -> list[nodes.Node]:
    match part:
        case Record(place, text):
            return [cite("record", place, text)]
        case Own(text):
            return [cite("own", "", text)]
        case Code(text):
            return [own_code(text)]
        case Name(kind, id_, text):
            is_fact = kind == "fact"
            name = cite("record", f"facts/{id_}", text) if is_fact else cite(kind, id_, text)
            return [_link(page, kind, id_, name)]
        case Link(kind, id_, text):
            return [_link(page, kind, id_, nodes.Text(text))]
        case ExcerptPlace(text, source, key):
            return [_linked(own_code(text), page.excerpt_uri(source, key))]
        case Address(url):
            link = nodes.reference("", "", nodes.Text(url), refuri=url)
            return [own_code("", link)]
        case Title(docname):
            uri = page.builder.get_relative_uri(page.docname, docname)
            return [nodes.reference("", "", *_title(page, docname), refuri=uri, internal=True)]
        case Places():
            return _cited_in(page, part)
    return [nodes.Text(part)]


def _link(page: Page, kind: str, target: str, content: nodes.Node) -> nodes.Node:
    """A link that Sphinx resolves; plain text where the book does not list the entry."""
    link = reference(page.docname, kind, target, content.astext())
    link.children.clear()
    link += content
    return link


def _linked(content: nodes.Node, uri: str | None) -> nodes.Node:
    return nodes.reference("", "", content, refuri=uri, internal=True) if uri else content


def _title(page: Page, docname: str) -> list[nodes.Node]:
    """The title of a document, with what it cites."""
    title: list[nodes.Node] = page.domain.env.titles[docname].deepcopy().children
    return title


def _cited_in(page: Page, places: Places) -> list[nodes.Node]:
    """Links to every citation of an entry: a chapter by its title, once, and its further places
    behind that.
    """
    chapters: list[nodes.Node] = []
    for docname, uses in groupby(places.uses, key=lambda use: use[0]):
        links: list[nodes.Node] = []
        for _, anchor in uses:
            content = [nodes.Text("again")] if links else _title(page, docname)
            uri = f"{page.uri(docname)}#{anchor}"
            links.append(nodes.reference("", "", *content, refuri=uri, internal=True))
        chapters.append(nodes.inline("", "", *_parted(links, ", "), classes=["cited-in"]))
    return _parted(chapters, " · ") if chapters else [nodes.Text("nowhere")]


def _parted(items: Sequence[nodes.Node], mark: str) -> list[nodes.Node]:
    return [node for item in items for node in (nodes.Text(mark), item)][1:]
