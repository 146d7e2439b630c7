"""What came of a check as a whole: added up, without what is accepted, in order."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from ..facts.allowed import allowing
from ..facts.store import Store
from ..model.findings import AcceptedFinding, Finding
from ..model.reviews import ReviewedPassage
from .results import ChapterResult, Unread


class Summary(msgspec.Struct, kw_only=True):
    """How much was looked at."""

    chapters: int = 0
    """Chapters, or pages, that could be read."""
    figures: int = 0
    """Figures that a reader sees, cited or not."""
    quotations: int = 0
    """Quotations that a reader sees, cited or not."""
    citations: int = 0
    """Places where a fact, person or source is cited."""
    literals: int = 0
    """Pieces of code, formulas and the like with a digit, which were not read."""
    facts: int = 0
    """Facts in the facts file."""
    evidence: int = 0
    """Excerpts and values that the facts file rests on."""
    proven: int = 0
    """How many of them are proven."""
    sealed: int = 0
    """Excerpts that are all that was recorded of their sources."""
    passages: int = 0
    """Passages that readers are to compare with their evidence, where a setting asks for it."""
    outstanding: int = 0
    """How many of them are to be read, or to be read again."""
    objected: int = 0
    """How many of them a reader objects to."""
    accepted: int = 0
    """Findings that comments or the facts file accept, each with a reason."""
    left_out: dict[str, int] = {}
    """What pages show and was not read, as the build made it by its record: how often it has a
    digit, by kinds.
    """
    without_record: list[str] = []
    """Pages that no record knows, which were read whole."""
    unread: list[Unread] = []
    """What a build makes pages of, or shows on them, and the check has not read."""


class Result(msgspec.Struct, frozen=True):
    """What a check found, in the order of files, lines and columns."""

    findings: list[Finding]
    """What was found."""
    summary: Summary
    """How much was looked at."""
    checked: tuple[str, ...] = ()
    """The chapters or pages that were looked at."""
    accepted: tuple[AcceptedFinding, ...] = ()
    """What was found and is accepted, in the same order."""

    def fails(self, strict: bool = False) -> bool:
        """Whether there is an error among the findings; where `strict`, any finding."""
        return any(strict or finding.severity == "error" for finding in self.findings)

    @property
    def could_check(self) -> bool:
        """Whether nothing kept the check from being made."""
        return not any(finding.prevents_checking for finding in self.findings)


class Gathered(msgspec.Struct):
    """What came of chapters, taken together."""

    findings: list[Finding] = []
    accepted: list[AcceptedFinding] = []
    """Those that comments accept."""
    to_review: list[ReviewedPassage] = []
    cited: set[str] = set()
    """The ids of the facts that they cite."""
    is_read: bool = True
    """Whether all could be read."""


def gather(results: Iterable[ChapterResult], summary: Summary) -> Gathered:
    """Add up what came of chapters."""
    came = Gathered()
    for result in results:
        came.findings += result.findings
        came.accepted += result.accepted
        came.to_review += result.passages
        summary.chapters += result.could_read and result.is_document
        came.is_read &= result.could_read
        summary.unread += result.unread
        summary.figures += result.figures
        summary.quotations += result.quotations
        summary.citations += result.citations
        summary.literals += result.literals
        came.cited.update(result.cited)
    return came


def part(
    findings: Iterable[Finding], by_comments: list[AcceptedFinding], store: Store, *, unused: bool
) -> tuple[list[Finding], tuple[AcceptedFinding, ...]]:
    """The findings that stand, and in order all that are accepted."""
    standing, allowed = list(findings), list[AcceptedFinding]()
    if any(allowing(store.facts)):
        from ..rules.acceptance import check_allowed, part_by_entries

        standing, allowed = part_by_entries(standing, store.facts)
        if unused:
            standing += check_allowed(store, allowed)
    places = {each.finding: each for each in [*by_comments, *allowed]}
    return standing, tuple(places[finding] for finding in in_order(places))


def in_order(findings: Iterable[Finding]) -> list[Finding]:
    """Sorted by place; the same thing is said once where a chapter is included twice."""
    return sorted(
        dict.fromkeys(findings),
        key=lambda finding: (finding.location, finding.code, finding.message),
    )
