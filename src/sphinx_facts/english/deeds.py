"""Who did it and who suffered it: whether what a figure counts is told as having done a thing, or
as that to which it was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from .clauses import stem
from .lexicon import alternatives, families, family, read

Part = Literal["doer", "sufferer"]

_REACH = 90


@cache
def _forms() -> tuple[re.Pattern[str], ...]:
    """A passive with its agent, an object, a subject of a passive, a subject with its object."""
    be = alternatives(family("function_words.auxiliaries.be"))
    by = alternatives(family("whereabouts.by"))
    the = alternatives(families("function_words.determiners", "whereabouts.owners"))
    adverb = rf"(?:\w+{alternatives(family('endings.adverbs'))}\s+)?"
    ended = alternatives(family("endings.participles"))
    irregular = alternatives(
        form for forms in read("verbs")["irregular"].values() for form in forms
    )
    # Words of what is counted, between the figure and its verb.
    joins = alternatives(families("function_words.conjunctions"))
    counted = rf"(?:(?!{joins}\s)[\w’'.-]+\s+){{0,8}}?"
    verb = rf"(?P<verb>\w+{ended}|{irregular})"
    return (
        re.compile(rf"(?<!\w){verb}\s+{by}\s+(?:{the}\s+)?\Z", re.I),
        re.compile(rf"(?<!\w)(?P<be>{be}\s+{adverb})?{verb}\s+(?:{the}\s+)?\Z", re.I),
        re.compile(rf"\s*{counted}{be}\s+{adverb}{verb}(?!\w)(?!\s+to\s)", re.I),
        re.compile(rf"\s*{counted}(?<!\w){verb}\s+(?:(?i:{the})\s+\w|(?-i:[A-Z]\w))", re.I),
    )


@cache
def _either() -> frozenset[str]:
    return frozenset(map(stem, family("verbs.either.words")))


def deeds(before: str, behind: str) -> Mapping[str, Part]:
    """By the stems of verbs beside a figure, whether what it counts did that or suffered it."""
    found = _deeds(before[-_REACH:], behind[:_REACH])
    return {verb: part for verb, part in found if verb not in _either()}


def _deeds(before: str, behind: str) -> Iterator[tuple[str, Part]]:
    agent, acted_on, passive, active = _forms()
    object_ = acted_on.search(before)
    if match := agent.search(before):
        yield stem(match["verb"]), "doer"
    elif object_ is not None and not object_["be"]:
        yield stem(object_["verb"]), "sufferer"
    elif match := passive.match(behind):
        yield stem(match["verb"]), "sufferer"
    elif match := active.match(behind):
        yield stem(match["verb"]), "doer"
