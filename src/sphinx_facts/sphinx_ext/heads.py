"""What the head of a page tells machines: a description, Open Graph, and the facts it cites.

The book reports and traces; it does not rule what is true. So a figure or term is a schema.org
`Claim` that appears in the source and on the page, a quote a `Quotation` with its speaker, and
neither has a rating.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any

import msgspec
from docutils import nodes
from sphinx.application import Sphinx

from ..english.quotations import find_quotations
from ..model.records import Person, Source
from ..rules.context import figures_in
from .domain import domain_of
from .exports.files import BUILDERS
from .fact_view import FactView, view_fact

_LONGEST = 200
"""Characters of a description; what shows it cuts off more."""
_SENTENCE = re.compile(r"\S.*?[.!?](?=\s|$)", re.DOTALL)


def _add_head(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    """Called for every page that is written, with the tags that it has so far."""
    if doctree is None or app.builder.name not in BUILDERS:
        return
    tags = _Head(app, pagename, doctree).tags(context.get("metatags", ""))
    context["metatags"] = "\n".join([context.get("metatags", ""), *tags])


class _Head:
    def __init__(self, app: Sphinx, docname: str, doctree: nodes.document) -> None:
        self._app, self._docname, self._doctree = app, docname, doctree
        self._domain = domain_of(app.env)
        self._facts = self._domain.facts
        base = app.config.html_baseurl
        self._base = f"{base.rstrip('/')}/" if base else ""
        self._address = self._base and self._base + app.builder.get_target_uri(docname)
        self._title = app.env.titles[docname].astext() if docname in app.env.titles else ""

    def tags(self, present: str) -> Iterator[str]:
        """The tags beside those that are `present`."""
        description = self._description()
        if description and 'name="description"' not in present:
            yield f'<meta name="description" content="{escape(description)}" />'
        if 'property="og:' not in present:
            properties = {
                "og:type": "article",
                "og:site_name": self._app.config.project,
                "og:title": self._title,
                "og:description": description,
                "og:url": self._address,
            }
            for name, value in properties.items():
                if value:
                    yield f'<meta property="{name}" content="{escape(value)}" />'
        block = msgspec.json.encode(self._linked(description)).decode().replace("<", "\\u003c")
        yield f'<script type="application/ld+json">{block}</script>'

    def _description(self) -> str:
        """The first sentences without a figure or quotation: here none can be cited."""
        kept = ""
        for sentence in self._sentences():
            plain = not figures_in(sentence, self._facts.names) and not find_quotations(sentence)
            if plain and len(kept) + len(sentence) < _LONGEST:
                kept = f"{kept} {sentence}".lstrip()
            elif plain and not kept:
                return f"{sentence[:_LONGEST].rpartition(' ')[0].rstrip(',;:')} …"
            elif kept:
                break
        return kept

    def _sentences(self) -> Iterator[str]:
        for paragraph in self._doctree.findall(nodes.paragraph):
            if isinstance(paragraph.parent, nodes.section | nodes.document):
                yield from _SENTENCE.findall(" ".join(paragraph.astext().split()))

    def _linked(self, description: str) -> dict[str, Any]:
        page: dict[str, Any] = {
            "@type": "Article",
            "@id": self._address or None,
            "name": self._title,
            "description": description or None,
            "inLanguage": self._app.config.language,
            "isPartOf": {
                "@type": "Book",
                "name": self._app.config.project,
                "url": self._base or None,
            },
        }
        cited = list(self._cited())
        sources = {each.item.source: each.source for view in cited for each in view.evidence}
        sayers = dict(view.sayer for view in cited if view.sayer is not None)
        graph = [page, *(_source(*each) for each in sorted(sources.items()))]
        graph += [*(_sayer(*each) for each in sayers.items()), *map(_fact, cited)]
        if sources:
            page["citation"] = [_refer("source", id_) for id_ in sorted(sources)]
            page["hasPart"] = [_refer("fact", view.id) for view in cited]
        return {"@context": "https://schema.org", "@graph": [_known(each) for each in graph]}

    def _cited(self) -> Iterator[FactView]:
        """The facts that the page cites, in the order of their first citations."""
        uses = self._domain.data["uses"].get(self._docname, ())
        for id_ in dict.fromkeys(use.target for use in uses if use.kind == "fact"):
            if id_ in self._facts.facts:
                yield view_fact(self._domain, id_)


def _source(id_: str, source: Source) -> dict[str, Any]:
    return {
        "@type": "Dataset" if source.recorded == "data" else "CreativeWork",
        "@id": _id("source", id_),
        "name": source.title,
        "publisher": {"@type": "Organization", "name": source.publisher},
        "datePublished": source.published,
        "url": source.url,
    }


def _sayer(id_: str, person: Person) -> dict[str, Any]:
    """A thing: the facts file does not say whether it is a person or an institution."""
    return {
        "@type": "Thing", "@id": _id("person", id_),
        "name": person.name, "description": person.role,
    }  # fmt: skip


def _fact(view: FactView) -> dict[str, Any]:
    fact, standing = view.fact, view.standing
    sources = [_refer("source", each.item.source) for each in view.evidence]
    creator = _refer("person", view.sayer[0]) if view.sayer is not None else None
    status = {"@type": "DefinedTerm", "name": standing.name, "description": standing.meaning}
    if fact.quote is not None:
        return {
            "@type": "Quotation", "@id": _id("fact", view.id), "text": fact.quote,
            "creator": creator, "isPartOf": sources, "creativeWorkStatus": status,
        }  # fmt: skip
    return {
        "@type": "Claim", "@id": _id("fact", view.id), "text": fact.claim,
        "creator": creator, "appearance": sources, "temporalCoverage": fact.happened or fact.as_of,
        "creativeWorkStatus": status,
    }  # fmt: skip


def _refer(kind: str, target: str) -> dict[str, str]:
    return {"@id": _id(kind, target)}


def _id(kind: str, target: str) -> str:
    return f"#{kind}-{target}"


def _known(node: dict[str, Any]) -> dict[str, Any]:
    """The node without what is not known."""
    return {
        name: _known(value) if isinstance(value, dict) else value
        for name, value in node.items()
        if value is not None
    }


def setup_heads(app: Sphinx) -> None:
    """Called by the extension."""
    app.connect("html-page-context", _add_head)
