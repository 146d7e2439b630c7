"""Comments that accept findings, carried into the document tree and onto the page."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

from ..model.passages import Acceptance, Location
from ..readers.acceptance import MARK, acceptances
from ..readers.html_attributes import IGNORE, REASON
from ..readers.origins import Line
from .charts import chart
from .doctree_html import place_of, written_above
from .doctree_reader import shows
from .nodes import CHILDREN_ALONE, accepting, accepting_block
from .outputs import is_printed
from .placeholders import Placeholder

_WHOLE = (nodes.image, nodes.raw, Placeholder, chart)
"""What shows more than the text in it."""


def _carry(app: Sphinx, doctree: nodes.document) -> None:
    """Set the words that comments accept something in apart, each block by itself."""
    for comment in list(doctree.findall(nodes.comment)):
        block = _block_behind(comment)
        accepted = _read(comment, block)
        if accepted:
            comment["accepts"] = accepted
        if accepted and block is not None:
            _set_apart(block, accepted)


def _read(comment: nodes.comment, block: nodes.Element | None) -> list[Acceptance]:
    """What a comment accepts. In which line it stands itself, docutils and MyST do not keep: it is
    looked for, from its block on.
    """
    if MARK not in comment.astext():
        return []
    path, line = place_of(comment if block is None else block)
    return acceptances((row, _place(path, line, row)) for row in comment.astext().split("\n"))


def _place(path: str, line: int, row: str) -> Location:
    at = written_above(path, line, row.strip()) if row.strip() else Line(line, 1)
    return Location(path, *at, *at.right(len(row.strip()) or 1))


def _block_behind(comment: nodes.comment) -> nodes.Element | None:
    """The block that follows a comment: of a section, its title."""
    node: nodes.Element = comment
    while node.parent is not None:
        siblings = node.parent.children
        for each in siblings[siblings.index(node) + 1 :]:
            if isinstance(each, nodes.section):
                return each.next_node(nodes.title)
            if isinstance(each, nodes.Element) and not isinstance(each, nodes.Invisible):
                return each
        if not isinstance(node.parent, nodes.section):
            return None
        node = node.parent
    return None


def _set_apart(block: nodes.Element, accepted: Sequence[Acceptance]) -> None:
    """Put the text of a block into a node that tells what is accepted in it."""
    if isinstance(block, _WHOLE) or is_printed(block):
        around = accepting_block(accepted=accepted)
        block.replace_self(around)
        around += block
    elif isinstance(block, nodes.TextElement):
        if shows(block).is_block:
            text, block.children = block.children, []
            block += accepting("", "", *text, accepted=accepted)
    else:
        for child in list(block.children):
            if isinstance(child, nodes.Element):
                _set_apart(child, accepted)


def _visit(tag: str) -> tuple[Any, Any]:
    def visit(translator: Any, node: nodes.Element) -> None:
        translator.body.append(f"<{tag}{html_attributes(node)}>")

    def depart(translator: Any, _: nodes.Element) -> None:
        translator.body.append(f"</{tag}>")

    return visit, depart


def html_attributes(node: nodes.Element) -> str:
    """Of the element that stands on the page for such a node."""
    told = [each for each in node["accepted"] if each.codes and each.reason]
    codes = dict.fromkeys(code for each in told for code in each.codes)
    reasons = " · ".join(each.reason for each in told)
    return f' {IGNORE}="{escape(" ".join(codes))}" {REASON}="{escape(reasons)}"' if told else ""


def setup_acceptance(app: Sphinx) -> None:
    """Called by the extension."""
    app.add_node(accepting, html=_visit("span"), **CHILDREN_ALONE)
    app.add_node(accepting_block, html=_visit("div"), **CHILDREN_ALONE)
    # Before Sphinx copies titles into tables of contents.
    app.connect("doctree-read", _carry, priority=100)
