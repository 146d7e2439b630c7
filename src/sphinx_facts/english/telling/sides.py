"""Groups of people of one kind, of which one is not another: peoples, branches, camps. Which of
them a text names, and of which it tells a figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from ..counting.noun_phrases import counted
from ..lexicon import Regex, families, family, read, whole_words, word_pattern
from ..places import peoples
from .rivals import is_unlike

KINDS = "branches", "camps", "parties", "chambers", "faiths"
PEOPLES = "peoples"


class Side(NamedTuple):
    """A group that a text names: the word, its kind, the group, and where it stands."""

    word: str
    kind: str
    group: str
    start: int
    end: int


@cache
def _table() -> tuple[Regex, Mapping[str, tuple[str, str]]]:
    groups: dict[str, tuple[str, str]] = {}
    for kind in KINDS:
        for group, words in read("sides")[kind].items():
            for word in words:
                forms = {word} if word[0].isupper() else {word, word.capitalize(), word.title()}
                groups.update((form, (kind, group)) for form in forms)
    for form, country in peoples().items():
        groups.setdefault(form, (PEOPLES, country))
    return Regex(rf"(?<![\w-])(?:{whole_words(groups)})(?![\w-])"), groups


@lru_cache(maxsize=2048)
def named_sides(text: str) -> tuple[Side, ...]:
    """The groups that a text names, whatever it tells of them."""
    pattern, groups = _table()
    found = pattern.finditer(text)
    return tuple(Side(match[0], *groups[match[0]], *match.span()) for match in found)


def sides(text: str) -> tuple[Side, ...]:
    """The groups that a text names, but for those that it tells not to be meant."""
    return tuple(side for side in named_sides(text) if not is_unlike(text, side.start))


@cache
def _slots() -> tuple[Regex, Regex, Regex]:
    """Before a side: behind a figure, at the head of a clause; and behind a side that lost it."""
    the = whole_words(families("function_words.determiners.articles", "whereabouts.owners"))
    of = whole_words(family("sides.slots.of"))
    suffering = whole_words(family("sides.slots.suffering"))
    return (
        Regex(rf"\s+(?:(?:[a-z-]+\s+){{0,3}}{of}\s+)?(?:{the}\s+)?(?:[a-z-]+\s+)?\Z|\s+\Z", re.I),
        Regex(rf"(?:\A|,\s|\s{the}\s)?\s*(?:{of}\s+)?(?:{the}\s+)?\Z", re.I),
        Regex(rf"\s+(?:[\w-]+\s+){{0,2}}?{suffering}\s+(?:[a-z]+\s+){{0,2}}\Z", re.I),
    )


def of_figure(before: str, behind: str) -> Iterator[Side]:
    """The sides of which a clause tells its figure: what it counts, whose it is, who lost it."""
    of, head, lost = _slots()
    phrase = counted(behind, 0)
    last = phrase.end if phrase is not None else 0
    for side in sides(behind):
        if side.start < last or of.fullmatch(behind, 0, side.start):
            yield side
            break
    for side in sides(before):
        is_first = head.fullmatch(before, 0, side.start) is not None
        if is_first and (lost.fullmatch(before, side.end) or not before[side.end :].strip(" ,")):
            yield side


def is_ours(text: str) -> bool:
    """Whether a text tells of the side of its writer, and not of the other."""
    own, other = (word_pattern(f"sides.ours.{whose}") for whose in ("own", "other"))
    return bool(own.search(text)) and not other.search(text)


def is_of_other(text: str) -> bool:
    """Whether a text tells of the other side, and not of its writer's."""
    own, other = (word_pattern(f"sides.ours.{whose}") for whose in ("own", "other"))
    return bool(other.search(text)) and not own.search(text)
