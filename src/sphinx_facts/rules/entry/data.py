"""A value in a data file is what the fact says, in its unit, and of what the fact is about."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ...english.clauses import clause_around
from ...english.counting.measures import change
from ...english.lexicon import families
from ...english.stems import stem, stems
from ...facts.data_units import declared, meanings, takes_unit
from ...facts.data_values import Cell, NoValue, read_cell
from ...facts.store import Store
from ...figures.entailment import fault, multiplied
from ...figures.figure import ONE, Figure
from ...model.findings import Finding, make_finding, rule
from ...model.passages import Location
from ...model.records import Evidence, Fact, Severity
from ...text.words import is_word, split
from ..fact_index import FactIndex

_SHORTEST = 2
"""Of so many letters or digits no label is looked for in a claim, unless another word is with it."""
_LITTLE = stems(" ".join(families("function_words")))

_ANOTHER = "another value there"


class DataResult(NamedTuple):
    """What came of a value: whether the fact says it, and what there is to say."""

    agrees: bool
    findings: list[Finding]


def compare_data(store: Store, index: FactIndex) -> Iterator[DataResult]:
    """What came of each piece of evidence in a data file."""
    for id_, fact in store.facts.facts.items():
        for number, evidence in enumerate(fact.evidence):
            if evidence.at is not None:
                where = store.locate("facts", id_, "evidence", number, "at")
                found = list(_Value(store, index, id_, fact, evidence, where).check())
                yield DataResult(all(each.severity != "error" for each in found), found)


def _data_file(store: Store, source: str) -> Path:
    """The file of a data source. Raises `NoValue` where it leads out of the project."""
    project = store.folder.resolve().parent
    path = (store.folder / (store.facts.sources[source].file or "")).resolve()
    if not path.is_relative_to(project):
        raise NoValue(f"{store.facts.sources[source].file} leads out of {project.name}")
    return path


class _Value:
    """A value that a fact rests on."""

    def __init__(
        self, store: Store, index: FactIndex, id_: str, fact: Fact, evidence: Evidence,
        where: Location,
    ) -> None:  # fmt: skip
        self._store, self._index, self._id, self._where = store, index, id_, where
        self._fact, self._evidence = fact, evidence
        self._source = store.facts.sources[evidence.source]

    def check(self) -> Iterator[Finding]:
        try:
            cell = read_cell(
                _data_file(self._store, self._evidence.source), self._evidence.at or ""
            )
        except NoValue as problem:
            yield self._finding("E001", str(problem), shown=self._evidence.at or "")
            return
        wording = self._evidence.figure or self._fact.figure
        if wording is None:
            if split(cell.text) != split(self._fact.wording):
                yield self._has_another(cell.text, self._fact.wording)
        elif (recorded := self._index.figures.one(wording)) is None:
            yield self._has_another(cell.text, wording)
        else:
            yield from self._check_figure(cell, recorded, wording)
        yield from self._check_row(cell)

    def _check_figure(self, cell: Cell, recorded: Figure, wording: str) -> Iterator[Finding]:
        known, figures = declared(cell, self._source), self._index.find(cell.text)
        if len(figures) != 1:
            yield self._has_another(cell.text, wording)
            return
        value = self._without_minus(figures[0], recorded, wording)
        meant, name = list(meanings(value, recorded, known)), cell.name or "this list"
        if not meant:
            message = f"the values of {name} are {known}, and the figure is not"
            yield self._finding("E013", message, shown=wording, recorded=cell.text)
        elif all(faults := [fault(each, recorded) for each in meant]):
            is_loose = "loose" in faults
            message = "a much closer figure there" if is_loose else _ANOTHER
            yield self._has_another(known.written(cell.text), wording, message)
        elif takes_unit(value, recorded, known):
            message = f"nothing says that the values of {name} are in {recorded.unit}"
            remedy = f"write units: {{{cell.name}: {recorded.unit}}} in the source"
            yield self._finding("E013", message, remedy, wording, cell.text, severity="notice")

    def _without_minus(self, value: Figure, recorded: Figure, wording: str) -> Figure:
        """The value of what has fallen, where the claim says so: a fall is told without a minus."""
        if not (value.high < 0 < recorded.low) or value.low != value.high:
            return value
        claim = self._fact.claim
        start = max(0, claim.find(wording))
        reached, way = change(clause_around(claim, start, start + len(wording)))
        return multiplied(value, -ONE) if way == "less" and reached != "to" else value

    def _check_row(self, cell: Cell) -> Iterator[Finding]:
        """The claim speaks of the entry that the value is of, if of any in the list."""
        told = _labels(self._fact.claim) - _labels(self._fact.figure or "")
        for condition in cell.conditions:
            other = next((o for o in condition.others if _speaks_of(told, o, condition.value)), "")
            if other:
                message = f"the value is that of {condition.value}, and the claim speaks of {other}"
                remedy = "correct the place of the value, or the claim"
                yield self._finding("E013", message, remedy, self._fact.claim, condition.value)

    @rule(
        "E013",
        "misread-value",
        meaning="A fact takes from a data file what does not stand there: a unit that its column does "
        "not have, or the value of a row that its claim does not speak of. Where nothing says in "
        "which unit a column is, that is a notice.",
        help="Give the figure in the unit of its column, or declare that under units in the source.",
        example="""
        wrong:
          data/piers.csv: |
            pier,fee_eur
            north,45
          facts/example.yaml: |
            sources:
              piers: {publisher: Harbour Office, title: null, published: null, url: null,
                      recorded: data, file: ../data/piers.csv}
            facts:
              fee:
                figure: $45
                claim: A berth at the north pier costs $45.
                evidence: [{source: piers, at: "[pier=north].fee_eur"}]
        right:
          facts/example.yaml: |
            sources:
              piers: {publisher: Harbour Office, title: null, published: null, url: null,
                      recorded: data, file: ../data/piers.csv}
            facts:
              fee:
                figure: €45
                claim: A berth at the north pier costs €45.
                evidence: [{source: piers, at: "[pier=north].fee_eur"}]
        says: |
          facts/example.yaml:8:36: E013 misread-value: the values of fee_eur are in EUR, and the figure is not
        """,
    )
    def _finding(
        self, code: str, message: str, help: str = "", shown: str = "", recorded: str = "",
        severity: Severity = "error",
    ) -> Finding:  # fmt: skip
        return make_finding(
            code, self._where, message,
            severity=severity, fact=self._id, shown=shown, recorded=recorded, help=help,
        )  # fmt: skip

    def _has_another(self, value: str, wording: str, what: str = _ANOTHER) -> Finding:
        message = f"{self._source.publisher} has {what}"
        return self._finding("E002", message, shown=wording, recorded=value)


def _labels(text: str) -> set[str]:
    """The words of a text by which an entry may be told from others: a code is no word."""
    words = (word for word in split(text) if is_word(word))
    return {word if word.isupper() else stem(word) for word in words}


def _speaks_of(told: set[str], other: str, own: str) -> bool:
    """Whether a text tells of the one entry by its label, and not of the other."""
    ours, theirs = _labels(own), _labels(other)
    apart = theirs - ours
    is_label = any(len(word) > _SHORTEST for word in apart) and not apart <= _LITTLE
    if not is_label or not apart <= told:
        return False
    return not any(word.startswith(mine) for mine in ours - theirs for word in told)
