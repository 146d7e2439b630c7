"""What a book takes from a source: every excerpt, in the order in which they stand there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..english.quotations import in_marks
from ..facts.excerpts import excerpts
from ..model.keys import EvidenceKey
from ..text.words import split
from .domain import FactsDomain
from .links import and_cited_in, fact_link, link_to, person_link
from .naming import add_directive
from .nodes import cite, skip

_logger = logging.getLogger(__name__)

_CITED = {"facts": "fact", "people": "person"}
_FOLDED_FROM = 4
"""Excerpts that are too many to stand open among other sources."""


class excerpt_list(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands where the excerpts of the source `source` will be listed."""


class excerpt_map(nodes.General, nodes.Element):  # noqa: N801
    """A picture of where they stand in their source; attribute `svg`."""


class folded(nodes.General, nodes.Element):  # noqa: N801
    """What HTML keeps folded behind the words `summary`."""


class Piece(NamedTuple):
    """A text that is taken from a source, or a value in it, and the entries that rest on it."""

    start: int | None
    """The number of its first word, from 0; None where its place is not proven."""
    end: int
    text: str
    """Empty where a value of a data file is taken."""
    at: str
    keys: list[EvidenceKey]


class ExcerptsDirective(SphinxDirective):
    """`{excerpts} SOURCE` shows all that is taken from a source, in its order, with what rests on
    each excerpt and where that is cited. The excerpts of a source without such a page stand among
    the `{sources}`.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        source = self.arguments[0]
        domain = cast(FactsDomain, self.env.get_domain("facts"))
        domain.note_page(self.env.docname, page_kind(source))
        node = excerpt_list(source=source)
        self.set_source_info(node)
        return [node]


class ExcerptLists(SphinxPostTransform):
    """Runs before links are resolved: the lists hold links."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        domain = cast(FactsDomain, self.env.domains["facts"])
        docname = self.env.current_document.docname
        for node in domain.placeholders(self.document, excerpt_list):
            source = node["source"]
            if source not in domain.facts.sources:
                _logger.warning("there is no source %s", source, location=node, type="facts")
            pieces = list(pieces_of(domain, source))
            node.replace_self(
                [*_map(domain, source, pieces), _listed(domain, domain.builder, docname, pieces)]
            )


def page_kind(source: str) -> str:
    """What the domain notes of a document that lists the excerpts of this source."""
    return f"excerpts/{source}"


def excerpt_uri(
    domain: FactsDomain, builder: Builder, docname: str, source: str, key: EvidenceKey
) -> str | None:
    """Where the excerpt with this key is listed, seen from a document; None where it is not."""
    page = domain.page_of(page_kind(source)) or domain.page_of("source")
    if page is None:
        return None
    uri = builder.get_relative_uri(docname, page).partition("#")[0]
    return f"{uri}#{_anchor(key)}"


def _anchor(key: EvidenceKey) -> str:
    return nodes.make_id(f"excerpt-{key}")


def among_sources(
    domain: FactsDomain, builder: Builder, docname: str, source: str
) -> list[nodes.Node]:
    """The excerpts of a source for its entry in the list of sources, where they have no page of
    their own.
    """
    pieces = list(pieces_of(domain, source))
    if not pieces or domain.page_of(page_kind(source)) is not None:
        return []
    made = _listed(domain, builder, docname, pieces)
    if len(pieces) < _FOLDED_FROM:
        return [made]
    return [folded("", made, summary="The excerpts, in the order in which they stand there")]


def pieces_of(domain: FactsDomain, source: str) -> Iterator[Piece]:
    """In the order of the source; those whose place is not proven follow as the facts file has
    them. What several entries rest on comes once.
    """
    found: dict[tuple[int | None, str], Piece] = {}
    for excerpt in excerpts(domain.facts):
        if excerpt.source == source:
            run = domain.store.lock.run_of(excerpt.key)
            start = run.start if run else None
            end = (start or 0) + len(split(excerpt.text))
            piece = Piece(start, end, excerpt.text, "", [])
            found.setdefault((start, excerpt.text), piece).keys.append(excerpt.key)
    for id_, fact in domain.facts.facts.items():
        for number, item in enumerate(fact.evidence):
            if item.source == source and item.at is not None:
                key = EvidenceKey("facts", id_, number, "at")
                found.setdefault((None, item.at), Piece(None, 0, "", item.at, [])).keys.append(key)
    # A stable sort: what has no place stays as it is.
    yield from sorted(
        found.values(), key=lambda each: (each.start is None, each.start or 0, each.end)
    )


# The list


def _listed(
    domain: FactsDomain, builder: Builder, docname: str, pieces: list[Piece]
) -> nodes.bullet_list:
    items = [_item(domain, builder, docname, piece) for piece in pieces]
    return nodes.bullet_list("", *items, classes=["excerpts"])


def _item(domain: FactsDomain, builder: Builder, docname: str, piece: Piece) -> nodes.list_item:
    shown: list[nodes.Node] = [nodes.Text("the value at "), nodes.literal("", piece.at)]
    if piece.text:
        text = cite("record", piece.keys[0].entry, in_marks(piece.text))
        text["ids"] += [_anchor(key) for key in piece.keys]  # LaTeX knows no anchors of items.
        shown = [text]
    where: list[nodes.Node] = []
    if piece.start is not None:
        first, last = piece.start + 1, piece.end
        label, words = ("word ", f"{first}") if first == last else ("words ", f"{first}–{last}")
        where = [nodes.paragraph("", label, nodes.literal("", words), classes=["excerpt-place"])]
    return nodes.list_item(
        "",
        *where,
        nodes.paragraph("", "", *shown, classes=["excerpt-text"]),
        *_uses(domain, builder, docname, piece),
    )


def _uses(
    domain: FactsDomain, builder: Builder, docname: str, piece: Piece
) -> Iterator[nodes.paragraph]:
    """A line for each entry that rests on it, with the places that cite the entry."""
    for key in piece.keys:
        id_ = key.id
        if key.kind == "sources":
            continue  # No entry rests on it.
        if key.kind == "people":
            label, link = "tells of ", person_link(domain, docname, id_)
        elif domain.facts.facts[id_].kind == "quote":  # Its words stand right above.
            label = "names the speaker of " if key.part == "attribution" else "carries "
            link = link_to(docname, "fact", id_, nodes.Text("a quotation"))
        else:
            label = "names who says " if key.part == "attribution" else "carries "
            link = fact_link(domain, docname, id_)
        places = and_cited_in(domain, builder, docname, _CITED[key.kind], id_)
        content = [nodes.Text(label), link, *places]
        yield nodes.paragraph("", "", *content, classes=["excerpt-use"])


# The picture


def _map(domain: FactsDomain, source: str, pieces: list[Piece]) -> list[nodes.Node]:
    """A line as long as the source, on which the excerpts are marked."""
    locked = domain.store.lock.sources.get(source)
    proven = [(piece.start, piece.end) for piece in pieces if piece.start is not None]
    if locked is None or not proven:
        return []
    scale = 1000 / locked.words
    marks = "".join(
        f'<rect x="{start * scale:.1f}" y="0" width="{max((end - start) * scale, 2):.1f}" '
        'height="24"/>'
        for start, end in sorted(set(proven))
    )
    svg = (
        '<svg class="excerpt-map" viewBox="0 0 1000 24" preserveAspectRatio="none" role="img" '
        'aria-label="The text of the source from its beginning to its end, with the excerpts '
        f'marked; the list below has their places" xmlns="http://www.w3.org/2000/svg">{marks}</svg>'
    )
    text = "The text from its beginning to its end; what the book has taken is marked."
    caption = nodes.paragraph("", text, classes=["excerpt-caption"])
    return [excerpt_map(svg=svg), caption]


# Showing


def _visit_map(translator: Any, node: excerpt_map) -> None:
    translator.body.append(f"{node['svg']}\n")
    raise nodes.SkipNode


def _visit_folded(translator: Any, node: folded) -> None:
    summary = translator.encode(node["summary"])
    translator.body.append(f'<details class="folded"><summary>{summary}</summary>\n')


def _depart_folded(translator: Any, node: folded) -> None:
    translator.body.append("</details>\n")


def _nothing(translator: Any, node: nodes.Node) -> None:
    """Other builders show what HTML folds."""


def setup(app: Sphinx) -> None:
    """Called by the extension."""
    others = ("latex", "text", "man", "texinfo")
    unseen: dict[str, Any] = dict.fromkeys(others, (skip, None))
    open_: dict[str, Any] = dict.fromkeys(others, (_nothing, _nothing))
    add_directive(app, "excerpts", ExcerptsDirective)
    app.add_node(excerpt_list)
    app.add_node(excerpt_map, html=(_visit_map, None), **unseen)
    app.add_node(folded, html=(_visit_folded, _depart_folded), **open_)
    app.add_post_transform(ExcerptLists)
