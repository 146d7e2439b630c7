"""What says who somebody is: a role keeps its head, and what lessens it.

Of `former captain in the army turned broadcaster in the South`, *former captain* is the role, and
so is *broadcaster*; *captain* is more than he is, and *army* somebody else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from ...text.words import DASH, find_run, is_word, split
from ..lexicon import Regex, families, family, whole_words

_ARTICLES = frozenset(families("function_words.determiners.articles"))
_PREPOSITIONS = frozenset(families("function_words.prepositions"))
_ENDS = frozenset(families("function_words.relatives", "function_words.adverbs.middle"))
_JOINS = frozenset(
    families("function_words.conjunctions.joining", "people.roles.turning", "people.roles.serving")
)
_LITTLE = frozenset(families("function_words"))
_LESSENING = frozenset(families("people.roles.lessening"))
_BECOMING = frozenset(families("people.roles.becoming", "sayings.verbs"))
_THEN = frozenset(family("people.roles.apposed"))
_NOW = family("people.roles.now")
_ENDINGS = families("endings.participles", "endings.continuous")
_GAP = 3
"""So many words a role may leave out in a row."""
_NAME = 12
"""So many words and marks to either side of a role may hold the name that it explains."""
_REACH = 3
"""So many words may describe a noun before it."""


class Role(NamedTuple):
    """A noun that says who somebody is, among the words of a text, with what describes it before
    it: ``[start, head]``.
    """

    start: int
    head: int


def without_articles(words: Sequence[str]) -> list[str]:
    """The words in lower case, but for the articles."""
    return [word.lower() for word in words if word.lower() not in _ARTICLES]


def roles_in(words: Sequence[str]) -> Iterator[Role]:
    """The roles in the words of one: *analyst*, not what the analyst is of, or at."""
    start: int | None = 0
    for place, word in enumerate([*words, ","]):
        joins = word in _JOINS or not is_word(word)
        if start is not None and (joins or word in _PREPOSITIONS or word in _ENDS):
            if place > start:
                yield Role(start, place - 1)
            start = None
        if joins:
            start = place + 1


def is_role(shown: Sequence[str], role: Sequence[str]) -> bool:
    """Whether words, in lower case and without articles, are a role or name one in it by its head,
    with all that lessens it.
    """
    found = find_run(list(role), list(shown))
    if found < 0 or not shown:
        return False
    end = found + len(shown)
    return any(
        found <= each.head < end
        and each.start <= found
        and _LESSENING.isdisjoint(role[each.start : found])
        for each in roles_in(role)
    )


def apposed_role(text: str, end: int) -> list[str]:
    """The words of an office or rank that explains a name which ends there, `, a general in the
    army,`, in lower case; none where nothing of the kind does.
    """
    match = _apposition().match(text, end)
    words = without_articles(split(match["phrase"])) if match is not None else []
    words = words[1:] if words[:1] == [*_NOW] else words  # It takes nothing back.
    heads = {words[each.head] for each in roles_in(words)}
    return words if heads & _offices() else []


@cache
def _apposition() -> Regex:
    articles = whole_words(families("function_words.determiners.articles", "people.roles.apposed"))
    return Regex(rf",\s+(?P<phrase>{articles}\s[^,.;:()“”]{{3,60}})(?=[,.;:)])", re.I)


@cache
def _offices() -> frozenset[str]:
    titles = [title.lower() for title in family("people.titles.whole") if " " not in title]
    return frozenset([*titles, *family("people.roles.nouns")])


def is_called(words: Sequence[str], role: Sequence[str], texts: Iterable[Sequence[str]]) -> bool:
    """Whether somebody of this role may be called so: by a noun of the role, with what lessens it,
    or by one that a text has for this one.
    """
    known = {word.lower() for text in texts for word in text}
    ours = {words[each.head]: set(words[each.start : each.head]) for each in roles_in(words)}
    for each in roles_in(role):
        if role[each.head] in ours:
            lessened = not _LESSENING.isdisjoint(role[each.start : each.head])
            weaker = _LESSENING | _THEN
            return not lessened or not weaker.isdisjoint(words)
    return all(noun in known or noun not in _offices() for noun in ours)


def is_borne_out(role: Sequence[str], name: Sequence[str], text: Sequence[str]) -> bool:
    """Whether a text says a role of the one who is named: in its words and their order, with what
    lessens it, and not of what this one is in or at.
    """
    low = [word.lower() for word in text if word != DASH]  # It joins the words of a name.
    name = [word.lower() for word in name if is_word(word)]
    role = [word.lower() for word in role]
    return any(
        _is_whole(low, places, name) and _is_of_name(low, places, name)
        for start, word in enumerate(low)
        if word == role[0] and (places := _align(role, low, start))
    )


def is_met(form: Sequence[str], name: Sequence[str], text: Sequence[str]) -> bool:
    """Whether a name is that of somebody to whom another does something: *who met Old Tar*."""
    start = find_run(list(text), list(form))
    lead = text[start - 1 : start] if start > 0 else []
    is_small = bool(lead) and lead[0].islower() and form[0][0].isupper()
    return is_small and _is_verb([lead[0].lower()], [word.lower() for word in name])


def is_called_by(form: Sequence[str], name: Sequence[str], text: Sequence[str]) -> bool:
    """Whether a text gives somebody a name besides the one by which it has named this one: *Piet
    Horn, whom the port knows as Old Tar*.
    """
    first, start = find_run(list(text), list(name)), find_run(list(text), list(form))
    if first < 0 or start < 0 or not form[0][0].isupper():
        return False
    between = text[first + len(name) : start] if first < start else text[start + len(form) : first]
    said = " ".join(between).lower()
    is_apart = any(word[0].isupper() for word in between)
    return not is_apart and _naming().search(said) is not None


@cache
def _naming() -> Regex:
    """What names somebody stands aside, in the passive or behind *whom*."""
    passive = whole_words(families("function_words.auxiliaries.be", "function_words.relatives"))
    return Regex(
        rf"(?:[,(;]|(?<!\w){passive}\s).*(?<!who ){whole_words(family('people.roles.naming'))}"
    )


def _align(role: Sequence[str], text: Sequence[str], start: int) -> list[int]:
    """Where the words of a role stand in a text from `start` on; empty where they do not."""
    places = [start]
    for word in role[1:]:
        try:
            places.append(text.index(word, places[-1] + 1))
        except ValueError:
            return []
    return places


def _is_whole(text: Sequence[str], places: Sequence[int], name: Sequence[str]) -> bool:
    """Whether what is left out between the words, and right before them, may be."""
    for first, last in pairwise(places):
        gap = [word for word in text[first + 1 : last] if word not in _ARTICLES]
        rest = [word for word in gap if word not in name]
        if rest != gap:
            rest = [word for word in rest if is_word(word)]
        if len(rest) > _GAP or any(map(_binds, rest)):
            return False
    before = text[max(0, places[0] - _REACH) : places[0]]
    return not any(word in _LESSENING for word in before[_noun_start(before) :])


def _binds(word: str) -> bool:
    """Whether a word that is left out would make something else of what is left."""
    return (
        word in _LITTLE
        or word in _LESSENING
        or word in _JOINS
        or not is_word(word)
        or word.endswith(_ENDINGS)
    )


def _noun_start(words: Sequence[str]) -> int:
    """Where the noun phrase begins that ends with the last of the words."""
    place = len(words)
    while place and is_word(words[place - 1]) and words[place - 1] not in _LITTLE | _JOINS:
        place -= 1
    return place


def _is_verb(word: Sequence[str], name: Sequence[str]) -> bool:
    """Whether a word before an article is a verb that does something to what follows: *left the
    hospital*, but not *became the director*.
    """
    return any(
        is_word(each)
        and not (each in _LITTLE or each in _JOINS or each in _BECOMING or each in name)
        for each in word
    )


def _is_of_name(text: Sequence[str], places: Sequence[int], name: Sequence[str]) -> bool:
    """Whether the role is that of the one who is named, and not what another is in, of or at."""
    start = places[0]
    first = max(0, start - _REACH)
    start = first + _noun_start(text[first:start])
    noun = start
    while start and text[start - 1] in _ARTICLES:
        start -= 1
    is_object = start < noun and _is_verb(text[start - 1 : start], name)
    before = [word for word in text[max(0, start - _NAME) : start] if is_word(word)]
    is_other = bool(start) and (text[start - 1] in _PREPOSITIONS or is_object)
    if not is_other or find_run(before, list(name)) < 0:
        return True
    behind = [word for word in text[places[-1] + 1 : places[-1] + _NAME] if is_word(word)]
    return find_run(behind, list(name)) >= 0 or any(text[place] in name for place in places)
