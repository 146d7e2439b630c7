"""Numerals of other scripts (*三百*, *፫፻*) and number words in letters that English has not: seen,
but not read. Digits of any script are read as others are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache, partial
from itertools import groupby

from ..lexicon import Regex, alternatives, families, family
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
    """The numerals and number words in a text, without a value. A single numeral in a word is one
    where what it counts follows: it may be a part of a name.
    """
    yield from _foreign_number_words(text)
    if not text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _LATIN):
        return  # Every text is asked this, so it has to take no time.
    yield from _joined_number_words(text)
    for match in _WORD.finditer(text):
        place, word = match.start(), match[0]
        for is_numeral, group in groupby(word, _is_numeral):
            length = len(list(group))
            end = place + length
            if is_numeral and (length == len(word) or length > 1 or _is_counted(text, end)):
                yield Quantity(place, end, ())
            elif is_numeral and text.startswith(
                family("other_scripts.chinese.ordinals"), place - 1
            ):
                yield Quantity(place, end, (), weak=True)  # as *third*
            place = end


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


def _joined_number_words(text: str) -> Iterator[Quantity]:
    """Those of languages that join them with each other, and with other words."""
    for letters, pattern in _JOINED:
        if letters.search(text):
            for match in pattern().finditer(text):
                yield Quantity(*match.span("number"), ())


@cache
def _korean() -> Regex:
    words = partial(_one_of, "korean")
    digit, scale = words("digits"), words("scales")
    counted = rf"{words('counted')}(?={words('particles')}|[^가-힣]|\Z)"
    large = rf"(?:{digit}?{scale})+{digit}?"
    several = rf"(?:{digit}{scale}){{2,}}{digit}?|(?:{digit}?{scale}){{3,}}{digit}?"
    small = rf"(?:열|{words('tens')})?{words('ones')}|{words('tens')}"
    alone = rf"{words('alone')}(?={words('particles')}?(?:[^가-힣]|\Z))"
    named = rf"{large}(?=\s?{counted})|{words('before_counted')}(?=\s{counted})"
    return Regex(rf"(?<![가-힣])(?P<number>{several}|{small}|{alone}|{named})")


@cache
def _thai() -> Regex:
    words = partial(_one_of, "thai")
    number, counted = words("numbers"), words("counted")
    whole = rf"{number}{_NO_MARK_OF_THAI}"
    return Regex(rf"(?P<number>(?:{whole}){{2,}}|{whole}(?=\s?{counted}{_NO_MARK_OF_THAI}))")


@cache
def _hindi() -> Regex:
    return Regex(rf"(?<![\u0900-\u097f])(?P<number>{_one_of('hindi', 'words')})(?![\u0900-\u097f])")


def _one_of(language: str, name: str) -> str:
    return alternatives(family(f"other_scripts.{language}.{name}"))


_NO_MARK_OF_THAI = "(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"
_JOINED = (
    (re.compile("[가-힣]"), _korean),
    (re.compile("[ก-๛]"), _thai),
    (re.compile(r"[\u0900-\u097f]"), _hindi),
)


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


def _is_counted(text: str, place: int) -> bool:
    """Whether what a numeral counts stands there: *三人*."""
    return text.startswith(family("other_scripts.chinese.counted"), place)


def _is_numeral(char: str) -> bool:
    """Whether a character is a number and no digit, nor a form of plain ones: *²*, *Ⅷ*."""
    is_number = unicodedata.numeric(char, None) is not None and not char.isdecimal()
    is_number = is_number or char in family("other_scripts.chinese.numerals")
    return is_number and not _is_plain(char)


def _is_plain(char: str) -> bool:
    return unicodedata.normalize("NFKC", char).replace("\N{FRACTION SLASH}", "/").isascii()
