"""Puts the lists of facts, people and sources in their places, and the notes at the end of
pages.
"""

from __future__ import annotations

from typing import Any, cast

from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import FactsDomain
from .nodes import card_notes, cited, entry_list
from .pages import make_list


class EntryLists(SphinxPostTransform):
    """Runs before links are resolved: the lists hold links."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        domain = cast(FactsDomain, self.env.domains["facts"])
        for node in domain.placeholders(self.document, entry_list):
            node.replace_self(
                make_list(domain, domain.builder, self.env.current_document.docname, node["kind"])
            )


class CardNotes(SphinxPostTransform):
    """A page that cites ends with notes: for print, and for books that have no cards."""

    default_priority = 900

    def run(self, **kwargs: Any) -> None:
        builder = cast(FactsDomain, self.env.domains["facts"]).builder
        if builder.format == "html" and next(self.document.findall(cited), None):
            self.document += card_notes()
