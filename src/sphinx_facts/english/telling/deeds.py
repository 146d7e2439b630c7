"""Who did it and who suffered it: whether what a figure counts is told as having done a thing, or
as that to which it was done.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Literal

from ..lexicon import Regex, alternatives, any_of, families, family, read, whole_words
from ..stems import stem

Part = Literal["doer", "sufferer"]

_REACH = 90


def irregular_pasts() -> Iterator[str]:
    """The forms of the past that do not end like one."""
    yield from family("verbs.unchanged.words")
    for forms in read("verbs")["irregular"].values():
        yield from forms


@cache
def _forms() -> tuple[Regex, ...]:
    """A passive with its agent, an object, a subject of a passive, a subject with its object."""
    be = whole_words(family("function_words.auxiliaries.be"))
    by = whole_words(family("whereabouts.by"))
    the = whole_words(families("function_words.determiners", "whereabouts.owners"))
    particle = whole_words(family("verbs.particles.words"))
    adverb = rf"(?:\w+{alternatives(family('endings.adverbs'))}\s+)?"
    ended = alternatives(family("endings.participles"))
    irregular = whole_words(irregular_pasts())
    # Words of what is counted, between the figure and its verb.
    joins = whole_words(families("function_words.conjunctions"))
    counted = rf"(?:(?!{joins}\s)[\w’'.-]+\s+){{0,8}}?"
    verb = rf"(?P<verb>\w+{ended}|{irregular})"
    return (
        Regex(rf"(?<!\w){verb}\s+{by}\s+(?:{the}\s+)?\Z", re.I),
        Regex(rf"(?<!\w)(?P<be>{be}\s+{adverb})?{verb}\s+(?:{particle}\s+)?(?:{the}\s+)?\Z", re.I),
        Regex(rf"\s*{counted}{be}\s+{adverb}{verb}(?!\w)(?!\s+to\s)", re.I),
        Regex(rf"\s*{counted}(?<!\w){verb}\s+(?:(?i:{the})\s+\w|(?-i:[A-Z]\w))", re.I),
    )


def doer(before: str, behind: str) -> tuple[str, str]:
    """The verb of what was done to that which a figure counts, and the noun for who or what did it:
    *Wolves killed 85 sheep*, *85 sheep killed by stray dogs*; both empty where none is seen.
    """
    the, subject, agent = _doers()
    if match := agent.search(behind[:_REACH]):
        return match["verb"], _head(match["noun"].split())
    _, acted_on, _, _ = _forms()
    match = acted_on.search(before[-_REACH:])
    if match is None or match["be"]:
        return "", ""
    found = subject.search(before[-_REACH:][: match.start()])
    noun = _head(found["noun"].split()) if found is not None else ""
    return (match["verb"], noun) if noun and not the.fullmatch(noun) else ("", "")


def agent(text: str) -> tuple[str, str]:
    """The same, of a text that has no figure: *Sheep killed by dogs*."""
    _, _, passive = _doers()
    match = passive.search(text)
    return (match["verb"], _head(match["noun"].split())) if match is not None else ("", "")


def causes(text: str) -> Iterator[str]:
    """The words for what a text tells to have brought something about: *because of fog*; but not
    where it leaves that open: *whether it was because of fog*.
    """
    for match in _causes().finditer(text):
        if not _asked().search(text, 0, match.start()):
            yield match["what"]


@cache
def _asked() -> Regex:
    words = any_of("function_words.conjunctions.questions", "whereabouts.asking")
    return Regex(rf"{words}\s[^,;:.]*\Z", re.I)


@cache
def _causes() -> Regex:
    words = whole_words(family("whereabouts.causes"))
    the = whole_words(families("function_words.determiners", "whereabouts.owners"))
    small = whole_words(families("function_words"))
    return Regex(
        rf"(?<!\w){words}\s+(?:{the}\s+)?(?P<what>(?:(?!{small}(?!\w))[^\W\d_][\w’'-]*\s*){{1,3}})",
        re.I,
    )


def _head(words: list[str]) -> str:
    return words[-1] if (words and words[-1].islower()) or len(words) == 1 else ""


@cache
def _doers() -> tuple[Regex, Regex, Regex]:
    """What is no doer; a subject at the end of a text; a passive with its agent."""
    small = whole_words(families("function_words"))
    the = whole_words(families("function_words.determiners", "whereabouts.owners"))
    by = whole_words(family("whereabouts.by"))
    be = whole_words(families("function_words.auxiliaries", "function_words.adverbs"))
    ended = alternatives(family("endings.participles"))
    irregular = whole_words(irregular_pasts())
    verb = rf"(?P<verb>\w+{ended}|{irregular})"
    noun = rf"(?P<noun>(?:(?!{small}\s)[^\W\d_]+\s+){{0,2}}?(?!{small}(?!\w))[^\W\d_]+)"
    prepositions = families("function_words.prepositions")
    near = whole_words(word for word in prepositions if word not in family("whereabouts.by"))
    to = whole_words(family("clauses.change.to"))
    apart = "".join(rf"(?<!\s{word}\s)" for word in prepositions)
    that = whole_words(families("function_words.relatives", "function_words.determiners.that"))
    return (
        Regex(small, re.I),
        Regex(
            rf"(?:\A|[,;:]\s*|(?<!\w){that}\s+|{apart}(?={the}\s))\s*(?:{the}\s+)?{noun}\s+"
            rf"(?:{near}\s+(?:{the}\s+)?[^\W\d_]+\s+)?(?:{that}\s+)?(?:{be}\s+)*(?:{to}\s+)?\Z",
            re.I,
        ),
        Regex(
            rf"(?<!\w){verb}\s+(?:{near}\s+(?:{the}\s+)?[^\W\d_]+\s+)?{by}\s+(?:{the}\s+)?"
            rf"{noun}(?=\s*[,.;:)]|\s*\Z|\s+{small}\s)",
            re.I,
        ),
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
