"""Whether a sentence denies that what it quotes was said, takes it back, or puts it off."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cached_property

from ..clauses import Clause
from ..lexicon import Regex, any_of, families, word_pattern
from ..sureness.certainty import PUT_OFF, put_off
from ..sureness.denials import denial

_FEWEST = 3
"""Words between a denial and a colon that are what is denied."""
_LAST = 4
"""Words before the colon among which a verb would be that of saying what follows."""


def denied_saying(clause: Clause, verbs: Collection[str]) -> str:
    """The words that deny or put off that one of these verbs, by its stem, was done; or empty.

    *Could not say more than this* leads to what was said, and *denies that it is late:* to a
    denial.
    """
    known, before = _PATTERNS, clause.before
    if match := known.disowned.search(before) or known.wrongly.search(before):
        return " ".join(match["words"].split())
    said = denial(clause, verbs) or put_off(clause.near_before, verbs, PUT_OFF)
    if word_pattern("clauses.joins.compared").search(clause.near_before):
        return ""
    return "" if said and _leads_to_denial(before) else said


def _leads_to_denial(before: str) -> bool:
    """Whether what is denied stands between the denial and a colon, and is no saying."""
    if not before.rstrip().endswith(":"):
        return False
    heads = list(word_pattern("clauses.denial.heads").finditer(before))
    denied = before[heads[-1].end() :].split() if heads else []
    last = (word.lower().strip(",:") for word in denied[-_LAST:])
    return len(denied) >= _FEWEST and _PATTERNS.saying.isdisjoint(last)


class _Patterns:
    """Each is made when it is first asked for."""

    @cached_property
    def saying(self) -> frozenset[str]:
        return frozenset(families("sayings.verbs"))

    @cached_property
    def disowned(self) -> Regex:
        """*Took back the words*, *distanced himself from his remark that*."""
        words = any_of("sayings.nouns.saying", "sayings.disowned.words")
        return Regex(
            rf"(?P<words>{any_of('sayings.disowned.verbs')}\s+(?:[\w’'-]+\s+){{0,4}}?{words})"
            rf"(?:\s+{any_of('clauses.joins.that')}\s[^,.;:!?]{{0,60}}|(?:\s+\w+){{0,2}})\W*\Z",
            re.I,
        )

    @cached_property
    def wrongly(self) -> Regex:
        """*Is wrongly said to have complained*, *was quoted in error*."""
        be, wrongly, said = (
            any_of(place)
            for place in (
                "function_words.auxiliaries.be", "sayings.disowned.wrongly", "sayings.disowned.said"
            )
        )  # fmt: skip
        return Regex(
            rf"{be}\s+(?P<words>{wrongly}\s+{said}|{said}\s+{wrongly})[^,.;:!?]*[,:]?\s*\Z",
            re.I,
        )


_PATTERNS = _Patterns()
