"""What has changed since a state of a book, as records."""

from __future__ import annotations

from typing import Literal

import msgspec

from ..model.reviews import ReaderKind, ReviewState, Verdict
from ..runner.results import Unread

How = Literal["added", "removed", "changed"]


class _Record(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what has changed. Texts are empty where there is nothing to say."""


class ValueChange(_Record, frozen=True):
    """The value of a key that has changed."""

    key: str
    """The key, such as `claim`."""
    was: str
    """Its value before."""
    now: str
    """Its value now."""


class EntryChange(_Record, frozen=True):
    """A fact, person, source or origin that has changed; `evidence` has what it rests on."""

    how: How
    """Whether it is there now alone, was there alone, or was another."""
    kind: Literal["facts", "people", "sources", "origins"]
    """The map of the facts file that it is in."""
    id: str
    """Its id, now where it is there."""
    formerly: str
    """The id that it had before, where it has another now."""
    wording: str
    """What it says, or is called, in short."""
    claim: str
    """The sentence that it stands for."""
    values: list[ValueChange]
    """The keys that have changed, where it was there before."""


class EvidenceChange(_Record, frozen=True):
    """A piece of evidence that an entry rests on now alone, or rested on before alone."""

    how: How
    """`added` or `removed`."""
    entry: str
    """The entry, such as `facts/troops-sent`."""
    source: str
    """The id of the source."""
    text: str
    """The excerpt, or the place of a value in a data file."""
    is_proven: bool
    """Whether the lock has a proof or a seal of it; a value of data is compared on each check."""


class RootChange(_Record, frozen=True):
    """A source whose recorded text is another: all proofs of it follow from its root."""

    how: How
    """Whether it is recorded now alone, was before alone, or is another."""
    source: str
    """The id of the source."""
    was: str
    """Its root before."""
    now: str
    """Its root now."""


class AnswerChange(_Record, frozen=True):
    """An answer of a reader that is new, or is gone: answers are only ever added."""

    how: How
    """`added` or `removed`."""
    reader: str
    """The reader, as named there."""
    kind: ReaderKind
    """Whether that is a person or a program."""
    verdict: Verdict
    """What was answered."""
    note: str
    """What the reader said to it."""
    place: str
    """Where the passage stood when it was read."""
    text: str
    """The passage as it was read."""


class PassageChange(_Record, frozen=True):
    """A passage that cites, whose text or citations have changed, or what it rests on."""

    how: How | Literal["rests on what changed"]
    """Of the last, only facts that it cites have changed."""
    path: str
    """The chapter."""
    line: int
    """Where it begins, counted from `1`; where it was, if it is not there any more."""
    heading: str
    """The heading that it stands under."""
    was: str
    """The text before."""
    now: str
    """The text now."""
    cites: list[str]
    """The entries that it cites, such as `facts/troops-sent`, or cited where it is gone."""
    review: Literal["", ReviewState]
    """Whether it has been read against its evidence, as it is now; empty where nobody answers."""


class Changes(_Record, frozen=True, kw_only=True):
    """All that has changed since a state of a book."""

    version: Literal[1] = 1
    """The version of this form: keys may be added to it, and none is changed or taken away."""
    since: str
    """The state before."""
    until: str
    """The state after."""
    entries: list[EntryChange]
    """Facts, people, sources and origins."""
    evidence: list[EvidenceChange]
    """What they rest on."""
    roots: list[RootChange]
    """What all proofs follow from."""
    answers: list[AnswerChange]
    """What readers have answered, or have not any more."""
    passages: list[PassageChange]
    """Passages that cite, in the order of files and lines."""
    unread: list[Unread]
    """Documents that are not compared."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing has changed."""
        parts = (self.entries, self.evidence, self.roots, self.answers, self.passages)
        return not any(parts)
