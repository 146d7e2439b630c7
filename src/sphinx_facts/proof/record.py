"""Write facts.lock: the proof that every excerpt stands in the snapshot of its source."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from ..facts.lock import encode_lock
from ..facts.store import Store
from ..model.findings import CheckError
from ..model.keys import EvidenceKey
from ..model.records import Lock, LockedRun
from ..readers.text_files import cannot_write
from ..text.files import write_whole
from ..text.suggestions import closest_run
from ..text.widening import WideWord, widen
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
        source = _Source(words)
        for excerpt in by_source.get(id_, ()):
            run, places = split(excerpt.text), source.find(excerpt.text)
            if (quoted := lock.runs.get(str(_quotation_of(excerpt.key)))) is not None:
                # *Said Ada Quist* may stand there many times: the one beside it is meant.
                places = sorted(places, key=lambda place: abs(place[0] - quoted.start))[:1]
            if not places:
                message = f"these words do not stand in the snapshot of {id_}"
                nearest = closest_run(run, text)
                problems.append(misplaced(store, excerpt, message, recorded=nearest))
            elif len(places) > 1:
                message = f"these words stand in the snapshot of {id_} more than once"
                remedy = "lengthen the excerpt until only one place has it"
                problems.append(misplaced(store, excerpt, message, help=remedy))
            else:
                proven = _prove(words, tree, *places[0])
                theirs = words[slice(*places[0])]
                otherwise = "" if theirs == run else " ".join(theirs)
                lock.runs[str(excerpt.key)] = replace(proven, words=otherwise)
    if problems:
        raise CheckError(*problems)
    return lock


class _Source:
    """The words of a source, in which runs are found."""

    def __init__(self, words: list[str]) -> None:
        self._words, self._index = words, Index(words)

    @cached_property
    def _wide(self) -> tuple[list[WideWord], Index]:
        """In the wider folding, for what is not there as it is written."""
        wide = list(widen(self._words))
        return wide, Index([word.text for word in wide])

    def find(self, text: str) -> list[tuple[int, int]]:
        """Where the words of a text begin and end, wherever they stand."""
        run = split(text)
        if places := [(place, place + len(run)) for place in self._index.find_all(run)]:
            return places
        (wide, index), some = self._wide, [word.text for word in widen(run)]
        return [
            (wide[place].start, wide[place + len(some) - 1].end) for place in index.find_all(some)
        ]


def _quotation_of(key: EvidenceKey) -> EvidenceKey | None:
    """Of an attribution, the excerpt whose sayer it names: that is recorded before it."""
    return EvidenceKey(key.kind, key.id, key.number) if key.part == "attribution" else None


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
