"""The command that makes a source of a file: it says what the file does not, and asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ..facts.store import Store
from ..model.passages import Location
from ..model.records import Source
from ..readers.changes import Change, write_changes
from ..readers.text_files import cannot_write
from .add_source import add_source, read_source, source_of, unread
from .dialogue import Dialogue, Draft, look_over
from .output import refuse


def add_source_of(
    store: Store, path: Path, snapshots: Path, dialogue: Dialogue | None, *,
    id_: str | None, text: Path | None, given: Mapping[str, str | None],
) -> list[str] | None:  # fmt: skip
    """Add the source, and tell what was done and what is not known; None where nobody wants it.

    Raises `CheckError` where it cannot be read or added.
    """
    read = read_source(path, id_, text)
    source = source_of(read, given)

    def attempt(draft: Draft) -> tuple[str, Source, tuple[Change, ...]]:
        made = msgspec.convert(draft.values, Source)
        changes = add_source(store, draft.id, made, read.snapshot, snapshots)
        return draft.id, made, changes

    draft = Draft("sources", read.id, msgspec.to_builtins(source))
    if dialogue is None:
        if not source.publisher:
            remedy = "say who published it: --publisher NAME"
            refuse(Location(str(path)), "the file does not say who published it", remedy)
        made = attempt(draft)
    else:
        over = look_over(dialogue, _asked(dialogue, draft, path), attempt, lambda _: None)
        if over is None:
            return None
        made = over
    new, source, changes = made
    _make_folder(snapshots, read.snapshot)
    write_changes(changes)
    return list(_told(store, new, source, read.snapshot))


def _asked(dialogue: Dialogue, draft: Draft, path: Path) -> Draft:
    """What every source needs, and what the file may tell of the day on which it was saved."""
    values: dict[str, Any] = dict(draft.values)
    while not values["publisher"]:
        values["publisher"] = dialogue.ask("Who published it?")
    if not values.get("accessed"):
        saved = date.fromtimestamp(path.stat().st_mtime).isoformat()
        dialogue.say(f"  ? The file is of {saved}: accessed, if it was read on that day.")
    return draft._replace(values=values)


def _make_folder(snapshots: Path, snapshot: str | None) -> None:
    if snapshot is not None:
        try:
            snapshots.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(snapshots, f"no folder can be made here: {error.strerror}") from None


def _told(store: Store, id_: str, source: Source, snapshot: str | None) -> list[str]:
    where = Store(store.folder).locate("sources", id_)
    lines = [f"{id_} stands in {where.path}:{where.line}."]
    if unknown := unread(source):
        lines.append(f"Not known, and null or left out: {', '.join(unknown)}.")
    if snapshot is None:
        lines.append("It has no text, so its excerpts are sealed and not proven (--text FILE).")
    else:
        words = Store(store.folder).lock.sources[id_].words
        lines.append(f"{words} words of text; add a fact: sphinx-facts add {id_} --from WORDS")
    return lines
