"""Whether a source gives what it quotes to somebody else than the one who is recorded."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from ...model.records import Person
from ...text.words import is_word, split
from ..lexicon import Regex, alternatives, any_of, families, family
from ..sentences import sentence_around
from .attribution import read_attribution
from .names import Mention

_REACH = 60
"""Characters before a name in which a verb with this hearer may begin."""


def other_sayer(
    text: str, start: int, end: int, mentions: Sequence[Mention], speaker: str,
    people: Mapping[str, Person],
) -> str:  # fmt: skip
    """Whom a source presents as the sayer of ``[start, end)``, where that is not `speaker`; empty
    where it is, or may be.

    Somebody without a name is another only if the words bring in a person anew (*a recruit*) or
    have a name in them: *the general* may be the speaker, whatever the record calls him.
    """
    who, described = read_attribution(text, start, end, mentions, speaker)
    if who is not None and speaker in who:
        return ""
    first, last = sentence_around(text, start, end)
    mentions_of_speaker = [m for m in mentions if m.person == speaker]
    named = [m for m in mentions_of_speaker if first <= m.start and m.end <= last]
    before = [text[max(first, m.start - _REACH) : m.start] for m in named]
    if any(_patterns().citing.search(each) for each in before):
        return ""
    if any(_patterns().resumed.search(text, m.end, start) for m in named if m.end < start):
        return ""  # We asked Ada Quist, and she found.
    if not who and named and all(_is_placed(text, m) for m in named):
        return described or text[max(first, named[0].start - _REACH) : named[0].end].strip()
    own = _words_of(people[speaker])
    for each in sorted(who or ()):
        words = people[each].name if each in people else each
        is_body = not _is_human(people[speaker]) and _patterns().spokesman.search(words)
        if not is_body and not set(_content(words)) <= own:
            return words
    hears = who != frozenset() or not described or bool(own.isdisjoint(_content(described)))
    if not who and hears and any(_patterns().telling.search(each) for each in before):
        return described or people[speaker].name
    is_later = mentions_of_speaker and all(m.start >= last for m in mentions_of_speaker)
    if is_later and described and _is_another(described, own):
        return described  # *The treasurer said so. Omar Haddad nodded*: she is not who comes later.
    return described if _brings_in(described, own) else ""


def _is_another(described: str, own: set[str]) -> bool:
    """Whether a noun phrase is of a human being, and has no word by which somebody may go."""
    return _patterns().human.search(described) is not None and own.isdisjoint(_content(described))


def _is_placed(text: str, mention: Mention) -> bool:
    """Whether somebody is named only for where or whose a thing is: *the desk of Ada Quist*."""
    before, behind = text[max(0, mention.start - _REACH) : mention.start], text[mention.end :]
    known = _patterns()
    return bool(known.placed.search(before) or known.owned.match(behind[:_REACH]))


def _brings_in(described: str, own: set[str]) -> bool:
    """Whether a noun phrase speaks of a person who has not been named, or by another's name."""
    known = _patterns()
    words = [word for word in split(described) if is_word(word)]
    while words and words[0].lower() in known.joins:
        del words[0]
    if not words or known.statement.search(described) or own & set(_content(described)):
        return False
    first = words[0].lower()
    if first in known.owners:
        return known.human.search(described) is not None
    is_name = words[-1][0].isupper() and (len(words) > 1 or first not in known.small)
    return first in known.articles or is_name


def _words_of(person: Person) -> set[str]:
    """The words by which somebody may go."""
    texts = (person.name, person.role, *person.also)
    return {word for text in texts for word in _content(text)} | set(_patterns().small)


def _content(text: str) -> list[str]:
    """The words of a noun phrase, in small letters, but for those that bind others."""
    words = (word.lower() for word in split(text) if is_word(word))
    return [word for word in words if word not in _patterns().small]


def _is_human(person: Person) -> bool:
    """Whether a role is one of a human being: bodies have none, or one of another kind."""
    return _patterns().human.search(person.role) is not None


class _Patterns:
    def __init__(self) -> None:
        between = rf"\s+(?:{any_of('function_words.determiners.articles.the')}\s+)?(?:\w+\s+)?\Z"
        self.telling = Regex(rf"{any_of('sayings.verbs.telling')}{between}", re.I)
        self.citing = Regex(
            rf"(?:{any_of('sayings.verbs.quoting', 'sayings.phrases.source')}){between}", re.I
        )
        self.resumed = Regex(
            rf"{any_of('function_words.conjunctions.joining')}\s+"
            rf"{any_of('function_words.pronouns.he')}\s",
            re.I,
        )
        self.spokesman = Regex(any_of("people.relations.spokesmen"), re.I)
        things = any_of("sayings.placing.things")
        self.placed = Regex(
            rf"(?:{things}\s+{any_of('clauses.joins.of')}|{any_of('sayings.placing.beside')})\s+"
            rf"(?:\w+\s+)?\Z",
            re.I,
        )
        self.owned = Regex(rf"[’']s?\s+(?:\w+\s+)?{things}", re.I)
        self.statement = Regex(any_of("sayings.nouns", "people.bodies.common"), re.I)
        roles = families("people.roles.nouns", "people.relations", "people.titles.whole")
        self.human = Regex(
            rf"(?!{any_of('people.roles.no_roles')})(?<!\w)"
            rf"(?:\w{{2,}}{alternatives(family('endings.roles'))}|{alternatives(roles)})(?!\w)",
            re.I,
        )
        self.articles = frozenset(
            families("function_words.determiners.articles.a", "function_words.determiners.any")
        )
        self.owners = frozenset(
            families("function_words.pronouns.his", "function_words.pronouns.owners")
        )
        self.joins = frozenset(family("function_words.conjunctions"))
        self.small = frozenset(
            families("function_words.determiners", "function_words.prepositions",
                     "function_words.pronouns", "function_words.conjunctions")
        )  # fmt: skip


@cache
def _patterns() -> _Patterns:
    """Made when the first attribution of a source is read."""
    return _Patterns()
