"""The digests that bind an answer to what was read: of a passage, and of all that it cites.

They are of what a reader compares, not of how it is written: a paragraph may be wrapped anew, a
chapter or an id may get another name, and what was read is still read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ..figures.arithmetic import ids_in
from ..model.passages import HIDDEN, Citation, Passage
from ..model.records import Evidence, FactsFile
from ..model.reviews import PassageKey, ReviewedPassage
from ..text.digests import digest
from ..text.words import split
from .ids import ID

_VERSION = "1"
"""Of what the digests are made of: with another one, all is to be read again."""
_OPENING = 60
_Part = bytes | str


def passages_to_review(passages: Iterable[Passage], facts: FactsFile) -> list[ReviewedPassage]:
    """The passages of a chapter that are to be read against their evidence, in order."""
    keys = ReviewKeys(facts)
    return [
        ReviewedPassage(
            keys.of(each),
            each.locate(0, len(each.text)),
            opening(each.text),
        )
        for each in passages
        if is_to_review(each)
    ]


def is_to_review(passage: Passage) -> bool:
    """Whether a passage is prose: code, and what has no word in it, can be borne out by nothing."""
    return not passage.is_literal and any(map(str.isalpha, passage.text))


def opening(text: str) -> str:
    """How a passage begins, in a line."""
    line = " ".join(text.replace(HIDDEN, "…").split())
    return line if len(line) <= _OPENING else f"{line[:_OPENING].rsplit(' ', 1)[0]} …"


def passage_digest(passage: Passage) -> str:
    """Of a passage as a reader sees it, with the headings and labels over it; in hexadecimal."""
    over = passage.structure
    labels = (over.introduction, over.row, over.column, over.corner)
    texts = [passage.text, *labels, *over.headings]
    return digest("passage", _VERSION, *map(_folded, texts)).hex()


def _folded(text: str) -> str:
    return " ".join(split(text.replace(HIDDEN, " ")))


class ReviewKeys:
    """Makes what answers are bound to. What entries of the facts file say, without their ids, is
    put together once.
    """

    def __init__(self, facts: FactsFile) -> None:
        self._facts = facts
        self._known: dict[tuple[str, str], bytes] = {}

    def of(self, passage: Passage) -> PassageKey:
        """What an answer to a passage is bound to."""
        return PassageKey(passage_digest(passage), self._evidence_digest(passage))

    def _evidence_digest(self, passage: Passage) -> str:
        """Of the content of all that a passage cites, in its order; in hexadecimal."""
        parts: list[_Part] = ["evidence", _VERSION]
        for citation in passage.citations:
            parts += self._cited(passage, citation)
        return digest(*parts).hex()

    def _cited(self, passage: Passage, citation: Citation) -> Iterator[_Part]:
        """How a citation shows what it cites, and what that says."""
        kind, target = citation.traits.entry or "", citation.target
        yield from (citation.role, _folded(passage.text[citation.start : citation.end]))
        if citation.traits.target == "expression":
            yield re.sub(ID, lambda each: "#" if each[0] in self._facts.facts else each[0], target)
            yield from (self._entry(kind, each) for each in ids_in(target))
        else:
            yield self._entry(kind, target)

    def _entry(self, kind: str, id_: str) -> bytes:
        key = kind, id_
        if key not in self._known:
            makers = {"fact": self._fact, "person": self._person, "source": self._source}
            self._known[key] = digest(*_encoded(makers[kind](id_))) if kind in makers else b""
        return self._known[key]

    def _fact(self, id_: str) -> Sequence[object]:
        if (fact := self._facts.facts.get(id_)) is None:
            return ()
        told = (fact.kind, fact.wording, fact.claim, fact.as_of, fact.happened, fact.note)
        sayer = self._person(fact.attributed_to) if fact.attributed_to else ()
        return (told, sayer, self._evidence(fact.evidence))

    def _person(self, id_: str) -> Sequence[object]:
        if (person := self._facts.people.get(id_)) is None:
            return ()
        told = (person.name, person.role, person.claim, person.note)
        return (told, self._evidence(person.evidence))

    def _evidence(self, evidence: Iterable[Evidence]) -> Sequence[object]:
        return [
            (each.excerpt, each.attribution, each.figure, each.at, self._source(each.source))
            for each in evidence
        ]

    def _source(self, id_: str) -> Sequence[object]:
        if (source := self._facts.sources.get(id_)) is None:
            return ()
        return (
            source.publisher, source.title, source.published, source.author, source.recorded,
            source.excerpts, source.note,
        )  # fmt: skip


def _encoded(content: Sequence[object]) -> Iterator[bytes]:
    yield from (msgspec.msgpack.encode(each) for each in content)
