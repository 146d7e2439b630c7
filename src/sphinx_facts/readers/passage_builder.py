"""Builds a passage piece by piece: its text, where each piece stands, and what is cited in it."""

from __future__ import annotations

from typing import NamedTuple

from ..model.passages import Acceptance, Citation, Location, Passage, Structure
from ..model.roles import Role


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

    def write(self, text: str, place: tuple[int, int] | None = None) -> None:
        """Add text that stands at this line and column; without one, where that before it ends."""
        if place is not None:
            self._anchors.append((self._length, *place))
        self._pieces.append(text)
        self._length += len(text)

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
            self._styled.append((tag, opening.start, self._length))

    def accept(self, *acceptances: Acceptance) -> None:
        """Note what a comment before the passage accepts in it."""
        self._accepted |= dict.fromkeys(acceptances)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def passage(self, structure: Structure | None = None) -> Passage:
        """What has been written, as a whole."""
        anchors, citations = tuple(self._anchors), tuple(self._citations)
        return Passage(
            self._path, self.text, anchors, citations,
            structure=structure or Structure(), accepted=tuple(self._accepted),
            styled=tuple(self._styled),
        )  # fmt: skip
