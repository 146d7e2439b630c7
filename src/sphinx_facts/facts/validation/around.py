"""What a check of an entry says, and what it may ask for beside its record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, NamedTuple

from ...model.keys import Key
from ...model.records import Fact, FactsFile, Origin, Person, Source


class Problem(NamedTuple):
    """What is wrong at a place in the facts file, and a way out."""

    key: Key
    message: str
    help: str = ""


class Around(NamedTuple):
    """What a check may ask for beside its record."""

    whole: Whole
    id: str
    """Of the entry."""
    entry: Fact | Person | None = None
    """Of a piece of evidence: what rests on it."""


Check = Callable[[Any, Around], Problem | None]


class Whole:
    """A facts file, with what several checks ask of it."""

    def __init__(self, facts: FactsFile) -> None:
        self.facts = facts

    @cached_property
    def based_on_themselves(self) -> set[str]:
        """The sources and origins that are, by whatever detour."""
        entries: dict[str, Source | Origin] = {**self.facts.sources, **self.facts.origins}
        return _circular({id_: entry.based_on for id_, entry in entries.items()})

    @cached_property
    def formerly(self) -> Counter[tuple[type[Any], str]]:
        """How often each id is one that an entry of this kind had before."""
        every = (self.facts.facts, self.facts.people, self.facts.sources)
        return Counter(
            (type(entry), id_)
            for kind in every
            for entry in kind.values()
            for id_ in entry.formerly
        )

    @cached_property
    def superseded_by_themselves(self) -> set[str]:
        """The facts that are, by whatever detour."""
        facts = self.facts.facts
        return _circular({id_: fact.superseded_by for id_, fact in facts.items()})


def _circular(links: Mapping[str, str | None]) -> set[str]:
    """The ids from which the links lead back to them."""
    circular: set[str] = set()
    passed: set[str] = set()
    for start in links:
        way: list[str] = []
        id_: str | None = start
        while id_ is not None and id_ in links and id_ not in passed:
            passed.add(id_)
            way.append(id_)
            id_ = links[id_]
        if id_ in way:
            circular.update(way[way.index(id_) :])
    return circular
