"""Find the hedge of a figure: the words before or behind it that widen or bound its value."""

from __future__ import annotations

import re

from ..lexicon import read
from . import words
from .quantity import Quantity
from .text import OPENERS, WINDOW, Text

_TABLE = read("hedges")
_AROUND = _TABLE["around"]
_FAMILIES = [name for name in _TABLE if name != "around"]

BEFORE: dict[str, list[tuple[tuple[str, ...], str]]] = {}
"""Last word of a hedge -> the hedges that end in it, as words, with their family; longest first."""
for _phrase, _family in sorted(
    ((phrase, name) for name in _FAMILIES for phrase in _TABLE[name].get("before", ())),
    key=lambda entry: -entry[0].count(" "),
):
    BEFORE.setdefault(_phrase.split()[-1], []).append((tuple(_phrase.split()), _family))

BEHIND = {phrase: name for name in _FAMILIES for phrase in _TABLE[name].get("behind", ())}
"""A hedge behind the figure -> its family."""

NEGATED = {
    "over": "max", "just over": "max", "min": "under", "under": "min", "nearly": "under",
    "max": "over",
}  # fmt: skip
"""Family of a hedge -> its family behind a negation. An approximation stays one."""
_BOUNDS = frozenset({"over", "min", "max", "under"})
_OF_TIMES = frozenset({"early", "mid", "late"})
_DEGREES, _NEGATIONS = frozenset(_AROUND["degrees"]), frozenset(_AROUND["negations"])
_BETWEEN, _BEHIND_NOUN = frozenset(_AROUND["between"]), _AROUND["behind_noun"]
_MARKS = frozenset(_AROUND["marks"])

Hedge = tuple[list[str], str, tuple[int, int] | None]
"""Families, the nearest to the figure first; the words; their place."""
NO_HEDGE: Hedge = ([], "", None)

_TOKEN = re.compile(r"\S+")
_FOLLOW = re.compile(r"\s{1,2}([a-z]+)(?:\s{1,2}([a-z]+)(?:\s{1,2}([a-z]+))?)?")
_AFTER = re.compile(rf",?\s{{1,2}}({words.alternatives(p for p in BEHIND if p not in _MARKS)})\b")
_AFTER_NOUN = re.compile(
    rf"(?:\s{{1,2}}[a-z]+){{1,2}}?\s{{1,2}}({words.alternatives(_BEHIND_NOUN)})\b"
)
_ATTACHED = re.compile(
    rf"\s?(\+)(?!\s?\d)|-?({words.LOOSE})\b|-({words.alternatives(_AROUND['hyphened'])})\b"
)
_HEADS = frozenset(phrase.split()[0] for phrase in BEHIND)
_NOUN_HEADS = frozenset(phrase.split()[0] for phrase in _BEHIND_NOUN)
_NUMBER_FOLLOWS = re.compile(r"\s{1,2}[$£€]?(?:\d|([a-z]+))")
_THAN = re.compile(rf"\s{words.small('links', 'than')}")
_OR = re.compile(rf"{words.alternatives(_AROUND['or'])}\s")


def find_hedge(text: Text, part: Quantity, floor: int) -> Hedge:
    """The hedge of `part`; nothing before `floor` belongs to it.

    A bound wins over an approximation, the hedge in front over the one behind.
    """
    low, before = text.low, text.before(part.start, floor)
    hedge = _before(low, part, before, floor) if before else NO_HEDGE
    if _BOUNDS.isdisjoint(hedge[0]):
        found = _after(low, part.end)
        if found is not None:
            start, end, family = found
            return [*hedge[0], family], " ".join(low[start:end].split()), (start, end)
    return hedge


def _before(low: str, part: Quantity, before: list[str], floor: int) -> Hedge:
    last = before[-1].lstrip(OPENERS)
    if last not in BEFORE and last not in _BETWEEN and last != "the":
        return NO_HEDGE
    tokens = [
        (match[0], match.start())
        for match in _TOKEN.finditer(low, max(floor, part.start - WINDOW), part.start)
    ]
    if last == "the":
        tokens.pop()
        ending = tokens[-1][0].lstrip(OPENERS) if tokens else ""
        hedges = BEFORE.get(ending, [])
        if part.kind not in ("ordinal", "decade", "date") or not any(
            family == "about" for _, family in hedges
        ):
            return NO_HEDGE
    while tokens and tokens[-1][0] in _BETWEEN:
        tokens.pop()
        if len(tokens) > 1 and tokens[-1][0] == "an" and tokens[-2][0] in BEFORE:
            tokens.pop()
    return _chain(tokens, part)


def _chain(tokens: list[tuple[str, int]], part: Quantity) -> Hedge:
    """Read hedges backwards from the end of `tokens`: "up to about", "no more than"."""
    families: list[str] = []
    words = [word.lstrip(OPENERS) for word, _ in tokens]
    left = len(tokens)
    while left:
        found = _longest(tokens, words, left)
        if found is None or (found[1] in _OF_TIMES and part.kind not in ("decade", "year")):
            break
        left, family = found
        while left and words[left - 1] in _DEGREES and tokens[left][0] == words[left]:
            left -= 1
        if (
            left
            and family in NEGATED
            and _negates(words[left - 1])
            and tokens[left][0] == words[left]
        ):
            left, family = left - 1, NEGATED[family]
        families.append(family)
        if tokens[left][0] != words[left]:
            break
    if not families:
        return NO_HEDGE
    start = tokens[left][1] + len(tokens[left][0]) - len(words[left])
    last, at = tokens[-1]
    return (
        families,
        " ".join([words[left], *(word for word, _ in tokens[left + 1 :])]),
        (start, at + len(last)),
    )


def _longest(tokens: list[tuple[str, int]], words: list[str], end: int) -> tuple[int, str] | None:
    """The longest hedge that ends before `end`: the place of its first word, and its family."""
    for phrase, family in BEFORE.get(words[end - 1], ()):
        begin = end - len(phrase)
        said = (*words[begin : begin + 1], *(word for word, _ in tokens[begin + 1 : end]))
        if begin >= 0 and said == phrase:
            return begin, family
    return None


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def _after(low: str, end: int) -> tuple[int, int, str] | None:
    mark = low[end : end + 1]
    if mark in ".;:)!?":  # the end of the text too
        return None
    if mark in "+-i" and (match := _ATTACHED.match(low, end)):
        group = match.lastindex or 1
        return *match.span(group), BEHIND[match[group]]
    if mark == ",":
        return _checked(low, _AFTER.match(low, end), comma=True)
    follow = _FOLLOW.match(low, end)
    if follow is None:
        return None
    found = _checked(low, _AFTER.match(low, end)) if follow[1] in _HEADS else None
    if found is None and (follow[2] in _NOUN_HEADS or follow[3] in _NOUN_HEADS):
        found = _checked(low, _AFTER_NOUN.match(low, end))
    return found


def _checked(
    low: str, match: re.Match[str] | None, comma: bool = False
) -> tuple[int, int, str] | None:
    """The hedge of `match` unless it belongs to a number behind it: "two, at least five"."""
    if match is None or (comma and " " not in match[1]) or _THAN.match(low, match.end()):
        return None
    number = _NUMBER_FOLLOWS.match(low, match.end())
    if (
        number
        and (number[1] is None or number[1] in words.NUMBER_WORDS)
        and not _OR.match(match[1])
    ):
        return None
    return *match.span(1), BEHIND[match[1]]
