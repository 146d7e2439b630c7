"""Whom a passage presents as the one who says a quotation.

The sentence around it tells that (`sentence_sayers`), or, of *he adds* and of a quotation that
stands alone, a sentence before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ..sentences import sentence_around
from .kinds import Kind
from .names import Mention
from .sentence_sayers import HE, NOBODY, REACH, Sentence, Unnamed, Who
from .tokens import Token, read_tokens

_FAR = 1000
"""Characters that hold so many words."""
_STEPS = 5
"""Sentences back to which `he adds` may lead."""


def find_speakers(
    text: str, start: int, end: int, mentions: Sequence[Mention], speaker: str = ""
) -> set[str]:
    """Whom the sentence around the quotation ``[start, end)`` presents as saying it, by name.

    Empty where it names nobody so. `mentions` are those of the whole text, in order. Who is in the
    facts file has its id in the result; anybody else stands there in the words of the text, and so
    does an aide or relative of `speaker`.
    """
    return set(read_attribution(text, start, end, mentions, speaker).who or ())


class Attribution(NamedTuple):
    """How a text attributes a quotation: to whom, as of `find_speakers`, with None where nothing
    attributes it; and the words for somebody without a name.
    """

    who: Who | None
    described: str


def read_attribution(
    text: str, start: int, end: int, mentions: Sequence[Mention], speaker: str = ""
) -> Attribution:
    """How the sentence around the quotation ``[start, end)`` attributes it."""
    found = _find(text, start, end, mentions, speaker)
    unnamed = sorted(who for who in found or () if isinstance(who, Unnamed))
    who = found and frozenset(each for each in found if not isinstance(each, Unnamed))
    return Attribution(who, unnamed[0] if unnamed and not who else "")


def find_sayers(
    text: str, start: int, end: int, mentions: Sequence[Mention], speaker: str = ""
) -> set[str]:
    """As `find_speakers`, with those who are presented without a name, as `Unnamed`."""
    return set(_find(text, start, end, mentions, speaker) or ())


def is_said_by_pronoun(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether the sentence around the quotation ``[start, end)`` has *he* or *she* say it."""
    return _sentence(text, start, end, mentions, "").find_speakers() == HE


def _sentence(
    text: str, start: int, end: int, mentions: Sequence[Mention], speaker: str
) -> Sentence:
    first, last = sentence_around(text, start, end)
    before = read_tokens(text, max(first, start - _FAR), start, mentions)[-REACH:]
    after = read_tokens(text, end, min(last, end + _FAR), mentions)[:REACH]
    return Sentence(text, [*before, Token(Kind.QUOTATION, start, end), *after], speaker)


def _find(text: str, start: int, end: int, mentions: Sequence[Mention], speaker: str) -> Who | None:
    first, _ = sentence_around(text, start, end)
    sentence = _sentence(text, start, end, mentions, speaker)
    found = sentence.find_speakers()
    if found == HE or (found is None and sentence.is_only(Kind.QUOTED, Kind.QUOTATION)):
        found = spoke_before(text, first, mentions, speaker, needs_quotation=found is None)
    return found and found - HE


def spoke_before(
    text: str, first: int, mentions: Sequence[Mention], speaker: str, *, needs_quotation: bool
) -> Who:
    """Who speaks in the sentence that ends at `first`.

    With that, `he adds` and a quotation that stands alone go on.
    """
    for _ in range(_STEPS):
        if first == 0:
            break
        first, last = sentence_around(text, first - 1, first)
        tokens = read_tokens(text, max(first, last - _FAR), last, mentions)[-REACH:]
        sentence = Sentence(text, tokens, speaker)
        has_quotation = Kind.QUOTED in sentence.kinds
        if needs_quotation and not has_quotation:
            break
        found = sentence.last_sayers()
        if found is not None and found != HE:
            is_another = sentence.begins_with_another(found)
            is_another |= not has_quotation and len(sentence.people()) > 1
            is_another |= all(isinstance(who, Unnamed) for who in found)
            return NOBODY if is_another else found
        if found is None and not sentence.is_only(Kind.QUOTED):
            break
    return NOBODY
