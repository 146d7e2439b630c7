"""When: a figure stands with the time of its fact, and that time is one that the sources give."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..english.dates import written_date
from ..english.figures.find import find_figures
from ..english.sentences import sentence_around
from ..figures.calendar import Period
from ..figures.entailment import entails, fault
from ..figures.figure import Figure
from ..model.findings import rule
from ..model.passages import Citation
from ..model.records import DATE, Fact
from .context import Findings, PassageContext
from .entry_context import EntryContext
from .figures import FAULTS, unsupported_word


@rule(
    "C003",
    "superseded-fact",
    meaning="A chapter cites a fact that a later fact has replaced (superseded_by, or a later "
    "count by the same voice in its series), and its paragraph does not say of what time it is.",
    help="Cite the later fact, or say of what time this is, with {dated}.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          traffic:
            figure: 4,000 cars
            claim: The bridge carried 4,000 cars.
            as_of: "2019"
            superseded_by: cars
            evidence: [{source: almanac, excerpt: "4,000 cars"}]
        sources:
          almanac: {publisher: The Almanac, title: null, published: "2019", url: null, recorded: full}
      facts/snapshots/almanac.txt: The bridge carries 4,000 cars.
      $: sphinx-facts record facts/snapshots
      docs/example.md: "The bridge carries {fact}`traffic`."
    right: "In {dated}`traffic`, the bridge carried {fact}`traffic`."
    says: |
      docs/example.md:1:20: C003 superseded-fact: traffic has been replaced by cars
          shown          4,000 cars
          recorded  over 4,000 cars
                    ^^^^
          source    The Almanac: “4,000 cars”
          do        Cite the later fact, or say of what time this is, with {dated}.
    """,
)
def check_superseded(context: PassageContext, citation: Citation, id_: str = "") -> Findings:
    """A figure that a later one has replaced has its date nearby. `id_`: of the fact, where the
    citation rests on several.
    """
    index, id_ = context.index, id_ or citation.target
    fact, replaced_by = index.facts.facts[id_], index.standings.superseded_by(id_)
    if replaced_by is not None and not _is_dated(context, fact):
        message = f"{id_} has been replaced by {replaced_by}"
        shown, later = context.shown(citation), index.facts.facts[replaced_by]
        yield context.finding("C003", citation, message, shown=shown, recorded=later.wording)


def _is_dated(context: PassageContext, fact: Fact) -> bool:
    """Whether the passage says of what time the fact is."""
    as_of = _time_of(fact)
    return as_of is not None and any(entails(as_of, time) for time in context.times)


def _time_of(fact: Fact) -> Figure | None:
    return next(iter(find_figures(written_date(fact.as_of))), None)


@rule(
    "F008",
    "other-time",
    meaning="The sentence, or else the paragraph, is dated with {dated}, and the cited fact is of "
    "another time (as_of).",
    help="Give the time of the fact, or correct the id.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          traffic:
            figure: 4,000 cars
            claim: In 2019 the bridge carried 4,000 cars.
            as_of: "2019"
            evidence: [{source: almanac, excerpt: "4,000 cars"}]
          tolls:
            figure: 900 tolls
            claim: In 2020 there were 900 tolls.
            as_of: "2020"
            evidence: [{source: almanac, excerpt: "900 tolls"}]
        sources:
          almanac: {publisher: The Almanac, title: null, published: "2021", url: null, recorded: full}
      facts/snapshots/almanac.txt: The bridge carried 4,000 cars, and then there were 900 tolls.
      $: sphinx-facts record facts/snapshots
      docs/example.md: "In {dated}`tolls`, the bridge carried {fact}`traffic`."
    right: "In {dated}`traffic`, the bridge carried {fact}`traffic`."
    says: |
      docs/example.md:1:39: F008 other-time: traffic is of 2019, not of the time given
          shown     4,000 cars
          recorded  4,000 cars
          source    The Almanac: “4,000 cars”
          do        Give the time of the fact, or correct the id.
    """,
)
def check_time(context: PassageContext, citation: Citation) -> Findings:
    """What the sentence, or else the paragraph, is dated to is the time of the fact."""
    fact = context.fact(citation)
    recorded = _time_of(fact)
    if recorded is None:
        return
    span = sentence_around(context.text, citation.start, citation.end)
    beside = [each for each in context.dates if span[0] <= each.start < span[1]]
    dates = [context.shown(each) for each in beside or context.dates]
    shown = [figure for date in dates for figure in find_figures(date)]
    if shown and all(not entails(recorded, figure) for figure in shown):
        message = f"{citation.target} is of {written_date(fact.as_of)}, not of the time given"
        yield context.finding("F008", citation, message, shown=context.shown(citation))


def check_dated(context: PassageContext, citation: Citation) -> Findings:
    """A date is that of the fact, or looser."""
    index = context.index
    shown, recorded = context.shown(citation), index.display_text("dated", citation.target)
    ours, theirs = find_figures(shown), find_figures(recorded)
    if len(ours) != 1 or len(theirs) != 1:
        message = "no date is shown here" if theirs else "the record of this has no date"
        yield context.finding("F002", citation, message, shown=shown, recorded=recorded)
    elif difference := fault(theirs[0], ours[0]):
        message = "the record is of another time"
        code = FAULTS[difference][0]
        yield context.finding(code, citation, message, shown=shown, recorded=recorded)
    elif word := unsupported_word(index, shown, [recorded]):
        message = f"the record does not say “{word}” with this date"
        yield context.finding("F004", citation, message, shown=shown, recorded=recorded)


@rule(
    "E011",
    "date-not-borne-out",
    meaning="The time of which a fact is said (as_of) is later than a source that says it, or "
    "neither a source or origin of it has a date nor an excerpt names the time.",
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
def check_as_of(entry: EntryContext[Fact]) -> Findings:
    """What says a fact is no older than the time of which it is said, and something gives it."""
    as_of = entry.record.as_of
    if as_of is None:
        return
    dates = list(_dates(entry))
    for name, date in dates:
        if date and Period.parse(date).before(Period.parse(as_of)):
            message = f"{name} is of {written_date(date)}"
            yield entry.finding("E011", "as_of", message, as_of)
    stated = entry.find(written_date(as_of))
    named = any(entails(stated[0], figure) for figure in entry.stated) if stated else False
    if not named and not any(date for _, date in dates):
        yield entry.finding("E011", "as_of", "nothing that this rests on has a date", as_of)


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
