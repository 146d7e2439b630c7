"""A stretch of text as tokens: its words, names, quotations and marks, each with its kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from ..lexicon import Regex, family, whole_words
from ..sentences import outline
from .kinds import KIND_OF_MARK, KIND_OF_WORD, Kind
from .names import NAME_PART, TITLE, Mention, start_of

_TOKEN = Regex(
    rf"(?P<stranger>(?:(?>{TITLE}|{NAME_PART}\s+))+{NAME_PART})"
    r"|(?P<possessive>(?<=\w)[’']s\b|(?<=s)[’'](?!\w))"
    rf"|(?P<word>(?i:{whole_words(word for word in KIND_OF_WORD if ' ' in word)})\b"
    r"|\d+(?:[.,]\d+)+|\w+(?:-\w+)*(?:[’'](?!s\b)\w+)?)"
    r"|--|[,:;()\[\]–—]"
)
_ADVERB_ENDINGS = family("endings.adverbs")


class Token(msgspec.Struct, frozen=True, gc=False):
    """A word, name, quotation or mark of a sentence, and what it does there."""

    kind: Kind
    start: int
    end: int
    person: str = ""


def read_tokens(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[Token]:
    """The words, names, quotations and marks of a stretch of text, in order."""
    quotations = outline(text).quotations
    low, high = bisect_left(quotations, (start, 0)), bisect_left(quotations, (end, 0))
    known = [Token(Kind.QUOTED, *place) for place in quotations[low:high] if place[1] <= end]
    low, high = (bisect_left(mentions, place, key=start_of) for place in (start, end))
    known += [Token(Kind.NAME, m.start, m.end, m.person) for m in mentions[low:high]]
    known.sort(key=lambda token: token.start)
    tokens: list[Token] = []
    place = start
    for token in known:
        if token.start >= place:
            tokens += _read_words(text, place, token.start)
            tokens.append(token)
            place = token.end
    return [*tokens, *_read_words(text, place, end)]


def _read_words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _TOKEN.finditer(text, start, end):
        yield Token(_kind_of(match), *match.span())


def _kind_of(token: re.Match[str]) -> Kind:
    match token.lastgroup:
        case "stranger":
            return Kind.STRANGER
        case "possessive":
            return Kind.POSSESSIVE
        case "word":
            word = " ".join(token[0].lower().split())
            is_adverb = token[0].endswith(_ADVERB_ENDINGS)
            return KIND_OF_WORD.get(word, Kind.ALSO if is_adverb else Kind.WORD)
    return KIND_OF_MARK[token[0]]
