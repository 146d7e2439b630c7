"""The nodes of the extension. HTML gives citations cards; other builders show them as the text
that they are.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes

from ..model.roles import Role
from ..readers.visibility import MADE


class cited(nodes.inline):  # noqa: N801 - docutils names nodes so
    """A citation: attributes `role` and `target`; its text is what a reader sees."""


class shown_card(nodes.General, nodes.Element):  # noqa: N801
    """The card of the fact `target`, open on the page."""


class accepting(nodes.inline):  # noqa: N801
    """The text of a block in which findings are accepted: attribute `accepted`, a list."""


class accepting_block(nodes.General, nodes.Element):  # noqa: N801
    """Likewise, around what is not text alone."""


def cite(role: Role, target: str, text: str, *children: nodes.Node) -> cited:
    """A citation with this text, or with these children."""
    return cited(text, "", *(children or (nodes.Text(text),)), role=role, target=target)


def own_code(text: str, *children: nodes.Node) -> nodes.literal:
    """Code that the extension makes itself, such as the places of words: it is no author's."""
    return nodes.literal("", text, *children, classes=[MADE])


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


def _skip(translator: Any, node: nodes.Node) -> None:
    raise nodes.SkipNode


def _pass(translator: Any, node: nodes.Node) -> None:
    """Nothing of a node's own; its children are shown."""


_OTHERS = ("latex", "text", "man", "texinfo")
HTML_ALONE: dict[str, Any] = dict.fromkeys(_OTHERS, (_skip, None))
"""For `add_node`: other builders show nothing of the node."""
CHILDREN_ALONE: dict[str, Any] = dict.fromkeys(_OTHERS, (_pass, _pass))
"""For `add_node`: other builders show what the node holds."""
