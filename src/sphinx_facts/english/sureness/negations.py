"""Whether one sentence denies what another tells of a figure."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice

from ...text.words import split
from ..figures.words import ARTICLES
from ..lexicon import Regex, any_of, family, whole_words
from ..qualifiers import find_qualifiers, is_number
from ..stems import stem
from ..telling.told import LITTLE, WORD, Told, content
from .denials import without_affirmed

_CONTRACTED = family("qualifiers.around.contracted")
(_UN,) = family("qualifiers.around.un")
_DENIED = 2
"""Words that name something, behind a negation, of which one is what it denies."""
_SHORT = 40
"""Characters beside a figure in which it may be set aside, and what it was stands."""


@lru_cache(maxsize=1024)  # Every fact that a sentence cites asks it, and every source.
def negation(text: str) -> str:
    """The first word of a text that makes it say that something is not; empty where none does. What
    is said of a number, as in *not 12 but 15*, denies nothing of another.
    """
    words = split(_supposed().sub(" ", without_affirmed(text)))
    for found in find_qualifiers(words):
        behind = words[found.end : found.end + 1]
        is_of_number = any(is_number(word) and word.lower() not in ARTICLES for word in behind)
        is_un = found.kind == "close" and found.phrase.lower().startswith(_UN)
        if (found.kind == "negation" or is_un) and not is_of_number:
            return found.phrase
    return ""


@cache
def _supposed() -> Regex:
    """A condition before or behind what holds on it: *if the frost does not let up,*."""
    return Regex(rf"{any_of('clauses.negation.supposing')}\s[^,;:]*(?:,|\Z)", re.I)


def not_so(text: str, claimed: frozenset[str] | None = None) -> str:
    """As `negation`, of the words alone that do nothing else; where stems of what is claimed are
    given, of these alone: *was not at home* denies nothing of what was fined.
    """
    word = negation(text)
    if not word.lower().endswith(_CONTRACTED) and word.lower() not in _not_so():
        return ""
    if claimed is None:
        return word
    rest = _joined().split(without_affirmed(text).partition(word)[2])[0]
    behind = (stem(part) for each in WORD.finditer(rest) for part in each[0].split("-"))
    denied = islice((each for each in behind if each not in LITTLE), _DENIED)
    return word if not claimed.isdisjoint(denied) else ""


@cache
def _joined() -> Regex:
    return Regex(rf"[,;:…]|{any_of('function_words.conjunctions.joining.and')}", re.I)


def set_aside(told: Told, claimed: frozenset[str]) -> str:
    """The words right before a figure that put another in its place, as in *rather than 8 trains*;
    empty where none do, or where what stands behind it is claimed: *the 8 that were announced*.
    """
    match = _any_of("set_aside").search(told.text[: told.start][-_SHORT:])
    behind = told.text[told.end : told.last if told.last >= 0 else None][:_SHORT]
    _, _, rest = behind.lstrip().partition(" ")
    return match[0].strip() if match and claimed.isdisjoint(content(rest)) else ""


def may_be_denied(text: str) -> bool:
    """Whether another text may say the same by denying something: this denies, or leaves out."""
    return bool(negation(text)) or _any_of("inverse").search(text) is not None


def may_deny(text: str) -> bool:
    """Whether a text may say the same as another that denies something."""
    return may_be_denied(text) or _any_of("outside").search(text) is not None


@cache
def _any_of(name: str) -> Regex:
    ends = rf"\s+(?:{any_of('clauses.joins.scope')}\s+)?\Z" if name == "set_aside" else ""
    return Regex(whole_words(family("bearing.denying", name)) + ends, re.I)


@cache
def _not_so() -> frozenset[str]:
    return frozenset(family("bearing.denying.words"))
