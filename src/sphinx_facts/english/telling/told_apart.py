"""What a sentence tells of a figure at some distance from it: of whom none had more, or an age."""

from __future__ import annotations

import re
from functools import cache

from ..lexicon import Regex, any_of, families, family, whole_words, word_pattern


def is_of_none(before: str) -> bool:
    """Whether a text before a bound has a subject that is nobody: *no ship carried more than 30* is
    at most 30.
    """
    return _none().search(before) is not None


def is_age(before: str) -> bool:
    """Whether a text makes an age of the number behind it: *aged 16*."""
    return _aged().search(before) is not None


def hears(before: str) -> bool:
    """Whether who stands behind a text is told something: *told*, *had informed the*."""
    return _telling().search(before) is not None


def moves_over(before: str) -> bool:
    """Whether a text ends with a verb of motion and where it goes: *flew over*."""
    return _moving().search(before[-60:]) is not None


def passes(before: str) -> bool:
    """Whether a text ends with a verb that goes beyond the number behind it: *topped*."""
    return _passing().search(before[-60:]) is not None


def is_average(text: str) -> bool:
    """Whether a text tells of an average."""
    return word_pattern("hedges.around.average").search(text) is not None


@cache
def _passing() -> Regex:
    return Regex(rf"{any_of('hedges.around.passing')}\s+\Z", re.I)


@cache
def _moving() -> Regex:
    verbs = whole_words(family("hedges.around.moving"))
    ways = whole_words(families("hedges.around.ways"))
    return Regex(rf"(?<!\w){verbs}\s+(?:\w+\s+)?{ways}\s+\Z", re.IGNORECASE)


@cache
def _none() -> Regex:
    no = whole_words(family("clauses.negation.no"))
    verbs = whole_words(families("function_words.auxiliaries", "function_words.adverbs"))
    return Regex(
        rf"(?<!\w){no}\s+(?:[^\W\d_][\w’'-]*\s+){{1,3}}?(?:{verbs}\s+){{1,3}}\Z", re.IGNORECASE
    )


@cache
def _aged() -> Regex:
    return Regex(rf"(?<!\w){whole_words(family('figures.aged.words'))}\s+\Z", re.IGNORECASE)


@cache
def _telling() -> Regex:
    verbs = whole_words(families("sayings.verbs.telling"))
    articles = whole_words(families("function_words.determiners.articles"))
    return Regex(rf"(?<!\w){verbs}\s+(?:{articles}\s+)?\Z", re.IGNORECASE)
