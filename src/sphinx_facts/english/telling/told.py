"""A sentence with a figure in it, and what of it is told of that."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from ..clauses import Clause, clause_around
from ..lexicon import Regex, any_of, families, family
from ..sentences import sentence_around
from ..stems import stem, stems
from .rivals import same_words

LITTLE = stems(" ".join(families("function_words", "common_words.light")))
WORD = Regex(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


class Told(NamedTuple):
    """A sentence with a figure in it: what stands between the figures beside it is told of it."""

    text: str
    start: int
    end: int
    first: int = 0
    """Where the figure before it ends; or else 0."""
    last: int = -1
    """Where the one behind it begins; or else the end of the text."""

    @property
    def clause(self) -> Clause:
        return clause_around(self.text, self.start, self.end)

    @property
    def sentence(self) -> str:
        return self.text[slice(*sentence_around(self.text, self.start, self.end))]

    @property
    def behind(self) -> str:
        """What is told behind the figure: up to the *and* before what is told of the next one."""
        reach = self.end + len(self.clause.near_behind)
        if self.last < 0 or reach < self.last:
            return self.text[self.end : reach]
        return _joins().split(self.text[self.end : self.last])[0]

    @property
    def main(self) -> str:
        """The clause without the figure, up to a comma or a relative clause behind it."""
        near = self.clause
        return f"{near.near_before} … {_related().split(near.near_behind)[0]}"

    @property
    def before(self) -> str:
        """What is told before it: from the *and* behind what is told of the last one."""
        near = self.start - len(self.clause.near_before)
        if self.first <= near:
            return self.text[near : self.start]
        return _joins().split(self.text[self.first : self.start])[-1]


@cache
def _related() -> Regex:
    return Regex(rf",|{any_of('bearing.wholes.relatives')}", re.I)


@cache
def _joins() -> Regex:
    return Regex(rf",|{any_of('function_words.conjunctions.joining')}")


def predicates(text: str) -> frozenset[str]:
    """As `content`, with the words by which the same can be told."""
    return content(text) | stems(" ".join(same_words(text)))


def content(text: str) -> frozenset[str]:
    """The stems of the words of a text that name something."""
    return stems(text) - LITTLE


def tells_only_whose(claim: str, wording: str) -> bool:
    """Whether a claim says no more than who gives its words, such as *Ada Quist says this.*, and so
    nothing that its excerpt could deny.
    """
    words = WORD.findall(claim.replace(wording, " "))
    told = " ".join(word for word in words if word[0].islower())
    return not stems(told).isdisjoint(_given()) and content(told) <= _given()


@cache
def _given() -> frozenset[str]:
    return stems(" ".join(family("bearing.only_given.words")))


def without_names(text: str) -> str:
    """A text without the words that have a capital."""
    return re.sub(r"(?<!\w)[^\W\d_a-z][\w’'-]*", " ", text)


def named(words: Iterable[str]) -> dict[str, str]:
    """The words that are no place or time, by their stems."""
    places = family("bearing.beside.places")
    named, governor = {}, ""
    for word in words:
        low = word.lower()
        if stem(word) in LITTLE or low in places:
            governor = governor if low in family("function_words.determiners.articles") else low
        elif governor not in places:
            named[stem(word)] = word
    return named
