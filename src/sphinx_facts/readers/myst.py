"""Read a MyST chapter into passages: its prose as a reader sees it, and the citations in it, each
with its place.

The Markdown is read by the parser that MyST itself uses, so that both see the same blocks. What is
added is where each piece of text came from, and which parts of a directive, a role or the front
matter a reader gets to see.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import msgspec
from markdown_it.token import Token

from ..model.passages import Location, Passage
from .acceptance import BlockAcceptances
from .chapter import Chapter, DisplayText, Read
from .directives import HEAD, read_directive
from .fence import Fence
from .flaws import of_flaws
from .front_matter import published_values
from .html import read_html
from .includes import cut
from .inline import InlineReader
from .list_numbers import ListNumbers
from .markdown import parser_for
from .origins import Line, Origins, fence_places, lines_from, origins_of
from .outline import ListTable, Outline
from .passage_builder import literal, literal_lines, plain
from .quoted import with_attributions
from .raw_html import RawHtml, lines_of
from .text_files import read_text
from .visibility import MARKDOWN_KEY


def read_chapter(
    path: Path,
    display_text: DisplayText,
    extensions: Collection[str] = (),
    read: Read | None = None,
) -> list[Passage]:
    """The passages of a MyST chapter and of the files it includes, in order.

    `extensions` are the names of `myst_enable_extensions`; `read` gets the text of each file, as
    `read_text` does. Raises `CheckError` when a file cannot be read.
    """
    chapter = Chapter(parser_for(extensions), display_text, read or read_text)
    return with_attributions(FileReader(chapter, path).file({}))


def read_draft(
    text: str, path: Path, display_text: DisplayText, extensions: Collection[str] = ()
) -> list[Passage]:
    """The passages of a text that is in no file yet, where a role certainly works in it.

    So there are none of front matter, of the options and arguments of directives, nor of those
    whose content may be no Markdown; and no file is read. Raises `CheckError` where directives are
    nested too deep.
    """
    chapter = Chapter(parser_for(extensions), display_text, read_text, only_where_roles_work=True)
    chapter.add(text)
    passages = FileReader(chapter, path).blocks(text, lines_from(text))
    return [passage for passage in passages if not passage.is_plain]


class FileReader:
    """Reads one file of a chapter; `including` are the files that led to it, itself among them."""

    def __init__(self, chapter: Chapter, path: Path, outer: tuple[Path, ...] = ()) -> None:
        self.chapter, self.path, self.including = chapter, str(path), (*outer, path)
        self._numbers = ListNumbers()
        self._number_at = Line(1, 1)

    def file(self, options: Mapping[str, str]) -> Iterator[Passage]:
        """All of it, or the part that the options of an include leave."""
        text, skipped = cut(self.chapter.read(self.including[-1]), options)
        self.chapter.add(text)
        yield from self.blocks(text, lines_from(text, skipped + 1))

    def include(self, path: Path, options: Mapping[str, str]) -> Iterator[Passage]:
        """The passages of a file that is included in this one."""
        yield from FileReader(self.chapter, path, self.including).file(options)

    def blocks(
        self, text: str, lines: list[Line], outline: Outline | ListTable | None = None,
        comments: BlockAcceptances | None = None,
    ) -> Iterator[Passage]:  # fmt: skip
        """The passages of a text whose lines begin at these places; `outline` is told of its
        blocks, if it is not that of the chapter, and `comments` of those in it, which whoever
        gives them is to finish.
        """
        rows = text.split("\n")
        cells: dict[int, int] = {}  # how far the cells of a table's row have been read
        in_table = False
        outline = outline or self.chapter.outline
        is_all, html = comments is None, RawHtml(self.path)
        comments = comments or BlockAcceptances(self.path, lines)
        for token in self.chapter.parser.parse(text, self.chapter.env):
            self._count(token, rows, lines)
            if token.nesting > 0:
                outline.enter(token.tag)
            elif token.nesting < 0:
                outline.leave(token.tag)
            yield from comments.meet(token)
            if token.type in ("table_open", "table_close"):
                in_table = token.type == "table_open"
            elif token.type == "inline":
                origins = origins_of(token, rows, lines, cells if in_table else None)
                yield from comments.cover(self._inline(token.content, origins))
            elif token.map is not None:
                if token.type == "html_block":
                    found = html.read(token.content, lines_of(token.content, lines[token.map[0]]))
                    yield from comments.cover(of_flaws(self.path, found))
                yield from comments.cover(self._block(token, token.map[0], rows, lines))
        yield from of_flaws(self.path, html.finish())
        if is_all:
            yield from comments.finish()

    def prose(self, text: str, line: Line) -> Iterator[Passage]:
        """Text that a reader sees, written in one line somewhere outside a paragraph."""
        if text.strip() and not self.chapter.only_where_roles_work:
            yield from self._inline(text, Origins([(0, line)]))

    def plain(self, text: str, line: Line) -> Iterator[Passage]:
        """Likewise, where no role works."""
        if text.strip() and not self.chapter.only_where_roles_work:
            yield self.placed(plain(self.path, text, line))

    def inside(
        self, text: str, lines: list[Line], outline: ListTable | None = None
    ) -> Iterator[Passage]:
        """What stands inside a directive, or between colons."""
        where = Location(self.path, *lines[0], *lines[0].right(1))
        with self.chapter.nested(text, where):
            yield from self.blocks(text, lines, outline)

    def placed(self, passage: Passage) -> Passage:
        """A passage that is read here, with what stands over it."""
        outline = self.chapter.outline
        return msgspec.structs.replace(
            passage, is_heading=outline.in_heading, structure=outline.structure
        )

    def _inline(self, content: str, origins: Origins) -> Iterator[Passage]:
        parser = self.chapter.parser
        notes = len(self.chapter.env.get("footnotes", {}).get("refs", ()))
        reader = InlineReader(self.path, content, origins, self.chapter.display_text, notes)
        reader.show(self._numbers.shown(), self._number_at)
        reader.read(parser.inline.parse(content, parser, self.chapter.env, []))
        yield from map(self.placed, reader.passages())
        self.chapter.outline.add(reader.text)

    def _count(self, token: Token, rows: list[str], lines: list[Line]) -> None:
        """Follow the lists and their items."""
        match token.type:
            case "ordered_list_open":
                start, first = int(token.attrs.get("start", 1)), token.map[0] if token.map else 0
                self._numbers.begin(start)
                self._number_at = lines[first].right(max(0, rows[first].find(str(start))))
            case "bullet_list_open":
                self._numbers.begin(None)
            case "list_item_open":
                self._numbers.item()
            case "ordered_list_close" | "bullet_list_close":
                self._numbers.end()

    def _block(
        self, token: Token, first: int, rows: list[str], lines: list[Line]
    ) -> Iterator[Passage]:
        """What is no inline text; `first` is the row in which it begins."""
        match token.type:
            case "fence" | "colon_fence":
                yield from self._fence(token, first, rows, lines)
            case "blockquote_open":
                self.chapter.outline.enter("attribution")
                yield from self.prose(str(token.attrs.get("attribution", "")), lines[first])
                self.chapter.outline.leave("attribution")
            case "html_block":
                outline = self.chapter.outline
                yield from read_html(token.content, self.path, *lines[first], outline=outline)
            case "front_matter":
                for value in published_values(token.content):
                    row = lines[first].number + 1 + value.row
                    read = self.prose if value.key == MARKDOWN_KEY else self.plain
                    yield from read(value.text, Line(row, value.column + 1))
            case "code_block" | "math_block" | "math_block_label" | "amsmath":
                yield literal(self.path, token.content.removesuffix("\n"), lines[first])

    def _fence(
        self, token: Token, first: int, rows: list[str], lines: list[Line]
    ) -> Iterator[Passage]:
        body = token.content.removesuffix("\n").split("\n") if token.content else []
        places = fence_places(body, first, rows, lines)
        head = HEAD.match(token.info.strip())
        if head is not None:
            name, argument, row = head[1], head[2] or "", rows[first].rstrip()
            origin = lines[first].right(max(0, row.find(token.markup)))
            at = lines[first].right(len(row) - len(argument))
            yield from read_directive(self, Fence(name, argument, at, origin, body, places))
        elif token.type == "colon_fence":
            yield from self.inside(token.content, [*places, lines[first]])
        else:
            yield from literal_lines(self.path, body, places)
