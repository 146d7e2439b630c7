"""Every excerpt stands in its source: by its proof, by its seal, or in the snapshot itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from ...facts.store import Store
from ...model.findings import Finding, make_finding, rule
from ...model.keys import EvidenceKey
from ...model.passages import Location
from ...model.records import Excerpt, LockedRun, LockedSource
from ...proof.context import SHORTEST, Run, runs, words_beside
from ...proof.merkle import verify
from ...proof.snapshots import (
    excerpt_digest,
    excerpts_by_source,
    fully_recorded,
    is_sealed,
    lock_source,
    misplaced,
    read_snapshot,
)
from ...text.pieces import pieces_of
from ...text.suggestions import closest_run
from ...text.widening import are_alike
from ...text.words import Index, split

_UNPROVEN = LockedRun(start=0, before="", after="", proof="")


def why_unproven(store: Store, excerpt: Excerpt) -> Finding | None:
    """What is wrong with the proof of an excerpt; None where it is proven."""
    if is_sealed(store, excerpt):
        return _why_unsealed(store, excerpt)
    run = store.lock.run_of(excerpt.key)
    locked = store.lock.sources.get(excerpt.source)
    if run is None or locked is None:
        return _unproven(store, excerpt, f"no proof of this excerpt is in {store.lock_path}")
    parts = run.parts(excerpt.text)
    places = run.places(excerpt.text)
    if run.pieces and not _is_whole(run, excerpt.text, places):
        return misplaced(store, excerpt, "the proof is that of other pieces")
    for (part, text), around in zip(parts, runs(places, locked.words), strict=True):
        if message := _why_not_there(store, locked, part, text, around):
            publisher = store.facts.sources[excerpt.source].publisher
            return misplaced(store, excerpt, message.format(publisher=publisher))
    return None


def _why_not_there(
    store: Store, locked: LockedSource, part: LockedRun, text: str, around: Run
) -> str:
    """What is wrong with the proof of an excerpt that leaves nothing out; empty where it holds."""
    before, after, words = part.before.split(), part.after.split(), part.words_of(text)
    if part.words and not are_alike(words, split(text)):
        return "the proof is that of other words"
    wanted = words_beside(around, before, words, after)
    if store.lock.version == 1:
        wanted = min(SHORTEST, around.room_before), min(SHORTEST, around.room_after)
    if (len(before), len(after)) != wanted:
        return "the proof does not show the words on each side of this excerpt"
    run_words, first = [*before, *words, *after], part.start - len(before)
    if not verify(locked.root, locked.words, first, run_words, part.proof.split()):
        return "the proof does not show that these words stand in {publisher}"
    return ""


def _is_whole(run: LockedRun, text: str, places: Sequence[tuple[int, int]]) -> bool:
    """Whether the pieces of a run are those of an excerpt, in order, and what is told of the whole
    is told of them.
    """
    first, last = run.pieces[0], run.pieces[-1]
    is_theirs = (run.start, run.before, run.after) == (first.start, first.before, last.after)
    are_flat = not (run.words or run.proof or any(piece.pieces for piece in run.pieces))
    in_order = all(one[1] <= other[0] for one, other in pairwise(places))
    return is_theirs and are_flat and in_order and len(run.pieces) == len(pieces_of(text)) > 1


def _why_unsealed(store: Store, excerpt: Excerpt) -> Finding | None:
    """What is wrong with an excerpt that is all that was recorded of its source."""
    sealed = store.lock.sealed.get(str(excerpt.key))
    if sealed is None:
        return _unproven(store, excerpt, f"this excerpt is not sealed in {store.lock_path}")
    if sealed != excerpt_digest(excerpt.text):
        message = "this excerpt is not what it was when it was recorded"
        remedy = "bring back its words, or run sphinx-facts record if the source has them so"
        return misplaced(store, excerpt, message, help=remedy)
    return None


@rule(
    "E005",
    "unproven",
    meaning="There is no proof of an excerpt in facts.lock.",
    help="Run sphinx-facts record with the snapshot at hand.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: over 4,000 cars
            claim: The bridge carries over 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
    right:
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:5:43: E005 unproven: no proof of this excerpt is in facts/facts.lock
          shown     Over 4,000 cars cross the old bridge
          do        Run sphinx-facts record with the snapshot at hand.
    """,
)
def _unproven(store: Store, excerpt: Excerpt, message: str) -> Finding:
    where = store.locate(*excerpt.key.path)
    return make_finding("E005", where, message, fact=excerpt.key.id, shown=excerpt.text)


class Proofs(NamedTuple):
    """What came of the proofs: each excerpt is proven (where the source has it), sealed or wrong."""

    findings: list[Finding]
    proven: dict[EvidenceKey, LockedRun]
    sealed: list[Excerpt]


def check_proofs(store: Store, every: Iterable[Excerpt]) -> Proofs:
    """Each excerpt is proven or sealed; where there is no lock at all, that is said once."""
    made = Proofs([], {}, [])
    for excerpt in every:
        if (problem := why_unproven(store, excerpt)) is not None:
            made.findings.append(problem)
        elif (run := store.lock.run_of(excerpt.key)) is not None:
            made.proven[excerpt.key] = run
        else:
            made.sealed.append(excerpt)
    wrong = [finding for finding in made.findings if finding.code != "E005"]
    unproven = len(made.findings) - len(wrong)
    if unproven and not store.lock_path.exists():
        message = f"there is no lock yet, so none of {unproven} excerpts is proven"
        where = Location(str(store.lock_path))
        return made._replace(findings=[*wrong, make_finding("E005", where, message)])
    return made


@rule(
    "E009",
    "excerpt-only",
    meaning="Only excerpts of some sources were recorded. They are sealed against changes, but "
    "cannot be proven against the whole.",
    help="Record the whole source where it can be had.",
    example="""
    wrong:
      facts/example.yaml: |
        sources:
          almanac: {publisher: The Almanac, title: null, published: null, url: null, recorded: excerpt}
        facts:
          opened:
            figure: opened in 1902
            claim: The bridge has stood since 1902.
            evidence: [{source: almanac, excerpt: The bridge was opened in 1902}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/snapshots/almanac.txt: The bridge was opened in 1902.
      facts/example.yaml: |
        sources:
          almanac: {publisher: The Almanac, title: null, published: null, url: null, recorded: full}
        facts:
          opened:
            figure: opened in 1902
            claim: The bridge has stood since 1902.
            evidence: [{source: almanac, excerpt: The bridge was opened in 1902}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:2:88: E009 excerpt-only (notice): of 1 source only excerpts are recorded: 1 in all, sealed but not proven
          do        Record the whole source where it can be had.
    """,
)
def check_sealed(store: Store, sealed: Sequence[Excerpt]) -> Iterator[Finding]:
    """A notice where the whole source was not recorded, but excerpts of it."""
    if not sealed:
        return
    few = len({excerpt.source for excerpt in sealed})
    message = (
        f"of {few} source{'s' * (few > 1)} only excerpts are recorded: "
        f"{len(sealed)} in all, sealed but not proven"
    )
    where = store.locate("sources", sealed[0].source, "recorded")
    yield make_finding("E009", where, message, severity="notice")


def check_lock_is_current(store: Store, every: Sequence[Excerpt]) -> Iterator[Finding]:
    """The lock has nothing that the facts file does not have."""
    where, full = Location(str(store.lock_path)), set(fully_recorded(store))
    keys = {str(excerpt.key) for excerpt in every if excerpt.source in full}
    to_seal = {str(excerpt.key) for excerpt in every if is_sealed(store, excerpt)}
    for key in sorted(store.lock.sealed.keys() - to_seal):
        message = f"the lock seals {key}, which the facts file does not have"
        yield make_finding("E005", where, message)
    for key in sorted(store.lock.runs.keys() - keys):
        message = f"the lock proves {key}, which the facts file does not have"
        yield make_finding("E005", where, message)
    for id_ in sorted(store.lock.sources.keys() - full):
        message = (
            f"the lock has the source {id_}, which the facts file does not have as recorded in full"
        )
        yield make_finding("E005", where, message)


@rule(
    "E014",
    "old-lock",
    meaning="The lock was written by an earlier version: beside an excerpt it has the nearest words "
    "and not the whole clause, so that what binds the excerpt from farther away is not seen. This "
    "version still reads it; the next will not.",
    help="Run sphinx-facts record with the snapshots at hand; the roots stay as they are.",
    example="""
    wrong:
      facts/facts.lock: |
        {
         "runs": {},
         "sources": {},
         "version": 1
        }
      facts/facts.yaml: "sources: {}"
      docs/bridge.md: "# The bridge"
    right: {$: sphinx-facts record facts/snapshots}
    says: |
      facts/facts.lock:1:1: E014 old-lock (notice): this lock is of an earlier version, which has only the nearest words beside an excerpt
          do        Run sphinx-facts record with the snapshots at hand; the roots stay as they are.
    """,
)
def check_lock_version(store: Store) -> Iterator[Finding]:
    """A notice where the lock is of an earlier version."""
    if store.lock.version < 2:
        message = (
            "this lock is of an earlier version, which has only the nearest words beside an excerpt"
        )
        yield make_finding("E014", Location(str(store.lock_path)), message, severity="notice")


@rule(
    "E004",
    "source-changed",
    meaning="The snapshot of a source is not the text from which the proofs were made.",
    help="Find out why; if the change is right, run sphinx-facts record again and have the new "
    "root reviewed.",
    example="""
    wrong:
      facts/snapshots/gazette.txt: |
        Over 4,000 cars cross the old bridge every day, the town's engineers say. “It is not a
        wonder that the bridge may fall,” said Ada Quist, the town's mayor. People call it the “Grey
        Lady”. According to the Harbour Office, repairs cost up to $2 million.
    right:
      facts/snapshots/gazette.txt: |
        Over 4,000 cars cross the old bridge every day, the town's engineers found. “It is not a
        wonder that the bridge may fall,” said Ada Quist, the town's mayor. People call it the “Grey
        Lady”. According to the Harbour Office, repairs cost up to $2 million.
    check: check docs/bridge.md --snapshots facts/snapshots
    says: |
      facts/facts.yaml:2:3: E004 source-changed: the snapshot of gazette has changed
          shown     59 words, root fb5840c2e80a185f23079cb143c … 893f25afdaa88c651429ea2cbb2e
          recorded  59 words, root 3434a9cdc3b148833d3ad206c98 … 96e5ef5f55c7a26d0eb49d243962
                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
          do        Find out why; if the change is right, run sphinx-facts record again and have the new
                    root reviewed.
    """,
)
def check_snapshots(store: Store, folder: Path) -> Iterator[Finding]:
    """The snapshot of each source is the one recorded, and its excerpts stand in it."""
    by_source = excerpts_by_source(store.facts)
    for id_ in fully_recorded(store):
        yield from check_snapshot(store, id_, read_snapshot(folder, id_), by_source.get(id_, ()))


def check_snapshot(
    store: Store, id_: str, text: str, excerpts: Iterable[Excerpt]
) -> Iterator[Finding]:
    """The snapshot of a source is the one recorded, and these excerpts stand in it."""
    words, _, now = lock_source(text)
    locked = store.lock.sources.get(id_)
    if locked is not None and now != locked:
        yield make_finding(
            "E004", store.locate("sources", id_), f"the snapshot of {id_} has changed",
            shown=f"{now.words} words, root {now.root}",
            recorded=f"{locked.words} words, root {locked.root}",
        )  # fmt: skip
    index = Index(words)
    for excerpt in excerpts:
        if not _stands_in(index, excerpt.text, store.lock.run_of(excerpt.key)):
            message = f"these words do not stand in the snapshot of {id_}"
            nearest = closest_run(split(excerpt.text), text)
            yield misplaced(store, excerpt, message, recorded=nearest)


def _stands_in(index: Index, text: str, locked: LockedRun | None) -> bool:
    """Whether an excerpt stands in a source, or each of its pieces behind the one before it."""
    if index.find(split(text)) >= 0:
        return True
    unproven = [(_UNPROVEN, piece) for piece in pieces_of(text)]
    parts = locked.parts(text) if locked else unproven
    place = 0
    for part, piece in parts:
        run, proven = split(piece), part.words_of(piece)
        found = index.find(run, place)
        if found < 0 and are_alike(proven, run):
            run, found = proven, index.find(proven, place)
        if found < 0:
            return False
        place = found + len(run)
    return True
