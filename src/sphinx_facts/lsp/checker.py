"""Judges the passages of a chapter while it is written: most of them stay as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec

from ..model.findings import Finding
from ..model.passages import Location, Passage
from ..rules.checker import Checker
from ..rules.context import Findings

_MOST = 10_000
"""Passages whose findings are kept: a long book's."""

T = TypeVar("T", bound=msgspec.Struct)


class Overtaken(Exception):
    """There is a newer version of what is being judged."""


class WritingChecker(Checker):
    """A checker that judges a passage once, wherever in its chapter it comes to stand."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._is_overtaken: Callable[[], bool] = lambda: False
        self._judged: dict[Passage, tuple[Finding, ...]] = {}

    @contextmanager
    def while_wanted(self, is_overtaken: Callable[[], bool]) -> Iterator[None]:
        """Meanwhile `check` raises `Overtaken` as soon as nobody waits for it any more."""
        self._is_overtaken, before = is_overtaken, self._is_overtaken
        try:
            yield
        finally:
            self._is_overtaken = before

    def check(self, passage: Passage) -> Findings:
        """As of any checker, kept by the passage as it would be at the head of a text."""
        if self._is_overtaken():
            raise Overtaken
        down = passage.anchors[0][1] - 1 if passage.anchors else 0
        at_head = _moved_passage(passage, -down)
        found = self._judged.get(at_head)
        if found is None:
            if len(self._judged) >= _MOST:
                self._judged.clear()
            found = self._judged[at_head] = tuple(super().check(at_head))
        return (_located(each, down) for each in found)


def _moved_passage(passage: Passage, down: int) -> Passage:
    """A passage as it would stand so many lines further down."""
    return msgspec.structs.replace(
        passage,
        anchors=tuple((offset, line + down, column) for offset, line, column in passage.anchors),
        citations=tuple(_located(each, down) for each in passage.citations),
        accepted=tuple(_located(each, down) for each in passage.accepted),
        flaws=tuple(_located(each, down) for each in passage.flaws),
    )


def _located(record: T, down: int) -> T:
    """What has a location, further down."""
    where: Location = record.location  # type: ignore[attr-defined]
    moved = msgspec.structs.replace(where, line=where.line + down, end_line=where.end_line + down)
    return msgspec.structs.replace(record, location=moved)
