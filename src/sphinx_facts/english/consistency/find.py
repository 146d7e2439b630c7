"""Find the figures of a text that contradict each other."""

from __future__ import annotations

from collections.abc import Sequence

from ...figures.figure import Figure
from .ages import check_age
from .changes import check_change
from .conversions import check_conversion
from .days import check_day, check_weekday
from .factors import check_factor
from .lists import check_list
from .periods import check_order, check_period
from .sentence import Check, Contradiction, sentences
from .shares import check_fraction, check_part, check_shares
from .sums import check_sum

CHECKS: tuple[Check, ...] = (
    check_weekday, check_day, check_period, check_order, check_age, check_shares, check_fraction,
    check_part, check_sum, check_change, check_factor, check_conversion, check_list,
)  # fmt: skip
"""What is asked of each sentence with figures; of what overlaps the first is told."""


def find_contradictions(text: str, figures: Sequence[Figure]) -> list[Contradiction]:
    """The figures of `text` that cannot all be right, in order; `figures` are all that it has."""
    found: list[Contradiction] = []
    for sentence in sentences(text, figures):
        wrong: list[Contradiction] = []
        for check in CHECKS:
            for each in check(sentence):
                if all(each.end <= other.start or other.end <= each.start for other in wrong):
                    wrong.append(each)
        found += sorted(wrong)
    return found
