"""What a clause measures with its figure is what the record measures: so much each day or in all, of
all or of a part, more or less, the number reached or the one by which it changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...english.clauses import Clause
from ...english.counting.measures import (
    as_many,
    change,
    is_difference,
    is_level,
    of_part_behind,
    other_side,
    periods,
    valued,
    way,
    widened_rank,
)
from ...english.counting.rates import is_rate, is_shared, rate, share, total
from ...english.counting.scopes import is_apposed, is_part, is_partly, scope, takes_part
from ...english.lexicon import family
from ...english.stems import stems
from ...english.sureness.denials import denied_verbs
from ...english.sureness.exclusions import excluded
from ...figures.figure import Figure
from ...model.findings import rule
from ...model.passages import Citation
from ..context import Findings, PassageContext, is_of_time
from ..fact_index import FactIndex
from ..recorded import record_of
from .parity import LITTLE, citing_clause, is_negated, recorded_clauses, texts_told

_OPPOSITE = {"more": "less", "less": "more", "to": "by", "by": "to"}


@rule(
    "F013",
    "other-measure",
    meaning="The sentence makes a rate of a total, takes a part or a multiple of the figure, or lets "
    "it rise where the record lets it fall.",
    help="Say of the figure what the record says: so much in all or each day, by so much or to so "
    "much, up or down.",
    example="""
    wrong: "Each month, repairs cost {fact}`repairs`, {person}`harbour-office` says."
    right: "In all, repairs cost {fact}`repairs`, {person}`harbour-office` says."
    says: |
      docs/example.md:1:26: F013 other-measure: “Each month” makes another measure of repairs than its record
          shown     up to $2 million
          recorded  up to $2 million
          source    The Gazette: “repairs cost up to $2 million”
          do        Say of the figure what the record says: so much in all or each day, by so much or to
                    so much, up or down.
    """,
)
def check_measure(context: PassageContext, citation: Citation) -> Findings:
    """What is so much each day is not so much in all, a rise is no fall, and half of it is less."""
    clause = citing_clause(context, citation)
    recorded = recorded_clauses(context.index, citation.target)
    said = (
        _by_rate(context, citation, clause)
        or _by_part(context, citation, clause, recorded)
        or _by_change(context, citation, clause, recorded)
        or _by_others(context, citation, clause)
    )
    if said:
        message = f"“{said}” makes another measure of {citation.target} than its record"
        yield context.finding("F013", citation, message, shown=context.shown(citation))


def _by_rate(context: PassageContext, citation: Citation, clause: Clause) -> str:
    """The words by which a figure is told for each time or thing, or of all of them together."""
    figures, texts = context.index.recorded(citation.target), texts_told(context.fact(citation))
    is_shared_out = any(map(is_shared, texts))
    is_of_each = is_shared_out or all(map(is_rate, texts))
    if is_of_each and not is_rate(clause.whole) and not is_shared(clause.whole):
        return total(clause)
    if any(map(is_of_time, figures)):
        return ""
    if (each := rate(clause)) and not _is_same_rate(clause, texts, figures):
        return each
    return "" if is_shared_out or scope(clause)[0] == "all" else share(clause)


def _by_part(
    context: PassageContext, citation: Citation, clause: Clause, recorded: Sequence[Clause]
) -> str:
    """The words by which more or less is taken of a figure, or all of it for a part."""
    if words := excluded(
        clause, _predicates(context, citation), texts_told(context.fact(citation))
    ):
        return words
    part, words = scope(clause)
    is_known = part in {scope(each)[0] for each in recorded} or (
        part == "part" and any(takes_part(each.near_behind) for each in recorded)
    )
    is_percent = any(each.unit == "percent" for each in context.index.recorded(citation.target))
    if part in ("part", "multiple"):
        return "" if is_known or (is_percent and is_apposed(clause)) else words
    return _whole_for_part(context, citation, recorded) or _told_of_all(
        context, citation, clause, recorded
    )


def _predicates(context: PassageContext, citation: Citation) -> frozenset[str]:
    """The stems of what a record tells of its figure, but not of what that counts."""
    fact = context.fact(citation)
    near = (word for group in fact.near_groups for word in group)
    told = stems(" ".join((*texts_told(fact), *near)))
    return told - LITTLE - stems(" ".join((fact.wording, *fact.counts)))


def _by_change(
    context: PassageContext, citation: Citation, clause: Clause, recorded: Sequence[Clause]
) -> str:
    """The words by which a figure goes another way than its record has it, or the figure itself,
    where a change is told as none.
    """
    return (
        other_change(clause, recorded, context.fact(citation).wording)
        or _against_series(context, citation, recorded)
        or other_side(clause, recorded)
        or _level_for_change(context, citation, clause, recorded)
    )


def _by_others(context: PassageContext, citation: Citation, clause: Clause) -> str:
    """The words that set a figure among other things than its record, or by the side of others."""
    if words := widened_rank(clause.whole, texts_told(context.fact(citation))):
        return words
    noun = as_many(clause.behind)
    is_known = not noun or record_of(context.index, citation.target).vocabulary.bears(noun)
    return "" if is_known else noun


def _is_same_rate(clause: Clause, texts: Sequence[str], figures: Iterable[Figure]) -> bool:
    """Whether a record has a rate too, and of the same time."""
    rates = (f" {figure.unit or ''}".rpartition(" per ") for figure in figures)
    of_unit = {unit for _, per, unit in rates if per}
    theirs = frozenset[str]().union(*map(periods, texts)) | of_unit
    ours = periods(clause.near)
    if not ours and any(map(is_shared, texts)):
        return True
    return any(map(is_rate, texts)) and not (ours and theirs and ours.isdisjoint(theirs))


def _level_for_change(
    context: PassageContext, citation: Citation, clause: Clause, recorded: Iterable[Clause]
) -> str:
    """A figure by which something changed, where no word of the sentence, or over it, says so."""
    is_count = any(each.unit is None for each in context.index.recorded(citation.target))
    if is_count or not {change(each)[0] for each in recorded} <= {*family("clauses.change.by")}:
        return ""  # That so many left is told in many ways.
    over = context.passage.structure
    texts = (clause.whole, over.column, over.row, over.introduction, *over.headings[-1:])
    is_told = any(map(is_difference, (*texts, context.shown(citation), over.corner, over.beside)))
    return "" if is_told else context.shown(citation)


def _told_of_all(
    context: PassageContext, citation: Citation, clause: Clause, recorded: Iterable[Clause]
) -> str:
    """A figure of all of which a clause tells what the record tells of some of them; or empty."""
    own = stems(context.fact(citation).wording)
    told = stems(clause.near)
    if takes_part(clause.whole) or is_partly(clause.whole) or is_negated(context, clause):
        return ""
    first, last = context.sentence(citation.start, citation.end)
    if any(
        each is not citation and each.traits.kind == "figure"
        for each in context.beside(first, last)
    ):
        return ""  # They may be the part of it.
    parts = (of_part_behind(each) - own for each in recorded)
    return context.shown(citation) if any(part and part <= told for part in parts) else ""


def _whole_for_part(context: PassageContext, citation: Citation, recorded: Sequence[Clause]) -> str:
    """A figure of which a clause tells what the record tells of a part of it; or empty."""
    citing = citing_clause(context, citation)
    if not all(map(is_part, recorded)) or takes_part(citing.whole):
        return ""
    of_part = [
        stems(clause.near_behind) - LITTLE - stems(context.fact(citation).wording)
        for clause in recorded
    ]
    is_told = all(words & stems(citing.near) for words in of_part)
    return context.shown(citation) if is_told and not is_negated(context, citing) else ""


def other_change(clause: Clause, recorded: Iterable[Clause], wording: str) -> str:
    """The word by which a clause lets a figure rise that the record lets fall, or takes what it
    changes by for what it changes to; empty where it does neither.
    """
    recorded = list(recorded)
    told = [each.near for each in recorded]
    (reached, _), way_ = change(clause), way(clause) or valued(clause, told)
    ways = [(change(each)[0], way(each)) for each in recorded]
    is_still = all(map(is_level, recorded)) and not any(each for _, each in ways)
    if way_ and is_still and not is_level(clause) and not denied_verbs(clause.near):
        return way_
    if way_ and {each for _, each in ways} in ({_OPPOSITE[way_]}, {_OPPOSITE[way_], ""}):
        return way_
    known = [wording, *(text for each in recorded for text in each)]
    if reached in family("clauses.change.by") and not any(map(is_difference, known)):
        return f"{way_} {reached}".strip()
    if reached and {each for each, _ in ways if each} == {_OPPOSITE.get(reached)}:
        return reached
    return ""


def _against_series(context: PassageContext, citation: Citation, recorded: Iterable[Clause]) -> str:
    """The way in which a clause lets a count come to its number, where the counts before it that the
    book has went the other way.
    """
    reached, way = change(citing_clause(context, citation))
    if not way or reached != "to" or any(each for _, each in map(change, recorded)):
        return ""
    return "" if _before_in_series(context.index, citation.target) in ("", way) else way


def _before_in_series(index: FactIndex, id_: str) -> str:
    """Whether a count is "more" or "less" than the last one before it that the book has."""
    index.looked_further = True
    facts, fact = index.facts.facts, index.facts.facts[id_]
    if fact.about is None or fact.as_of is None:
        return ""
    earlier = {
        other.as_of: each for each, other in facts.items()
        if other.about == fact.about and other.as_of is not None and other.as_of < fact.as_of
    }  # fmt: skip
    last = index.recorded(earlier[max(earlier)]) if earlier else ()
    now = index.recorded(id_)
    if not last or not now or not last[0].numbers or not now[0].numbers:
        return ""
    then, number = last[0].numbers[0], now[0].numbers[0]
    return "" if then == number else "more" if number > then else "less"
