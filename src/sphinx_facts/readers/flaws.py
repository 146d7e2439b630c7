"""What readers of every kind find wrong with how a text is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.passages import Flaw, Location, Passage

_MOST_LEFT_OUT = 20
"""Notes that may have been taken away since the others got their numbers."""


def cited_in_code(where: Location) -> Flaw:
    """What is wrong with a citation in what is no prose."""
    return Flaw("code", "a fact is cited in code, where nothing is read around it", where)


def note_mark(label: str, notes: int) -> str:
    """What the mark of one of so many notes tells a reader: nothing, unless its author gave it a
    number that counts no notes.
    """
    is_count = label.isdecimal() and int(label) > notes + _MOST_LEFT_OUT
    return f" [{label}]" if is_count else ""


def of_flaws(path: str, flaws: Iterable[Flaw]) -> Iterator[Passage]:
    """Passages without text for what is wrong between those that have some."""
    for flaw in flaws:
        yield Passage(path, "", ((0, flaw.location.line, flaw.location.column),), flaws=(flaw,))
