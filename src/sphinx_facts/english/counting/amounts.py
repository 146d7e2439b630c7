"""Shares, factors and ranks in words: *every other soldier*, *has doubled*, *the second largest*.

Their words often count nothing (*second thoughts*, *for one thing*), so that they are weak figures
or none; in these forms they are amounts, which need a source.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ..lexicon import Regex, alternatives, any_of, family


def _any(place: str) -> str:
    return any_of(f"amounts.{place}")


@cache
def _patterns() -> tuple[Regex, ...]:
    noun = rf"(?!{_any('share.idioms')})[^\W\d_]+"
    half, times = _any("share.half"), _any("factor.times")
    ordinal = _any("rank.ordinals")
    superlative = alternatives(family("endings.superlatives"))
    share = rf"(?<![-\w]){half}\s+(?:{_any('share.of')}\s+)?{_any('share.whole')}"
    ranked = rf"[^\W\d_]+{superlative}(?!\w)|{_any('rank.most')}\s+[^\W\d_]+"
    forms = (
        rf"{_any('share.every')}\s+(?:{_any('share.other')}|{ordinal})\s+{noun}",
        rf"{share}(?!\s+{_any('share.idioms')})",
        _any("share.by_half"),
        rf"{_any('factor.verbs')}(?!\s+{_any('factor.not_behind')})",
        rf"{times}\s+{_any('factor.as')}\s+(?!{_any('factor.not_times')})[^\W\d_]+",
        rf"{ordinal}[\s-]+(?!{_any('rank.no_rank')})(?:{ranked})",
        rf"{_any('share.a')}\s+{_any('share.good')}\s+{_any('share.fractions')}",
    )
    return tuple(Regex(form, re.IGNORECASE) for form in forms)


@cache
def _before() -> tuple[Regex, Regex]:
    """What undoes a form before it: every other, and a factor."""
    return (
        Regex(rf"{_any('share.all_others')}\s+\Z", re.IGNORECASE),
        Regex(rf"(?:{_any('factor.not_before')}\s+|-)\Z", re.IGNORECASE),
    )


def amounts(text: str) -> Iterator[tuple[int, int]]:
    """The places of the shares, factors and ranks in a text, in no order."""
    every, _, _, verbs, *_ = patterns = _patterns()
    others, not_before = _before()
    for pattern in patterns:
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - 20) : match.start()]
            is_undone = (pattern is every and others.search(before)) or (
                pattern is verbs and not_before.search(before)
            )
            if not is_undone:
                yield match.span()
