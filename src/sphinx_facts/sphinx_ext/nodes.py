"""The nodes of the extension. HTML gives citations cards; other builders show them as the text
that they are.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..model.roles import Role


class cited(nodes.inline):  # noqa: N801 - docutils names nodes so
    """A citation: attributes `role` and `target`; its text is what a reader sees."""


class entry_list(nodes.General, nodes.Element):  # noqa: N801
    """Stands where all facts, people or sources will be listed; the attribute `kind` says which."""


class listed(nodes.definition_list_item):  # noqa: N801
    """An entry in a list. HTML keeps it in one element, with `data`: what it is filtered by."""


class filters(nodes.General, nodes.Element):  # noqa: N801
    """The form that filters a list of entries; the attribute `html` is the whole of it."""


class shown_card(nodes.General, nodes.Element):  # noqa: N801
    """The card of the fact `target`, open on the page."""


class card_notes(nodes.General, nodes.Element):  # noqa: N801
    """Stands at the end of a page, where its cards are printed as notes."""


def cite(role: Role, target: str, text: str, *children: nodes.Node) -> cited:
    """A citation with this text, or with these children."""
    return cited(text, "", *(children or (nodes.Text(text),)), role=role, target=target)


def visit_cited_in_latex(translator: Any, node: cited) -> None:
    """As other text, but with labels: the lists of facts link to them. A heading would copy
    them.
    """
    if not translator.in_title:
        translator.body += [translator.hypertarget(anchor) for anchor in node["ids"]]
    translator.visit_inline(node)


def depart_cited_in_latex(translator: Any, node: cited) -> None:
    """Nothing follows the text."""
    translator.depart_inline(node)


def skip(translator: Any, node: nodes.Node) -> None:
    """For builders that show nothing of a node."""
    raise nodes.SkipNode
