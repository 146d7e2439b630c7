"""Weak figures that count nothing where they stand: *the first pages*, *once he left*, *both*."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import Regex, any_of, family

_REACH = 30
_WORDS_BEHIND = r"(?:\s+[\w’'-]+){0,4}?\s+"


def counts_nothing(text: str, start: int, end: int) -> bool:
    """Whether a weak figure there orders what is told, stands for somebody, or is an adverb."""
    word = text[start:end].lower().split()[-1]
    if word in family("amounts.countless.both"):
        return True
    if word in family("amounts.countless.ordinals"):
        return _ranking().match(text, end) is None
    if word in family("amounts.countless.ones"):
        return _is_pronoun(text, start, end)
    return is_adverb(text, start, end)


def is_adverb(text: str, start: int, end: int) -> bool:
    """Whether a figure is *once* for formerly or as soon as: *he once lived there*, *once he had
    left*, but not *only once*, *once a week*.
    """
    if text[start:end].lower() not in family("amounts.countless.once"):
        return False
    before, behind = _counting()
    return not (before.search(text, max(0, start - _REACH), start) or behind.match(text, end))


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """*The one who came*, *not one of the enemy*."""
    before, behind = _ones()
    if _limiting().search(text, max(0, start - _REACH), start):
        return False
    return bool(before.search(text, max(0, start - _REACH), start) or behind.match(text, end))


@cache
def _ranking() -> Regex:
    """What makes a rank of an order: *the first* to reach it."""
    return Regex(rf"{_WORDS_BEHIND}{any_of('amounts.countless.ranking')}", re.I)


@cache
def _counting() -> tuple[Regex, Regex]:
    return (
        Regex(rf"{any_of('amounts.countless.counting')}\s+\Z", re.I),
        Regex(rf"\s*(?:[^\w\s]|\Z)|\s+{any_of('amounts.countless.rates')}", re.I),
    )


@cache
def _limiting() -> Regex:
    """*Only one of them* counts."""
    return Regex(rf"{any_of('amounts.countless.limiting')}\s+\Z", re.I)


@cache
def _ones() -> tuple[Regex, Regex]:
    return (
        Regex(rf"{any_of('amounts.countless.before_ones')}\s+\Z", re.I),
        Regex(rf"\s+{any_of('amounts.countless.behind_ones')}", re.I),
    )
