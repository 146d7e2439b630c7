"""Which of two things a sentence tells to have come first, and what it tells of its first date."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ..lexicon import Regex, any_of

Way = Literal["before", "after", ""]


def succession(lead: str, between: str) -> tuple[Way, str]:
    """Whether the first of two things is told as "before" or "after" the second, and the words; by
    what stands before the first and between them: *after* A*, B*; A *before* B.
    """
    opening, joining = _forms()
    led, joined = opening.search(lead), joining.search(between)
    if led is not None and joined is None and "," in between:
        return ("after" if led["before"] else "before"), led["before"] or led["after"]
    if joined is not None and led is None and not _not().search(between, 0, joined.start()):
        return ("before" if joined["before"] else "after"), joined["before"] or joined["after"]
    return "", ""


@cache
def _forms() -> tuple[Regex, Regex]:
    """A word that puts one before another, at the beginning of a sentence and between them."""
    before, after = (any_of(f"times.moving.ways.{way}") for way in ("before", "after"))
    words = rf"(?:(?P<before>{before})|(?P<after>{after}))(?!\w)[^,;.:()]*\Z"
    return Regex(rf"\A\W*{words}", re.I), Regex(rf"(?<!\w){words}", re.I)


@cache
def _not() -> Regex:
    return Regex(rf"{any_of('clauses.negation.not')}\s+(?:\w+\s+)?\Z", re.I)


def opens_with_date(before: str, behind: str) -> bool:
    """Whether a date between these texts opens its sentence, whatever it is called: *on* D*, the
    day of it, seven left*.
    """
    return _on().fullmatch(before) is not None and _breaks().search(without_aside(behind)) is None


def without_aside(behind: str) -> str:
    """What stands behind a date, without what that is called between commas: *, the day of it,*."""
    return _aside().sub(" ", behind, count=1)


@cache
def _on() -> Regex:
    return Regex(rf"\W*{any_of('times.heading.at')}\s+", re.I)


@cache
def _aside() -> Regex:
    return Regex(rf"\A\s*,\s+{any_of('times.back.the')}\s[^,;.:]*,", re.I)


@cache
def _breaks() -> Regex:
    return Regex(rf"[;:.(]|,\s+{any_of('clauses.breaks.words')}|(?<=\w),\s", re.I)
