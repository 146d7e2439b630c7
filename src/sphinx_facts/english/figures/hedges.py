"""Find the hedge of a figure: the words before or behind it that widen or bound its value."""

from __future__ import annotations

import re
from functools import cache
from operator import eq
from typing import get_args

from ...figures.figure import Doubt
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

_LONG_PHRASES = [
    phrase
    for name in _FAMILIES
    for phrase in _TABLE[name].get("before", ())
    if phrase.count(" ") > 1
]
_LONG = frozenset(phrase.split()[-1] for phrase in _LONG_PHRASES)

BEHIND = {phrase: name for name in _FAMILIES for phrase in _TABLE[name].get("behind", ())}
"""A hedge behind the figure -> its family."""
_JOINED = {phrase: name for name in _FAMILIES for phrase in _TABLE[name].get("joined", ())}
_BRACKETED = {phrase: name for name in _FAMILIES for phrase in _TABLE[name].get("bracketed", ())}
DOUBTS: frozenset[Doubt] = frozenset(get_args(Doubt))
"""Families that say how sure a figure is."""

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
_FOLLOW = re.compile(r"\s{1,2}([a-z]+)(?:,?\s{1,2}([a-z]+)(?:,?\s{1,2}([a-z]+))?)?")
_AFTER = re.compile(rf",?\s{{1,2}}({words.alternatives(p for p in BEHIND if p not in _MARKS)})\b")
_AFTER_NOUN = re.compile(
    rf"(?:\s{{1,2}}[a-z]+){{1,2}}?(,?)\s{{1,2}}({words.alternatives(_BEHIND_NOUN)})\b"
)
_ATTACHED = re.compile(
    rf"\s?(\+)(?!\s?[\d/])|-?({words.alternatives(_JOINED)})\b"
    rf"|\s?\(({words.alternatives(_BRACKETED)})\)"
)
_SIGNS = "<>=≤≥~≈∼≃±"
_BRACKET_BEHIND = re.compile(
    rf"(?:\s{{1,2}}[a-z]+){{1,2}}\s?\(({words.alternatives(_BRACKETED)})\)"
)
_LONGEST_NOUN = 40
_SIGN = re.compile(r"((?:<\s?=|=\s?<|>\s?=|=\s?>|[<>≤≥~≈∼≃±])\s{0,2})\Z")
_PARTICIPLE = words.alternatives(read("endings")["participles"])
_IN_LIST = re.compile(
    rf"(?:\s(?!{words.alternatives(_AROUND['no_list'])}\b)[a-z][a-z'-]*)"
    rf"(?:\s(?!{words.alternatives(_AROUND['no_list'])}\b)(?![a-z]+{_PARTICIPLE}\b)[a-z][a-z'-]*){{0,2}}"
    rf"(?:,|,?\s{words.alternatives(_AROUND['list_joins'])})\s"
)
_IN_BRACKET = re.compile(r"(?:\s[a-z][a-z'-]*){0,2}\s?\(")
_LONGEST_ITEM = 60
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
    hedge = _sign(low, part, floor) or (_before(low, part, before, floor) if before else NO_HEDGE)
    if _BOUNDS.isdisjoint(hedge[0]):
        found = _after(low, part.end)
        if found is not None:
            start, end, family = found
            return [*hedge[0], family], " ".join(low[start:end].split()), (start, end)
    return hedge


def carried(text: Text, first: Quantity, hedge: Hedge, second: Quantity) -> Hedge:
    """The hedge of a figure that has none of its own, where the one before it is in the same list
    (*at least 71 nuns and 46 monks*) or is the same amount (*almost €7bn ($9bn)*).
    """
    between = text.low[first.end : second.start]
    if not hedge[0] or len(between) > _LONGEST_ITEM or second.kind in ("date", "year", "ordinal"):
        return NO_HEDGE
    is_before = hedge[2] is None or hedge[2][0] < first.start
    is_converted = _IN_BRACKET.fullmatch(between) and text.low[second.end : second.end + 1] == ")"
    if is_converted or (is_before and _IN_LIST.fullmatch(between)):
        return hedge[0], hedge[1], None
    return NO_HEDGE


def _sign(low: str, part: Quantity, floor: int) -> Hedge | None:
    """<5, ≥ 18, ~50, p=.23: signs, whatever they are joined to."""
    begin = max(floor, part.start - 5)
    mark = low[begin : part.start].rstrip()[-1:]
    match = _SIGN.search(low, begin, part.start) if mark in _SIGNS else None
    if match is None:
        return None
    sign = "".join(match[1].split())
    families = [family for phrase, family in BEFORE.get(sign, ()) if phrase == (sign,)]
    if not families:
        return None
    end = match.start() + len(match[1].rstrip())
    return families, sign, (match.start(), end)


def _before(low: str, part: Quantity, before: list[str], floor: int) -> Hedge:
    last = before[-1].lstrip(OPENERS)
    if last.endswith(",") and last[:-1] in _LONG:
        return _before_comma(low, part, floor)
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


@cache
def _long_hedge() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)({words.alternatives(_LONG_PHRASES)}),\s{{1,2}}\Z")


def _before_comma(low: str, part: Quantity, floor: int) -> Hedge:
    """At a minimum, 40: a long hedge may end with a comma."""
    match = _long_hedge().search(low, max(floor, part.start - WINDOW), part.start)
    if match is None:
        return NO_HEDGE
    phrase = tuple(match[1].split())
    families = [family for said, family in BEFORE.get(phrase[-1], ()) if said == phrase]
    return families, " ".join(phrase), match.span(1)


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
        if begin >= 0 and words[begin] == phrase[0]:
            # Nothing opens between the words of a hedge.
            inner = (word for word, _ in tokens[begin + 1 : end])
            if all(map(eq, inner, phrase[1:])):
                return begin, family
    return None


def _negates(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")


def _after(low: str, end: int) -> tuple[int, int, str] | None:
    mark = low[end : end + 1]
    if mark in ".;:)!?":  # the end of the text too
        return None
    if (match := _ATTACHED.match(low, end)) is not None:
        family = (BEHIND, _JOINED, _BRACKETED)[(match.lastindex or 1) - 1]
        return *match.span(match.lastindex or 1), family[_spaced(match[match.lastindex or 1])]
    if mark == ",":
        return _checked(low, _AFTER.match(low, end), comma=True)
    follow = _FOLLOW.match(low, end)
    if follow is None:
        return None
    found = _checked(low, _AFTER.match(low, end)) if follow[1] in _HEADS else None
    if found is None and "(" in low[end : end + _LONGEST_NOUN]:
        match = _BRACKET_BEHIND.match(low, end)
        found = (*match.span(1), _BRACKETED[_spaced(match[1])]) if match else None
    if found is None and (follow[2] in _NOUN_HEADS or follow[3] in _NOUN_HEADS):
        match = _AFTER_NOUN.match(low, end)
        found = _checked(low, match, comma=bool(match and match[1]))
    return found


def _checked(
    low: str, match: re.Match[str] | None, comma: bool = False
) -> tuple[int, int, str] | None:
    """The hedge of `match` unless it belongs to a number behind it: "two, at least five"."""
    if match is None:
        return None
    group = match.lastindex or 1
    phrase = match[group]
    if (comma and len(phrase.split()) == 1) or _THAN.match(low, match.end()):
        return None
    number = _NUMBER_FOLLOWS.match(low, match.end())
    if number and (number[1] is None or number[1] in words.NUMBER_WORDS) and not _OR.match(phrase):
        return None
    return *match.span(group), BEHIND[_spaced(phrase)]


def _spaced(phrase: str) -> str:
    """As the tables have it: its spaces may be such as break no line."""
    return " ".join(phrase.split())
