"""What an excerpt with several figures tells of one of them, and what of those beside it: *£64
million on schools and £9 million on roads*.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from ..lexicon import Regex, any_of
from .told import content

Span = tuple[int, int]


def told_beside(text: str, place: Span, figures: Sequence[Span]) -> tuple[str, str]:
    """What a text tells of its figure at a place, and what of its other figures: what stands around
    each, as far as a comma or *and* between two. What stands before the first may be told of all.
    """
    own: list[str] = []
    others: list[str] = []
    marks = sorted({place, *(span for span in figures if not _meet(span, place))})
    for number, span in enumerate(marks):
        last = marks[number - 1][1] if number else None
        following = marks[number + 1][0] if number + 1 < len(marks) else None
        before = _parts(text[last : span[0]])[1] if last is not None else ""
        behind = text[span[1] : following]
        behind = _parts(behind)[0] if following is not None else behind
        (own if span == place else others).append(f"{before} {behind}")
    return " … ".join(own), " … ".join(others)


def _parts(between: str) -> tuple[str, str]:
    """What goes with the figure before, and what with the one behind; all with the one before where
    nothing parts them. What stands between two commas goes with neither.
    """
    found = list(_parting().finditer(between))
    return (between[: found[0].start()], between[found[-1].end() :]) if found else (between, "")


@cache
def _parting() -> Regex:
    words = any_of(
        "function_words.conjunctions.joining",
        "function_words.conjunctions.clauses",
        "bearing.wholes.compared",
    )
    return Regex(rf"[,;:()–—]|{words}", re.I)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def of_another(told: str, own: frozenset[str], others: frozenset[str]) -> str:
    """The stem of a word of a text that is told of other figures alone, where it has none of those
    that are told of this figure alone; or empty.
    """
    words = content(told)
    only_own, only_others = own - others, others - own
    if not only_own or words & only_own:
        return ""
    return next(iter(sorted(words & only_others)), "")
