"""Whether the words for a sayer, `the agency` or `Pyongyang`, can mean somebody who is recorded.

Closed by default: what is not known to mean this one means somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache
from typing import NamedTuple

from ...text.words import is_word, split
from ..lexicon import Regex, any_of, families, family, read, whole_words, word_pattern
from ..stems import stem
from .kinds import KIND_OF_WORD, Kind
from .names import NAME_PART
from .roles import roles_in

_LITTLE = frozenset(
    [
        *families("function_words", "clauses.denial.nobody"),
        *(time.lower() for time in families("calendar.months", "calendar.weekdays")),
    ]
)
_ADVERBS = family("endings.adverbs")
_SPEAKING_FOR = frozenset(families("people.relations.spokesmen", "people.relations.speaking"))
_PRESS = frozenset(families("people.press", "sayings.nouns"))
"""What is printed or written; whose it is may be said beside it."""
_SPEAKERS = frozenset(family("function_words.pronouns.speakers"))
_NAMED = frozenset(family("people.anyone.named"))
_NEW = frozenset(
    families("function_words.determiners.articles.a", "function_words.determiners.any")
)
_PLURALS = frozenset(family("common_words.plurals.irregular"))
_ENDING_OF_PLURALS = "s"
_OF_STATES = family("people.capitals.stand_for")
"""Groups of bodies that a capital may stand for."""
_ENDINGS_OF_ROLES = family("endings.roles")


class Voice(NamedTuple):
    """Somebody who says something: a person, a body, a publication."""

    heads: frozenset[str]
    """The nouns that say what it is, in lower case."""
    words: frozenset[str]
    """All words of its names, in lower case."""
    states: frozenset[str]
    """The states that it is of."""
    is_person: bool = False


class _Phrase(NamedTuple):
    heads: tuple[str, ...]
    """Its noun, in lower case; none where a state alone is named, or a pronoun stands."""
    proper: frozenset[str]
    """The other words with capitals, in lower case."""
    states: frozenset[str]
    is_new: bool = False
    """Whether it brings in somebody who was not named: `an officer`."""


@cache
def _states() -> Regex:
    names = {name for names in read("places")["states"].values() for name in names}
    alone = {name for name in names if name[0].islower()}  # the South, but not the South Koreans
    return Regex(
        rf"(?<![\w-])(?:{whole_words(names - alone)}|{whole_words(alone)}(?!\s+[A-Z]))(?![\w-])"
    )


@cache
def _state_of() -> dict[str, str]:
    return {name: state for state, names in read("places")["states"].items() for name in names}


@cache
def _groups() -> dict[str, frozenset[str]]:
    """The groups of sayers, by each of their words."""
    table: dict[str, set[str]] = {}
    for group, words in read("people")["sayers"].items():
        for word in words:
            table.setdefault(word, set()).add(group)
    return {word: frozenset(groups) for word, groups in table.items()}


def states_in(text: str) -> frozenset[str]:
    """The states that a text names, by themselves, their people or seats of government."""
    return frozenset(_state_of()[" ".join(match[0].split())] for match in _states().finditer(text))


def voice(*texts: str, role: str = "", is_person: bool = False) -> Voice:
    """The voice that goes by these names and this role."""
    heads = {word for text in texts for word in _heads(text)} if not is_person else set()
    heads.update(_heads(role))
    if any((named := _read(text)) and not named.heads for text in texts):
        heads.add("government")  # The White House, as a publisher.
    every = " ".join((*texts, role))
    words = frozenset(word.lower() for word in split(every) if is_word(word))
    return Voice(frozenset(heads), words, states_in(every), is_person)


def _heads(text: str) -> Iterator[str]:
    words = [word.lower() for word in split(_plain(text))]
    for each in roles_in(words):
        yield words[each.head]


def means(phrase: str, voices: Iterable[Voice]) -> bool:
    """Whether the words for a sayer can mean one of these."""
    read = _read(phrase)
    return read is None or any(_can_mean(read, each) for each in voices)


def means_role(phrase: str, voice: Voice) -> bool:
    """Whether the words are the role of somebody, by its noun: more than that they may be."""
    read = _read(phrase)
    heads = read.heads if read is not None else ()
    return any(head in voice.heads for head in heads) and means(phrase, [voice])


def is_press(phrase: str, states: Set[str] = frozenset()) -> bool:
    """Whether the words are for a publication, whichever: `the article`, no name of one; of these
    states, if it is said to be of one.
    """
    read, words = _read(phrase), phrase.split()
    is_common = len(words) == 1 or words[-1].islower() or not words[-1][0].isupper()
    is_whose = read is not None and (read.proper or read.states - states)
    return read is not None and not is_whose and is_common and not _PRESS.isdisjoint(read.heads)


def speaks_for_state(role: str) -> bool:
    """Whether a role is that of somebody who speaks for a government."""
    return any("government" in _groups().get(head, ()) for head in _heads(role))


def names_body(phrase: str) -> bool:
    """Whether the words name a state, a body or a proper name."""
    read = _read(phrase)
    is_tongue = read is not None and not _tongues().isdisjoint(read.heads)
    return read is not None and bool(
        (read.states and not is_tongue)
        or read.proper
        or any(each in _groups() for each in read.heads)
    )


@cache
def _tongues() -> frozenset[str]:
    """Nobody says something who is meant by them, whosever they are."""
    return frozenset(family("people.anyone.tongues"))


def _can_mean(phrase: _Phrase, voice: Voice) -> bool:
    if phrase.states - voice.states or phrase.proper - voice.words:
        return False
    if not phrase.heads:
        return not voice.is_person or any(_is_of_state(head) for head in voice.heads)
    return any(_is_head(head, phrase, voice) for head in phrase.heads)


def _is_of_state(head: str) -> bool:
    return not _groups().get(head, frozenset()).isdisjoint(_OF_STATES)


def _is_head(head: str, phrase: _Phrase, voice: Voice) -> bool:
    if head in voice.heads or stem(head) in {stem(each) for each in voice.heads}:
        return True
    if voice.is_person and head in _NAMED and not phrase.is_new:
        return True
    groups = _groups().get(head, frozenset())
    theirs = frozenset[str]().union(*(_groups().get(each, ()) for each in voice.heads))
    if groups & theirs:
        return True
    # The government of a state speaks through its agencies.
    return bool(phrase.states) and "government" in groups and not theirs.isdisjoint(_OF_STATES)


def _plain(text: str) -> str:
    """A text without the endings of possessives."""
    return re.sub(r"[’'`´]s\b|[’'](?!\w)", " ", text)


@cache
def _read(phrase: str) -> _Phrase | None:
    """A noun phrase; None where it holds no noun, or what may be none."""
    states = states_in(phrase)
    words = split(_states().sub(" ", _plain(phrase)))
    content = [word for word in words if is_word(word) and not _is_little(word)]
    if not content:
        return _Phrase((), frozenset(), states) if states else None
    head = _head(words)
    if head is None:
        return _Phrase((), frozenset(_proper(content)), states)
    proper = frozenset(_proper(content)) - {head.lower()}
    if head[0].isupper() and not _is_common(head.lower(), begins=words[0] == head):
        return _Phrase((head.lower(),), proper | {head.lower()}, states)
    if len(words) == 1 and not _may_be_noun(head.lower()):
        return None
    return _Phrase((head.lower(),), proper, states, words[0].lower() in _NEW)


def _is_common(word: str, *, begins: bool) -> bool:
    """Whether a word is no name in spite of its capital: `the Ministry`, or `Sailors`, which may
    begin a sentence.
    """
    is_plural = word in _PLURALS or word.endswith(_ENDING_OF_PLURALS)
    return word in _groups() or word in _PRESS or (begins and is_plural)


def _proper(words: Iterable[str]) -> Iterator[str]:
    return (word.lower() for word in words if word[0].isupper())


def _head(words: list[str]) -> str | None:
    """The noun of a phrase: the last word before what says whose, or where."""
    links = (Kind.OF, Kind.IN, Kind.FOR)
    nouns: list[str] = []
    for word in words:
        if KIND_OF_WORD.get(word.lower()) in links and nouns:
            if nouns[-1].lower() not in _SPEAKING_FOR:
                break
            nouns.clear()
        elif is_word(word) and not _is_little(word):
            nouns.append(word)
    return nouns[-1] if nouns else None


def _is_little(word: str) -> bool:
    low = word.lower()
    return low in _LITTLE or low.isdigit() or (low.endswith(_ADVERBS) and low not in _PRESS)


def _may_be_noun(word: str) -> bool:
    """Whether a word that stands alone is known, or looks like, one for somebody."""
    known = word in _groups() or word in _PRESS or word in _NAMED
    return known or word.endswith(("s", *_ENDINGS_OF_ROLES))


def tells_of_itself(text: str) -> bool:
    """Whether who wrote a text says *I* in it, or *we*."""
    return not _SPEAKERS.isdisjoint(word.lower() for word in split(text))


def papers_of(text: str) -> Iterator[str]:
    """The names of those who have the papers that a text goes back to: *documents seen by the
    Courier*.
    """
    if word_pattern("sayings.seen.by").search(text):  # The pattern of names is long to make.
        yield from (match["name"] for match in _papers().finditer(text))


@cache
def _papers() -> Regex:
    the = any_of("function_words.determiners.articles.the")
    return Regex(
        rf"(?i:{any_of('sayings.seen.by')})\s+(?P<name>(?:(?i:{the})\s+)?{NAME_PART}(?:\s+{NAME_PART})*)"
    )
