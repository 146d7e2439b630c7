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

from ..model.passages import Location, Passage
from .chapter import Chapter, DisplayText, Read
from .flaws import of_flaws
from .html import read_html
from .markdown import parser_for
from .myst import FileReader
from .origins import Line
from .passage_builder import literal, literal_lines, plain
from .quoted import with_attributions
from .raw_html import RawHtml
from .text_files import read_text, unreadable

_UNSHOWN = {"remove-output", "remove_output", "remove-cell", "remove_cell"}
"""Tags of cells whose output no page shows."""
_UNSHOWN_CODE = {"remove-input", "remove_input", "remove-cell", "remove_cell"}
"""Likewise, of those whose code none shows."""
_GLUED = "application/papermill.record/"
"""Before the form of a value that is shown elsewhere, by `{glue}`."""
_MARKUP = ("text/html", "image/svg+xml")
_IN_MARKS = re.compile(r"\A(['\"])(.*)\1\Z")
_HALVES = re.compile("[\ud800-\udfff]")
"""Of a character in JSON, whose other half is missing."""
_OF_COLOURS = re.compile(r"\x1b\[[\d;]*[A-Za-z]")


class Notebook:
    """A notebook whose text has been read. Raises `CheckError` where that is none."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._ends = path, [match.start() for match in re.finditer("\n", text)]
        self._names: list[tuple[Line, str]] = []  # of each line of a cell, by its place
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
        self, display_text: DisplayText, extensions: Collection[str] = (), read: Read = read_text
    ) -> list[Passage]:
        """What a reader sees, in order."""
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
        for number, cell in enumerate(self._cells, 1):
            kind, metadata = cell.get("cell_type"), cell.get("metadata")
            metadata = metadata if isinstance(metadata, dict) else {}
            if kind == "code":
                tags = metadata.get("tags")
                tags = set(map(str, tags)) if isinstance(tags, list) else set()
                if not tags & _UNSHOWN_CODE:
                    source = self._text(cell.get("source"), f"cell {number}")
                    rows = source.text.split("\n")
                    yield from literal_lines(str(self._path), rows, source.lines)
                if not tags & _UNSHOWN:
                    yield from self._outputs(reader, cell.get("outputs"), number)
                continue
            source = self._text(cell.get("source"), f"cell {number}")
            if kind == "markdown" and source.text.strip():
                reader.chapter.add(source.text)
                yield from reader.blocks(source.text, source.lines)
            elif kind == "raw" and _is_html(metadata):
                yield from self._flaws(source)
                yield from self._html(reader, source)

    def _outputs(self, reader: FileReader, outputs: object, number: int) -> Iterator[Passage]:
        name = f"the output of cell {number}"
        for output in outputs if isinstance(outputs, list) else ():
            if not isinstance(output, dict):
                continue
            if output.get("output_type") == "stream":
                yield from self._printed(self._text(output.get("text"), name))
            data = output.get("data")
            forms = (
                {str(form): each for form, each in data.items()} if isinstance(data, dict) else {}
            )
            shown = {form.removeprefix(_GLUED): value for form, value in forms.items()}
            is_glued = any(form.startswith(_GLUED) for form in forms)
            yield from self._data(reader, shown, name, is_glued)

    def _data(
        self, reader: FileReader, shown: Mapping[str, object], name: str, is_glued: bool
    ) -> Iterator[Passage]:
        """An output in that of its forms which a page takes."""
        if markup := next((form for form in _MARKUP if form in shown), ""):
            yield from self._html(reader, self._text(shown[markup], name))
        elif any(form.startswith("image/") for form in shown):
            return
        elif "text/markdown" in shown:
            text = self._text(shown["text/markdown"], name)
            reader.chapter.add(text.text)
            yield from reader.blocks(text.text, text.lines)
        elif "text/plain" in shown:
            text = self._text(shown["text/plain"], name)
            # Python writes a text in marks, which are no quotation.
            text = text._replace(text=_IN_MARKS.sub(r" \2 ", text.text))
            yield from self._printed(text, as_literal=not is_glued)

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

    def _printed(self, text: _Text, *, as_literal: bool = True) -> Iterator[Passage]:
        """Each line for itself, as it is shown: as code is, or within a sentence."""
        for row, line in zip(text.text.split("\n"), text.lines, strict=True):
            shown = _OF_COLOURS.sub("", row).rstrip()
            passage = (literal if as_literal else plain)(str(self._path), shown, line)
            if passage.text:
                yield passage

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


def _is_html(metadata: Mapping[str, object]) -> bool:
    return "text/html" in (metadata.get("format"), metadata.get("raw_mimetype"))
