"""The elements and texts of HTML as a browser makes them of a file, each with its place in that.

The parser is loaded where there is HTML to read, and nowhere else.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import partial
from html import unescape
from pathlib import Path

from turbohtml import (
    CData,
    Comment,
    Element,
    HTMLParseError,
    Node,
    Text,
    parse,
    parse_fragment,
    parse_xml,
)

from .data_address import in_address
from .hiding import Hidden, StyleSheets
from .html_attributes import Place, StartTag
from .html_passages import PassagesOfHtml

_CONTEXT = "template"
"""Where anything may stand that may stand anywhere: a row without its table, as in a block of
Markdown.
"""
_MOST_NODES = 100
_STOP = re.compile("[&<]")
_MARKUP = re.compile(
    r"<!--(?:-?>|.*?--!?>)|<!\[CDATA\[|</?[a-z!?][^>]*>|&#?\w*;?|.", re.DOTALL | re.I
)


def walk(source: Source, passages: PassagesOfHtml, *, is_page: bool, is_xml: bool) -> None:
    """Tell `passages` of each element and text of a page, or of a part of one, in order."""
    todo: list[_Met] = []
    _begin(todo, source, is_page=is_page, is_xml=is_xml)
    while todo:
        node, source, is_end = todo.pop()
        if is_end:
            source.end_tag(node)
            passages.end()
        elif isinstance(node, (Text, CData)):
            passages.text(source.pieces(node.data))
        elif isinstance(node, Comment):
            passages.comment(node.data)
        elif isinstance(node, Element):
            tag = source.start_tag(node)
            if page := tag.attributes.get("srcdoc", "") if tag.name == "iframe" else "":
                _add(todo, source.within(page, tag.place_of("srcdoc")), is_page=True)
            name, text, is_xml = in_address(tag.name, tag.attributes)
            if name:
                _begin(todo, source.within(text, tag.place_of(name)), is_page=True, is_xml=is_xml)
            if passages.start(tag, partial(_text, node)):
                todo.append((node, source, True))
            todo += [(child, source, False) for child in _children(node)]


def _begin(todo: list[_Met], source: Source, *, is_page: bool, is_xml: bool) -> None:
    if is_xml:
        _add_xml(todo, source)
    else:
        _add(todo, source, is_page=is_page)


def _add(todo: list[_Met], source: Source, *, is_page: bool) -> None:
    """Add all that a text holds, to be met next."""
    tree: Node
    if is_page:
        tree = parse(source.html, source_locations=True)
    else:
        tree = parse_fragment(
            source.html, _CONTEXT, source_locations=True, allow_declarative_shadow_roots=True
        )
    source.begin(tree)
    todo += [(child, source, False) for child in reversed(tree.children)]


def _add_xml(todo: list[_Met], source: Source) -> None:
    """The same of a page in XML, in which `<script/>` has its end; of one that is not well-formed,
    as of any page.
    """
    try:
        tree = parse_xml(source.html)
    except HTMLParseError:
        _add(todo, source, is_page=True)
    else:
        source.begin(tree)
        todo += [(child, source, False) for child in reversed(tree.children)]


def _children(element: Element) -> Iterator[Node]:
    """What a browser shows in an element, the last first: of a template nothing, and before all the
    shadow that one in it has become.
    """
    if element.tag != "template":
        yield from reversed(element.children)
    if element.shadow_root is not None:
        yield from reversed(element.shadow_root.children)


def _text(element: Element, most: int) -> str:
    """All the text in an element; nothing if that is longer, or has many elements in it."""
    todo, texts, length = [*_children(element)], list[str](), 0
    for _ in range(_MOST_NODES):
        if not todo or length > most:
            break
        child = todo.pop()
        if isinstance(child, (Text, CData)):
            texts.append(child.data)
            length += len(child.data)
        elif isinstance(child, Element):
            todo += _children(child)
    return "" if todo or length > most else "".join(texts)


class Source:
    """The text from which a tree was made, which begins at this line and column of its file, and
    how far into it the tree has been met. The style sheets of its book tell what is hidden in it.
    """

    def __init__(
        self, html: str, line: int, column: int, path: str, sheets: StyleSheets | None
    ) -> None:
        self.html, self._line, self._column = html, line, column
        self._path, self._sheets = path, sheets
        self._hidden: dict[Element, Hidden] = {}
        self._lines = [0, *(match.end() for match in re.finditer("\n", html))]
        self._at = 0

    def within(self, html: str, place: Place) -> Source:
        """A page that stands in this one, there."""
        return Source(html, *place, self._path, self._sheets)

    def begin(self, tree: Node) -> None:
        """This tree was made of it."""
        if self._sheets is not None:
            self._hidden = self._sheets.hidden(tree, Path(self._path))

    def start_tag(self, element: Element) -> StartTag:
        """What opens an element; one that a browser adds itself stands where the last ended."""
        attributes = {
            name: value if isinstance(value, str) else " ".join(value or ())
            for name, value in element.attrs.items()
        }
        found = element.source_location
        place = self._place(self._at)
        if found is not None:
            place = self._place(found.start_tag.start_offset)
            self._at = found.start_tag.end_offset
        places = {} if found is None else found.attrs

        def place_of(name: str) -> Place:
            span = places.get(name)
            if span is None:
                return place
            value = self.html[span.start_offset : span.end_offset].partition("=")[2].lstrip()
            return self._place(span.end_offset - len(value) + value.startswith(("'", '"')))

        hidden = self._hidden.get(element)
        by = f"{hidden.selector} in {hidden.file}" if hidden is not None else ""
        return StartTag(element.tag.lower(), attributes, place, place_of, by)

    def end_tag(self, node: Node) -> None:
        """An element has come to its end, which may be written or not."""
        found = node.source_location
        if found is not None and found.end_tag is not None:
            self._at = max(self._at, found.end_tag.end_offset)

    def pieces(self, data: str) -> Iterator[tuple[str, Place]]:
        """The text that is met next, in pieces that stand in the file as they are, each with its
        line and column; what is written as a reference to a character is a piece of its own.
        """
        done = 0
        while done < len(data):
            at = self._at
            end = stop.start() if (stop := _STOP.search(self.html, at)) else len(self.html)
            markup = _MARKUP.match(self.html, at) if at == end else None
            piece = unescape(markup[0]) if markup is not None else self.html[at:end]
            if piece.startswith("\n") and not data.startswith("\n", done):
                at, piece = at + 1, piece[1:]  # A browser drops it where a field begins with it.
            if piece and data.startswith(piece, done):
                yield piece, self._place(at)
                done += len(piece)
            elif markup is None or markup[0].startswith("&"):
                yield data[done:], self._place(at)
                return
            self._at = end if markup is None else markup.end()

    def _place(self, offset: int) -> Place:
        line = bisect_right(self._lines, offset) - 1
        column = offset - self._lines[line] + (self._column if line == 0 else 1)
        return self._line + line, column


_Met = tuple[Node, Source, bool]
"""What is met next, the file that it stands in, and whether it is the end of the element."""
