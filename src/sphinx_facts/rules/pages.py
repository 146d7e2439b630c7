"""Judges the pages of a book, which repeat each other's passages: those in order are judged once."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any

from ..model.passages import Passage
from .checker import Checker
from .context import Findings


class CheckerOfPages(Checker):
    """Judges passages of one book after the other."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._in_order = set[Hashable]()
        self._counts: dict[str, tuple[int, int]] = {}

    def check(self, passage: Passage) -> Findings:
        """What is wrong in a passage; nothing, if another was in order that says the same."""
        said = _said(passage)
        if said not in self._in_order:
            findings = list(super().check(passage))
            if not findings:
                self._in_order.add(said)
            yield from findings

    def counts(self, text: str) -> tuple[int, int]:
        if text not in self._counts:
            self._counts[text] = super().counts(text)
        return self._counts[text]


def _said(passage: Passage) -> Hashable:
    """All of a passage by which it is judged, but where it stands."""
    cited = tuple((c.role, c.target, c.start, c.end, c.wording) for c in passage.citations)
    kinds = (passage.is_heading, passage.is_plain, passage.is_literal)
    return passage.text, cited, passage.structure, passage.styled, passage.flaws, kinds
