"""Which recorded fact an uncited figure or quotation most likely means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from .entailment import fault
from .fidelity import departures
from .figures import Figure
from .model import Fact
from .words import is_word, split

_CLOSE = 2
"""By what factor a number may differ and still be a slip rather than another number."""
_ALIKE = 0.6
"""The share of a quotation's words that a recorded one must have, in their order."""
_LONGEST = 60
"""Characters that are suggested to be typed again."""


def nearest_figure(
    figure: Figure, shown: str, recorded: Mapping[str, Sequence[Figure]], around: Mapping[str, int]
) -> tuple[str, str]:
    """The id of the fact, and the citation to use; both empty where no fact is near.

    `around` tells how well the words around the figure go with each fact: 2 well, 1 cannot be
    said, 0 not. The same value comes before one that is entailed, then the same number, then one
    that is close and goes well with the words, then the same number of something else.
    """
    best, best_rank = "", (0, 0)
    for id_, figures in recorded.items():
        for one in figures:
            rank = _rank(one, figure, around[id_])
            if rank and (rank, around[id_]) > best_rank:
                best, best_rank = id_, (rank, around[id_])
    if not best:
        return "", ""
    return best, f"{{fact}}`{shown} <{best}>`" if best_rank[0] >= 4 else f"{{fact}}`{best}`"


def _rank(one: Figure, figure: Figure, around: int) -> int:
    wrong = fault(one, figure)
    if wrong is None:
        return 5 if fault(figure, one) is None else 4
    is_same = bool(set(one.numbers) & set(figure.numbers))
    if wrong == "unit":
        return 1 if is_same else 0
    if is_same:
        return 3
    return 2 if around == 2 and one.kind == figure.kind and _is_close(one, figure) else 0


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
