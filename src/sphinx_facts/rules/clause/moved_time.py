"""The words around a time are those of its record: *in* is not *before*, *for* is not *ago*."""

from __future__ import annotations

from collections.abc import Iterator

from ...english.clauses import clause_around
from ...english.lexicon import family
from ...english.quoting.omissions import find_reversals
from ...english.stems import stem, stems
from ...english.sureness.negations import negation
from ...english.telling.opposed import opposite
from ...english.when.times import (
    done_before,
    has_begun,
    is_over,
    is_since,
    itself,
    moved,
    near_times,
    span_told,
    took_place,
)
from ...figures.calendar import Period
from ...model.findings import rule
from ...model.passages import Citation
from ...model.records import Fact
from ...text.words import split
from ..context import Findings, PassageContext, is_of_time
from ..fact_index import texts_of
from .dates_over import is_of, moved_from, times_of
from .order import out_of_order
from .parity import LITTLE

_FAR = 80


@rule(
    "F017",
    "moved-time",
    meaning="The words around a time move it: before or since a date for in or by it, so long ago "
    "for so long, the day of an event for the day of the count; or they tell a dated figure from "
    "where the author stands, as now, so far or last week.",
    help="Tell the time with the words that its record has, and give the date with {dated}.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          traffic:
            figure: 4,000 cars
            claim: In 2019 the bridge carried 4,000 cars.
            as_of: "2019"
            evidence: [{source: almanac, excerpt: "4,000 cars"}]
        sources:
          almanac: {publisher: The Almanac, title: null, published: "2021", url: null, recorded: full}
      facts/snapshots/almanac.txt: The bridge carried 4,000 cars.
      $: sphinx-facts record facts/snapshots
      docs/example.md: "Since {dated}`traffic`, the bridge has carried {fact}`traffic`."
    right: "In {dated}`traffic`, the bridge carried {fact}`traffic`."
    says: |
      docs/example.md:1:48: F017 moved-time: “Since” gives traffic another time than its record
          shown     4,000 cars
          recorded  4,000 cars
          source    The Almanac: “4,000 cars”
          do        Tell the time with the words that its record has, and give the date with {dated}.
    """,
)
def check_moved(context: PassageContext, citation: Citation) -> Findings:
    """The words around a time are those of its record, or say less."""
    said = next(_moves(context, citation, context.fact(citation)), "")
    if said:
        message = f"“{said}” gives {citation.target} another time than its record"
        yield context.finding("F017", citation, message, shown=context.shown(citation))


def _moves(context: PassageContext, citation: Citation, fact: Fact) -> Iterator[str]:
    recorded = context.index.recorded(citation.target)
    if any(map(is_of_time, recorded)):
        yield from _moves_date(context, citation, fact)
    elif any(figure.kind == "duration" for figure in recorded):
        yield from _moves_span(context, citation, fact)
    if fact.times:
        yield from _moves_count(context, citation, fact)
    yield from out_of_order(context, citation)
    told, known = _own(context, citation), " … ".join(_sentences(fact))
    # What was lost after the flood was there before it.
    if not any(
        negation(text) or any(find_reversals(split(text.lower()))) for text in (told, known)
    ):
        yield from filter(None, opposite(told, known, of_time=True)[:1])


def _own(context: PassageContext, citation: Citation) -> str:
    """The clause of a citation as far as those on either side of it."""
    clause = clause_around(context.plain, citation.start, citation.end)
    first, last = citation.start - len(clause.near_before), citation.end + len(clause.near_behind)
    for each in context.beside(first, last):
        if each.end <= citation.start:
            first = max(first, each.end)
        elif each.start >= citation.end:
            last = min(last, each.start)
    return f"{context.plain[first : citation.start]} … {context.plain[citation.end : last]}"


# --------------------------------------------------------------------------- a date, or a span


def _moves_date(context: PassageContext, citation: Citation, fact: Fact) -> Iterator[str]:
    """What leads away from the date that a fact is."""
    before, behind = _beside(context, citation)
    way = moved(f"{before} {_lead(context, citation)}", behind)
    is_recorded = way is None or any(
        each is not None and each[0] == way[0] for each in _recorded_ways(context, fact)
    )
    if way is not None and not is_recorded:
        goes_on = is_since(way[1]) and any(map(has_begun, texts_of(fact)))
        yield from [] if goes_on else [way[1]]
    first, last = context.sentence(citation.start, citation.end)
    sentence = context.plain[first:last]
    about = stems(_about(fact))
    told = [(verb, words) for verb, words in done_before(sentence) if stem(verb) in about]
    is_told_again = len([s for s in _stems(sentence) if s in about]) > len(told)
    if told and not is_told_again and not any(map(list, map(done_before, texts_of(fact)))):
        yield told[0][1]


def _lead(context: PassageContext, citation: Citation) -> str:
    """The words of a citation that stand before its figure."""
    shown = context.shown(citation)
    start = min((figure.start for figure in context.index.find(shown)), default=0)
    return shown[:start]


def _recorded_ways(context: PassageContext, fact: Fact) -> Iterator[tuple[str, str] | None]:
    for text in texts_of(fact):
        for figure in context.index.find(text):
            if is_of_time(figure):
                yield moved(text[: figure.start], "")


def _moves_span(context: PassageContext, citation: Citation, fact: Fact) -> Iterator[str]:
    """How a span is told that is told otherwise in the record."""
    before, behind = _beside(context, citation)
    way, word = span_told(f"{before} {_lead(context, citation)}", behind)
    is_from = behind.lower().split()[:1] == [*family("times.spans.before.after")]
    if way == "after" and not is_from and not _tells_of_same(context, citation, fact):
        way = ""  # After nine weeks of that, something else was.
    if way == "after" and is_over(clause_around(context.plain, citation.start, citation.end).near):
        way = ""  # What was over after nine weeks went on for nine.
    if way and way not in {
        span_told(text[: figure.start], text[figure.end :])[0]
        for text in texts_of(fact)
        for figure in context.index.find(text)
        if figure.kind == "duration"
    }:
        yield word


def _tells_of_same(context: PassageContext, citation: Citation, fact: Fact) -> bool:
    """Whether the clause has more of what the record says than what the fact is about."""
    near = clause_around(context.plain, citation.start, citation.end).near
    told = (
        stems(" ".join(_sentences(fact))) - stems(" ".join((_about(fact), fact.wording))) - LITTLE
    )
    return not told.isdisjoint(stems(near))


def _about(fact: Fact) -> str:
    """The words for what a fact is about."""
    return " ".join(word for group in fact.near_groups for word in group)


def _sentences(fact: Fact) -> list[str]:
    """The excerpts of a fact and its claim, in which something is said of it."""
    return [*(each.excerpt for each in fact.evidence if each.excerpt), fact.claim]


def _beside(context: PassageContext, citation: Citation) -> tuple[str, str]:
    text = context.plain
    clause = clause_around(text, citation.start, citation.end)
    return clause.near_before[-_FAR:], text[citation.end : citation.end + _FAR]


def _stems(text: str) -> list[str]:
    return [stem(word) for word in split(text)]


# ------------------------------------------------------------------------------ a dated figure


def _moves_count(context: PassageContext, citation: Citation, fact: Fact) -> Iterator[str]:
    """What gives a dated figure another time than that of its count or event."""
    text, recorded = context.text, times_of(context.index, citation.target)
    clause = clause_around(context.plain, citation.start, citation.end)
    first, last = citation.start - len(clause.near_before), citation.end + len(clause.near_behind)
    beside = [
        date
        for date in context.beside(first, last)
        if date.traits.shows_date and first <= date.start and date.end <= last
        and any(is_of(recorded, each) for each in context.index.find(context.shown(date)))
    ]  # fmt: skip
    plain = [date for date in beside if moved_from(context, date) is None]
    for date in beside:
        way = moved_from(context, date)
        if way is not None and way[0] != "until" and not plain:
            yield way[1]
        if fact.happened is None:
            before, behind = text[: date.start][-_FAR:], text[date.end : date.end + _FAR]
            yield from filter(None, [itself(before, behind)])
            if _is_day(fact.as_of) and len(beside) == 1:
                near = f"{clause.near_before} … {clause.near_behind}"
                yield from filter(None, [took_place(before, near)])
    yield from _told_from_here(context, citation, fact, is_dated=bool(plain))


def _is_day(time: str | None) -> bool:
    if time is None:
        return False
    period = Period.parse(time)
    return period.first == period.last


def _told_from_here(
    context: PassageContext, citation: Citation, fact: Fact, *, is_dated: bool
) -> Iterator[str]:
    """The words that tell a figure from where the author stands, and that its record has not."""
    near = clause_around(context.plain, citation.start, citation.end).near
    recorded = " ".join(texts_of(fact)).lower()
    said = near_times(near, "days")
    if not is_dated:
        said += near_times(near, "now")
        if context.index.standings.superseded_by(citation.target) or fact.about is None:
            said += near_times(near, "latest")
    yield from (words for words in said if words.lower() not in recorded)
