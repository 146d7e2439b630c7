"""Places in a text as editors count them: lines from 0, and columns in the units of an encoding."""

from __future__ import annotations

import re
from bisect import bisect_right

from lsprotocol.types import Position, Range

from ..model.passages import Location

_LINE_END = re.compile(r"\r\n?|\n")
_WIDTHS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
"""Bytes of a unit."""
_CODECS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}


class Text:
    """A text as an editor has it. Offsets are those of Python, in characters.

    Lines end as the protocol says, and so not at the other characters at which Python ends them.
    What is half a character, as an editor may send it, stands as one that cannot be shown.
    """

    def __init__(self, content: str, encoding: str = "utf-16", version: int | None = None) -> None:
        self.content = content.encode("utf-8", "replace").decode("utf-8")
        self.version = version
        self._codec, self._width = _CODECS[encoding], _WIDTHS[encoding]
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(self.content))]
        self._mark = int(self.content[:1] == "\ufeff")

    def line(self, number: int) -> str:
        """A line without its end, by its number from 0; empty where there is none."""
        if not 0 <= number < len(self._starts):
            return ""
        return self.content[self._starts[number] : self._end(number)]

    def offset(self, at: Position) -> int:
        """Where a place is; what lies beyond its line or the text is at the end of that."""
        if at.line >= len(self._starts):
            return len(self.content)
        line = self.line(at.line)
        before = line.encode(self._codec)[: at.character * self._width]
        return self._starts[at.line] + len(before.decode(self._codec, "ignore"))

    def column(self, at: Position) -> int:
        """How many characters stand before a place in its line."""
        return self.offset(at) - self._starts[min(at.line, len(self._starts) - 1)]

    def position(self, offset: int) -> Position:
        """The place of an offset."""
        number = bisect_right(self._starts, offset) - 1
        before = self.content[self._starts[number] : offset]
        return Position(number, len(before.encode(self._codec)) // self._width)

    def range(self, start: int, end: int) -> Range:
        """A stretch of the text."""
        return Range(self.position(start), self.position(max(start, end)))

    def span(self, where: Location) -> tuple[int, int]:
        """The offsets of a stretch as findings name it: it counts no mark of byte order."""
        start = self._place(where.line, where.column)
        return start, max(start, self._place(where.end_line, where.end_column))

    def range_of(self, where: Location) -> Range:
        """A stretch as findings name it."""
        return self.range(*self.span(where))

    def _place(self, line: int, column: int) -> int:
        number = line - 1
        if number >= len(self._starts):
            return len(self.content)
        start = self._starts[number] + (self._mark if number == 0 else 0)
        return min(start + column - 1, self._end(number))

    def _end(self, number: int) -> int:
        """Where a line ends, before its mark."""
        if number + 1 == len(self._starts):
            return len(self.content)
        end = self._starts[number + 1]
        return end - (2 if self.content[end - 2 : end] == "\r\n" else 1)
