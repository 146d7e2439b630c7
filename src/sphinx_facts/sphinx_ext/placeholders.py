"""Directives that wait for the whole book: what they show is made when all of it has been read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from .domain import domain_of
from .links import Page
from .naming import add_directive

# These resolve each document by itself; others, the book as a whole.
_BY_DOCUMENT = {"html", "dirhtml", "epub", "text"}


class Placeholder(nodes.General, nodes.Element):
    """Stands where something will be that only the whole book can tell.

    `directive` is the name of what put it there, `argument` what that was given.
    """

    arguments: ClassVar[int] = 0
    """How many arguments the directive takes."""

    def shows(self) -> str:
        """What the domain notes of its page: a kind of entries, or what else shows all facts."""
        return str(self["directive"])

    def make(self, page: Page) -> Sequence[nodes.Node]:
        """What is to stand here."""
        raise NotImplementedError


class _PlaceholderDirective(SphinxDirective):
    placeholder: ClassVar[type[Placeholder]]

    def run(self) -> list[nodes.Node]:
        name = self.name.rpartition(":")[2]
        node = self.placeholder(directive=name, argument=" ".join(self.arguments))
        domain_of(self.env).note_page(self.env.docname, node.shows())
        self.set_source_info(node)
        return [node]


class _Placeholders(SphinxPostTransform):
    """Runs before links are resolved: what is made holds links."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        domain, docname = domain_of(self.env), self.env.current_document.docname
        # Most documents have none to look for.
        if domain.builder.name not in _BY_DOCUMENT or docname in domain.data["pages"]:
            for node in list(self.document.findall(Placeholder)):
                node.replace_self(list(node.make(Page(domain, docname))))


def add_placeholder(app: Sphinx, placeholder: type[Placeholder], *names: str) -> None:
    """Let directives of these names put such a placeholder on a page."""
    members = {
        "__doc__": placeholder.__doc__,
        "placeholder": placeholder,
        "required_arguments": placeholder.arguments,
    }
    directive = type("Directive", (_PlaceholderDirective,), members)
    for name in names:
        add_directive(app, name, directive)
    app.add_node(placeholder)


def setup_placeholders(app: Sphinx) -> None:
    """Called by the extension."""
    app.add_post_transform(_Placeholders)
