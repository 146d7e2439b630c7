"""Which date a figure is told with: the nearest in its clause, or that which stands over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...english.clauses import clause_around
from ...english.when.dates import written_date
from ...english.when.times import (
    BareTime,
    bare_times,
    gives_way,
    is_compared,
    is_date_alone,
    moved,
    named_times,
    names_time,
)
from ...figures.calendar import Period
from ...figures.entailment import entails
from ...figures.figure import Figure
from ...model.findings import rule
from ...model.passages import Citation
from ...model.records import Fact
from ..context import Findings, PassageContext, is_of_time
from ..fact_index import FactIndex
from .order import of_other_day

_FEWEST = 2
"""From so many dates and figures on, one list is paired with the other in order."""


@rule(
    "F008",
    "other-time",
    meaning="The date that is nearest to a figure in its clause, or that stands over it (in the "
    "sentence, the paragraph, the heading, what leads to the list, the labels of the table), is not "
    "one of the cited fact (as_of, happened); or a month, a season or a day of the week is not.",
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
    """The date that goes with a citation is one of its fact."""
    fact, recorded = context.fact(citation), times_of(context.index, citation.target)
    bare = _bare_beside(context, citation, fact)
    if bare is not None:
        message = f"the record of {citation.target} is not of “{bare.name}”"
        yield context.finding("F008", citation, message, shown=context.shown(citation))
    elif date := of_other_day(context, citation):
        message = f"“{date}” is of something else than {citation.target}, whose record has no date"
        yield context.finding("F008", citation, message, shown=context.shown(citation))
    elif recorded and is_misdated(context, citation, recorded):
        is_of_ = " and ".join(map(written_date, fact.times))
        message = f"{citation.target} is of {is_of_}, not of the time given"
        yield context.finding("F008", citation, message, shown=context.shown(citation))


def times_of(index: FactIndex, id_: str) -> list[Figure]:
    """The times that are recorded of a fact."""
    times = index.facts.facts[id_].times
    return [figure for time in times for figure in index.find(written_date(time))]


def is_of(recorded: Iterable[Figure], shown: Figure) -> bool:
    """Whether a date is one of the recorded times, or looser."""
    return any(entails(time, shown) for time in recorded)


def is_dated(context: PassageContext, id_: str) -> bool:
    """Whether the passage, or what stands over it, says of what time a fact is."""
    recorded, over = times_of(context.index, id_), context.passage.structure
    labels = (over.column, over.row, over.introduction, *over.headings)
    # In *between 2021 and 2022* a date that is cited is read as a part of a span.
    if any(is_of(recorded, time) for time in context.times) or any(
        each.target == id_ for each in context.dates
    ):
        return True
    return any(is_of(recorded, time) for label in labels for time in _dates(context.index, label))


def _dates(index: FactIndex, text: str) -> list[Figure]:
    return [figure for figure in index.find(text) if is_of_time(figure)] if text else []


# ---------------------------------------------------------------------------- dates of the text


def is_misdated(context: PassageContext, citation: Citation, recorded: Sequence[Figure]) -> bool:
    """Whether the date that goes with a citation is none of these."""
    if _shows(context, citation, recorded):
        return False  # It is a date itself.
    first, last = context.sentence(citation.start, citation.end)
    inside = [c for c in context.beside(first, last) if first <= c.start and c.end <= last]
    dates = sorted((c for c in inside if c.traits.shows_date), key=lambda c: c.start)
    if not dates:
        return _is_misdated_from_afar(
            context, citation, recorded, context.text[first : citation.start]
        )
    plain = [date for date in dates if moved_from(context, date) is None]
    if not plain:
        return any(_contradicts(context, date, recorded) for date in dates)
    figures = sorted((c for c in inside if c.traits.kind is not None), key=lambda c: c.start)
    nearest = _paired(context, citation, plain, figures)
    if any(_shows(context, date, recorded) for date in nearest):
        return False
    return not any(_is_of_another_time(context, citation, date) for date in nearest)


def moved_from(context: PassageContext, date: Citation) -> tuple[str, str] | None:
    """How the words beside a date lead away from it."""
    text = context.text
    return moved(text[max(0, date.start - 80) : date.start], text[date.end : date.end + 40])


def _paired(
    context: PassageContext, citation: Citation, dates: Sequence[Citation],
    figures: Sequence[Citation],
) -> list[Citation]:  # fmt: skip
    """The dates that may be meant for a citation: in two lists the one at its place, else those of
    its clause, the one before it and the one after it.
    """
    if (
        citation in figures
        and _FEWEST <= len(dates) == len(figures)
        and (dates[-1].end <= figures[0].start or figures[-1].end <= dates[0].start)
    ):
        return [dates[figures.index(citation)]]
    before = [date for date in dates if date.end <= citation.start]
    behind = [date for date in dates if date.start >= citation.end]
    beside = [*before[-1:], *behind[:1]]
    clause = clause_around(context.plain, citation.start, citation.end)
    first = citation.start - len(clause.near_before)
    last = citation.end + len(clause.near_behind)
    return [date for date in beside if first <= date.start and date.end <= last] or beside


def _shows(context: PassageContext, date: Citation, recorded: Sequence[Figure]) -> bool:
    return any(is_of(recorded, figure) for figure in context.index.find(context.shown(date)))


def _is_of_another_time(context: PassageContext, citation: Citation, date: Citation) -> bool:
    """Whether the words between a date and a citation, or right behind it, tell it as earlier or
    later than that.
    """
    start, end = sorted((date.end, citation.start, citation.end, date.start))[1:3]
    behind = context.plain[citation.end : citation.end + 60]
    return is_compared(context.plain[start:end], behind)


def _contradicts(context: PassageContext, date: Citation, recorded: Sequence[Figure]) -> bool:
    """Whether a fact is not before a date before which it is told, or not after one."""
    way, _ = moved_from(context, date) or ("", "")
    for shown in context.index.find(context.shown(date)):
        if not is_of_time(shown) or is_of(recorded, shown):
            continue
        other, times = Period.of(shown), [Period.of(time) for time in recorded]
        if way == "after" and all(time.before(other) for time in times):
            return True
        if way == "before" and all(other.before(time) for time in times):
            return True
    return False


# --------------------------------------------------------------------- dates over the sentence


def _is_misdated_from_afar(
    context: PassageContext, citation: Citation, recorded: Sequence[Figure], before: str
) -> bool:
    """Whether the paragraph is dated, or else what stands over it, and otherwise than the fact."""
    dates = [figure for date in context.dates for figure in context.index.find(context.shown(date))]
    if not dates:
        over = next(_over(context), [])
        dates = over if len(over) == 1 else []
    if not dates or any(is_of(recorded, date) for date in dates):
        return False
    return not is_compared(before, context.plain[citation.end : citation.end + 60])


def _over(context: PassageContext) -> Iterator[list[Figure]]:
    """The dates of what stands over a passage, the nearest first."""
    over = context.passage.structure
    for label in (over.column, over.row, over.introduction):
        if dates := _dates(context.index, label):
            yield dates
    heading = over.headings[-1] if over.headings else ""
    dates = _dates(context.index, heading)
    if len(dates) == 1:
        start, end = dates[0].whole
        if is_date_alone(heading[:start], heading[end:]):
            yield dates


def _bare_beside(context: PassageContext, citation: Citation, fact: Fact) -> BareTime | None:
    """The month, season or weekday in the clause of a citation that is not of its fact."""
    clause = clause_around(context.plain, citation.start, citation.end)
    first = citation.start - len(clause.near_before)
    texts = [text for each in fact.evidence for text in (each.excerpt, each.attribution) if text]
    texts = [*texts, fact.claim, fact.wording]
    for place, text in ((first, clause.near_before), (citation.end, clause.near_behind)):
        for time in bare_times(text):
            span = place + time.start, place + time.end
            is_theirs = any(names_time(each, time) for each in texts)
            if is_theirs or not _is_nearer(context, span, citation) or gives_way(text, time.end):
                continue
            periods = [Period.parse(each) for each in fact.times]
            others = set[str]().union(*map(named_times, texts))
            if (periods or others) and not any(map(time.is_in, periods)):
                return time
    return None


def _is_nearer(context: PassageContext, span: tuple[int, int], citation: Citation) -> bool:
    """Whether a time without a date is nearer to a citation than any date and any other fact."""
    start, end = span
    low, high = (end, citation.start) if end <= citation.start else (citation.end, start)
    between = [c for c in context.beside(low, high) if low <= c.start and c.end <= high]
    return not any(c.traits.shows_date or c.traits.kind is not None for c in between)
