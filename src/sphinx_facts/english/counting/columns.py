"""What the name of a column or a key says of the values under it: a unit, a scale, what it counts.

A name is read by its last parts: ``length_km``, ``feeEur``, ``Population (thousands)``. Whether
such a part is a unit, the scanner of figures decides, as it would read it behind a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Literal, NamedTuple

from ...figures.figure import ONE, Kind
from ..figures.find import find_figures
from ..lexicon import families, family, read

_APART = re.compile(r"[\s_()\[\]{},;:–-]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MOST_PARTS, _CODE = 3, 3
"""Of how many parts a unit may be, and of how many letters a currency's code is."""
_SHORTEST_PLURAL = 4
_NO_PLURAL = re.compile(r".*(?:ss|us|is)")


class Measure(NamedTuple):
    """What a number is given in: a unit, and how many of it one is."""

    unit: str | None
    factor: Decimal = ONE
    kind: Kind = "number"
    phrase: str = ""
    """As it is written behind a number."""


class Column(NamedTuple):
    """What a name says of its values."""

    measures: tuple[Measure, ...] = ()
    """All that it may mean: nothing where it does not tell."""
    holds: Literal["counts", "years", "letters", ""] = ""
    """Whether these are numbers of things, or years or dates; `letters` where the measures rest on
    a letter alone, which may be no unit.
    """
    is_rate: bool = False
    """Whether they are so much of something each."""


@lru_cache(maxsize=1024)
def read_unit(phrase: str) -> Measure | None:
    """A unit or a scale that somebody wrote down for a column; None where it is neither."""
    letters = {letter: word for word, (letter, *_) in read("data")["units"].items()}
    return _measure(letters.get(phrase, phrase))


@lru_cache(maxsize=1024)
def read_column(name: str) -> Column:
    """What a name says of the values under it."""
    parts = list(_parts(name))
    is_rate = not _per().isdisjoint(parts)
    for many in range(min(_MOST_PARTS, len(parts)), 0, -1):
        run, before = parts[-many:], parts[:-many]
        if run[0] in _per():
            continue
        if measures := tuple(_measures_of_run(run)):
            if before and (before[-1] in _per() or _measure_of_run(before[-1:]) is not None):
                return Column((), "", True)  # price_eur_m2: so much of one for each of the other.
            is_letter = many == 1 and len(run[0]) == 1 and run[0].isalpha()
            holds = _holds(before) if measures[0].unit is None else ""
            return Column(measures, "letters" if is_letter else holds, is_rate)
    shares = (_measure(part) for part in parts if not is_rate)
    percent = tuple(each for each in shares if each is not None and each.kind == "percent")[:1]
    return Column(percent, "" if percent else _holds(parts), is_rate)


def names_unit(name: str) -> bool:
    """Whether the values under a name are the units of others in the same row."""
    return name.strip().lower() in families("data.columns.units")


def _per() -> frozenset[str]:
    return frozenset(family("figures.rates.per"))


def _parts(name: str) -> Iterator[str]:
    for written in _APART.split(name.strip()):
        part = written.strip(".")
        if part and (part.isupper() or _measure(part) is not None):
            yield part if not part.isalpha() or len(part) > 1 else part.lower()
        else:
            yield from (each.lower() for each in _CAMEL.split(part) if each)


def _measures_of_run(run: Sequence[str]) -> Iterator[Measure]:
    """All that parts of a name may mean together."""
    if len(run) == 1 and run[0].lower() in families("data.columns.no_units"):
        return
    meant = read("data")["columns"]["meant"].get(run[-1].lower(), ())
    if not meant and len(run) == len(run[0]) == 1 and run[0].isalpha():
        return
    for last in meant or (run[-1],):
        if (measure := _measure_of_run([*run[:-1], last])) is not None:
            yield measure


def _measure_of_run(run: Sequence[str]) -> Measure | None:
    """In either order, as in ``eur_millions``, or each of the other, as in ``km_h``."""
    codes = [part.upper() if len(part) == _CODE else part for part in run]
    is_in_order = not _per().isdisjoint(run)
    for parts in (run, codes) if is_in_order else (run, codes, run[::-1], codes[::-1]):
        if (measure := _measure(" ".join(parts))) is not None:
            return measure
    return _measure("/".join(run)) if len(run) > 1 and not is_in_order else None


@lru_cache(maxsize=1024)
def _measure(phrase: str) -> Measure | None:
    """What a phrase makes of the number before it, if all of it belongs to that."""
    for written in (f"2 {phrase}", f"2{phrase}") if not phrase[:1].isdecimal() else ():
        figures = find_figures(written)
        if len(figures) == 1 and (figures[0].start, figures[0].end) == (0, len(written)):
            one = figures[0]
            if one.unit in ("date", "time"):
                return None
            if one.unit is not None or one.low not in (2, -one.high):
                return Measure(one.unit, one.low / 2, one.kind, phrase)
    return None


def _holds(parts: Sequence[str]) -> Literal["counts", "years", ""]:
    """What a name without a unit holds."""
    last = parts[-1].lower() if parts else ""
    if last in families("data.columns.years"):
        return "years"
    if last in families("data.columns.counts", "figures.counted.plural"):
        return "counts"
    is_plural = last.endswith("s") and len(last) >= _SHORTEST_PLURAL
    if not is_plural or _NO_PLURAL.fullmatch(last) or last in families("data.columns.measured"):
        return ""
    return "counts"
