"""A cited figure says no more than its record: its value, hedge, unit, and the words with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ...english.counting.noun_phrases import is_plural
from ...english.figures.words import ARTICLES
from ...english.lexicon import family, read
from ...figures.entailment import Fault, fault
from ...figures.figure import Figure
from ...model.findings import rule
from ...model.passages import HIDDEN, Citation
from ...text.words import find_words, is_word, split
from ..context import FAR, Findings, PassageContext
from ..fact_index import FactIndex, texts_of
from ..recorded import record_of
from .as_told import as_told

FAULTS: dict[Fault, tuple[str, str]] = {
    "value": ("F002", "the record has another figure"),
    "hedge": ("F003", "the hedge of the record is missing, reversed or tighter"),
    "unit": ("F004", "the record has another unit"),
    "loose": ("F002", "the record has a much closer figure"),
}
# What may follow a citation without a space, so that nothing is joined to its figure.
_APART = re.compile(r"[-–—/’']|[.,]?\d|[.,;:!?…)\]”’\"'»]*(?:\s|$|[-–—(\[“])")
_LITTLE = frozenset(family("common_words.figures.beside"))


@rule(
    "F002",
    "value-changed",
    meaning="A cited figure shows another number than the record has, or is more exact.",
    help="Show the recorded figure, or say less: the recorded interval must lie within what is "
    "shown.",
    example="""
    wrong: "Each day, {fact}`over 5,000 cars <cars>` cross the bridge."
    right: "Each day, {fact}`over 3,500 cars <cars>` cross the bridge."
    says: |
      docs/example.md:1:11: F002 value-changed: the record has another figure
          shown     over 5,000 cars
          recorded  over 4,000 cars
                         ^^^^^
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        Show the recorded figure, or say less: the recorded interval must lie within what is
                    shown.
    """,
)
@rule(
    "F003",
    "hedge-dropped",
    meaning="The number is as recorded, but its hedge (over, about, up to) is missing, reversed or "
    "tighter.",
    help="Keep the hedge of the record, or weaken it.",
    example="""
    wrong: "Each day, {fact}`4,000 cars <cars>` cross the bridge."
    right: "Each day, {fact}`more than 4,000 cars <cars>` cross the bridge."
    says: |
      docs/example.md:1:11: F003 hedge-dropped: the hedge of the record is missing, reversed or tighter
          shown          4,000 cars
          recorded  over 4,000 cars
                    ^^^^
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        Keep the hedge of the record, or weaken it.
    """,
)
@rule(
    "F004",
    "unit-changed",
    meaning="A cited figure has another unit than the record: another currency, a percentage, "
    "another span of time; or a word stands with it that the record does not have.",
    help="Show the unit of the record.",
    example="""
    wrong: "Repairs take {fact}`up to €2 million <repairs>`, says {person}`harbour-office`."
    right: "Repairs take {fact}`up to $2 million <repairs>`, says {person}`harbour-office`."
    says: |
      docs/example.md:1:14: F004 unit-changed: the record has another unit
          shown     up to €2 million
          recorded  up to $2 million
                          ^
          source    The Gazette: “repairs cost up to $2 million”
          do        Show the unit of the record.
    """,
)
def check_figures(context: PassageContext) -> Findings:
    """A citation of a figure shows one, and the recorded one entails it."""
    index = context.index
    empty = {
        c: True
        for c in context.citations
        if c.traits.kind == "figure" and c.target in index.facts.facts
    }
    for figure, cited in context.figures_to_cite:
        for citation in cited:
            empty[citation] = False
            faults = [
                fault(recorded, as_told(context, citation, figure, recorded))
                for recorded in index.recorded(citation.target)
            ]
            if faults and faults[0] is not None and None not in faults:
                code, message = FAULTS[faults[0]]
                shown = with_adjacent_words(context, figure, citation.target)
                yield context.finding(code, citation, message, shown=shown)
    for citation, is_empty in empty.items():
        if is_empty and not _is_single(context, citation):
            message = "no figure is shown here"
            yield context.finding("F002", citation, message, shown=context.shown(citation))


def _is_single(context: PassageContext, citation: Citation) -> bool:
    """Whether an article stands for the one that the record counts: *an hour* of *one hour*."""
    first, _, rest = context.shown(citation).partition(" ")
    if first.lower() not in ARTICLES:
        return False
    index = context.index
    ours = [
        figure
        for one in family("common_words.figures.single")
        for figure in index.find(f"{one} {rest}")
    ]
    return bool(ours) and any(
        fault(each, ours[0]) is None for each in index.recorded(citation.target)
    )


def with_adjacent_words(context: PassageContext, figure: Figure, id_: str) -> str:
    """A figure with its hedge, and with the words behind it that the record has there too."""
    text = context.text
    start, end = figure.whole
    last = end
    behind = find_words(text[end : end + FAR])
    for ours, theirs in zip(behind, context.index.beside_figure(id_)[1], strict=False):
        if ours.text.lower() != theirs:
            break
        last = end + ours.end
    return text[start:last]


def check_adjacent_words(context: PassageContext, citation: Citation) -> Findings:
    """With a figure go only words that its record has, and nothing is joined to it."""
    text, shown, fact = context.text, context.shown(citation), context.fact(citation)
    before = text[max(0, citation.start - 1) : citation.start]
    # Digits beside it are read as one figure with it, and compared as such.
    if before.isalpha() or before == HIDDEN or not _APART.match(text, citation.end):
        joined = text[max(0, citation.start - 12) : citation.end + 12]
        message = "something is joined to this figure"
        yield context.finding("F002", citation, message, shown=joined)
    word = unsupported_word(context.index, shown, texts_of(fact))
    is_wider = is_plural(word) and record_of(context.index, citation.target).vocabulary.bears(word)
    if word and shown != fact.wording and not is_wider:
        message = f"the record does not say “{word}” with this figure"
        yield context.finding("F004", citation, message, shown=shown)


def unsupported_word(index: FactIndex, shown: str, texts: Iterable[str]) -> str:
    """The first word beside the figures of what is shown that no text has; empty if none is so."""
    words = [word.lower() for text in texts for word in split(text)]
    # The war ships of a source are warships.
    recorded = _LITTLE.union(words, (a + b for a, b in pairwise(words)), *_same(words))
    figures = [figure.whole for figure in index.find(shown)]
    for word in find_words(shown):
        is_free = not is_word(word.text) or word.text.lower() in recorded
        if not is_free and not any(a <= word.start < b for a, b in figures):
            return word.text
    return ""


def _same(words: Iterable[str]) -> Iterator[Iterable[str]]:
    """The words that say the same beside a figure as some of these."""
    known = set(words)
    for phrases in read("common_words")["same_beside"].values():
        if not known.isdisjoint(phrases):
            yield phrases
