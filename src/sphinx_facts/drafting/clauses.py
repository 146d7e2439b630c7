"""Cut excerpts out of an article: short, not clipped of a hedge, and found in one place only."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from ..english.lexicon import families
from ..english.qualifiers import clipped, cut_after, cut_before
from ..english.sentences import sentence_around
from ..text.words import DASH, find_words, is_word

Span = tuple[int, int]
"""Where a stretch of a text begins and ends."""

_BREAKS = {",", ";", ":", "(", ")", '"'}
_MARKS = {'"', "'", ")", "]"}
_ENDS = {".", "!", "?"}
_SENTENCE_ENDS = (["."], ["!"], ["?"])
_LEADING = frozenset(
    families(
        "function_words.determiners.articles",
        "function_words.determiners.that",
        "function_words.pronouns.his",
        "function_words.pronouns.owners",
        "function_words.relatives",
        "function_words.prepositions",
        "function_words.conjunctions.joining",
    )
)
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

    def __init__(self, text: str, blocks: list[Span]) -> None:
        self.text = text
        words = list(find_words(text))
        self._words = [word.text for word in words]
        self._starts = [word.start for word in words]
        self._ends = [word.end for word in words]
        # One long text is searched much faster than a list; no word has a space in it.
        self._joined = f" {' '.join(self._words)} "
        self._blocks = blocks

    def block(self, place: int) -> Span:
        """The paragraph or heading around a place."""
        return self._blocks[max(0, bisect_right(self._blocks, (place, len(self.text))) - 1)]

    def sentence(self, start: int, end: int) -> Span:
        """The sentence around a stretch."""
        first, last = self.block(start)
        low, high = sentence_around(self.text[first:last], start - first, min(end, last) - first)
        return first + low, first + high

    def word_distance(self, one: int, other: int) -> int:
        """How many words lie between two places."""
        return abs(bisect_left(self._starts, one) - bisect_left(self._starts, other))

    def clause(self, start: int, end: int) -> Span:
        """The stretch between marks of punctuation around ``[start, end)``, within its sentence.

        It is of moderate length, and longer where it would have only a few words.
        """
        first, last = self._span(*self.sentence(start, end))
        a, b = self._span(start, end)
        lowest = max(first, a - _LEFT)
        left, right = self._back_to_break(a, lowest), b
        while right < last and right - b < _RIGHT and not self._stops(right):
            right += 1
        while self._is_short(left, right) and left > lowest:
            left = self._back_to_break(left - 1, lowest)
        while self._is_short(left, right) and right < last and not self._is_last(right, last):
            right += 1
        while right > b and self._words[right - 1].lower() in _LEADING:
            right -= 1
        return self._offsets(*self._whole(left, self._behind_quotation(left, right)))

    def _back_to_break(self, place: int, lowest: int) -> int:
        """The first word of the run that ends at `place` and holds no mark that parts clauses."""
        while place > lowest and not self._breaks(place - 1):
            place -= 1
        return place

    def _is_last(self, place: int, end: int) -> bool:
        """Whether a word is the mark that ends a sentence."""
        return self._words[place] in _ENDS and place + 1 == end

    def _behind_quotation(self, left: int, right: int) -> int:
        """The end of a run, or behind it the mark that closes a quotation in it."""
        if self._words[left:right].count('"') % 2 == 0:
            return right
        near = self._words[right : right + 2]
        return right + near.index('"') + 1 if '"' in near else right

    def _is_short(self, a: int, b: int) -> bool:
        return sum(map(is_word, self._words[a:b])) < _LEAST

    def sound(self, start: int, end: int) -> Span | None:
        """The stretch, lengthened until it is not clipped and stands in one place only.

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

    def _around(self, a: int, b: int, reach: int) -> Span:
        return max(0, a - reach), min(len(self._words), b + reach)

    def is_sound(self, start: int, end: int) -> bool:
        """Whether the stretch needs no lengthening."""
        return self.sound(start, end) == self._offsets(*self._span(start, end))

    def unique(self, start: int, end: int) -> Span | None:
        """The stretch, lengthened until it stands in one place only."""
        a, b = self._whole(*self._span(start, end))
        for reach in range(_MOST_WORDS):
            wider = self._whole(*self._around(a, b, reach // 2))
            if self.is_unique(*self._offsets(*wider)):
                return self._offsets(*wider)
        return None

    def is_unique(self, start: int, end: int) -> bool:
        """Whether the words of the stretch stand in one place only."""
        a, b = self._span(start, end)
        run = f" {' '.join(self._words[a:b])} "
        place = self._joined.find(run)
        return self._joined.find(run, place + 1) < 0

    def _span(self, start: int, end: int) -> Span:
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    def _offsets(self, a: int, b: int) -> Span:
        return self._starts[a], self._ends[b - 1]

    def _breaks(self, place: int) -> bool:
        """Whether a word is a mark that parts clauses; a hyphen is none."""
        if self._words[place] != DASH:
            return self._words[place] in _BREAKS
        start = self._starts[place]
        return self.text[start] in "—–" or self.text[start - 1].isspace()

    def _stops(self, place: int) -> bool:
        """Whether a word is a mark that parts clauses or sentences."""
        return self._words[place] in _ENDS or self._breaks(place)

    def _whole(self, a: int, b: int) -> Span:
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
