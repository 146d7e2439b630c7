"""In what the values of a data file are given, and what one may then mean.

The source says it (`units`, `scale`), or the name of the column, or a cell beside the value. Where
nothing does, a number may be in the unit of the fact, unless the column counts things.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from msgspec import structs

from ..english.counting.columns import Column, Measure, names_unit, read_column, read_unit
from ..english.figures.find import find_figures
from ..figures.calendar import may_be_date
from ..figures.entailment import in_common_units, multiplied
from ..figures.figure import ONE, Figure
from ..model.records import Source
from .data_values import Cell

_HUNDRED = Decimal(100)
_SHARES = ("percent", "percentage point")
_BARE = ("number", "year", "range", "fraction")


class Declared(NamedTuple):
    """What is known of the values of a column."""

    holds: str
    """As of a column."""
    measures: tuple[Measure, ...]
    """In what they may be given; nothing where that is not told."""

    def __str__(self) -> str:
        units = [each.unit for each in self.measures if each.unit is not None]
        if units:
            return f"in {' or '.join(units)}"
        return "years or dates" if self.holds == "years" else "numbers of things"

    def written(self, value: str) -> str:
        """A value with that."""
        phrase = self.measures[0].phrase if len(self.measures) == 1 else ""
        return f"{value} {phrase}".strip()


def declared(cell: Cell, source: Source) -> Declared:
    """What is known of the column of a value."""
    column = read_column(cell.name)
    if cell.name in source.units:
        measure = read_unit(source.units[cell.name])
        column = Column((measure,)) if measure is not None else Column((), "counts")
    elif not column.measures and not column.holds:
        beside = (str(value) for name, value in cell.beside.items() if names_unit(name))
        read = (read_unit(each) for each in beside)
        column = Column(tuple(each for each in read if each is not None)[:1])
    measures = column.measures
    if (scale := scale_of(source.scale.get(cell.name, ""))) is not None:
        measures = tuple(each._replace(factor=scale) for each in measures or (Measure(None),))
    return Declared(column.holds, measures)


def scale_of(text: str) -> Decimal | None:
    """The number by which values are multiplied, such as `1,000`; None where it is none."""
    figures = find_figures(text)
    if len(figures) != 1 or figures[0].whole != (0, len(text)) or figures[0].unit is not None:
        return None
    low, high = figures[0].low, figures[0].high
    return low if low == high and low > 0 else None


def meanings(value: Figure, recorded: Figure, known: Declared) -> Iterator[Figure]:
    """All that a value may mean whose figure reads so, in the unit of the recorded figure; nothing
    where the column is in another.
    """
    if value.unit is not None or value.kind not in _BARE:
        yield value
    elif may_be_date(recorded):
        if known.holds in ("", "years") and not known.measures:
            yield value
    else:
        value = value if value.kind != "year" else structs.replace(value, kind="number")
        for measure in known.measures:
            yield from _measured(multiplied(value, measure.factor), measure, recorded, known)
        if not known.measures or (known.holds == "letters" and recorded.unit is None):
            yield from _unmeasured(value, recorded, known)


def _measured(
    value: Figure, measure: Measure, recorded: Figure, known: Declared
) -> Iterator[Figure]:
    if measure.unit is None:
        yield from _unmeasured(value, recorded, known)
        return
    # So much a night is what a column of fees may well hold, and not say.
    base, _, each = measure.unit.partition(" per ")
    _, _, wanted = (recorded.unit or "").partition(" per ")
    unit = f"{base} per {wanted}" if wanted and not each else measure.unit if wanted else base
    given = structs.replace(value, unit=unit, kind=measure.kind)
    if in_common_units(given, recorded) is not None:
        yield given


def _unmeasured(value: Figure, recorded: Figure, known: Declared) -> Iterator[Figure]:
    """A number of which only the fact says in what it is given."""
    if known.holds == "years" or (known.holds == "counts" and recorded.unit is not None):
        return
    if recorded.unit not in _SHARES:
        kind = "ordinal" if recorded.kind == "ordinal" and not known.holds else recorded.kind
        yield structs.replace(value, unit=recorded.unit, kind=kind)
        return
    share = structs.replace(value, unit=recorded.unit, kind=recorded.kind)
    size = abs(value.numbers[0])
    if size <= ONE:
        yield multiplied(share, _HUNDRED)
    if size >= ONE:
        yield share


def takes_unit(value: Figure, recorded: Figure, known: Declared) -> bool:
    """Whether the value is in the unit of the fact because nothing else says in which it is."""
    is_told = value.unit is not None or any(each.unit is not None for each in known.measures)
    is_bare = recorded.unit in (None, "times", "date", "time")
    is_share = recorded.unit in _SHARES and abs(value.numbers[0]) <= ONE
    return not (is_told or is_bare or is_share)
