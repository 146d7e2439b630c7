"""What has to hold of entries of several kinds."""

from __future__ import annotations

from typing import Any

from ...model.records import UNKNOWN, Evidence, Fact, Origin, Person, Source
from ...text.suggestions import did_you_mean
from ..ids import is_code, is_date, is_id
from .around import Around, Check, Problem

_KIND_OF = {Fact: "facts", Person: "people", Source: "sources"}
"""Where the facts file has the entries that may have had other ids."""


def refers(name: str, kind: str) -> Check:
    """What is named under a key is an entry of this kind."""

    def check(record: Any, around: Around) -> Problem | None:
        named = getattr(record, name)
        if not named:
            return None
        known = getattr(around.whole.facts, kind)
        for id_ in named if isinstance(named, tuple) else (named,):
            if id_ not in known:
                message = f"nothing in {kind} has the id {id_}"
                return Problem((name,), message, did_you_mean(id_, known))
        return None

    return check


def is_dated(name: str) -> Check:
    """What stands under a key is a date."""

    def check(record: Any, _: Around) -> Problem | None:
        date = getattr(record, name)
        if date is None or is_date(date):
            return None
        remedy = "write 2024-12-19 or 2024-12, or the year alone, in quotes"
        return Problem((name,), f"{date} is no date", remedy)

    return check


def has_known_origin(record: Source | Origin | Evidence, around: Around) -> Problem | None:
    based_on, facts = record.based_on, around.whole.facts
    if based_on is None or based_on == UNKNOWN:
        return None
    if based_on in facts.origins or based_on in facts.sources or based_on in facts.people:
        return None
    remedy = did_you_mean(
        based_on, sorted({UNKNOWN, *facts.origins, *facts.sources, *facts.people})
    )
    if remedy.startswith("known"):
        remedy = f"{remedy}, or declare it under origins"
    return Problem(("based_on",), f"no origin, source or person has the id {based_on}", remedy)


def is_based_on_another(record: Source | Origin, around: Around) -> Problem | None:
    if record.based_on is None or around.id not in around.whole.based_on_themselves:
        return None
    remedy = "name what the first of them is based on instead"
    return Problem(("based_on",), "what this is based on leads back to it", remedy)


def allows_codes(record: Fact | Person | Source, _: Around) -> Problem | None:
    """What is allowed are codes of findings, and none of what could not be checked."""
    for code in record.allow:
        if not is_code(code):
            remedy = "write a code, such as F003, and behind it the reason"
            return Problem(("allow", code), f"{code} is no code of a finding that can be", remedy)
        if code.startswith("X"):
            remedy = "take it away: what could not be checked is never in order"
            return Problem(("allow", code), f"{code} cannot be allowed", remedy)
    return None


def was_no_other(record: Fact | Person | Source, around: Around) -> Problem | None:
    """An id that an entry had before means it alone."""
    entries = getattr(around.whole.facts, _KIND_OF[type(record)])
    for number, id_ in enumerate(record.formerly):
        if not is_id(id_):
            remedy = "an id has small letters, digits and single hyphens, as in troops-sent"
            return Problem(("formerly", number), f"{id_!r} is not an id", remedy)
        if id_ in entries or around.whole.formerly[type(record), id_] > 1:
            holder = "an entry has it now" if id_ in entries else "it stands here twice"
            remedy = "leave it where it belongs: links to it lead to one entry"
            return Problem(("formerly", number), f"{id_} is taken: {holder}", remedy)
    return None
