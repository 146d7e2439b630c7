"""Who may be given for a fact: whom its record names, and the publications that it is taken from."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from ..english.lexicon import Regex, alternatives, families, family
from ..english.sayers.figure_sayers import SOURCE, all_figure_sayers, find_figure_sayers
from ..english.sayers.names import Mention, Names, is_persons_name, start_of
from ..english.sayers.sentence_sayers import Unnamed
from ..english.sayers.voices import (
    Voice,
    is_press,
    means,
    papers_of,
    speaks_for_state,
    states_in,
    voice,
)
from ..english.stems import stem
from ..english.telling.deeds import doer
from ..model.passages import Passage
from ..model.records import Fact, FactsFile, Person

_STATE = 2
"""So many words has the name of a state before a noun: *South Korean*."""


class Voices(NamedTuple):
    """Those who may be given for a fact."""

    ids: frozenset[str]
    """Of people; and of sources, behind `SOURCE`."""
    voices: tuple[Voice, ...]
    people: dict[str, Person]
    states: frozenset[str]
    """Those of which the record speaks: their press may be given for it."""

    def has(self, who: str) -> bool:
        """Whether a sayer, as it is read in a text, may be one of them."""
        if isinstance(who, Unnamed):
            return is_press(who, self.states) or means(who, self.voices)
        if who in self.ids:
            return True
        if who in self.people:  # A president speaks for the government.
            role = self.people[who].role
            return speaks_for_state(role) and means(role, self.voices)
        return not who.startswith(SOURCE) and means(who, self.voices)


def voices_of(facts: FactsFile, names: Names, fact: Fact, origins: set[str]) -> Voices:
    """Who may be given for a fact that goes back to these people, sources and origins."""
    ids, voices = set(), []
    for id_ in origins:
        if id_ in facts.people:
            ids.add(id_)
            voices.append(voice_of(facts.people[id_]))
        elif id_ in facts.sources:
            source = facts.sources[id_]
            ids.add(f"{SOURCE}{id_}")
            ids |= {mention.person for mention in names.in_text(source.title or "")}
            voices += [voice(name) for name in _publishers(source.publisher)]
        elif id_ in facts.origins:
            voices.append(voice(facts.origins[id_].name))
    for who in _told(names, fact):
        if who in facts.people:
            ids.add(who)
            voices.append(voice_of(facts.people[who]))
        else:
            voices.append(_titled(voice(who), facts, fact))
    texts = (fact.claim, *(each.excerpt or "" for each in fact.evidence))
    return Voices(frozenset(ids), tuple(voices), facts.people, states_in(" ".join(texts)))


def voice_of(person: Person) -> Voice:
    """The voice of a person or an institution of the facts file."""
    is_person = is_persons_name(person.name)
    return voice(person.name, *person.also, role=person.role, is_person=is_person)


def _told(names: Names, fact: Fact) -> Iterator[str]:
    """Whom the excerpts and the claim of a fact present as giving it."""
    for text in (*(each.excerpt for each in fact.evidence), fact.claim):
        if text:
            mentions = names.in_text(text)
            wording = text.find(fact.wording)
            place = (wording, wording + len(fact.wording)) if wording >= 0 else (len(text),) * 2
            yield from find_figure_sayers(text, *place, mentions)
            yield from map(Unnamed, papers_of(text))
            yield from all_figure_sayers(text, place[0], mentions)
            verb, noun = doer(text[: place[0]], text[place[1] :])
            if noun and verb.lower() in _finding():
                yield Unnamed(noun)  # *The auditors found 40 gaps*: so they found.


@cache
def _finding() -> frozenset[str]:
    """The verbs of those who give what they tell of."""
    return frozenset(families("sayings.figures.with_that", "sayings.figures.counting"))


def _titled(who: Voice, facts: FactsFile, fact: Fact) -> Voice:
    """Somebody without a name, with the state that the title of a source has right before the noun:
    *South Korean lawmakers*.
    """
    heads = set(map(stem, who.heads))
    for evidence in fact.evidence:
        words = (facts.sources[evidence.source].title or "").split()
        for place, word in enumerate(words):
            if stem(word) in heads:
                states = states_in(" ".join(words[max(0, place - _STATE) : place]))
                who = who._replace(states=who.states | states)
    return who


@cache
def _besides() -> Regex:
    """What stands beside the name of a publisher: `Reuters, on The Asahi Shimbun`."""
    return Regex(rf"[,()]|\s{alternatives(family('sayings.publishers.between'))}\s")


def _publishers(publisher: str) -> Iterator[str]:
    """The names of those who published a source: of an agency, and of where its report stood."""
    for part in _besides().split(publisher):
        words = part.split()
        while words and words[0].islower():
            words.pop(0)
        if words or len(part.split()) == 1:
            yield " ".join(words) or part.strip()  # As dpa and taz are written.


def with_sources(passage: Passage, mentions: list[Mention]) -> list[Mention]:
    """The mentions of a passage, with the sources that it cites."""
    cited = [
        Mention(each.start, each.end, f"{SOURCE}{each.target}")
        for each in passage.citations
        if each.traits.entry == "source"
    ]
    return sorted([*mentions, *cited], key=start_of) if cited else mentions
