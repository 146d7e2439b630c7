"""What stands before a quotation and turns it: *may be “back by spring”*, *no “plan”*.

A source says it outside the marks, or a quotation begins behind it. Whoever quotes says it too, in
other words perhaps, or says something weaker.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from ...model.records import Frame
from ...text.words import find_run, is_word, split
from ..clauses import Clause
from ..lexicon import Regex, families, whole_words
from ..qualifiers import QualifierKind, cut_before, find_qualifiers
from ..stems import stem
from ..sureness.certainty import certainty, is_unsure
from .omissions import find_reversals

_DENYING: tuple[QualifierKind, ...] = ("negation", "close")
_MARKS = ('"', "'")
_LOOSE: tuple[QualifierKind, ...] = ("hedge", "condition", "degree")
"""Of these kinds one is as good as another, if it is not surer."""
_PLANNED = 1
"""As `certainty` has what is meant to be."""
_CITED = "x"
"""What is cited beside the quotation stands blank as a run of these."""


def frame_before(
    before: Sequence[str], quoted: Sequence[str], after: Sequence[str]
) -> Frame | None:
    """What turns a quotation in its source, of which these are folded words: those before it, with
    the mark, its own, and those behind it.

    The name that somebody has for a thing (*“the old quarrel”, as he calls it*) is nobody else's,
    whatever is said of the thing.
    """
    if not before or before[-1] not in _MARKS or _names(after):
        return None
    words = before[:-1]
    found = cut_before(words, quoted)
    if found is None:
        return _put_off(words)
    return Frame(found.phrase, found.kind, tuple(words[found.start :]))


def _put_off(before: Sequence[str]) -> Frame | None:
    """The words that put right what follows them into the time to come: *will be*."""
    lower = [word.lower() for word in before]
    if lower[-1:] and lower[-1] in families("function_words.auxiliaries.be"):
        del lower[-1]
    for length in (2, 1):
        if " ".join(lower[-length:]) in families("clauses.certainty.future"):
            words = tuple(before[len(lower) - length :])
            return Frame(" ".join(words), "hedge", words)
    return None


def keeps(frame: Frame, clause: Clause, allowed: Collection[str]) -> bool:
    """Whether a clause turns what it quotes as the frame does, or says something weaker.

    A negation has to be one of the same: what stands between it and the quotation has only stems
    that are `allowed`, which are those of the record.
    """
    before = split(clause.near_before.lower())
    if frame.kind != "negation" and find_run(before, split(frame.phrase.lower())) >= 0:
        return True
    if frame.kind not in _DENYING:
        return frame.kind in _LOOSE and _is_as_weak(frame, clause)
    known = {*map(stem, (*frame.words, *_light())), *allowed}
    return any(_denies(split(side), known) for side in (clause.near_before, clause.near_behind))


def strange_subject(clause: Clause, known: Collection[str]) -> str:
    """The name before a quotation that begins with a verb, if its stem is not among the `known`:
    what is quoted was not said of the one who goes by it. A place or time (*in Kursk*) is no
    subject.
    """
    words = split(clause.near_before)
    opens = clause.near_before.strip() == clause.before.strip()
    for at in range(len(words) - 1, opens - 1, -1):
        is_name = words[at][0].isupper() and words[at].lower() not in _no_names()
        if is_name and not (at and words[at - 1].lower() in _before_places()):
            return "" if stem(words[at]) in known else words[at]
    return ""


def _is_as_weak(frame: Frame, clause: Clause) -> bool:
    level, _ = certainty(" ".join(frame.words))
    near = f"{clause.near_before} {clause.near_behind}"
    if level:
        return certainty(near)[0] >= level or (level == _PLANNED and is_unsure(near))
    return any(found.kind in (*_LOOSE, "negation") for found in find_qualifiers(split(near)))


def _denies(words: Sequence[str], known: Collection[str]) -> bool:
    """Whether words deny what follows them, once or three times, and nothing but that."""
    lower = [word.lower() for word in words]
    found = [(one.start, one.end) for one in find_qualifiers(words) if one.kind in _DENYING]
    found += [*find_reversals(lower), *_doubts(lower)]
    places: set[int] = set()
    times = 0
    for start, end in sorted(found):
        times += start not in places
        places.update(range(start, end))
    if times % 2 == 0:
        return False
    rest = (at for at in range(min(places), len(words)) if at not in places)
    return all(
        stem(lower[at]) in known for at in rest if is_word(words[at]) and words[at].strip(_CITED)
    )


def _doubts(lower: Sequence[str]) -> list[tuple[int, int]]:
    """Where words stand that deny or doubt what is said behind them."""
    heads = families("clauses.denial.heads")
    return [(at, at + 1) for at, word in enumerate(lower) if word in heads]


@cache
def _light() -> tuple[str, ...]:
    """Words that may stand between a denial and what it denies, whatever that is."""
    return families("function_words", "sayings.verbs", "common_words.light", "sayings.nouns")


@cache
def _no_names() -> frozenset[str]:
    return frozenset([*_light(), *families("calendar")])


@cache
def _before_places() -> frozenset[str]:
    return frozenset(families("function_words.prepositions"))


@cache
def _naming() -> Regex:
    verbs = whole_words(families("sayings.verbs.describing"))
    start = whole_words(families("function_words.prepositions.short.as"))
    return Regex(rf"\W*{start}\s(?:[^.;!?]{{0,120}}?\s)?{verbs}(?!\w)", re.I)


def _names(after: Sequence[str]) -> bool:
    """Whether what is quoted is somebody's name for something: *as she calls it*."""
    return _naming().match(" ".join(after)) is not None
