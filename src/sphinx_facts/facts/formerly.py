"""The ids that entries had before, and what has them now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Renamed(Protocol):
    """An entry that may have had other ids."""

    @property
    def formerly(self) -> tuple[str, ...]: ...


def former_ids(entries: Mapping[str, Renamed]) -> dict[str, str]:
    """The id that the holder of each former id has now."""
    return {old: id_ for id_, entry in entries.items() for old in entry.formerly}
