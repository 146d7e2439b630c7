"""Measures that are given in two systems: so many kilometres, in brackets so many miles."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...figures.figure import Figure
from ...figures.measures import converted
from ..lexicon import Regex
from .amounts import Amount, half_unit, shown, span
from .sentence import OR, Contradiction, Sentence, any_of, is_read

_Q = "[NUB]"
_EQUAL = any_of("equal.words")
_BEHIND = rf"(?=\s?[,.;)]|\s*\Z|\s{any_of('conversions.behind')})"
_PAIRS = Regex(
    rf"(?P<one>{_Q})(?:\s{any_of('conversions.dimensions')})?(?:"
    rf"\s?\(\s?(?:{_EQUAL},?\s)?(?P<bracketed>{_Q})(?=\s?(?:[a-z]+\s?)?[),;])"
    rf"|(?:,|\s-|\s—)\s{_EQUAL},?\s(?P<apposed>{_Q}){_BEHIND}"
    rf"|\s?[/=]\s?(?P<signed>{_Q}){_BEHIND})"
    rf"|{any_of('conversions.measured')}\s(?P<first>{_Q})\s{OR}\s(?P<second>{_Q}){_BEHIND}"
)
_NUMBER = Regex(r"-?\d[\d,.]*")
_FIVE, _HALF_FIVE = 5, Decimal("2.5")


def check_conversion(sentence: Sentence) -> Iterator[Contradiction]:
    """A measure and its conversion are the same."""
    if len(sentence.places("NUB")) < 2:
        return
    for match in _PAIRS.finditer(sentence.signs):
        one, other = (sentence.figure(match, name) for name in match.groupdict() if match[name])
        if one.unit is None or other.unit is None or not (is_read(one) and is_read(other)):
            continue
        low, high = _reach(one)
        pairs = zip(
            converted(low, one.unit, other.unit), converted(high, one.unit, other.unit), strict=True
        )
        choices = [Amount(*pair) for pair in pairs]
        if choices and not any(each.meets(_reach(other)) for each in choices):
            value = shown(choices[0].middle)
            is_plain = len(_NUMBER.findall(other.text)) == 1
            right = _NUMBER.sub(value, other.text) if is_plain else f"{value} {other.unit}"
            message = f"{sentence.quoted(one)} is {right}, not {sentence.quoted(other)}"
            yield sentence.contradiction(message, one, other)


def _reach(figure: Figure) -> Amount:
    """What a measure may be as it is rounded: by fives, too."""
    if figure.hedge:
        return span(figure).widened(max(abs(each) for each in figure.numbers) / 20)
    by_fives = _HALF_FIVE if all(not each % _FIVE for each in figure.numbers) else Decimal(0)
    off = max(half_unit(each) for each in figure.numbers)
    most = max(abs(each) for each in figure.numbers) / 10
    return span(figure).widened(max(off, min(by_fives, most)))
