"""What the sources of a fact are worth together: computed from their recorded wordings.

A source that repeats another adds no voice. So every piece of evidence is traced to its *origin*,
and a fact is corroborated only where at least two origins are declared that can both be right. That
a source names none says nothing: it may repeat what another has, unless it is declared to be
independent, with the reason. The standing of a fact is nowhere written by hand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Literal, NamedTuple, get_args

from ..figures.calendar import Period
from ..figures.entailment import compatible, entails
from ..figures.figure import Figure
from ..model.records import UNKNOWN, Evidence, Fact, FactsFile
from .figures import RecordedFigures

Relation = Literal["agrees", "refines", "differs"]
"""Of another wording to a fact's own: both can be right; it is within the fact's; they exclude
each other.
"""
Standing = Literal["single source", "repeated", "corroborated", "disputed", "overtaken"]
STANDINGS: tuple[Standing, ...] = get_args(Standing)
MEANINGS: dict[Standing, str] = {
    "single source": "no other source of this book says it",
    "repeated": "other sources say it too, but are not known to have it from elsewhere",
    "corroborated": "sources of different origins say it, and can all be right",
    "disputed": "sources differ so far that not all of them can be right",
    "overtaken": "a later figure has replaced it",
}


class Attestation(NamedTuple):
    """A piece of evidence that bears on a fact: its own, or that of a fact which counts the same
    at the same time.
    """

    fact: str
    evidence: Evidence
    origin: str
    relation: Relation


def relation(recorded: Figure, other: Figure) -> Relation:
    """How another source's figure stands to the recorded one, by their intervals."""
    if not compatible(recorded, other):
        return "differs"
    return "refines" if entails(other, recorded) and not entails(recorded, other) else "agrees"


class Standings:
    """The standings of a facts file; each is computed when it is first asked for."""

    def __init__(self, facts: FactsFile, figures: RecordedFigures | None = None) -> None:
        self._facts, self._figures = facts, figures or RecordedFigures(facts)
        self._series: dict[str, list[str]] = defaultdict(list)
        self._periods: dict[str, Period] = {}
        """The time of each fact of a series that has one."""
        self._known: dict[str, Standing] = {}
        self._voices: dict[str, tuple[Attestation, ...]] = {}
        for id_, fact in facts.facts.items():
            if fact.about is not None:
                self._series[fact.about].append(id_)
                if fact.as_of is not None:
                    self._periods[id_] = Period.parse(fact.as_of)

    def of(self, id_: str) -> Standing:
        """The standing of a fact."""
        if id_ not in self._known:
            self._known[id_] = self._compute(id_)
        return self._known[id_]

    def superseded_by(self, id_: str) -> str | None:
        """The fact that has replaced this: the one it names, or else the latest of its series that
        a voice of its own has given since.
        """
        fact = self._facts.facts[id_]
        if fact.superseded_by is not None or fact.about is None or fact.as_of is None:
            return fact.superseded_by
        period, roots = self._periods[id_], self._roots(id_)
        since = [
            other
            for other in self._series[fact.about]
            if other in self._periods
            and period.before(self._periods[other])
            and roots & self._roots(other)
        ]
        # As text, so that of a month and a day of it the day is the later.
        return max(since, key=lambda other: self._facts.facts[other].as_of or "", default=None)

    def _roots(self, id_: str) -> set[str]:
        """The voices of a fact's own evidence that are known."""
        fact = self._facts.facts[id_]
        return {self.root(self.origin(each, fact)) for each in fact.evidence} - {UNKNOWN}

    def _compute(self, id_: str) -> Standing:
        if self.superseded_by(id_) is not None:
            return "overtaken"
        attestations = self.attestations(id_)
        if any(voice.relation == "differs" for voice in attestations):
            return "disputed"
        declared = {self.root(voice.origin) for voice in attestations if self._is_declared(voice)}
        if len(declared - {UNKNOWN}) > 1:
            return "corroborated"
        return "repeated" if len({v.evidence.source for v in attestations}) > 1 else "single source"

    def attestations(self, id_: str) -> tuple[Attestation, ...]:
        """The evidence of a fact, then that of the other facts of its series at the same time."""
        if id_ not in self._voices:
            self._voices[id_] = tuple(self._hear(id_))
        return self._voices[id_]

    def _hear(self, id_: str) -> Iterator[Attestation]:
        fact = self._facts.facts[id_]
        recorded = self._figures.one(fact.figure)
        others = self._series[fact.about] if fact.about is not None else []
        mates = [other for other in others if other != id_ and self._is_same_time(id_, other)]
        for each in (id_, *mates):
            entry = self._facts.facts[each]
            for evidence in entry.evidence:
                figure = self._figures.one(evidence.figure or entry.figure)
                stands: Relation = "agrees"
                if recorded is not None and figure is not None:
                    stands = relation(recorded, figure)
                yield Attestation(each, evidence, self.origin(evidence, entry), stands)

    def _is_same_time(self, one: str, other: str) -> bool:
        """Whether two facts can be of the same time: a month holds its days."""
        periods = [self._periods[id_] for id_ in (one, other) if id_ in self._periods]
        return len(periods) == 2 and periods[0].overlaps(periods[1])

    def _is_declared(self, voice: Attestation) -> bool:
        """Whether somebody vouches that this is a voice of its own."""
        end = self._end(voice.origin)
        source = self._facts.sources.get(end)
        return source is None or source.independent is not None

    def origin(self, evidence: Evidence, fact: Fact | None = None) -> str:
        """The id of whoever a piece of evidence goes back to, `UNKNOWN` where no source tells.

        That is what it is said to be based on, else whom it quotes, else what its source is based
        on, else the source itself.
        """
        sources = self._facts.sources
        sayer = fact.attributed_to if fact is not None else None
        origin = evidence.based_on or sayer or evidence.source
        while origin in sources and sources[origin].based_on is not None:
            origin = str(sources[origin].based_on)
        return origin

    def way(self, evidence: Evidence) -> Iterator[str]:
        """What a piece of evidence goes back to: its source, what that is based on, and so on."""
        sources, origins = self._facts.sources, self._facts.origins
        for first in (evidence.based_on, evidence.source):
            step = first
            while step is not None:
                yield step
                entry = sources.get(step) or origins.get(step)
                step = entry.based_on if entry is not None else None

    def root(self, origin: str) -> str:
        """The voice that an origin belongs to: the agency, for each of its briefings."""
        origin = self._end(origin)
        if origin in self._facts.sources:  # A publisher that speaks for itself is one voice.
            return f"publisher {self._facts.sources[origin].publisher}"
        return origin

    def _end(self, origin: str) -> str:
        """The last to which an origin goes back."""
        origins, sources = self._facts.origins, self._facts.sources
        while True:
            entry = origins.get(origin) or sources.get(origin)
            if entry is None or entry.based_on is None:
                return origin
            origin = entry.based_on

    def origins(self) -> set[str]:
        """The voices that the evidence of the facts goes back to, without what is not known."""
        return {
            self.root(self.origin(evidence, fact))
            for fact in self._facts.facts.values()
            for evidence in fact.evidence
        } - {UNKNOWN}

    def name(self, origin: str) -> str:
        """What to call an origin; empty for `UNKNOWN`."""
        facts = self._facts
        if origin in facts.origins:
            return facts.origins[origin].name
        if origin in facts.people:
            return facts.people[origin].name
        return facts.sources[origin].publisher if origin in facts.sources else ""
