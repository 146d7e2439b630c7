"""Of what a clause takes a figure: a part, several times, all, or all but it."""

from __future__ import annotations

import re

from ..clauses import Clause
from ..lexicon import Regex, any_of, family, whole_words, word_pattern

_SCOPE = {
    name: Regex(
        rf"({any_of(f'clauses.scope.{name}')})\s+(?:{any_of('clauses.joins.scope')}\s+)?\Z", re.I
    )
    for name in ("part", "multiple", "all")
}
_OF = family("clauses.joins.of")[0]
_OF_PART = Regex(
    rf"(?<!\w)"
    rf"{whole_words(p.removesuffix(_OF).strip() for p in family('clauses.scope.part'))}(?!\w)"
    rf"|{any_of('clauses.scope.multiple')}",
    re.I,
)
_OF_END = Regex(rf"{any_of('clauses.joins.of')}\s+(?:{any_of('clauses.joins.scope')}\s+)?\Z", re.I)


def scope(clause: Clause) -> tuple[str, str]:
    """What is taken of a figure ("part", "multiple" or "all") and by which words; or empty."""
    for name, pattern in _SCOPE.items():
        if match := pattern.search(clause.near_before):
            return name, match[1]
    return "", ""


def takes_part(text: str) -> bool:
    """Whether a text takes a part or a multiple of something."""
    return _OF_PART.search(text) is not None


def is_apposed(clause: Clause) -> bool:
    """Whether a word for a part tells of a percentage what it is: *a majority of 60 percent*."""
    before = clause.near_before.rstrip().lower()
    return before.endswith(family("clauses.scope.apposed"))


def is_partly(text: str) -> bool:
    """Whether a text tells something of some alone: *mostly*, *among them*."""
    return word_pattern("clauses.scope.partly").search(text) is not None


def is_part(clause: Clause) -> bool:
    """Whether a clause tells of a part of a figure: *half of the 60*, *of the 60 half left*."""
    is_whole = _OF_END.search(clause.near_before) is not None
    return scope(clause)[0] == "part" or (is_whole and takes_part(clause.near_behind))
