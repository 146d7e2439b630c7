"""The facts files of a folder while they are edited, and the lock that goes with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from pathlib import Path
from typing import Any

import msgspec

from ..facts.editing import FactsText
from ..facts.lock import encode_lock
from ..facts.store import Store
from ..model.passages import Location
from ..model.records import Fact, Lock, Person, Source
from ..proof.record import record_entries
from ..readers.changes import Change, read_as_written
from .output import refuse

Read = Callable[[Path], str]
"""Gives the text of a file: as it is on the disk, or as an editor has it."""


def facts_files(folder: Path) -> list[Path]:
    """The files of a folder that hold facts, in order."""
    return sorted(path for path in folder.glob("*.yaml") if not path.name.startswith("."))


class FactsEdit:
    """The facts files of a folder while they are edited."""

    def __init__(self, store: Store, read: Read) -> None:
        self._store = store
        self._before = {path: read(path) for path in facts_files(store.folder)}
        self.texts = {path: FactsText(text) for path, text in self._before.items()}

    def holding(self, kind: str, id_: str) -> FactsText:
        return next(text for text in self.texts.values() if id_ in text.ids(kind))

    def add(self, kind: str, id_: str, entry: Fact | Person) -> None:
        """Put a new entry where such entries stand."""
        beside = self._beside(kind, entry.evidence[0].source)
        self.texts[beside].add_entry(kind, id_, msgspec.to_builtins(entry))

    def add_source(self, id_: str, source: Source) -> None:
        """Put a new source where the others stand."""
        beside = max(self.texts, key=lambda path: len(self.texts[path].ids("sources")))
        values: dict[str, Any] = msgspec.to_builtins(source)
        self.texts[beside].add_entry("sources", id_, values)

    def _beside(self, kind: str, source: str) -> Path:
        """The file with the last entry that rests on this source; or else with the most entries."""
        entries: Mapping[str, Fact | Person] = getattr(self._store.facts, kind)
        of_source = [
            id_ for id_, it in entries.items() if any(e.source == source for e in it.evidence)
        ]
        for path, text in self.texts.items():
            if of_source and of_source[-1] in text.ids(kind):
                return path
        return max(self.texts, key=lambda path: len(self.texts[path].ids(kind)))

    def changes(
        self, entries: Set[str], snapshots: Mapping[str, str]
    ) -> tuple[list[Change], Store]:
        """What is to be written, and the facts as they are then, with the proofs of some entries
        such as ``facts/troops-sent``. Raises `CheckError` with all that is wrong.
        """
        changes = [
            Change(path, self._before[path], text.edited) for path, text in self.texts.items()
        ]
        store = store_of(self._store.folder, changes)
        before = self._store.lock
        if before.version == 1 and before.runs:
            message = "this lock is of an earlier version, which holds less of each sentence"
            refuse(Location(str(store.lock_path)), message, "run sphinx-facts record first")
        store.lock = record_entries(store, before, snapshots, entries)
        for source, recorded in before.sources.items():
            if recorded.root != store.lock.sources.get(source, recorded).root:
                message = f"the snapshot of {source} is not the text that was recorded"
                remedy = "bring back that text; or look at what has changed, and run record"
                refuse(store.locate("sources", source), message, remedy)
        changes.append(_lock_change(store, before))
        return [each for each in changes if each.old != each.new], store


def store_of(folder: Path, changes: Iterable[Change]) -> Store:
    """The facts of a folder as they will be. Raises `CheckError` with all that is wrong."""
    texts = {change.path: (change.new or "").encode() for change in changes}
    return Store(folder, with_lock=False, read=lambda path, _: texts[path])


def _lock_change(store: Store, before: Lock) -> Change:
    """What writes the lock that a store has now."""
    there = store.lock_path.exists()
    old = read_as_written(store.lock_path) if there else None
    is_same = there and before == store.lock
    return Change(store.lock_path, old, old if is_same else encode_lock(store.lock).decode())
