"""Digests of what a document may show of the facts: where one changes, the document does."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

import msgspec

from ..model.records import Fact, FactsFile
from ..rules.checker import Checker
from .parts import KINDS


class Digests:
    """Of what a document may show: an entry, a count, or the names that tell who is meant."""

    def __init__(self, facts: FactsFile, checker: Checker) -> None:
        self._facts, self._checker = facts, checker
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, target: str) -> str:
        """Of an entry and all that is shown with it, of a count, or of all names."""
        key = kind, target
        if key not in self._known:
            self._known[key] = digest_of(self._shown(kind, target))
        return self._known[key]

    def _shown(self, kind: str, target: str) -> Any:
        facts = self._facts
        if kind == "count":
            return self._checker.display_text(kind, target)
        if kind == "names":
            return [facts.names, [(id_, one.name, one.also) for id_, one in facts.people.items()]]
        entry = getattr(facts, KINDS[kind]).get(target)
        if not isinstance(entry, Fact):
            return entry
        standings = self._checker.standings
        attestations = [
            (voice, facts.sources[voice.evidence.source], standings.name(voice.origin))
            for voice in standings.attestations(target)
        ]
        sayer = facts.people.get(entry.attributed_to or "")
        frame = self._checker.frames.get(target)
        return [entry, frame, attestations, standings.of(target), sayer]


def digest_of(value: Any) -> str:
    """Of anything that can be written as JSON."""
    return sha256(msgspec.json.encode(value)).hexdigest()
