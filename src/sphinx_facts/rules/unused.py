"""What stands in the facts file and is shown nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from ..facts.store import Store
from ..model.findings import Finding, make_finding, rule


@rule(
    "C002",
    "unused-fact",
    meaning="No chapter cites this fact.",
    help="Cite it, or take it out of the facts file.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: over 4,000 cars
            claim: The bridge carries over 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
      $: sphinx-facts record facts/snapshots
    right: "The bridge carries {fact}`daily-cars`."
    check: check docs
    says: |
      facts/example.yaml:2:3: C002 unused-fact: no chapter cites daily-cars
          do        Cite it, or take it out of the facts file.
    """,
)
def check_used(store: Store, cited: AbstractSet[str]) -> Iterator[Finding]:
    """Every fact is cited by a chapter."""
    for id_ in store.facts.facts.keys() - cited:
        yield make_finding("C002", store.locate("facts", id_), f"no chapter cites {id_}", fact=id_)
