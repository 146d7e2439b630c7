"""What a book counts of its own: chapters, tables, sources; never soldiers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache

from ..lexicon import families, family

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_ENDS = re.compile(r"[.,;:!?()–—]")
_MOST = 4
"""How many words behind a number may lead to what it counts."""


@cache
def _things() -> frozenset[str]:
    return frozenset(family("own.things"))


@cache
def _little() -> frozenset[str]:
    """Words that are no noun, and part one from another."""
    return frozenset(word.lower() for word in families("function_words", "own.no_noun"))


def singulars(word: str) -> Iterator[str]:
    """A word as it is, and without what may make a plural of it."""
    low = re.sub(r"['’]s?\Z", "", word.lower())
    yield low
    if low.endswith("ies"):
        yield f"{low[:-3]}y"
    for ending in ("es", "s"):
        if low.endswith(ending):
            yield low.removesuffix(ending)


def is_own_thing(word: str, more: Collection[str] = ()) -> bool:
    """Whether a book has such things itself; `more` are those that a certain book has."""
    return any(each in _things() or each in more for each in singulars(word))


def names_own_thing(text: str, more: Collection[str] = ()) -> bool:
    """Whether a text names something that a book has itself."""
    return any(is_own_thing(word, more) for word in _WORD.findall(text))


def nouns_behind(text: str) -> list[str]:
    """The words behind a number up to the first small one: the last of them is what it counts, or
    the first where a verb follows.

    Empty where none follows, as behind *twice* or *half of them*.
    """
    found = list[str]()
    for word in _WORD.findall(_ENDS.split(text, maxsplit=1)[0])[:_MOST]:
        if word.lower() not in _little():
            found.append(word)
        elif found or word.lower() not in family("own.skipped"):
            break
    return found
