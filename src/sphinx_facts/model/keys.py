"""What a place in the facts file is called: by steps from its top, or, in the lock, by a text."""

from __future__ import annotations

from typing import Literal

import msgspec

Key = tuple[str | int, ...]
"""The steps that lead to an entry or a value: names of keys, ids, and numbers of items, from 0."""

WithEvidence = Literal["facts", "people"]
"""The maps of the facts file whose entries rest on evidence."""
Part = Literal["excerpt", "attribution", "at"]
"""What stands in a source: the words that carry an entry, those that say who speaks, a value."""


class EvidenceKey(msgspec.Struct, frozen=True, gc=False):
    """The place of a recorded text or value: of a piece of evidence, or, where `kind` is
    ``sources``, of an excerpt that no entry rests on.
    """

    kind: WithEvidence | Literal["sources"]
    id: str
    number: int
    """Of the piece of evidence, or of the excerpt, in its entry; from 0."""
    part: Part = "excerpt"

    @property
    def path(self) -> Key:
        """The steps to it."""
        if self.kind == "sources":
            return self.kind, self.id, "excerpts", self.number
        return self.kind, self.id, "evidence", self.number, self.part

    @property
    def entry(self) -> str:
        """The entry that it belongs to, such as ``facts/troops-sent``."""
        return f"{self.kind}/{self.id}"

    def __str__(self) -> str:
        """As the lock has it: ``facts/troops-sent/evidence/0/excerpt``."""
        return key_text(self.path)


def key_text(key: Key) -> str:
    """A place as a text."""
    return "/".join(map(str, key))
