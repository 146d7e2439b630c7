"""How many times as much something became, held against its two ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from ...figures.figure import Figure
from ..figures.words import FOLD
from ..lexicon import Regex, alternatives, families, read, whole_words
from .amounts import ONE, ZERO, Amount, shown
from .ends import DOWN, UP, Ends, find_ends, is_of, make_ends
from .sentence import IN, OTHER, Contradiction, Sentence, any_of

_UP = Regex(rf"{UP}(?:\s[a-z]+ly)?\s\Z")
_HALVED = Regex(any_of("factors.halved"))
_ALONE = Regex(
    rf"\A(?:{alternatives(families('consistency.factors.alone'))})|{FOLD}\Z", re.IGNORECASE
)
_WORDS: dict[str, int] = read("consistency")["factors"]["words"]
_WORD = Regex(whole_words(_WORDS))
_IN_HALF = Regex(rf"{DOWN}\s{IN}\s(R)")
_TIMES = Regex(
    rf"(?P<last>[NUCP]){OTHER}{{0,40}}[,(]\s?(?P<factor>M)\s{any_of('factors.as_many')}"
    rf"(?:\s{any_of('small.all')})?\s(?P<first>[NUCP])"
)
"""30 boats, three times as many as the 10 of May."""
_LOOSE, _ROUGHLY = Decimal("0.05"), Decimal("0.1")


@cache
def _hedge() -> Regex:
    sides = read("hedges").items()
    places = [f"hedges/{name}.before" for name, each in sides if "before" in each]
    return Regex(rf"{any_of(*places)}\s\Z")


class Factor(NamedTuple):
    """How many times as much, and where that is said."""

    amount: Amount
    place: int
    """Where it stands in the signs of the sentence."""
    end: int
    text: str
    figures: tuple[Figure, ...]


def check_factor(sentence: Sentence) -> Iterator[Contradiction]:
    """What is doubled, or halved, becomes twice, or half as much."""
    if not sentence.has("NUCPB"):
        return
    for match in _TIMES.finditer(sentence.signs) if sentence.has("M") else ():
        pair = sentence.figure(match, "first"), sentence.figure(match, "last")
        factor = sentence.figure(match, "factor")
        if ends := make_ends(*pair, match, pair):
            place = match.start("factor")
            yield from _compare(sentence, _of_figure(sentence, factor, place), ends)
            return
    factors = list(_factors(sentence))
    ends = find_ends(sentence) if factors else None
    for each in factors:
        if ends is not None and is_of(sentence, each.place, each.end, ends):
            yield from _compare(sentence, each, ends)


def _factors(sentence: Sentence) -> Iterator[Factor]:
    """What says how many times as much something became: doubled, rose threefold, cut in half."""
    signs = sentence.signs
    for place in sentence.places("M"):
        figure = sentence.at(place)
        if _ALONE.search(figure.text) or _UP.search(signs[:place]):
            yield _of_figure(sentence, figure, place)
    for match in _WORD.finditer(signs):
        if not _hedge().search(signs[: match.start()]):
            factor = Decimal(_WORDS[match[0]])
            said = Amount(factor * (ONE - _LOOSE), factor * (ONE + _LOOSE))
            yield Factor(said, match.start(), match.end(), match[0], ())
    for match in _IN_HALF.finditer(signs):
        figure = sentence.figure(match, 1)
        said = Amount(figure.low * (ONE - _ROUGHLY), figure.high * (ONE + _ROUGHLY))
        yield Factor(said, match.start(), match.end(), figure.text, (figure,))


def _of_figure(sentence: Sentence, figure: Figure, place: int) -> Factor:
    """A multiple: what is said without a hedge is loose, with one it is looser, but for bounds."""
    off = _ROUGHLY if figure.hedge else _LOOSE
    is_open = not figure.high.is_finite()
    said = Amount(figure.low * (ONE if is_open else ONE - off), figure.high * (ONE + off))
    if _HALVED.fullmatch(figure.text.lower()):
        said = Amount(ZERO if is_open else ONE / said.high, ONE / said.low)
    return Factor(said, place, place + 1, sentence.quoted(figure)[1:-1], (figure,))


def _compare(sentence: Sentence, factor: Factor, ends: Ends) -> Iterator[Contradiction]:
    if not ends.ratio.meets(factor.amount):
        times = f"{shown(ends.times, 2)} times as much"
        message = f"{ends.quoted(sentence)} is {times}, not “{factor.text}”"
        yield sentence.contradiction(message, *factor.figures, *ends.figures)
