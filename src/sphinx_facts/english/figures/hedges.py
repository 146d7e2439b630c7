"""Find the hedge of a figure: the words before or behind it that widen or bound its value."""

from __future__ import annotations

import re

from . import vocabulary as table
from .parts import Part

OPENERS = "([{\"'“‘„«*_—"
_WINDOW = 64  # characters before a figure in which its hedge stands
_BOUNDS = frozenset({"over", "min", "max", "under"})

Hedge = tuple[list[str], str, tuple[int, int] | None]
"""Families, the nearest to the figure first; the words; their place."""
NO_HEDGE: Hedge = ([], "", None)

_TOKEN = re.compile(r"\S+")
_FOLLOW = re.compile(r"\s{1,2}([a-z]+)(?:\s{1,2}([a-z]+)(?:\s{1,2}([a-z]+))?)?")
_LISTED = "|".join(
    sorted((phrase for phrase in table.HEDGES_AFTER if phrase != "+"), key=len, reverse=True)
)
_AFTER = re.compile(rf",?\s{{1,2}}({_LISTED})\b")
_AFTER_NOUN = re.compile(
    r"(?:\s{1,2}[a-z]+){1,2}?\s{1,2}"
    r"(or (?:more|less|fewer|so|thereabouts)|and counting|at (?:the )?(?:very )?(?:least|most))\b"
)
_ATTACHED = re.compile(r"\s?(\+)(?!\s?\d)|-?(ish)\b|-(odd|plus)\b")
_HEADS = frozenset(phrase.split()[0] for phrase in table.HEDGES_AFTER)
_NOUN_HEADS = frozenset({"or", "and", "at"})
_NUMBER_FOLLOWS = re.compile(r"\s{1,2}[$£€]?(?:\d|([a-z]+))")


def find_hedge(low: str, part: Part, before: list[str], floor: int) -> Hedge:
    """The hedge of `part` in the folded text `low`; `before` are the words from `floor` up to it.

    A bound wins over an approximation, the hedge in front over the one behind.
    """
    hedge = _before(low, part, before, floor) if before else NO_HEDGE
    if _BOUNDS.isdisjoint(hedge[0]):
        found = _after(low, part.end)
        if found is not None:
            start, end, family = found
            return [*hedge[0], family], " ".join(low[start:end].split()), (start, end)
    return hedge


def _before(low: str, part: Part, before: list[str], floor: int) -> Hedge:
    last = before[-1].lstrip(OPENERS)
    if (
        last not in table.HEDGES_BEFORE
        and last not in table.BETWEEN_HEDGE_AND_NUMBER
        and last != "the"
    ):
        return NO_HEDGE
    tokens = [
        (match[0], match.start())
        for match in _TOKEN.finditer(low, max(floor, part.start - _WINDOW), part.start)
    ]
    if last == "the":
        tokens.pop()
        ending = tokens[-1][0].lstrip(OPENERS) if tokens else ""
        hedges = table.HEDGES_BEFORE.get(ending, [])
        if part.kind not in ("ordinal", "decade", "date") or not any(
            family == "about" for _, family in hedges
        ):
            return NO_HEDGE
    while tokens and tokens[-1][0] in table.BETWEEN_HEDGE_AND_NUMBER:
        tokens.pop()
        if len(tokens) > 1 and tokens[-1][0] == "an" and tokens[-2][0] in table.HEDGES_BEFORE:
            tokens.pop()
    return _chain(tokens, part)


def _chain(tokens: list[tuple[str, int]], part: Part) -> Hedge:
    """Read hedges backwards from the end of `tokens`: "up to about", "no more than"."""
    families: list[str] = []
    words = [word.lstrip(OPENERS) for word, _ in tokens]
    left = len(tokens)
    while left:
        found = _phrase(tokens, words, left)
        if found is None or (
            found[1] in ("early", "mid", "late") and part.kind not in ("decade", "year")
        ):
            break
        left, family = found
        while left and words[left - 1] in table.DEGREES and tokens[left][0] == words[left]:
            left -= 1
        if (
            left
            and family in table.NEGATED
            and _negates(words[left - 1])
            and tokens[left][0] == words[left]
        ):
            left, family = left - 1, table.NEGATED[family]
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


def _phrase(tokens: list[tuple[str, int]], words: list[str], end: int) -> tuple[int, str] | None:
    """The longest hedge that ends before `end`: the place of its first word, and its family."""
    for phrase, family in table.HEDGES_BEFORE.get(words[end - 1], ()):
        begin = end - len(phrase)
        said = (*words[begin : begin + 1], *(word for word, _ in tokens[begin + 1 : end]))
        if begin >= 0 and said == phrase:
            return begin, family
    return None


def _negates(word: str) -> bool:
    return word in table.NEGATIONS or word.endswith("n't")


def _after(low: str, end: int) -> tuple[int, int, str] | None:
    mark = low[end : end + 1]
    if mark in ".;:)!?":  # the end of the text too
        return None
    if mark in "+-i" and (match := _ATTACHED.match(low, end)):
        group = match.lastindex or 1
        return *match.span(group), table.HEDGES_AFTER[match[group]]
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
    if match is None or (comma and " " not in match[1]) or low.startswith(" than", match.end()):
        return None
    number = _NUMBER_FOLLOWS.match(low, match.end())
    if number and (number[1] is None or number[1] in table.NUMBER_WORDS) and match[1][:3] != "or ":
        return None
    return *match.span(1), table.HEDGES_AFTER[match[1]]
