"""Numerals of other scripts (*三百*, *፫፻*) and number words in letters that English has not: seen,
but not read. Digits of any script are read as others are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby

from ..lexicon import families, family
from . import words
from .quantity import Quantity

_LATIN = bytes([*range(0x04), *range(0x20, 0x2C)])
"""The upper bytes of Latin letters, and of the marks and signs that stand among them."""
_WORD = re.compile(r"[^\W_\x00-\u02ff]+")
_MARKS = "\u0300-\u036f"
_STRANGE = re.compile("[^\x00-\xbf\u2000-\u2bff]")
"""What may be a letter that is not of English, or a mark on one."""
_PLAIN = re.compile(r"[a-z'’]*\Z", re.IGNORECASE)
_FOREIGN = re.compile(
    rf"(?<![\w{_MARKS}])[a-z'’]*+(?:[^\W\d_\x00-\x7f{_MARKS}]|(?<=[a-z])[{_MARKS}])"
    rf"[\w'’{_MARKS}]*+",
    re.IGNORECASE,
)
"""A word with one of these."""
_LONGEST = 20
"""Plain letters before it."""
_COUNTING = ("add", "times", "scale", "vague")
_SHORT = 4
"""Letters of a word that, with marks on them, may be one of another language: *tên*."""


def find_numerals(text: str) -> Iterator[Quantity]:
    """The numerals and number words in a text, without a value. A numeral that is a part of a word
    may be no number there, as in a name, and is weak.
    """
    yield from _foreign_number_words(text)
    if not text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _LATIN):
        return  # Every text is asked this, so it has to take no time.
    for match in _WORD.finditer(text):
        place, word = match.start(), match[0]
        for is_numeral, group in groupby(word, _is_numeral):
            length = len(list(group))
            if is_numeral:
                yield Quantity(place, place + length, (), weak=length == 1 < len(word))
            place += length


def _foreign_number_words(text: str) -> Iterator[Quantity]:
    end = 0
    for strange in _STRANGE.finditer(text):
        if strange.start() < end:
            continue
        before = _PLAIN.search(text, max(end, strange.start() - _LONGEST), strange.start())
        word = before and _FOREIGN.match(text, before.start())
        if word:
            end = word.end()
            if _is_number_word(word[0]):
                yield Quantity(word.start(), end, ())


@lru_cache(maxsize=4096)
def _is_number_word(word: str) -> bool:
    """Whether a word is one of another script, or looks like one of English."""
    low = word.lower().replace("’", "'")
    if low in _foreign_words():
        return True
    plain = unicodedata.normalize("NFKD", low)
    bare = "".join(char for char in plain if not unicodedata.combining(char))
    bare = bare.translate(_lookalikes())
    role, _ = words.NUMBER_WORDS.get(bare, ("", 0))
    is_marked = bare == unicodedata.normalize("NFD", low).translate(_no_marks())
    return role in _COUNTING and (not is_marked or len(bare) > _SHORT)


@cache
def _foreign_words() -> frozenset[str]:
    return frozenset(families(*(f"other_scripts.{name}" for name in _SCRIPTS)))


_SCRIPTS = ("arabic", "cyrillic", "greek", "hebrew")


@cache
def _lookalikes() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in family("other_scripts.lookalikes")}


@cache
def _no_marks() -> dict[int, None]:
    return dict.fromkeys(range(0x300, 0x370))


def _is_numeral(char: str) -> bool:
    """Whether a character is a number and no digit, nor a form of plain ones: *²*, *Ⅷ*."""
    is_number = unicodedata.numeric(char, None) is not None and not char.isdecimal()
    return is_number and not _is_plain(char)


def _is_plain(char: str) -> bool:
    return unicodedata.normalize("NFKC", char).replace("\N{FRACTION SLASH}", "/").isascii()
