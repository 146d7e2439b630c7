"""What was most likely meant by an uncited figure or quotation."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property

from ..english.quoting.quote_diff import quote_diff
from ..figures.entailment import fault
from ..figures.figure import Figure
from ..figures.units import CONVERSIONS
from ..model.records import Fact
from ..model.roles import CITED_BY
from ..text.words import is_word, split

_CLOSE = 2
"""By what factor a number may differ and still be a slip rather than another number."""
_ALIKE = 0.6
"""The share of a quotation's words that a recorded one must have, in their order."""
_OTHER_UNIT, _SLIP, _SAME_NUMBER, _ENTAILED, _SAME = range(1, 6)
_LONGEST = 60
"""Characters that are suggested to be typed again."""


class Suggestions:
    """The facts of a book, in an order in which what is near is found at once: there may be many
    thousands, and a chapter may have many figures that no fact is cited for.
    """

    def __init__(self, facts: Mapping[str, Fact], figures_of: Callable[[str], Sequence[Figure]]):
        self._facts, self._figures_of = facts, figures_of

    def figure(
        self, figure: Figure, shown: str, goes_with: Callable[[str], int]
    ) -> tuple[str, str]:
        """The id of the fact, and the citation to use; both empty where no fact is near.

        `goes_with` tells how well the words around the figure go with a fact: 2 well, 1 cannot be
        said, 0 not. The same value comes before one that is entailed, then the same number, then
        one that is close and goes well with the words, then the same number of something else.
        """
        best, best_rank = "", (0, 0)
        for id_, one in self._near(figure):
            likeness = _likeness(one, figure)
            if likeness:
                around = goes_with(id_)
                # A `first` or `one` is seldom that of any fact.
                needs_words = figure.weak or likeness == _SLIP
                if (around == 2 or not needs_words) and (likeness, around) > best_rank:
                    best, best_rank = id_, (likeness, around)
        if not best:
            return "", ""
        is_right = best_rank[0] >= _ENTAILED
        return best, f"{{fact}}`{shown} <{best}>`" if is_right else f"{{fact}}`{best}`"

    def _near(self, figure: Figure) -> Iterator[tuple[str, Figure]]:
        """The recorded figures that this could be, in the order of the facts file: of its size, or
        of a kind whose numbers alone tell no size.
        """
        bounds = [figure.low, figure.high, *figure.numbers]
        low, high = min(bounds), max(bounds)
        first = bisect_left(self._sized, (low / _CLOSE if low > 0 else low,))
        last = bisect_right(self._sized, (high * _CLOSE if high > 0 else high, len(self._figures)))
        places = {place for _, place in self._sized[first:last]}
        for place in sorted(places.union(self._kinds.get(_measure(figure), ()))):
            yield self._figures[place]

    @cached_property
    def _figures(self) -> list[tuple[str, Figure]]:
        ids = [id_ for id_, fact in self._facts.items() if fact.kind == "figure"]
        return [(id_, one) for id_ in ids for one in self._figures_of(id_)]

    @cached_property
    def _sized(self) -> list[tuple[Decimal, int]]:
        """Each number of the figures, with the place of the figure."""
        numbers = ((n, at) for at, (_, one) in enumerate(self._figures) for n in one.numbers)
        return sorted(numbers)

    @cached_property
    def _kinds(self) -> dict[str, list[int]]:
        kinds: dict[str, list[int]] = {}
        for place, (_, one) in enumerate(self._figures):
            if measure := _measure(one):
                kinds.setdefault(measure, []).append(place)
        return kinds

    def quotation(self, text: str) -> tuple[str, str]:
        """The id of the quote or term, and the citation to use; both empty where none is near."""
        words = [word for word in split(text.lower()) if is_word(word)]
        best, best_rank = "", (False, _ALIKE, -len(words))
        count = Counter(words)
        for id_, recorded, counted in self._wordings if words else ():
            # What has too few of the words has them in no order.
            if (counted & count).total() <= _ALIKE * len(words):
                continue
            blocks = SequenceMatcher(None, words, recorded, autojunk=False).get_matching_blocks()
            share = sum(block.size for block in blocks) / len(words)
            if share > _ALIKE:
                keeps = not quote_diff(self._facts[id_].wording, text)
                rank = (keeps, share, -abs(len(recorded) - len(words)))
                if rank > best_rank:
                    best, best_rank = id_, rank
        if not best:
            return "", ""
        role = CITED_BY[self._facts[best].kind]
        is_ready = best_rank[0] and len(text) <= _LONGEST
        return best, f"{{{role}}}`{text} <{best}>`" if is_ready else f"{{{role}}}`{best}`"

    @cached_property
    def _wordings(self) -> list[tuple[str, list[str], Counter[str]]]:
        """The words of each quote and term, and how often it has each."""
        wordings = []
        for id_, fact in self._facts.items():
            if fact.kind != "figure":
                words = [word for word in split(fact.wording.lower()) if is_word(word)]
                wordings.append((id_, words, Counter(words)))
        return wordings


def _measure(figure: Figure) -> str:
    """What figures of different numbers may have in common, and so be the same."""
    if figure.unit == "date" or figure.kind in ("date", "year", "decade"):
        return "date"
    if figure.unit == "percent" or figure.kind == "fraction":
        return "share"
    if not figure.numbers:
        return "no number"
    unit = (figure.unit or "").partition(" per ")[0]
    return CONVERSIONS[unit][0] if unit in CONVERSIONS else ""


def _likeness(one: Figure, figure: Figure) -> int:
    wrong = fault(one, figure)
    if wrong is None:
        return _SAME if fault(figure, one) is None else _ENTAILED
    is_same = bool(set(one.numbers) & set(figure.numbers))
    if wrong == "unit":
        return _OTHER_UNIT if is_same else 0
    if is_same:
        return _SAME_NUMBER
    return _SLIP if one.kind == figure.kind and _is_close(one, figure) else 0


def _is_close(one: Figure, other: Figure) -> bool:
    numbers = [*one.numbers[:1], *other.numbers[:1]]
    return len(numbers) == 2 and min(numbers) > 0 and max(numbers) < _CLOSE * min(numbers)
