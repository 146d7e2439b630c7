"""What a figure counts: the noun phrase behind it, and which words may stand for which."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import NamedTuple

from ..lexicon import Regex, families, family, read, whole_words
from ..stems import stem

_FUNCTION = frozenset(
    [
        *families("function_words"),
        *(word for word in family("clauses.rate.each") if " " not in word),
    ]
)
_NEUTRAL = frozenset(family("function_words.determiners.amounts"))
_KNOWN = whole_words(families("function_words.determiners", "function_words.pronouns"))
_OF = Regex(
    rf"\s+{whole_words(family('clauses.joins.of'))}\s+(?P<known>{_KNOWN}\s+)?", re.IGNORECASE
)
_AND = Regex(
    rf"\s+{whole_words(family('function_words.conjunctions.joining.and'))}\s+(?P<noun>[^\W\d_]+)(?:\s+(?P<next>[^\W\d_]+))?",
    re.I,
)
_NEXT = Regex(r"[\s\ufffc]*(?<=[\s\ufffc])([^\W\d_]+(?:[-’'][^\W\d_]+)*)")
_POSSESSIVE = Regex(r"[’'](?:s\b)?\Z")
_MOST_WORDS = 5
_LONG = 7
_SHORT = 4
_ENDED = family("endings.participles")[:1]
_ADJECTIVES = family("endings.adjectives")
_NO_PLURALS = family("endings.no_plurals")
_ROLES = family("endings.roles")


class Counted(NamedTuple):
    """The noun phrase of a figure: its head in the plural, the words between, and where it ends."""

    head: str
    adjectives: tuple[str, ...]
    end: int


def counted(text: str, end: int) -> Counted | None:
    """What a figure counts that ends there, in the plural or as `of the soldiers`; None where
    nothing is said.
    """
    of = _OF.match(text, end)
    words: list[tuple[str, int]] = []
    place = of.end() - 1 if of else end
    while len(words) < _MOST_WORDS and (match := _NEXT.match(text, place)):
        low = match[1].lower()
        if low in _FUNCTION and low not in _NEUTRAL:
            break
        words.append((match[1], match.end(1)))
        place = match.end(1)
    heads = [number for number, (word, _) in enumerate(words) if is_plural(word)]
    if not heads:
        return None
    last = heads[0]
    while last + 1 in heads:
        last += 1
    head, where = words[last]
    return Counted(head, tuple(word for word, _ in words[:last]), where)


def material(text: str, end: int) -> Counted | None:
    """Of what a measure or a share is that ends there: `hectares of forest`. *Of the guild* is of
    what has been spoken of.
    """
    of = _OF.match(text, end)
    if of is None:
        return None
    words: list[str] = []
    place = of.end() - 1
    while len(words) < _MOST_WORDS and (match := _NEXT.match(text, place)):
        if match[1].lower() in _FUNCTION or (words and is_past(match[1])):
            break
        words.append(match[1])
        place = match.end(1)
        if is_plural(match[1]):
            break
    is_bare = of["known"] is None
    has_noun = words and (is_bare or is_plural(words[-1]))
    return Counted(words[-1], tuple(words[:-1]), place) if has_noun else None


def base(text: str, end: int) -> tuple[str, ...]:
    """The words for what a share is of that ends there: *of the unemployed*; none where it is not
    said.
    """
    of, words = _OF.match(text, end), list[str]()
    place = of.end() - 1 if of else len(text)
    while len(words) < _MOST_WORDS and (match := _NEXT.match(text, place)):
        if match[1].lower() in _FUNCTION and words:
            break
        if match[1].lower() not in _FUNCTION:
            words.append(match[1])
        place = match.end(1)
    return tuple(words)


def joined(text: str, end: int) -> tuple[str, str] | None:
    """The two nouns of a figure that ends there, where it counts both: *officers and men*."""
    phrase = counted(text, end)
    other = _AND.match(text, phrase.end) if phrase is not None else None
    if phrase is None or other is None:
        return None
    words = (word for word in (other["noun"], other["next"]) if word and not is_past(word))
    nouns = (word for word in words if is_plural(word))
    noun = next(nouns, "")
    return (phrase.head, noun) if noun else None


def head_of(phrase: str) -> str:
    """The noun of a noun phrase, in small letters: *offer* of *the new offer of the state*."""
    words = _behind_nouns().split(phrase, 1)[0].split()
    return words[-1].lower() if words else ""


@cache
def _behind_nouns() -> Regex:
    return Regex(rf"\s{whole_words(family('function_words.prepositions'))}\s", re.I)


@cache
def _plurals() -> frozenset[str]:
    return frozenset(families("common_words.plurals", "nouns.any.plural", "figures.counted.plural"))


@cache
def _no_plurals() -> frozenset[str]:
    return frozenset(families("nouns.any.no_plural", "figures.counted.none"))


def is_plural(word: str) -> bool:
    """Whether a word is, by its form, a noun in the plural."""
    low = word.lower()
    if low in _plurals():
        return True
    if low.endswith(family("endings.plurals")) and low not in _no_plurals():
        return True
    return (
        len(low) > 3
        and low.endswith("s")
        and not low.endswith(_NO_PLURALS)
        and low not in _no_plurals()
    )


def is_adjective(word: str) -> bool:
    """Whether a word that stands before a noun may be one that goes with it, and is no verb."""
    low = word.lower()
    return word[0].isupper() or "-" in word or low in _adjectives() or low.endswith(_ADJECTIVES)


@cache
def _adjectives() -> frozenset[str]:
    places = "nouns.restricting", "common_words.light.adjectives", "common_words.figures"
    return frozenset([*families(*places, "figures.counted.none"), *_NEUTRAL])


def is_past(word: str) -> bool:
    """Whether a word may be a verb in its past."""
    low = word.lower()
    return low in _past() or (len(low) > _SHORT and low.endswith(_ENDED))


@cache
def _past() -> frozenset[str]:
    return frozenset(families("reversals.finite.irregular", "verbs.irregular"))


def is_anything(noun: str) -> bool:
    """Whether a noun may stand for whatever is counted: *others*."""
    return noun.lower() in _any()


def is_known(noun: str) -> bool:
    """Whether it is known what a noun may stand for, or what may stand for it."""
    low = noun.lower()
    return (
        any(low in words for words in _same().values())
        or any(low in wider or low in narrower for wider, narrower, _ in _under())
        or _is_role(low)
    )


def is_specific(noun: str) -> bool:
    """Whether it is known what a noun may stand for, and that it does not stand for anybody."""
    low = noun.lower()
    is_wide = low in _any() or any(
        low in wider for wider, _, takes_roles in _under() if takes_roles
    )
    is_narrow = any(low in narrower for _, narrower, _ in _under())
    return not is_wide and (is_narrow or any(low in words for words in _same().values()))


PEOPLE = family("nouns.wider.people")[0]


def is_state(noun: str) -> bool:
    """Whether a noun is for people by what happened to them: the dead, the wounded."""
    return noun.lower() in families("nouns.same.dead", "nouns.same.wounded", "nouns.wider.victims")


class Vocabulary:
    """The words of a record, and which other words may stand for what it counts."""

    def __init__(self, texts: Iterable[str]) -> None:
        texts = list(texts)
        self._run_together = re.sub(r"[\s-]", "", " ".join(texts).lower())
        self.words = frozenset(
            part
            for text in texts
            for match in _WORD.finditer(text)
            for part in (match[0].lower(), *match[0].lower().split("-"))
        )
        self.stems = frozenset(map(stem, self.words))
        self.has_nouns = any(is_plural(word) for word in self.words)

    def has(self, word: str) -> bool:
        """Whether the record has a word, in whatever form."""
        parts = [word.lower(), *word.lower().split("-")]
        return any(part in self.words or stem(part) in self.stems for part in parts)

    def bears(self, noun: str) -> bool:
        """Whether a noun says no more of what is counted than the record."""
        low = noun.lower()
        if low in _any() or self.has(noun):
            return True
        if any(word.endswith(low) for word in self.words if len(low) > 2):
            return True
        if len(low) >= _LONG and low in self._run_together:  # Warships are war ships.
            return True
        families_of, under = _same(), _under()
        if any(self.words & families_of[name] for name in families_of if low in families_of[name]):
            return True
        return any(
            self.words & narrower or (takes_roles and self._has_role())
            for wider, narrower, takes_roles in under
            if low in wider
        )

    def _has_role(self) -> bool:
        return any(_is_role(word) for word in self.words)

    def lacks(self, adjective: str) -> bool:
        """Whether an adjective takes a part of what is counted that the record does not name."""
        low = adjective.lower()
        groups = [words for words in _restricting().values() if low in words]
        return bool(groups) and not any(self.words & words for words in groups)


_WORD = Regex(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def _is_role(word: str) -> bool:
    bare = word.removesuffix("s")
    return (
        word.endswith("s")
        and len(bare) > 4
        and bare.endswith(_ROLES)
        and bare not in family("people.roles.no_roles")
    )


@cache
def _any() -> frozenset[str]:
    return frozenset(family("nouns.any.words"))


@cache
def _same() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read("nouns")["same"].items()}


@cache
def _restricting() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read("nouns")["restricting"].items()}


@cache
def _under() -> tuple[tuple[frozenset[str], frozenset[str], bool], ...]:
    """The wider words, with what they may stand for, and whether that is any person."""
    tables, same = read("nouns"), _same()

    def narrower(name: str) -> Iterator[str]:
        for each in tables["narrower"][name]:
            yield from same.get(each, (each,))

    return tuple(
        (frozenset(words), frozenset(narrower(name)), name in tables["roles"]["wider"])
        for name, words in tables["wider"].items()
    )
