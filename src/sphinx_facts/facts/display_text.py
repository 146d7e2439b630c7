"""What a page shows of the facts file: wordings, dates, counts, every text as it is recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..english.when.dates import written_date
from ..model.records import FactsFile, Kind
from ..model.roles import ROLES
from .corroboration import STANDINGS, Standing, Standings
from .excerpts import excerpts

_Count = Callable[[FactsFile, Standings], int]


def _of_kind(kind: Kind) -> _Count:
    return lambda facts, _: sum(fact.kind == kind for fact in facts.facts.values())


def _of_standing(standing: Standing) -> _Count:
    return lambda facts, standings: sum(standings.of(id_) == standing for id_ in facts.facts)


def _sealed(facts: FactsFile, _: Standings) -> int:
    return sum(facts.sources[each.source].recorded == "excerpt" for each in excerpts(facts))


def _evidence(facts: FactsFile, _: Standings) -> int:
    return sum(1 for _ in excerpts(facts))


COUNTS: Mapping[str, _Count] = {
    "facts": lambda facts, _: len(facts.facts),
    "figures": _of_kind("figure"),
    "quotes": _of_kind("quote"),
    "terms": _of_kind("term"),
    "people": lambda facts, _: len(facts.people),
    "sources": lambda facts, _: len(facts.sources),
    "evidence": _evidence,
    "proven": lambda *book: _evidence(*book) - _sealed(*book),
    "sealed": _sealed,
    "origins": lambda _, standings: len(standings.origins()),
    **{standing.replace(" ", "-"): _of_standing(standing) for standing in STANDINGS},
}
"""How many there are of what a book may count, by the name that it counts them by."""


_TEXTS = (
    "figure", "quote", "term", "claim", "note", "name", "role", "publisher", "title", "published",
    "accessed",
    "as_of", "happened", "date", "was", "now", "why", "independent", "author",
)  # fmt: skip
_DATES = {"published", "accessed", "as_of", "happened", "date", "was", "now"}


def entry_texts(facts: FactsFile, kind: str, id_: str) -> Iterator[str]:
    """Every text of an entry that a page may show as it is recorded."""
    maps: dict[str, Mapping[str, object]] = {
        "facts": facts.facts, "people": facts.people, "sources": facts.sources,
        "origins": facts.origins,
        "corrections": {str(number): each for number, each in enumerate(facts.corrections)},
    }  # fmt: skip
    entry = maps.get(kind, {}).get(id_)
    if entry is None:
        return
    for name in _TEXTS:
        if text := getattr(entry, name, None):
            yield text
            if name in _DATES:
                yield written_date(text)
    yield from getattr(entry, "excerpts", ())
    yield from getattr(entry, "allow", {}).values()
    for evidence in getattr(entry, "evidence", ()):
        texts = (evidence.excerpt, evidence.attribution, evidence.figure)
        yield from (text for text in texts if text)


def display_text(facts: FactsFile, standings: Standings, role: str, target: str) -> str:
    """What a role shows when the author gives no wording; empty where the id is not known."""
    traits = ROLES[role]
    if traits.target != "id":
        return ""
    if traits.entry == "person":
        return facts.people[target].name if target in facts.people else ""
    if traits.entry == "source":
        return facts.sources[target].publisher if target in facts.sources else ""
    if traits.entry == "count":
        return str(COUNTS[target](facts, standings)) if target in COUNTS else ""
    if target not in facts.facts:
        return ""
    fact = facts.facts[target]
    return written_date(next(iter(fact.times), None)) if traits.shows_date else fact.wording
