"""Write facts.lock: the proof that every excerpt stands in the snapshot of its source."""

from __future__ import annotations

import difflib
import os
import tempfile
from pathlib import Path

import msgspec

from .evidence import lock_source, read_snapshot
from .findings import found
from .model import Excerpt, Lock, LockedRun
from .proof import Tree
from .store import CannotCheck, Store, excerpts
from .words import find_run, split

CONTEXT = 4
"""How many words on each side of an excerpt are proven with it, so that a clipped excerpt can be told."""


def record(store: Store, snapshots: Path) -> Lock:
    """Prove every excerpt of the fully recorded sources. Raises `CannotCheck` with all that do not stand there."""
    lock = Lock()
    problems = []
    for id_, source in store.facts.sources.items():
        if source.recorded != "full":
            continue
        words, tree, lock.sources[id_] = lock_source(read_snapshot(snapshots, id_))
        for excerpt in excerpts(store.facts):
            if excerpt.source != id_:
                continue
            try:
                lock.runs[excerpt.key] = _prove(excerpt, words, tree)
            except ValueError as error:
                where = store.locate(*(int(step) if step.isdigit() else step for step in excerpt.key.split("/")))
                fact = excerpt.key.split("/")[1]
                problems.append(found("E001", where, str(error), fact=fact, shown=excerpt.text))
    if problems:
        raise CannotCheck(*problems)
    return lock


def _prove(excerpt: Excerpt, words: list[str], tree: Tree) -> LockedRun:
    run = split(excerpt.text)
    start = find_run(words, run)
    if start < 0:
        raise ValueError(f"these words do not stand in the snapshot of {excerpt.source}{_nearest(run, words)}")
    if find_run(words, run, start + 1) >= 0:
        raise ValueError(f"these words stand in {excerpt.source} more than once; lengthen the excerpt")
    end = start + len(run)
    first, last = max(0, start - CONTEXT), min(len(words), end + CONTEXT)
    before, after = " ".join(words[first:start]), " ".join(words[end:last])
    proof = " ".join(tree.prove(first, last))
    return LockedRun(start=start, before=before, after=after, proof=proof)


def _nearest(run: list[str], words: list[str]) -> str:
    match = difflib.SequenceMatcher(None, words, run, autojunk=False).find_longest_match()
    if match.size < 2:
        return ""
    start = max(0, match.a - match.b)
    return f"; the nearest there is “{' '.join(words[start : start + len(run)])}”"


def write_lock(lock: Lock, path: Path) -> None:
    """Write the lock, whole or not at all."""
    text = msgspec.json.format(msgspec.json.encode(lock, order="sorted"), indent=1) + b"\n"
    write_whole(path, text)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file by a new one in a single step, so that an interruption leaves the old one or the new one."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
