"""Findings, and the rules that make them: each is declared once, beside what finds it.

A module declares the codes that it makes. `rules.registry` lists them all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeVar

import msgspec

from .passages import Location
from .records import Severity

T = TypeVar("T")


class Rule(msgspec.Struct, frozen=True):
    """What a code stands for."""

    code: str
    name: str
    meaning: str
    help: str
    """The way out, where a finding has no better one."""
    example: str
    """Files that have the finding and files that have it no longer: see `reports.examples`."""


RULES: dict[str, Rule] = {}
"""The rules that have been declared so far, by their codes."""


def rule(code: str, name: str, *, meaning: str, help: str, example: str) -> Callable[[T], T]:
    """Declare what a code stands for, as a decorator of what finds it, which stays as it is.

    Raises ValueError where the code stands for something else already.
    """
    declared = Rule(code, name, meaning, help, example)
    if RULES.setdefault(code, declared) != declared:
        raise ValueError(f"{code} is declared twice")
    return lambda finder: finder


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A thing that a check reports: where it is, what is wrong, and the way out."""

    code: str
    """Its stable code, such as `F002`."""
    name: str
    """The name that goes with the code, such as `value-changed`."""
    severity: Severity
    """`error`, or `notice`: that fails a check only where notices are to."""
    message: str
    """What is wrong, in a sentence without its full stop."""
    location: Location
    """Where it is."""
    fact: str = ""
    """The id of the fact, person or source that it is about."""
    shown: str = ""
    """The wording that a reader would see."""
    recorded: str = ""
    """The wording that the facts file or the source has."""
    source: str = ""
    """The excerpt behind the recorded wording, and whose it is."""
    help: str = ""
    """The way out."""

    @property
    def prevents_checking(self) -> bool:
        """Whether there was something that could not be checked at all."""
        return self.code.startswith("X")


class AcceptedFinding(msgspec.Struct, frozen=True):
    """A finding that its author has read and lets stand: it fails nothing, and is counted."""

    finding: Finding
    reason: str
    """Why, as the author says."""


class CheckError(Exception):
    """There is nothing that could be checked; `findings` say why."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(
            "\n".join(f"{finding.location}: {finding.message}" for finding in findings)
        )
        self.findings = findings


class EvidenceResult(NamedTuple):
    """What came of the evidence: `proven` and `sealed` pieces of `evidence` in all are in order."""

    findings: list[Finding]
    evidence: int
    proven: int
    sealed: int


def make_finding(
    code: str,
    location: Location,
    message: str,
    *,
    severity: Severity = "error",
    fact: str = "",
    shown: str = "",
    recorded: str = "",
    source: str = "",
    help: str = "",
) -> Finding:
    """A finding of this code; the way out of its rule where there is no better one."""
    declared = RULES[code]
    return Finding(
        code=code,
        name=declared.name,
        severity=severity,
        message=message,
        location=location,
        fact=fact,
        shown=shown,
        recorded=recorded,
        source=source,
        help=help or declared.help,
    )
