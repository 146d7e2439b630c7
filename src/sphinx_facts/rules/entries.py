"""The check of the facts file: a fact or a person says no more than its own evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..facts.store import Store
from ..model.findings import Finding, make_finding, rule
from ..model.keys import EvidenceKey, WithEvidence
from ..model.records import Fact, LockedRun, Person, Source
from .cited.quotations import check_marks
from .clause.attribution import check_attribution
from .entry.claims import check_claim, check_figure, check_note, check_texts
from .entry.entry_times import check_times
from .entry.excerpts import check_clipped, check_interrupted, check_left_out
from .entry.other_claims import check_names, check_other_claim
from .entry.people import check_person
from .entry.relations import check_relations
from .entry.sentence import check_sentence
from .entry_context import EntryContext, FactRule, PersonRule
from .fact_index import FactIndex
from .prose.consistency import check_excerpts
from .reckoning.derived import check_sum

FACT_RULES: tuple[FactRule, ...] = (
    check_figure, check_clipped, check_left_out, check_interrupted, check_marks, check_attribution, check_claim,
    check_note, check_other_claim, check_names, check_sum, check_relations, check_times, check_excerpts,
    check_sentence,
)  # fmt: skip
PERSON_RULES: tuple[PersonRule, ...] = (
    check_clipped, check_left_out, check_person, check_claim, check_names, check_note, check_excerpts,
)  # fmt: skip


def check_entries(
    store: Store, index: FactIndex, proven: Mapping[EvidenceKey, LockedRun]
) -> Iterator[Finding]:
    """What is wrong in entries, beside what is not proven at all."""
    for id_ in store.facts.facts:
        yield from check_entry(store, index, proven, "facts", id_)
    for id_ in store.facts.people:
        yield from check_entry(store, index, proven, "people", id_)
    yield from check_texts(store, index)


def check_entry(
    store: Store, index: FactIndex, proven: Mapping[EvidenceKey, LockedRun], kind: WithEvidence,
    id_: str,
) -> Iterator[Finding]:  # fmt: skip
    """Likewise, in one."""
    if kind == "facts":
        of_fact = EntryContext(store, index, (kind, id_), store.facts.facts[id_], proven)
        for fact_rule in FACT_RULES:
            yield from fact_rule(of_fact)
    else:
        of_person = EntryContext(store, index, (kind, id_), store.facts.people[id_], proven)
        for person_rule in PERSON_RULES:
            yield from person_rule(of_person)


@rule(
    "C004",
    "unconfirmed-fact",
    meaning="An entry of the facts file was proposed by a program (status: proposed), and no "
    "person has confirmed it.",
    help="Run sphinx-facts confirm, which shows it beside the source; or read it there, write its "
    "claim, put right what is wrong, and take its status away.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: over 4,000 cars
            claim: The bridge carries over 4,000 cars daily.
            status: proposed
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: over 4,000 cars
            claim: The bridge carries over 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
    says: |
      facts/example.yaml:5:13: C004 unconfirmed-fact: daily-cars was proposed by a program and is not confirmed
          do        Run sphinx-facts confirm, which shows it beside the source; or read it there, write
                    its claim, put right what is wrong, and take its status away.
    """,
)
def check_confirmed(store: Store) -> Iterator[Finding]:
    """A person has confirmed what a program proposed."""
    for kind in ("sources", "people", "facts"):
        entries: Mapping[str, Source | Person | Fact] = getattr(store.facts, kind)
        for id_, entry in entries.items():
            if entry.status == "proposed":
                message = f"{id_} was proposed by a program and is not confirmed"
                yield make_finding("C004", store.locate(kind, id_, "status"), message, fact=id_)
