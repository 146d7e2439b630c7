"""Where each line of a text that was taken out of a file is written there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # A check whose chapters are as they were needs no parser.
    from markdown_it.token import Token

_offset = itemgetter(0)


class Line(NamedTuple):
    """Where a line of a text begins in its file (both count from 1)."""

    number: int
    column: int

    def right(self, columns: int) -> Line:
        """A place so many columns further right."""
        return Line(self.number, self.column + columns)


class Origins:
    """The places of a text, from those at which its lines begin: each with its offset there."""

    def __init__(self, starts: Sequence[tuple[int, Line]]) -> None:
        self._starts = starts

    def place(self, offset: int) -> Line:
        """Where the character at this offset is written."""
        start, line = self._starts[max(0, bisect_right(self._starts, offset, key=_offset) - 1)]
        return Line(line.number, line.column + offset - start)

    def runs(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Cuts ``[start, end)`` into stretches that run on in one line."""
        first = bisect_right(self._starts, start, key=_offset)
        last = bisect_left(self._starts, end, key=_offset)
        cuts = [start, *map(_offset, self._starts[first:last]), end]
        return pairwise(cuts)


def lines_from(text: str, number: int = 1) -> list[Line]:
    """The lines of a text whose first is the line of this number."""
    return [Line(each, 1) for each in range(number, number + text.count("\n") + 1)]


def origins_of(
    token: Token, rows: list[str], lines: list[Line], cells: dict[int, int] | None
) -> Origins:
    """The places of an inline token's content.

    `rows` and `lines` are those of the text in which the token stands. In a table `cells` holds how
    far each of its rows has been read.
    """
    assert token.map is not None
    starts = []
    offset = 0
    for number, text in enumerate(token.content.split("\n"), token.map[0]):
        # As the parser shows it, which lets no NUL through.
        row, line = rows[number].rstrip().replace("\0", "\ufffd"), lines[number]
        written = text.strip()
        if cells is not None:
            written = written.replace("|", r"\|")
            column = max(row.find(written, cells.get(number, 0)), 0)
            cells[number] = column + len(written)
        elif row.endswith(written):
            column = len(row) - len(written)
        else:
            column = max(row.find(written), 0)
        column = max(1, column + line.column - (len(text) - len(text.lstrip())))
        starts.append((offset, Line(line.number, column)))
        if cells is not None:
            pipes = [place for place, mark in enumerate(text) if mark == "|"]
            starts += [
                (pipe, Line(line.number, column + pipe + count))
                for count, pipe in enumerate(pipes, 1)
            ]
        offset += len(text) + 1
    return Origins(starts)


def fence_places(body: list[str], first: int, rows: list[str], lines: list[Line]) -> list[Line]:
    """The places of the lines inside a fence that begins in the row `first`."""
    places = []
    for number, text in enumerate(body, first + 1):
        line = lines[min(number, len(lines) - 1)]
        row = rows[min(number, len(rows) - 1)]
        places.append(line.right(max(0, len(row) - len(text))))
    return places
