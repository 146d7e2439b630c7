"""What takes a figure out of those of whom a sentence tells: *all but 9*, *except for the 9*, *left
without the 9*.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from ..clauses import Clause
from ..lexicon import Regex, alternatives, any_of, family, word_pattern
from ..stems import stems
from .negations import may_be_denied


def excluded(clause: Clause, predicates: Collection[str], texts: Sequence[str]) -> str:
    """The words right before a figure that take it out of something, where no text of its record
    does; empty where none do.

    `predicates` are stems of what the record tells: *all died but 5 who returned* takes nothing out
    of those who returned, and neither does *nobody returned but 5*.
    """
    if any(map(_excludes, texts)):
        return ""
    out_of, sparing, apart, without = _forms()
    before, behind = clause.near_before, _relative().split(clause.behind)
    is_told = not stems(f"{clause.before} {behind[0]}").isdisjoint(predicates)
    match = out_of.search(before)
    leaving = match["leaving"] if match is not None else None
    rest = clause.whole.replace(leaving, " … ") if leaving else clause.whole  # Not counting them.
    if _any("none").search(rest):
        match = None if is_told else match
    elif match is None or (len(behind) > 1 and not is_told):
        is_all = _any("all").search(clause.whole) is not None
        match = sparing.search(before) or (apart.search(before) if is_all else None)
        match = match if is_told else None
        if match is None and not any(map(may_be_denied, texts)):
            match = without.search(before)
    return match[0].strip(" ,;") if match else ""


def _excludes(text: str) -> bool:
    """Whether a text takes anything out of something."""
    return any(_any(name).search(text) for name in ("leaving", "but", "without"))


def _words(name: str) -> str:
    return any_of(f"clauses.exclusion.{name}")


def _any(name: str) -> Regex:
    return word_pattern(f"clauses.exclusion.{name}")


@cache
def _relative() -> Regex:
    that = any_of("function_words.relatives", "clauses.joins.that")
    return Regex(rf"(?:\A|[,\s]){that}", re.I)


@cache
def _forms() -> tuple[Regex, ...]:
    """At the end of a text: what leaves out, alone or of all; what does so by itself; what may do
    so; and a verb of going with *without*.
    """
    the = rf"\s+(?:{any_of('clauses.joins.scope')}\s+)?\Z"
    adverb = rf"\w+{alternatives(family('endings.adverbs'))}"
    be = any_of("function_words.auxiliaries.be")
    forms = (
        (
            rf"(?:(?P<leaving>{_words('leaving')})|{_words('whole')}(?:\s+[\w’'-]+){{0,6}}?\s+{_words('but')})"
            rf"\s+(?:(?:{any_of('clauses.joins.scope')}|\w+s|people)\s+)?\Z"
        ),
        _words("sparing") + the,
        _words("apart") + the,
        # The museum was left without them.
        (
            rf"(?:\A|[^\w\s]\s*|(?<!\w)(?!{be}\s)\w+\s+){_words('going')}"
            rf"\s+(?:{adverb}\s+)?{_words('without')}{the}"
        ),
    )
    return tuple(Regex(form, re.I) for form in forms)
