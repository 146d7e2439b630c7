"""Puts the lists of facts, people and sources in their places, once the whole book has been read."""

from __future__ import annotations

from typing import Any, cast

from sphinx.transforms.post_transforms import SphinxPostTransform

from .domain import FactsDomain
from .nodes import entry_list
from .pages import make_list


class EntryLists(SphinxPostTransform):
    """Runs before links are resolved: the lists hold links."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        domain = cast(FactsDomain, self.env.domains["facts"])
        for node in list(self.document.findall(entry_list)):
            node.replace_self(
                make_list(domain, domain.builder, self.env.current_document.docname, node["kind"])
            )
