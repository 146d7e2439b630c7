"""The names in the clause of a cited figure that its record does not know."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...english.clauses import clause_around
from ...english.counting.noun_phrases import counted
from ...english.lexicon import Regex, any_of, families, family
from ...english.places import (
    Name,
    antecedent,
    is_country,
    is_place,
    may_hold,
    names,
    verb_behind,
    without_owner,
)
from ...english.stems import stem
from ...english.telling.told_apart import hears
from ...model.passages import Citation
from ..context import FAR, PassageContext
from ..recorded import NOTHING, Recorded
from .doers import end_of_figure

_OF = Regex(
    rf"\s+{any_of('clauses.joins.of')}\s+(?:{any_of('function_words.determiners.articles')}\s+)?",
    re.I,
)
_SUFFERED = frozenset(family("function_words.auxiliaries.be"))
_PASSED = frozenset(families("function_words.auxiliaries", "function_words.adverbs"))
_HAVING = frozenset(families("sides.slots.suffering"))
_SAYING = frozenset(
    map(
        stem, families("sayings.verbs", "sayings.nouns", "whereabouts.told", "whereabouts.counting")
    )
)


def strangers(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The names in the clause of a figure, of places or of who did it, that its record does not
    know.
    """
    end = end_of_figure(context, citation)
    phrase = counted(context.text, end)
    after = phrase.end if phrase is not None else end
    said_by = " ".join(context.figure_sayers(citation))  # They are held to the record by F014.
    for name, place in _names_around(context, citation, record):
        if name.text in said_by or hears(context.plain[max(0, place - FAR) : max(0, place)]):
            continue
        is_counted = end <= place < after
        is_own = not is_counted and not _belongs_to_another(
            context, citation, place, len(name.text)
        )
        if _is_cited(context, place):  # A person may act for those whom the record names.
            doers = record.doings.get(verb_behind(name), NOTHING)
            is_own = is_own and bool(doers) and not any(map(is_country, doers))
        if is_own and _is_strange(context, record, name):
            yield name.text
    nation = record.parts("nation")
    owners = _owners(context.text[after : after + FAR]) if nation else ()
    for name in (*names(context.text[end:after], begins=False), *owners):
        if _is_other_place(record, name, nation):
            yield name.text
    over = context.passage.structure
    for label in filter(is_place, map(without_owner, (over.row, over.column))):
        (name,) = names(label, begins=False)
        if not name.keys & record.keys and _is_other_place(record, name, record.parts("where")):
            yield label


def _owners(behind: str) -> Iterator[Name]:
    """The country whose what a figure counts is told to be, right behind it: *soldiers of Norway*."""
    match = _OF.match(behind)
    for name in names(behind, begins=False)[:1]:
        if match is not None and name.start == match.end() and any(map(is_country, name.keys)):
            yield name


def _is_other_place(record: Recorded, name: Name, recorded: frozenset[str]) -> bool:
    """Whether a record names other places, or countries, and not this."""
    if not name.keys or not record.has_names or name.keys & (recorded or record.keys):
        return False
    if name.keys & record.sayers:
        return False
    return bool(recorded) or not record.is_named_beside(name)


def _names_around(
    context: PassageContext, citation: Citation, record: Recorded
) -> Iterator[tuple[Name, int]]:
    """The names in the clause of a figure, and before its list, each with its place in the text."""
    clause = clause_around(context.plain, citation.start, citation.end)
    first = citation.start - len(clause.near_before)
    before = _with_people(context, first, citation.start)
    for name in names(before, begins=clause.near_before == clause.before):
        yield name, first + name.start
    if (told := antecedent(clause)) is not None:
        yield told, citation.start - len(clause.before) + told.start
    for name in names(clause.near_behind, begins=False):
        yield name, citation.end + name.start
    introduced = names(context.passage.structure.introduction)
    # One of several who are named over a list is enough: *the counts of Ukraine and of Britain*.
    if not any(name.keys & (record.keys | record.sayers) for name in introduced):
        yield from ((name, -1) for name in introduced)


def _with_people(context: PassageContext, first: int, last: int) -> str:
    """As `PassageContext.plain`, with the people that are cited there."""
    text = context.plain[first:last]
    for each in context.beside(first, last):
        if each.role == "person" and first <= each.start and each.end <= last:
            start, end = each.start - first, each.end - first
            text = text[:start] + context.text[each.start : each.end] + text[end:]
    return text


def _is_cited(context: PassageContext, place: int) -> bool:
    """Whether a name is that of a person who is cited."""
    return any(
        c.role == "person" and c.start <= place < c.end
        for c in context.beside(max(place, 0), max(place, 0) + 1)
    )


def _belongs_to_another(
    context: PassageContext, citation: Citation, place: int, length: int
) -> bool:
    """Whether a name is nearer to another figure of the clause, which is asked about it."""

    def gap(other: Citation) -> int:
        return max(other.start - place - length, place - other.end, 0)

    clause = clause_around(context.plain, citation.start, citation.end)
    first = citation.start - len(clause.near_before)
    last = citation.end + len(clause.near_behind)
    return place >= 0 and any(
        first <= other.start < last and gap(other) < gap(citation)
        for other in context.beside(first, last)
        if other.traits.kind == "figure" and other.target in context.index.facts.facts
    )


def _is_strange(context: PassageContext, record: Recorded, name: Name) -> bool:
    part, keys = name.part, name.keys
    known = record.keys if part == "who" and record.has_doer else record.keys | record.sayers
    if not keys:
        return False
    if part != "who" and any(name.text in each for each in context.index.facts.names):
        return False
    if _initials(name.text) & known:
        return False
    if part in ("who", "of") and _stands_for_known(context, record, keys):
        return False
    verb = verb_behind(name) if part == "who" else ""
    # Who counts or says it is held to the record by F014.
    doers = record.doings.get(verb, NOTHING) if verb not in _SAYING else NOTHING
    if doers and not keys & doers and not _SUFFERED & set(name.behind):
        return True
    if keys & known:  # The father of Lind may be named, and Lind be told to have died.
        return bool(part == "who" and verb) and record.has_as_kin(name)
    paired = record.pairs.get(name.after, NOTHING)
    if paired and keys.isdisjoint(paired) and not may_hold(name, paired):
        return True
    if part is None or (part in ("who", "of") and name.behind and not _does(record, name)):
        return False
    # Where a record leaves something open, a chapter may know it from elsewhere.
    if part == "who":
        return record.has_doer
    recorded = record.parts("who" if part == "of" else part)
    return bool(recorded) and not may_hold(name, recorded)


def _initials(name: str) -> frozenset[str]:
    """How a record may shorten a name of several words: *NIS*, of *National Intelligence Service*."""
    words = [word for word in name.split() if word[:1].isupper()]
    return frozenset(["".join(word[0] for word in words).lower()] if len(words) > 1 else ())


def _does(record: Recorded, name: Name) -> bool:
    """Whether the words behind a name say that it did, or was, what the record tells."""
    if name.part == "of":  # Russia's own units had.
        return any(word in _HAVING or stem(word) in record.vocabulary.stems for word in name.behind)
    verb = verb_behind(name)
    if not verb:
        return bool(_SUFFERED & set(name.behind)) and _PASSED.issuperset(name.behind)
    return verb not in _SAYING and verb in record.vocabulary.stems


def _stands_for_known(context: PassageContext, record: Recorded, keys: frozenset[str]) -> bool:
    """Whether somebody acts for a country that the record knows, which names no other person."""
    for id_, person in context.index.facts.people.items():
        is_meant = keys & frozenset(word.lower() for word in person.name.split())
        of = NOTHING.union(*(each.keys for each in names(person.role, begins=False)))
        if is_meant and of & record.keys and not record.people - {id_}:
            return True
    return False
