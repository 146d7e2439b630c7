"""What words of a source may be a fact of: the entries that can be proposed for them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

import msgspec

from ..english.figures.find import find_figures
from ..facts.store import Store
from ..figures.calendar import Period, is_date
from ..figures.entailment import entails
from ..figures.figure import Figure
from ..model.records import Evidence, Fact, Person
from ..text.words import find_run, split
from .clauses import Span
from .figure_proposals import propose_figures
from .naming import name_facts
from .places import SourceText
from .proposals import Proposal
from .quotation_proposals import propose_quotations
from .reading import Reading
from .wording import content_words


class Candidate(NamedTuple):
    """What words of a source may be a fact of."""

    id: str
    fact: Fact
    """Its claim is to be written; its status is ``proposed``."""
    people: Mapping[str, Person]
    """Whom it names as the sayer and nobody has recorded yet."""
    forms: Mapping[str, tuple[str, ...]]
    """Of people who are recorded, forms of the name that the source uses beside it."""
    sentence: str
    """The sentence of the source."""
    times: tuple[str, ...]
    """The dates in it, as a facts file has them."""
    doubts: tuple[str, ...]
    """What a person has to decide."""
    known: tuple[str, ...]
    """The ids of the facts that say the same, by the figure or by the words."""


def candidates(
    store: Store, source: str, text: SourceText, place: Span, *, is_excerpt: bool = True
) -> list[Candidate]:
    """The facts that the words at a place of a source may be: the figures and quotations that they
    have a part of, in order. The excerpt are these words, and more where they would be clipped;
    where they are to be no excerpt, one is proposed.
    """
    article, start, end = text.article(place)
    reading = Reading(article, source, store.facts.people)
    reading.names += [name for name in store.facts.names if name not in reading.names]
    within = reading.sentence(start, end)
    quotations = list(propose_quotations(reading, within))
    facts = [*quotations, *propose_figures(reading, quotations, within)]
    facts.sort(key=lambda each: (each.start, each.end))
    name_facts(reading, facts, store.facts.facts)
    inside = [each for each in facts if each.start < end and start < each.end]
    sentence = " ".join(article.text[slice(*within)].split())
    return [
        _candidate(store, reading, each, (start, end) if is_excerpt else None, sentence)
        for each in inside
    ]


def _candidate(
    store: Store, reading: Reading, proposal: Proposal, place: Span | None, sentence: str
) -> Candidate:
    fact, doubts = proposal.fact, tuple(proposal.doubts)
    if place is not None:
        fact, doubts = _in_excerpt(reading, proposal, place)
    said_by = fact.attributed_to
    people = reading.speakers.people
    is_new = said_by is not None and said_by not in store.facts.people
    forms = {}
    if said_by is not None and not is_new:
        also = people[said_by].also
        more = tuple(form for form in also if form not in store.facts.people[said_by].also)
        forms = {said_by: more} if more else {}
    return Candidate(
        proposal.id, fact, {said_by: people[said_by]} if said_by is not None and is_new else {},
        forms, sentence, tuple(_times(fact, sentence)), doubts, tuple(_known(store, fact)),
    )  # fmt: skip


def _in_excerpt(reading: Reading, proposal: Proposal, place: Span) -> tuple[Fact, tuple[str, ...]]:
    """The fact in the excerpt that was asked for, or in a longer one where that is clipped."""
    fact, doubts = proposal.fact, list(proposal.doubts)
    start, end = place
    asked = " ".join(reading.text[start:end].split())
    is_part = proposal.start < start or end < proposal.end
    if is_part and fact.figure is None:  # What is quoted is quoted from mark to mark.
        return fact, tuple(doubts)
    sound = reading.cutter.sound(min(start, proposal.start), max(end, proposal.end))
    if sound is None:
        return fact, tuple(doubts)
    excerpt = " ".join(reading.text[slice(*sound)].split())
    if excerpt != asked:
        doubts.append(f"The excerpt is longer than asked for, as its sense hangs on it: {excerpt}")
    is_own = fact.quote is not None and split(fact.quote) == split(excerpt)
    first = msgspec.structs.replace(fact.evidence[0], excerpt=None if is_own else excerpt)
    return msgspec.structs.replace(fact, evidence=(first,)), tuple(doubts)


def _times(fact: Fact, sentence: str) -> Iterator[str]:
    """The dates of the sentence, but for the figure itself."""
    own = [figure for figure in find_figures(fact.figure or "") if is_date(figure)]
    for figure in find_figures(sentence):
        period = Period.named(figure) if is_date(figure) and figure.kind != "decade" else None
        if period is None or not period.has_year or any(_is_same(figure, each) for each in own):
            continue
        (year, month, day), last = period
        if period.first == last:
            yield f"{year:04}-{month:02}-{day:02}"
        elif (year, month) == last[:2]:
            yield f"{year:04}-{month:02}"
        elif year == last[0]:
            yield f"{year:04}"


def _known(store: Store, fact: Fact) -> Iterator[str]:
    """The facts that have the same figure of the same things, or the same words."""
    figures = find_figures(fact.figure or "", store.facts.names)
    about = {word for word, _ in content_words(fact.wording)}
    for id_, other in store.facts.facts.items():
        if other.kind != fact.kind:
            continue
        if fact.figure is None:
            if split(other.wording.lower()) == split(fact.wording.lower()):
                yield id_
            continue
        theirs = find_figures(other.wording, store.facts.names)
        is_same = len(figures) == len(theirs) and all(map(_is_same, figures, theirs))
        words = {word for word, _ in content_words(other.wording)}
        if is_same and (words & about or words == about):
            yield id_


def is_there_already(store: Store, id_: str, evidence: Evidence) -> bool:
    """Whether a fact has evidence of the same source with the same words, or some of them."""
    words = split(evidence.excerpt or "")
    for each in store.facts.facts[id_].evidence:
        theirs = split(each.excerpt or store.facts.facts[id_].wording)
        is_one = find_run(theirs, words) >= 0 or find_run(words, theirs) >= 0
        if each.source == evidence.source and is_one:
            return True
    return False


def _is_same(one: Figure, other: Figure) -> bool:
    return entails(one, other) and entails(other, one)
