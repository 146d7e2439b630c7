"""Reads the directives of a chapter: their arguments, options and contents, as far as a reader
sees them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from ..model.passages import Location, Passage
from .chapter import Chapter
from .fence import Fence
from .flaws import cited_in_code, of_flaws
from .front_matter import Value, options_of
from .html import read_html
from .includes import included_path
from .markup import unknown_in
from .origins import Line
from .outline import ListTable
from .passage_builder import PassageBuilder, literal_lines
from .raw_html import RawHtml, lines_of
from .targets import CHART_DATE, TITLED, chart_line
from .visibility import DIRECTIVES, PLAIN_OPTIONS, PROSE_OPTIONS, Directive

HEAD = re.compile(r"\{([^\s}]+)\}(?:[ \t]+(.*))?$")
"""How a directive begins, behind the marks of its fence: its name and its argument."""
_OPTION = re.compile(r"[ \t]*:([\w-]+):[ \t]*(.*)")


class ContentReader(Protocol):
    """The reader of the file that a directive stands in, as far as its contents ask for it."""

    chapter: Chapter
    path: str
    including: tuple[Path, ...]

    def prose(self, text: str, line: Line) -> Iterator[Passage]: ...

    def plain(self, text: str, line: Line) -> Iterator[Passage]: ...

    def placed(self, passage: Passage) -> Passage: ...

    def inside(
        self, text: str, lines: list[Line], outline: ListTable | None = None
    ) -> Iterator[Passage]: ...

    def include(self, path: Path, options: Mapping[str, str]) -> Iterator[Passage]: ...


def read_directive(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
    """What a reader sees of a directive."""
    shows = DIRECTIVES.get(fence.name, Directive())
    if reader.chapter.only_where_roles_work and not shows.is_markdown:
        return
    argument = list(_argument(reader, fence, shows))  # A caption stands over the whole table.
    options, start = _options(fence.body)
    if not reader.chapter.only_where_roles_work:
        yield from of_flaws(reader.path, unknown_in(reader.path, fence, options, start))
    if shows.content == "cells":
        reader.chapter.outline.enter("table")
    for option in options:
        if option.key in PROSE_OPTIONS and option.text.strip():
            place = fence.places[option.row].right(option.column)
            if shows.content == "cells":
                yield from _row(reader, option.text, place, "thead")
            elif option.key in PLAIN_OPTIONS or shows.content == "entries":
                yield from reader.plain(option.text, place)
            else:
                yield from reader.prose(option.text, place)
    yield from argument
    body, places = fence.body[start:], fence.places[start:]
    if shows.argument == "content":
        body, places = [fence.argument, *body], [fence.at, *places]
    given = {option.key: option.text for option in options}
    content = fence._replace(body=body, places=places, options=given)
    yield from _CONTENTS[shows.content](reader, content)


def _argument(reader: ContentReader, fence: Fence, shows: Directive) -> Iterator[Passage]:
    if shows.argument == "prose":
        yield from reader.prose(fence.argument, fence.at)
    elif shows.argument == "caption":
        reader.chapter.outline.enter("caption")
        yield from reader.prose(fence.argument, fence.at)
        reader.chapter.outline.leave("caption")


def _options(body: list[str]) -> tuple[list[Value], int]:
    """The options of a directive, with their places in its body, and the row at which its content
    begins.
    """
    if body and body[0].startswith("---"):
        end = next(
            (row for row, line in enumerate(body[1:], 1) if line.startswith("---")), len(body)
        )
        options = options_of("\n".join(body[1:end]))
        return [option._replace(row=option.row + 1) for option in options], end + 1
    written: list[Value] = []
    for row, line in enumerate(body):
        match = _OPTION.fullmatch(line)
        if match is None:
            return written, row
        value, quoted = match[2].strip(), 0
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value, quoted = value[1:-1], 1
        written.append(Value(match[1], value, row, match.start(2) + quoted))
    return written, len(body)


# Contents


def _prose(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
    text, outline = "\n".join(fence.body) + "\n", reader.chapter.outline
    tag = DIRECTIVES.get(fence.name, Directive()).tag
    outline.enter(tag)
    yield from reader.inside(text, [*fence.places, fence.origin])
    outline.leave(tag)


def _rows(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
    text = "\n".join(fence.body) + "\n"
    table = ListTable(reader.chapter.outline, _head_rows(fence))
    yield from reader.inside(text, [*fence.places, fence.origin], table)


def _head_rows(fence: Fence) -> int:
    """How many of its first rows the options of a table make its head."""
    rows = fence.options.get("header-rows", "")
    return int(rows) if re.fullmatch(r"[0-9]{1,3}", rows) else 0


def _nothing(*_: object) -> Iterator[Passage]:
    return iter(())


def _literal(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
    yield from literal_lines(reader.path, fence.body, fence.places)


def _parsed(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
    """A literal text in which roles work: what cites there is read, and has no place there."""
    for passage in _prose(reader, fence):
        if passage.citations:
            flaws = [cited_in_code(each.location) for each in passage.citations]
            yield msgspec.structs.replace(passage, flaws=(*passage.flaws, *flaws))
    yield from _literal(reader, fence)


def _by_line(read: Callable[[ContentReader, str, Line], Iterator[Passage]]) -> _ReadContent:
    def read_lines(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
        for text, place in zip(fence.body, fence.places, strict=True):
            yield from read(reader, text, place)

    return read_lines


def _cells(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
    """Rows of comma-separated values, of a table that has begun with its options."""
    rows = [row for row in zip(fence.body, fence.places, strict=True) if row[0].strip()]
    head = _head_rows(fence)
    for number, (row, place) in enumerate(rows):
        yield from _row(reader, row, place, "thead" if number < head else "tbody")
    reader.chapter.outline.leave("table")


def _row(reader: ContentReader, row: str, place: Line, part: str) -> Iterator[Passage]:
    """The cells of a row, which stands in this part of its table."""
    outline, offset = reader.chapter.outline, 0
    outline.enter(part)
    outline.enter("tr")
    for cell in next(csv.reader([row], skipinitialspace=True), []):
        offset = max(offset, row.find(cell, offset))
        outline.enter("td")
        yield from reader.prose(cell, place.right(offset))
        outline.leave("td")
        offset += len(cell)
    outline.leave("tr")
    outline.leave(part)


def _entry(reader: ContentReader, text: str, place: Line) -> Iterator[Passage]:
    """An entry of a table of contents: a title of its own, if it has one."""
    if titled := TITLED.fullmatch(text.strip()):
        yield from reader.plain(titled[1], place)


def _chart(reader: ContentReader, line: str, place: Line) -> Iterator[Passage]:
    """A line of a chart: its label, and the figure that is drawn with it."""
    if line.strip():
        label, target = chart_line(line)
        end = place.right(len(line))
        where = Location(reader.path, *place, *end)
        built, shown = PassageBuilder(reader.path), reader.chapter.display_text
        built.write(f"{label}: " if label else "", place)
        figure = built.here()
        built.write(shown("fact", target) or target)
        built.cite("fact", target, figure, where)
        if date := shown("dated", target):
            built.write(CHART_DATE)
            time = built.here()
            built.write(date)
            built.cite("dated", target, time, where)
        yield reader.placed(built.passage())


def _quotation(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
    wording = " ".join(line.strip() for line in fence.body).strip() or None
    last = Line(fence.origin.number + len(fence.body) + 1, fence.origin.column + 3)
    built = PassageBuilder(reader.path)
    start, target = built.here(), fence.argument
    shown = wording or reader.chapter.display_text("quotation", target) or target
    built.write(f"“{shown}”", fence.origin)
    where = Location(reader.path, *fence.origin, *last)
    built.cite("quotation", target, start, where, wording)
    yield reader.placed(built.passage())


def _include(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
    if "literal" not in fence.options and "code" not in fence.options:
        name = fence.argument
        where = Location(reader.path, *fence.at, *fence.at.right(len(name)))
        path = included_path(name, reader.including, where)
        reader.chapter.include(len(reader.including), where)
        yield from reader.include(path, fence.options)


def _raw(reader: ContentReader, fence: Fence) -> Iterator[Passage]:
    if fence.argument == "html":
        first = (fence.places or [fence.origin])[0]
        html, outline = "\n".join(fence.body), reader.chapter.outline
        judge = RawHtml(reader.path)
        flaws = [*judge.read(html, lines_of(html, first)), *judge.finish()]
        yield from of_flaws(reader.path, flaws)
        yield from read_html(html, reader.path, *first, outline=outline)


_ReadContent = Callable[[ContentReader, Fence], Iterator[Passage]]
_CONTENTS: Mapping[str, _ReadContent] = {
    "prose": _prose,
    "unseen": _nothing,
    "literal": _literal,
    "parsed": _parsed,
    "rows": _rows,
    "cells": _cells,
    "entries": _by_line(_entry),
    "chart": _by_line(_chart),
    "quotation": _quotation,
    "include": _include,
    "raw": _raw,
}
"""What reads each kind of content that the table of visibility knows."""
