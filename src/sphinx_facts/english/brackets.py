"""What an editor may put in brackets: who, what or where is meant, function words, and notes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .lexicon import families, family

_SUBJECTS = frozenset(
    families(
        "function_words.pronouns.he",
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


class Beside(NamedTuple):
    """What stands beside brackets: the word or mark before them, and the word after, if one does.

    `is_first` where the quotation begins with the brackets; `before` is then what the record has.
    """

    before: str
    after: str
    is_first: bool


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
    if beside.is_first and is_subject:
        return True
    if after and after.lower() not in _SMALL:
        # Before a noun it describes, before a name it makes another of it: [South] Korea.
        glosses = before[:1].isalpha() and before.lower() not in _SMALL
        named = glosses and all(w[:1].isupper() or w.lower() in _SMALL for w in words)
        is_title = names and all(word in _TITLES or word.islower() for word in words)
        return named or (after[:1].isupper() and is_title)
    return names or (not beside.is_first and (before[:1].isupper() or is_subject))
