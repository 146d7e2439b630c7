"""The figures in the wordings of a facts file, each read once."""

from __future__ import annotations

from collections.abc import Sequence

from ..english.figures.find import find_figures
from ..figures.figure import Figure
from ..model.records import FactsFile


class RecordedFigures:
    """Of one facts file, whose `names` hold numbers of their own."""

    def __init__(self, facts: FactsFile) -> None:
        self._facts = facts
        self._read: dict[str, Sequence[Figure]] = {}

    def find(self, wording: str) -> Sequence[Figure]:
        """The figures in a recorded wording: one, in a figure of a facts file that is in order."""
        if wording not in self._read:
            self._read[wording] = find_figures(wording, self._facts.names)
        return self._read[wording]

    def one(self, wording: str | None) -> Figure | None:
        """The one figure of a recorded wording; None where it has none, or several."""
        figures = self.find(wording) if wording else ()
        return figures[0] if len(figures) == 1 else None

    def of(self, id_: str) -> Figure | None:
        """The one figure that a fact is; None where there is no such fact."""
        fact = self._facts.facts.get(id_)
        return None if fact is None else self.one(fact.figure)
