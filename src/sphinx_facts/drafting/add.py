"""Work out what adds an entry to the facts files, with its proof.

Nothing is written here, and nobody is asked.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from ..facts.store import Store
from ..model.findings import Finding
from ..readers.changes import Change, read_as_written
from ..rules.evidence import check_one
from .candidates import Candidate
from .facts_edit import FactsEdit, Read


class Addition(NamedTuple):
    """What is to be written, all of it or nothing."""

    changes: tuple[Change, ...]
    id: str
    findings: tuple[Finding, ...]
    """What the check says of the entry, beside that nobody has confirmed it."""


def add_fact(
    store: Store, candidate: Candidate, snapshots: Mapping[str, str], *,
    read: Read = read_as_written,
) -> Addition:  # fmt: skip
    """Work out what adds a candidate to the facts files: as the last entry of that in which facts
    of its source stand, together with whoever says it.

    `snapshots` are the texts of sources, of that at least; `read` may give the texts of facts files
    as an editor has them. Raises `CheckError` where the entry is not valid, or cannot be proven.
    """
    edit = FactsEdit(store, read)
    for id_, person in candidate.people.items():
        edit.add("people", id_, person)
    for id_, forms in candidate.forms.items():
        edit.holding("people", id_).add_to_list("people", id_, "also", list(forms))
    edit.add("facts", candidate.id, candidate.fact)
    entries = {f"facts/{candidate.id}", *(f"people/{id_}" for id_ in candidate.people)}
    return _addition(edit, candidate.id, entries, snapshots)


def add_evidence(
    store: Store, id_: str, candidate: Candidate, snapshots: Mapping[str, str], *,
    read: Read = read_as_written,
) -> Addition:  # fmt: skip
    """Likewise, what adds the excerpt of a candidate to a recorded fact, as more evidence."""
    edit, fact = FactsEdit(store, read), store.facts.facts[id_]
    evidence = candidate.fact.evidence[0]
    excerpt = evidence.excerpt or candidate.fact.wording
    is_other = fact.figure is not None and fact.figure != candidate.fact.figure
    is_said = fact.attributed_to is not None
    evidence = msgspec.structs.replace(
        evidence,
        excerpt=excerpt,
        figure=candidate.fact.figure if is_other else None,
        attribution=evidence.attribution if is_said else None,
    )
    values = msgspec.to_builtins(evidence)
    edit.holding("facts", id_).add_to_list("facts", id_, "evidence", [values])
    return _addition(edit, id_, {f"facts/{id_}"}, snapshots)


def _addition(
    edit: FactsEdit, id_: str, entries: set[str], snapshots: Mapping[str, str]
) -> Addition:
    changes, store = edit.changes(entries, snapshots)
    return Addition(tuple(changes), id_, tuple(check_one(store, "facts", id_)))
