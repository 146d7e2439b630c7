"""A value in a data file is what the fact says."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from ..facts.data_values import NoValue, read_value
from ..facts.store import Store
from ..figures.entailment import entails
from ..model.findings import Finding, make_finding
from ..model.records import Fact
from ..text.words import split
from .context import FactIndex


def compare_data(store: Store, index: FactIndex) -> Iterator[Finding | None]:
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
            if _carries(value, id_, fact, index):
                yield None
                continue
            message = f"{store.facts.sources[evidence.source].publisher} has another value there"
            yield make_finding("E002", where, message, fact=id_, shown=fact.wording, recorded=value)


def _data_file(store: Store, source: str) -> Path:
    """The file of a data source. Raises `NoValue` where it leads out of the project."""
    project = store.folder.resolve().parent
    path = (store.folder / (store.facts.sources[source].file or "")).resolve()
    if not path.is_relative_to(project):
        raise NoValue(f"{store.facts.sources[source].file} leads out of {project.name}")
    return path


def _carries(value: str, id_: str, fact: Fact, index: FactIndex) -> bool:
    """Whether a value is what the fact says; a bare number takes the unit of the fact's figure."""
    if fact.figure is None:
        return split(value) == split(fact.wording)
    figures, recorded = index.find(value), index.figures.of(id_)
    if len(figures) != 1 or recorded is None:
        return False
    bare = figures[0].unit is None and figures[0].kind in ("number", "year")
    number = structs.replace(figures[0], unit=recorded.unit) if bare else figures[0]
    return entails(number, recorded)
