"""What an author accepts: findings of a comment in the text, or of an entry that allows them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ..facts.allowed import allowing
from ..facts.store import Store
from ..model.findings import AcceptedFinding, Finding, make_finding, rule
from ..model.passages import Acceptance, Location, Passage
from ..model.records import FactsFile
from ..text.suggestions import did_you_mean
from .context import Findings
from .registry import CODES

_FORM = "write sphinx-facts: ignore[CODE], and the reason behind it"


class Parted(NamedTuple):
    """Findings that stand, and those that are accepted."""

    standing: list[Finding]
    accepted: list[AcceptedFinding]


class CommentsOfText:
    """Parts the findings of one chapter or page by the comments in it."""

    def __init__(self) -> None:
        self.parted = Parted([], [])
        self._used: dict[Acceptance, set[str]] = {}

    def add(self, findings: Iterable[Finding], accepted: Sequence[Acceptance]) -> None:
        """Take findings into account that were made in a place where this is accepted."""
        for finding in findings:
            by = next((each for each in accepted if _accepts(each, finding)), None)
            if by is None:
                self.parted.standing.append(finding)
            else:
                self._used.setdefault(by, set()).add(finding.code)
                self.parted.accepted.append(AcceptedFinding(finding, by.reason))

    def add_together(self, findings: Iterable[Finding], passages: Sequence[Passage]) -> None:
        """Likewise, of findings about several passages: each stands in that where it is shown."""
        accepting = [passage for passage in passages if passage.accepted]
        for finding in findings:
            holding = (each for each in accepting if _holds(each, finding.location))
            self.add([finding], [each for passage in holding for each in passage.accepted])

    def judge_comments(self, passages: Iterable[Passage]) -> None:
        """Find what is wrong with the comments themselves, once all else has been found."""
        comments = dict.fromkeys(each for passage in passages for each in passage.accepted)
        for each in comments:
            self.parted.standing.extend(check_reason(each))
            self.parted.standing.extend(check_used(each, self._used.get(each, set())))


def _accepts(acceptance: Acceptance, finding: Finding) -> bool:
    is_told = finding.code in acceptance.codes and bool(acceptance.reason)
    return is_told and not finding.prevents_checking


def _holds(passage: Passage, where: Location) -> bool:
    whole = passage.locate(0, len(passage.text))
    place, start, end = (
        (where.line, where.column), (whole.line, whole.column), (whole.end_line, whole.end_column)
    )  # fmt: skip
    return where.path == whole.path and start <= place < max(end, (start[0], start[1] + 1))


@rule(
    "C008",
    "acceptance-without-reason",
    meaning="A comment accepts findings and does not say why. Nothing is accepted without a "
    "reason.",
    help="Write the reason behind the codes of the comment.",
    example="""
    wrong: |
      % sphinx-facts: ignore[F001]

      There are many boats in the rhyme.
    right: |
      % sphinx-facts: ignore[F001] The rhyme counts them, and nobody else.

      There are 77 boats in the rhyme.
    says: |
      docs/example.md:1:1: C008 acceptance-without-reason: this accepts F001 for no reason that is told
    """,
)
def check_reason(comment: Acceptance) -> Findings:
    """A comment that accepts findings says why."""
    if comment.codes and not comment.reason:
        message = f"this accepts {', '.join(comment.codes)} for no reason that is told"
        yield make_finding("C008", comment.location, message)


@rule(
    "C007",
    "unused-acceptance",
    meaning="A comment, or an entry that allows a finding, accepts what is not found there. It is "
    "a notice: nothing is wrong, but what stands there may hide something later.",
    help="Take it away.",
    example="""
    wrong: |
      % sphinx-facts: ignore[F001] The rhyme counts them, and nobody else.

      There are many boats in the rhyme.
    right: There are many boats in the rhyme.
    says: |
      docs/example.md:1:1: C007 unused-acceptance (notice): F001 is accepted here and not found
          do        Take it away.
    """,
)
def check_used(comment: Acceptance, used: set[str]) -> Findings:
    """Each code that a comment accepts was found where it accepts it."""
    if not comment.codes:
        message = f"“{comment.reason[:40]}” accepts nothing"
        yield _unused(comment.location, message, _FORM)
    for code in comment.codes:
        if code not in used and comment.reason and not comment.is_open:
            yield _of_code(comment.location, code, f"{code} is accepted here and not found")


def _of_code(where: Location, code: str, message: str) -> Finding:
    """That a code is accepted in vain; what is no code is told so."""
    if code not in CODES:
        return _unused(where, f"no finding is called {code}", did_you_mean(code, CODES))
    if code.startswith("X"):
        return _unused(where, f"{code} cannot be accepted: it keeps the check from being made")
    if code.startswith("R"):
        return _unused(where, f"{code} cannot be accepted: a reader answers it")
    return _unused(where, message)


def _unused(where: Location, message: str, remedy: str = "") -> Finding:
    return make_finding("C007", where, message, severity="notice", help=remedy)


def part_by_entries(findings: Iterable[Finding], facts: FactsFile) -> Parted:
    """Part findings by what the entries that they are about allow."""
    allowed = {
        (id_, code): reason
        for _, id_, allow in allowing(facts)
        for code, reason in allow.items()
        if not code.startswith("X")
    }
    parted = Parted([], [])
    for finding in findings:
        reason = allowed.get((finding.fact, finding.code))
        if reason is None:
            parted.standing.append(finding)
        else:
            parted.accepted.append(AcceptedFinding(finding, reason))
    return parted


def check_allowed(store: Store, accepted: Iterable[AcceptedFinding]) -> Iterator[Finding]:
    """Each code that an entry allows was found of it, somewhere in the book."""
    used = {(each.finding.fact, each.finding.code) for each in accepted}
    for kind, id_, allow in allowing(store.facts):
        for code in allow:
            if (id_, code) not in used:
                where = store.locate(kind, id_, "allow", code)
                yield _of_code(where, code, f"{code} of {id_} is allowed and not found")
