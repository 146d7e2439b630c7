"""What the entries of a facts file allow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..model.records import Fact, FactsFile, Person, Source

_KINDS = ("facts", "people", "sources")


def allowing(facts: FactsFile) -> Iterator[tuple[str, str, dict[str, str]]]:
    """The entries that allow findings: the map, the id, and the codes with their reasons."""
    for kind in _KINDS:
        entries: Mapping[str, Fact | Person | Source] = getattr(facts, kind)
        yield from ((kind, id_, entry.allow) for id_, entry in entries.items() if entry.allow)
