"""Words beside a figure that say more of it: *far* over, *exactly*, *confirmed*."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from ..lexicon import Regex, alternatives, any_of, read, word_pattern

_BOUNDS = ("over", "min", "max", "under", "nearly", "just over")


@cache
def _outer() -> Regex:
    bounds = [phrase for name in _BOUNDS for phrase in read("hedges")[name].get("before", ())]
    degree = any_of("hedges.around.degrees", "hedges.around.negations")
    return Regex(rf"(?:{degree}\s+){{0,2}}(?P<bound>{alternatives(bounds)})(?!\w)", re.I)


def outer_bound(hedge: str) -> str:
    """The bound with which a hedge of several begins: *no fewer than* of *no fewer than about*.

    Empty where it is none, or all of the hedge.
    """
    match = _outer().match(hedge)
    return match[0] if match is not None and match[0].strip() != hedge.strip() else ""


def is_hedge(words: str) -> bool:
    """Whether these words are one hedge of the lexicon, as *just under* is."""
    sides = (each for name, each in read("hedges").items() if name != "around")
    return any(words.lower() in each.get("before", ()) for each in sides)


Beside = Literal["degree", "close", "exact", "only"]


@cache
def _before(kind: Beside) -> Regex:
    return Regex(rf"({any_of(f'strengthening.{kind}')})\s+\Z", re.I)


@cache
def _no_degree() -> Regex:
    return Regex(rf"{any_of('strengthening.no_degree')}\s+\Z", re.I)


def said_before(kind: Beside, text: str) -> str:
    """The word of this kind with which a text before a figure ends; or empty."""
    match = _before(kind).search(text[-40:])
    if match is None or (kind == "degree" and _no_degree().search(text[-40:][: match.start()])):
        return ""
    return match[1]


def says_only(text: str) -> bool:
    """Whether a text tells of anything that it is no more."""
    return word_pattern("strengthening.only").search(text) is not None


@cache
def _behind() -> Regex:
    return Regex(rf"\A\s+({any_of('strengthening.behind')})(?=\s*[,.;:)]|\s*\Z)", re.I)


def said_behind(text: str) -> str:
    """The word that makes of a number before this text no other than that; or empty."""
    match = _behind().match(text)
    return match[1] if match else ""


def said_of_all(text: str) -> str:
    """The words behind a number that tell something of all that it counts; or empty."""
    match = _of_all().match(text)
    return match[1] if match else ""


@cache
def _of_all() -> Regex:
    all_ = any_of("strengthening.of_all")
    together = any_of("clauses.rate.total")
    return Regex(rf"\A[^.;:\d]{{0,60}}?({all_})(?!\s+{together})", re.I)


@cache
def _sure() -> Regex:
    be, sure = any_of("function_words.auxiliaries.be"), any_of("strengthening.made_sure")
    made = rf"{be}\s+(?:\w+ly\s+)?{sure}"
    return Regex(rf"{any_of('strengthening.sure')}|{made}(?!\s+{any_of('strengthening.by')})", re.I)


@cache
def _sure_as() -> Regex:
    return Regex(rf"({any_of('strengthening.sure_as')})\s+\Z", re.I)


def said_to_be_sure(before: str, behind: str) -> str:
    """The words by which a clause makes sure of a figure between these texts; or empty."""
    match = _sure().search(before) or _sure().search(behind) or _sure_as().search(before[-40:])
    return match[0].strip() if match else ""
