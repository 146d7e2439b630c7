"""The texts of a facts file that must stand in a source."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.keys import EvidenceKey, WithEvidence
from ..model.records import Excerpt, Fact, FactsFile, Person


def entries_with_evidence(facts: FactsFile) -> Iterator[tuple[WithEvidence, str, Fact | Person]]:
    """The people and the facts, each with its map and its id, in the order of their evidence."""
    yield from (("people", id_, person) for id_, person in facts.people.items())
    yield from (("facts", id_, fact) for id_, fact in facts.facts.items())


def excerpts(facts: FactsFile) -> Iterator[Excerpt]:
    """Every text that must stand in a source: those of people, of facts, and of sources."""
    for kind, id_, entry in entries_with_evidence(facts):
        for number, evidence in enumerate(entry.evidence):
            text = evidence.excerpt
            if text is None and isinstance(entry, Fact):
                text = entry.quote
            if text is not None and evidence.at is None:
                yield Excerpt(EvidenceKey(kind, id_, number), evidence.source, text)
            if (text := evidence.attribution) is not None:
                key = EvidenceKey(kind, id_, number, "attribution")
                yield Excerpt(key, evidence.source, text)
    for id_, source in facts.sources.items():
        for number, text in enumerate(source.excerpts):
            yield Excerpt(EvidenceKey("sources", id_, number), id_, text)
