"""What multiplies a number behind it: million, dozen, k, bn; and the rest that is added to it."""

from __future__ import annotations

import re
from decimal import Decimal

from . import words
from .quantity import Quantity, but, is_whole, valued
from .text import SPACED_WORD, Text
from .units import AND_FRACTION, denominator

_COUNTED = re.compile(rf"\s(?:{words.small('counted', 'plural')}|[a-z]{{3,}}[^s\W]s)\b")
_MORE = re.compile(rf"\s({words.AND}\s)?(?=[a-z\d])")
_AND = words.small_words("links", "and")
_SMALL_SCALE = 1000
"""To a larger one nothing is added but thousands: *two million 40 thousand*, not *and 40 men*."""
_MOST = 3
"""Multipliers in a row: two hundred thousand million."""
_LONGEST_LETTERS = 3


def multiplied(text: Text, quantity: Quantity) -> Quantity:
    """5 million, 1.3bn, two and a half thousand, 4 thousand 3 hundred and 21."""
    for _ in range(_MOST):
        match = SPACED_WORD.match(text.low, quantity.end)
        if match is not None and match[1] in _AND:
            quantity = _with_fraction(text, quantity)
            match = SPACED_WORD.match(text.low, quantity.end)
        if match is None or not _multiplies(text, quantity, match):
            break
        factor = Decimal(words.MULTIPLIERS[match[1]])
        value = quantity.numbers[0] * factor
        quantity = valued(but(quantity, scale=quantity.scale * factor), value, match.end())
        quantity = _with_rest(text, quantity)
    return quantity


def _with_fraction(text: Text, quantity: Quantity) -> Quantity:
    """Two and a half; a million and a half is a half million more."""
    if not is_whole(quantity.numbers[0]):
        return quantity
    match = AND_FRACTION.match(text.low, quantity.end)
    if match is None:
        return quantity
    count = words.NUMBER_WORDS[match[1]][1] if match[1] else 1
    scale, end = quantity.scale, match.end()
    smaller = SPACED_WORD.match(text.low, end)
    if smaller and 1 < (factor := words.MULTIPLIERS.get(smaller[1], 0)) < scale:
        scale, end = Decimal(factor), smaller.end()
    rest = scale * count / denominator(match[2])
    return valued(quantity, quantity.numbers[0] + rest, end)


def _with_rest(text: Text, quantity: Quantity) -> Quantity:
    """4 thousand 3 hundred and 21; 3 million 200 thousand."""
    scale = quantity.scale
    while scale > 1 and text.before(quantity.start, 0)[-1:] != [words.BETWEEN]:
        match = _MORE.match(text.low, quantity.end)
        more = text.bare(match.end()) if match else None
        if match is None or more is None or not 0 < more.numbers[0] < scale:
            break
        if scale > _SMALL_SCALE and (match[1] or more.scale == 1):
            break
        scale = more.scale
        quantity = valued(quantity, quantity.numbers[0] + more.numbers[0], more.end)
    return quantity


def _multiplies(text: Text, quantity: Quantity, match: re.Match[str]) -> bool:
    """Whether the word or letters of `match` multiply the number before them."""
    if match[1] not in words.MULTIPLIERS:
        return False
    letters = text.raw[match.start(1) : match.end(1)]
    if len(letters) > _LONGEST_LETTERS or letters in words.PLAIN_MULTIPLIERS:
        return True
    gap = match.start(1) - quantity.end
    if quantity.kind == "currency":
        return gap <= 1
    if letters == "m" and gap == 0 and _COUNTED.match(text.low, match.end()):
        return True
    is_near = gap == 0 or len(letters) > 1 or letters in "kM"
    return letters in words.CASED_MULTIPLIERS and is_near
