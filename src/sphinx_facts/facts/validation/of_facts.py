"""What has to hold of a fact."""

from __future__ import annotations

from typing import get_args

from ...english.lexicon import families
from ...model.records import Fact, Kind
from ..ids import is_id
from .around import Around, Problem

_EVERYWHERE = frozenset(
    families(
        "function_words.determiners.articles",
        "function_words.determiners.demonstratives",
        "function_words.determiners.that",
        "function_words.prepositions.short",
        "function_words.conjunctions.joining",
        "function_words.auxiliaries.be",
        "function_words.auxiliaries.have",
        "function_words.pronouns",
        "function_words.relatives",
    )
)
"""Words that stand in any sentence, whatever it is about."""


def is_of_one_kind(fact: Fact, _: Around) -> Problem | None:
    kinds = [kind for kind in get_args(Kind) if getattr(fact, kind) is not None]
    if len(kinds) == 1:
        return None
    have = f"it has {' and '.join(kinds)}" if kinds else "it has none of them"
    remedy = "make each a fact of its own" if kinds else "write what the chapters may show"
    return Problem((), f"a fact is exactly one of figure, quote and term; {have}", remedy)


def quote_has_speaker(fact: Fact, _: Around) -> Problem | None:
    if fact.quote is None or fact.speaker is not None:
        return None
    return Problem((), "a quote needs a speaker", "write speaker: and the id of one of people")


def only_quote_has_speaker(fact: Fact, _: Around) -> Problem | None:
    if fact.quote is not None or fact.speaker is None:
        return None
    remedy = "for a figure or a term, write said_by"
    return Problem(("speaker",), "only a quote has a speaker", remedy)


def quote_is_said_by_speaker(fact: Fact, _: Around) -> Problem | None:
    if fact.quote is None or fact.said_by is None:
        return None
    return Problem(("said_by",), "a quote is said by its speaker", "take said_by away")


def series_has_name(fact: Fact, _: Around) -> Problem | None:
    if fact.about is None or is_id(fact.about):
        return None
    remedy = "write one word for what is counted, such as killed"
    return Problem(("about",), f"{fact.about!r} names no series", remedy)


def near_is_words_or_groups(fact: Fact, _: Around) -> Problem | None:
    groups = [each for each in fact.near if not isinstance(each, str)]
    if groups and len(groups) < len(fact.near):
        remedy = "write [word, word], or groups alone: [[word, word], [word]]"
        return Problem(("near",), "words stand beside groups of words here", remedy)
    if all(groups):
        return None
    return Problem(("near",), "a group of words is empty", "write a word in it, or take it away")


def near_tells_something(fact: Fact, _: Around) -> Problem | None:
    """A word that stands in every sentence ties nothing to it."""
    for number, group in enumerate(fact.near):
        for word in (group,) if isinstance(group, str) else group:
            if word.lower() in _EVERYWHERE:
                remedy = "write words for what it is about, such as bridge or killed"
                return Problem(("near", number), f"“{word}” stands in any sentence", remedy)
    return None


def only_figure_is_counted(fact: Fact, _: Around) -> Problem | None:
    keys = {"sum_of": fact.sum_of, "about": fact.about, "counts": fact.counts}
    name = next((name for name, value in keys.items() if value), None)
    if fact.figure is not None or name is None:
        return None
    return Problem((name,), "only a figure is counted", f"take {name} away")


def is_superseded_by_later(fact: Fact, around: Around) -> Problem | None:
    if fact.superseded_by is None:
        return None
    later = around.whole.facts.facts.get(fact.superseded_by, fact)
    message = remedy = ""
    if fact.as_of and later.as_of and later is not fact and not fact.as_of < later.as_of:
        message = "a fact is overtaken by one of a later date"
        remedy = "correct as_of, or let the later of the two have no superseded_by"
    elif fact.about != later.about:
        message = "these two do not count the same"
        remedy = "write the same about: in both, or take superseded_by away"
    elif around.id in around.whole.superseded_by_themselves:
        message = "the facts that supersede this one lead back to it"
        remedy = "let the latest fact have no superseded_by"
    return Problem(("superseded_by",), message, remedy) if message else None
