"""What stands beside a figure only weakens it: *far over* is more than *over*."""

from __future__ import annotations

from collections.abc import Iterator

from ...english.clauses import Clause, clause_around
from ...english.lexicon import word_pattern
from ...english.qualifiers import find_qualifiers
from ...english.stems import stems
from ...english.sureness.strengthening import (
    Beside,
    is_hedge,
    outer_bound,
    said_before,
    said_behind,
    said_of_all,
    said_to_be_sure,
    says_only,
)
from ...english.telling.told import content
from ...figures.entailment import fault
from ...figures.figure import Figure
from ...model.findings import rule
from ...model.passages import Citation
from ...text.words import split
from ..context import Findings, PassageContext, is_of_time
from ..fact_index import texts_of

_SURE_ENOUGH = "corroborated"


@rule(
    "F019",
    "strengthened",
    meaning="A word beside a figure says more than its record: exactly of a figure that is loose, only "
    "or hardly of one that is a bound, confirmed of one that was said.",
    help="Take the word out, or say of the figure no more than the record does.",
    example="""
    wrong: "Each day, hardly {fact}`over 4,000 cars <cars>` cross the bridge."
    right: "Each day, {fact}`over 4,000 cars <cars>` cross the bridge."
    says: |
      docs/example.md:1:18: F019 strengthened: “hardly” says more of cars than its record
          shown     over 4,000 cars
          recorded  over 4,000 cars
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        Take the word out, or say of the figure no more than the record does.
    """,
)
def check_strengthened(context: PassageContext, citation: Citation) -> Findings:
    """What is added beside a figure is in its record, or weakens it."""
    recorded = context.index.recorded(citation.target)
    figure = next((each for each in context.figures if _is_of(each, citation)), None)
    if figure is None or not recorded:
        return
    clause = clause_around(context.plain, citation.start, citation.end)
    words = _words(context, citation)
    if _tightened(context, figure, recorded[0]):
        message = "the hedge of the record is missing, reversed or tighter"
        shown = context.text[slice(*figure.whole)]
        yield context.finding("F003", citation, message, shown=shown)
    elif said := next(
        (w for w in _added(context, citation, figure, recorded[0]) if not _has(words, w)), ""
    ):
        message = f"“{said}” says more of {citation.target} than its record"
        yield context.finding("F019", citation, message, shown=context.shown(citation))
    elif (said := _made_sure(context, citation, clause)) and not _has(words, said):
        message = f"“{said}” makes {citation.target} surer than its record"
        yield context.finding("F019", citation, message, shown=context.shown(citation))


def _is_of(figure: Figure, citation: Citation) -> bool:
    return citation.start <= figure.start and figure.end <= citation.end


def _words(context: PassageContext, citation: Citation) -> frozenset[str]:
    return stems(" ".join(texts_of(context.fact(citation))))


def _has(recorded: frozenset[str], said: str) -> bool:
    return stems(said) <= recorded


def _tightened(context: PassageContext, figure: Figure, recorded: Figure) -> bool:
    """Whether a bound stands over another hedge, which the record does not have of its number."""
    text, (first, last) = context.text, figure.whole
    hedge, number = text[first : figure.start], text[figure.start : figure.end]
    bound = outer_bound(hedge)
    behind = text[figure.end : last].strip()
    bounded = [f"{bound} {number}"] if bound else []
    bounded += [text[figure.start : last]] if behind and recorded.hedge else []
    if bound and recorded.hedge.lower().startswith(bound.lower()):
        return False
    found = [context.index.find(each) for each in bounded]
    return any(fault(recorded, each[0]) in ("hedge", "value") for each in found if len(each) == 1)


def _added(
    context: PassageContext, citation: Citation, figure: Figure, recorded: Figure
) -> Iterator[str]:
    """The words right beside a figure, or in its hedge, that make more of it."""
    text, (first, last) = context.text, figure.whole
    before, hedge = text[max(0, first - 40) : first], text[first : figure.start].split()
    leads = [before, *(" ".join(hedge[:n]) + " " for n in range(1, len(hedge)))]
    is_loose = recorded.low != recorded.high and not is_of_time(recorded)
    asked: list[Beside] = ["close", "only"]
    asked += ["degree"] if hedge else []
    asked += ["exact"] if is_loose else []
    if any(says_only(each) for each in texts_of(context.fact(citation))):
        asked.remove("only")
    # *Just under* is a hedge, and nothing but that.
    of_hedge = leads[:1] if is_hedge(" ".join(hedge)) else leads
    sought = [(kind, lead) for kind in asked for lead in (of_hedge if kind == "only" else leads)]
    yield from (said for kind, lead in sought if (said := said_before(kind, lead)))
    following = min((each.start for each in context.citations if each.start >= last), default=None)
    behind = context.text[max(last, citation.end) : following]
    if (said := said_of_all(behind)) and not _is_of_record(context, citation, behind, said):
        yield said
    if is_loose and (said := said_behind(text[max(last, citation.end) :][:40])):
        yield said


def _is_of_record(context: PassageContext, citation: Citation, behind: str, said: str) -> bool:
    """Whether what is told of all is what the record has of them: *128 seals, all of them grey*."""
    told = content(clause_around(behind.partition(said)[2], 0, 0).near_behind)
    texts = texts_of(context.fact(citation))
    is_of_part = any(word_pattern("clauses.scope.partly").search(text) for text in texts)
    return bool(told) and told <= _words(context, citation) and not is_of_part


def _made_sure(context: PassageContext, citation: Citation, clause: Clause) -> str:
    said = said_to_be_sure(clause.near_before, clause.near_behind)
    others = split(clause.near.replace(said, ""))
    if any(each.kind == "negation" for each in find_qualifiers(others)):
        return ""
    is_sure = context.index.standings.of(citation.target) == _SURE_ENOUGH
    return "" if is_sure else said
