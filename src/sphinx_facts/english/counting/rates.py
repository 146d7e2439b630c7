"""Whether a clause tells of so much in each of several, or in all."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..clauses import Clause, short
from ..lexicon import Regex, alternatives, any_of, family, read, word_pattern

_RATE = Regex(rf"{any_of('clauses.rate.each')}|{any_of('clauses.rate.for_each')}\s+\w+", re.I)
_TIMES = any_of("clauses.rate.times")
_OF_EACH = any_of("clauses.rate.for_each", "clauses.rate.in_each", "clauses.rate.each_of")
_NO_RATE = Regex(
    rf"{any_of('clauses.rate.idioms')}"
    rf"|{any_of('clauses.rate.spans')}\s+an?\s+\w+|{any_of('clauses.rate.parts')}\s+(?:each|every)\s+{_TIMES}"
    rf"|{any_of('clauses.rate.taking')}\s+(?:[^\W\d]+\s+){{0,3}}?an?\s+{_TIMES}"
    rf"|(?<!\w)an?\s+{_TIMES}\s+(?:{any_of('clauses.rate.apart')}"
    rf"|{any_of('clauses.rate.further')}(?=\s*[,.;:…]|\s*\Z))"
    rf"|{_OF_EACH}\s+(?:\w+\s+)?"
    rf"{alternatives(family('clauses.rate.no_share'))}s?(?!\w)",
    re.I,
)
_IN_EACH = Regex(rf"{any_of('clauses.rate.in_each')}\s+\w+", re.I)
_SHARED = Regex(rf"\A\W*{any_of('clauses.rate.each_of')}\s+(?:\w+\s+){{2,14}}\Z", re.I)
"""*Each of the letters fills*, right before a figure."""
_EACH = Regex(rf"\A\s*(?:\w+\s+){{0,2}}{any_of('clauses.rate.behind')}(?=\s*[,.;:)]|\s*\Z)", re.I)
_OF_TIME = Regex(rf"\A\W*{any_of('clauses.rate.each')}", re.I)


def rate(clause: Clause) -> str:
    """The words that make a rate of a figure in a clause; empty where none does."""
    return next(_rates(clause, _RATE), "")


def share(clause: Clause) -> str:
    """The words that give so much to each of several; empty where none does."""
    if word_pattern("clauses.rate.total").search(clause.near):
        return ""
    behind = _EACH.match(clause.near_behind)
    found = [*_rates(clause, _IN_EACH)]
    if not _OF_TIME.match(clause.near_before):
        found += _rates(clause, _SHARED)
    if found:
        return found[0]
    return behind[0].strip() if behind else ""


def total(clause: Clause) -> str:
    """The words that give so much to several together; empty where none does."""
    match = word_pattern("clauses.rate.total").search(clause.near)
    return match[0] if match else ""


def is_of_not_one(text: str) -> bool:
    """Whether a text tells of not one of several."""
    return word_pattern("clauses.negation.single").search(text) is not None


def is_shared(text: str) -> bool:
    """Whether a text tells of each of several."""
    return word_pattern("clauses.rate.each_of", "clauses.rate.behind").search(text) is not None


def _rates(clause: Clause, form: Regex) -> Iterator[str]:
    for text in (clause.near_before, clause.near_behind):
        idioms = [match.span() for match in _NO_RATE.finditer(text)]
        for match in form.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b in idioms):
                yield short(match[0])


def told_per(clause: Clause, unit: str) -> bool:
    """Whether a clause tells of so much in each of this measure of time, or of these things."""
    if unit in read("clauses")["rate"]["per"]:
        return word_pattern(f"clauses.rate.per.{unit}").search(clause.near) is not None
    each = any_of("clauses.rate.for_each", "clauses.rate.each_of", "clauses.rate.in_each")
    return Regex(rf"{each}\s+{re.escape(unit)}(?!\w)", re.I).search(clause.near) is not None


def is_rate(text: str) -> bool:
    """Whether a text tells of a rate somewhere, in its figure or beside it."""
    return bool(rate(Clause(text, "", text, "")))
