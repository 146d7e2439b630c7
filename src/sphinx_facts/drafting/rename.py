"""Give an entry another id wherever the book names it, and leave the old one behind.

All that is to change is worked out first, from texts alone; `write_changes` writes it. Two facts,
or two people, become one where the new id is that of another, whose evidence grows by that of the
first.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ..facts.editing import FactsText
from ..facts.formerly import former_ids
from ..facts.ids import is_id
from ..facts.lock import encode_lock
from ..facts.store import Store
from ..model.passages import Location
from ..model.records import Evidence, Fact, FactsFile, Lock, Person
from ..readers.changes import Change, read_as_written
from ..text.suggestions import did_you_mean
from .facts_edit import Read, facts_files, store_of
from .mentions import Mentioned, documents_of, rename_mentions
from .output import refuse

_KINDS = ("facts", "people", "sources")
_REFERENCES = {
    "facts": (("facts", ("superseded_by",)), ("facts", ("sum_of",))),
    "people": (
        ("facts", ("speaker",)), ("facts", ("said_by",)), ("sources", ("based_on",)),
        ("origins", ("based_on",)), ("facts", ("evidence", "based_on")),
        ("people", ("evidence", "based_on")),
    ),
    "sources": (
        ("facts", ("evidence", "source")), ("people", ("evidence", "source")),
        ("sources", ("based_on",)), ("origins", ("based_on",)),
        ("facts", ("evidence", "based_on")), ("people", ("evidence", "based_on")),
    ),
}  # fmt: skip
"""Of each kind of entries, the keys that name one. The log of corrections keeps to what was."""


class Renaming(NamedTuple):
    """What is to be written, all of it or nothing, and what was done in it."""

    changes: tuple[Change, ...]
    kind: str
    """``facts``, ``people`` or ``sources``."""
    is_merged: bool
    """Whether the new id is that of an entry that was there."""
    citations: int
    """In how many places of documents the id has changed."""
    left: tuple[Mentioned, ...]
    """Where a document names the old id in no way that is known: a person has to look."""


def rename(
    store: Store, old: str, new: str, docs: Sequence[Path], *,
    kind: str | None = None, snapshots: Path | None = None, read: Read = read_as_written,
) -> Renaming:  # fmt: skip
    """Work out what gives the entry `old` the id `new`, in the facts files, in the lock and in all
    documents of `docs` (files or folders), and leaves `old` in its key ``formerly``.

    `kind` is ``facts``, ``people`` or ``sources``, and need be given only where several have that
    id. `read` may give the texts of files as an editor has them, of facts files the same as the
    `store` was read from. A snapshot in the folder `snapshots` gets the new name. Nothing is
    written. Raises `CheckError` where there is no such entry, or what came of it is not valid.
    """
    kind = _kind_of(store, old, new, kind)
    is_merged = new in getattr(store.facts, kind)
    files = {path: read(path) for path in facts_files(store.folder)}
    texts = {path: FactsText(text) for path, text in files.items()}
    if is_merged:
        _merge(store, texts, kind, old, new)
    else:
        here = _holding(texts, kind, old)
        before = getattr(store.facts, kind)[old].formerly
        if new in before:  # It gets back an id that it had.
            here.set_key(kind, old, "formerly", [each for each in (*before, old) if each != new])
        else:
            here.add_to_list(kind, old, "formerly", [old])
        here.rename(kind, old, new)
    for of, key in _REFERENCES[kind]:
        for text in texts.values():
            text.replace_values(of, key, old, new, once=len(key) == 1)
    changes = [Change(path, files[path], text.edited) for path, text in texts.items()]
    store_of(store.folder, changes)
    changes += _lock_changes(store, kind, old, new, is_merged)
    if kind == "sources" and snapshots is not None:
        changes += _snapshot_changes(snapshots, old, new)
    mentioned = rename_mentions(documents_of(docs), kind, old, new, read)
    changes += mentioned.changes
    changed = tuple(each for each in changes if each.old != each.new)
    return Renaming(changed, kind, is_merged, mentioned.places, mentioned.left)


def _holding(texts: dict[Path, FactsText], kind: str, id_: str) -> FactsText:
    return next(text for text in texts.values() if id_ in text.ids(kind))


def _kind_of(store: Store, old: str, new: str, kind: str | None) -> str:
    """The kind of the entry. Raises `CheckError` where that is not to be told, or where it cannot
    have the new id.
    """
    facts, where = store.facts, Location(str(store.folder))
    kinds = [each for each in _KINDS if old in getattr(facts, each) and kind in (each, None)]
    if not kinds:
        among = kind or f"{', '.join(_KINDS[:-1])} or {_KINDS[-1]}"
        known = [id_ for each in _KINDS for id_ in getattr(facts, each) if kind in (each, None)]
        refuse(where, f"nothing in {among} has the id {old}", did_you_mean(old, known))
    if len(kinds) > 1:
        message = f"{' and '.join(kinds)} have an entry {old} each"
        refuse(where, message, f"say which: {kinds[0]}/{old}")
    if fault := _fault_of(facts, kinds[0], old, new):
        refuse(store.locate(kinds[0], old), *fault)
    return kinds[0]


def _fault_of(facts: FactsFile, kind: str, old: str, new: str) -> tuple[str, str] | None:
    """Why the entry cannot have the new id, and a way out."""
    if not is_id(new):
        remedy = "an id has small letters, digits and single hyphens, as in troops-sent"
        return f"{new!r} is not an id", remedy
    if old == new:
        return f"{old} has this id already", "name another"
    # What a source is based on may be any of these.
    others = [each for each in ("people", "sources", "origins") if each != kind]
    taken = [each for each in others if kind != "facts" and new in getattr(facts, each)]
    if taken:
        return f"{new} is taken: {taken[0]} has an entry of that id", "name another"
    holder = former_ids(getattr(facts, kind)).get(new, old)
    if holder != old:
        return f"{new} is taken: {holder} was called so before", "name another"
    return None


# Two that become one


def _merge(store: Store, texts: dict[Path, FactsText], kind: str, old: str, new: str) -> None:
    """Put what is known of one entry with the other, and take it out."""
    entries: dict[str, Any] = getattr(store.facts, kind)
    one, other = entries[old], entries[new]
    where = store.locate(kind, old)
    if kind == "sources":
        remedy = "take one out once nothing rests on it; a source has a text of its own"
        refuse(where, f"{new} is there already, and two sources cannot be one", remedy)
    for name in _agreeing(one):
        if getattr(one, name) != getattr(other, name):
            message = f"{old} and {new} cannot be one: they differ in {name}"
            refuse(where, message, "put right the one that is wrong, or keep both")
    here, there = _holding(texts, kind, old), _holding(texts, kind, new)
    there.add_to_list(kind, new, "formerly", [old, *one.formerly])
    evidence = [msgspec.to_builtins(each) for each in _evidence_of(one, other)]
    there.add_to_list(kind, new, "evidence", evidence)
    if isinstance(one, Person):
        forms = [form for form in (one.name, *one.also) if form not in (other.name, *other.also)]
        if forms:
            there.add_to_list(kind, new, "also", forms)
    here.remove_entry(kind, old)


def _agreeing(entry: Fact | Person) -> tuple[str, ...]:
    """What two entries that become one have to have in common."""
    if isinstance(entry, Person):
        return ()
    return "kind", "speaker", "said_by", "as_of", "happened", "about"


def _evidence_of(one: Fact | Person, other: Fact | Person) -> Iterator[Evidence]:
    """The evidence of one entry as that of another, whose wording is not its own."""
    is_other = isinstance(one, Fact) and isinstance(other, Fact) and one.wording != other.wording
    for each in one.evidence:
        if is_other and isinstance(one, Fact):
            figure = each.figure or one.figure
            excerpt = each.excerpt or (one.quote if each.at is None else None)
            yield msgspec.structs.replace(each, figure=figure, excerpt=excerpt)
        else:
            yield each


# The lock and the snapshots


def _lock_changes(store: Store, kind: str, old: str, new: str, is_merged: bool) -> Iterator[Change]:
    """Proofs go by the ids of entries, and by no more: they move without the text of the source."""
    if not store.lock_path.exists():
        return
    before = encode_lock(store.lock)
    first = len(getattr(store.facts, kind)[new].evidence) if is_merged else 0

    def moved(key: str) -> str:
        steps = key.split("/")
        if steps[:2] == [kind, old]:
            steps[1] = new
            if is_merged:
                steps[3] = str(int(steps[3]) + first)
        return "/".join(steps)

    sources = {new if kind == "sources" and id_ == old else id_: it
        for id_, it in store.lock.sources.items()}  # fmt: skip
    lock = Lock(
        version=store.lock.version,
        sources=sources,
        runs={moved(key): run for key, run in store.lock.runs.items()},
        sealed={moved(key): digest for key, digest in store.lock.sealed.items()},
    )
    written = read_as_written(store.lock_path)
    after = encode_lock(lock).decode()
    if after.encode() != before:
        yield Change(store.lock_path, written, after)


def _snapshot_changes(folder: Path, old: str, new: str) -> Iterator[Change]:
    for path in sorted(folder.glob(f"{old}.*")):
        there = path.with_name(f"{new}{path.name.removeprefix(old)}")
        if there.exists():
            refuse(Location(str(there)), "a file is here already", "name another id, or move it")
        text = read_as_written(path)
        yield Change(there, None, text)
        yield Change(path, text, None)
