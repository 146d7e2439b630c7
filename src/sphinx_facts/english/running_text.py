"""A text again out of folded words, so that what reads texts can read the words beside an excerpt.

Where spaces stood is not in the words: they are set as English sets them. A dash joins a compound
or a range, unless it stands beside a small word or between numbers that make no range.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from ..text.words import DASH, split
from .figures.words import CURRENCY_SIGNS, NUMBER_WORDS
from .lexicon import families

_CLOSING = frozenset(",.;:!?)]}%‰°…'")
_OPENING = frozenset("([{#") | frozenset(CURRENCY_SIGNS)
_SIGNS = frozenset("<>≤≥~≈∼≃±=")
_TIGHT = frozenset("/^")
_ENDS = frozenset(",.!?…")
_LEADS = frozenset(":;([")
_LONGEST_CURRENCY, _DIGITS_OF_MINUTES = 3, 2
BREAK = "\n\n"
"""Between what seems to be a heading and its text."""


class RunningText(NamedTuple):
    """An excerpt among the words beside it: ``text[start:end]``, as its author wrote it."""

    text: str
    start: int
    end: int


def around(before: Sequence[str], excerpt: str, after: Sequence[str]) -> RunningText:
    """An excerpt with the folded words before and after it."""
    inner = split(excerpt)
    words = [*before, *inner, *after]
    first, last = len(before), len(before) + len(inner)
    opens = _opening_marks(words)
    spaces = [_space(words, place, opens) for place in range(1, len(words))]
    head = _set(words, 0, first, spaces, opens)
    tail = _set(words, last, len(words), spaces, opens)
    left = spaces[first - 1] if before else ""
    right = spaces[last - 1] if after else ""
    start = len(head) + len(left)
    return RunningText(f"{head}{left}{excerpt}{right}{tail}", start, start + len(excerpt))


def _set(
    words: Sequence[str], first: int, last: int, spaces: Sequence[str], opens: dict[int, bool]
) -> str:
    text = ""
    for place in range(first, last):
        word = words[place]
        if place in opens:
            word = "“" if opens[place] else "”"
        elif word == DASH and not (_joins(words, place) or _is_minus(words, place)):
            word = "—"
        text += word if place == first else f"{spaces[place - 1]}{word}"
    return text


def _opening_marks(words: Sequence[str]) -> dict[int, bool]:
    """Of each double quotation mark whether it opens: they take turns, as most of them look."""
    marks = [place for place, word in enumerate(words) if word == '"']
    turns = [1 if number % 2 == 0 else -1 for number in range(len(marks))]
    first = sum(turn * _looks(words, place) for turn, place in zip(turns, marks, strict=True))
    return {place: (turn > 0) is (first >= 0) for turn, place in zip(turns, marks, strict=True)}


def _looks(words: Sequence[str], place: int) -> int:
    """More than 0 where a mark looks as if it opened, less where it looks as if it closed."""
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if after in _ENDS or after in (";", ")") or (before in _ENDS and not after[:1].isupper()):
        return -2
    if before in _LEADS:
        return 2
    return int(before == "," or before[-1:].isalnum())


def _space(words: Sequence[str], place: int, opens: dict[int, bool]) -> str:
    """What stands between the word at `place` and the one before it."""
    left, right = words[place - 1], words[place]
    if left in _TIGHT or right in _TIGHT or left in _OPENING:
        return ""
    if place - 1 in opens or place in opens:
        is_inside = opens.get(place - 1, False) or not opens.get(place, True)
        return "" if is_inside else " "
    if left == DASH and _is_minus(words, place - 1):
        return ""
    if DASH in (left, right):
        return "" if _joins(words, place if right == DASH else place - 1) else " "
    if _is_glued(words, place):
        return ""
    return BREAK if _begins(words, place) else " "


def _is_glued(words: Sequence[str], place: int) -> bool:
    """Whether a mark, a sign or a letter stands close to the word before it."""
    left, right = words[place - 1], words[place]
    before, beyond = "".join(words[place - 2 : place - 1]), "".join(words[place + 1 : place + 2])
    if right == "+":
        return left[-1].isdigit() and not beyond[:1].isdigit()
    if left == "+" or left in _SIGNS:
        return right[0].isdigit() and not before[-1:].isdigit()
    if left == ":":  # 6:25 p.m., but not *5: 12 boats*
        counts = len(beyond) > 1 and beyond.isalpha() and beyond.lower() not in _small()
        is_time = right.isdigit() and len(right) == _DIGITS_OF_MINUTES and before.isdigit()
        return is_time and not counts
    if left == "." and right.isalpha():  # p.m.
        return len(right) == 1 and len(before) == 1 and before.isalpha()
    if right in CURRENCY_SIGNS:  # US$
        return left.isupper() and 1 < len(left) <= _LONGEST_CURRENCY
    return right in _CLOSING


def _joins(words: Sequence[str], dash: int) -> bool:
    """Whether a dash joins what stands beside it to one word or range."""
    if not 0 < dash < len(words) - 1:
        return False
    left, right = words[dash - 1], words[dash + 1]
    if not (left[-1].isalnum() and right[0].isalnum()):
        return left in "([" and right[0].isdigit()
    if left[0].isdigit() and right[0].isdigit():
        return _number(left) < _number(right)
    return not {left.lower(), right.lower()} & _small() or left.lower() in NUMBER_WORDS


def _is_minus(words: Sequence[str], dash: int) -> bool:
    """Whether a dash is the sign of a temperature."""
    number, unit = [*words[dash + 1 : dash + 3], "", ""][:2]
    is_behind_number = dash > 0 and words[dash - 1][-1].isdigit()
    return number[:1].isdigit() and unit.lower().rstrip("s") in _degrees() and not is_behind_number


@cache
def _degrees() -> frozenset[str]:
    return frozenset(families("units.words.degree", "units.words.°C", "units.words.°F"))


def _number(word: str) -> float:
    digits = "".join(char for char in word if char.isdecimal() or char == ".")
    try:
        return float(digits)
    except ValueError:
        return 0.0


def _begins(words: Sequence[str], place: int) -> bool:
    """Whether a new text seems to begin there: a small word with a capital behind a word that
    leads to nothing (*Bridge reopens* / *The old bridge*).
    """
    left, right = words[place - 1], words[place]
    beyond = words[place + 1 : place + 2]
    is_beginner = right[0].isupper() and right.lower() in _small() and len(right) > 1
    leads = left.lower() in _small() or not left[-1].isalnum()
    return is_beginner and not leads and bool(beyond) and beyond[0][0].islower()


@cache
def _small() -> frozenset[str]:
    return frozenset(
        families(
            "function_words.pronouns",
            "function_words.relatives",
            "function_words.determiners",
            "function_words.prepositions",
            "function_words.conjunctions",
            "function_words.auxiliaries",
        )
    )
