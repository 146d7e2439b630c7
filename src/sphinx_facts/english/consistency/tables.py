"""Totals in tables, held against the cells above them, or beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from ...figures.figure import Figure
from ..lexicon import Regex
from .amounts import HUNDRED, ZERO, Amount, last_digit, rounding, shown_sum, span, total
from .sentence import Contradiction, any_of, is_read

_TOTAL = Regex(rf"\W*{any_of('tables.total')}\W*", re.IGNORECASE)
_PART = Regex(rf"\W*{any_of('tables.part')}", re.IGNORECASE)
_NONE = Regex(rf"\W*|{any_of('tables.none')}", re.IGNORECASE)
_NO_SUM = Regex(any_of("tables.no_sum"), re.IGNORECASE)
_SIGN = Regex(r"[-−–—+(]")
_NO_COUNT = ("date", "decade", "ordinal", "fraction")
_LONGEST = 12
"""How many characters may stand beside the figure of a cell."""
_MOST_ROWS, _MOST_COLUMNS, _MOST_TOTALS = 200, 50, 20
"""Of a table that is larger nothing is told: nobody reads the sums of more."""
_HALF, _ALMOST_TWICE = Decimal("0.5"), Decimal("1.9")

Place = tuple[int, int]
"""Row and column, as `Structure` counts them."""


class Cell:
    """A cell of a table: its text, its figures, found when they are asked for, and the head of its
    column.
    """

    def __init__(self, text: str, find: Callable[[str], Sequence[Figure]], column: str) -> None:
        self.text, self._find, self.column = text, find, column

    @cached_property
    def figures(self) -> Sequence[Figure]:
        return self._find(self.text)


Table = Mapping[Place, Cell]


def check_table(table: Table) -> Iterator[tuple[Place, Contradiction]]:
    """A total of a table is what the cells above it come to, or those beside it."""
    rows = sorted({row for row, _ in table if row > 0})
    columns = sorted({column for _, column in table if column > 1})
    if len(rows) > _MOST_ROWS or len(columns) > _MOST_COLUMNS:
        return
    totals = [row for row in rows if (row, 1) in table and _TOTAL.fullmatch(table[row, 1].text)]
    if len(totals) > _MOST_TOTALS:
        return
    for row in totals:
        choices = _rows_of(table, rows, totals, row)
        for column in columns:
            parts = [[(each, column) for each in choice] for choice in choices]
            if wrong := _compare(table, (row, column), parts, "rows"):
                yield (row, column), wrong
    last = columns[-1] if len(columns) > 2 else 0
    if any(_TOTAL.fullmatch(cell.column) for (_, at), cell in table.items() if at == last):
        yield from _check_column(table, rows, columns)


def _rows_of(table: Table, rows: list[int], totals: list[int], row: int) -> list[list[int]]:
    """What a row of totals may be the total of; first what it most likely is."""
    parts = [
        each
        for each in rows
        if each not in totals and not ((each, 1) in table and _PART.match(table[each, 1].text))
    ]
    above = [each for each in parts if each < row]
    earlier = [each for each in totals if each < row]
    since = [each for each in above if not earlier or each > earlier[-1]]
    later = [each for each in totals if each > row]
    below = [each for each in parts if row < each and (not later or each < later[0])]
    return [since or earlier, above, earlier] if above else [below]


def _check_column(
    table: Table, rows: list[int], columns: list[int]
) -> Iterator[tuple[Place, Contradiction]]:
    """The last column is that of totals, if most of the rows bear that out."""
    found, borne = [], 0
    for row in rows:
        parts = [(row, column) for column in columns[:-1]]
        if wrong := _compare(table, (row, columns[-1]), [parts], "cells"):
            found.append(((row, columns[-1]), wrong))
        else:
            borne += (row, columns[-1]) in table and sum(each in table for each in parts) > 1
    if borne and len(found) <= max(1, borne // 3):
        yield from found


def _compare(
    table: Table, place: Place, choices: Sequence[Sequence[Place]], name: str
) -> Contradiction | None:
    """What is wrong where the total at a place is that of one choice of others."""
    whole = _figures(table.get(place))
    if not whole or _NO_SUM.search(table[place].column):
        return None
    sums = []
    for choice in choices:
        values = [_figures(table.get(each)) for each in choice]
        if None in values:
            return None
        parts = [figure for value in values if value for figure in value]
        if len(parts) < 2 and choice is not choices[0]:
            continue
        if not _add_up(parts, whole[0]):
            return None
        if _come_to(parts, whole[0]):
            return None
        sums.append(total(map(span, parts)))
    message = f"the {name} make {shown_sum(sums[0])}, not “{whole[0].text}”"
    return Contradiction(*whole[0].whole, message)


def _come_to(parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether these come to the whole: all of them, or those that are no part of another; and
    where all come to about twice as much, each is counted in another.
    """
    off = _rounding([*parts, whole])
    said = span(whole).widened(max(off, rounding(whole.high)))
    amounts = [span(each).widened(off) for each in parts]
    twice = Amount(whole.low * _ALMOST_TWICE, whole.high * (4 - _ALMOST_TWICE))
    every, kept = total(amounts), total(amounts[place] for place in _without_parts(parts))
    return every.meets(said) or every.meets(twice) or kept.meets(said)


def _without_parts(figures: Sequence[Figure]) -> list[int]:
    """The places of what is left where sums stand before what they come from, or behind it."""
    amounts = [span(each).widened(last_digit(each) / 2) for each in figures]
    kept: list[int] = []
    place = 0
    while place < len(amounts):
        value = amounts[place]
        following = _run(amounts[place + 1 :], value)
        behind = 0 if following else _run([amounts[each] for each in reversed(kept)], value)
        del kept[len(kept) - behind :]
        kept.append(place)
        place += 1 + following
    return kept


def _run(amounts: list[Amount], value: Amount) -> int:
    """How many of these, from the first on, come to a value above zero; 0 where none do."""
    come_to = Amount(ZERO, ZERO)
    for count, each in enumerate(amounts, 1):
        come_to = total([come_to, each])
        if count > 1 and value.low > 0 and come_to.meets(value):
            return count
        if come_to.low > value.high:
            break
    return 0


def _figures(cell: Cell | None) -> Sequence[Figure] | None:
    """The figure of a cell, none where it is empty; None where it is not known what it says."""
    if cell is None or _NONE.fullmatch(cell.text.strip()):
        return ()
    if len(cell.figures) != 1:
        return None
    (figure,) = cell.figures
    start, end = figure.whole
    is_alone = len(cell.text.strip()) - (end - start) <= _LONGEST
    is_count = is_read(figure) and figure.kind not in _NO_COUNT
    return cell.figures if is_alone and is_count and not _SIGN.search(cell.text[:start]) else None


def _add_up(parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether parts add up to a total at all, and not to a mean, or to a share of others."""
    units = {figure.unit for figure in (*parts, whole)}
    if len(parts) < 2 or len(units - {None}) > 1 or whole.kind == "year":
        return False
    if "percent" in units:
        return len(units) == 1 and whole.low <= HUNDRED <= whole.high
    return whole.high > max(each.low for each in parts)


def _rounding(figures: Sequence[Figure]) -> Decimal:
    """How far each figure of a sum may be off, as the most exact of them is written: not at all
    where they are counts, which may end in noughts by chance.
    """
    digits = [number.normalize().as_tuple().exponent for each in figures for number in each.numbers]
    finest = min(int(each) for each in digits)
    if figures[-1].unit == "percent":
        return _HALF.scaleb(min(finest, 0))
    is_round = finest > 2 or (finest == 2 and figures[-1].high >= 10000)
    return _HALF.scaleb(finest) if finest < 0 or is_round else ZERO
