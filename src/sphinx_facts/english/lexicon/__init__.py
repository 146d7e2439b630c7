"""The words of English that anything here knows: tables in TOML, each word once in its family.

A text of a table is a list of phrases, parted by commas and line breaks; a number stays one. A
phrase may stand in several families (*may* is a month and a modal), never twice in one. Texts are
written between ``'''``, which are read many times faster than other forms.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from .patterns import Regex as Regex
from .patterns import alternatives as alternatives
from .patterns import whole_words as whole_words

_FOLDER = Path(__file__).parent
_PHRASE = re.compile(
    r"[\w\u0900-\u0963\u0e30-\u0e4e"
    r"$£€¥₩₽₹₴₺₪₫₦฿₱₾₸₿₡₵₭₮₲¢＄￡￥￦￠%‰％°℃℉²³+±~≈∼≃<>=≤≥ .'’/&-]+"
)
"""Letters, with the marks of Hindi and Thai, digits, spaces, the marks inside words, and the signs
of money, measures and bounds.
"""

Family = tuple[str, ...]
"""Phrases, in the order in which they are written."""


class LexiconError(ValueError):
    """A table holds what is no phrase, or one twice; the message names both."""


@cache
def read(name: str) -> Mapping[str, Any]:
    """The tables of ``NAME.toml``: maps of families, each a tuple of phrases, and of numbers.

    Raises `LexiconError`.
    """
    tables = tomllib.loads((_FOLDER / f"{name}.toml").read_text("utf-8"))
    return MappingProxyType(_read(tables, name))


@cache
def family(place: str, *path: str) -> Family:
    """The phrases at a place, as ``people.titles.short``; of a table all that stand below it."""
    name, *steps = [*place.split("."), *path]
    found: Any = read(name)
    for step in steps:
        found = found[step]
    return tuple(_below(found))


def families(*places: str) -> Family:
    """The phrases at several places, each once."""
    return tuple(dict.fromkeys(phrase for place in places for phrase in family(place)))


def any_of(*places: str) -> str:
    """Matches each of the phrases at several places, as `whole_words`."""
    return whole_words(families(*places))


@cache
def word_pattern(*places: str) -> Regex:
    """Finds what `any_of` matches, whatever its case."""
    return Regex(any_of(*places), re.I)


def names() -> list[str]:
    """The files of the lexicon."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def _below(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for each in value.values():
            yield from _below(each)
    elif isinstance(value, tuple):
        yield from value


def _read(value: Any, place: str) -> Any:
    if isinstance(value, dict):
        return {key: _read(each, f"{place}.{key}") for key, each in value.items()}
    return _phrases(value, place) if isinstance(value, str) else value


def _phrases(text: str, place: str) -> Family:
    phrases = tuple(
        " ".join(phrase.split()) for phrase in re.split(r"[,\n]", text) if phrase.strip()
    )
    for phrase in phrases:
        if not _PHRASE.fullmatch(phrase):
            raise LexiconError(f"{place}: {phrase!r} is no phrase")
    if len(set(phrases)) < len(phrases):
        twice = next(each for each in phrases if phrases.count(each) > 1)
        raise LexiconError(f"{place}: {twice!r} stands twice")
    return phrases
