"""A shown figure as its sentence tells it: with the unit, the doubt and the bound that stand apart
from it there.
"""

from __future__ import annotations

from typing import get_args

import msgspec

from ...english.clauses import Clause, clause_around
from ...english.counting.rates import told_per
from ...english.figures.units import read_alike
from ...english.sureness.certainty import certainty
from ...english.telling.told_apart import is_age, is_average, is_of_none, moves_over, passes
from ...figures.figure import INFINITY, Doubt, Figure
from ...model.passages import Citation
from ..context import FAR, PassageContext
from ..fact_index import texts_of

_DOUBTS: tuple[Doubt, ...] = get_args(Doubt)[:3]
"""What a clause makes of its figure that plans it, holds it to be likely, or to be possible."""
_ANY_NUMBER = "2"


def as_told(
    context: PassageContext, citation: Citation, figure: Figure, recorded: Figure
) -> Figure:
    """A figure with what its clause, or its column, tells of it apart from it, of what its record
    has beside its own.
    """
    clause = clause_around(context.plain, citation.start, citation.end)
    unit = _unit(context, citation, clause, figure, recorded)
    told = msgspec.structs.replace(read_alike(figure, recorded), unit=unit)
    if (
        is_of_place(context, citation, figure, recorded)
        or is_apart(clause, figure, recorded)
        or is_apart(Clause("", "", "", context.shown(citation)), figure, recorded)
        or _is_passed(context, citation, figure, recorded)
    ):
        told = msgspec.structs.replace(
            told, hedge=recorded.hedge, low=recorded.low, high=recorded.high,
            low_open=recorded.low_open, high_open=recorded.high_open,
        )  # fmt: skip
    if unit == recorded.unit and figure.unit is None and unit is not None:
        told = msgspec.structs.replace(told, kind=recorded.kind)
    level, _ = certainty(clause.near)
    if recorded.doubts and 0 < level <= len(_DOUBTS):
        told = msgspec.structs.replace(told, doubts=(*figure.doubts, _DOUBTS[level - 1]))
    first = figure.whole[0]
    lead = context.plain[citation.start - len(clause.near_before) : min(first, citation.start)]
    lead += context.text[citation.start : first]
    return _turned(told) if figure.hedge and is_of_none(lead) else told


def is_of_place(
    context: PassageContext, citation: Citation, figure: Figure, recorded: Figure
) -> bool:
    """Whether what reads as the hedge of a figure says where something moves: *flying over 12 bays*."""
    first = figure.whole[0]
    is_bare = not recorded.hedge and figure.numbers == recorded.numbers
    return is_bare and first < citation.start and moves_over(context.text[: citation.start])


def is_apart(clause: Clause, figure: Figure, recorded: Figure) -> bool:
    """Whether the clause has, apart from its figure, the average that the record has beside it."""
    is_same = bool(recorded.hedge) and not figure.hedge and figure.numbers == recorded.numbers
    return is_same and is_average(recorded.hedge) and is_average(clause.near)


def _is_passed(
    context: PassageContext, citation: Citation, figure: Figure, recorded: Figure
) -> bool:
    """Whether a figure bounds from below what its record has a verb for: *above 500* of what would
    *pass 500*.
    """
    is_bare = not recorded.hedge and figure.numbers == recorded.numbers
    if not is_bare or not figure.hedge or figure.high < INFINITY:
        return False
    for text in texts_of(context.fact(citation)):
        for each in context.index.find(text):
            if each.numbers == recorded.numbers and passes(text[: each.whole[0]]):
                return True
    return False


def _is_told_per(context: PassageContext, citation: Citation, unit: str) -> bool:
    """Whether the record has a rate beside its figure that is said of it too: *from 9 to 4 a day*."""
    texts = texts_of(context.fact(citation))
    return any(told_per(Clause(text, "", text, ""), unit) for text in texts)


def _unit(
    context: PassageContext, citation: Citation, clause: Clause, figure: Figure, recorded: Figure
) -> str | None:
    """The unit of a figure, with the rate that its clause tells: *each day … €4*; of a bare number
    that over its column, or that of an age; without the rate that its record tells of it elsewhere.
    """
    figure = read_alike(figure, recorded)
    ours, _, told = f" {figure.unit or ''}".rpartition(" per ")
    if told and (ours.strip() or None) == recorded.unit and _is_told_per(context, citation, told):
        return recorded.unit
    unit, _, rate = f" {recorded.unit or ''}".partition(" per ")
    if rate and (figure.unit or "") == unit.strip() and told_per(clause, rate):
        return recorded.unit
    if figure.unit is not None or recorded.unit is None:
        return figure.unit
    column = context.passage.structure.column
    headed = context.index.find(f"{_ANY_NUMBER} {column}") if column else []
    if headed and headed[0].unit == recorded.unit:
        return recorded.unit
    first = figure.whole[0]
    is_years = recorded.kind == "duration" and is_age(context.text[max(0, first - FAR) : first])
    return recorded.unit if is_years else None


def _turned(figure: Figure) -> Figure:
    """A bound behind a subject that is nobody: *no ship carried more than 30* is at most 30."""
    if figure.high == INFINITY and figure.low.is_finite():
        bounds = -INFINITY, figure.low, True, not figure.low_open
    elif figure.low == -INFINITY and figure.high.is_finite():
        bounds = figure.high, INFINITY, not figure.high_open, True
    else:
        return figure
    low, high, low_open, high_open = bounds
    return msgspec.structs.replace(
        figure, low=low, high=high, low_open=low_open, high_open=high_open
    )
