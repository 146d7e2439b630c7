"""Whether an excerpt has its figures whole: as they are read with the words beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from ..figures.entailment import entails
from ..figures.figure import Figure
from .figures import words
from .lexicon import family
from .running_text import around

_RATE = " per "
Find = Callable[[str], list[Figure]]


def cut_figure(before: Sequence[str], excerpt: str, after: Sequence[str], find: Find) -> str:
    """A figure of the source of which an excerpt has a part that says otherwise; or empty.

    The words before and after the excerpt are folded; `find` finds the figures of a text.
    """
    parts = find(excerpt)
    if not parts or not (before or after):
        return ""
    text, start, end = around(before, excerpt, after)
    every = find(text)
    for part in parts:
        first, last = part.start + start, part.end + start
        there = [one for one in every if one.start < last and first < one.end]
        # *One* and *first* have no bounds that a hedge could move.
        kept = (first, last) if part.weak else (start, end)
        cut = [one for one in there if _reaches_out(one, *kept) and not _bears(one, part)]
        if cut and len(cut) == len(there) and not _is_end_of_span(cut[0], part, excerpt):
            return _said(text, cut[0])
    return ""


def _reaches_out(figure: Figure, start: int, end: int) -> bool:
    """Whether something of a figure stands outside of ``[start, end)``, or reaches it from there:
    the hedge of a list, the rate behind a conversion.
    """
    first, last = figure.whole
    is_carried = bool(figure.hedge) and figure.hedge_span is None
    return first < start or end < last or is_carried or _RATE in (figure.unit or "")


def _bears(whole: Figure, part: Figure) -> bool:
    """Whether the part says no more than the whole; a year without its *in* is a number."""
    same = (whole.low, whole.high, whole.low_open, whole.high_open, whole.unit) == (
        part.low, part.high, part.low_open, part.high_open, part.unit,
    )  # fmt: skip
    return same or entails(whole, part)


def _is_end_of_span(whole: Figure, part: Figure, excerpt: str) -> bool:
    """Whether an excerpt says that a date is an end of a span: *from 1904*, *until 1918*."""
    is_span = whole.kind == "range" and (whole.unit == "date" or part.kind in ("date", "year"))
    said = excerpt[: part.start].lower().split()
    return is_span and bool(said) and said[-1] in _ends()


@cache
def _ends() -> frozenset[str]:
    joins = frozenset(family("figures.joins.to")) | {words.FROM}
    return joins - frozenset(family("function_words.conjunctions.joining"))


def _said(text: str, figure: Figure) -> str:
    """A figure with its hedge and its rate, wherever these stand."""
    said = text[slice(*figure.whole)]
    hedge = "" if figure.hedge_span else figure.hedge
    _, per, what = (figure.unit or "").partition(_RATE)
    is_told = not per or what in said or per in said
    return f"{hedge} {said}{'' if is_told else f'{per}{what}'}".strip()
