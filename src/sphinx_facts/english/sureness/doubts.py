"""How sure a sentence is of what it tells of a figure."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from ..lexicon import Regex, families, family, whole_words
from ..stems import stem
from ..telling.told import LITTLE, WORD, Told
from .certainty import certainty

_OTHER = Regex(r"\d")
"""Where another number begins."""


def doubt(told: Told, claimed: Collection[str]) -> tuple[int, str]:
    """As `certainty`, of what is told of a figure: a doubt behind a comma or a question is of
    something else, unless it is of what is claimed, by its stems.
    """
    near = told.clause.near_before, told.clause.near_behind
    before = _apart().split(near[0])[-1]
    behind = near[1].partition(",")[0]
    found = certainty(f"{before} … {behind}")
    if found[0] and found[1] not in before and _is_of_other(behind, found[1]):
        found = certainty(f"{before} … {behind[: behind.index(found[1])]}")
    if found[0]:
        return found
    level, word = certainty(told.clause.near)
    if not level:
        return 0, ""
    behind = _OTHER.split(told.clause.near.partition(word)[2])[0]
    stems_behind = (stem(match[0]) for match in WORD.finditer(behind))
    verb = next((each for each in stems_behind if each not in LITTLE), "")
    return (level, word) if verb in claimed else (0, "")


def _is_of_other(behind: str, word: str) -> bool:
    """Whether a word of doubt behind a figure is told of something else: by a verb of its own, as
    in *90 people and hopes to grow*, or in what a noun is said to be: *the 8 ships it promised*.
    """
    lead = [each[0].lower() for each in WORD.finditer(behind.partition(word)[0])]
    while lead and lead[-1] in _aside():
        del lead[-1]
    return bool(lead) and (lead[-1] == _and() or (len(lead) > 1 and lead[-1] in _subjects()))


@cache
def _aside() -> frozenset[str]:
    """Words between a subject, or the *and* of a second verb, and a verb."""
    return frozenset(families("function_words.auxiliaries.have", "function_words.adverbs.middle"))


def _and() -> str:
    return family("function_words.conjunctions.joining.and")[0]


@cache
def _subjects() -> frozenset[str]:
    return frozenset(families("function_words.pronouns.he", "function_words.pronouns.others"))


@cache
def estimates() -> frozenset[str]:
    """The words of doubt that a hedge beside a number says as well."""
    return frozenset(family("bearing.estimates.words"))


@cache
def abilities() -> frozenset[str]:
    """Words of doubt that may say what something is able to do: *the ferry can carry 120 cars*."""
    return frozenset(family("bearing.abilities.words"))


@cache
def _apart() -> Regex:
    questions = whole_words(family("function_words.conjunctions.questions"))
    return Regex(rf",|(?<!\w){questions}(?!\w)", re.I)
