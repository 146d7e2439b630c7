"""Read a document tree into passages, as it will be written, whatever put its text there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from docutils import nodes
from sphinx.addnodes import pending_xref, toctree

from ..model.passages import HIDDEN, Acceptance, Location, Passage
from ..readers.acceptance import of_no_block
from ..readers.flaws import cited_in_code, note_mark, of_flaws
from ..readers.html import read_html
from ..readers.inline_tags import InlineTags
from ..readers.list_numbers import ListNumbers
from ..readers.outline import Outline
from ..readers.passage_builder import PassageBuilder, plain
from ..readers.quoted import with_attributions
from ..readers.visibility import NODES, READ_META, TITLED_BY_TARGET, Node
from .doctree_html import flaws_between, flaws_within, is_html, place_of
from .nodes import accepting, accepting_block, cited
from .outputs import is_other_form, is_printed, read_output, without_other_forms
from .page_marks import is_of_program

_ANY_NODE = Node()


def read_doctree(doctree: nodes.document, elements: Sequence[nodes.Element]) -> list[Passage]:
    """The passages of a document; `elements` are all that it holds."""
    return with_attributions(_read_doctree(doctree, elements))


def _read_doctree(doctree: nodes.document, elements: Sequence[nodes.Element]) -> Iterator[Passage]:
    outline, numbers = Outline(), ListNumbers()
    elements = without_other_forms(elements)
    notes = sum(isinstance(node, nodes.footnote) for node in elements)
    for block in _blocks(doctree, outline, numbers):
        built = _BlockReader(block, notes).read(numbers.shown())
        passage = built.passage(outline.structure)
        outline.add(passage.text)
        for each in (passage, *built.literals):
            if each.text.strip() or each.flaws:
                yield _accepting(each, block)
    for node, text in _texts_beside(elements):
        path, line = place_of(node)
        yield _accepting(plain(path, text, (line, 1)), node)
    for node in elements:
        if isinstance(node, nodes.comment):
            yield from map(of_no_block, node.get("accepts", ()))
        for passage in _of_no_prose(node, outline):
            yield _accepting(passage, node)
    for node, flaw in flaws_between(elements):
        for passage in of_flaws(flaw.location.path, [flaw]):
            yield _accepting(passage, node)


def _of_no_prose(node: nodes.Element, outline: Outline) -> Iterator[Passage]:
    """What raw HTML holds, or a block of code and what is cited in it."""
    if is_html(node):
        yield from read_html(node.astext(), *place_of(node), outline=outline.apart())
    elif is_printed(node):
        yield from read_output(node)
    elif isinstance(node, nodes.TextElement) and shows(node).is_literal_block:
        built = _BlockReader(node, 0).read(hidden=True)
        if (passage := built.passage()).citations:
            yield passage
        yield from built.literals


def _accepting(passage: Passage, node: nodes.Node) -> Passage:
    """A passage of a node, with what is accepted in what that stands in."""
    around: list[Acceptance] = []
    while node.parent is not None:
        node = node.parent
        if isinstance(node, (accepting, accepting_block)):
            around += node["accepted"]
    if not around:
        return passage
    return msgspec.structs.replace(passage, accepted=(*around, *passage.accepted))


def shows(node: nodes.Node) -> Node:
    """What a reader sees of a node, by its class or what that is a kind of."""
    names = (each.__name__ for each in type(node).__mro__)
    return next((NODES[name] for name in names if name in NODES), _ANY_NODE)


def _blocks(
    node: nodes.Element, outline: Outline, numbers: ListNumbers, sections: int = 0
) -> Iterator[nodes.TextElement]:
    """The paragraphs, titles, captions, lines and so on below a node, each where the outline has
    come to.
    """
    sections += isinstance(node, nodes.section)
    for child in node.children:
        if not isinstance(child, nodes.Element) or not shows(child).is_block:
            continue
        if _is_of_program(child) or is_other_form(child):
            continue
        tag = shows(child).tag
        if isinstance(child, nodes.title) and isinstance(node, (nodes.section, nodes.table)):
            tag = f"h{sections}" if isinstance(node, nodes.section) else "caption"
        outline.enter(tag, child.get("morecols", 0) + 1, child.get("morerows", 0) + 1)
        is_list = isinstance(child, (nodes.enumerated_list, nodes.bullet_list))
        if is_list:
            numbers.begin(_start_of(child))
        elif isinstance(child, nodes.list_item):
            numbers.item()
        if isinstance(child, nodes.TextElement):
            yield child
        else:
            yield from _blocks(child, outline, numbers, sections)
        if is_list:
            numbers.end()
        outline.leave(tag)


def _is_of_program(node: nodes.Element) -> bool:
    """Whether it is documentation of code, and cites nothing."""
    is_made = isinstance(node, nodes.TextElement) and is_of_program(node)
    return is_made and next(node.findall(cited), None) is None


def _start_of(node: nodes.Element) -> int | None:
    """The number with which a list begins, if it has numbers."""
    if not isinstance(node, nodes.enumerated_list) or node.get("enumtype") not in (None, "arabic"):
        return None
    return int(node.get("start", 1))


def _texts_beside(elements: Iterable[nodes.Element]) -> Iterator[tuple[nodes.Element, str]]:
    """The texts that a page shows and that stand in attributes: of images, links, abbreviations,
    tables of contents.
    """
    for node in elements:
        texts = [node.get(name) for name in shows(node).texts]
        if isinstance(node, nodes.meta):
            is_read = (node.get("name") or node.get("property")) in READ_META
            texts = texts if is_read else []
        elif isinstance(node, toctree):
            texts += [title for title, _ in node["entries"]]
        for text in texts:
            if text:
                yield node, text


class _BlockReader:
    """Reads a block of a document that has so many notes: what it says, with its citations."""

    def __init__(self, block: nodes.TextElement, notes: int) -> None:
        path, line = place_of(block)
        self._block, self._notes = block, notes
        self._tags = InlineTags([raw.astext() for raw in filter(is_html, block.findall(nodes.raw))])
        self._where = Location(path, line, 1, line, 2)
        self._built = PassageBuilder(path)

    def read(self, before: str = "", hidden: bool | None = None) -> PassageBuilder:
        """All of it, behind a text that is shown before it."""
        self._built.write(before, (self._where.line, 1))
        for child in self._block.children:
            self._read(child, hidden)
        self._built.flaw(*flaws_within(self._block))
        return self._built

    def _read(self, node: nodes.Node, hidden: bool | None) -> None:
        """Add what a reader sees of a node; whether what is around it makes it code, where that is
        not for the tags to say.
        """
        inside = shows(node).inside
        is_literal = (self._tags.hiding if hidden is None else hidden) or inside == "literal"
        if isinstance(node, nodes.raw):
            if is_html(node):
                self._tags.add(node.astext(), self._built)
        elif isinstance(node, nodes.footnote_reference) and not node.get("auto"):
            self._built.write(note_mark(node.astext(), self._notes))
        elif inside == "hidden" or _shows_a_title(node):
            self._built.write(HIDDEN)
        elif is_literal and not isinstance(node, cited) and node.next_node(cited) is None:
            if not self._tags.unseen:
                self._built.literal(node.astext())
        elif isinstance(node, nodes.Text):
            self._built.write(node.astext().replace("\n", " "))  # as every reader sees it
        elif isinstance(node, nodes.Element) and inside != "nothing":
            self._read_element(node, is_literal, hidden)

    def _read_element(self, node: nodes.Element, is_literal: bool, hidden: bool | None) -> None:
        opening = self._built.here()
        if isinstance(node, accepting):
            self._built.accept(*node["accepted"])
        if isinstance(node, cited):
            if is_literal:
                self._built.flaw(cited_in_code(self._where))
            hidden = False
        elif shows(node).inside == "literal":
            hidden = True
        for child in node.children:
            self._read(child, hidden)
        if style := shows(node).style:
            self._built.style(style, opening)
        if isinstance(node, cited):
            self._built.cite(node["role"], node["target"], opening, self._where)


def _shows_a_title(node: nodes.Node) -> bool:
    """Whether it is a link that will show the title of what it leads to, and not the text that it
    has now.
    """
    return (
        isinstance(node, pending_xref)
        and node["reftype"] in TITLED_BY_TARGET
        and node.get("refdomain") != "citation"
        and not node.get("refexplicit")
    )
