"""What was most likely meant by an uncited figure or quotation, or by a mistaken excerpt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import SequenceMatcher

from .fidelity import departures
from .figures import Figure
from .figures.entailment import fault
from .model import Fact
from .words import find_words, is_word, split

_CLOSE = 2
"""By what factor a number may differ and still be a slip rather than another number."""
_ALIKE = 0.6
"""The share of a quotation's words that a recorded one must have, in their order."""
_OTHER_UNIT, _SLIP, _SAME_NUMBER, _ENTAILED, _SAME = range(1, 6)
_LONGEST = 60
"""Characters that are suggested to be typed again."""


def nearest_figure(
    figure: Figure,
    shown: str,
    recorded: Mapping[str, Sequence[Figure]],
    goes_with: Callable[[str], int],
) -> tuple[str, str]:
    """The id of the fact, and the citation to use; both empty where no fact is near.

    `goes_with` tells how well the words around the figure go with a fact: 2 well, 1 cannot be
    said, 0 not. The same value comes before one that is entailed, then the same number, then one
    that is close and goes well with the words, then the same number of something else.
    """
    best, best_rank = "", (0, 0)
    for id_, figures in recorded.items():
        for one in figures:
            likeness = _likeness(one, figure)
            if likeness:
                around = goes_with(id_)
                # A `first` or `one` is seldom that of any fact.
                needs_words = figure.weak or likeness == _SLIP
                if (around == 2 or not needs_words) and (likeness, around) > best_rank:
                    best, best_rank = id_, (likeness, around)
    if not best:
        return "", ""
    return best, f"{{fact}}`{shown} <{best}>`" if best_rank[0] >= _ENTAILED else f"{{fact}}`{best}`"


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


def nearest_quotation(text: str, facts: Mapping[str, Fact]) -> tuple[str, str]:
    """The id of the quote or term, and the citation to use; both empty where none is near."""
    words = [word for word in split(text.lower()) if is_word(word)]
    best, best_rank = "", (False, _ALIKE, -len(words))
    for id_, fact in facts.items():
        if fact.kind != "figure" and words:
            recorded = [word for word in split(fact.wording.lower()) if is_word(word)]
            blocks = SequenceMatcher(None, words, recorded, autojunk=False).get_matching_blocks()
            share = sum(block.size for block in blocks) / len(words)
            if share > _ALIKE:
                keeps = not departures(fact.wording, text)
                rank = (keeps, share, -abs(len(recorded) - len(words)))
                if rank > best_rank:
                    best, best_rank = id_, rank
    if not best:
        return "", ""
    role = "named" if facts[best].kind == "term" else "quote"
    is_ready = best_rank[0] and len(text) <= _LONGEST
    return best, f"{{{role}}}`{text} <{best}>`" if is_ready else f"{{{role}}}`{best}`"


def nearest_run(run: Sequence[str], text: str) -> str:
    """The stretch of a source that has the longest part of these words; may be empty."""
    words = list(find_words(text))
    matcher = SequenceMatcher(None, [word.text for word in words], run, autojunk=False)
    match = matcher.find_longest_match()
    if match.size < 2:
        return ""
    start = max(0, match.a - match.b)
    end = min(len(words), start + len(run))
    return text[words[start].start : words[end - 1].end]
