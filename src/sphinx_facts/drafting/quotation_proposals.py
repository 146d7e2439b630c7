"""Propose the quotations of an article: as quotes where somebody says them, as terms otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..english.lexicon import Regex
from ..english.quotations import Quotation, find_quotations
from ..model.records import Evidence, Fact
from ..text.words import is_word, split
from .claims import CLAIM_OF_TERM, claim_of_quote
from .clauses import Span
from .phrases import SPOKEN
from .proposals import Proposal
from .reading import LONGEST_TERM, Reading

WHO = "Who says this? If anybody: quote instead of term, or said_by; and an attribution."
_SPOKEN_BEFORE = Regex(rf"\b{SPOKEN}\W{{0,3}}\Z")
_SPOKEN_BEHIND = Regex(rf"\W{{0,3}}(?:[\w.’'-]+\s){{0,4}}?{SPOKEN}")


class _Quoted(NamedTuple):
    """A quotation of the article: with its marks, and without them and what belongs around them."""

    wording: str
    outer: Span
    inner: Span

    @property
    def is_short(self) -> bool:
        return sum(map(is_word, split(self.wording))) <= LONGEST_TERM


def propose_quotations(reading: Reading, within: Span | None = None) -> Iterator[Proposal]:
    """Each wording once; what cannot be proposed is left out, and said to be. `within` may be a
    stretch that they have a part of.
    """
    seen: set[str] = set()
    last: tuple[str | None, int] = None, -1
    for quoted in _in_marks(reading):
        start, end = quoted.outer
        block = reading.cutter.block(start)[0]
        sayer, is_doubtful = reading.speakers.attributed_to(start, end)
        if not quoted.is_short:
            if sayer is None:
                sayer, is_doubtful = reading.speakers.before(start, end), True
                # Who spoke last in a paragraph goes on, and so across the beginning of the next.
                if sayer is None and (last[1] == block or start == block):
                    sayer = last[0]
            last = sayer, block
        if within is not None and not (start < within[1] and within[0] < end):
            continue
        if quoted.wording.lower() not in seen:
            seen.add(quoted.wording.lower())
            yield from _propose(reading, quoted, sayer, is_doubtful=is_doubtful)


def _in_marks(reading: Reading) -> Iterator[_Quoted]:
    """What is quoted, in order; a quotation that runs on over paragraphs is one."""
    text, block_of = reading.text, reading.cutter.block
    opened = -1
    for quotation in find_quotations(text):
        start = quotation.start
        runs_on = opened >= 0 and block_of(start)[0] == start
        if opened >= 0 and not runs_on:
            unclosed = text[opened : block_of(opened)[1]]
            reading.left_out.append((unclosed, "its mark is never closed"))
        start = opened if runs_on else start
        if not _is_closed(quotation):
            opened = start
            continue
        opened = -1
        mark = len(quotation.mark)
        inner = _without_edges(text, start + mark, quotation.start + mark + len(quotation.text))
        words = text[slice(*inner)]
        if re.search(r"\w", words):
            yield _Quoted(" ".join(words.split()), (start, quotation.end), inner)


def _is_closed(quotation: Quotation) -> bool:
    return quotation.end - quotation.start > len(quotation.mark) + len(quotation.text)


def _without_edges(text: str, start: int, end: int) -> Span:
    """What stands between marks without the comma, or a word's full stop, of the sentence."""
    marked = text[start:end]
    kept = marked.rstrip().rstrip(",;:—–").rstrip() or marked
    if len(kept.split()) <= LONGEST_TERM and not kept[:1].isupper():
        kept = kept.rstrip(".") or kept
    return start + len(kept) - len(kept.lstrip()), start + len(kept)


def _propose(
    reading: Reading, quoted: _Quoted, sayer: str | None, *, is_doubtful: bool
) -> Iterator[Proposal]:
    """The quotation as a quote where somebody is known to say it, and as a term otherwise."""
    wording, outer, inner = quoted
    attribution = None
    if sayer is not None and not reading.in_heading(outer[0]):
        attribution = reading.speakers.attribution(sayer, *outer)
    sayer = sayer if attribution is not None else None
    is_spoken = sayer is not None and wording[0].isupper() and _is_spoken(reading, outer)
    is_quote = sayer is not None and (is_spoken or not quoted.is_short)
    excerpt = reading.cutter.sound(*(inner if is_quote else reading.cutter.clause(*outer)))
    if excerpt is None:
        reading.left_out.append((wording, "no excerpt carries it alone"))
        return
    is_its_own = is_quote and reading.cutter.is_sound(*inner)
    evidence = reading.evidence(None if is_its_own else excerpt, attribution)
    fact = propose_term(wording, sayer, evidence)
    if is_quote and sayer is not None:
        claim = claim_of_quote(reading.speakers.people[sayer].name)
        fact = Fact(quote=wording, speaker=sayer, claim=claim, status="proposed", evidence=evidence)
    yield Proposal(fact, *inner, _doubts(reading, quoted, sayer, is_doubtful=is_doubtful))


def propose_term(wording: str, sayer: str | None, evidence: tuple[Evidence, ...]) -> Fact:
    """Words in quotation marks as a term."""
    return Fact(
        term=wording, said_by=sayer, claim=CLAIM_OF_TERM, status="proposed", evidence=evidence
    )


def _doubts(
    reading: Reading, quoted: _Quoted, sayer: str | None, *, is_doubtful: bool
) -> list[str]:
    if sayer is None:
        return [] if quoted.is_short else [WHO]
    name = reading.speakers.people[sayer].name
    doubt = f"Is it {name} who says this? The article does not say so beside it."
    return [doubt] if is_doubtful else []


def _is_spoken(reading: Reading, outer: Span) -> bool:
    """Whether a verb of saying stands beside the quotation."""
    start, end = outer
    first, last = reading.cutter.sentence(start, end)
    before, behind = reading.text[first:start], reading.text[end:last]
    return bool(_SPOKEN_BEFORE.search(before) or _SPOKEN_BEHIND.match(behind))
