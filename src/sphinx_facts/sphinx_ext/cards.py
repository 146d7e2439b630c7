"""The cards of citations: what is known of a fact, behind a button beside the words that cite it.

A card is a native popover. Printed, the cards of a page are numbered notes at its end; so they are
in an e-book or a PDF, which Sphinx calls embedded: there the words lead to the note.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..figures.arithmetic import ids_in
from ..model.roles import ROLES
from ..readers.html_attributes import ID, ROLE
from ..readers.visibility import MADE
from .acceptance import html_attributes
from .domain import domain_of
from .fact_view import view_derived, view_fact
from .links import Page
from .naming import add_directive
from .nodes import (
    HTML_ALONE,
    accepting,
    cited,
    depart_cited_in_latex,
    shown_card,
    visit_cited_in_latex,
)
from .parts import KINDS, Address, Code, ExcerptPlace, Line, Link, Name, Own, Part, Parts, Record


class card_notes(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands at the end of a page, where its cards are printed as notes."""


class CardDirective(SphinxDirective):
    """`{fact-card} FACT` shows its card, open on the page: what a reader sees behind a citation."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        target = self.arguments[0]
        if target not in domain_of(self.env).facts.facts:
            raise self.error(f"there is no fact {target}")
        node = shown_card(target=target)
        self.set_source_info(node)
        return [node]


class CardNotes(SphinxPostTransform):
    """A page that cites ends with notes: for print, and for books that have no cards."""

    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        is_html = domain_of(self.env).builder.format == "html"
        if is_html and next(self.document.findall(cited), None):
            self.document += card_notes()


# On a page


def _visit_cited(translator: Any, node: cited) -> None:
    """The citation itself; where it has a card, together with that in one element."""
    if _has_card(translator, node):
        translator.body.append('<span class="citation">')
    role = node["role"]
    id_, *others = [f' id="{escape(each)}"' for each in node["ids"]] or [""]
    # Letters that run from right to left are not to turn what stands beside them.
    translator.body.append(
        f'<span class="cited cited-{role}"{id_} {ROLE}="{role}" {ID}="{escape(node["target"])}"'
        f' dir="auto">{"".join(f"<span{other}></span>" for other in others)}'
    )


def _depart_cited(translator: Any, node: cited) -> None:
    """The button and the card after the words: they stay text that can be selected, and may hold
    links.
    """
    translator.body.append("</span>")
    if not _has_card(translator, node):
        return
    page, target, id_ = _page(translator), node["target"], node["ids"][0]
    noted = _noted(translator)
    number = noted.setdefault(target, len(noted) + 1)
    if translator.builder.embedded:
        translator.body.append(
            f'<a class="facts-note {MADE}" role="doc-noteref" href="#note-{number}">{number}</a>'
            "</span>"
        )
        return
    translator.body.append(
        f'<button type="button" class="facts-button" id="{id_}-open" popovertarget="{id_}-card"'
        f' data-note="{number}" aria-label="Source of"'
        f' aria-labelledby="{id_}-open {id_}"></button>'
        f'<span popover class="facts-card" id="{id_}-card" role="dialog" aria-label="Source">'
        f"{_text(page, target)}{_elsewhere(page, target)}{_actions(page, target, f'{id_}-card')}"
        "</span></span>"
    )


def _visit_shown(translator: Any, node: shown_card) -> None:
    """A card that is open from the start, and stays so: without what other sources say."""
    page = _page(translator)
    lines = view_fact(page.domain, node["target"]).on_card(with_others=False)
    text = "".join(_line(page, line) for line in lines)
    translator.body.append(f'<div class="facts-card facts-shown">{text}</div>\n')
    raise nodes.SkipNode


def _visit_notes(translator: Any, node: card_notes) -> None:
    """The same for print, numbered by the order of their first citation."""
    page, noted, is_embedded = _page(translator), _noted(translator), translator.builder.embedded
    if noted:
        role = ' role="doc-endnotes"' if is_embedded else ""
        anchors = [f' id="note-{number}"' if is_embedded else "" for number in noted.values()]
        notes = "".join(
            f"<li{anchor}>{_text(page, target)}</li>"
            for anchor, target in zip(anchors, noted, strict=True)
        )
        sources = dict.fromkeys(line for target in noted for line in _sources(page, target))
        listed = "".join(f"<li>{line}</li>" for line in sources)
        translator.body.append(
            f'<div class="facts-notes"{role}><p class="facts-notes-title">Notes</p>'
            f"<ol>{notes}</ol>"
            f'<p class="facts-notes-title">Sources</p><ul>{listed}</ul></div>'
        )
    raise nodes.SkipNode


def _page(translator: Any) -> Page:
    return Page(domain_of(translator.builder.env), translator.builder.current_docname)


def _noted(translator: Any) -> dict[str, int]:
    """The facts that a page cites, with their numbers; kept on the translator, which lives as
    long as the page.
    """
    numbers: dict[str, int] = translator.__dict__.setdefault("facts_noted", {})
    return numbers


def _has_card(translator: Any, node: cited) -> bool:
    """Whether a citation stands in the running text: no other has an anchor. A link can hold no
    button.
    """
    traits = ROLES[node["role"]]
    if not traits.has_card or not node["ids"]:
        return False
    facts = domain_of(translator.builder.env).facts.facts
    is_known = traits.target == "expression" or node["target"] in facts
    return is_known and not isinstance(node.parent, nodes.reference)


# What stands on a card. It is within a sentence, so its lines are spans.


def _text(page: Page, target: str) -> str:
    """All that is known of a fact, or of what is reckoned by an expression, whose id none is."""
    texts = page.domain.card_texts  # the same on every page, and in the notes of each
    if target not in page.domain.facts.facts:
        lines = view_derived(page.domain.facts, target)
        return "".join(_line(page, line) for line in lines)
    if target not in texts:
        lines = view_fact(page.domain, target).on_card()
        texts[target] = "".join(_line(page, line) for line in lines)
    return texts[target]


def _elsewhere(page: Page, target: str) -> str:
    """Links to the other documents that cite the fact; empty where there are none."""
    links = []
    for docname, anchor in page.domain.chapters_of(target):
        if docname != page.docname:
            title = "".join(map(_shown, page.domain.env.titles[docname].children))
            links.append(f'<a href="{escape(page.uri(docname))}#{anchor}">{title}</a>')
    return _span("elsewhere", "Also cited in", " · ".join(links)) if links else ""


def _actions(page: Page, target: str, id_: str) -> str:
    """The link to the entry, and the buttons; the one that copies is shown by the script that
    serves it.
    """
    return (
        f'<span class="facts-actions">{_html(page, Link("fact", target, "Entry in the index"))}'
        '<button type="button" class="facts-copy" hidden>Copy citation</button>'
        f'<button type="button" class="facts-close" popovertarget="{id_}"'
        ' popovertargetaction="hide">Close</button></span>'
    )


def _sources(page: Page, target: str) -> Iterator[str]:
    """The sources of a fact with their addresses, for the end of a printed page."""
    known = page.domain.facts.facts
    for id_ in [target] if target in known else ids_in(target):
        if id_ in known:
            view = view_fact(page.domain, id_)
            for each in (*view.evidence, *view.others):
                address = (" ", Address(each.source.url)) if each.source.url else ()
                yield _as_html(page, (*each.cited_source, ".", *address))


def _line(page: Page, line: Line) -> str:
    label = _html(page, line.label) if line.label else ""
    return _span(line.name, label, _as_html(page, line.parts))


def _span(name: str, label: str, content: str) -> str:
    before = f'<span class="facts-label">{label}</span> ' if label else ""
    return f'<span class="facts-{name}">{before}<span>{content}</span></span> '


def _as_html(page: Page, parts: Parts) -> str:
    return "".join(_html(page, part) for part in parts)


def _html(page: Page, part: Part) -> str:
    match part:
        case str():
            return escape(part)
        case Record(place, text):
            return _record(place, text)
        case Name(kind, id_, text):
            return _record(f"{KINDS[kind]}/{id_}", text)
        case Own(text):
            return f'<span {ROLE}="own">{escape(text)}</span>'
        case Code(text) | ExcerptPlace(text) | Address(text):
            return f'<code class="{MADE}">{escape(text)}</code>'
        case Link(kind, id_, text):
            uri = page.entry_uri(kind, id_)
            return f'<a class="facts-entry" href="{escape(uri)}">{escape(text)}</a>' if uri else ""
    raise TypeError(f"no card shows {part}")


def _record(place: str, text: str) -> str:
    return f'<span {ROLE}="record" {ID}="{escape(place)}" dir="auto">{escape(text)}</span>'


def _shown(node: nodes.Node) -> str:
    """A part of a title, with what it cites, and what is accepted in it."""
    if isinstance(node, accepting):
        return f"<span{html_attributes(node)}>{''.join(map(_shown, node.children))}</span>"
    if not isinstance(node, cited):
        return escape(node.astext())
    attributes = f'{ROLE}="{node["role"]}" {ID}="{escape(node["target"])}"'
    return f"<span {attributes}>{escape(node.astext())}</span>"


def setup_cards(app: Sphinx) -> None:
    """Called by the extension."""
    add_directive(app, "fact-card", CardDirective)
    app.add_node(
        cited,
        html=(_visit_cited, _depart_cited),
        latex=(visit_cited_in_latex, depart_cited_in_latex),
    )
    app.add_node(shown_card, html=(_visit_shown, None), **HTML_ALONE)
    app.add_node(card_notes, html=(_visit_notes, None))
    app.add_post_transform(CardNotes)
