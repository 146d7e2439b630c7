"""Write facts.lock: the proof that every excerpt stands in the snapshot of its source."""

from __future__ import annotations

from pathlib import Path

from ..facts.lock import encode_lock
from ..facts.store import Store
from ..model.findings import CheckError
from ..model.keys import EvidenceKey
from ..model.records import Excerpt, Lock, LockedRun
from ..readers.text_files import cannot_write
from ..text.files import write_whole
from ..text.suggestions import closest_run
from ..text.words import Index, split
from .context import LONGEST, words_after, words_before
from .merkle import Tree
from .snapshots import (
    excerpt_digests,
    excerpts_by_source,
    fully_recorded,
    lock_source,
    misplaced,
    read_snapshot,
)


def record(store: Store, snapshots: Path) -> Lock:
    """Prove every excerpt of the fully recorded sources; seal those of the others.

    Raises `CheckError` with all that do not stand there, in one place each.
    """
    lock = Lock(sealed=excerpt_digests(store))
    problems = []
    by_source = excerpts_by_source(store.facts)
    for id_ in fully_recorded(store):
        text = read_snapshot(snapshots, id_)
        words, tree, lock.sources[id_] = lock_source(text)
        index = Index(words)
        for excerpt in by_source.get(id_, ()):
            run = split(excerpt.text)
            quoted = _quoted(lock, excerpt)
            start = index.find(run) if quoted is None else _nearest(index, run, quoted.start)
            if start < 0:
                message = f"these words do not stand in the snapshot of {id_}"
                nearest = closest_run(run, text)
                problems.append(misplaced(store, excerpt, message, recorded=nearest))
            elif quoted is None and index.find(run, start + 1) >= 0:
                message = f"these words stand in the snapshot of {id_} more than once"
                remedy = "lengthen the excerpt until only one place has it"
                problems.append(misplaced(store, excerpt, message, help=remedy))
            else:
                lock.runs[str(excerpt.key)] = _prove(words, tree, start, start + len(run))
    if problems:
        raise CheckError(*problems)
    return lock


def _quoted(lock: Lock, excerpt: Excerpt) -> LockedRun | None:
    """Where that stands which an excerpt attributes: an attribution is found by its quotation."""
    key = excerpt.key
    if key.part != "attribution":
        return None
    return lock.runs.get(str(EvidenceKey(key.kind, key.id, key.number)))


def _nearest(index: Index, run: list[str], place: int) -> int:
    """Of the places of a run the nearest to another; -1 where it has none."""
    start = nearest = index.find(run)
    while start >= 0:
        nearest = min(nearest, start, key=lambda each: abs(each - place))
        start = index.find(run, start + 1)
    return nearest


def _prove(words: list[str], tree: Tree, start: int, end: int) -> LockedRun:
    excerpt = words[start:end]
    first = max(0, start - words_before(words[max(0, start - LONGEST) : start], excerpt))
    last = min(len(words), end + words_after(excerpt, words[end : end + LONGEST]))
    before, after = " ".join(words[first:start]), " ".join(words[end:last])
    return LockedRun(
        start=start, before=before, after=after, proof=" ".join(tree.prove(first, last))
    )


def write_lock(lock: Lock, path: Path) -> None:
    """Write the lock, whole or not at all. Raises `CheckError` where it cannot be written."""
    try:
        write_whole(path, encode_lock(lock))
    except OSError as error:
        message = f"the file cannot be written: {error.strerror}"
        raise cannot_write(path, message) from None
