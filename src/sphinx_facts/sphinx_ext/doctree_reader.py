"""Read a document tree into passages, as it will be written, whatever put its text there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from docutils import nodes
from docutils.utils import get_source_line
from sphinx.addnodes import pending_xref, toctree

from ..model.passages import HIDDEN, Acceptance, Location, Passage, Structure
from ..readers.acceptance import of_no_block
from ..readers.html import InlineTags, read_html
from ..readers.outline import Outline
from ..readers.passage_builder import PassageBuilder
from ..readers.quoted import with_attributions
from ..readers.visibility import NODES, READ_META, TITLED_BY_TARGET, Node
from .nodes import accepting, accepting_block, cited

_ANY_NODE = Node()


def read_doctree(doctree: nodes.document, elements: Sequence[nodes.Element]) -> list[Passage]:
    """The passages of a document; `elements` are all that it holds."""
    return with_attributions(_read_doctree(doctree, elements))


def _read_doctree(doctree: nodes.document, elements: Sequence[nodes.Element]) -> Iterator[Passage]:
    outline = Outline()
    for block in _blocks(doctree, outline):
        passage = _passage(block, outline.structure)
        outline.add(passage.text)
        if passage.text.strip():
            yield _accepting(passage, block)
    for node, text in _texts_beside(elements):
        path, line = place_of(node)
        yield _accepting(Passage(path, text, ((0, line, 1),)), node)
    for raw in elements:
        if isinstance(raw, nodes.raw) and "html" in raw.get("format", "").split():
            for passage in read_html(raw.astext(), *place_of(raw), outline=outline.apart()):
                yield _accepting(passage, raw)
        elif isinstance(raw, nodes.comment):
            yield from map(of_no_block, raw.get("accepts", ()))


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
    node: nodes.Element, outline: Outline, sections: int = 0
) -> Iterator[nodes.TextElement]:
    """The paragraphs, titles, captions, lines and so on below a node, each where the outline has
    come to.
    """
    sections += isinstance(node, nodes.section)
    for child in node.children:
        if not isinstance(child, nodes.Element) or not shows(child).is_block:
            continue
        tag = shows(child).tag
        if isinstance(child, nodes.title) and isinstance(node, (nodes.section, nodes.table)):
            tag = f"h{sections}" if isinstance(node, nodes.section) else "caption"
        outline.enter(tag, child.get("morecols", 0) + 1, child.get("morerows", 0) + 1)
        if isinstance(child, nodes.TextElement):
            yield child
        else:
            yield from _blocks(child, outline, sections)
        outline.leave(tag)


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


def place_of(node: nodes.Node) -> tuple[str, int]:
    """The file and the line in which a node is written."""
    source, line = get_source_line(node)
    return source or "", line or 1


def _passage(block: nodes.TextElement, structure: Structure) -> Passage:
    path, line = place_of(block)
    built, tags, where = PassageBuilder(path), InlineTags(), Location(path, line, 1, line, 2)
    built.write("", (line, 1))
    for child in block.children:
        _read(child, built, tags, where)
    return built.passage(structure)


def _read(node: nodes.Node, built: PassageBuilder, tags: InlineTags, where: Location) -> None:
    """Add what a reader sees of a node within a block."""
    inside = shows(node).inside
    if isinstance(node, nodes.raw):
        built.write(tags.add(node.astext()))
    elif tags.hiding or inside == "hidden" or _shows_a_title(node):
        built.write(HIDDEN)
    elif isinstance(node, nodes.Text):
        built.write(node.astext())
    elif inside == "text":
        opening = built.here()
        if isinstance(node, accepting):
            built.accept(*node["accepted"])
        for child in node.children:
            _read(child, built, tags, where)
        if isinstance(node, (nodes.emphasis, nodes.strong)):
            built.style("em" if isinstance(node, nodes.emphasis) else "strong", opening)
        if isinstance(node, cited):
            built.cite(node["role"], node["target"], opening, where)


def _shows_a_title(node: nodes.Node) -> bool:
    """Whether it is a link that will show the title of what it leads to, and not the text that it
    has now.
    """
    return (
        isinstance(node, pending_xref)
        and node["reftype"] in TITLED_BY_TARGET
        and not node.get("refexplicit")
    )
