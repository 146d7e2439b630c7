"""What is told of a part of a figure alone, or of what it is beside."""

from __future__ import annotations

import re
from functools import cache

from ...text.words import is_word, split
from ..lexicon import Regex, families, family, whole_words
from ..qualifiers import is_number
from ..stems import stem
from .told import LITTLE, WORD, Told, content, without_names

_FEW = 4
"""Words behind a figure among which a relative clause begins."""


def told_of_part(told: Told) -> frozenset[str]:
    """The stems of what is said of a part of a figure alone: *of the 12 ships, 3 sank*."""
    before, behind = _before_whole(told), told.clause.behind
    if before is None:
        return frozenset()
    if not before:
        rest = told.text[told.last :] if told.last >= 0 else behind.partition(",")[2]
        return content(without_names(rest))
    words = {match[0].lower() for match, _ in zip(WORD.finditer(behind), range(_FEW), strict=False)}
    is_related = words & {*family("bearing.wholes.relatives")}
    return frozenset() if is_related else content(without_names(behind))


def is_whole(told: Told) -> bool:
    """Whether a figure is told as a whole of which there are parts."""
    return _before_whole(told) is not None


def _before_whole(told: Told) -> str | None:
    """The number or amount of a part that stands before a whole; empty where the whole begins its
    clause; None where the figure is no whole.
    """
    match = _wholes().search(told.text[: told.start])
    if match is None:
        return None
    words = split(told.text[: match.start()])[-1:]
    if not words or not is_word(words[0]):
        return ""
    return words[0] if is_number(words[0]) or words[0].lower() in _amounts() else None


@cache
def _wholes() -> Regex:
    of, the = (whole_words(family(f"bearing.wholes.{name}")) for name in ("of", "the"))
    return Regex(rf"(?<!\w){of}\s+(?:{the}\s+)?\Z", re.I)


@cache
def _amounts() -> frozenset[str]:
    determiners = (
        f"function_words.determiners.{name}" for name in ("any", "both", "amounts", "most")
    )
    return frozenset(families("bearing.wholes.parts", *determiners))


def is_beside(noun: str, text: str) -> bool:
    """Whether a text has a noun only for those to, for, from or with whom something is done, and
    not of what it counts: *240 meals to the refugees*.
    """
    words, places = [match[0].lower() for match in WORD.finditer(text)], 0
    for place, word in enumerate(words):
        if stem(word) != stem(noun):
            continue
        lead = place - 1
        while lead >= 0 and place - lead <= _FEW and stem(words[lead]) not in LITTLE:
            lead -= 1
        while lead >= 0 and words[lead] in _owning():
            lead -= 1
        if lead < 0 or words[lead] not in family("bearing.beside.people"):
            return False
        places += 1
    return places > 0


@cache
def _owning() -> frozenset[str]:
    return frozenset(families("function_words.determiners", "function_words.pronouns.his"))
