"""Hold the passages of a book against what readers have answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ..facts.reviews import read_reviews
from ..model.findings import Finding
from ..model.reviews import ReviewedPassage, Reviews
from ..rules.reviews import check_reviews


class ReviewResult(NamedTuple):
    """What came of it: so many of the `passages` are outstanding, and so many objected to."""

    findings: list[Finding]
    passages: int
    outstanding: int
    objected: int


def run_reviews(facts: Path, passages: Iterable[ReviewedPassage], asked: Reviews) -> ReviewResult:
    """What is outstanding in a book with this folder of facts, and what readers object to. Raises
    `CheckError` where their files are broken.
    """
    reviews, passages = read_reviews(facts), list(passages)
    states = Counter(reviews.of(each.key).state(asked) for each in passages)
    findings = list(check_reviews(passages, reviews, asked))
    return ReviewResult(findings, len(passages), states["outstanding"], states["objected"])
