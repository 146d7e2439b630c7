"""Marks the qualifiers of a passage and of its evidence: a reader is to see at once what stands on
one side alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from ..english.qualifiers import QualifierKind, find_qualifiers
from ..english.sentences import sentence_around
from ..text.words import find_words
from .records import Mark, Piece

Span = tuple[int, int]


class Marked(NamedTuple):
    """A qualifier in a text, and its kind."""

    start: int
    end: int
    kind: QualifierKind


def qualifiers_in(text: str) -> list[Marked]:
    """The qualifiers of a text, in order."""
    words = list(find_words(text))
    found = find_qualifiers([word.text for word in words])
    return [Marked(words[each.start].start, words[each.end - 1].end, each.kind) for each in found]


def kinds_in(texts: Iterable[str]) -> frozenset[QualifierKind]:
    """The kinds of all qualifiers in some texts."""
    return frozenset(each.kind for text in texts for each in qualifiers_in(text))


def sentences_of(text: str, spans: Iterable[Span]) -> list[Span]:
    """The sentences that hold some stretches of a text, in order, each once."""
    return sorted({sentence_around(text, *span) for span in spans})


def pieces(
    text: str, within: Span, marks: Sequence[tuple[Marked, Mark]],
    cited: Sequence[tuple[int, int, int]] = (),
) -> list[Piece]:  # fmt: skip
    """A stretch of a text, parted where a mark or a citation begins or ends; of a citation, its
    start, its end and the number of what it cites.
    """
    start, end = within
    edges = {start, end}
    for first, last in (*((m.start, m.end) for m, _ in marks), *((c[0], c[1]) for c in cited)):
        edges |= {edge for edge in (first, last) if start < edge < end}
    return [_piece(text, *span, marks, cited) for span in _spans(sorted(edges))]


def _spans(edges: Sequence[int]) -> Iterator[Span]:
    yield from pairwise(edges)


def _piece(
    text: str, start: int, end: int, marks: Sequence[tuple[Marked, Mark]],
    cited: Sequence[tuple[int, int, int]],
) -> Piece:  # fmt: skip
    mark: Mark = next((how for each, how in marks if each.start <= start < each.end), "")
    entry = next((number for first, last, number in cited if first <= start < last), -1)
    return Piece(text[start:end], entry, mark)


def marks_beside(
    found: Iterable[Marked], others: Collection[QualifierKind]
) -> list[tuple[Marked, Mark]]:
    """Each qualifier with whether the other side has one of its kind."""
    return [(each, "same" if each.kind in others else "differs") for each in found]
