"""The check of the evidence: every piece proven, every entry held against its own."""

from __future__ import annotations

from pathlib import Path

from ..facts.excerpts import excerpts
from ..facts.store import Store
from ..model.findings import EvidenceResult, Finding
from ..model.keys import WithEvidence
from .entries import check_confirmed, check_entries, check_entry
from .entry.data import compare_data
from .entry.proofs import (
    check_lock_is_current,
    check_lock_version,
    check_proofs,
    check_sealed,
    check_snapshots,
)
from .fact_index import FactIndex


def check_evidence(store: Store, snapshots: Path | None = None) -> EvidenceResult:
    """Check every piece of evidence, and every entry; with `snapshots`, the sources' texts too."""
    index, every = FactIndex(store.facts), list(excerpts(store.facts))
    findings = list(check_snapshots(store, snapshots)) if snapshots is not None else []
    proofs = check_proofs(store, every)
    in_data = list(compare_data(store, index))
    findings += proofs.findings
    findings += check_lock_version(store)
    findings += check_lock_is_current(store, every)
    findings += check_confirmed(store)
    findings += [finding for each in in_data for finding in each.findings]
    findings += check_entries(store, index, proofs.proven)
    findings += check_sealed(store, proofs.sealed)
    proven = len(proofs.proven) + sum(each.agrees for each in in_data)
    return EvidenceResult(findings, len(every) + len(in_data), proven, len(proofs.sealed))


def check_one(store: Store, kind: WithEvidence, id_: str) -> list[Finding]:
    """What is wrong in one entry and its proofs, beside that nobody has confirmed it."""
    every = [each for each in excerpts(store.facts) if each.key.entry == f"{kind}/{id_}"]
    proofs = check_proofs(store, every)
    index = FactIndex(store.facts)
    return [*proofs.findings, *check_entry(store, index, proofs.proven, kind, id_)]
