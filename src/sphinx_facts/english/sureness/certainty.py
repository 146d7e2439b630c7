"""How far what a clause tells is from being so: planned, likely, possible, on a condition, or left
to others.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache, lru_cache

from ..clauses import BEFORE_DENIED, MIDDLE
from ..lexicon import Regex, any_of, family, word_pattern
from ..stems import WORD, stem, stems

_TO_COME = Regex(rf"{any_of('clauses.certainty.future')}\s+{MIDDLE}(?P<verb>[^\W\d_]+)", re.I)
PUT_OFF = Regex(rf"{any_of('clauses.certainty.put_off')}\s+{MIDDLE}(?P<verb>[^\W\d_]+)", re.I)
_LEVELS = ("planned", "likely", "possible", "conditional")
_CERTAINTY = {level: Regex(any_of(f"clauses.certainty.{level}"), re.I) for level in _LEVELS}
_DONE = Regex(
    rf"{any_of('clauses.certainty.done')}"
    rf"|{any_of('clauses.certainty.fulfilled.as')}\s+(?:\w+\s+){{0,5}}?"
    rf"{any_of('clauses.certainty.fulfilled.had')}\s+(?:\w+\s+){{0,2}}?"
    rf"(?:{any_of('clauses.certainty.fulfilled.meant')}(?!\s+{any_of('clauses.change.to')})"
    rf"|{any_of('clauses.certainty.fulfilled.said')}(?:\s+\w+){{1,3}}?\s+{any_of('clauses.certainty.fulfilled.would')})"
    rf"|{any_of('clauses.certainty.fulfilled.rightly')}\s+\w+"
    rf"|{any_of('clauses.certainty.fulfilled.kept')}\s+(?:\w+\s+){{1,2}}?"
    rf"{any_of('clauses.certainty.fulfilled.plan')}"
    rf"|{any_of('clauses.certainty.fulfilled.plan')}\s+(?:\w+\s+)?"
    rf"{any_of('clauses.certainty.fulfilled.came')}",
    re.I,
)
_MONTHS = [month.capitalize() for month in family("calendar.months")]
"""*In May* is no doubt."""


@lru_cache(maxsize=1024)
def certainty(text: str) -> tuple[int, str]:
    """How far what a text tells is from being so: 0 it is, 1 planned, 2 likely, 3 possible, 4 on a
    condition; and the words that say so.
    """
    for level in range(len(_LEVELS), 0, -1):
        for match in _CERTAINTY[_LEVELS[level - 1]].finditer(text):
            if match[0] not in _MONTHS and not _is_fulfilled(text, match.start()):
                return level, match[0]
    return 0, ""


def _is_fulfilled(text: str, place: int) -> bool:
    """Whether a word there only says that what was meant has been done: *as had been hoped*."""
    return any(
        match.start() <= place < match.end() and not BEFORE_DENIED.search(text, 0, match.start())
        for match in _DONE.finditer(text)
    )


def is_unsure(text: str, sure: Collection[str] = ()) -> bool:
    """Whether a sentence leaves open what it tells; not by words of these stems."""
    return certainty(text)[0] > 0 or any(
        not stems(match[0]) <= set(sure) and not _is_fulfilled(text, match.start())
        for match in word_pattern("clauses.certainty.weaker").finditer(text)
    )


def makes_sure(text: str) -> str:
    """The words by which a text tells as found what may be thought: *a survey has shown that*."""
    match = _proving().search(text)
    return match[0] if match and not BEFORE_DENIED.search(text, 0, match.start()) else ""


@cache
def _proving() -> Regex:
    inquiry, shown, that, rightly, known = (
        any_of(f"clauses.certainty.{place}")
        for place in (
            "proven.inquiry", "proven.shown", "proven.that", "fulfilled.rightly", "proven.known"
        )
    )  # fmt: skip
    return Regex(
        rf"{inquiry}\s+(?:\w+\s+){{0,4}}?{shown}(?:\s+\w+)?\s+{that}|{rightly}\s+\w+|{known}", re.I
    )


def without_future(text: str) -> str:
    """A text without the words by which it is only told for the time to come."""
    return word_pattern("clauses.certainty.future").sub(" ", text)


def leads_to_unsure(text: str) -> bool:
    """Whether what stands over a text tells that it is what is planned or thought."""
    return word_pattern("clauses.certainty.heads").search(text) is not None


def doubted(text: str) -> list[str]:
    """The words behind those that leave open whether something is: *cost* of *may cost*."""
    behind = (WORD.search(text, match.end()) for match in _CERTAINTY["possible"].finditer(text))
    return [match[0] for match in behind if match is not None]


def put_off(text: str, verbs: Collection[str], form: Regex = _TO_COME) -> str:
    """The words that put one of these verbs, by its stem, into the time to come; or empty."""
    found = (match[0] for match in form.finditer(text) if stem(match["verb"]) in verbs)
    return next(found, "")


def reported(text: str) -> str:
    """The words by which a text leaves what it tells to others; empty where there are none."""
    match = word_pattern("clauses.reported.words").search(text)
    return match[0] if match else ""
