"""What stands beside the first cell of a row, and over those cells, once a table has been read."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ..model.passages import Passage

_DIGIT = re.compile(r"\d")


def with_rows(passages: Sequence[Passage]) -> list[Passage]:
    """The passages of a text: in tables with the corner and the cells of words beside them."""
    cells: dict[tuple[int, int, int], str] = {}
    for passage in passages:
        # What is shown out of the facts file, the author has not said.
        is_said = all(citation.role != "record" for citation in passage.citations)
        if (cell := passage.structure.cell) is not None and is_said:
            cells[cell] = f"{cells.get(cell, '')} {passage.text}".strip()
    return [_with_row(passage, cells) for passage in passages] if cells else list(passages)


def _with_row(passage: Passage, cells: dict[tuple[int, int, int], str]) -> Passage:
    structure = passage.structure
    if structure.cell is None or structure.cell[1] == 0:
        return passage
    table, row, column = structure.cell
    corner = cells.get((table, 0, 1), "") if column > 1 else ""
    # What has a number tells of that.
    between = (cells.get((table, row, place), "") for place in range(2, column))
    words = " ".join(cell for cell in between if cell and not _DIGIT.search(cell))
    beside = cells.get((table, row, 2), "") if column == 1 else words
    structure = msgspec.structs.replace(structure, corner=corner, beside=beside)
    return msgspec.structs.replace(passage, structure=structure)
