"""Comments that accept findings in the block behind them: ``sphinx-facts: ignore[F001] reason``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec
from markdown_it.token import Token

from ..model.passages import Acceptance, Location, Passage
from .origins import Line

MARK = "sphinx-facts:"
"""What such a comment begins with."""
_OPENING = re.compile(rf"\s*{MARK}\s*(.*)", re.DOTALL)
_IGNORE = re.compile(r"ignore\[([^\[\]]*)\]\s*(.*)", re.DOTALL)
_BETWEEN = ("myst_line_comment", "myst_target")
"""What may stand between a comment and its block: more comments, and the names of places."""
_CODE_TO_RUN = "{code-cell}"
MOST = 50
"""How many comments may stand before a block: nobody writes so many, and each is asked of each
passage.
"""


def acceptances(comment: Iterable[tuple[str, Location]]) -> list[Acceptance]:
    """What a comment accepts, read from its lines; a line that opens nothing goes on with the
    reason of that before it.
    """
    opened: list[tuple[list[str], Location]] = []
    for line, where in comment:
        if (opening := _OPENING.fullmatch(line)) is not None:
            opened.append(([opening[1]], where))
        elif opened:
            opened[-1][0].append(line)
    return [_acceptance(" ".join(" ".join(lines).split()), where) for lines, where in opened]


def _acceptance(text: str, where: Location) -> Acceptance:
    ignore = _IGNORE.fullmatch(text)
    if ignore is None:
        return Acceptance((), text, where)
    codes = dict.fromkeys(code.strip() for code in ignore[1].split(",") if code.strip())
    return Acceptance(tuple(codes), ignore[2], where)


def of_no_block(accepted: Acceptance) -> Passage:
    """An empty passage: that of a comment which nothing follows."""
    line, column = accepted.location.line, accepted.location.column
    return Passage(accepted.location.path, "", ((0, line, column),), accepted=(accepted,))


def accepting(passages: Iterable[Passage], accepted: Sequence[Acceptance]) -> Iterator[Passage]:
    """The passages of a block behind such comments; where it has none, that they have no block."""
    is_empty = True
    for passage in passages:
        is_empty = False
        yield msgspec.structs.replace(passage, accepted=(*accepted, *passage.accepted))
    if is_empty:
        yield from map(of_no_block, accepted)


class BlockAcceptances:
    """Tells of the blocks of a Markdown text which comments stand before them, token by token."""

    def __init__(self, path: str, lines: list[Line], before: Iterable[Acceptance] = ()) -> None:
        """`before`: what comments accept that stand before the text itself."""
        self._path, self._lines = path, lines
        self._waiting = [(0, each) for each in before]
        # The level of each block that is open, what is accepted in it, and what of that was used.
        self._open: list[tuple[int, list[Acceptance]]] = []
        self._held: set[Acceptance] = set()

    def meet(self, token: Token) -> Iterator[Passage]:
        """Go on to a token; what the blocks that have ended leave to tell."""
        if token.type == "myst_line_comment":
            self._waiting += [(token.level, each) for each in self._read(token)]
            return
        if not self._waiting and not self._open:
            return
        if token.nesting >= 0:
            yield from self._end(token.level)
        if token.type in _BETWEEN:
            return
        here = [each for level, each in self._waiting if level == token.level]
        if token.type in ("fence", "colon_fence") and token.info.startswith(_CODE_TO_RUN):
            here = [msgspec.structs.replace(each, is_open=True) for each in here]
        if here and token.nesting >= 0:
            self._open.append((token.level, here[:MOST]))
            yield from map(of_no_block, here[MOST:])
            self._waiting = [each for each in self._waiting if each[0] != token.level]
        elif token.nesting < 0:  # The end of what they stand in.
            left = [each for level, each in self._waiting if level > token.level]
            self._waiting = [each for each in self._waiting if each[0] <= token.level]
            yield from map(of_no_block, left)

    def cover(self, passages: Iterable[Passage]) -> Iterator[Passage]:
        """The passages of the block that is read, with what is accepted in it."""
        if not self._open:
            yield from passages
            return
        accepted = [each for _, block in self._open for each in block]
        for passage in passages:
            self._held.update(accepted)
            yield msgspec.structs.replace(passage, accepted=(*accepted, *passage.accepted))

    def take_waiting(self) -> list[Acceptance]:
        """What comments accept behind which there is nothing, for what follows the text."""
        waiting, self._waiting = [each for _, each in self._waiting], []
        return waiting

    def finish(self) -> Iterator[Passage]:
        """What is left to tell where the text ends."""
        yield from self._end(0)
        yield from (of_no_block(each) for _, each in self._waiting)

    def _end(self, level: int) -> Iterator[Passage]:
        """End the blocks that go no further than to this level."""
        while self._open and self._open[-1][0] >= level:
            _, block = self._open.pop()
            yield from (of_no_block(each) for each in block if each not in self._held)

    def _read(self, token: Token) -> list[Acceptance]:
        assert token.map is not None
        rows = token.content.split("\n")
        places = self._lines[token.map[0] : token.map[0] + len(rows)]
        return acceptances(
            (row, Location(self._path, *place, *place.right(len(row) + 1)))
            for row, place in zip(rows, places, strict=False)
        )
