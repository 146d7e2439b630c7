"""Two quantities and what joins them, as one range: 10 to 15, 2010-11, 13 to 15 July."""

from __future__ import annotations

import re
from decimal import Decimal

from ...figures.figure import ONE
from ..lexicon import families
from . import words
from .dates import day_value
from .quantity import Quantity, but, is_whole
from .text import Text

_JOIN = re.compile(
    rf"(-?\s{{1,2}}{words.small('joins', 'to')}\s{{1,2}}|-{words.small('joins', 'to')}-"
    r"|\s?--?\s?|\s?~\s?)"
    rf"(?:{words.small('joins', 'about')}\s|~)?(?:{words.THE}\s)?"
    r"(?:us|a|c|hk)?[$£€¥]?\s?-?(?=[\da-z])"
)
_AND = words.small_words("links", "and")
_COMMA = re.compile(r"[,;]\s?-?(?=\d)")
_INTERVAL = words.small("intervals", "words")
_CONFIDENCE = re.compile(
    rf"\s{_INTERVAL}(?:[:=,]?\s|\s?[:=,]\s?|\s{words.small('intervals', 'links')}\s)"
    r"[\[(]?-?(?=\d)"
)
_OF_INTERVAL = re.compile(rf"\b{_INTERVAL}[:,]?\s?\(\Z")
_LONGEST_NAME = 40
_PREPOSITIONS = frozenset(families("function_words.prepositions"))
_NEAR = 8
"""Words before a ratio that may name it."""


def range_from(text: Text, first: Quantity) -> Quantity | None:
    """The range that begins with a quantity; None where that stays a figure of its own.

    Grammar: quantity joint quantity; the joint is ``to`` or another word of the lexicon, a hyphen
    or a dash, and ``and`` behind ``between``.
    """
    join = _JOIN.match(text.low, first.end)
    if join is None or not text.may_begin(join.end()) or not first.numbers:
        return None
    if first.weak and not (first.spelled and first.numbers == (ONE,)):
        return None
    mark = join[1].strip(" -") or "-"
    if mark in _AND and text.before(first.start, 0)[-1:] != [words.BETWEEN]:
        return None
    if mark != "-" and _is_change(text, first):
        return None
    is_ratio = mark != "-" and _is_ratio(text, first)
    if first.spelled and mark != "-" and first.kind in ("ordinal", "fraction", "multiple"):
        return None
    second = text.quantity(join.end(), first.end, first.unit if first.kind == "currency" else None)
    if second is None or second.weak or not second.numbers:
        return None
    if second.unit is None and first.kind == "currency":
        second = but(second, unit=first.unit)
    if second.unit and first.unit and second.unit.startswith(f"{first.unit} per "):
        first = but(first, unit=second.unit)  # $5 to $7 per kilo
    if is_ratio:
        return _sides(first, second)
    joined = _joined(first, second, mark)
    return joined or (_sides(first, second) if join[1][0] == join[1][-1] == "-" else None)


def _is_ratio(text: Text, first: Quantity) -> bool:
    """Whether *3 to 1* are the sides of a ratio, as the words before them say. Those of a vote are
    figures of their own.
    """
    return not words.RATIOS.isdisjoint(text.before(first.start, 0)[-_NEAR:])


def _sides(first: Quantity, second: Quantity) -> Quantity | None:
    """The sides of a ratio, together without a value, as in 3:1."""
    numbers = (*first.numbers, *second.numbers)
    is_plain = first.kind == second.kind == "number" and first.unit == second.unit is None
    are_small = first.scale == second.scale == 1 and min(numbers) >= 0
    return Quantity(first.start, second.end, numbers) if is_plain and are_small else None


def interval_from(text: Text, first: Quantity) -> Quantity | None:
    """The two ends of an interval: [1.2, 3.4]; 95% CI 1.2–3.4 is one figure, with its percent."""
    if first.kind == "percent" and (match := _CONFIDENCE.match(text.low, first.end)):
        low = text.quantity(match.end(), first.end, None)
        found = low and (range_from(text, low) or _pair(text, low))
        if found is None or found.kind != "range":
            return None
        level = f"{first.numbers[0].normalize():f}%"
        is_closed = match[0].endswith(("(", "[")) and text.low[found.end : found.end + 1] in ")]"
        unit = f"{found.unit or ''} at {level}".strip()
        return but(found, start=first.start, end=found.end + is_closed, unit=unit)
    opener = text.low[first.start - 1 : first.start]
    if opener not in ("[", "("):
        return None
    before = text.low[max(0, first.start - _LONGEST_NAME) : first.start]
    if opener != "[" and not (opener == "(" and _OF_INTERVAL.search(before)):
        return None
    pair = _pair(text, first)
    return pair if pair and text.low[pair.end : pair.end + 1] in ("]", ")") else None


def _pair(text: Text, first: Quantity) -> Quantity | None:
    """Two numbers with a comma between them, as a range."""
    match = _COMMA.match(text.low, first.end)
    second = text.quantity(match.end(), first.end, None) if match else None
    if first.low is None or second is None or second.high is None or first.low >= second.high:
        return None
    numbers = (*first.numbers, *second.numbers)
    if first.unit not in (None, second.unit) or all(map(is_whole, numbers)):
        return None
    made = Quantity(first.start, second.end, numbers, kind="range", unit=second.unit)
    return but(made, low=first.low, high=second.high)


def _is_change(text: Text, first: Quantity) -> bool:
    """Whether *from A to B* tells of a change: it rose from 5 to 9, and these are two figures. *We
    moved to within from 5 to 9 yards* has a range.
    """
    said = text.before(first.start, 0)
    is_governed = said[-2:-1] and said[-2] in _PREPOSITIONS
    return (
        bool(said)
        and said[-1] == words.FROM
        and not is_governed
        and not words.CHANGES.isdisjoint(said)
    )


def _joined(first: Quantity, second: Quantity, mark: str) -> Quantity | None:
    numbers = (*first.numbers, *second.numbers)
    made = Quantity(first.start, second.end, numbers, kind="range")
    if "date" in (first.kind, second.kind):
        return _joined_dates(made, first, second)
    if first.low is None or second.high is None or first.unit not in (None, second.unit):
        return None
    if "decade" in (first.kind, second.kind) and first.kind != second.kind:
        return None
    if "year" in (first.kind, second.kind) and not _are_years(first.low, second.high, mark):
        return None
    made = but(made, unit=second.unit)
    low, high = first.low, second.high
    scale = _spelled_scale(high) if first.spelled and second.spelled else second.scale
    if first.scale == 1 < scale and low * scale < high:  # 2 to 3 million
        low *= scale
        made = but(made, numbers=(low, *second.numbers))
    if mark == "-" and first.kind == "year" and high < 100:  # 2010-11
        high += low - low % 100
    if low < high:
        return but(made, low=low, high=high)
    return but(made, kind="number") if mark == "-" else None  # a score: 3-1


def _spelled_scale(value: Decimal) -> Decimal:
    """What a number in words ends in, in which the one before it is meant too: two to three
    hundred.
    """
    if not value or not value.is_finite():
        return ONE
    powers = (Decimal(10**power) for power in (12, 9, 6, 3, 2))
    return next((power for power in powers if not value % power), ONE)


def _are_years(low: Decimal, high: Decimal, mark: str) -> bool:
    return 1000 <= low <= 2199 and (1000 <= high <= 2199 or (mark == "-" and high < 100))


def _joined_dates(made: Quantity, first: Quantity, second: Quantity) -> Quantity | None:
    """Dates, or a date and a bare day: 13 to 15 July."""
    dated = second if second.kind == "date" else first
    bare = first if dated is second else second
    made = but(made, unit=dated.unit)
    if bare.kind != "date" and (bare.unit or bare.kind not in ("number", "ordinal")):
        return None
    if first.unit == second.unit == dated.unit:
        low, high = first.low, second.high
        if low is not None and high is not None and low < 1 <= high:
            low += int(high)
    elif dated.low is None or bare.low is None or dated.unit == "time" or not 1 <= bare.low <= 31:
        return made if dated.unit == "time" else None
    else:
        day = day_value(int(dated.low), int(dated.low % 1 * 100), int(bare.low))
        low, high = (day, second.high) if bare is first else (first.low, day)
    if low is not None and high is not None and low <= high:
        return but(made, low=low, high=high)
    return made
