"""What a quantity was and what it became: from 40 to 60 tonnes."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from ...figures.figure import Figure
from ..figures.find import find_figures
from ..lexicon import Regex
from .amounts import Amount, amount
from .sentence import AND, FROM, OTHER, TO, Sentence, any_of, without_dates

_Q = "[NUCP]"
_ENDS = (
    Regex(
        rf"{FROM}\s(?:{any_of('small.all')}\s)?"
        rf"(?:(?P<both>B)|(?P<first>{_Q}){OTHER}{{0,40}}?"
        rf"(?:[MP]{OTHER}{{0,20}})?\s{TO}\s(?:[a-z]+\s){{0,2}}?(?P<last>{_Q}))"
    ),
    Regex(rf"{TO}\s(?P<last>{_Q}){OTHER}{{0,30}}?\s{FROM}\s(?P<first>{_Q})"),
    Regex(
        rf":\s{OTHER}{{0,30}}?(?P<first>{_Q}){OTHER}{{1,40}}?(?P<last>{_Q})(?={OTHER}{{0,40}}\Z)"
    ),
)
"""From 40 to 60; to 60 from 40; in May 40, in June 60, behind a colon and alone there."""
_SEPARATOR = Regex(rf"{TO}|{AND}|-|–|—")
_BREAK = Regex(any_of("changes.between"))
UP = any_of("changes.up", "clauses/change.more")
DOWN = any_of("changes.down", "clauses/change.less")
CHANGE = rf"(?:{UP}|{DOWN})"
_CHANGE = Regex(CHANGE)
_NEAR = 70


class Ends(NamedTuple):
    """The two ends of a change."""

    first: Amount
    last: Amount
    unit: str | None
    start: int
    """Where they begin in the signs of the sentence."""
    end: int
    figures: tuple[Figure, ...]
    """The figures of the sentence that they are made of: two, or a range."""

    @property
    def ratio(self) -> Amount:
        """How many times as much the last is as the first."""
        return Amount(self.last.low / self.first.high, self.last.high / self.first.low)

    @property
    def times(self) -> Decimal:
        """The same, as the numbers stand."""
        return self.last.middle / self.first.middle

    def quoted(self, sentence: Sentence) -> str:
        """As they are written."""
        return " to ".join(sentence.quoted(each) for each in self.figures)


def find_ends(sentence: Sentence) -> Ends | None:
    """The two ends of the one change of a sentence; None where there is no one such pair."""
    found = []
    for pattern in _ENDS:
        for match in pattern.finditer(sentence.signs):
            if match.groupdict().get("both"):
                figures: tuple[Figure, ...] = (sentence.figure(match, "both"),)
                halves = [find_figures(each) for each in _SEPARATOR.split(figures[0].text)]
                pair = [figure for half in halves for figure in half]
            else:
                pair = [sentence.figure(match, "first"), sentence.figure(match, "last")]
                figures = tuple(pair)
            if len(pair) == 2 and (ends := make_ends(pair[0], pair[1], match, figures)):
                found.append(ends)
    return found[0] if len(found) == 1 else None


def make_ends(
    first: Figure, last: Figure, match: re.Match[str], figures: tuple[Figure, ...]
) -> Ends | None:
    """Two figures as ends; either may leave out the unit of the other. None where they measure
    something else, or nothing that can grow.
    """
    amounts = amount(first), amount(last)
    if first.unit != last.unit and None not in (first.unit, last.unit):
        return None
    if amounts[0] is None or amounts[1] is None or amounts[0].low <= 0 or amounts[1].low < 0:
        return None
    if not (amounts[0].high.is_finite() and amounts[1].high.is_finite()):
        return None
    unit = last.unit or first.unit
    return Ends(amounts[0], amounts[1], unit, match.start(), match.end(), figures)


def is_of(sentence: Sentence, start: int, end: int, ends: Ends) -> bool:
    """Whether what stands at ``[start, end)`` of the signs, and says how something changed, is said
    of these ends: near them, and in their clause.
    """
    signs = sentence.signs
    if end <= ends.start:
        between = signs[end : ends.start]
    elif ends.start < start and end < ends.end:
        between = signs[ends.start + 1 : ends.end - 1].replace(signs[start:end], "")
        between = re.sub("[NUCP]", "", between)
    else:
        between = signs[ends.end : start]
        if not re.fullmatch(r"[^A-Z]{0,30}?[,(—-]\s?(?:[a-z]+\s){0,3}", between):
            return False
    words = without_dates(between)
    is_broken = re.search("[A-Z;]", words) or _BREAK.search(words) or _CHANGE.search(words)
    return len(between) <= _NEAR and not is_broken
