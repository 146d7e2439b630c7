"""What a page shows of the facts file: wordings, dates, counts, every text as it is recorded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..english.dates import written_date
from ..model.passages import Role
from ..model.records import FactsFile
from .corroboration import STANDINGS, Standings
from .store import excerpts

_OF_STANDING = {standing.replace(" ", "-"): standing for standing in STANDINGS}
COUNTS = (
    "facts", "figures", "quotes", "terms", "people", "sources", "evidence", "proven", "sealed",
    "origins", *_OF_STANDING,
)  # fmt: skip


def count_of(facts: FactsFile, name: str) -> int | None:
    """How many of these the facts file holds; None where `name` is not one of `COUNTS`."""
    kinds = {"figures": "figure", "quotes": "quote", "terms": "term"}
    if name in kinds:
        return sum(fact.kind == kinds[name] for fact in facts.facts.values())
    if name in ("evidence", "proven", "sealed"):
        sealed = sum(facts.sources[each.source].recorded == "excerpt" for each in excerpts(facts))
        every = sum(1 for _ in excerpts(facts))
        return {"evidence": every, "proven": every - sealed, "sealed": sealed}[name]
    if name == "origins" or name in _OF_STANDING:
        standings = Standings(facts)
        if name == "origins":
            return len(standings.origins())
        return sum(standings.of(id_) == _OF_STANDING[name] for id_ in facts.facts)
    return len(getattr(facts, name)) if name in COUNTS else None


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
    for name in (
        "figure",
        "quote",
        "term",
        "claim",
        "note",
        "name",
        "role",
        "publisher",
        "title",
        "published",
        "as_of",
        "date",
        "was",
        "now",
        "why",
    ):
        if text := getattr(entry, name, None):
            yield text
            if name in ("as_of", "published", "date"):
                yield written_date(text)
    yield from getattr(entry, "excerpts", ())
    for evidence in getattr(entry, "evidence", ()):
        texts = (evidence.excerpt, evidence.attribution, evidence.figure)
        yield from (text for text in texts if text)


def shown(facts: FactsFile, role: Role, target: str) -> str:
    """What a role shows when the author gives no wording; empty where the id is not known."""
    if role == "person":
        return facts.people[target].name if target in facts.people else ""
    if role == "source":
        return facts.sources[target].publisher if target in facts.sources else ""
    if role == "count":
        return str(count_of(facts, target) or 0) if target in COUNTS else ""
    if role == "derived" or target not in facts.facts:
        return ""
    fact = facts.facts[target]
    return written_date(fact.as_of) if role == "dated" else fact.wording
