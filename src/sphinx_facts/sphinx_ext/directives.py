"""The directives: a block quotation, and the lists of all facts, people and sources."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .domain import FactsDomain
from .nodes import cite, entry_list, shown_card
from .pages import ENTRIES
from .roles import reference


class QuotationDirective(SphinxDirective):
    """A quotation set apart, with its speaker; the content, if any, is the part of it that is
    shown.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        domain = cast(FactsDomain, self.env.get_domain("facts"))
        target = self.arguments[0]
        wording = (
            " ".join(self.content).strip()
            or domain.checker.display_text("quotation", target)
            or target
        )
        paragraph = nodes.paragraph("", "", cite("quotation", target, f"“{wording}”"))
        block = nodes.block_quote("", paragraph, classes=["quotation"])
        fact = domain.facts.facts.get(target)
        if fact is not None and fact.speaker is not None:
            name, role = (
                domain.facts.people[fact.speaker].name,
                domain.facts.people[fact.speaker].role,
            )
            link = reference(self.env.docname, "person", fact.speaker, name)
            block += nodes.attribution(
                "", "", cite("person", fact.speaker, name, link), nodes.Text(", "),
                cite("record", f"people/{fact.speaker}", role),
            )  # fmt: skip
        self.set_source_info(block)
        self.set_source_info(paragraph)
        return [block]


class CardDirective(SphinxDirective):
    """`{fact-card} FACT`: its card, open on the page: what a reader sees behind a citation."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        target = self.arguments[0]
        if target not in cast(FactsDomain, self.env.get_domain("facts")).facts.facts:
            raise self.error(f"there is no fact {target}")
        node = shown_card(target=target)
        self.set_source_info(node)
        return [node]


class IndexDirective(SphinxDirective):
    """Lists all entries of one kind; the list is made when the whole book has been read."""

    def run(self) -> list[nodes.Node]:
        domain = cast(FactsDomain, self.env.get_domain("facts"))
        kind = ENTRIES[self.name.rpartition(":")[2]]
        domain.note_page(self.env.docname, kind)
        node = entry_list(kind=kind)
        self.set_source_info(node)
        return [node]
