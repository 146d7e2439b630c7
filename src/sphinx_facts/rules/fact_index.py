"""The recorded facts, made ready once for judging many passages and entries."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cached_property, lru_cache

from ..english.figures.find import compile_names, find_figures
from ..english.lexicon import Regex, family, whole_words
from ..english.quoting.brackets import Vocabulary
from ..english.sayers.known_names import KnownNames
from ..english.sayers.names import Mention, Names
from ..english.stems import stems
from ..facts.corroboration import Standings
from ..facts.display_text import COUNTS, display_text
from ..facts.excerpts import entries_with_evidence, excerpts
from ..facts.figures import RecordedFigures
from ..facts.frames import Frames
from ..figures.figure import Figure
from ..model.passages import Reading
from ..model.records import Fact, FactsFile, Person
from ..model.roles import ROLES
from ..text.words import split
from .suggestions import Suggestions
from .voices import Voices, voices_of


def texts_of(fact: Fact) -> Iterator[str]:
    """What is recorded of a fact, and what its entry makes of it."""
    yield from (fact.wording, fact.claim, *fact.counts)
    yield from (evidence.excerpt for evidence in fact.evidence if evidence.excerpt)


class FactIndex:
    """The recorded facts, made ready once for judging many passages and entries."""

    def __init__(
        self, facts: FactsFile, frames: Frames | None = None, own_things: Collection[str] = (),
        reading: Reading | None = None,
    ) -> None:  # fmt: skip
        self.facts, self.frames = facts, frames or {}
        self.reading = reading or Reading()
        self.own_things = frozenset(word.lower() for word in own_things)
        self.figures = RecordedFigures(facts)
        # What is cited that is no fact, by the kind of its entry.
        self._others: dict[str | None, Collection[str]] = {
            "count": COUNTS, "person": facts.people, "source": facts.sources,
        }  # fmt: skip
        self._near: dict[str, tuple[Regex, ...]] = {}
        self._near_of: dict[str, Regex | None] = {}
        self._texts: dict[tuple[str, str], str] = {}
        self._voices: dict[str, Voices] = {}
        self.kept: dict[str, object] = {}
        """What rules make of the facts that they meet, by the ids of these."""
        self.looked_further = False
        """Whether, of a passage that is judged, other facts were asked than those that it cites."""

    @cached_property
    def names(self) -> Names:
        return Names(self.facts.people)

    def mentions_in(self, text: str) -> list[Mention]:
        """Whom a text outside any passage names."""
        return self.names.in_text(text)

    def voices(self, id_: str) -> Voices:
        """Those who may be given for a fact."""
        if id_ not in self._voices:
            fact, standings = self.facts.facts[id_], self.standings
            origins = {fact.attributed_to or ""}
            for each in standings.attestations(id_):
                other = self.facts.facts[each.fact]
                origins |= {other.attributed_to or "", *standings.way(each.evidence)}
            self._voices[id_] = voices_of(self.facts, self.names, fact, origins)
        return self._voices[id_]

    @cached_property
    def known_names(self) -> tuple[dict[str, KnownNames], KnownNames]:
        """The names in what is recorded of each source, and in what holds for all of them."""
        facts = self.facts
        of_source = {
            id_: [source.publisher, source.title or ""] for id_, source in facts.sources.items()
        }
        for excerpt in excerpts(facts):
            of_source[excerpt.source].append(excerpt.text)
        claimed: dict[str, Counter[str]] = {id_: Counter() for id_ in facts.sources}
        for _, _, entry in entries_with_evidence(facts):
            for id_ in {each.source for each in entry.evidence}:
                claimed[id_].update({*entry.claim.split()})
        for id_, count in claimed.items():  # What several claims name, none has by mistake.
            of_source[id_] += [word for word, times in count.items() if times > 1]
        everywhere = [*facts.names, *(origin.name for origin in facts.origins.values())]
        for person in facts.people.values():
            everywhere += [person.name, *person.also, person.role]
        everywhere += [source.publisher for source in facts.sources.values()]
        return {id_: KnownNames(texts) for id_, texts in of_source.items()}, KnownNames(everywhere)

    @cached_property
    def standings(self) -> Standings:
        return Standings(self.facts, self.figures)

    @cached_property
    def nearest(self) -> Suggestions:
        return Suggestions(self.facts.facts, self.recorded)

    def display_text(self, role: str, target: str) -> str:
        """What a role shows when the author gives no wording; empty where the id is not known."""
        key = role, target
        if key not in self._texts:  # A count of standings looks at every fact.
            self._texts[key] = display_text(self.facts, self.standings, role, target)
        return self._texts[key]

    def shows(self, role: str, target: str) -> bool:
        """Whether a role can show this id: as `ids`, and nothing has to be listed."""
        fact, traits = self.facts.facts.get(target), ROLES[role]
        if traits.kind is not None:
            return fact is not None and fact.kind == traits.kind
        if traits.shows_date:
            return fact is not None and bool(fact.times)
        return target in self._others.get(traits.entry, ())

    def ids(self, role: str) -> list[str]:
        """The ids that a role can show."""
        every = self._others.get(ROLES[role].entry, self.facts.facts)
        return [id_ for id_ in every if self.shows(role, id_)]

    def find(self, text: str) -> list[Figure]:
        """The figures of a text, but for those that are part of a recorded name."""
        return list(_found_in(text, self._names_with_numbers))

    @cached_property
    def _names_with_numbers(self) -> re.Pattern[str] | None:
        return compile_names(self.facts.names)

    def recorded(self, id_: str) -> Sequence[Figure]:
        """The figures in the wording of a fact: one, where the facts file is sound."""
        return self.figures.find(self.facts.facts[id_].wording)

    def beside_figure(self, id_: str) -> tuple[list[str], list[str]]:
        """The words of a fact's wording before its figure and behind it, in lower case."""
        wording = self.facts.facts[id_].wording.lower()
        (start, end), *_ = [one.whole for one in self.recorded(id_)] or [(len(wording),) * 2]
        return split(wording[:start]), split(wording[end:])

    def near(self, id_: str) -> tuple[Regex, ...]:
        """What must stand near a citation of this fact, a pattern for each group of words."""
        if id_ not in self._near:
            groups = self.facts.facts[id_].near_groups
            self._near[id_] = tuple(_any_form(group) for group in groups)
        return self._near[id_]

    def near_of_others(self, id_: str) -> Regex | None:
        """The words near a fact and those that could be taken for it; None where there are none."""
        self.looked_further = True
        sort = self.sort_of(id_)
        if sort not in self._near_of:
            facts = self.facts.facts
            alike = [facts[each] for each in facts if self.sort_of(each) == sort]
            words = [word for fact in alike for group in fact.near_groups for word in group]
            self._near_of[sort] = _any_word(words) if words else None
        return self._near_of[sort]

    def sort_of(self, id_: str) -> str:
        """What a fact shares with those that could be taken for it: their kind, and the unit."""
        fact = self.facts.facts[id_]
        figure = next(iter(self.recorded(id_)), None) if fact.kind == "figure" else None
        return f"{fact.kind} {figure.unit or ''}" if figure else fact.kind

    def vocabulary(self, id_: str) -> Vocabulary:
        """What is known of a quotation, with which words in brackets may explain it."""
        fact, people = self.facts.facts[id_], self.facts.people
        sources = {evidence.source for evidence in fact.evidence}
        own = [fact.claim, fact.note or "", fact.wording]
        own += [text for each in fact.evidence for text in (each.excerpt, each.attribution) if text]
        if (speaker := people.get(fact.attributed_to or "")) is not None:
            own += [speaker.name, speaker.role, speaker.claim, *speaker.also]
        beside = [text for source in sources for text in self._excerpt_stems.get(source, ())]
        return Vocabulary(stems(" ".join(own)), tuple(beside), self._name_stems)

    @cached_property
    def _excerpt_stems(self) -> dict[str, list[frozenset[str]]]:
        """Of the excerpts of each source."""
        found: dict[str, list[frozenset[str]]] = {}
        for each in excerpts(self.facts):
            found.setdefault(each.source, []).append(stems(each.text))
        return found

    @cached_property
    def _name_stems(self) -> tuple[frozenset[str], ...]:
        people = [" ".join((each.name, *each.also)) for each in self.facts.people.values()]
        terms = [f"{each.term} {each.claim}" for each in self.facts.facts.values() if each.term]
        return tuple(map(stems, (*people, *terms)))

    def is_named_by(self, source: str, forms: Iterable[str]) -> bool:
        """Whether a form of a name stands in anything that a source is recorded for."""
        self.looked_further = True
        text = self._texts_of_sources.get(source, "")
        return re.search(rf"(?<!\w)(?:{'|'.join(map(re.escape, forms))})(?!\w)", text) is not None

    @cached_property
    def _texts_of_sources(self) -> dict[str, str]:
        texts = {id_: list(source.excerpts) for id_, source in self.facts.sources.items()}
        entries: list[Fact | Person] = [*self.facts.facts.values(), *self.facts.people.values()]
        for entry in entries:
            for evidence in entry.evidence:
                recorded = (entry.claim, evidence.excerpt, evidence.attribution)
                texts.setdefault(evidence.source, []).extend(filter(None, recorded))
        return {id_: "\n".join(each) for id_, each in texts.items()}

    def source_of(self, fact: Fact) -> str:
        """The excerpt behind a fact, and whose it is."""
        evidence = fact.evidence[0]
        publisher = self.facts.sources[evidence.source].publisher
        return f"{publisher}: “{evidence.excerpt or fact.wording}”"


def _any_word(words: Iterable[str]) -> Regex:
    """Matches each of the words, as a whole."""
    return Regex(whole_words(word.lower() for word in words), re.IGNORECASE)


def _any_form(words: Iterable[str]) -> Regex:
    """Matches each of the words, as a whole, or in the plural."""
    endings = ("", *family("endings.many"))
    return Regex(whole_words(f"{word}{ending}" for word in words for ending in endings), re.I)


@lru_cache(maxsize=1024)  # Several rules ask for those of the same excerpts and claims.
def _found_in(text: str, names: re.Pattern[str] | None) -> list[Figure]:
    return find_figures(text, names)
