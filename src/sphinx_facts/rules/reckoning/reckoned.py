"""What is reckoned from facts is told as what its facts are about: with their words, their time,
their sayers, and by numbers that a reader can see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from ...english.clauses import Clause, clause_around
from ...english.counting.measures import change, is_rest, left_out
from ...english.counting.own import nouns_behind, singulars
from ...english.lexicon import Regex, family, word_pattern
from ...english.stems import stem, stems
from ...english.sureness.negations import negation
from ...english.telling.rivals import mentions
from ...english.telling.told import content
from ...figures.arithmetic import constants_in, ids_in, signs_in
from ...figures.calendar import Period
from ...model.passages import Citation
from ...model.records import Fact
from ..clause.attribution import check_said_by
from ..clause.dates_over import is_misdated, times_of
from ..context import Findings, PassageContext
from ..fact_index import texts_of
from ..recorded import record_of

_PLAIN = {Decimal(1), Decimal(100)}
"""Of a whole, and of a hundred of it."""
_OF_TIME = {Decimal(each) for each in (4, 7, 10, 12, 24, 30, 52, 60, 365)}
"""How many of a measure of time make another."""
_PARTICIPLE = tuple(family("endings.participles"))


def check_reckoned(context: PassageContext, citation: Citation) -> Findings:
    """The sentence around what is reckoned says of it what its facts say."""
    facts = context.index.facts.facts
    ids = [id_ for id_ in ids_in(citation.target) if id_ in facts]
    shown = context.shown(citation)
    if not ids_in(citation.target):
        message = f"“{citation.target}” rests on no fact"
        yield context.finding("F007", citation, message, shown=shown)
        return
    for number in constants_in(citation.target):
        if not _is_told(context, citation, ids, number):
            message = f"nothing says where the {number} of “{citation.target}” comes from"
            yield context.finding("F007", citation, message, shown=shown)
    # What is set against a fact of the same sentence is about that.
    first, last = context.sentence(citation.start, citation.end)
    is_beside = any(each.target in ids for each in context.beside(first, last))
    for id_ in ids:
        yield from check_said_by(context, citation, id_)
        if not is_beside and (words := _unnamed(context, citation, id_)) is not None:
            message = f"nothing near it says what {id_} is about"
            remedy = f"use one of: {', '.join(words)}; or correct the expression"
            yield context.finding("F005", citation, message, shown=shown, help=remedy)
    times = [time for id_ in ids for time in times_of(context.index, id_)]
    if times and is_misdated(context, citation, times):
        message = f"“{citation.target}” is not of the time given"
        yield context.finding("F008", citation, message, shown=shown)
    if said := _other_way(context, citation, [facts[id_] for id_ in ids]):
        message = f"“{said}” makes something else of “{citation.target}” than it is"
        yield context.finding("F013", citation, message, shown=shown)
    elif said := _told_of_gone(context, citation):
        message = f"“{said}” is told of those that “{citation.target}” takes away"
        yield context.finding("F013", citation, message, shown=shown)
    yield from _told_of_parts(context, citation, ids)


def _told_of_parts(context: PassageContext, citation: Citation, ids: list[str]) -> Findings:
    """What is told of a sum or a share is told of all that is in it."""
    shown = context.shown(citation)
    if word := _not_of_all(context, citation, ids):
        message = f"“{word}” is not what the records of “{citation.target}” tell of all of it"
        yield context.finding("F016", citation, message, shown=shown)
    if noun := _unlike(context, citation, ids):
        message = f"not all of “{citation.target}” are “{noun}”"
        yield context.finding("F004", citation, message, shown=shown)


def _is_told(context: PassageContext, citation: Citation, ids: list[str], number: Decimal) -> bool:
    """Whether a reader knows of a number that is no fact: it is told in the sentence, or a measure
    of time, or turns a share into the rest of it.
    """
    if number in _PLAIN:
        return True
    recorded = [figure for id_ in ids for figure in context.index.recorded(id_)]
    of_time = any(f.kind == "duration" or " per " in (f.unit or "") for f in recorded)
    if of_time and number in _OF_TIME:
        return True
    first, last = context.sentence(citation.start, citation.end)
    told = (f for f in context.figures if first <= f.start < last)
    outside = (f for f in told if f.end <= citation.start or f.start >= citation.end)
    return any(number in (each, 1 / each) for f in outside for each in f.numbers if each)


def _unnamed(context: PassageContext, citation: Citation, id_: str) -> tuple[str, ...] | None:
    """The words for what a fact is about of which none is in the sentence, in what stands over it,
    or, where the fact itself is cited beside it, in its passage.
    """
    if any(each.target == id_ and each.traits.kind is not None for each in context.citations):
        return None
    first, last = context.sentence(citation.start, citation.end)
    over = context.passage.structure
    texts = [context.plain[first:last], over.column, over.row, over.introduction, *over.headings]
    groups = zip(context.index.near(id_), context.index.facts.facts[id_].near_groups, strict=True)
    unmet = (words for group, words in groups if not any(map(group.search, texts)))
    return next(unmet, None)


def _told_as(kind: str) -> Regex:
    return word_pattern(f"corroboration.derived.{kind}")


def _other_way(context: PassageContext, citation: Citation, facts: list[Fact]) -> str:
    """The words by which a sum is told as a difference, or a difference as a sum."""
    signs = signs_in(citation.target)
    clause = clause_around(context.plain, citation.start, citation.end)
    if signs == {"+"}:
        shown = context.shown(citation)
        behind = "".join(shown[figure.end :] for figure in context.index.find(shown)[:1])
        behind = f"{behind} {context.plain[citation.end : citation.end + 40]}"
        if match := Regex(rf"\A\s*{_told_as('differing').pattern}", re.I).match(behind):
            return match[0].strip()
        by, way = change(clause)
        return (
            f"{way} by"
            if by in family("clauses.change.by") and not _changes(context, facts)
            else ""
        )
    if signs == {"-"} and (match := _told_as("summed").search(clause.near)):
        return match[0]
    if signs == {"-"} and len(facts) == 2:
        return _turned(clause, *facts)
    return ""


def _turned(clause: Clause, more: Fact, fewer: Fact) -> str:
    """The words by which a fall from one time to another is told as a rise, or the contrary."""
    if not (more.times and fewer.times):
        return ""
    of_more, of_fewer = (Period.parse(fact.times[0]) for fact in (more, fewer))
    match = word_pattern("clauses.change.gaining", "clauses.change.losing").search(clause.near)
    if match is None or of_more.overlaps(of_fewer):
        return ""
    has_gained = match[0].lower() in family("clauses.change.gaining")
    return match[0] if has_gained == (of_more < of_fewer) else ""


def _told_of_gone(context: PassageContext, citation: Citation) -> str:
    """The word of the fact that is taken away which a sentence tells of what is left: of 9 men of whom
    5 drowned, *4 drowned*; or empty.
    """
    index, ids = context.index, ids_in(citation.target)
    if (
        signs_in(citation.target) != {"-"}
        or len(ids) != 2
        or not set(ids) <= index.facts.facts.keys()
    ):
        return ""
    first, last = context.sentence(citation.start, citation.end)
    clause = clause_around(context.plain, citation.start, citation.end)
    is_beside = any(each.target == ids[1] for each in context.beside(first, last))
    if (
        is_beside
        or _told_as("differing").search(clause.near)
        or negation(clause.whole)
        or is_rest(clause.whole)
    ):
        return ""
    whole, gone = (index.facts.facts[id_] for id_ in ids)
    own = content(f"{whole.claim} {gone.wording} {' '.join(texts_of(whole))}")
    told = content(gone.claim) - own
    words = re.findall(r"[^\W\d_]+", clause.near)
    return next((word for word in words if stem(word) in told), "")


def _not_of_all(context: PassageContext, citation: Citation, ids: list[str]) -> str:
    """What a sentence tells of a sum, or of a share, where the record of one of its parts, or of the
    part that is taken, has something else of the same kind; or takes out of it what is in it.
    """
    signs, clause = (
        signs_in(citation.target),
        clause_around(context.plain, citation.start, citation.end),
    )
    if not ids or signs not in ({"+"}, {"/"}):
        return ""
    taken_out = left_out(clause.whole)
    told: dict[str, dict[str, str]] = {}
    for each in mentions(clause.whole):
        word = clause.whole[each.start : each.end]
        if word not in taken_out:
            told.setdefault(each.family, {})[each.group] = word
    for id_ in ids if signs == {"+"} else ids[:1]:
        record = record_of(context.index, id_)
        for kind, groups in told.items():
            own = record.groups(kind)
            if own and own.isdisjoint(groups):
                return next(iter(groups.values()))
    return ""


def _changes(context: PassageContext, facts: list[Fact]) -> bool:
    """Whether facts are changes themselves, which add up to one."""
    texts = [text for fact in facts for text in texts_of(fact)]
    found = ((text, figure) for text in texts for figure in context.index.find(text))
    return any(
        change(clause_around(text, *figure.whole))[0] in family("clauses.change.by")
        for text, figure in found
    )


def _unlike(context: PassageContext, citation: Citation, ids: list[str]) -> str:
    """The noun of a sum that is the noun of one of its parts, and no word for another."""
    if signs_in(citation.target) != {"+"}:
        return ""
    shown = context.shown(citation)
    counted = set(_nouns(context, shown))
    if not counted:
        return ""
    facts = context.index.facts.facts
    parts = {id_: set(_nouns(context, facts[id_].wording)) for id_ in ids}
    if not any(counted & nouns for nouns in parts.values()):
        return ""
    wanted = stems(" ".join(counted))
    strange = (
        id_
        for id_, nouns in parts.items()
        if nouns and not counted & nouns and not wanted & stems(facts[id_].claim)
    )
    return max(counted, key=len) if next(strange, None) else ""


def _nouns(context: PassageContext, text: str) -> Iterator[str]:
    """What the figure of a text counts, as it may be written."""
    figures = context.index.find(text)
    if figures and figures[0].unit in (None, "times"):
        nouns = nouns_behind(text[figures[0].end :])[-1:]
        yield from (s for noun in nouns if not noun.endswith(_PARTICIPLE) for s in singulars(noun))
