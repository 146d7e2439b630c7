"""The cheapest way from a recorded quotation to a displayed one, found by dynamic programming.

What costs nothing on that way an editor may do; everything else is a departure (`quote_diff`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Literal

import msgspec

from ..lexicon import family
from .quote_items import LOOSE, Item

_WORD, _CASE, _MARK, _LOSS = 10**8, 10**7, 10**6, 10**5
"""What changing a word, its case or a mark and losing a hedge cost: each outweighs the next."""
_JOINING = frozenset(family("function_words.conjunctions.joining"))
"""Before these a comma may come and go."""
_BOTH, _ADD, _DROP = range(3)
_Kind = Literal["keep", "change", "gap", "bracket"]


class Step(msgspec.Struct):
    """A stretch of the way: ``display[i:i_end]`` is shown for ``record[j:j_end]``."""

    kind: _Kind
    i: int
    i_end: int
    j: int
    j_end: int


class Losses(msgspec.Struct):
    """What a way may not lose unseen, by the numbers of recorded items."""

    at: Collection[int]
    """Where a negation, hedge or condition begins."""
    before: Collection[int]
    """Where something ends that bears on an amount behind it."""
    begins: Callable[[int], bool]
    """Whether something is lost if the display begins at an item."""
    ends: Callable[[int], bool]
    """Whether something is lost if it ends before an item."""


def align(record: Sequence[Item], display: Sequence[Item], losses: Losses) -> list[Step]:
    """The cheapest way from the recorded items to the displayed ones, in stretches of one kind."""
    return _Alignment(record, display, losses).steps()


class _Alignment:
    """Recorded items beside displayed ones."""

    def __init__(self, record: Sequence[Item], display: Sequence[Item], losses: Losses) -> None:
        self._record, self._display, self._losses = record, display, losses

    def steps(self) -> list[Step]:
        costs = [self._start_cost(j) for j in range(len(self._record) + 1)]
        drops = [_stands_apart(self._record, j) for j in range(len(self._record))]
        backs = []
        for i in range(len(self._display)):
            costs, back = self._row(i, costs, drops)
            backs.append(back)
        j = min(range(len(costs)), key=lambda j: costs[j] + self._end_cost(j))
        steps: list[Step] = []
        i = len(self._display)
        while i:
            op = backs[i - 1][j]
            i_before, j_before = i - (op != _DROP), j - (op != _ADD)
            kind = self._kind(op, i, j)
            last = steps[-1] if steps else None
            if last and last.kind == kind and (kind in ("keep", "change") or i == last.i_end):
                last.i, last.j = i_before, j_before
            else:
                steps.append(Step(kind, i_before, i, j_before, j))
            i, j = i_before, j_before
        return steps[::-1]

    def _row(self, i: int, above: list[int], drops: list[int]) -> tuple[list[int], bytearray]:
        """The costs of showing the items up to `i` for each number of recorded ones, and how."""
        item, opened = self._display[i], _is_open(self._display[i])
        add = 0 if opened else _stands_apart(self._display, i)
        row, back = [above[0] + add], bytearray([_ADD])
        for j, other in enumerate(self._record):
            if opened:
                again = 3 * _WORD if back[-1] == _BOTH else 1 if item.kind == "gap" else 2
                drop = row[j] + again + (_LOSS if j in self._losses.at else 0)
            else:
                drop = row[j] + drops[j]
            cost, op = above[j] + self._pair_cost(i, item, other), _BOTH
            if above[j + 1] + add < cost:
                cost, op = above[j + 1] + add, _ADD
            if drop < cost:
                cost, op = drop, _DROP
            row.append(cost)
            back.append(op)
        if opened:
            for j in self._losses.before:
                row[j] += _LOSS if back[j] == _DROP else 0
        return row, back

    def _pair_cost(self, i: int, item: Item, other: Item) -> int:
        """What it costs to show one item for another."""
        if item.text == other.text and item.kind != "gap":
            return 0
        if item.kind == other.kind == "word":
            if item.text.lower() != other.text.lower():
                return _WORD
            return 0 if self._may_change_case(i, item, other) else _CASE
        return _MARK if item.kind == other.kind == "mark" else 3 * _WORD

    def _may_change_case(self, i: int, item: Item, other: Item) -> bool:
        if item.text[1:] != other.text[1:]:
            return False
        after_gap = i > 0 and self._display[i - 1].kind == "gap" and item.text[:1].isupper()
        return i == 0 or after_gap or item.free or other.free

    def _kind(self, op: int, i: int, j: int) -> _Kind:
        """What the step is that ends before the displayed item `i` and the recorded one `j`."""
        item = self._display[i - 1]
        if op == _BOTH:
            return "change" if self._pair_cost(i - 1, item, self._record[j - 1]) else "keep"
        if item.kind in ("gap", "bracket"):
            return item.kind
        cost = (
            _stands_apart(self._display, i - 1)
            if op == _ADD
            else _stands_apart(self._record, j - 1)
        )
        return "change" if cost >= _MARK else "keep"

    def _begins_like(self, j: int) -> bool:
        first = self._display[0]
        return j < len(self._record) and (
            first.kind == "bracket" or self._pair_cost(0, first, self._record[j]) == 0
        )

    def _ends_like(self, j: int) -> bool:
        last = len(self._display) - 1
        item = self._display[last]
        return j > 0 and (
            item.kind == "bracket" or self._pair_cost(last, item, self._record[j - 1]) == 0
        )

    def _start_cost(self, j: int) -> int:
        return _LOSS if self._begins_like(j) and self._losses.begins(j) else 0

    def _end_cost(self, j: int) -> int:
        return _LOSS if self._ends_like(j) and self._losses.ends(j) else 0


def _stands_apart(items: Sequence[Item], place: int) -> int:
    """What it costs that an item stands on one side only."""
    item = items[place]
    if item.kind in ("word", "bracket"):
        return _WORD + 1
    after = items[place + 1] if place + 1 < len(items) else None
    if item.text == "," and after and after.text in _JOINING:
        return 1
    beside = [*items[max(0, place - 1) : place], *items[place + 1 : place + 2]]
    return 1 if item.text in LOOSE and any(_is_open(each) for each in beside) else _MARK


def _is_open(item: Item) -> bool:
    """Whether an item may stand for any run of recorded ones."""
    return item.kind in ("gap", "bracket")
