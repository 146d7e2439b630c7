"""Builds a passage piece by piece: its text, where each piece stands, and what is cited in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import msgspec

from ..model.passages import HIDDEN, Acceptance, Citation, Flaw, Location, Passage, Structure
from ..model.roles import Role
from ..text.invisible import turns, visible_parts

_TURNED = "a character turns the order in which what is behind it is shown"
_SIGNS = "0123456789-+−"
_RAISED = {
    "sup": str.maketrans(_SIGNS, "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺⁻"), "sub": str.maketrans(_SIGNS, "₀₁₂₃₄₅₆₇₈₉₋₊₋"),
}  # fmt: skip
"""What stands higher or lower than the text around it, in characters that do so by themselves."""


class Opening(NamedTuple):
    """A point in a passage that is being built, from which something may turn out to reach."""

    start: int
    """Its offset in the text."""
    pieces: int
    """How many pieces were written before it."""


class PassageBuilder:
    """A passage of the file `path` that is being read."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._pieces: list[str] = []
        self._length = 0
        self._anchors: list[tuple[int, int, int]] = []
        self._citations: list[Citation] = []
        self._accepted: dict[Acceptance, None] = {}
        self._styled: list[tuple[str, int, int]] = []
        self._raised: list[tuple[str, int, int]] = []
        self._flaws: dict[Flaw, None] = {}
        self.literals: list[Passage] = []
        """What is there and is no prose, as passages of their own."""

    def write(self, text: str, place: tuple[int, int] | None = None) -> None:
        """Add text that stands at this line and column; without one, where that before it ends.
        What no reader sees of it is left out.
        """
        if not text.isascii() and turns(text):
            line, column = place or (self._anchors[-1][1:] if self._anchors else (1, 1))
            where = Location(self._path, line, column, line, column + len(text))
            self.flaw(Flaw("order", _TURNED, where, "take it away"))
        for start, part in visible_parts(text):
            if place is not None:
                self._anchors.append((self._length, place[0], place[1] + start))
            self._pieces.append(part)
            self._length += len(part)

    def literal(self, text: str, place: tuple[int, int] | None = None) -> None:
        """Add what is no prose at this line and column."""
        self.write(HIDDEN, place)
        if any(part.strip() for _, part in visible_parts(text)):
            self.literals.append(literal(self._path, text, self._anchors[-1][1:]))

    def here(self) -> Opening:
        return Opening(self._length, len(self._pieces))

    def since(self, opening: Opening) -> str:
        """What has been written from there on."""
        return "".join(self._pieces[opening.pieces :])

    def cite(
        self, role: Role, target: str, opening: Opening, location: Location,
        wording: str | None = None,
    ) -> None:  # fmt: skip
        """Add a citation that reaches from there to the end of what has been written."""
        start, end = opening.start, self._length
        self._citations.append(Citation(role, target, start, end, location, wording))

    def style(self, tag: str, opening: Opening) -> None:
        """Note what stands out, from there to the end of what has been written."""
        if opening.start < self._length:  # It may have begun in the passage before.
            stretches = self._raised if tag in _RAISED else self._styled
            stretches.append((tag, opening.start, self._length))

    def accept(self, *acceptances: Acceptance) -> None:
        """Note what a comment before the passage accepts in it."""
        self._accepted |= dict.fromkeys(acceptances)

    def flaw(self, *flaws: Flaw) -> None:
        """Note what is wrong with how it is written."""
        self._flaws |= dict.fromkeys(flaws)

    @property
    def text(self) -> str:
        """A raised digit that is joined to a number is no digit of it."""
        text = "".join(self._pieces)
        if not self._raised:
            return text
        chars = list(text)
        for tag, start, end in self._raised:
            first = text[start:end].lstrip("-+−")[:1]
            follows = first.isdecimal() and text[max(0, start - 1) : start].isdecimal()
            precedes = text[end - 1 : end].isdecimal() and text[end : end + 1].isdecimal()
            if follows or precedes:
                chars[start:end] = text[start:end].translate(_RAISED[tag])
        return "".join(chars)

    def passage(self, structure: Structure | None = None) -> Passage:
        """What has been written, as a whole."""
        anchors, citations = tuple(self._anchors), tuple(self._citations)
        return Passage(
            self._path, self.text, anchors, citations,
            structure=structure or Structure(), accepted=tuple(self._accepted),
            styled=tuple(self._styled), flaws=tuple(self._flaws),
        )  # fmt: skip


def plain(path: str, text: str, place: tuple[int, int]) -> Passage:
    """A text in which no role works, that begins there and runs on in whole lines."""
    return msgspec.structs.replace(_of_lines(path, text, place), is_plain=True)


def literal(path: str, text: str, place: tuple[int, int]) -> Passage:
    """Likewise, of code, a formula or the like."""
    passage = _of_lines(path, text, place)
    return msgspec.structs.replace(passage, is_plain=True, is_literal=True)


def literal_lines(
    path: str, lines: Sequence[str], places: Sequence[tuple[int, int]]
) -> Iterator[Passage]:
    """Likewise, of lines that each begin somewhere."""
    built = PassageBuilder(path)
    for line, place in zip(lines, places, strict=False):
        built.write(f"{line}\n", place)
    if built.text.strip():
        yield msgspec.structs.replace(built.passage(), is_plain=True, is_literal=True)


def _of_lines(path: str, text: str, place: tuple[int, int]) -> Passage:
    built = PassageBuilder(path)
    for number, line in enumerate(text.split("\n")):
        start = f"\n{line}" if number else line
        built.write(start, (place[0] + number, 0) if number else place)
    return built.passage()
