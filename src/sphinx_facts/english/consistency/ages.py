"""Ages, held against a birth and what happened at that age."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...figures.figure import Figure
from ..lexicon import Regex
from .amounts import Amount, span
from .periods import WHEN, ends_of, is_date
from .sentence import Contradiction, Sentence, any_of

_BORN = Regex(rf"{any_of('order.born', 'order.begins')}{WHEN}(Y)")
_LIFE = Regex(r"\(\s?(S)\s?\)")
_AGED = Regex(
    rf"{any_of('ages.aged')}\s([NT])(?:\s{any_of('ages.old')})?"
    rf"(?=[,.;:)]|\s{any_of('ages.when')}|\s*\Z)"
)
_APPOSED = Regex(r"\w,\s(N),\s")
_DIED = Regex(any_of("ages.died"))
_OTHERS = Regex(any_of("ages.others"))
_FAR = 80
"""How many characters may lie between an age and the date that it belongs to."""
_Dates = tuple[Figure, Figure, tuple[Figure, ...]]
"""A birth, what happened at an age, and the figures of the sentence that say so."""


def check_age(sentence: Sentence) -> Iterator[Contradiction]:
    """Somebody's age is what lies between the birth and what happened at that age."""
    signs = sentence.signs
    if not sentence.has("YS") or not sentence.has("NT"):
        return
    born = [match.start(1) for match in _BORN.finditer(signs)]
    lives = [match.start(1) for match in _LIFE.finditer(signs)]
    if len(born) + len(lives) != 1 or _OTHERS.search(signs):
        return
    for match in _AGED.finditer(signs):
        age = sentence.figure(match, 1)
        dates = _life(sentence, lives[0]) if lives else _dates(sentence, match.start(1), born[0])
        if dates is not None and age.unit in (None, "year"):
            yield from _compare(sentence, age, dates)
    for match in _APPOSED.finditer(signs) if born else ():
        others = [sentence.at(place) for place in sentence.places("Y") if place != born[0]]
        if others and all(map(is_date, others)):
            # So old when this was written, which was no sooner than what it tells.
            birth, last = sentence.at(born[0]), max(others, key=lambda each: each.low)
            dates = birth, last, (birth, last)
            yield from _compare(sentence, sentence.figure(match, 1), dates, is_least=True)


def _life(sentence: Sentence, place: int) -> _Dates | None:
    """The years of a life in brackets, where the age is that of its end."""
    ends = ends_of(sentence.at(place)) if _DIED.search(sentence.signs) else None
    return (*ends, (sentence.at(place),)) if ends is not None else None


def _dates(sentence: Sentence, age: int, born: int) -> _Dates | None:
    """The birth, and the one date that belongs to the age at a place; None where none is sure."""
    near = []
    for place in sentence.places("Y"):
        first, last = sorted((age, place))
        between = [each for each in sentence.places("NTMY") if first < each < last and each != born]
        is_near = last - first <= _FAR and ";" not in sentence.signs[first:last]
        if place != born and is_near and not between:
            near.append(place)
    if len(near) != 1:
        return None
    birth, event = sentence.at(born), sentence.at(near[0])
    return birth, event, (birth, event)


def _compare(
    sentence: Sentence, age: Figure, dates: _Dates, *, is_least: bool = False
) -> Iterator[Contradiction]:
    birth, event, figures = dates
    if not (is_date(birth) and is_date(event)) or event.low < birth.low:
        return
    reached, said = _reached(birth.low, event.low), span(age)
    if said.high < reached.low or (said.low > reached.high and not is_least):
        years = " or ".join(f"{each}" for each in dict.fromkeys(reached))
        lived = " to ".join(sentence.quoted(each) for each in figures)
        message = f"{lived} is {years} years, not {sentence.quoted(age)}"
        yield sentence.contradiction(message, age, *figures)


def _reached(birth: Decimal, event: Decimal) -> Amount:
    """How old somebody is then who was born then."""
    years = Decimal(int(event) - int(birth))
    if all(date.as_tuple().exponent == -4 for date in (birth, event)):
        years -= event % 1 < birth % 1
        return Amount(years, years)
    return Amount(years - 1, years)
