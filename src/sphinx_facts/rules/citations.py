"""The rules for a citation: it shows the recorded figure, words or name, and says whose it is."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator

from ..english.attribution import find_speakers
from ..english.figures.find import find_figures
from ..english.lexicon import family
from ..english.quote_diff import quote_diff
from ..facts.display_text import entry_texts
from ..figures.entailment import Fault, fault
from ..figures.figure import Figure
from ..model.findings import Finding
from ..model.passages import HIDDEN, Citation
from ..model.records import Fact
from ..text.words import find_run, find_words, is_word, split
from .context import FAR, FactIndex, Findings, PassageContext

FAULTS: dict[Fault, tuple[str, str]] = {
    "value": ("F002", "the record has another figure"),
    "hedge": ("F003", "the hedge of the record is missing, reversed or tighter"),
    "unit": ("F004", "the record has another unit"),
    "loose": ("F002", "the record has a much closer figure"),
}
_DEPARTURES = {"words-changed": "Q002", "omission-changes-meaning": "Q003"}
# What may follow a citation without a space, so that nothing is joined to its figure.
_APART = re.compile(r"[-–—/’']|[.,]?\d|[.,;:!?…)\]”’\"'»]*(?:\s|$|[-–—(\[“])")
_LITTLE = frozenset(family("common_words.figures.beside"))


def unknown(known: FactIndex, citation: Citation) -> Finding | None:
    """What is wrong with the id of a citation; None where the role can show it."""
    role, target = citation.role, citation.target
    if citation.traits.target != "id" or known.shows(role, target):
        return None
    fact = known.facts.facts.get(target)
    if citation.traits.kind is not None and fact is not None:
        message = f"{target} is a {fact.kind}, which {{{role}}} does not show"
        return known.finding("C001", citation, message)
    close = difflib.get_close_matches(target, known.ids(role))
    remedy = f"did you mean {close[0]}?" if close else ""
    message = f"nothing that {{{role}}} shows has the id {target!r}"
    return known.finding("C001", citation, message, help=remedy)


def check_context(
    known: FactIndex, seen: PassageContext, citation: Citation, fact: Fact
) -> Findings:
    """The sentence says what the fact is about, and the paragraph whom it comes from."""
    shown = seen.text(citation)
    if not seen.is_near(citation.target, citation.start, citation.end):
        message = f"nothing near it says what {citation.target} is about"
        remedy = f"use one of: {', '.join(fact.near)}; or correct the id"
        yield known.finding("F005", citation, message, shown=shown, help=remedy)
    if fact.said_by is not None and all(m.person != fact.said_by for m in seen.mentions):
        name = known.facts.people[fact.said_by].name
        message = f"this paragraph does not say that it comes from {name}"
        yield known.finding("F006", citation, message, shown=shown)


def compare(known: FactIndex, seen: PassageContext, figure: Figure, citation: Citation) -> Findings:
    """A figure against the recorded one that is cited for it."""
    faults = [fault(recorded, figure) for recorded in known.recorded(citation.target)]
    if faults and faults[0] is not None and None not in faults:
        code, message = FAULTS[faults[0]]
        shown = with_adjacent_words(known, seen, figure, citation.target)
        yield known.finding(code, citation, message, shown=shown)


def with_adjacent_words(known: FactIndex, seen: PassageContext, figure: Figure, id_: str) -> str:
    """A figure with its hedge, and with the words behind it that the record has there too."""
    text = seen.passage.text
    start, end = figure.whole
    last = end
    behind = find_words(text[end : end + FAR])
    for ours, theirs in zip(behind, known.beside_figure(id_)[1], strict=False):
        if ours.text.lower() != theirs:
            break
        last = end + ours.end
    return text[start:last]


def check_adjacent_words(
    known: FactIndex, seen: PassageContext, citation: Citation, fact: Fact
) -> Findings:
    """With a figure go only words that its record has, and nothing is joined to it."""
    text, shown = seen.passage.text, seen.text(citation)
    before = text[max(0, citation.start - 1) : citation.start]
    # Digits beside it are read as one figure with it, and compared as such.
    if before.isalpha() or before == HIDDEN or not _APART.match(text, citation.end):
        joined = text[max(0, citation.start - 12) : citation.end + 12]
        message = "something is joined to this figure"
        yield known.finding("F002", citation, message, shown=joined)
    if shown != fact.wording and (word := unsupported_word(known, shown, texts_of(fact))):
        message = f"the record does not say “{word}” with this figure"
        yield known.finding("F004", citation, message, shown=shown)


def unsupported_word(known: FactIndex, shown: str, texts: Iterable[str]) -> str:
    """The first word beside the figures of what is shown that no text has; empty if none is so."""
    recorded = {word.lower() for text in texts for word in split(text)} | _LITTLE
    figures = [figure.whole for figure in find_figures(shown, known.facts.names)]
    for word in find_words(shown):
        is_free = not is_word(word.text) or word.text.lower() in recorded
        if not is_free and not any(a <= word.start < b for a, b in figures):
            return word.text
    return ""


def texts_of(fact: Fact) -> Iterator[str]:
    """What is recorded of a fact, and what its entry makes of it."""
    yield from (fact.wording, fact.claim)
    yield from (evidence.excerpt for evidence in fact.evidence if evidence.excerpt)


def check_quote(known: FactIndex, seen: PassageContext, citation: Citation, fact: Fact) -> Findings:
    """A quotation keeps to the recorded words, and the sentence gives them to who said them."""
    shown, recorded = _unmarked(seen.text(citation)), fact.wording
    for departure in quote_diff(recorded, shown):
        code = _DEPARTURES[departure.kind]
        yield known.finding(code, citation, departure.reason, shown=shown, recorded=recorded)
    if citation.traits.names_speaker or fact.speaker is None:
        return
    people, text = known.facts.people, seen.passage.text
    speaker = people[fact.speaker].name
    said_by = find_speakers(text, citation.start, citation.end, seen.mentions, fact.speaker)
    if said_by and fact.speaker not in said_by:
        others = " and ".join(sorted(people[who].name if who in people else who for who in said_by))
        message = f"these are the words of {speaker}; the sentence gives them to {others}"
        yield known.finding("Q004", citation, message, shown=others, recorded=speaker)
    elif all(mention.person != fact.speaker for mention in seen.mentions):
        message = f"the paragraph does not name {speaker}, who says this"
        yield known.finding("Q004", citation, message, recorded=speaker)


def check_term(known: FactIndex, seen: PassageContext, citation: Citation, fact: Fact) -> Findings:
    """A word or name is the recorded one."""
    shown = _unmarked(seen.text(citation))
    if quote_diff(fact.wording, shown):
        message = "this is not the recorded word or name"
        yield known.finding("Q002", citation, message, shown=shown, recorded=fact.wording)


def check_name(known: FactIndex, seen: PassageContext, citation: Citation) -> Findings:
    """A person shows as a form of the name or as the role, whole or shortened."""
    shown = seen.text(citation)
    forms = [known.shown(citation.role, citation.target)]
    if citation.traits.entry == "person":
        person = known.facts.people[citation.target]
        forms += [*person.also, person.role]
    words = _without_articles(_possessor(shown))
    if not words or all(find_run(_without_articles(form), words) < 0 for form in forms):
        message = f"this is not a form of {forms[0]}"
        yield known.finding("Q002", citation, message, shown=shown, recorded=forms[0])


def check_record(known: FactIndex, seen: PassageContext, citation: Citation) -> Findings:
    """What a page shows as an entry of the facts file is in that entry."""
    kind, _, id_ = citation.target.partition("/")
    shown = _unmarked_words(seen.text(citation))
    if all(shown != _unmarked_words(text) for text in entry_texts(known.facts, kind, id_)):
        message = f"this is not what the facts file has at {citation.target}"
        yield known.finding("Q002", citation, message, shown=seen.text(citation))


def _possessor(name: str) -> str:
    return name.strip().removesuffix("’s").removesuffix("'s")


def _without_articles(name: str) -> list[str]:
    return [word for word in split(name.lower()) if word != "the"]


def _unmarked(text: str) -> str:
    """A quotation without the marks that the role sets around it."""
    return text.strip().removeprefix("“").removesuffix("”")


def _unmarked_words(text: str) -> list[str]:
    return [word for word in split(text) if word not in ('"', "'")]
