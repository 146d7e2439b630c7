"""The ids that entries had before, and what has them now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ..model.records import FactsFile


class Renamed(Protocol):
    """An entry that may have had other ids."""

    @property
    def formerly(self) -> tuple[str, ...]: ...


def former_ids(entries: Mapping[str, Renamed]) -> dict[str, str]:
    """The id that the holder of each former id has now."""
    return {old: id_ for id_, entry in entries.items() for old in entry.formerly}


def present_id(facts: FactsFile, entry: str | None, id_: str) -> str | None:
    """The id that an entry has now which had this one: a person, a source, or else a fact."""
    people, sources = former_ids(facts.people), former_ids(facts.sources)
    of_kind = {"person": people, "source": sources}.get(entry or "")
    return (former_ids(facts.facts) if of_kind is None else of_kind).get(id_)
