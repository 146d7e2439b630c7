"""Work out what confirms an entry that was proposed, and what takes it out.

Nothing is written here, and nobody is asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec

from ..facts.store import Store
from ..model.findings import Finding
from ..readers.changes import Change, read_as_written
from ..rules.evidence import check_one
from .facts_edit import FactsEdit, Read

_KINDS = ("sources", "people", "facts")
"""In the order in which they are gone through: a fact rests on the others."""


class Confirmation(NamedTuple):
    """What is to be written, all of it or nothing, and what the check says of the entry."""

    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = ()


def proposed(store: Store) -> list[tuple[str, str]]:
    """The entries that nobody has confirmed, each with its kind."""
    return [
        (kind, id_)
        for kind in _KINDS
        for id_, entry in getattr(store.facts, kind).items()
        if entry.status == "proposed"
    ]


def listing(store: Store) -> Iterator[str]:
    """What is to be confirmed, a line each."""
    for kind, id_ in proposed(store):
        where = store.locate(kind, id_)
        entry = getattr(store.facts, kind)[id_]
        shown = {"facts": "wording", "people": "name", "sources": "publisher"}[kind]
        yield f"{where.path}:{where.line}:{where.column}: {kind}/{id_}: {getattr(entry, shown)}"


def accept(
    store: Store, kind: str, id_: str, values: Mapping[str, Any], snapshots: Mapping[str, str], *,
    read: Read = read_as_written,
) -> Confirmation:  # fmt: skip
    """Work out what gives an entry these values, which the facts file may have as it is, and takes
    its status and the comments right above it away.

    Of its evidence only the attributions may be others than they are. `snapshots` are the texts of
    sources, by their ids, as far as they are at hand. Raises `CheckError` where that cannot be.
    """
    entry, edit = getattr(store.facts, kind)[id_], FactsEdit(store, read)
    text, before = edit.holding(kind, id_), msgspec.to_builtins(entry)
    for name in (before.keys() | values.keys()) - {"evidence", "status"}:
        if name not in values:
            text.remove_key(kind, id_, name)
        elif name not in before or values[name] != before[name]:
            text.set_key(kind, id_, name, values[name])
    sayer = values.get("speaker") or values.get("said_by")
    for number, (was, now) in enumerate(
        zip(getattr(entry, "evidence", ()), values.get("evidence", ()), strict=True)
    ):
        attribution = (now.get("attribution") or "") if sayer else ""
        if attribution != (was.attribution or ""):
            text.set_in_evidence(kind, id_, number, "attribution", attribution)
    text.remove_key(kind, id_, "status")
    text.remove_comments_above(kind, id_)
    changes, after = edit.changes({f"{kind}/{id_}"}, snapshots)
    is_held = kind in ("facts", "people")
    findings = check_one(after, "facts" if kind == "facts" else "people", id_) if is_held else []
    return Confirmation(tuple(changes), tuple(findings))


def leave_out(store: Store, kind: str, id_: str, *, read: Read = read_as_written) -> Confirmation:
    """Work out what takes an entry and its proofs out. Raises `CheckError` where others name it."""
    edit = FactsEdit(store, read)
    edit.holding(kind, id_).remove_entry(kind, id_)
    return Confirmation(tuple(edit.changes({f"{kind}/{id_}"}, {})[0]))
