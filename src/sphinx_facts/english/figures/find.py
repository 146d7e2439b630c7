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
from . import vocabulary as table
from .hedges import find_hedge
from .parts import interval
from .scanner import GATE, Reader, fold_marks


def find_figures(text: str, names: Collection[str] | re.Pattern[str] | None = ()) -> list[Figure]:
    """The figures of `text` in order; none overlaps another. Takes time linear in its length.

    `names` are names that have numbers in them ("Group of Seven", "KN-23"), or `compile_names` of
    them: a figure inside an occurrence of a name is part of the name and not reported.
    """
    reader = Reader(text)
    low = reader.low
    figures: list[Figure] = []
    done = 0
    for hit in GATE.finditer(low):
        word = hit[0]
        if (word in table.NUMBER_WORDS or word < "a" or word > "{") and hit.start() >= done:
            part = reader.figure(hit.start(), done)
            if part is not None:
                families, hedge, span = find_hedge(low, part, reader.before(part.start, done), done)
                figures.append(
                    Figure(
                        part.start,
                        part.end,
                        text[part.start : part.end],
                        hedge,
                        span,
                        part.numbers,
                        *interval(part, families),
                        part.unit,
                        part.kind,
                        part.weak,
                    )
                )
                done = part.end
    return _outside(figures, text, names) if names and figures else figures


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
