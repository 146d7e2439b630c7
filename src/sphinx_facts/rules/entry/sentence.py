"""The sentence of an excerpt does not deny, doubt or ask what the claim tells as a fact."""

from __future__ import annotations

from collections.abc import Iterator

from ...english.running_text import around
from ...english.stems import stems
from ...english.sureness.binding import Bond, Kind, bonds, carries, sentence
from ...english.telling.told import tells_only_whose
from ...figures.entailment import entails
from ...model.findings import rule
from ...model.records import Fact, LockedRun
from ..clause.parity import LITTLE
from ..context import Findings, is_of_time
from ..entry_context import EntryContext
from .excerpts import clipping


@rule(
    "E015",
    "cut-polarity",
    meaning="The sentence of an excerpt denies, doubts, plans or asks what stands in the excerpt, or "
    "makes a rate or a part of it; and the claim does not.",
    help="Say in the claim what the sentence says, and lengthen the excerpt so that it holds these "
    "words.",
    example="""
    wrong:
      facts/snapshots/almanac.txt: Nobody could confirm the report that 40 boats sank in the storm.
      facts/example.yaml: |
        sources:
          almanac: {publisher: The Almanac, title: null, published: null, url: null, recorded: full}
        facts:
          boats:
            figure: 40 boats
            claim: In the storm 40 boats sank.
            evidence: [{source: almanac, excerpt: 40 boats sank in the storm}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/snapshots/almanac.txt: The wardens confirm the report that 40 boats sank in the storm.
      facts/example.yaml: |
        sources:
          almanac: {publisher: The Almanac, title: null, published: null, url: null, recorded: full}
        facts:
          boats:
            figure: 40 boats
            claim: In the storm 40 boats sank.
            evidence: [{source: almanac, excerpt: 40 boats sank in the storm}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:7:43: E015 cut-polarity: the source denies it: “Nobody could confirm the report that”; and the claim does not say so
          shown                                          40 boats sank in the storm
          recorded  Nobody could confirm the report that 40 boats sank in the storm.
                    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^                           ^
          source    The Almanac: “40 boats sank in the storm”
          do        Say in the claim what the sentence says, and lengthen the excerpt so that it holds
                    these words.
    """,
)
def check_sentence(entry: EntryContext[Fact]) -> Findings:
    """What binds the excerpts in their sentences binds the claim, or less does; that of a proposed
    fact is yet to be written.
    """
    fact = entry.record
    if fact.figure is None or fact.status == "proposed":
        return
    if tells_only_whose(fact.claim, fact.wording):
        return
    own = [
        (number, run, text) for number, run, text in entry.runs("excerpt")
        if entry.record.evidence[number].figure is None
    ]  # fmt: skip
    found = [list(_missing(entry, run, text)) for _, run, text in own]
    if not found or not all(found):
        return
    (number, run, text), bond = own[0], found[0][0]
    message = f"{bond.kind.value}: “{bond.words}”; and the claim does not say so"
    whole = around(run.before.split(), text, run.after.split()).text
    yield entry.finding("E015", ("evidence", number, "excerpt"), message, text, whole)


def _missing(entry: EntryContext[Fact], run: LockedRun, excerpt: str) -> Iterator[Bond]:
    """What binds an excerpt in its sentence and is not in the claim, nor right beside the excerpt,
    from where it was clipped.
    """
    if not (run.before or run.after) or clipping(entry, run, excerpt):
        return
    claim = entry.record.claim
    text, start, end = around(run.before.split(), excerpt, run.after.split())
    recorded = entry.find(entry.record.wording)
    figures = [
        one for one in entry.find(excerpt) if any(entails(one, figure) for figure in recorded)
    ]
    if not figures:
        return
    first, last = figures[0].whole
    here = sentence(text, (start, end), (start + first, start + last))
    for bond in bonds(here, stems(f"{claim} {excerpt}") - LITTLE):
        is_idle = bond.kind is Kind.RATE and any(map(is_of_time, recorded))
        # Who says so is named wherever it is cited.
        is_idle = is_idle or (bond.kind is Kind.REPORT and entry.record.said_by is not None)
        if not is_idle and not carries(claim, bond):
            yield bond
