"""Who is told as having done to another what that one did."""

from __future__ import annotations

from typing import NamedTuple

from ..lexicon import family
from ..sentences import sentence_around
from ..stems import stem
from .told import LITTLE, WORD, Told, named

_BE = frozenset(family("function_words.auxiliaries.be"))


def swapped(one: Told, other: Told) -> tuple[str, str]:
    """Who is told as having done to the other what that one did; both empty where nobody is.

    Where a figure follows the same verb in both: *the mill paid 300 crowns to the widow*.
    """
    ours, theirs = _parts(one), _parts(other)
    if ours is None or theirs is None or ours.verb != theirs.verb:
        return "", ""
    doers, objects = theirs.subject, theirs.object
    if ours.is_passive != theirs.is_passive:
        doers, objects = objects, doers
    doer = [word for word in ours.subject if word in objects and word not in doers]
    object_ = [word for word in ours.object if word in doers and word not in objects]
    return (ours.subject[doer[0]], ours.object[object_[0]]) if doer and object_ else ("", "")


class _Parts(NamedTuple):
    verb: str
    is_passive: bool
    subject: dict[str, str]
    object: dict[str, str]


def _parts(told: Told) -> _Parts | None:
    """The verb right before a figure, and by their stems the words for who stands on each side."""
    first, last = sentence_around(told.text, told.start, told.end)
    before = [match[0] for match in WORD.finditer(told.text[first : told.start])]
    if not before or stem(before[-1]) in LITTLE:
        return None
    return _Parts(
        stem(before[-1]),
        any(word.lower() in _BE for word in before[-3:-1]),
        named(before[:-1]),
        named(match[0] for match in WORD.finditer(told.text[told.end : last])),
    )
