"""Cut excerpts out of an article:

short, never clipped of a hedge or negation, and found in one place only.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ..english.qualifiers import clipped, cut_after, cut_before
from ..english.sentences import sentence_around
from ..text.words import DASH, find_words, is_word

_BREAKS = {",", ";", ":", "(", ")", '"'}
_MARKS = {'"', "'", ")", "]"}
_ENDS = {".", "!", "?"}
_SENTENCE_ENDS = (["."], ["!"], ["?"])
_LEADING_TABLE = """
    a an and as at by for from in into of on or the their his her its that to with which who
"""
_LEADING = frozenset(_LEADING_TABLE.split())
"""Words at which a clause is not left off."""
_SEEN = 4
"""How many words beside an excerpt the check of it can see."""
_LEFT, _RIGHT, _LEAST = 14, 12, 5
_MOST_WORDS = 60
"""How far an excerpt may grow."""
_MAY_PRECEDE = "“‘\"'([—–"
_MAY_FOLLOW = ",.;:!?”\"’')]—–…"


class Cutter:
    """The words of an article, indexed once.

    Stretches go in and come out as string offsets of its text.
    """

    def __init__(self, text: str, blocks: list[tuple[int, int]]) -> None:
        self.text = text
        words = list(find_words(text))
        self._words = [word.text for word in words]
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]
        # One long text is searched much faster than a list; no word has a space in it.
        self._joined = f" {' '.join(self._words)} "
        self._blocks = blocks

    def block(self, place: int) -> tuple[int, int]:
        """The paragraph or heading around a place."""
        return self._blocks[max(0, bisect_right(self._blocks, (place, len(self.text))) - 1)]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around a stretch."""
        first, last = self.block(start)
        low, high = sentence_around(self.text[first:last], start - first, min(end, last) - first)
        return first + low, first + high

    def word_distance(self, one: int, other: int) -> int:
        """How many words lie between two places."""
        return abs(bisect_left(self._starts, one) - bisect_left(self._starts, other))

    def clause(
        self, start: int, end: int, breaks: frozenset[str] = frozenset(_BREAKS)
    ) -> tuple[int, int]:
        """The stretch between marks of punctuation around ``[start, end)``, of moderate length, in
        its sentence.
        """
        first, last = self._span(*self.sentence(start, end))
        a, b = self._span(start, end)
        left, right = a, b
        while left > first and a - left < _LEFT and not self._breaks(left - 1, breaks):
            left -= 1
        while right < last and right - b < _RIGHT and not self._breaks(right, breaks | _ENDS):
            right += 1
        while self._is_short(left, right) and left > first and a - left < _LEFT:
            left -= 1
            while left > first and a - left < _LEFT and not self._breaks(left - 1, breaks):
                left -= 1
        while (
            self._is_short(left, right)
            and right < last
            and not (self._words[right] in _ENDS and right + 1 == last)
        ):
            right += 1
        while right > b and self._words[right - 1].lower() in _LEADING:
            right -= 1
        if self._words[left:right].count('"') % 2:
            closing = next(
                (
                    i
                    for i in range(right, min(right + 2, len(self._words)))
                    if self._words[i] == '"'
                ),
                right - 1,
            )
            right = closing + 1
        return self._offsets(*self._whole(left, right))

    def _is_short(self, a: int, b: int) -> bool:
        return sum(map(is_word, self._words[a:b])) < _LEAST

    def sound(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch, lengthened until it is not clipped and stands in one place only;

        None where it cannot be.
        """
        a, b = self._whole(*self._span(start, end))
        first, last = self._span(*self.block(start))
        if not self.is_unique(*self._offsets(*self._around(a, b, _MOST_WORDS))):
            return None
        for step in range(_MOST_WORDS):
            run = self._words[a:b]
            before, after = self._words[max(0, a - _SEEN) : a], self._words[b : b + _SEEN]
            if [word for word in run if word not in _MARKS][-1:] in _SENTENCE_ENDS:
                after = []
            if clipped(before, after, run):
                weight, later = cut_before(before, run), cut_after(after, excerpt=run)
                a -= len(before) - weight.start if weight else 0
                b += later.end if later and not weight else 0
            elif self.is_unique(*self._offsets(a, b)):
                return self._offsets(a, b)
            elif b < last or (a <= first and b < len(self._words)):
                b += 1 + step // 10
            else:
                a -= 1 + step // 10
            a, b = self._whole(max(0, a), min(len(self._words), b))
        return None

    def _around(self, a: int, b: int, reach: int) -> tuple[int, int]:
        return max(0, a - reach), min(len(self._words), b + reach)

    def is_sound(self, start: int, end: int) -> bool:
        """Whether the stretch needs no lengthening."""
        return self.sound(start, end) == self._offsets(*self._span(start, end))

    def unique(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch, lengthened until it stands in one place only."""
        a, b = self._whole(*self._span(start, end))
        for reach in range(_MOST_WORDS):
            wider = self._whole(*self._around(a, b, reach // 2))
            if self.is_unique(*self._offsets(*wider)):
                return self._offsets(*wider)
        return None

    def is_unique(self, start: int, end: int) -> bool:
        a, b = self._span(start, end)
        run = f" {' '.join(self._words[a:b])} "
        place = self._joined.find(run)
        return self._joined.find(run, place + 1) < 0

    def _span(self, start: int, end: int) -> tuple[int, int]:
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    def _offsets(self, a: int, b: int) -> tuple[int, int]:
        return self._starts[a], self._ends[b - 1]

    def _breaks(self, index: int, breaks: frozenset[str]) -> bool:
        if self._words[index] == DASH:
            return (
                self.text[self._starts[index]] in "—–"
                or self.text[self._starts[index] - 1].isspace()
            )
        return self._words[index] in breaks

    def _whole(self, a: int, b: int) -> tuple[int, int]:
        """The run without half words such as `aircraft` of *anti-aircraft* at its edges."""
        while a > 0 and not (
            self.text[self._starts[a] - 1].isspace()
            or self.text[self._starts[a] - 1] in _MAY_PRECEDE
        ):
            a -= 1
        while b < len(self._words) and not self._may_end(self._ends[b - 1]):
            b += 1
        return a, b

    def _may_end(self, place: int) -> bool:
        following = self.text[place : place + 1]
        if following in ("'", "’"):
            return not self.text[place + 1 : place + 2].isalpha()
        return following.isspace() or following in _MAY_FOLLOW
