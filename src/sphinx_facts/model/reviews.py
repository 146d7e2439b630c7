"""What readers answer who compare passages with their evidence: no rule can know that a sentence is
fair.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal, get_args

import msgspec

from .passages import Location

ReaderKind = Literal["person", "program"]
"""Who reads is told as it is."""
Verdict = Literal["borne-out", "says-more", "no-claim", "withdrawn"]
"""The evidence carries the passage; the passage says more; it claims nothing that would need any
evidence; what the reader answered before no longer stands.
"""
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
Reviews = Literal["off", "any", "person"]
"""What the setting `reviews` asks for: nothing; that somebody has read each passage, be it a
program; that a person has.
"""
ReviewState = Literal["outstanding", "objected", "read"]


class PassageKey(msgspec.Struct, frozen=True, gc=False):
    """What an answer is bound to: both are SHA-256, in hexadecimal."""

    passage: str
    """Of what a reader sees: the passage, and the headings and labels over it."""
    evidence: str
    """Of the content of every fact, person and source that the passage cites."""


class Answer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """What a reader said of a passage: a line of the reader's file."""

    passage: str
    evidence: str
    reader: str
    """The name, as the reader gives it."""
    kind: ReaderKind
    verdict: Verdict
    note: str = ""
    """Why, in the reader's words; of what cites nothing, it may name the source that was read."""
    date: str
    """The day: `2026-12-01`."""
    text: str = ""
    """The passage as it was read, for people; the digests alone bind."""
    place: str = ""
    """Where it stood then: the file, and the headings over it."""

    @property
    def key(self) -> PassageKey:
        return PassageKey(self.passage, self.evidence)


class ReviewedPassage(msgspec.Struct, frozen=True, gc=False):
    """A passage of a chapter that is to be read against its evidence."""

    key: PassageKey
    location: Location
    opening: str
    """How it begins."""


class PassageReview(msgspec.Struct, frozen=True):
    """What stands of all that was answered of a passage: the last answer of each reader that has
    not withdrawn it, in the order of the dates.
    """

    answers: tuple[Answer, ...] = ()

    @property
    def objections(self) -> tuple[Answer, ...]:
        return tuple(each for each in self.answers if each.verdict == "says-more")

    def state(self, asked: Reviews = "any") -> ReviewState:
        """An objection outweighs all other answers; those of programs are none where persons are
        asked for.
        """
        if self.objections:
            return "objected"
        is_read = any(asked != "person" or each.kind == "person" for each in self.answers)
        return "read" if is_read else "outstanding"


NOT_READ = PassageReview()


def standing_answers(answers: Iterable[Answer]) -> Mapping[PassageKey, PassageReview]:
    """What stands of answers, which are in the order in which each reader gave them."""
    last: dict[PassageKey, dict[str, Answer]] = {}
    for each in answers:
        last.setdefault(each.key, {})[each.reader] = each
    return {
        key: PassageReview(
            tuple(
                sorted(
                    (each for each in by_reader.values() if each.verdict != "withdrawn"),
                    key=lambda each: (each.date, each.reader),
                )
            )
        )
        for key, by_reader in last.items()
    }
