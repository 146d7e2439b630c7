"""Find an excerpt in a source by its first and its last words, and what stands around it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from ..english.sentences import sentence_around
from ..text.pages import without_running_lines
from ..text.suggestions import closest_run
from ..text.words import Index, find_words, split
from .article import Article, make_article
from .clauses import Span
from .formats.plain_text import has_long_lines, paragraphs, with_headings

_LONGEST = 120
"""Words of an excerpt: more is no excerpt."""
_AROUND = 40_000
"""Characters on each side of an excerpt that are read for who speaks, and in what words."""
_BLANK, _END = re.compile(r"\n\s*\n"), re.compile(r"\n\s*")


class Place(NamedTuple):
    """Where an excerpt stands in the text of a source."""

    start: int
    end: int


class SourceText:
    """The text of a source, without what is printed at the edges of its pages.

    Places are string offsets in `text`.
    """

    def __init__(self, snapshot: str) -> None:
        self.text = without_running_lines(snapshot)

    @cached_property
    def _words(self) -> list[tuple[str, int, int]]:
        return [(word.text, word.start, word.end) for word in find_words(self.text)]

    @cached_property
    def _index(self) -> Index:
        return Index([text.lower() for text, *_ in self._words])

    def find(self, first: str, last: str = "") -> list[Place]:
        """Everywhere that a run of words begins with the first ones and ends with the last ones
        that follow; capitals are taken for small letters. Of several ends the nearest is meant.
        """
        begins, ends = _run(first), _run(last)
        places = []
        for start in self._index.find_all(begins):
            end = start + len(begins)
            if ends:
                behind = self._index.find(ends, start)
                end = behind + len(ends)
                if behind < 0 or end - start > _LONGEST:
                    continue
            places.append(Place(self._words[start][1], self._words[end - 1][2]))
        return places

    def nearest(self, words: str) -> str:
        """The words of the source that are most like some; may be empty."""
        return closest_run(split(words), self.text)

    def excerpt(self, place: Span) -> str:
        """The words at a place, in one line."""
        return " ".join(self.text[slice(*place)].split())

    def sentence(self, place: Span) -> Span:
        """The sentence around a place, in its paragraph."""
        first, last = self._begins(place[0]), self._ends(place[1])
        start, end = sentence_around(self.text[first:last], place[0] - first, place[1] - first)
        return first + start, first + end

    def line(self, place: Span) -> int:
        """The line on which a place begins, from 1."""
        return self.text.count("\n", 0, place[0]) + 1

    def article(self, place: Span) -> tuple[Article, int, int]:
        """What stands around a place as an article, and the place in that: of a long source the
        paragraphs that are near.
        """
        low, high = max(0, place[0] - _AROUND), min(len(self.text), place[1] + _AROUND)
        low, high = max(low - _AROUND, self._begins(low)), min(high + _AROUND, self._ends(high))
        article = make_article(with_headings(paragraphs(self.text[low:high])))
        before = len(split(self.text[low : place[0]]))
        words = list(find_words(article.text))
        last = before + len(split(self.text[slice(*place)])) - 1
        return article, words[before].start, words[last].end

    def paragraphs(self) -> Iterator[Span]:
        """Its paragraphs, in order."""
        start = 0
        for end, following in self._breaks:
            yield start, end
            start = following
        yield start, len(self.text)

    @cached_property
    def _breaks(self) -> Sequence[Span]:
        """What parts its paragraphs."""
        between = _END if has_long_lines(self.text) else _BLANK
        return [match.span() for match in between.finditer(self.text)]

    def _begins(self, at: int) -> int:
        """Where the paragraph begins that a place is in."""
        number = bisect_right(self._breaks, (at, len(self.text)))
        return self._breaks[number - 1][1] if number else 0

    def _ends(self, at: int) -> int:
        number = bisect_left(self._breaks, (at, 0))
        return self._breaks[number][0] if number < len(self._breaks) else len(self.text)


def _run(words: str) -> list[str]:
    return [word.lower() for word in split(words)]
