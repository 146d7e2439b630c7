"""Where sentences end."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import NamedTuple

from .figures.words import MONTHS
from .lexicon import Regex, families, family, whole_words
from .quotations import find_quotations

_STOP = Regex(r"(?<![.!?…])[.!?…]+[\"”’'»›)\]]*\s+(?=[\"“‘'«‹(\[]*(\w+))")
_WORD_AT_END = Regex(r"(?<![\w.])[^\W\d_]+(?:\.[^\W\d_]+)*\Z")
_LONGEST_ABBREVIATION = 12

_ABBREVIATIONS = frozenset(
    [
        *(word.lower() for word in families("abbreviations.always", "people.titles.short")),
        *(MONTHS.keys() - family("calendar.months")),
    ]
)
"""After these a full stop ends a sentence only where a word follows that begins one."""
_BEFORE_NUMBERS = frozenset(family("abbreviations.before_numbers"))
BEGINNERS = frozenset(
    families(
        *(f"function_words.{kind}" for kind in ("relatives", "determiners", "prepositions")),
        *(f"function_words.{kind}" for kind in ("conjunctions", "adverbs", "pronouns")),
    )
).difference(family("function_words.pronouns.objects"))
"""They begin a sentence and are no part of a name."""

_SAYING = whole_words(
    verb
    for verb in families(
        "sayings.verbs.saying",
        "sayings.verbs.telling",
        "sayings.verbs.describing",
        "sayings.verbs.or_nouns.saying",
    )
    if " " not in verb
)
_GOES_ON_AFTER_QUESTION = Regex(
    rf"\([^()]{{1,80}}\)|(?:[^\W\d_a-z][\w’'.-]*\s+){{1,4}}{_SAYING}(?=[.,]|\Z)"
)
"""`“Why?” Ada Quist asks.` is one sentence, and so is `“Why?” (Ada Quist)`."""

Span = tuple[int, int]


class Outline(NamedTuple):
    """The places of the closed quotations in double marks, and where sentences end."""

    quotations: tuple[Span, ...]
    stops: tuple[int, ...]


@lru_cache(maxsize=512)  # Of a passage, and of what is recorded for all that it cites.
def outline(text: str) -> Outline:
    """The quotations and sentences of a text; a stop within a quotation ends none."""
    quotations = tuple(
        (q.start, q.end)
        for q in find_quotations(text)
        if q.mark not in ("'", "‘", "‚", "‹") and q.end - q.start > len(q.mark) + len(q.text)
    )
    stops, place = [], 0
    for match in _STOP.finditer(text):
        while place < len(quotations) and quotations[place][1] <= match.start():
            place += 1
        if place < len(quotations) and quotations[place][0] <= match.start():
            closes = quotations[place][1] <= match.end()
            if not closes or _GOES_ON_AFTER_QUESTION.match(text, match.end()):
                continue
        if not _goes_on(text, match):
            stops.append(match.end())
    return Outline(quotations, tuple(stops))


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends no sentence: small letters follow, or it marks an abbreviation."""
    following = stop[1]
    if following[0].islower() and (stop.end() == stop.start(1) or stop[0].startswith(("…", ".."))):
        return True
    earliest = max(0, stop.start() - _LONGEST_ABBREVIATION)
    word = _WORD_AT_END.search(text, earliest, stop.start())
    if word is None or not stop[0].startswith("."):
        return False
    before = word[0].lower()
    if before in _BEFORE_NUMBERS:
        return following[0].isdigit() or not following.strip("IVXLC")
    is_initial = len(word[0]) == 1 and word[0].isupper() and word[0] != "I"
    is_abbreviated = text[stop.end(1) : stop.end(1) + 1] == "."
    begins = following.lower() in BEGINNERS and not is_abbreviated
    return (is_initial or before in _ABBREVIATIONS) and not begins


def sentence_around(text: str, start: int, end: int) -> Span:
    """The sentence, or sentences, that hold ``[start, end)``, with the space after them."""
    stops = outline(text).stops
    first, last = bisect_right(stops, start), bisect_left(stops, end)
    return stops[first - 1] if first else 0, stops[last] if last < len(stops) else len(text)
