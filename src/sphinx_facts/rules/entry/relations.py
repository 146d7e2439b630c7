"""What is related in the facts file counts the same: the wordings of one fact, a sum and its parts, a
figure and what replaces it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...english.counting.noun_phrases import (
    PEOPLE,
    Vocabulary,
    counted,
    is_anything,
    is_known,
    is_state,
)
from ...english.places import Name, may_hold, names
from ...english.stems import stems
from ...english.telling.opposed import opposite, other_time
from ...figures.figure import Figure
from ...model.records import Evidence, Fact
from ..clause.parity import SAYING
from ..context import Findings
from ..entry_context import EntryContext

_NO_COUNTS = {"duration", "year", "decade", "percent", "currency"}
"""Kinds of figures behind which no noun says what they count."""


def check_relations(entry: EntryContext[Fact]) -> Findings:
    """What is said to be the same figure, a part of it or a later one counts the same things."""
    fact, facts = entry.record, entry.index.facts.facts
    own = list(_texts(fact))
    head = _head(entry, fact.wording)
    for number, evidence in enumerate(fact.evidence):
        if evidence.excerpt is None or not (number or evidence.figure):
            continue
        key = ("evidence", number, "excerpt")
        theirs = _head(entry, evidence.figure or "") or _head(entry, evidence.excerpt)
        if _differ(head, own, theirs, [evidence.excerpt, evidence.figure or ""]):
            message = f"“{theirs}” are no other wording of “{head}”"
            yield entry.finding("E002", key, message, evidence.excerpt)
        elif when := _other_time(entry, evidence):
            message = f"the excerpt is of another time: “{when}”"
            yield entry.finding("E002", key, message, evidence.excerpt)
        elif place := _other_place(fact, evidence):
            message = f"the excerpt is of {place}"
            yield entry.finding("E002", key, message, evidence.excerpt)
    for id_ in fact.sum_of:
        if id_ in facts and (noun := _unlike(entry, facts[id_])):
            message = f"its part {id_} counts “{noun}” and no “{head}”"
            yield entry.finding("E010", "sum_of", message, fact.wording)
    if fact.superseded_by in facts and (noun := _unlike(entry, facts[fact.superseded_by])):
        message = f"{fact.superseded_by} counts “{noun}”, and replaces no “{head}”"
        yield entry.finding("E010", "superseded_by", message, fact.wording)


def _unlike(entry: EntryContext[Fact], other: Fact) -> str:
    """What another fact counts, where that is something else; or its measure."""
    fact, index = entry.record, entry.index
    ours, theirs = index.figures.one(fact.figure), index.figures.one(other.figure)
    if ours is None or theirs is None:
        return ""
    head, noun = _head(entry, fact.wording), _head(entry, other.wording)
    if (ours.unit is None) != (theirs.unit is None) and _is_measure(ours) != _is_measure(theirs):
        return noun or other.wording
    return noun if _differ(head, list(_texts(fact)), noun, list(_texts(other))) else ""


def _texts(fact: Fact) -> Iterator[str]:
    """What is recorded of a fact, but not what another source has in other words."""
    yield from (fact.claim, fact.wording, *fact.counts)
    yield from (word for group in fact.near_groups for word in group)
    yield from (each.excerpt for each in fact.evidence[:1] if each.excerpt)


def _is_measure(figure: Figure) -> bool:
    """Whether a figure is so much of something, and no count: tonnes, metres."""
    return figure.unit not in (None, "times", "percent") and figure.kind not in _NO_COUNTS


def _head(entry: EntryContext[Fact], text: str) -> str:
    """The noun of the figure of a text; empty where it names none."""
    figures = entry.find(text)
    if len(figures) != 1 or figures[0].kind in _NO_COUNTS or figures[0].unit is not None:
        return ""
    phrase = counted(text, figures[0].whole[1])
    return phrase.head if phrase is not None else ""


def _differ(one: str, texts: Sequence[str], other: str, others: Sequence[str]) -> bool:
    """Whether two nouns are known words for different things: neither record bears the noun of the
    other.
    """
    if not one or not other or is_anything(one) or is_anything(other):
        return False
    if not (is_known(one) and is_known(other)) or _is_state(one, other) or _is_state(other, one):
        return False
    return not Vocabulary(texts).bears(other) and not Vocabulary(others).bears(one)


def _is_state(noun: str, other: str) -> bool:
    """Whether a noun is for those to whom something happened, and the other for any people."""
    return is_state(noun) and Vocabulary([other]).bears(PEOPLE)


def _other_time(entry: EntryContext[Fact], evidence: Evidence) -> str:
    """The words by which an excerpt is of another time than those of other sources."""
    excerpt, claim = evidence.excerpt or "", entry.record.claim
    others = [
        each.excerpt for each in entry.record.evidence
        if each.source != evidence.source and each.excerpt
    ]  # fmt: skip
    if not others or SAYING & stems(excerpt):
        return ""
    strange = [
        other_time(excerpt, each) or opposite(excerpt, each, of_time=True)[0] for each in others
    ]
    return strange[0] if all(strange) and not any(each in claim for each in strange) else ""


def _other_place(fact: Fact, evidence: Evidence) -> str:
    """A place at which an excerpt has what the fact has at another; empty where there is none."""
    theirs = [name for name in names(evidence.excerpt or "") if name.part == "where"]
    ours = [name for text in _others(fact, evidence) for name in names(text)]
    at = [name for name in ours if name.part == "where"]
    if not theirs or not at:
        return ""
    keys = frozenset[str]().union(*(name.keys for name in ours))
    strange = [name for name in theirs if not name.keys & keys and not _may_hold(name, at)]
    return strange[0].text if len(strange) == len(theirs) else ""


def _may_hold(name: Name, others: Sequence[Name]) -> bool:
    return any(may_hold(name, each.keys) or may_hold(each, name.keys) for each in others)


def _others(fact: Fact, evidence: Evidence) -> Iterator[str]:
    yield fact.claim
    yield from (each.excerpt for each in fact.evidence if each is not evidence and each.excerpt)
