"""The patterns of `binding`: what governs what follows it, and what is told by itself."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from ..lexicon import Regex, alternatives, any_of, families, family, whole_words

_REST = r"[^;:!?]*\Z"
_OBJECT = r"(?:[^\s,;:!?]+\s+){0,8}\Z"
"""What may stand between a verb and the number of its object."""
_LONGEST_ASIDE = 90


class Patterns(NamedTuple):
    """Those with a group `rest` reach what follows only where nothing begins in it."""

    aside: Regex
    breaks: Regex
    stops: Regex
    denials: tuple[Regex, ...]
    told: Regex
    denied_behind: Regex
    suppositions: tuple[Regex, ...]
    plans: tuple[Regex, ...]
    verb: Regex
    past: Regex
    that: Regex
    prepositions: Regex
    joined: Regex
    asks: Regex
    alleges: Regex
    rate: Regex
    modal_behind: Regex


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
    near, and_ = any_of("binding.near.to"), any_of("function_words.conjunctions.joining.and")
    no = f"{family('clauses.negation.no')[0]} "
    nothing = (phrase for phrase in family("clauses.denial.nothing") if phrase.startswith(no))
    evidence = whole_words(phrase.removeprefix(no) for phrase in nothing)
    continuous = alternatives(family("endings.continuous"))
    participle = alternatives(families("endings.participles"))
    said = rf"(?:\w+\s+){{0,3}}{any_of('sayings.verbs')}|{any_of('sayings.verbs')}(?:\s+\w+){{1,4}}"
    return Patterns(
        aside=Regex(
            rf"\([^()]{{0,{_LONGEST_ASIDE}}}\)"
            rf"|,\s(?:{any_of('binding.asides.words')}|\w+{participle}(?!\w))[^,;:]{{0,{_LONGEST_ASIDE}}},"
            rf"|,\s(?:{said}),"
            rf"|\s—\s[^—;:]{{0,{_LONGEST_ASIDE}}}\s—\s",
            re.I,
        ),
        breaks=Regex(rf"[;!?]|\s—\s|,\s+(?:{any_of('clauses.breaks.words')})", re.I),
        stops=Regex(
            rf"{any_of('binding.stops.words', 'binding.stops.finite')}|{and_}\s+{modals}", re.I
        ),
        denials=(
            Regex(rf"{heads}\s+(?:{adverb}\s+|{as_what}|\w+\s+)??{that}{_REST}", re.I),
            Regex(
                rf"{heads}\s+(?:{as_what})?(?:\w+\s+){{0,3}}?{told}\s+(?:{that}|{of}){_REST}",
                re.I,
            ),
            Regex(
                rf"{dropped}\s+(?:\w+\s+){{0,3}}?{told}\s+(?:{that}|{of}\s+\w+{continuous}(?!\w))"
                r"[^,;:!?]*\Z",
                re.I,
            ),
            Regex(
                rf"(?:{any_of('clauses.denial.nothing', 'clauses.denial.unable')}"
                rf"|{any_of('clauses.negation.not')}\s+(?:\w+\s+){{0,2}}{evidence})"
                rf"(?:\s+\w+){{0,3}}?\s+(?:{that}|{of}|{any_of('binding.asks.words')}){_REST}",
                re.I,
            ),
            Regex(
                rf"{any_of('clauses.denial.nobody')}[^,;!?]{{0,80}}?"
                rf"{any_of('clauses.denial.confirming')}\s+(?:\w+\s+){{0,2}}?{that}{_REST}",
                re.I,
            ),
        ),
        told=Regex(rf"{told}\s+(?:{that}|{of})", re.I),
        denied_behind=Regex(
            rf"\A[^;!?]{{0,90}}?{any_of('clauses.denial.be')}(?:\s+\w+){{0,3}}?\s+{dropped}", re.I
        ),
        suppositions=(
            Regex(rf"{governing}\s+(?:{adverb}\s+){{0,2}}{that}\s(?P<rest>{_REST})", re.I),
            Regex(rf"{any_of('binding.governing.nouns')}\s+{of}\s(?P<rest>[^,;:!?]*\Z)", re.I),
        ),
        plans=(
            Regex(
                rf"(?:{governing}\s+(?:{adverb}\s+){{0,2}}{to}|{near}\s+{to}"
                rf"|{verbs}(?:\s+\w+){{1,3}}?\s+{to})\s(?P<rest>{_OBJECT})",
                re.I,
            ),
            Regex(rf"{modals}\s+(?:{adverb}\s+){{0,2}}(?P<rest>{_OBJECT})", re.I),
            Regex(rf"{verbs}(?:\s+\w+){{0,2}}\s*(?P<rest>)\Z", re.I),
        ),
        verb=Regex(
            rf"\A(?:{any_of('function_words.auxiliaries')}\s+){{0,2}}"
            rf"(?:{adverb}\s+)?[^\W\d_]+",
            re.I,
        ),
        that=Regex(that, re.I),
        past=Regex(rf"{any_of('verbs.irregular')}|\w+{participle}(?!\w)", re.I),
        prepositions=Regex(any_of("function_words.prepositions"), re.I),
        joined=Regex(
            rf"{any_of('function_words.conjunctions.joining')}\s+(?:{adverb}\s+|\w+\s+)?"
            rf"\w+(?:{participle}|s)(?!\w)",
            re.I,
        ),
        asks=Regex(rf"{any_of('binding.asks.words')}\s(?P<rest>{_REST})", re.I),
        alleges=Regex(
            rf"(?:{any_of('binding.alleging.verbs')}\s+{that}"
            rf"|{any_of('binding.alleging.fiction')}\s+(?:\w+\s+){{0,3}}?"
            rf"{any_of('binding.alleging.how')})\s(?P<rest>{_REST})",
            re.I,
        ),
        rate=Regex(rf"{any_of('binding.rate.leads')}\s+{any_of('units.words')}(?![’'])", re.I),
        modal_behind=Regex(
            rf"\A[^.,;:!?]{{0,60}}?(?P<words>{modals}\s+[^\W\d_]+(?:\s+\w+)?)", re.I
        ),
    )
