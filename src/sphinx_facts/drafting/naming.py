"""Ids for proposed facts, and the words beside figures that tell them from each other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

import msgspec

from ..english.lexicon import Regex
from ..english.sureness.negations import negation
from ..english.telling.told import Told
from ..english.telling.wholes import is_whole
from ..model.records import Fact
from .phrases import ARTICLE
from .proposals import Proposal
from .reading import LONGEST_TERM, Reading
from .speakers import number_id
from .wording import content_words, slug

_NEAR_WORDS = 3
_WORDS_OF_ID = 3
_LONGEST_ID = 40
"""Letters of an id that tells two figures of the same words apart."""
_LONGEST_WORDING_ID = 30
_COMMA = 40
"""As so many characters, a mark of punctuation between a word and a figure counts."""
_ARTICLE = Regex(rf"{ARTICLE}\s", re.IGNORECASE)
_MARKS = Regex(r"[,;:—–]")

Place = tuple[str, int]
"""A word and where it stands."""


def name_facts(reading: Reading, facts: list[Proposal], known: Iterable[str] = ()) -> None:
    """Give each figure the words that tell it from the others, and each fact an id that is none of
    those that are known.
    """
    words = [_words_beside(reading, fact, facts) for fact in facts]
    uses = Counter(word for beside in words for word in {word for word, _ in beside})
    taken = set(known)
    for fact, beside in zip(facts, words, strict=True):
        own = [each for each in beside if uses[each[0]] == 1] or beside
        about = content_words(fact.fact.wording)
        if fact.fact.kind == "figure":
            if not reading.in_heading(fact.start) and not _is_told_otherwise(reading, fact):
                near = tuple(word for word, _ in own[:_NEAR_WORDS])
                fact.fact = msgspec.structs.replace(fact.fact, near=near)
            counted = [(word, fact.start + place) for word, place in about[-1:]]
            about = sorted([*counted, *own][:2], key=lambda each: each[1])
        fact.id = _new_id(fact.fact, [word for word, _ in about], taken)
        taken.add(fact.id)


def _is_told_otherwise(reading: Reading, fact: Proposal) -> bool:
    """Whether the sentence denies what it tells of a figure, or tells it of a part of that."""
    first, last = reading.sentence(fact.start, fact.end)
    told = Told(reading.text[first:last], fact.start - first, fact.end - first)
    return is_whole(told) or negation(told.clause.near) != ""


def _words_beside(reading: Reading, fact: Proposal, facts: list[Proposal]) -> list[Place]:
    """The content words of a fact's sentence that stand nearer to it than to another figure.

    Those of no figure where none do, and all where there are none; the nearest first, each once.
    """
    text = reading.text
    first, last = reading.sentence(fact.start, fact.end)
    rivals = [
        other
        for other in facts
        if other is not fact and other.fact.kind == "figure" and first <= other.start < last
    ]
    wording = fact.fact.wording.lower()
    sayer = reading.speakers.people.get(fact.fact.said_by or "")
    # Who says so is held to the record by itself.
    names = sayer.name.lower().split() if sayer else ()
    outside = [
        (word, first + place)
        for word, place in content_words(text[first:last])
        if word not in wording and word not in names and not fact.start <= first + place < fact.end
    ]
    free = [each for each in outside if all(not r.start <= each[1] < r.end for r in rivals)]
    gaps = {each: _gap(text, each[1], fact) for each in outside}
    nearest = [each for each in free if all(gaps[each] < _gap(text, each[1], r) for r in rivals)]
    in_order = sorted(nearest or free or outside, key=gaps.__getitem__)
    return list({word: (word, place) for word, place in reversed(in_order)}.values())[::-1]


def _gap(text: str, place: int, fact: Proposal) -> int:
    """How far a word is from a fact; behind it, and behind a comma, it counts as farther."""
    is_before = place < fact.start
    between = text[place : fact.start] if is_before else text[fact.end : place]
    return len(between) * (1 if is_before else 2) + _COMMA * len(_MARKS.findall(between))


def _new_id(fact: Fact, about: list[str], taken: set[str]) -> str:
    """An id of two or three words that say what a fact is about, or else of its wording."""
    about = list(dict.fromkeys(about))
    article = _ARTICLE.match(fact.wording)
    wording = fact.wording[article.end() if article else 0 :].split()
    is_of_wording = fact.kind != "figure" and (len(wording) <= LONGEST_TERM or len(about) < 2)
    wanted = slug(*(wording if is_of_wording else about)[:_WORDS_OF_ID])
    wanted = wanted or slug(*wording)[:_LONGEST_WORDING_ID].strip("-")
    if not wanted[:1].isalpha():
        wanted = slug(fact.kind, wanted)
    if wanted in taken and fact.kind == "figure":
        wanted = slug(wanted, *wording)[:_LONGEST_ID].strip("-")
    return number_id(wanted, taken)
