"""Read a document tree into passages, as it will be written, whatever put its text there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from docutils.utils import get_source_line
from sphinx.addnodes import pending_xref, toctree

from ..model.passages import HIDDEN, Location, Passage, Structure
from ..readers.html import InlineTags, read_html
from ..readers.outline import Outline
from ..readers.passage_builder import PassageBuilder
from ..readers.visibility import NODES, READ_META, TITLED_BY_TARGET, Node
from .nodes import cited

_ANY_NODE = Node()


def read_doctree(doctree: nodes.document, elements: Sequence[nodes.Element]) -> Iterator[Passage]:
    """The passages of a document; `elements` are all that it holds."""
    outline = Outline()
    for block in _blocks(doctree, outline):
        passage = _passage(block, outline.structure)
        outline.add(passage.text)
        if passage.text.strip():
            yield passage
    for node, text in _texts_beside(elements):
        path, line = _place(node)
        yield Passage(path, text, ((0, line, 1),))
    for raw in elements:
        if isinstance(raw, nodes.raw) and "html" in raw.get("format", "").split():
            yield from read_html(raw.astext(), *_place(raw), outline=outline.apart())


def _shows(node: nodes.Node) -> Node:
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
        if not isinstance(child, nodes.Element) or not _shows(child).is_block:
            continue
        tag = _shows(child).tag
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
        texts = [node.get(name) for name in _shows(node).texts]
        if isinstance(node, nodes.meta):
            is_read = (node.get("name") or node.get("property")) in READ_META
            texts = texts if is_read else []
        elif isinstance(node, toctree):
            texts += [title for title, _ in node["entries"]]
        for text in texts:
            if text:
                yield node, text


def _place(node: nodes.Node) -> tuple[str, int]:
    source, line = get_source_line(node)
    return source or "", line or 1


def _passage(block: nodes.TextElement, structure: Structure) -> Passage:
    path, line = _place(block)
    built, tags, where = PassageBuilder(path), InlineTags(), Location(path, line, 1, line, 2)
    built.write("", (line, 1))
    for child in block.children:
        _read(child, built, tags, where)
    return built.passage(structure)


def _read(node: nodes.Node, built: PassageBuilder, tags: InlineTags, where: Location) -> None:
    """Add what a reader sees of a node within a block."""
    inside = _shows(node).inside
    if isinstance(node, nodes.raw):
        built.write(tags.add(node.astext()))
    elif tags.hiding or inside == "hidden" or _shows_a_title(node):
        built.write(HIDDEN)
    elif isinstance(node, nodes.Text):
        built.write(node.astext())
    elif inside == "text":
        opening = built.here()
        for child in node.children:
            _read(child, built, tags, where)
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
