"""What readers of every kind find wrong with how a text is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.passages import Flaw, Location, Passage

_MOST_SHOWN = 60
_MOST_LEFT_OUT = 20
"""Notes that may have been taken away since the others got their numbers."""


def cited_in_code(where: Location) -> Flaw:
    """What is wrong with a citation in what is no prose."""
    return Flaw("code", "a fact is cited in code, where nothing is read around it", where)


def hidden_in_sentence(by: str, text: str, where: Location) -> Flaw:
    """What is wrong with what stands in a sentence and some reader does not see."""
    said = " ".join(text.split())
    cut = said[:_MOST_SHOWN] + "…" * (len(said) > _MOST_SHOWN)
    shown = f"“{cut}”" if said else "what stands here"
    return Flaw("hidden", f"{shown} is hidden by {by}", where)


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
