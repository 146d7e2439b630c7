"""What a figure counts, what a text is about, and the ids that are made of such words."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from ..english.figures.find import find_figures
from ..english.lexicon import Regex, alternatives, families, family
from ..figures.figure import Figure
from .phrases import ARTICLE, OWNER

_EMPTY = frozenset(families("function_words", "common_words.light"))
"""Words that do not say what a text is about."""
_NO_NOUNS = _EMPTY - frozenset(family("common_words.figures.before_noun"))
"""Words that neither are nor precede what a figure counts."""
_SHORTEST = 4
"""Letters of a word that says what a text is about."""
_WORD = Regex(r"[^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*")

_UNCOUNTED = ("year", "date", "decade", "percent", "currency", "duration")
"""Kinds of figures that count no noun."""
_MOST_WORDS = 4
"""Words behind a figure of which one may be what it counts."""
_PLURAL = Regex(
    rf"\w{{2,}}(?<![su])s|\w+{alternatives(family('endings.plurals'))}"
    rf"|{alternatives(family('common_words.plurals.irregular'))}",
    re.IGNORECASE,
)
_OF = rf"\s+{alternatives(family('function_words.prepositions.short.of'))}\s+"
_THESE = alternatives(family("function_words.determiners.demonstratives"))
_MOST = alternatives(family("function_words.determiners.most"))
_FOLLOWS = Regex(
    rf"(?:{_OF}(?:{ARTICLE}|{OWNER}|{_THESE})\s+(?:{_MOST}\s+)?|\s+)"
    r"([^\W\d_]+(?:[-’'][^\W\d_]+)*)"
)
_SUPERLATIVE = Regex(rf"{_OF}{ARTICLE}\s+\w+{alternatives(family('endings.superlatives'))}\b")


def counted_end(text: str, figure: Figure, end: int) -> int:
    """Where the noun ends that a figure counts, if one follows `end`, and `end` otherwise."""
    if figure.kind in _UNCOUNTED or figure.unit:
        return end
    found = [end]
    for _ in range(_MOST_WORDS):
        match = _FOLLOWS.match(text, found[-1])
        if match is None or match[1].lower() in _NO_NOUNS:
            break
        found.append(match.end())
        if _PLURAL.fullmatch(match[1]):
            return found[-1]
    if _SUPERLATIVE.match(text, end):
        return found[min(1, len(found) - 1)]
    return found[-1] if figure.kind == "ordinal" else end


def content_words(text: str) -> list[tuple[str, int]]:
    """The words of a text that say what it is about, in small letters, each with its place."""
    words = [(match[0].lower(), match.start()) for match in _WORD.finditer(text)]
    return [(word, place) for word, place in words if _has_content(word)]


@lru_cache(maxsize=4096)
def _has_content(word: str) -> bool:
    return len(word) >= _SHORTEST and word not in _EMPTY and not find_figures(word)


def slug(*words: str) -> str:
    """An id of these words in small letters, digits and single hyphens.

    The empty string where nothing is left.
    """
    ascii_only = unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode()
    without_possessives = re.sub(r"['’]s?\b", "", ascii_only.lower())
    return "-".join(re.findall(r"[a-z0-9]+", without_possessives))
