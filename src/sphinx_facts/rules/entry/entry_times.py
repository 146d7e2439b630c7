"""The times that an entry gives are those of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...english.clauses import clause_around
from ...english.sureness.certainty import certainty
from ...english.when.dates import written_date
from ...figures.calendar import Period
from ...figures.entailment import entails
from ...model.findings import rule
from ...model.records import DATE, Fact
from ..context import Findings, is_of_time
from ..entry_context import EntryContext


@rule(
    "E011",
    "date-not-borne-out",
    meaning="A time of a fact (as_of, happened) is later than a source that says it, or earlier than "
    "what its excerpt is of; or neither a source or origin of it has a date nor an excerpt names the "
    "time.",
    help="Write the time that the sources give; a source has published:, an origin has date:.",
    example="""
    wrong:
      facts/snapshots/almanac.txt: The bridge was opened in 1902.
      facts/example.yaml: |
        sources:
          almanac: {publisher: The Almanac, title: null, published: "2019", url: null, recorded: full}
        facts:
          opened:
            figure: opened in 1902
            claim: The bridge has stood since 1902.
            as_of: "2020"
            evidence: [{source: almanac, excerpt: The bridge was opened in 1902}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        sources:
          almanac: {publisher: The Almanac, title: null, published: "2019", url: null, recorded: full}
        facts:
          opened:
            figure: opened in 1902
            claim: The bridge has stood since 1902.
            as_of: "2019"
            evidence: [{source: almanac, excerpt: The bridge was opened in 1902}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:7:12: E011 date-not-borne-out: The Almanac is of 2019
          shown     2020
          source    The Almanac: “The bridge was opened in 1902”
          do        Write the time that the sources give; a source has published:, an origin has date:.
    """,
)
def check_times(entry: EntryContext[Fact]) -> Findings:
    """What says a fact is no older than its times, something gives them, and no excerpt is of a
    later one.
    """
    fact, dates = entry.record, list(_dates(entry))
    for key, time in (("as_of", fact.as_of), ("happened", fact.happened)):
        if time is None:
            continue
        period = Period.parse(time)
        for name, date in dates:
            if date and Period.parse(date).before(period):
                message = f"{name} is of {written_date(date)}"
                yield entry.finding("E011", key, message, time)
        stated = entry.find(written_date(time))
        named = any(entails(stated[0], figure) for figure in entry.stated) if stated else False
        if not named and not any(date for _, date in dates):
            yield entry.finding("E011", key, "nothing that this rests on has a date", time)
        for text in _later(entry, period):
            yield entry.finding("E011", key, f"the excerpt is of {text}", time)


def _later(entry: EntryContext[Fact], period: Period) -> Iterator[str]:
    """The date in the clause of a figure in an excerpt where each there is later than a time, and
    it tells of nothing that is to come.
    """
    for evidence in entry.record.evidence:
        excerpt = evidence.excerpt or ""
        figures = [] if evidence.figure else entry.find(excerpt)
        counted = next((each for each in figures if not is_of_time(each)), None)
        if counted is None:
            continue
        clause = clause_around(excerpt, *counted.whole)
        first = counted.whole[0] - len(clause.near_before)
        last = counted.whole[1] + len(clause.near_behind)
        dates = [each for each in figures if is_of_time(each) and first <= each.start < last]
        named = [named for each in dates if (named := Period.named(each)) and named.has_year]
        if named and not certainty(clause.near)[0] and all(map(period.before, named)):
            yield excerpt[slice(*dates[0].whole)]


def _dates(entry: EntryContext[Fact]) -> Iterator[tuple[str, str]]:
    """Each source and origin of a fact, with its date; empty where that is not known."""
    facts = entry.store.facts
    for evidence in entry.record.evidence:
        source = facts.sources[evidence.source]
        published = source.published or ""
        known = {source.publisher: published if re.fullmatch(DATE, published) else ""}
        origin = facts.origins.get(entry.index.standings.origin(evidence))
        if origin is not None:
            known[origin.name] = origin.date or ""
        yield from known.items()
