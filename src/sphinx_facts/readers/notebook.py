"""Reads a Jupyter notebook into passages: its Markdown cells as a chapter, its code, and what that
printed.

A place is one in the file, in which mostly each line of a cell has a line; `place_in_cell` says
which cell it is in. Nothing is run.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Collection, Iterator, Mapping
from json.decoder import scanstring  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ..model.passages import Acceptance, Location, Passage
from .acceptance import BlockAcceptances, accepting, of_no_block
from .chapter import Chapter, DisplayText, Read
from .flaws import of_flaws
from .html import read_html
from .markdown import parser_for
from .myst import FileReader
from .origins import Line
from .passage_builder import literal_lines
from .printed import COLOURS, Output, form_shown, printed
from .quoted import with_attributions
from .raw_html import RawHtml
from .text_files import read_text, unreadable

_UNSHOWN = frozenset({"remove-output", "remove-cell"})
"""Tags of cells whose output no page shows."""
_UNSHOWN_CODE = frozenset({"remove-input", "remove-cell"})
"""Likewise, of those whose code none shows."""
_GLUED = "application/papermill.record/"
"""Before the form of a value that is shown elsewhere, by `{glue}`."""
_PROGRAM = "what a program ({}) draws in the output of cell {} is only known to a browser"
_SCRIPT = re.compile("<script\\b", re.IGNORECASE)
_HALVES = re.compile("[\ud800-\udfff]")
"""Of a character in JSON, whose other half is missing."""


class Notebook:
    """A notebook whose text has been read. Raises `CheckError` where that is none."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._ends = path, [match.start() for match in re.finditer("\n", text)]
        self._names: list[tuple[Line, str]] = []  # of each line of a cell, by its place
        self._cell_tags = frozenset[str]()
        self.unread: list[str] = []
        """What of it is shown and was not read, once it was."""
        try:
            book = _decode(text)
        except (ValueError, RecursionError) as error:
            raise unreadable(path, f"this is no notebook: {error}", "save it again") from None
        cells = book.get("cells") if isinstance(book, dict) else None
        if not isinstance(cells, list):
            message = "this is no notebook, or one of a form before version 4"
            raise unreadable(path, message, "open it in Jupyter, and save it")
        self._cells = [cell for cell in cells if isinstance(cell, dict)]

    def passages(
        self, display_text: DisplayText, extensions: Collection[str] = (), read: Read = read_text,
        cell_tags: Collection[str] = (),
    ) -> list[Passage]:  # fmt: skip
        """What a reader sees, in order; `cell_tags` are those that all cells of code have."""
        self._cell_tags = frozenset(cell_tags)
        chapter = Chapter(parser_for(extensions), display_text, read)
        return with_attributions(self._read(FileReader(chapter, self._path)))

    @property
    def is_unrun(self) -> bool:
        """Whether there is code in it that has not been run, so that a build may run it."""
        return any(
            cell.get("cell_type") == "code"
            and bool(cell.get("source"))
            and not cell.get("outputs")
            and cell.get("execution_count") is None
            for cell in self._cells
        )

    def place_in_cell(self, where: Location) -> str:
        """The cell and the line in it, as ``cell 3, line 2``."""
        if where.path != str(self._path):
            return ""
        place = bisect_right(self._names, Line(where.line, where.column), key=itemgetter(0))
        return self._names[place - 1][1] if place else ""

    def _read(self, reader: FileReader) -> Iterator[Passage]:
        waiting: list[Acceptance] = []  # of the comments that end the cell before
        for number, cell in enumerate(self._cells, 1):
            kind, tags = cell.get("cell_type"), _tags(cell) | self._cell_tags
            source = self._text(cell.get("source"), f"cell {number}")
            if kind == "code":
                yield from accepting(self._code(reader, cell, tags, source, number), waiting)
                waiting = []
            elif kind == "markdown" and source.text.strip():
                reader.chapter.add(source.text)
                comments = BlockAcceptances(str(self._path), source.lines, waiting)
                yield from reader.blocks(source.text, source.lines, comments=comments)
                waiting = comments.take_waiting()
                yield from comments.finish()
            elif kind == "raw" and _is_html(cell):
                yield from self._flaws(source)
                yield from self._html(reader, source)
        yield from map(of_no_block, waiting)

    def _code(
        self, reader: FileReader, cell: Mapping[str, object], tags: Collection[str],
        source: _Text, number: int,
    ) -> Iterator[Passage]:  # fmt: skip
        """What a page shows of a cell of code."""
        if _UNSHOWN_CODE.isdisjoint(tags):
            yield from self._literal(source)
        outputs = cell.get("outputs")
        if not _UNSHOWN.isdisjoint(tags) or not isinstance(outputs, list):
            return
        for output in outputs:
            if isinstance(output, dict) and f"remove-{output.get('name')}" not in tags:
                yield from self._output(reader, output, number)

    def _output(
        self, reader: FileReader, output: Mapping[str, object], number: int
    ) -> Iterator[Passage]:
        name = f"the output of cell {number}"
        if output.get("output_type") == "stream":
            yield from self._printed(self._text(output.get("text"), name), "stream")
        elif output.get("output_type") == "error":
            yield from self._literal(self._text(output.get("traceback"), name))
        data = output.get("data")
        forms = {str(form): each for form, each in data.items()} if isinstance(data, dict) else {}
        shown = {form.removeprefix(_GLUED): value for form, value in forms.items()}
        form, kind = form_shown(shown)
        text = self._text(shown.get(form), name)
        if kind == "program" or (kind == "markup" and _SCRIPT.search(text.text)):
            self.unread.append(_PROGRAM.format(form, number))
        if kind == "markup":
            yield from self._html(reader, text)
        elif kind == "markdown":
            reader.chapter.add(text.text)
            yield from reader.blocks(text.text, text.lines)
        elif kind == "formula":
            yield from self._literal(text)
        elif kind == "text":
            yield from self._printed(text, "value")

    def _html(self, reader: FileReader, text: _Text) -> Iterator[Passage]:
        outline = reader.chapter.outline
        for passage in read_html(text.text, str(self._path), 1, 1, outline=outline):
            anchors = tuple(
                (offset, *text.lines[line - 1].right(column - 1))
                for offset, line, column in passage.anchors
            )
            yield msgspec.structs.replace(passage, anchors=anchors)

    def _flaws(self, text: _Text) -> Iterator[Passage]:
        """What is wrong with HTML that an author wrote."""
        judge = RawHtml(str(self._path))
        flaws = judge.read(text.text, lambda offset: text.lines[text.text.count("\n", 0, offset)])
        yield from of_flaws(str(self._path), [*flaws, *judge.finish()])

    def _literal(self, text: _Text) -> Iterator[Passage]:
        rows = (COLOURS.sub("", row) for row in text.text.split("\n"))
        return literal_lines(str(self._path), [*rows], text.lines)

    def _printed(self, text: _Text, kind: Output) -> Iterator[Passage]:
        return (line for output in self._literal(text) for line in printed(output, kind))

    # Places

    def _text(self, source: object, name: str) -> _Text:
        """A text of the notebook, which is written as one, or as a list of its lines."""
        pieces = source if isinstance(source, list) else [source]
        placed = [piece for piece in pieces if isinstance(piece, _Placed)]
        text, lines, begins = "".join(placed), list[Line](), True
        for piece in placed:
            at, rows = self._line(piece.at), piece.count("\n") + 1 - piece.endswith("\n")
            is_line = rows == 1 and begins
            insort(self._names, (at, f"{name}, line {len(lines) + 1}" if is_line else name))
            lines += [at] * (rows - 1 + begins)
            begins = piece.endswith("\n")
        rest = text.count("\n") + 1 - len(lines)
        return _Text(text, lines + [lines[-1] if lines else Line(1, 1)] * rest)

    def _line(self, offset: int) -> Line:
        row = bisect_left(self._ends, offset)
        start = self._ends[row - 1] + 1 if row else 0
        return Line(row + 1, offset - start + 1)


class _Text(NamedTuple):
    text: str
    lines: list[Line]


class _Placed(str):
    """A text that knows where in the file it begins."""

    __slots__ = ("at",)
    at: int


def _decode(text: str) -> Any:
    """The content of a JSON text, in which every text knows its place."""

    def scan(text: str, start: int, strict: bool = True) -> tuple[_Placed, int]:
        value, end = scanstring(text, start, strict)
        # As of every text that is read, line ends are made one.
        value = _HALVES.sub("\ufffd", value).replace("\r\n", "\n").replace("\r", "\n")
        placed = _Placed(value)
        placed.at = start
        return placed, end

    decoder = json.JSONDecoder()
    decoder.parse_string = scan  # type: ignore[attr-defined]
    decoder.scan_once = py_make_scanner(decoder)  # type: ignore[attr-defined]
    return decoder.decode(text)


def _metadata(cell: Mapping[str, object]) -> Mapping[str, object]:
    metadata = cell.get("metadata")
    return metadata if isinstance(metadata, dict) else {}


def _tags(cell: Mapping[str, object]) -> frozenset[str]:
    """By the names that they have today."""
    tags = _metadata(cell).get("tags")
    return frozenset(str(tag).replace("_", "-") for tag in (tags if isinstance(tags, list) else ()))


def _is_html(cell: Mapping[str, object]) -> bool:
    metadata = _metadata(cell)
    return "text/html" in (metadata.get("format"), metadata.get("raw_mimetype"))
