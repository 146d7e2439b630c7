"""What an entry says in words of its own is what its excerpts say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..english.dates import written_date
from ..facts.excerpts import excerpts
from ..facts.store import Store
from ..figures.entailment import entails, fault
from ..figures.figure import Figure
from ..model.findings import Finding, make_finding, rule
from ..model.keys import Key
from ..model.records import Fact
from ..text.words import in_order, is_word, split
from .context import FactIndex, Findings
from .entry_context import AnyEntry, EntryContext
from .uncited import unrecorded

_DIGIT = re.compile(r"\d")


@rule(
    "E002",
    "figure-not-in-excerpt",
    meaning="The figure of a fact, or a figure in its claim or note, is not what its excerpt says.",
    help="Write the figure as the excerpt has it: its hedge, number and words, in that order.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: 4,000 cars
            claim: The bridge carries over 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: over 4,000 cars
            claim: The bridge carries over 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
    says: |
      facts/example.yaml:5:43: E002 figure-not-in-excerpt: the figure is not what the excerpt says
          shown          4,000 cars
          recorded  Over 4,000 cars cross the old bridge
                    ^^^^            ^^^^^^^^^^^^^^^^^^^^
          source    The Gazette: “Over 4,000 cars cross the old bridge”
          do        Write the figure as the excerpt has it: its hedge, number and words, in that order.
    """,
)
def check_figure(entry: EntryContext[Fact]) -> Findings:
    """Each excerpt has the figure, hedge, number and words, as the fact or its evidence gives it."""
    wording = entry.record.figure
    if wording is None:
        return
    if len(entry.find(wording)) != 1:
        yield _not_one(entry, "figure", wording)
        return
    for number, evidence in enumerate(entry.record.evidence):
        if evidence.at is not None:
            continue
        excerpt, stated = evidence.excerpt or "", evidence.figure or wording
        if len(entry.find(stated)) != 1:
            yield _not_one(entry, ("evidence", number, "figure"), stated)
        elif not _carries(entry, excerpt, stated):
            message = "the figure is not what the excerpt says"
            yield entry.finding("E002", ("evidence", number, "excerpt"), message, stated, excerpt)


def _not_one(entry: EntryContext[Fact], key: str | Key, wording: str) -> Finding:
    many = len(entry.find(wording))
    message = f"a figure holds exactly one number or range; {many} were found here"
    return entry.finding("E002", key, message, wording)


def _carries(entry: EntryContext[Fact], excerpt: str, wording: str) -> bool:
    """Whether an excerpt has this figure, and the words beside it in their order."""
    (recorded,) = entry.find(wording)
    there = entry.find(excerpt)
    same = [one for one in there if entails(one, recorded) and entails(recorded, one)]
    if not same:
        return False
    words = [word for word in split(wording) if is_word(word)]
    # Digits of the same value, however they are printed: 61·4 for 61.4, 1987³ for 1987.
    others = [word for word in words if not word[0].isdigit()]
    in_digits = others if any(_DIGIT.search(one.text) for one in same) else words
    return any(_stand_in_order(each, split(excerpt)) for each in (words, in_digits))


def _stand_in_order(some: Sequence[str], words: Sequence[str]) -> bool:
    """Whether `some` stand in `words`, but for the capital with which a sentence begins."""
    first = "".join(some[:1])
    return (
        any(
            in_order([*begin, *some[1:]], words)
            for begin in ([first], [first[:1].swapcase() + first[1:]])
            if first
        )
        or not some
    )


def check_claim(entry: AnyEntry) -> Findings:
    """A claim states the figure that it stands for, and no more than the evidence."""
    claim = entry.record.claim
    is_figure = isinstance(entry.record, Fact) and entry.record.figure is not None
    if is_figure and not entry.find(claim):
        yield entry.finding("E002", "claim", "the claim does not state the figure", claim)
    yield from _check_text(entry, "claim", claim, entry.own_figures if is_figure else entry.figures)


def check_note(entry: AnyEntry) -> Findings:
    """A note says no more than the evidence, nor does the reason for what is allowed."""
    yield from _check_text(entry, "note", entry.record.note or "", entry.figures)
    for code, reason in entry.record.allow.items():
        yield from _check_text(entry, ("allow", code), reason, entry.figures)


def _check_text(entry: AnyEntry, key: str | Key, text: str, known: Sequence[Figure]) -> Findings:
    """A text has only figures that the known ones entail, and quotes words of the evidence."""
    for figure in entry.find(text):
        if all(fault(recorded, figure) for recorded in known):
            message = f"“{text[slice(*figure.whole)]}” is not what the evidence says"
            yield entry.finding("E002", key, message, text)
    for words in unrecorded(text, entry.texts):
        yield entry.finding("Q001", key, f"“{words}” is not what the evidence says", text)


def check_texts(store: Store, index: FactIndex) -> Iterator[Finding]:
    """What is said of origins, corrections and sources is known of them."""
    facts = store.facts
    for id_, origin in facts.origins.items():
        known = [written_date(origin.date)]
        yield from _stray(store, index, ("origins", id_, "name"), origin.name, known)
    for number, entry in enumerate(facts.corrections):
        known = [entry.was, entry.now or "", written_date(entry.date)]
        yield from _stray(store, index, ("corrections", number, "why"), entry.why, known)
    recorded: dict[str, list[str]] = {}
    for excerpt in excerpts(facts):
        recorded.setdefault(excerpt.source, []).append(excerpt.text)
    for id_, source in facts.sources.items():
        known = [*recorded.get(id_, ()), source.title or "", written_date(source.published)]
        yield from _stray(store, index, ("sources", id_, "note"), source.note or "", known)
        for code, reason in source.allow.items():
            yield from _stray(store, index, ("sources", id_, "allow", code), reason, known)
        yield from _stray(store, index, ("sources", id_, "publisher"), source.publisher, [])


def _stray(
    store: Store, index: FactIndex, key: Key, text: str, known: Sequence[str]
) -> Iterator[Finding]:
    """The figures and quotations of a text that nothing known of the entry bears."""
    for words in unrecorded(text, known):
        message = f"“{words}” is not among the words that are recorded"
        yield make_finding("Q001", store.locate(*key), message, shown=text)
    figures = index.find(text)
    recorded = [figure for each in known for figure in index.find(each)] if figures else []
    for figure in figures:
        if all(fault(one, figure) for one in recorded) and not figure.weak:
            shown = text[slice(*figure.whole)]
            message = f"“{shown}” is a figure that no excerpt bears"
            remedy = "take it out, or make it a fact with evidence"
            yield make_finding("E002", store.locate(*key), message, shown=text, help=remedy)
