"""What binds a figure from elsewhere in its sentence: denies it, doubts or plans it, asks for it,
leaves it to others, makes a rate or a part of it.

Only what governs the figure counts: *he denied that 40 died*, and not *he denied the charge, and 40
died*. What is told aside, between commas or in brackets, governs nothing.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from enum import Enum
from typing import NamedTuple

from ..clauses import Clause
from ..counting.rates import is_rate
from ..counting.scopes import scope
from ..lexicon import Regex, word_pattern
from ..qualifiers import find_qualifiers
from ..running_text import BREAK
from ..sentences import sentence_around
from .binding_patterns import patterns
from .certainty import certainty, reported
from .denials import denial, is_affirmed


class Kind(Enum):
    """What a sentence does to a figure, as a finding tells it."""

    DENIAL = "the source denies it"
    DOUBT = "the source is less sure"
    QUESTION = "the source asks it"
    REPORT = "the source leaves it to others"
    RATE = "the source makes a rate of it"
    PART = "the source tells it of a part or a multiple"


class Bond(NamedTuple):
    """What binds a figure, and the words that do."""

    kind: Kind
    words: str


class Sentence(NamedTuple):
    """A sentence parted at a figure, without what is told aside; and how much of it, on each side,
    lies outside of the excerpt.
    """

    before: str
    behind: str
    outside_before: int
    outside_behind: int
    asks: bool


def sentence(text: str, excerpt: tuple[int, int], figure: tuple[int, int]) -> Sentence:
    """The clause of a figure in a text, and what governs it there: `excerpt` and `figure` are
    places in the text.
    """
    first, last = sentence_around(text, *figure)
    first = max(first, text.rfind(BREAK, first, figure[0]) + 1)
    stop = text.find(BREAK, figure[1])
    last = min(last, stop) if stop >= 0 else last
    outside, inside = text[first : max(first, excerpt[0])], text[max(first, excerpt[0]) : figure[0]]
    behind, beyond = text[figure[1] : min(last, excerpt[1])], text[min(last, excerpt[1]) : last]
    known = patterns()
    outside = known.aside.sub(" ", outside)
    before = f"{outside}{inside}"
    breaks = [match.end() for match in known.breaks.finditer(before)]
    start = breaks[-1] if breaks else 0
    whole = f"{behind}{known.aside.sub(' ', beyond)}"
    end = known.breaks.search(whole)
    return Sentence(
        before[start:], whole[: end.start()] if end else whole,
        max(0, len(outside) - start), len(behind), asks=text[:last].rstrip().endswith("?"),
    )  # fmt: skip


def bonds(here: Sentence, predicates: Collection[str]) -> Iterator[Bond]:
    """What binds a figure from outside of its excerpt. `predicates` are stems of what is said of
    it.
    """
    if here.asks:
        yield Bond(Kind.QUESTION, "?")
    if words := _denied(here, predicates):
        yield Bond(Kind.DENIAL, words)
    elif words := _doubted(here):
        yield Bond(Kind.DOUBT, words)
    out_before = here.before[: here.outside_before]
    if (match := _governs(patterns().asks, here)) is not None:
        yield Bond(Kind.QUESTION, match[0].split()[0])
    if (words := reported(out_before)) and not _stops(out_before.partition(words)[2]):
        yield Bond(Kind.REPORT, words)
    elif (match := _governs(patterns().alleges, here)) is not None:
        yield Bond(Kind.REPORT, match[0].split()[0])
    if (match := patterns().rate.search(out_before)) is not None:
        yield Bond(Kind.RATE, match[0])
    part, words = scope(Clause("", "", here.before, ""))
    if part in ("part", "multiple") and here.before.rindex(words) < here.outside_before:
        yield Bond(Kind.PART, words)


def _denied(here: Sentence, predicates: Collection[str]) -> str:
    known = patterns()
    for pattern in known.denials:
        match = pattern.search(here.before)
        if match is not None and match.start() < here.outside_before:
            is_of_nobody = pattern is known.denials[-1]
            if is_of_nobody or not is_affirmed(here.before, match.start()):
                return _short(match[0])
    match = known.denied_behind.match(here.behind) if known.told.search(here.before) else None
    if match is not None and match.end() > here.outside_behind:
        return " ".join(match[0].split()[-3:])
    outside, inside = here.before[: here.outside_before], here.before[here.outside_before :]
    if outside and not _stops(inside):
        words = denial(Clause("", "", here.before, ""), predicates)
        return words if words and words not in inside else ""
    return ""


def _doubted(here: Sentence) -> str:
    known = patterns()
    for pattern in known.suppositions:
        match = _governs(pattern, here)
        if match is not None and not is_affirmed(here.before, match.start()):
            return _short(match[0])
    for pattern in known.plans:
        match = _governs(pattern, here)
        if match is not None and _is_of_object(match["rest"]):
            return _short(match[0])
    match = known.modal_behind.match(here.behind)
    if match is not None and match.end() > here.outside_behind and not _stops(match[0]):
        return match["words"]
    return ""


def _governs(pattern: Regex, here: Sentence) -> re.Match[str] | None:
    """A match that begins outside of the excerpt and reaches the figure: nothing that is told by
    itself begins between them.
    """
    for match in pattern.finditer(here.before):
        if match.start() < here.outside_before and not _stops(match["rest"]):
            return match
    return None


def _is_of_object(text: str) -> bool:
    """Whether a verb and what stands between it and a number leave the number to it: *create in
    Kiel*, but not *maintain stability during the aftermath of*, *move to Kiel and employs*, nor
    *hold lost*.
    """
    known = patterns()
    behind = known.verb.sub("", text.lstrip(), count=1)
    others = len(known.prepositions.findall(behind))
    parts = (known.joined, known.past, known.that)
    return others <= 1 and not any(pattern.search(behind) for pattern in parts)


def _stops(text: str) -> bool:
    return patterns().stops.search(text) is not None


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) < 7 else [*words[:4], "…"])


# ------------------------------------------------------------------------- what a claim carries


def carries(claim: str, bond: Bond) -> bool:
    """Whether a claim says by any word of the kind that its figure is bound so, or more weakly."""
    if bond.kind is Kind.RATE:
        return is_rate(claim)
    if bond.kind is Kind.PART:
        return bool(word_pattern("clauses.scope.part", "clauses.scope.multiple").search(claim))
    is_denied = any(one.kind == "negation" for one in find_qualifiers(claim.split()))
    if is_denied or word_pattern("clauses.denial.heads").search(claim):
        return True
    if bond.kind is Kind.DENIAL:
        return False
    is_unsure = certainty(claim)[0] > 0 or bool(reported(claim)) or claim.rstrip().endswith("?")
    governing = (f"binding.governing.{name}" for name in ("verbs", "nouns", "adjectives"))
    if is_unsure or word_pattern(*governing, "binding.asks").search(claim):
        return True
    return bond.kind is Kind.REPORT and bool(word_pattern("sayings.verbs").search(claim))
