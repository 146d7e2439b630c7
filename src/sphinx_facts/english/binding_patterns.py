"""The patterns of `binding`: what governs what follows it, and what is told by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .lexicon import alternatives, families, family

_REST = r"[^;:!?]*\Z"
_OBJECT = r"(?:[^\s,;:!?]+\s+){0,8}\Z"
"""What may stand between a verb and the number of its object."""
_LONGEST_ASIDE = 90


def any_of(*places: str) -> str:
    """A pattern of whole words of these families."""
    return rf"(?<!\w)(?:{alternatives(families(*places))})(?!\w)"


class Patterns(NamedTuple):
    """Those with a group `rest` reach what follows only where nothing begins in it."""

    aside: re.Pattern[str]
    breaks: re.Pattern[str]
    stops: re.Pattern[str]
    denials: tuple[re.Pattern[str], ...]
    told: re.Pattern[str]
    denied_behind: re.Pattern[str]
    suppositions: tuple[re.Pattern[str], ...]
    plans: tuple[re.Pattern[str], ...]
    verb: re.Pattern[str]
    past: re.Pattern[str]
    that: re.Pattern[str]
    prepositions: re.Pattern[str]
    joined: re.Pattern[str]
    asks: re.Pattern[str]
    alleges: re.Pattern[str]
    rate: re.Pattern[str]
    modal_behind: re.Pattern[str]


@cache
def patterns() -> Patterns:
    """Made when the first sentence is read."""
    that, of = any_of("clauses.joins.that"), any_of("clauses.joins.of")
    heads, told = any_of("clauses.denial.heads"), any_of("clauses.denial.told")
    dropped = any_of("clauses.denial.heads", "clauses.denial.dropping")
    to = any_of("function_words.prepositions.short.to")
    ending = alternatives(family("endings.adverbs"))
    adverb = rf"(?:{any_of('clauses.joins.middle')}|\w+{ending})"
    as_what = rf"{any_of('clauses.joins.as')}\s+(?:\w+\s+){{1,2}}"
    modals = f"(?-i:{any_of('binding.modal.words')})"  # *May* is a month
    verbs = any_of("binding.governing.verbs")
    governing = any_of(
        "binding.governing.verbs", "binding.governing.nouns", "binding.governing.adjectives"
    )
    near = any_of("binding.near.to")
    no = f"{family('clauses.negation.no')[0]} "
    nothing = (phrase for phrase in family("clauses.denial.nothing") if phrase.startswith(no))
    evidence = alternatives(phrase.removeprefix(no) for phrase in nothing)
    continuous = alternatives(family("endings.continuous"))
    participle = alternatives(families("endings.participles"))
    said = rf"(?:\w+\s+){{0,3}}{any_of('sayings.verbs')}|{any_of('sayings.verbs')}(?:\s+\w+){{1,4}}"
    return Patterns(
        aside=re.compile(
            rf"\([^()]{{0,{_LONGEST_ASIDE}}}\)"
            rf"|,\s(?:{any_of('binding.asides.words')}|\w+{participle}(?!\w))[^,;:]{{0,{_LONGEST_ASIDE}}},"
            rf"|,\s(?:{said}),"
            rf"|\s—\s[^—;:]{{0,{_LONGEST_ASIDE}}}\s—\s",
            re.I,
        ),
        breaks=re.compile(rf"[;!?]|\s—\s|,\s+(?:{any_of('clauses.breaks.words')})", re.I),
        stops=re.compile(any_of("binding.stops.words", "binding.stops.finite"), re.I),
        denials=(
            re.compile(rf"{heads}\s+(?:{adverb}\s+|{as_what}|\w+\s+)??{that}{_REST}", re.I),
            re.compile(
                rf"{heads}\s+(?:{as_what})?(?:\w+\s+){{0,3}}?{told}\s+(?:{that}|{of}){_REST}",
                re.I,
            ),
            re.compile(
                rf"{dropped}\s+(?:\w+\s+){{0,3}}?{told}\s+(?:{that}|{of}\s+\w+{continuous}(?!\w))"
                r"[^,;:!?]*\Z",
                re.I,
            ),
            re.compile(
                rf"(?:{any_of('clauses.denial.nothing', 'clauses.denial.unable')}"
                rf"|{any_of('clauses.negation.not')}\s+(?:\w+\s+){{0,2}}{evidence})"
                rf"(?:\s+\w+){{0,3}}?\s+(?:{that}|{of}|{any_of('binding.asks.words')}){_REST}",
                re.I,
            ),
            re.compile(
                rf"{any_of('clauses.denial.nobody')}[^,;!?]{{0,80}}?"
                rf"{any_of('clauses.denial.confirming')}\s+(?:\w+\s+){{0,2}}?{that}{_REST}",
                re.I,
            ),
        ),
        told=re.compile(rf"{told}\s+(?:{that}|{of})", re.I),
        denied_behind=re.compile(
            rf"\A[^;!?]{{0,90}}?{any_of('clauses.denial.be')}(?:\s+\w+){{0,3}}?\s+{dropped}", re.I
        ),
        suppositions=(
            re.compile(rf"{governing}\s+(?:{adverb}\s+){{0,2}}{that}\s(?P<rest>{_REST})", re.I),
            re.compile(rf"{any_of('binding.governing.nouns')}\s+{of}\s(?P<rest>[^,;:!?]*\Z)", re.I),
        ),
        plans=(
            re.compile(
                rf"(?:{governing}\s+(?:{adverb}\s+){{0,2}}{to}|{near}\s+{to}"
                rf"|{verbs}(?:\s+\w+){{1,3}}?\s+{to})\s(?P<rest>{_OBJECT})",
                re.I,
            ),
            re.compile(rf"{modals}\s+(?:{adverb}\s+){{0,2}}(?P<rest>{_OBJECT})", re.I),
            re.compile(rf"{verbs}(?:\s+\w+){{0,2}}\s*(?P<rest>)\Z", re.I),
        ),
        verb=re.compile(
            rf"\A(?:{any_of('function_words.auxiliaries')}\s+){{0,2}}"
            rf"(?:{adverb}\s+)?[^\W\d_]+",
            re.I,
        ),
        that=re.compile(that, re.I),
        past=re.compile(rf"{any_of('verbs.irregular')}|\w+{participle}(?!\w)", re.I),
        prepositions=re.compile(any_of("function_words.prepositions"), re.I),
        joined=re.compile(
            rf"{any_of('function_words.conjunctions.joining')}\s+(?:{adverb}\s+|\w+\s+)?"
            rf"\w+(?:{participle}|s)(?!\w)",
            re.I,
        ),
        asks=re.compile(rf"{any_of('binding.asks.words')}\s(?P<rest>{_REST})", re.I),
        alleges=re.compile(
            rf"(?:{any_of('binding.alleging.verbs')}\s+{that}"
            rf"|{any_of('binding.alleging.fiction')}\s+(?:\w+\s+){{0,3}}?"
            rf"{any_of('binding.alleging.how')})\s(?P<rest>{_REST})",
            re.I,
        ),
        rate=re.compile(rf"{any_of('binding.rate.leads')}\s+{any_of('units.words')}(?![’'])", re.I),
        modal_behind=re.compile(
            rf"\A[^.,;:!?]{{0,60}}?(?P<words>{modals}\s+[^\W\d_]+(?:\s+\w+)?)", re.I
        ),
    )
