"""Find the figures of an English text: their value, unit and hedge.

Reading takes one pass over the words and digits of a text: a table of number words is the gate,
and a small grammar reads what stands around each hit, never further than a bounded stretch. So the
time is linear.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from ...figures.figure import Figure
from ...figures.interval import interval
from .forms import read_figure, read_number, read_quantity
from .hedges import DOUBTS, NO_HEDGE, Hedge, carried, find_hedge
from .other_scripts import find_numerals
from .quantity import Quantity
from .text import CANDIDATE, Text, fold_marks
from .words import NUMBER_WORDS


def find_figures(
    text: str, names: Collection[str] | re.Pattern[str] | None = (), *, lists: bool = False
) -> list[Figure]:
    """The figures of `text` in order; none overlaps another. Takes time linear in its length.

    `names` are names that have numbers in them (`Group of Seven`, `KN-23`), or `compile_names` of
    them: a figure inside an occurrence of a name is part of the name and not reported. With
    `lists`, a hedge reaches over the list that it begins (`at least 71 nuns and 46 monks`), and
    over a conversion in brackets; its place is then `None`.
    """
    reading = Text(text, read_number, read_quantity)
    figures: list[Figure] = []
    before: tuple[Quantity, Hedge] | None = None
    done = 0
    for hit in CANDIDATE.finditer(reading.low):
        word, place = hit[1], hit.start(1)
        if place < done or not word or ("a" <= word <= "{" and word not in NUMBER_WORDS):
            continue
        found = read_figure(reading, place, done)
        if found is None:
            continue
        hedge = find_hedge(reading, found, done)
        if lists and before is not None and not hedge[1]:
            hedge = carried(reading, *before, found)
        figures.append(_figure(text, found, hedge))
        before, done = (found, hedge), max(found.end, found.reach)
    if not text.isascii():
        figures = _with_numerals(text, figures)
    return _outside(figures, text, names) if names and figures else figures


def _with_numerals(text: str, figures: list[Figure]) -> list[Figure]:
    """With the numerals of other scripts that are no part of a figure."""
    found = [_figure(text, numeral, NO_HEDGE) for numeral in find_numerals(text)]
    if not found:
        return figures
    taken = {place for figure in figures for place in range(figure.start, figure.end)}
    free = [figure for figure in found if figure.start not in taken]
    return sorted([*figures, *free], key=lambda figure: figure.start)


def _figure(text: str, found: Quantity, hedge: Hedge) -> Figure:
    families, said, span = hedge
    return Figure(
        found.start, found.end, text[found.start : found.end], said, span, found.numbers,
        *interval(found.low, found.high, found.kind, families),
        found.unit, found.kind, found.weak,
        tuple(doubt for doubt in families if doubt in DOUBTS) if families else (),
    )  # fmt: skip


def compile_names(names: Collection[str]) -> re.Pattern[str] | None:
    """A pattern of `names` for `find_figures`; a space in a name matches any space."""
    return _compiled(tuple(sorted(names)))


@lru_cache(maxsize=64)
def _compiled(names: tuple[str, ...]) -> re.Pattern[str] | None:
    words = [fold_marks(name).split() for name in sorted(names, key=len, reverse=True)]
    choices = [r"\s{1,4}".join(map(re.escape, name)) for name in words if name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(choices)})(?!\w)") if choices else None


def _outside(
    figures: list[Figure], text: str, names: Collection[str] | re.Pattern[str]
) -> list[Figure]:
    pattern = names if isinstance(names, re.Pattern) else compile_names(names)
    if pattern is None:
        return figures
    spans = [match.span() for match in pattern.finditer(fold_marks(text))]
    kept, index = [], 0
    for figure in figures:
        while index < len(spans) and spans[index][1] < figure.end:
            index += 1
        if index == len(spans) or figure.start < spans[index][0]:
            kept.append(figure)
    return kept
