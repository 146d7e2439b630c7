"""What an entry says in words of its own is what its excerpts say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...english.counting.countless import is_adverb
from ...english.figures.find import find_figures
from ...english.figures.units import read_alike
from ...english.telling.told import content
from ...english.when.dates import written_date
from ...facts.excerpts import excerpts
from ...facts.store import Store
from ...figures.entailment import entails, fault
from ...figures.figure import ONE, Figure
from ...model.findings import Finding, make_finding, rule
from ...model.keys import Key
from ...model.records import Fact
from ...text.widening import widen
from ...text.words import in_order, is_word, split
from ..context import Findings, is_of_time
from ..entry_context import AnyEntry, EntryContext
from ..fact_index import FactIndex
from ..prose.uncited import unrecorded

_LARGE = 1000
"""Few names begin with a number so large that is no year."""
_DIGITS, _SAME = re.compile(r"\d(?:[.,·]?\d)*[⁰¹²³⁴⁵⁶⁷⁸⁹]*"), " 0 "


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
    if not _is_borne(entry, wording):
        message = "each piece of evidence has another figure, and none bears this one"
        yield entry.finding("E002", "figure", message, wording, "; ".join(entry.texts))
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


def _is_borne(entry: EntryContext[Fact], wording: str) -> bool:
    """Whether some piece of evidence carries the wording, or has a figure of its own that does."""
    (figure,) = entry.find(wording)
    own = [evidence.figure and entry.find(evidence.figure) for evidence in entry.record.evidence]
    return any(not each or len(each) > 1 or entails(each[0], figure) for each in own)


def _carries(entry: EntryContext[Fact], excerpt: str, wording: str) -> bool:
    """Whether an excerpt has this figure, and the words beside it in their order."""
    (recorded,) = entry.find(wording)
    figures = entry.find(excerpt)
    for number, figure in enumerate(figures):
        read = read_alike(recorded, figure)
        if entails(figure, read) and entails(read, figure):
            # The hedge of a list stands before other figures of it.
            is_carried = bool(figure.hedge) and figure.hedge_span is None
            said = wording[recorded.start :] if is_carried else wording
            start, end = _beside(excerpt, figures, number)
            parts = (excerpt[start : figure.start], figure.text, excerpt[figure.end : end])
            # Digits of the same value, however they are printed: 61·4 for 61.4, 1987³ for 1987.
            printed = (parts[0], _DIGITS.sub(_SAME, parts[1]), parts[2])
            if _stand_in_order(said, "".join(parts)) or _stand_in_order(
                _DIGITS.sub(_SAME, said), "".join(printed)
            ):
                return True
    return False


def _beside(excerpt: str, figures: Sequence[Figure], number: int) -> tuple[int, int]:
    """Where the words begin and end that may be told of a figure in an excerpt: up to other figures
    of its kind, unless these share their words, as in *12 and 40 ships*.
    """
    figure, start, end = figures[number], 0, len(excerpt)
    for other in figures:
        if other.weak or is_of_time(other) != is_of_time(figure):
            continue
        (first, last), (own_first, own_last) = other.whole, figure.whole
        if last <= own_first and content(excerpt[last:own_first]):
            start = max(start, last)
        elif own_last <= first and content(excerpt[own_last:first]):
            end = min(end, first)
    return start, end


def _stand_in_order(wording: str, text: str) -> bool:
    """Whether the words of a wording stand in a text in their order; what begins a sentence of the
    source need not begin one of the book.
    """
    some = [word.text for word in widen(split(wording)) if is_word(word.text)]
    first, *others = some or [""]
    there = [word.text for word in widen(split(text))]
    return not some or any(
        in_order([each, *others], there) for each in (first, first[:1].swapcase() + first[1:])
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
        if is_adverb(text, *figure.whole):
            continue
        if all(fault(recorded, figure) for recorded in known):
            message = f"“{text[slice(*figure.whole)]}” is not what the evidence says"
            yield entry.finding("E002", key, message, text)
    for words in unrecorded(text, entry.texts):
        yield entry.finding("Q001", key, f"“{words}” is not what the evidence says", text)


def check_texts(store: Store, index: FactIndex) -> Iterator[Finding]:
    """What is said of origins, corrections and sources is known of them."""
    facts = store.facts
    for number, name in enumerate(facts.names):
        if is_amount(name):
            message = f"“{name}” is an amount, and no name with a number in it"
            remedy = "take it away, and cite the fact that carries it"
            where = store.locate("names", number)
            yield make_finding("E002", where, message, shown=name, help=remedy)
    for id_, origin in facts.origins.items():
        known = [written_date(origin.date)]
        yield from _stray(store, index, ("origins", id_, "name"), origin.name, known)
        why = origin.independent or ""
        yield from _stray(store, index, ("origins", id_, "independent"), why, known)
    for number, entry in enumerate(facts.corrections):
        values = [entry.was or "", entry.now or ""]
        known = [*values, *map(written_date, [entry.date, *(values if entry.key else ())])]
        yield from _stray(store, index, ("corrections", number, "why"), entry.why, known)
    recorded: dict[str, list[str]] = {}
    for excerpt in excerpts(facts):
        recorded.setdefault(excerpt.source, []).append(excerpt.text)
    for id_, source in facts.sources.items():
        known = [*recorded.get(id_, ()), source.title or "", written_date(source.published)]
        for code, reason in source.allow.items():
            yield from _stray(store, index, ("sources", id_, "allow", code), reason, known)
        for key in ("note", "independent", "author"):
            text: str | None = getattr(source, key)
            yield from _stray(store, index, ("sources", id_, key), text or "", known)
        yield from _stray(store, index, ("sources", id_, "publisher"), source.publisher, [])


def is_amount(name: str) -> bool:
    """Whether what is declared as a name counts something, as `50,000 Men` does: a large or bounded
    number, or one with a unit, and no more than a noun behind it.
    """
    figures = find_figures(name)
    if not figures or figures[0].whole[0] > 0:
        return False
    figure = figures[0]
    behind = name[figure.whole[1] :].split()
    is_large = max(figure.numbers, default=ONE) >= _LARGE and not figure.text.isalnum()
    is_measured = figure.kind in ("percent", "currency") or bool(figure.hedge)
    if not behind:
        return is_large or is_measured or figure.kind == "duration"
    is_common = all(word.islower() for word in behind)
    return is_common or (len(behind) == 1 and (is_large or is_measured))


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
