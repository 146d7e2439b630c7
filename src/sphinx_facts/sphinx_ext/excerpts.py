"""What a book takes from a source: every excerpt, in the order in which they stand there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util import logging

from ..english.quotations import in_marks
from ..facts.excerpts import excerpts
from ..model.keys import EvidenceKey
from .domain import FactsDomain
from .evidence_view import value_at, words_at
from .fact_view import and_cited_in, name_of
from .links import Page, excerpt_anchor, paragraph
from .nodes import CHILDREN_ALONE, HTML_ALONE, cite
from .parts import Code, Link, Parts, excerpts_of
from .placeholders import Placeholder, add_placeholder

_logger = logging.getLogger(__name__)

_CITED = {"facts": "fact", "people": "person"}
_FOLDED_FROM = 4
"""Excerpts that are too many to stand open among other sources."""


class excerpt_list(Placeholder):  # noqa: N801 - docutils names nodes so
    """`{excerpts} SOURCE` shows all that is taken from a source, in its order, with what rests on
    each excerpt and where that is cited. The excerpts of a source without such a page stand among
    the `{sources}`.
    """

    arguments = 1

    def shows(self) -> str:
        return excerpts_of(self["argument"])

    def make(self, page: Page) -> Sequence[nodes.Node]:
        """A picture of where they stand, and the list."""
        source = self["argument"]
        if source not in page.domain.facts.sources:
            _logger.warning("there is no source %s", source, location=self, type="facts")
        pieces = list(_pieces(page.domain, source))
        return [*_map(page.domain, source, pieces), _listed(page, pieces)]


class excerpt_map(nodes.General, nodes.Element):  # noqa: N801
    """A picture of where they stand in their source; attribute `svg`."""


class folded(nodes.General, nodes.Element):  # noqa: N801
    """What HTML keeps folded behind the words `summary`."""


Places = tuple[tuple[int, int], ...]


class Piece(NamedTuple):
    """A text that is taken from a source, or a value in it, and the entries that rest on it."""

    places: Places
    """Where it begins and ends, counted in words from 0, or where each of its pieces does; none
    where that is not proven.
    """
    text: str
    """Empty where a value of a data file is taken."""
    at: str
    keys: list[EvidenceKey]


def among_sources(page: Page, source: str) -> list[nodes.Node]:
    """The excerpts of a source for its entry in the list of sources, where they have no page of
    their own.
    """
    pieces = list(_pieces(page.domain, source))
    if not pieces or page.domain.page_of(excerpts_of(source)) is not None:
        return []
    made = _listed(page, pieces)
    if len(pieces) < _FOLDED_FROM:
        return [made]
    return [folded("", made, summary="The excerpts, in the order in which they stand there")]


def _pieces(domain: FactsDomain, source: str) -> Iterator[Piece]:
    """In the order of the source; those whose place is not proven follow as the facts file has
    them. What several entries rest on comes once.
    """
    found: dict[tuple[Places, str], Piece] = {}
    for excerpt in excerpts(domain.facts):
        if excerpt.source == source:
            run = domain.store.lock.run_of(excerpt.key)
            places = tuple(run.places(excerpt.text)) if run else ()
            piece = Piece(places, excerpt.text, "", [])
            found.setdefault((places, excerpt.text), piece).keys.append(excerpt.key)
    for id_, fact in domain.facts.facts.items():
        for number, item in enumerate(fact.evidence):
            if item.source == source and item.at is not None:
                key = EvidenceKey("facts", id_, number, "at")
                found.setdefault(((), item.at), Piece((), "", item.at, [])).keys.append(key)
    # A stable sort: what has no place stays as it is.
    yield from sorted(found.values(), key=lambda each: (not each.places, each.places))


# The list


def _listed(page: Page, pieces: Iterable[Piece]) -> nodes.bullet_list:
    items = [_item(page, piece) for piece in pieces]
    return nodes.bullet_list("", *items, classes=["excerpts"])


def _item(page: Page, piece: Piece) -> nodes.list_item:
    item = nodes.list_item()
    if piece.places:
        label, words = words_at(piece.places)
        item += paragraph(page, label, Code(words), classes=["excerpt-place"])
    if piece.text:
        text = cite("record", piece.keys[0].entry, in_marks(piece.text))
        text["ids"] += [excerpt_anchor(key) for key in piece.keys]  # LaTeX knows none of items.
        item += nodes.paragraph("", "", text, classes=["excerpt-text"])
    else:
        item += paragraph(page, *value_at(piece.at), classes=["excerpt-text"])
    for key in piece.keys:
        if key.kind != "sources":  # No entry rests on words of a source alone.
            places = page.domain.places_of(_CITED[key.kind], key.id)
            parts = (*_bears(page.domain, key), *and_cited_in(places))
            item += paragraph(page, *parts, classes=["excerpt-use"])
    return item


def _bears(domain: FactsDomain, key: EvidenceKey) -> Parts:
    """What an excerpt does for the entry that rests on it."""
    if key.kind == "people":
        return "tells of ", name_of(domain.facts, "person", key.id)
    is_attribution = key.part == "attribution"
    if domain.facts.facts[key.id].kind == "quote":  # Its words stand right above.
        label = "names the speaker of " if is_attribution else "carries "
        return label, Link("fact", key.id, "a quotation")
    label = "names who says " if is_attribution else "carries "
    return label, name_of(domain.facts, "fact", key.id)


# The picture


def _map(domain: FactsDomain, source: str, pieces: list[Piece]) -> list[nodes.Node]:
    """A line as long as the source, on which the excerpts are marked."""
    locked = domain.store.lock.sources.get(source)
    proven = {place for piece in pieces for place in piece.places}
    if locked is None or not proven:
        return []
    scale = 1000 / locked.words
    marks = "".join(
        f'<rect x="{start * scale:.1f}" y="0" width="{max((end - start) * scale, 2):.1f}" '
        'height="24"/>'
        for start, end in sorted(proven)
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


def setup_excerpts(app: Sphinx) -> None:
    """Called by the extension."""
    add_placeholder(app, excerpt_list, "excerpts")
    app.add_node(excerpt_map, html=(_visit_map, None), **HTML_ALONE)
    app.add_node(folded, html=(_visit_folded, _depart_folded), **CHILDREN_ALONE)
