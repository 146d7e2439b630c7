"""Write facts.lock: the proof that every excerpt stands in the snapshot of its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cached_property
from pathlib import Path

from msgspec.structs import replace

from ..facts.excerpts import excerpts
from ..facts.lock import encode_lock
from ..facts.store import Store
from ..model.findings import CheckError, Finding
from ..model.keys import EvidenceKey
from ..model.records import Excerpt, Lock, LockedRun
from ..readers.text_files import cannot_write
from ..text.files import write_whole
from ..text.pieces import pieces_of
from ..text.suggestions import closest_run
from ..text.widening import WideWord, widen
from ..text.words import Index, split
from .context import LONGEST, Run, runs, words_beside
from .merkle import Tree
from .snapshots import (
    excerpt_digest,
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
    problems = list[Finding]()
    by_source = excerpts_by_source(store.facts)
    for id_ in fully_recorded(store):
        text = read_snapshot(snapshots, id_)
        problems += _record_source(store, lock, id_, text, by_source.get(id_, ()))
    if problems:
        raise CheckError(*problems)
    return lock


def record_entries(store: Store, lock: Lock, texts: Mapping[str, str], entries: Set[str]) -> Lock:
    """The lock with the proofs that some entries have now, such as ``facts/troops-sent``; all else
    in it stays as it is.

    `texts` are the snapshots of the sources that they rest on, by their ids, but for those recorded
    by excerpts alone. Raises `CheckError` with all that do not stand there. That they are the texts
    that were recorded before is not asked.
    """
    added, problems = Lock(), list[Finding]()
    by_source = excerpts_by_source(store.facts)
    for id_ in {**by_source, **texts}:
        wanted = [each for each in by_source.get(id_, ()) if each.key.entry in entries]
        if store.facts.sources[id_].recorded == "excerpt":
            added.sealed.update({str(each.key): excerpt_digest(each.text) for each in wanted})
        elif id_ in texts:
            problems += _record_source(store, added, id_, texts[id_], wanted)
    if problems:
        raise CheckError(*problems)
    keys = {str(each.key) for each in excerpts(store.facts)}
    gone = {
        key
        for key in (*lock.runs, *lock.sealed)
        if key not in keys and "/".join(key.split("/")[:2]) in entries
    }
    return Lock(
        version=lock.version,
        sources={
            id_: it
            for id_, it in (lock.sources | added.sources).items()
            if id_ in store.facts.sources
        },
        runs={key: run for key, run in (lock.runs | added.runs).items() if key not in gone},
        sealed={key: it for key, it in (lock.sealed | added.sealed).items() if key not in gone},
    )


def _record_source(
    store: Store, lock: Lock, id_: str, text: str, wanted: Iterable[Excerpt]
) -> Iterator[Finding]:
    """Put the proofs of excerpts of a source into the lock; each that does not stand there is a
    finding.
    """
    words, tree, lock.sources[id_] = lock_source(text)
    source = _Source(words)
    for excerpt in wanted:
        places = source.find(excerpt.text)
        if (quoted := lock.runs.get(str(_quotation_of(excerpt.key)))) is not None:
            # *Said Ada Quist* may stand there many times: the one beside it is meant.
            places = sorted(places, key=lambda each: abs(each[0][0] - quoted.start))[:1]
        if not places:
            message = f"these words do not stand in the snapshot of {id_}"
            nearest = closest_run(split(excerpt.text), text)
            yield misplaced(store, excerpt, message, recorded=nearest)
        elif len(places) > 1:
            message = f"these words stand in the snapshot of {id_} more than once"
            remedy = "lengthen the excerpt until only one place has it"
            yield misplaced(store, excerpt, message, help=remedy)
        else:
            lock.runs[str(excerpt.key)] = _prove(words, tree, excerpt.text, places[0])


Places = tuple[tuple[int, int], ...]
"""Where a text begins and ends, counted in words, or each of its pieces does."""


class _Source:
    """The words of a source, in which runs are found."""

    def __init__(self, words: list[str]) -> None:
        self._words, self._index = words, Index(words)

    @cached_property
    def _wide(self) -> tuple[list[WideWord], Index]:
        """In the wider folding, for what is not there as it is written."""
        wide = list(widen(self._words))
        return wide, Index([word.text for word in wide])

    def find(self, text: str) -> list[Places]:
        """Where a text stands, wherever that is: as a whole, or else in its pieces.

        Of pieces that follow a place the nearest are meant, and before these the nearest again.
        """
        if whole := self._find(text):
            return [(place,) for place in whole]
        every = [self._find(piece) for piece in pieces_of(text)]
        if len(every) == 1 or not all(every):
            return []
        found: dict[Places, Places] = {}
        for first in every[0]:
            places = [first]
            for others in every[1:]:
                places += [place for place in others if place[0] >= places[-1][1]][:1]
            if len(places) == len(every):
                found[tuple(places[1:])] = tuple(places)
        return list(found.values())

    def _find(self, text: str) -> Places:
        run = split(text)
        if places := [(place, place + len(run)) for place in self._index.find_all(run)]:
            return tuple(places)
        (wide, index), some = self._wide, [word.text for word in widen(run)]
        return tuple(
            (wide[place].start, wide[place + len(some) - 1].end) for place in index.find_all(some)
        )


def _quotation_of(key: EvidenceKey) -> EvidenceKey | None:
    """Of an attribution, the excerpt whose sayer it names: that is recorded before it."""
    return EvidenceKey(key.kind, key.id, key.number) if key.part == "attribution" else None


def _prove(words: list[str], tree: Tree, text: str, places: Places) -> LockedRun:
    """A text that stands at these places, with what the lock keeps beside it."""
    texts = pieces_of(text) if len(places) > 1 else [text]
    proven = [
        _prove_run(words, tree, run, *place, split(each))
        for run, place, each in zip(runs(places, len(words)), places, texts, strict=True)
    ]
    if len(proven) == 1:
        return proven[0]
    first, last = proven[0], proven[-1]
    return replace(first, after=last.after, proof="", words="", pieces=tuple(proven))


def _prove_run(
    words: list[str], tree: Tree, run: Run, start: int, end: int, own: list[str]
) -> LockedRun:
    theirs = words[start:end]
    before, after = words[max(0, start - LONGEST) : start], words[end : end + LONGEST]
    left, right = words_beside(run, before, theirs, after)
    return LockedRun(
        start=start,
        before=" ".join(words[start - left : start]),
        after=" ".join(words[end : end + right]),
        proof=" ".join(tree.prove(start - left, end + right)),
        words="" if theirs == own else " ".join(theirs),
    )


def write_lock(lock: Lock, path: Path) -> None:
    """Write the lock, whole or not at all. Raises `CheckError` where it cannot be written."""
    try:
        write_whole(path, encode_lock(lock))
    except OSError as error:
        message = f"the file cannot be written: {error.strerror}"
        raise cannot_write(path, message) from None
