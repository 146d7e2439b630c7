"""Numerals of other scripts (*三百*, *፫፻*): seen, but not read. Their digits are read as any."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby

from .quantity import Quantity

_LATIN = bytes([*range(0x04), *range(0x20, 0x2C)])
"""The upper bytes of Latin letters, and of the marks and signs that stand among them."""
_WORD = re.compile(r"[^\W_\x00-\u02ff]+")


def find_numerals(text: str) -> Iterator[Quantity]:
    """The numerals in a text, without a value. One that is a part of a word may be no number
    there, as in a name, and is weak.
    """
    if not text.encode("utf-16-le", "surrogatepass")[1::2].translate(None, _LATIN):
        return  # Every text is asked this, so it has to take no time.
    for match in _WORD.finditer(text):
        place, word = match.start(), match[0]
        for is_numeral, group in groupby(word, _is_numeral):
            length = len(list(group))
            if is_numeral:
                yield Quantity(place, place + length, (), weak=length == 1 < len(word))
            place += length


def _is_numeral(char: str) -> bool:
    """Whether a character is a number and no digit, nor a form of plain ones: *²*, *Ⅷ*."""
    is_number = unicodedata.numeric(char, None) is not None and not char.isdecimal()
    return is_number and not _is_plain(char)


def _is_plain(char: str) -> bool:
    return unicodedata.normalize("NFKC", char).replace("\N{FRACTION SLASH}", "/").isascii()
