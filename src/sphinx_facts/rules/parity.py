"""The clause around a figure says of it what the record says, or less: it denies nothing that the
record affirms, tells nothing as done that the record plans or doubts, and makes no rate of a total.

The record is read in the sentence of its excerpt and in its claim. Both are read anew at every
check, so that a new word in the lexicon needs no new record.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import cast

from ..english.bearing import negation
from ..english.clauses import (
    Clause,
    certainty,
    change,
    clause_around,
    denial,
    denied_verbs,
    denies,
    doubted,
    excluded,
    excludes,
    is_level,
    is_part,
    is_rate,
    is_shared,
    is_unsure,
    leads_to_unsure,
    put_off,
    rate,
    scope,
    share,
    stem,
    stems,
    takes_part,
)
from ..english.denied_saying import denied_saying
from ..english.lexicon import families
from ..english.rivals import same_words
from ..english.sentences import sentence_around
from ..model.findings import rule
from ..model.passages import Citation
from ..model.records import Fact
from .context import FactIndex, Findings, PassageContext, is_of_time

LIKELY, POSSIBLE = 2, 3
_OPPOSITE = {"more": "less", "less": "more", "to": "by", "by": "to"}
LITTLE = stems(" ".join(families("function_words")))
"""Stems of words that say nothing of what a clause is about."""
SAYING = stems(" ".join(families("sayings.verbs"))) - LITTLE
"""Of these no clause is told."""
ACCOUNTS = stems(" ".join(families("sayings.nouns")))
"""So is *by his own account*."""


@rule(
    "F011",
    "denied",
    meaning="The sentence denies what the record states of a figure, or states what it denies.",
    help="Say what the record says, or take the citation out.",
    example="""
    wrong: "It is untrue that {fact}`cars` cross the bridge each day."
    right: "It is true that {fact}`cars` cross the bridge each day."
    says: |
      docs/example.md:1:19: F011 denied: “untrue that” denies what the record of cars states
          shown     over 4,000 cars
          recorded  over 4,000 cars
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        Say what the record says, or take the citation out.
    """,
)
def check_denied(context: PassageContext, citation: Citation) -> Findings:
    """A clause denies of a figure what its record denies, and nothing else."""
    clauses = _recorded(context.index, citation.target)
    citing = _citing(context, citation)
    said = denial(citing, _predicates(clauses))
    # What the record denies of something else is no denial of this.
    ours = stems(citing.whole)
    denied = [denial(clause, ours) or _denied_of_none(clause, ours) for clause in clauses]
    if said and not any(denied) and not _are_parts(citing, clauses):
        message = f"“{said}” denies what the record of {citation.target} states"
        yield context.finding("F011", citation, message, shown=context.shown(citation))
    elif all(denied) and context.fact(citation).figure and not _is_negated(context, citing):
        message = f"the record of {citation.target} denies it: “{denied[0]}”"
        yield context.finding("F011", citation, message, shown=context.shown(citation))


def _denied_of_none(clause: Clause, ours: frozenset[str]) -> str:
    """The verb that a record tells of none at all, where it is one of these: *no ferry sailed*."""
    return next(iter(sorted((denied_verbs(clause.whole) & ours) - LITTLE)), "")


def _are_parts(citing: Clause, clauses: Iterable[Clause]) -> bool:
    """Whether part is told of part: where fewer than half voted, most did not vote."""
    return is_part(citing) and all(map(is_part, clauses))


def _is_negated(context: PassageContext, citing: Clause) -> bool:
    """Whether a sentence, or what stands over it, has any word that says that something is not."""
    over = context.passage.structure
    texts = (citing.whole, *over.headings[-1:], over.introduction, over.row, over.column)
    return any(negation(text) or denies(text) for text in texts)


@rule(
    "F012",
    "other-certainty",
    meaning="The record plans, expects, estimates or doubts what the sentence tells as a fact; or the "
    "sentence puts off what the record tells as one.",
    help="Say how sure it is: planned, expected, likely, or whatever the record says.",
    example="""
    wrong: "Soon, {fact}`cars` will cross the bridge."
    right: "Each day, {fact}`cars` cross the bridge."
    says: |
      docs/example.md:1:7: F012 other-certainty: “will cross” puts off what the record of cars tells as a fact
          shown     over 4,000 cars
          recorded  over 4,000 cars
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        Say how sure it is: planned, expected, likely, or whatever the record says.
    """,
)
def check_certainty(context: PassageContext, citation: Citation) -> Findings:
    """A clause is no surer of a figure than its record, and does not put off what has been."""
    clauses = _recorded(context.index, citation.target)
    recorded = [certainty(clause.near) for clause in clauses]
    least, words = min(recorded, default=(0, ""))
    citing = _citing(context, citation)
    if least and not (_is_unsure(context, citing) or _is_outweighed(context, citation, least)):
        message = f"the record is less sure of {citation.target}: “{words}”"
        yield context.finding("F012", citation, message, shown=context.shown(citation))
    elif not any(level for level, _ in recorded) and (
        to_come := put_off(citing.near, _predicates(clauses))
    ):
        message = f"“{to_come}” puts off what the record of {citation.target} tells as a fact"
        yield context.finding("F012", citation, message, shown=context.shown(citation))


def _is_unsure(context: PassageContext, citing: Clause) -> bool:
    """Whether a sentence is not sure of what it tells, or what stands over it says that it is not."""
    over = context.passage.structure
    leads = over.introduction, over.column, over.corner
    return any(map(is_unsure, (citing.whole, *leads))) or any(
        map(leads_to_unsure, (*leads, *over.headings[-1:]))
    )


def _is_outweighed(context: PassageContext, citation: Citation, level: int) -> bool:
    """Whether an estimate is told as one without its word: with a hedge, or as somebody's. What
    may be, up to a bound, is told by whom the record names for it, and not as done.
    """
    figures = [figure for figure in context.figures if figure.start >= citation.start]
    is_hedged = bool(figures and figures[0].hedge)
    if level == POSSIBLE:
        is_told = context.fact(citation).said_by in context.figure_sayers(citation)
        clauses = _recorded(context.index, citation.target)
        done = [stem(verb) for clause in clauses for verb in doubted(clause.near)]
        return is_hedged and is_told and stems(_citing(context, citation).whole).isdisjoint(done)
    return level == LIKELY and (is_hedged if figures else bool(context.mentions))


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
    clause, recorded = _citing(context, citation), _recorded(context.index, citation.target)
    said = ""
    is_time = any(map(is_of_time, context.index.recorded(citation.target)))
    texts = _texts(context.fact(citation))
    if not is_time and (each := rate(clause)) and not any(map(is_rate, texts)):
        said = each
    if not is_time and (each := share(clause)) and not any(map(is_shared, texts)):
        said = said or each
    if (words := excluded(clause)) and not any(map(excludes, texts)):
        said = said or words
    part, words = scope(clause)
    if part in ("part", "multiple") and part not in {scope(each)[0] for each in recorded}:
        said = said or words
    if not part or part == "all":
        said = said or _whole_for_part(context, citation, recorded)
    said = said or other_change(clause, recorded) or _against_series(context, citation, recorded)
    if said:
        message = f"“{said}” makes another measure of {citation.target} than its record"
        yield context.finding("F013", citation, message, shown=context.shown(citation))


def _whole_for_part(context: PassageContext, citation: Citation, recorded: Sequence[Clause]) -> str:
    """A figure of which a clause tells what the record tells of a part of it; or empty."""
    citing = _citing(context, citation)
    if not all(map(is_part, recorded)) or takes_part(citing.whole):
        return ""
    of_part = [
        stems(clause.near_behind) - LITTLE - stems(context.fact(citation).wording)
        for clause in recorded
    ]
    is_told = all(words & stems(citing.near) for words in of_part)
    return context.shown(citation) if is_told and not _is_negated(context, citing) else ""


def other_change(clause: Clause, recorded: Iterable[Clause]) -> str:
    """The word by which a clause lets a figure rise that the record lets fall, or takes what it
    changes by for what it changes to; empty where it does neither.
    """
    recorded = list(recorded)
    (reached, way), ways = change(clause), [change(each) for each in recorded]
    is_still = all(map(is_level, recorded)) and not any(each for _, each in ways)
    if way and is_still and not is_level(clause) and not denied_verbs(clause.near):
        return way
    if way and {each for _, each in ways} in ({_OPPOSITE[way]}, {_OPPOSITE[way], ""}):
        return way
    if reached and {each for each, _ in ways if each} == {_OPPOSITE.get(reached)}:
        return reached
    return ""


def _against_series(context: PassageContext, citation: Citation, recorded: Iterable[Clause]) -> str:
    """The way in which a clause lets a count come to its number, where the counts before it that the
    book has went the other way.
    """
    reached, way = change(_citing(context, citation))
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


@rule(
    "Q006",
    "denied-saying",
    meaning="The sentence denies that the words were said, or puts them off.",
    help="Say that they were said, as the record has it.",
    example="""
    wrong: "{person}`ada-quist` would never say {quote}`no-wonder`."
    right: "{person}`ada-quist` did say {quote}`no-wonder`."
    says: |
      docs/example.md:1:37: Q006 denied-saying: “never say”: the record has it that these words were said
    """,
)
def check_said(context: PassageContext, citation: Citation) -> Findings:
    """Recorded words have been said."""
    clause = _citing(context, citation)
    if said := denied_saying(clause, SAYING):
        message = f"“{said}”: the record has it that these words were said"
        yield context.finding("Q006", citation, message, shown=context.shown(citation))


def _citing(context: PassageContext, citation: Citation) -> Clause:
    # Where the text is blank, a sentence that begins with what is cited is not seen to begin.
    first, last = sentence_around(context.text, citation.start, citation.end)
    text = context.plain[first:last]
    return clause_around(text, citation.start - first, citation.end - first)


def _predicates(clauses: Iterable[Clause]) -> frozenset[str]:
    """The stems of what a record says of its figure, and of the words that say the same."""
    texts = [clause.whole for clause in clauses]
    same = (" ".join(same_words(text)) for text in texts)
    return frozenset[str]().union(*map(stems, (*texts, *same))) - LITTLE


def _texts(fact: Fact) -> list[str]:
    """The excerpts of a fact, and its claim."""
    return [*(each.excerpt for each in fact.evidence if each.excerpt), fact.claim]


def _recorded(index: FactIndex, id_: str) -> list[Clause]:
    """The clause of the figure in each of the texts of a fact; most of the rules here ask."""
    key = f"clauses of {id_}"
    if key not in index.kept:
        index.kept[key] = list(_clauses(index, id_))
    return cast("list[Clause]", index.kept[key])


def _clauses(index: FactIndex, id_: str) -> Iterator[Clause]:
    fact = index.facts.facts[id_]
    for text in _texts(fact):
        start = text.find(fact.wording)
        figures = [] if start >= 0 else index.find(text)
        if start < 0 and not figures:
            yield Clause(text, "", text, "")
        else:
            span = figures[0].whole if figures else (start, start + len(fact.wording))
            yield clause_around(text, *span)
