"""Check the evidence, or take what came of the same before."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..facts.store import Store
from ..model.findings import EvidenceResult
from ..text.digests import digest
from ..text.files import LARGEST_LOCK, read_bytes
from .cache import Cache


def run_evidence(
    store: Store, cache: Cache | None, snapshots: Path | None = None
) -> EvidenceResult:
    """What comes of checking the evidence, as `check_evidence` does.

    What came of the same facts, lock and data before is taken from the cache, if there is one and
    no snapshot is to be compared.
    """

    def check() -> EvidenceResult:
        from ..rules.evidence import check_evidence

        return check_evidence(store, snapshots)

    def key() -> bytes:
        return digest("evidence", store.digest, *_beside_the_facts(store))

    is_kept = cache is not None and snapshots is None and store.digest
    return cache.keep("evidence", key, EvidenceResult, check) if cache and is_kept else check()


def _beside_the_facts(store: Store) -> Iterator[str | bytes]:
    """What evidence rests on beside the facts files: the lock, and files of data."""
    yield str(store.folder.resolve())
    sources = store.facts.sources.values()
    data = [(store.folder / source.file).resolve() for source in sources if source.file is not None]
    for path in (store.lock_path, *data):
        try:
            yield from (str(path), read_bytes(path, LARGEST_LOCK))
        except OSError as error:
            yield f"{path}: {error}"
