"""Propose the figures of an article, each with what it counts, and who gives it."""

from __future__ import annotations

from collections.abc import Iterator

from ..english.figures.find import find_figures
from ..english.lexicon import Regex
from ..english.quotations import find_quotations
from ..figures.entailment import entails
from ..figures.figure import Figure
from ..model.records import Fact
from .claims import claim_of_figure
from .clauses import Span
from .phrases import ACCORDING, SPOKEN
from .proposals import Proposal
from .reading import LONGEST_TERM, Reading
from .wording import counted_end

_WEAK = "Does it count anything? If not, take it out."
_NAMED = "Is it part of a name? If so, list the name under names, and take this out."
_BEHIND_NAME = Regex(r"\w\s[^\W\d_a-z]\w+\s\Z")
_SAID = Regex(rf"\b(?:{SPOKEN}|{ACCORDING})")
_WORD_BEFORE = Regex(r"\w+\s+\Z")
_WORD_BEHIND = Regex(r"\s+[\w’'-]+")
_FAR = 4
"""Words behind a figure of which one may be its unit."""


def propose_figures(
    reading: Reading, quotations: list[Proposal], within: Span | None = None
) -> Iterator[Proposal]:
    """Each wording once, and those in quotations with their sayers; not those in terms. `within`
    may be a stretch alone.
    """
    seen: set[str] = set()
    for first, last in reading.blocks:
        if within is not None and not (first < within[1] and within[0] < last):
            continue
        for figure in find_figures(reading.text[first:last], reading.names, lists=True):
            start, end = first + figure.start, first + figure.end
            if within is not None and not (within[0] <= start and end <= within[1]):
                continue
            around = next((q for q in quotations if q.start <= start and end <= q.end), None)
            if around is not None and around.fact.term is not None:
                continue
            found = _propose(reading, figure, (first, last), around)
            if found is None:
                reading.left_out.append((reading.text[start:end], "no excerpt carries it alone"))
            elif found.end <= end or found.fact.wording.lower() not in seen:
                seen.add(found.fact.wording.lower())
                yield found


def _propose(
    reading: Reading, figure: Figure, block: Span, around: Proposal | None
) -> Proposal | None:
    text = reading.text[slice(*block)]
    stretch = _wording(figure, text, reading.names)
    if stretch is None:
        return None
    start, end = block[0] + stretch[0], block[0] + stretch[1]
    excerpt = _excerpt(reading, figure, start, end)
    if excerpt is None:
        return None
    sayer, attribution = _sayer(reading, start, end, around)
    wording = f"{_carried(figure)}{reading.text[start:end]}"
    fact = Fact(
        figure=wording, said_by=sayer, claim=claim_of_figure(wording),
        status="proposed", evidence=reading.evidence(excerpt, attribution),
    )  # fmt: skip
    return Proposal(fact, start, end, list(_doubts(reading, figure, text, sayer)))


def _doubts(reading: Reading, figure: Figure, block: str, sayer: str | None) -> Iterator[str]:
    if figure.weak:
        yield _WEAK
    if figure.kind == "number" and _BEHIND_NAME.search(block[: figure.start]):
        yield _NAMED
    if sayer is not None:
        name = reading.speakers.people[sayer].name
        yield f"Is it {name} who says so? If not: no said_by, no attribution."


def _wording(figure: Figure, block: str, names: list[str]) -> Span | None:
    """The figure with its hedge and, where that reads the same, with what it counts."""
    for start, end in _stretches(figure, block):
        read = find_figures(f"{_carried(figure)}{block[start:end]}", names)
        if len(read) == 1 and _is_same(read[0], figure):
            return start, end
    return None


def _carried(figure: Figure) -> str:
    """The hedge of a list, which stands before another figure of it."""
    return f"{figure.hedge} " if figure.hedge and figure.hedge_span is None else ""


def _stretches(figure: Figure, block: str) -> Iterator[Span]:
    """What may be the wording of a figure, the best first."""
    low, high = figure.hedge_span or (figure.start, figure.end)
    start, end = min(low, figure.start), max(high, figure.end)
    counted = counted_end(block, figure, end)
    yield start, counted
    yield start, end
    yield figure.start, figure.end
    # A range may take the word before it: between 10 and 15.
    word = _WORD_BEFORE.search(block, 0, start)
    before = word.start() if word else start
    yield before, counted
    yield before, end
    # And a unit may stand behind what is counted: 400 lorries a day.
    place = end
    for _ in range(_FAR):
        if (match := _WORD_BEHIND.match(block, place)) is None:
            break
        place = match.end()
        yield start, place


def _excerpt(reading: Reading, figure: Figure, start: int, end: int) -> Span | None:
    """The shortest excerpt in which the figure reads as it does in the article."""
    cutter = reading.cutter
    for stretch in (cutter.clause(start, end), cutter.sentence(start, end), cutter.block(start)):
        excerpt = cutter.sound(*stretch) if reading.is_moderate(stretch) else None
        if excerpt is not None:
            read = find_figures(reading.text[slice(*excerpt)], reading.names, lists=True)
            if any(_is_same(figure, one) for one in read):
                return excerpt
    return None


def _sayer(
    reading: Reading, start: int, end: int, around: Proposal | None
) -> tuple[str | None, str | None]:
    """Who gives the figure, and the words that say so."""
    if around is not None:
        return around.fact.attributed_to, around.fact.evidence[0].attribution
    speakers, nobody = reading.speakers, (None, None)
    sentence = reading.text[slice(*reading.sentence(start, end))]
    if reading.in_heading(start) or not _SAID.search(sentence) or _quotes_something(sentence):
        return nobody
    sayer, is_doubtful = speakers.attributed_to(start, end)
    if sayer is None or is_doubtful:
        return nobody
    is_of_sayer = reading.text[start:end] in (speakers.people[sayer].evidence[0].excerpt or "")
    attribution = None if is_of_sayer else speakers.attribution(sayer, start, end)
    return nobody if attribution is None else (sayer, attribution)


def _quotes_something(sentence: str) -> bool:
    """Whether what is said in a sentence is the quotation in it."""
    return any(len(q.text.split()) > LONGEST_TERM for q in find_quotations(sentence))


def _is_same(one: Figure, other: Figure) -> bool:
    return entails(one, other) and entails(other, one)
