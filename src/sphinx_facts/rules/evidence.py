"""The evidence itself: every excerpt proven, every value in a data file as recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import structs

from ..english.figures.find import find_figures
from ..facts.data_values import NoValue, read_value
from ..facts.excerpts import excerpts
from ..facts.store import Store
from ..figures.entailment import entails
from ..model.findings import EvidenceResult, Finding, make_finding
from ..model.keys import EvidenceKey
from ..model.passages import Location
from ..model.records import Excerpt, Fact, LockedRun, Person, Source
from ..proof.merkle import verify
from ..proof.snapshots import (
    CONTEXT,
    excerpt_digest,
    excerpts_by_source,
    fully_recorded,
    is_sealed,
    lock_source,
    read_snapshot,
)
from ..text.suggestions import closest_run
from ..text.words import Index, split
from .entries import check_entries


def check_evidence(store: Store, snapshots: Path | None = None) -> EvidenceResult:
    """Check every piece of evidence, and every entry against its own."""
    findings: list[Finding] = []
    if snapshots is not None:
        findings += _check_snapshots(store, snapshots)
    proven: dict[EvidenceKey, LockedRun] = {}
    sealed: list[Excerpt] = []
    every = list(excerpts(store.facts))
    for excerpt in every:
        problem = why_unproven(store, excerpt)
        if problem is not None:
            findings.append(problem)
        elif (run := store.lock.run_of(excerpt.key)) is not None:
            proven[excerpt.key] = run
        else:
            sealed.append(excerpt)
    unproven = [finding for finding in findings if finding.code == "E005"]
    if unproven and not store.lock_path.exists():
        message = f"there is no lock yet, so none of {len(unproven)} excerpts is proven"
        findings = [finding for finding in findings if finding.code != "E005"]
        findings.append(make_finding("E005", Location(str(store.lock_path)), message))
    findings += _check_lock_is_current(store, every)
    findings += _check_confirmed(store)
    in_data = list(_compare_data(store))
    findings += [finding for finding in in_data if finding is not None]
    findings += check_entries(store, proven)
    if sealed:
        few = len({excerpt.source for excerpt in sealed})
        message = (
            f"of {few} source{'s' * (few > 1)} only excerpts are recorded: "
            f"{len(sealed)} in all, sealed but not proven"
        )
        where = store.locate("sources", sealed[0].source, "recorded")
        findings.append(make_finding("E009", where, message, severity="notice"))
    proofs = len(proven) + in_data.count(None)
    return EvidenceResult(findings, len(every) + len(in_data), proofs, len(sealed))


def _place(store: Store, excerpt: Excerpt) -> Location:
    return store.locate(*excerpt.key.path)


def why_unproven(store: Store, excerpt: Excerpt) -> Finding | None:
    """What is wrong with the proof of an excerpt; None where it is proven."""
    if is_sealed(store, excerpt):
        return _why_unsealed(store, excerpt)
    run = store.lock.run_of(excerpt.key)
    locked = store.lock.sources.get(excerpt.source)
    if run is None or locked is None:
        message = f"no proof of this excerpt is in {store.lock_path}"
        return _unproven(store, excerpt, "E005", message)
    before, after, words = run.before.split(), run.after.split(), split(excerpt.text)
    left, right = run.start, locked.words - run.start - len(words)
    if (len(before), len(after)) != (min(CONTEXT, left), min(CONTEXT, right)):
        message = f"the proof does not show the {CONTEXT} words on each side of this excerpt"
        return _unproven(store, excerpt, "E001", message)
    run_words = [*before, *words, *after]
    if verify(locked.root, locked.words, left - len(before), run_words, run.proof.split()):
        return None
    publisher = store.facts.sources[excerpt.source].publisher
    message = f"the proof does not show that these words stand in {publisher}"
    return _unproven(store, excerpt, "E001", message)


def _unproven(store: Store, excerpt: Excerpt, code: str, message: str, remedy: str = "") -> Finding:
    where, fact = _place(store, excerpt), excerpt.key.id
    return make_finding(code, where, message, fact=fact, shown=excerpt.text, help=remedy)


def _why_unsealed(store: Store, excerpt: Excerpt) -> Finding | None:
    """What is wrong with an excerpt that is all that was recorded of its source."""
    sealed = store.lock.sealed.get(str(excerpt.key))
    if sealed is None:
        message = f"this excerpt is not sealed in {store.lock_path}"
        return _unproven(store, excerpt, "E005", message)
    if sealed != excerpt_digest(excerpt.text):
        message = "this excerpt is not what it was when it was recorded"
        remedy = "bring back its words, or run sphinx-facts record if the source has them so"
        return _unproven(store, excerpt, "E001", message, remedy)
    return None


def _compare_data(store: Store) -> Iterator[Finding | None]:
    """For each piece of evidence in a data file what is wrong with it; None where it agrees."""
    for id_, fact in store.facts.facts.items():
        for number, evidence in enumerate(fact.evidence):
            if evidence.at is None:
                continue
            where = store.locate("facts", id_, "evidence", number, "at")
            try:
                value = read_value(_data_file(store, evidence.source), evidence.at)
            except NoValue as problem:
                yield make_finding("E001", where, str(problem), fact=id_, shown=evidence.at)
                continue
            agrees = _carries(value, fact, store.facts.names)
            message = f"{store.facts.sources[evidence.source].publisher} has another value there"
            yield None if agrees else make_finding(
                "E002", where, message, fact=id_, shown=fact.wording, recorded=value
            )  # fmt: skip


def _data_file(store: Store, source: str) -> Path:
    """The file of a data source. Raises `NoValue` where it leads out of the project."""
    project = store.folder.resolve().parent
    path = (store.folder / (store.facts.sources[source].file or "")).resolve()
    if not path.is_relative_to(project):
        raise NoValue(f"{store.facts.sources[source].file} leads out of {project.name}")
    return path


def _carries(value: str, fact: Fact, names: Sequence[str]) -> bool:
    """Whether a value is what the fact says; a bare number takes the unit of the fact's figure."""
    if fact.figure is None:
        return split(value) == split(fact.wording)
    figures, recorded = find_figures(value, names), find_figures(fact.figure, names)
    if len(figures) != 1 or len(recorded) != 1:
        return False
    bare = figures[0].unit is None and figures[0].kind in ("number", "year")
    number = structs.replace(figures[0], unit=recorded[0].unit) if bare else figures[0]
    return entails(number, recorded[0])


def _check_lock_is_current(store: Store, every: Sequence[Excerpt]) -> Iterator[Finding]:
    where, full = Location(str(store.lock_path)), set(fully_recorded(store))
    keys = {str(excerpt.key) for excerpt in every if excerpt.source in full}
    to_seal = {str(excerpt.key) for excerpt in every if is_sealed(store, excerpt)}
    for key in sorted(store.lock.sealed.keys() - to_seal):
        yield make_finding(
            "E005", where, f"the lock seals {key}, which the facts file does not have"
        )
    for key in sorted(store.lock.runs.keys() - keys):
        yield make_finding(
            "E005", where, f"the lock proves {key}, which the facts file does not have"
        )
    for id_ in sorted(store.lock.sources.keys() - full):
        message = (
            f"the lock has the source {id_}, which the facts file does not have as recorded in full"
        )
        yield make_finding("E005", where, message)


def _check_confirmed(store: Store) -> Iterator[Finding]:
    for kind in ("sources", "people", "facts"):
        entries: Mapping[str, Source | Person | Fact] = getattr(store.facts, kind)
        for id_, entry in entries.items():
            if entry.status == "proposed":
                message = f"{id_} was proposed by a program and is not confirmed"
                yield make_finding("C004", store.locate(kind, id_, "status"), message, fact=id_)


def _check_snapshots(store: Store, folder: Path) -> Iterator[Finding]:
    by_source = excerpts_by_source(store.facts)
    for id_ in fully_recorded(store):
        text = read_snapshot(folder, id_)
        words, _, now = lock_source(text)
        locked = store.lock.sources.get(id_)
        if locked is not None and now != locked:
            recorded, shown = (
                f"{locked.words} words, root {locked.root}",
                f"{now.words} words, root {now.root}",
            )
            where = store.locate("sources", id_)
            yield make_finding(
                "E004", where, f"the snapshot of {id_} has changed", shown=shown, recorded=recorded
            )
        index = Index(words)
        for excerpt in by_source.get(id_, ()):
            run = split(excerpt.text)
            if index.find(run) < 0:
                message = f"these words do not stand in the snapshot of {id_}"
                yield make_finding(
                    "E001", _place(store, excerpt), message,
                    fact=excerpt.key.id, shown=excerpt.text, recorded=closest_run(run, text),
                )  # fmt: skip
