"""Who is said to use a term, and of whom: as its record has it."""

from __future__ import annotations

from functools import cache

from ...english.counting.noun_phrases import Vocabulary, head_of
from ...english.lexicon import Regex, family, whole_words
from ...english.sayers.attribution import find_sayers
from ...english.sayers.figure_sayers import SOURCE
from ...english.sayers.sentence_sayers import Unnamed
from ...english.sayers.voices import is_press, means, means_role, names_body
from ...english.stems import stem, stems
from ...model.passages import Citation
from ...model.records import Fact
from ..context import Findings, PassageContext
from ..voices import voice_of
from .attribution import called

_REACH = 80
"""Characters before a term that may say what is called by it."""


def check_term_sayer(context: PassageContext, citation: Citation) -> Findings:
    """A term is given to whom the record names for it, and to what it names."""
    fact = context.fact(citation)
    if others := _others(context, citation, fact):
        message = f"the record does not give {citation.target} to {others}"
        yield context.finding("Q004", citation, message, shown=others)
    elif other := _other_subject(context, citation, fact):
        message = f"the record does not call {other} so"
        yield context.finding("Q004", citation, message, shown=other)


def _others(context: PassageContext, citation: Citation, fact: Fact) -> str:
    """Those whom the sentence gives a term to, and the record does not."""
    index, speaker = context.index, fact.said_by or ""
    found = find_sayers(context.text, citation.start, citation.end, context.sayers, speaker)
    printed = {f"{SOURCE}{each.source}" for each in fact.evidence}
    named = (
        {speaker} if speaker else {*_people_in(context, fact), *index.voices(citation.target).ids}
    )
    voices = [voice_of(index.facts.people[each]) for each in named if each in index.facts.people]
    known = voices if speaker else [*voices, *index.voices(citation.target).voices]
    others = []
    for who in found - named - printed:
        is_open = isinstance(who, Unnamed) and (is_press(who) or not names_body(who))
        if not is_open and (who in index.facts.people or not means(who, known)):
            others.append(called(context, who))
    return " and ".join(sorted(others))


def _people_in(context: PassageContext, fact: Fact) -> set[str]:
    """The people whom the record of a term names."""
    texts = [fact.claim, *(each.excerpt for each in fact.evidence if each.excerpt)]
    names = context.index.names
    return {mention.person for text in texts for mention in names.in_text(text)}


def _other_subject(context: PassageContext, citation: Citation, fact: Fact) -> str:
    """Who is called so in the sentence and not in the record."""
    people, recorded = context.index.facts.people, _people_in(context, fact)
    start, end = context.sentence(citation.start, citation.end)
    before = context.text[max(start, citation.start - _REACH) : citation.start]
    if (match := _calling().search(before)) is not None:
        texts = " ".join([fact.claim, *(each.excerpt or "" for each in fact.evidence)]).lower()
        phrase = match["object"].strip()
        if _is_called_otherwise(context, fact, phrase):
            return phrase
        meant = [id_ for id_, person in people.items() if means_role(phrase, voice_of(person))]
        is_new = all(word.lower() not in texts for word in phrase.split()[-1:])
        if meant and is_new and recorded.isdisjoint(meant):
            return phrase
    named = {m.person for m in context.mentions if start <= m.start < end} & people.keys()
    is_other = named and recorded and named.isdisjoint({*recorded, fact.said_by})
    return people[min(named)].name if is_other and not fact.said_by else ""


def _is_called_otherwise(context: PassageContext, fact: Fact, phrase: str) -> bool:
    """Whether a verb calls something so that another fact is about, where the record has the word
    for something else: *called the offer so* of who *called the strike so*.
    """
    texts = [*(each.excerpt or "" for each in fact.evidence), fact.claim]
    recorded = [match["object"] for text in texts for match in _calling().finditer(text)]
    noun = head_of(phrase)
    if not recorded or not noun or Vocabulary([*texts, *map(str, fact.near)]).bears(noun):
        return False
    context.index.looked_further = True
    others = (other for other in context.index.facts.facts.values() if other is not fact)
    return any(stem(noun) in stems(other.claim) for other in others)


@cache
def _calling() -> Regex:
    """A verb that calls something so, and what that is."""
    verbs = whole_words(family("sayings.verbs.describing"))
    return Regex(rf"(?<!\w){verbs}\s+(?P<object>[^,.;:]{{2,40}}?)(?=\s*(?:,|\s\w+\s*\Z|\Z))")
