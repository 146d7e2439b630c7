"""Who a passage names, and whom it presents as the one who says a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import msgspec

from .model import Passage, Person

_SAYING = (
    "says?|said|saying|tells?|told|adds?|added|explains?|explained|remarks?|remarked|writes?|wrote|warns?|warned|"
    "notes?|noted|argues?|argued|puts? it|asks?|asked|states?|stated|answers?|answered|replies|replied|calls?|called|"
    "recalls?|recalled|claims?|claimed|insists?|insisted|concludes?|concluded|continues?|continued|goes on|went on|"
    "points? out|pointed out|observes?|observed|speaks?|spoke|words|describes?|described|termed|terms"
)
_SAYS = re.compile(rf"\b(?:{_SAYING})\b", re.IGNORECASE)
_INTRODUCES = re.compile(r"\b(?:according to|in the words of|for|as)\s*$", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bGen)(?<!\bSt)[.!?…][\"”’')\]]*\s+(?=[\"“‘'(\[]*[A-Z0-9])")


class Mention(msgspec.Struct, frozen=True):
    """A place in a text that names a person."""

    start: int
    end: int
    person: str


class Names:
    """All forms of all recorded names, compiled once."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        forms = {form: id_ for id_, person in people.items() for form in (*person.also, person.name)}
        longest_first = sorted(forms, key=len, reverse=True)
        self._forms = {_plain(form): id_ for form, id_ in forms.items()}
        self._pattern = re.compile(
            "|".join(rf"(?<!\w){_flexible(form)}(?!\w)" for form in longest_first) or r"(?!)", re.IGNORECASE
        )

    def mentions(self, passage: Passage) -> list[Mention]:
        """Everybody the passage names, in order: by a role, or by a form of the name."""
        cited = [Mention(c.start, c.end, c.target) for c in passage.citations if c.role == "person"]
        quoted = [c for c in passage.citations if c.role in ("quote", "quotation", "person")]
        named = [
            Mention(match.start(), match.end(), self._forms[_plain(match[0])])
            for match in self._pattern.finditer(passage.text)
            if not any(c.start <= match.start() < c.end for c in quoted)
        ]
        return sorted(cited + named, key=lambda mention: mention.start)


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().lower()


def _flexible(name: str) -> str:
    """Matches the name with any dash, space or apostrophe in its place."""
    return r"[\W_]{1,3}".join(re.escape(part) for part in re.split(r"[\W_]+", name) if part)


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or sentences, that hold ``[start, end)``."""
    first = 0
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end - 1:
            return first, match.end()
    return first, len(text)


def sayers(text: str, start: int, end: int, mentions: Iterable[Mention]) -> set[str]:
    """Whom the sentence around the quotation ``[start, end)`` presents as saying it; empty where it names nobody so.

    A name counts where a word of saying stands between it and the quotation, or right beside it.
    """
    first, last = sentence_around(text, start, end)
    found = set()
    for mention in mentions:
        if not first <= mention.start < last:
            continue
        if mention.end <= start:
            between, before = text[mention.end : start], text[max(first, mention.start - 24) : mention.start]
            clear = ";" not in between
        else:
            between, before = text[end : mention.start], ""
            between += text[mention.end : mention.end + 16]
            clear = ";" not in between
        beside = between.strip(" ,—–-:“”\"'’") == ""
        if clear and (beside or _SAYS.search(between) or _INTRODUCES.search(before)):
            found.add(mention.person)
    return found
