"""What an editor may put in brackets: who, what or where is meant, function words, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from ...text.words import is_word
from ..lexicon import families, family
from ..stems import stem

_SUBJECTS = frozenset(
    families(
        "function_words.pronouns.he",
        "function_words.pronouns.speakers",
        "function_words.pronouns.others",
        "function_words.pronouns.objects",
        "function_words.relatives.who",
    )
)
_NAMING = _SUBJECTS.union(
    families(
        "function_words.pronouns.his",
        "function_words.pronouns.owners",
        "function_words.pronouns.owned",
        "function_words.relatives",
        "function_words.determiners.articles",
        "function_words.determiners.demonstratives",
        "function_words.determiners.that",
        "function_words.adverbs.place",
        "quotations.brackets.naming",
    )
)
"""Words that a name for somebody or something may begin with, or stand for."""
_FORMS = (
    _NAMING,
    frozenset(family("function_words.auxiliaries.be")),
    frozenset(family("function_words.auxiliaries.have")),
    frozenset(family("function_words.auxiliaries.do")),
)
"""Words of which one in brackets may stand for another."""
_SMALL = frozenset().union(
    *_FORMS,
    families(
        "function_words.prepositions.short",
        "function_words.conjunctions.joining.and",
        "function_words.conjunctions.joining.or",
    ),
)
_PLACING = frozenset(family("quotations.brackets.placing"))
"""Words that begin an explanation of place, time or belonging: *[at the quay]*."""
_TITLES = frozenset(word for title in family("people.titles") for word in title.split())
_NOTES = frozenset(family("quotations.brackets.notes"))
_SHORTEST = 4
"""Letters of the shortest stem by which another word of the same is known."""


class Beside(NamedTuple):
    """What stands beside brackets: the word or mark before them, and the word after, if one does.

    `is_first` where the quotation begins with the brackets; `before` is then what the record has.
    """

    before: str
    after: str
    is_first: bool


class Vocabulary(NamedTuple):
    """The stems of what is known of a quotation, with which words in brackets may explain it."""

    own: frozenset[str]
    """Of its claim, its evidence and its speaker."""
    beside: tuple[frozenset[str], ...]
    """Of each excerpt of the same sources: what it speaks of may stand for a pronoun."""
    names: tuple[frozenset[str], ...]
    """Of all that each person, institution or thing is called."""


def is_borne(
    words: Sequence[str], replaced: Sequence[str], beside: Beside, known: Vocabulary
) -> bool:
    """Whether words in brackets say what is known of the quotation, and nothing else."""
    content, gone = _content(words), _content(replaced)
    if _are_in(content, known.own | frozenset(gone)):
        return True
    beside_it = gone or _content([beside.before])
    if beside_it and any(_are_in([*content, *beside_it], names) for names in known.names):
        return True
    if gone:
        return False
    is_pronoun = bool(replaced) or beside.before.lower() in _SUBJECTS
    return is_pronoun and any(_are_in(content, text) for text in (*known.beside, *known.names))


def _content(words: Sequence[str]) -> list[str]:
    """The stems of the words that say something."""
    kept = (word.lower() for word in words if is_word(word))
    return [stem(word) for word in kept if word not in _light()]


@cache
def _light() -> frozenset[str]:
    return _NOTES.union(_SMALL, _PLACING, families("function_words"))


def _are_in(content: Iterable[str], known: frozenset[str]) -> bool:
    """Whether each stem is known, or begins one that is, or goes on with one: *Korea*, *Korean*."""
    return all(
        each in known
        or any(
            min(len(each), len(other)) >= _SHORTEST
            and (each.startswith(other) or other.startswith(each))
            for other in known
        )
        for each in content
    )


def may_name(word: str) -> bool:
    """Whether a word may begin a name for somebody or something, or stand for one."""
    return word.lower() in _NAMING


def explains(words: Sequence[str], replaced: Sequence[str], beside: Beside) -> bool:
    """Whether words in brackets name or explain something, rather than describe it.

    `replaced` are the words of the record that they stand for.
    """
    lower, gone = {word.lower() for word in words}, {word.lower() for word in replaced}
    names = bool(words) and _begins_name(words[0])
    if not replaced:
        return lower <= _NOTES or lower <= _SMALL or _glosses(words, beside, names=names)
    if any(lower | gone <= forms for forms in _FORMS) or (words and gone <= _SUBJECTS):
        return True
    return names and _begins_name(replaced[0])


def _begins_name(word: str) -> bool:
    return may_name(word) or word[:1].isupper()


def _glosses(words: Sequence[str], beside: Beside, *, names: bool) -> bool:
    """Whether words in brackets that replace nothing say who, what or where is meant."""
    if len(words) > 1 and words[0].lower() in _PLACING:
        return True
    before, after = beside.before, beside.after
    is_subject = before.lower() in _SUBJECTS
    if is_subject and (beside.is_first or names):
        return True
    if after and after.lower() not in _SMALL:
        # Before a noun it describes, before a name it makes another of it: [South] Korea.
        glosses = before[:1].isalpha() and before.lower() not in _SMALL
        named = glosses and all(w[:1].isupper() or w.lower() in _SMALL for w in words)
        is_title = names and all(word in _TITLES or word.islower() for word in words)
        return named or (after[:1].isupper() and is_title)
    return names or (not beside.is_first and (before[:1].isupper() or is_subject))
