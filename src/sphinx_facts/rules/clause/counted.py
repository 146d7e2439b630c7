"""What a cited figure counts is what its record counts, or something wider."""

from __future__ import annotations

from collections.abc import Iterator

from ...english.clauses import clause_around
from ...english.counting.noun_phrases import (
    Counted,
    Vocabulary,
    base,
    counted,
    is_adjective,
    is_anything,
    is_plural,
    is_state,
    joined,
    material,
)
from ...english.telling.rivals import mentions
from ...english.telling.sides import named_sides
from ...figures.figure import Figure
from ...model.findings import rule
from ...model.passages import Citation
from ..context import Findings, PassageContext, is_of_time
from ..recorded import Recorded, record_of

_SPANS = "duration", "year", "decade", "date"
"""Kinds of figures that count nothing but time."""


@rule(
    "F015",
    "other-noun",
    meaning="The sentence lets a figure count something else than its record does.",
    help="Name what the record names, or something wider; list other words for it under counts.",
    example="""
    wrong: "Each day, {fact}`over 4,000 <cars>` lorries cross the bridge."
    right: "Each day, {fact}`over 4,000 <cars>` vehicles cross the bridge."
    says: |
      docs/example.md:1:11: F015 other-noun: the record of cars counts no “lorries”
          shown     over 4,000
          recorded  over 4,000 cars
                               ^^^^
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        Name what the record names, or something wider; list other words for it under counts.
    """,
)
def check_counted(context: PassageContext, citation: Citation) -> Findings:
    """The noun of a figure, and what takes a part of what it names, are known to its record."""
    record = record_of(context.index, citation.target)
    for word in (*_of_figures(context, citation, record), *_over(context, citation)):
        message = f"the record of {citation.target} counts no “{word}”"
        yield context.finding("F015", citation, message, shown=context.shown(citation))
        return


def check_dated_count(context: PassageContext, citation: Citation) -> Findings:
    """A heading or title that has the date of a count, and no figure, names what was counted."""
    if not any(each.traits.kind == "figure" for each in context.citations):
        yield from check_counted(context, citation)


def _of_figures(context: PassageContext, citation: Citation, record: Recorded) -> Iterator[str]:
    if not record.vocabulary.has_nouns:  # Something that is not named was counted.
        return
    for figure in context.figures:
        is_shown = citation.start <= figure.start and figure.end <= citation.end
        if is_shown and not is_of_time(figure) and figure.kind not in _SPANS:
            nouns = record.counts if figure.unit is None else record.vocabulary
            yield from _other(_phrase(context.text, figure), nouns, record.vocabulary)
            yield from _one_of_two(context.text, figure, record)
            yield from _of_another_whole(context.text, figure, record)


def _one_of_two(text: str, figure: Figure, record: Recorded) -> Iterator[str]:
    """The noun of a figure that its record has of that and of another together: *officers and men*."""
    phrase = counted(text, figure.whole[1])
    if phrase is None or joined(text, figure.whole[1]) is not None:
        return
    pairs = filter(None, (joined(each, place[1]) for each, place in record.places))
    for one, other in pairs:
        for word in (*phrase.adjectives, phrase.head):
            is_noun = is_plural(word) and not is_state(word)
            if is_noun and Vocabulary([one]).bears(word) != Vocabulary([other]).bears(word):
                yield word


def _of_another_whole(text: str, figure: Figure, record: Recorded) -> Iterator[str]:
    """People of whom a sentence takes a share that its record takes of others, called by name."""
    if figure.unit != "percent":
        return
    ours = base(text, figure.whole[1])
    theirs = [base(each, place[1]) for each, place in record.places]
    is_strange = not any(map(record.vocabulary.has, ours)) and not any(map(is_anything, ours))
    if ours and any(theirs) and is_strange and named_sides(" ".join(ours)):
        yield ours[-1]


def _phrase(text: str, figure: Figure) -> Counted | None:
    end = figure.whole[1]
    return counted(text, end) if figure.unit is None else material(text, end)


def _other(phrase: Counted | None, nouns: Vocabulary, words: Vocabulary) -> Iterator[str]:
    """The words of a noun phrase that say more of what is counted than the record."""
    if phrase is None:
        return
    are_adjectives = all(is_adjective(word) or words.has(word) for word in phrase.adjectives)
    # What it names, and what befell it, is asked elsewhere.
    is_told = phrase.head[0].isupper() or mentions(phrase.head)
    if are_adjectives and not is_told and not nouns.bears(phrase.head):
        yield phrase.head
    if nouns.bears(phrase.head):
        yield from (word for word in phrase.adjectives if words.lacks(word))


def _over(context: PassageContext, citation: Citation) -> Iterator[str]:
    """A word around a figure for what the record does not count, but something that excludes it."""
    structure = context.passage.structure
    clause = clause_around(context.plain, citation.start, citation.end)
    sentence = f"{clause.near_before} {context.shown(citation)} {clause.near_behind}"
    around = (sentence, structure.row, structure.column, structure.introduction)
    found = [each for text in around for each in mentions(text, "nouns")]
    if not found:
        return
    recorded = {
        (each.family, each.group)
        for text in record_of(context.index, citation.target).texts
        for each in mentions(text, "nouns")
    }
    text = " … ".join(around)
    told = {(each.family, each.group) for each in found}
    of_others = _of_others(context, citation)
    for each in mentions(text, "nouns"):
        if (each.family, each.group) in of_others:
            continue
        own = {group for name, group in recorded if name == each.family}
        if own and each.group not in own and not any((each.family, one) in told for one in own):
            yield text[each.start : each.end]


def _of_others(context: PassageContext, citation: Citation) -> set[tuple[str, str]]:
    """What another figure of the sentence counts, where each word for it stands nearer to that."""
    first, last = context.sentence(citation.start, citation.end)
    facts = context.index.facts.facts
    others = {
        each: {
            (mention.family, mention.group)
            for text in record_of(context.index, each.target).texts
            for mention in mentions(text, "nouns")
        }
        for each in context.beside(first, last)
        if first <= each.start < last and each.traits.kind == "figure"
        and each.target in facts and each.target != citation.target
    }  # fmt: skip
    nearer: dict[tuple[str, str], bool] = {}
    for mention in mentions(context.plain[first:last], "nouns"):
        key = mention.family, mention.group
        place = first + mention.start, first + mention.end
        own = _gap(citation, *place)
        is_other = any(_gap(each, *place) < own and key in known for each, known in others.items())
        nearer[key] = nearer.get(key, True) and is_other
    return {key for key, is_of_other in nearer.items() if is_of_other}


def _gap(citation: Citation, start: int, end: int) -> int:
    return max(citation.start - end, start - citation.end, 0)
