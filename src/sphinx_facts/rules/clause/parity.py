"""The clause around a figure says of it what the record says, or less: it denies nothing that the
record affirms, tells nothing as done that the record plans or doubts, and makes no rate of a total.

The record is read in the sentence of its excerpt and in its claim. Both are read anew at every
check, so that a new word in the lexicon needs no new record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import cast

from ...english.clauses import Clause, about, clause_around
from ...english.counting.rates import is_of_not_one
from ...english.counting.scopes import is_part
from ...english.lexicon import families
from ...english.sayers.denied_saying import denied_saying
from ...english.sentences import sentence_around
from ...english.stems import is_same_root, stem, stems
from ...english.sureness.certainty import (
    certainty,
    doubted,
    is_unsure,
    leads_to_unsure,
    makes_sure,
    put_off,
    reported,
    without_future,
)
from ...english.sureness.denials import denial, denied_of_all, denied_verbs, denies, excepts
from ...english.sureness.negations import negation, not_so
from ...english.telling.rivals import same_words
from ...model.findings import rule
from ...model.passages import Citation
from ...model.records import Fact
from ..context import Findings, PassageContext
from ..fact_index import FactIndex

LIKELY, POSSIBLE, ON_CONDITION = 2, 3, 4
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
    clauses = recorded_clauses(context.index, citation.target)
    citing = citing_clause(context, citation)
    said = denial(citing, _predicates(clauses))
    # What the record denies of something else is no denial of this.
    ours = stems(citing.whole) - LITTLE
    denied = [denial(clause, ours) or _denied_of_none(clause, ours) for clause in clauses]
    denied = [
        words or _of_same_root(clause, said) or _denied_too(clause, said)
        for words, clause in zip(denied, clauses, strict=True)
    ]
    if said and not any(denied) and not _are_parts(citing, clauses):
        message = f"“{said}” denies what the record of {citation.target} states"
        yield context.finding("F011", citation, message, shown=context.shown(citation))
    elif all(denied) and context.fact(citation).figure and not is_negated(context, citing):
        message = f"the record of {citation.target} denies it: “{denied[0]}”"
        yield context.finding("F011", citation, message, shown=context.shown(citation))
    elif (words := _told_of_denied(clauses, citing)) and not is_negated(context, citing):
        message = f"the record of {citation.target} denies it: “{words}”"
        yield context.finding("F011", citation, message, shown=context.shown(citation))


def _of_same_root(clause: Clause, said: str) -> str:
    """What a record denies of all that its figure counts, where it is that which is denied here."""
    words = denied_of_all(clause) if said else ()
    return next((w for w in words if any(is_same_root(w, each) for each in said.split())), "")


def _denied_too(clause: Clause, said: str) -> str:
    """What a record denies by other words, where it is that which is denied here: *has been devoid
    of combat* of *without combat*.
    """
    verbs = denied_verbs(said) - LITTLE if said and not denies(said) else frozenset[str]()
    return not_so(clause.near, verbs) if verbs else ""


def _told_of_denied(clauses: Iterable[Clause], citing: Clause) -> str:
    """What the record denies of all that its figure counts, where a clause has the word for it."""
    words = (word for clause in clauses for word in denied_of_all(clause)[:1])
    told = re.findall(r"[^\W\d_]+", citing.near)
    return next((word for word in words if any(is_same_root(word, each) for each in told)), "")


def _denied_of_none(clause: Clause, ours: frozenset[str]) -> str:
    """The verb that a record tells of none at all, where it is one of these: *no ferry sailed*."""
    return next(iter(sorted((denied_verbs(clause.whole) & ours) - LITTLE)), "")


def _are_parts(citing: Clause, clauses: Iterable[Clause]) -> bool:
    """Whether part is told of part: where fewer than half voted, most did not vote."""
    return is_part(citing) and all(map(is_part, clauses))


def is_negated(context: PassageContext, citing: Clause) -> bool:
    """Whether a sentence, or what stands over it, has any word that says that something is not."""
    over = context.passage.structure
    texts = (citing.whole, *over.headings[-1:], over.introduction, over.row, over.column)
    return any(
        negation(text) or denies(text) or is_of_not_one(text) or excepts(text) for text in texts
    )


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
    clauses = recorded_clauses(context.index, citation.target)
    recorded = [certainty(clause.main) for clause in clauses]
    least, words = min(recorded, default=(0, ""))
    citing = citing_clause(context, citation)
    # What the record says is unsure leaves nothing open by itself: *the treaty is to bring*.
    sure = stems(" ".join(_before(clause.main, words) for clause in clauses)) - stems(words)
    is_outweighed = _is_unsure(context, citing, least, sure) or _is_outweighed(
        context, citation, least
    )
    if least and not is_outweighed:
        message = f"the record is less sure of {citation.target}: “{words}”"
        yield context.finding("F012", citation, message, shown=context.shown(citation))
    elif not any(level for level, _ in recorded) and (
        to_come := put_off(citing.near, _predicates(clauses))
    ):
        message = f"“{to_come}” puts off what the record of {citation.target} tells as a fact"
        yield context.finding("F012", citation, message, shown=context.shown(citation))
    elif said := _told_as_so(context, citation, citing, clauses):
        message = f"the record of {citation.target} leaves it to others: “{said}”"
        yield context.finding("F012", citation, message, shown=context.shown(citation))


def _before(text: str, words: str) -> str:
    return text.partition(words)[0] if words else ""


def _told_as_so(
    context: PassageContext, citation: Citation, citing: Clause, clauses: Iterable[Clause]
) -> str:
    """The words by which a record leaves to others what a sentence tells as so; or empty."""
    words = [reported(clause.near_before) for clause in clauses]
    over = context.passage.structure
    texts = (citing.whole, over.introduction, over.column, over.row, *over.headings)
    is_said = any((SAYING | ACCOUNTS) & stems(text) or reported(text) for text in texts)
    is_named = bool(context.figure_sayers(citation)) or context.fact(citation).said_by is not None
    is_told = is_said or is_named or _is_unsure(context, citing, 0) or is_negated(context, citing)
    return words[0] if words and all(words) and not is_told else ""


def _is_unsure(
    context: PassageContext, citing: Clause, level: int, sure: frozenset[str] = frozenset()
) -> bool:
    """Whether a sentence is not sure of what it tells, or what stands over it says that it is not.
    What is so on a condition is not said to come without one.
    """
    over = context.passage.structure
    leads = over.introduction, over.column, over.corner
    texts: tuple[str, ...] = (about(citing), *leads)
    if level == ON_CONDITION:
        texts = tuple(map(without_future, texts))
    return any(is_unsure(text, sure) for text in texts) or any(
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
        clauses = recorded_clauses(context.index, citation.target)
        done = [stem(verb) for clause in clauses for verb in doubted(clause.near)]
        return (
            is_hedged and is_told and stems(citing_clause(context, citation).whole).isdisjoint(done)
        )
    if level != LIKELY or _is_made_sure(context, citation):
        return False
    return is_hedged if figures else bool(context.mentions)


def _is_made_sure(context: PassageContext, citation: Citation) -> bool:
    """Whether a sentence tells an estimate as found, in words that its record has not."""
    said = makes_sure(citing_clause(context, citation).whole)
    return bool(said) and not stems(said) <= stems(" ".join(texts_told(context.fact(citation))))


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
    clause = citing_clause(context, citation)
    if said := denied_saying(clause, SAYING):
        message = f"“{said}”: the record has it that these words were said"
        yield context.finding("Q006", citation, message, shown=context.shown(citation))


def citing_clause(context: PassageContext, citation: Citation) -> Clause:
    """The clause that cites something."""
    # Where the text is blank, a sentence that begins with what is cited is not seen to begin.
    first, last = sentence_around(context.text, citation.start, citation.end)
    text = context.plain[first:last]
    return clause_around(text, citation.start - first, citation.end - first)


def _predicates(clauses: Iterable[Clause]) -> frozenset[str]:
    """The stems of what a record says of its figure, and of the words that say the same."""
    texts = [clause.whole for clause in clauses]
    same = (" ".join(same_words(text)) for text in texts)
    return frozenset[str]().union(*map(stems, (*texts, *same))) - LITTLE


def texts_told(fact: Fact) -> list[str]:
    """The excerpts of a fact, and its claim."""
    return [*(each.excerpt for each in fact.evidence if each.excerpt), fact.claim]


def recorded_clauses(index: FactIndex, id_: str) -> list[Clause]:
    """The clause of the figure in each of the texts of a fact; most of the rules here ask."""
    key = f"clauses of {id_}"
    if key not in index.kept:
        index.kept[key] = list(_clauses(index, id_))
    return cast("list[Clause]", index.kept[key])


def _clauses(index: FactIndex, id_: str) -> Iterator[Clause]:
    fact = index.facts.facts[id_]
    for text in texts_told(fact):
        start = text.find(fact.wording)
        figures = [] if start >= 0 else index.find(text)
        if start < 0 and not figures:
            yield Clause(text, "", text, "")
        else:
            span = figures[0].whole if figures else (start, start + len(fact.wording))
            yield clause_around(text, *span)
