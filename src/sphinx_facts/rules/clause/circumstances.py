"""What a sentence tells of a cited figure, and who and where it says it was, is what its record
tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from ...english.counting.noun_phrases import counted, material
from ...english.lexicon import Regex, alternatives, any_of, families, family, whole_words
from ...english.stems import stem
from ...english.sureness.negations import negation
from ...english.telling.deeds import irregular_pasts
from ...english.telling.neighbours import of_another
from ...english.telling.opposed import halved
from ...english.telling.rivals import (
    Mention,
    befell,
    charge,
    is_partial,
    is_soft,
    mentions,
    nearest,
    universal,
    whole,
    widened,
)
from ...english.telling.told import WORD, Told
from ...english.telling.wholes import is_whole
from ...model.findings import rule
from ...model.passages import Citation
from ..context import Findings, PassageContext
from ..recorded import Recorded, record_of
from .doers import labels_over, other_causes, other_doers, swapped, turned
from .sides import other_sides
from .strangers import strangers

_ENDS = (".", "!", "?", ":", ";")
_AUXILIARIES = Regex(
    rf"\s*(?:(?:{whole_words(families('function_words.auxiliaries', 'function_words.adverbs'))})\s+)*\Z",
    re.I,
)
_ARTICLE = Regex(rf"\s+(?:{whole_words(family('function_words.determiners'))}\s+)?", re.I)
_HAD = Regex(
    rf"(?<!\w){whole_words(families('function_words.auxiliaries.have'))}\s+"
    rf"(?:{whole_words(families('function_words.determiners.articles', 'whereabouts.owners'))})\s+"
    rf"(?:[^\W\d_][\w’'-]*\s+){{1,8}}\Z",
    re.I,
)
"""Somebody had it done to another: `had an uncle executed`."""


@rule(
    "F016",
    "other-circumstance",
    meaning="The sentence tells something else of a figure than its record: another thing that "
    "happened, another place, somebody else who did it.",
    help="Tell what the record tells; or add to the evidence what carries it.",
    example="""
    wrong: "Because of fraud, repairs cost {fact}`repairs`, {person}`harbour-office` says."
    right: "In all, repairs cost {fact}`repairs`, {person}`harbour-office` says."
    says: |
      docs/example.md:1:32: F016 other-circumstance: the record of repairs does not speak of “fraud”
          shown     up to $2 million
          recorded  up to $2 million
          source    The Gazette: “repairs cost up to $2 million”
          do        Tell what the record tells; or add to the evidence what carries it.
    """,
)
def check_circumstances(context: PassageContext, citation: Citation) -> Findings:
    """What is told of a figure in its clause is known to its record."""
    record = record_of(context.index, citation.target)
    message = next(_wrong(context, citation, record), "")
    if message:
        yield context.finding("F016", citation, message, shown=context.shown(citation))


def _wrong(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    id_ = citation.target
    for word, known in _told(context, citation, record):
        yield f"“{word}” is not what the record of {id_} tells{known}"
    for word, both in _halves(context, citation, record):
        yield f"the record of {id_} has {both}, not {word} alone"
    for word in _told_of_another(context, citation, record):
        yield f"“{word}” is told of another figure by the record of {id_}"
    for name in (*strangers(context, citation, record), *other_sides(context, citation, record)):
        yield f"the record of {id_} does not know “{name}”"
    for noun in other_doers(context, citation, record):
        yield f"“{noun}” is not who did it by the record of {id_}"
    for verb in (*turned(context, citation, record), *swapped(context, citation, record)):
        yield f"the record of {id_} has it the other way round: “{verb}”"
    for word in _charged(context, citation, record):
        yield f"the record of {id_} does not speak of “{word}”"
    for cause in other_causes(context, citation, record):
        yield f"the record of {id_} does not say that “{cause}” brought it about"


# What is told of it


def _told_over(context: PassageContext, record: Recorded) -> Iterator[tuple[str, str]]:
    """What a label that begins with it tells of all that stands under it: *Executed in the purges*. A
    heading may tell it of a part, unless it only says more exactly what befell them.
    """
    structure = context.passage.structure
    headings = structure.headings[-1:]
    title = "" if structure.before.endswith(_ENDS) else structure.before  # As of a chart.
    for label in (*labels_over(context), title, *headings):
        word = befell(label)
        told = [each for each in mentions(label) if each.start == 0] if word else []
        for each in told:
            groups, own = record.groups(each.family), widened({each.group})
            others = {other.group for other in mentions(label) if other.family == each.family}
            is_vague = label not in headings or bool(groups & own)
            if groups and is_vague and not groups & others and not _is_cited(context, each):
                yield word, _it_has(groups)


def _is_cited(context: PassageContext, told: Mention) -> bool:
    """Whether a figure that the passage cites as well was told so by its record."""
    facts = context.index.facts.facts
    targets = {each.target for each in context.citations if each.target in facts}
    return any(
        told.group in record_of(context.index, target).groups(told.family) for target in targets
    )


def _told(
    context: PassageContext, citation: Citation, record: Recorded
) -> Iterator[tuple[str, str]]:
    """What is told of a figure that its record tells otherwise, and what that tells."""
    start, end, text, figures = _own_part(context, citation)
    by_family = _by_family(text)
    for name, found in by_family.items():
        mention = nearest(text, found, (start, end), figures)
        if mention is None:
            continue
        word = text[mention.start : mention.end]
        if _agrees(by_family, mention, record):
            yield from _told_further(text, end, found, record)
            continue
        same = {each.group for each in found if each.start == mention.start}
        groups = record.groups(name)
        if groups and not same & groups:
            yield word, _it_has(groups)
        is_new = not groups and not record.speaks_of(word) and not record.tells_of_loss
        if is_new and not is_soft(mention, word) and _is_told_of_it(text, (start, end), mention):
            yield word, ""
    nearer = set(by_family)
    for over in labels_over(context):
        told = _by_family(over)
        for name, found in told.items():
            groups = record.groups(name)
            others = {each.group for each in found}
            is_new = name not in nearer and len(others) == 1
            if is_new and groups and not groups & others:
                yield over[found[0].start : found[0].end], _it_has(groups)
        nearer.update(told)
    yield from _told_over(context, record)
    yield from ((word, "") for word in _had_done(text[:start], record))


def _halves(
    context: PassageContext, citation: Citation, record: Recorded
) -> Iterator[tuple[str, str]]:
    """One of two things that a record tells of a figure together, and both."""
    start, end, text, figures = _own_part(context, citation)
    first = max((b for _, b in figures if b <= start), default=0)
    last = min((a for a, _ in figures if a >= end), default=-1)
    told = [Told(known, *place) for known, place in record.places]
    word, both = halved(Told(text, start, end, first, last), told)
    if word:
        yield f"“{word}”", f"“{both}”"


def _told_further(
    text: str, end: int, found: Iterable[Mention], record: Recorded
) -> Iterator[tuple[str, str]]:
    """What befell the same people besides what a record tells: *fell ill and died*."""
    after = _end_of_phrase(text, end)
    for each in found:
        word, groups = text[each.start : each.end], record.groups(each.family)
        if each.start <= after or is_soft(each, word):
            continue
        is_known = each.group in widened(groups) or record.speaks_of(word)
        if groups and not is_known and _further().fullmatch(text[after : each.start]):
            yield word, _it_has(groups)


@cache
def _further() -> Regex:
    """Between what a figure counts and a second verb of it: *fell ill and*, *, hurt at work,*."""
    and_ = any_of("function_words.conjunctions.joining.and")
    small = any_of("function_words.auxiliaries", "function_words.adverbs")
    ended = alternatives(families("endings.participles"))
    verb = rf"(?:{alternatives(irregular_pasts())}|\w+{ended})(?!\w)"
    return Regex(
        rf"\s+(?:{small}\s+)*{verb}[^,.;:()]{{0,40}}?\s{and_}\s+(?:{small}\s+)*"
        rf"|,\s+{verb}[^,.;:()]{{0,60}},\s+(?:{small}\s+)*",
        re.I,
    )


def _told_of_another(
    context: PassageContext, citation: Citation, record: Recorded
) -> Iterator[str]:
    """A word that the record tells of a figure beside this, where nothing is told that it tells of
    this alone: *roads get £64 million*.
    """
    own, others = record.beside
    _, _, text, figures = _own_part(context, citation)
    if own and others and len(figures) == 1 and not negation(text):
        shown = context.shown(citation)
        if stem_ := of_another(text.replace(shown, " "), own, others):
            words = (word for word in WORD.findall(text) if stem(word) == stem_)
            yield next(words, stem_)


def _agrees(by_family: Mapping[str, list[Mention]], mention: Mention, record: Recorded) -> bool:
    """Whether a record has what a word means in one of its senses."""
    same = (each for found in by_family.values() for each in found if each.start == mention.start)
    return any(each.group in record.groups(each.family) for each in same)


def _by_family(text: str) -> dict[str, list[Mention]]:
    found: dict[str, list[Mention]] = {}
    for mention in mentions(text):
        found.setdefault(mention.family, []).append(mention)
    return found


def _had_done(before: str, record: Recorded) -> Iterator[str]:
    """What somebody has done to another, where it befell himself: `had an uncle executed`."""
    for mention in mentions(before):
        word = before[mention.start : mention.end]
        is_told = any(_HAD.search(text, 0, place[0]) for text, place in record.places)
        if _HAD.search(before, 0, mention.start) and record.vocabulary.has(word) and not is_told:
            yield f"had … {word}"


def _it_has(groups: set[str]) -> str:
    return f": it has {' or '.join(sorted(groups))}"


def _own_part(
    context: PassageContext, citation: Citation
) -> tuple[int, int, str, list[tuple[int, int]]]:
    """The part of a sentence in which a figure is cited, its place in that, and those of others."""
    first, last = context.sentence(citation.start, citation.end)
    first = max(first, context.text.rfind(";", first, citation.start) + 1)
    semicolon = context.text.find(";", citation.end, last)
    last = semicolon if semicolon >= 0 else last
    cited = [c for c in context.beside(first, last) if first <= c.start and c.end <= last]
    figures = [(c.start - first, c.end - first) for c in cited if c.traits.kind == "figure"]
    text = list(context.text[first:last])
    for each in cited:
        if each != citation and each.traits.kind != "figure":
            text[each.start - first : each.end - first] = "x" * (each.end - each.start)
    return citation.start - first, citation.end - first, "".join(text), figures


def _is_direct(text: str, end: int, mention: Mention) -> bool:
    """Whether something is told right of what a figure counts: `11,000 soldiers were killed`, `63
    dogs from a farm had to be put down`.
    """
    after = _end_of_phrase(text, end)
    between = text[after : mention.start] if mention.start > after else ""
    return bool(between) and bool(
        _AUXILIARIES.match(between)
        or _joined().fullmatch(between)
        or _from_somewhere().fullmatch(between)
    )


@cache
def _from_somewhere() -> Regex:
    """Between what a figure counts and its verb: *of the reef*, *from the farm near Aldersey had to
    be*.
    """
    small = any_of("function_words.auxiliaries", "function_words.adverbs")
    of = any_of("function_words.prepositions")
    joins = any_of("function_words.relatives", "function_words.conjunctions")
    the = any_of("function_words.determiners")
    words = rf"(?:{the}\s+)?(?:(?!{joins}|{small}|{the})[\w’'-]+\s+){{1,3}}?"
    to = any_of("function_words.prepositions.short.to")
    return Regex(rf"\s*(?:{of}\s+{words}){{1,2}}(?:(?:{small}|{to})\s+)*", re.I)


@cache
def _joined() -> Regex:
    """Between what a figure counts and a second verb of it: *were sent to the coast and* died."""
    be = any_of("function_words.auxiliaries.be", "function_words.auxiliaries.have")
    small = any_of("function_words.auxiliaries", "function_words.adverbs")
    return Regex(
        rf"\s*{be}\s[^.;:()]{{1,60}}?{any_of('function_words.conjunctions.joining.and')}\s+"
        rf"(?:{small}\s+)*",
        re.I,
    )


def _is_told_of_it(text: str, place: tuple[int, int], mention: Mention) -> bool:
    if is_whole(Told(text, *place)):
        return False  # *Of the 40 who came 9 died*: it is told of these.
    return _is_direct(text, place[1], mention) or _is_done_to_it(text, place, mention)


def _is_done_to_it(text: str, place: tuple[int, int], mention: Mention) -> bool:
    """Whether something is told to be done to what a figure counts, or is that: `shot 88 tigers`,
    `52 deaths`.
    """
    start, end = place
    if mention.end > start:
        return end < mention.end == _end_of_phrase(text, end)
    return _ARTICLE.fullmatch(text[mention.end : start]) is not None


def _end_of_phrase(text: str, end: int) -> int:
    phrase = counted(text, end) or material(text, end)
    return phrase.end if phrase is not None else end


# What nobody is to say without a record


def _charged(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    """The words that accuse somebody, or take in all there is, beside a figure."""
    first, last = context.sentence(citation.start, citation.end)
    text = context.plain[first:last]
    for each in (text, *labels_over(context), *context.passage.structure.headings[-1:]):
        yield from (word for word in charge(each) if not record.vocabulary.has(word))
    if any(map(is_partial, record.texts)):
        yield from (word for word in whole(text) if not record.vocabulary.has(word.split()[-1]))
    figure = next(iter(context.index.recorded(citation.target)), None)
    if figure is not None and figure.kind == "ordinal":
        words = universal(text)
        if words and not record.vocabulary.has(words.split()[0]):
            yield words
