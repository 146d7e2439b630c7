"""Two wordings one above the other, with the difference marked, for a monospaced font."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher

import msgspec

from ..text.words import ELLIPSIS, find_words, fold

WIDTH = 100
_LEAD, _LONG = 40, 60
"""The most columns before the first difference in lines that are cut, and for one difference."""


class _Cell(msgspec.Struct):
    """Words that stand below each other."""

    one: str
    other: str
    marked: bool = False

    @property
    def width(self) -> int:
        """In columns."""
        return max(_columns(self.one), _columns(self.other))

    @property
    def carets(self) -> str:
        """The mark below a difference; the space before it is not part of it."""
        space = all(text[:1] in ("", " ") for text in (self.one, self.other))
        return " " * space + "^" * (self.width - space) if self.marked else ""


def align(one: str, other: str, width: int = WIDTH) -> tuple[str, str, str]:
    """Both wordings, each in one line, equal words below each other, and a line of carets.

    The carets mark the differences. What an ellipsis stands for is marked only where nothing else
    differs, and what a fragment leaves out at its edges only where there is no ellipsis either.
    Lines longer than `width` columns are cut to what surrounds the first difference.
    """
    cells = _window(list(_cells(_pieces(one), _pieces(other))), width)
    lines = ["", "", ""]
    for cell in cells:
        for number, text in enumerate((cell.one, cell.other, cell.carets)):
            lines[number] += text + " " * (cell.width - _columns(text))
    top, bottom, marks = (line[1:].rstrip() for line in lines)
    return top, bottom, marks


def _pieces(text: str) -> list[str]:
    """The words of a text, each with the space before it; the first always has one."""
    pieces: list[str] = []
    last = 0
    for word in find_words(text):
        space = not pieces or text[last : word.start].isspace()
        pieces.append(" " * space + text[word.start : word.end])
        last = word.end
    return pieces


def _cells(one: list[str], other: list[str]) -> Iterator[_Cell]:
    keys = [[fold(piece.strip()) for piece in pieces] for pieces in (one, other)]
    for words in keys:
        words[:1] = [word[:1].lower() + word[1:] for word in words[:1]]
    changes = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
    edges = {changes[0], changes[-1]} if changes else set()
    weights = []
    for change in changes:
        tag, i, i_end, j, j_end = change
        is_omitted = [ELLIPSIS] in (keys[0][i:i_end], keys[1][j:j_end])
        is_edge = tag != "replace" and change in edges
        weights.append(0 if tag == "equal" else 2 if is_omitted else 1 if is_edge else 3)
    heaviest = max(weights, default=0)
    for (tag, i, i_end, j, j_end), weight in zip(changes, weights, strict=True):
        if tag == "equal":
            for a, b in zip(one[i:i_end], other[j:j_end], strict=True):
                yield _Cell(a.rjust(len(b)), b.rjust(len(a)))
        else:
            left, right = _short("".join(one[i:i_end])), _short("".join(other[j:j_end]))
            yield _Cell(left, right, weight == heaviest)


def _window(cells: list[_Cell], width: int) -> list[_Cell]:
    """As many cells as fit the width, the first marked one among them; ellipses for the rest."""
    room = width - sum(cell.width for cell in cells)
    if room >= 0:
        return cells
    first = next((number for number, cell in enumerate(cells) if cell.marked), 0)
    start, taken = first, 0
    while start > 0 and taken + cells[start - 1].width <= _LEAD:
        start -= 1
        taken += cells[start].width
    cut = _Cell(f" {ELLIPSIS}", f" {ELLIPSIS}")
    shown = [cut] if start else []
    room = width - 4
    for cell in cells[start:]:
        room -= cell.width
        if room < 0:
            return [*shown, cut]
        shown.append(cell)
    return shown


def _short(text: str) -> str:
    half = _LONG // 2 - 2
    return text if _columns(text) <= _LONG else f"{text[:half]} {ELLIPSIS} {text[-half:]}"


def _columns(text: str) -> int:
    """How many columns a text takes."""
    return sum(
        0
        if unicodedata.category(mark) in ("Mn", "Me", "Cf")
        else 1 + (unicodedata.east_asian_width(mark) in "WF")
        for mark in text
    )
