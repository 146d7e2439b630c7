"""The one table of findings: code, name, meaning, help. The reference page is made from it.

An example of each stands in examples.yaml.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from .passages import Location
from .records import Severity


class Rule(msgspec.Struct, frozen=True):
    """What a code stands for."""

    code: str
    name: str
    meaning: str
    help: str


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a check reports: where it is, what is wrong, and the way out."""

    code: str
    name: str
    severity: Severity
    message: str
    location: Location
    fact: str = ""
    shown: str = ""
    """The wording that a reader would see."""
    recorded: str = ""
    """The wording that the facts file or the source has."""
    source: str = ""
    """The excerpt behind the recorded wording, and whose it is."""
    help: str = ""

    @property
    def prevents_checking(self) -> bool:
        """Whether there was something that could not be checked at all."""
        return self.code.startswith("X")


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


_RULES = (
    Rule(
        "F001",
        "unsourced-figure",
        "A figure stands in the text without a citation, so nothing says where it comes from.",
        "Cite the fact that carries it, and record what is not recorded yet; declare the book's "
        "own counts with {own}.",
    ),
    Rule(
        "F002",
        "value-changed",
        "A cited figure shows another number than the record has, or is more exact.",
        "Show the recorded figure, or say less: the recorded interval must lie within what is "
        "shown.",
    ),
    Rule(
        "F003",
        "hedge-dropped",
        "The number is as recorded, but its hedge (over, about, up to) is missing, reversed or "
        "tighter.",
        "Keep the hedge of the record, or weaken it.",
    ),
    Rule(
        "F004",
        "unit-changed",
        "A cited figure has another unit than the record: another currency, a percentage, another "
        "span of time.",
        "Show the unit of the record.",
    ),
    Rule(
        "F005",
        "out-of-context",
        "The sentence that cites a fact holds none of the words that its record lists under near, "
        "so the figure or quotation may have come to stand for something else.",
        "Say what it is about in the same part of the sentence, or correct the id.",
    ),
    Rule(
        "F006",
        "attribution-dropped",
        "The source says who gives this figure or word (said_by); the paragraph that cites it "
        "does not.",
        "Name the sayer in the same paragraph.",
    ),
    Rule(
        "F007",
        "unborne-arithmetic",
        "What is reckoned from recorded figures ({derived}) is not what they come to: their "
        "intervals allow other results too.",
        "Show a figure that holds every result that the recorded figures allow, or correct the "
        "expression.",
    ),
    Rule(
        "F008",
        "other-time",
        "The sentence, or else the paragraph, is dated with {dated}, and the cited fact is of "
        "another time (as_of).",
        "Give the time of the fact, or correct the id.",
    ),
    Rule(
        "Q001",
        "unsourced-quotation",
        "Words stand in quotation marks without a citation.",
        "Quote them with {quote} or {named}, which set the marks; or take the marks away.",
    ),
    Rule(
        "Q002",
        "words-changed",
        "A quotation shows other words than were recorded, or in another order.",
        "Quote word for word; mark what is left out with … and what is added with [ ].",
    ),
    Rule(
        "Q003",
        "omission-changes-meaning",
        "What a quotation leaves out is a negation or a hedge, so that it says more than was said.",
        "Quote those words too.",
    ),
    Rule(
        "Q004",
        "misattributed",
        "A quotation's paragraph does not name its recorded speaker, or gives the words to "
        "somebody else.",
        "Name the speaker in the paragraph, and present nobody else as saying it.",
    ),
    Rule(
        "Q005",
        "copied-wording",
        "Outside quotations, more words in a row are the source's own than the book allows itself "
        "(longest-copy in the settings). Found where the snapshots are at hand.",
        "Say it in your own words, or quote it.",
    ),
    Rule(
        "E001",
        "excerpt-not-in-source",
        "An excerpt does not stand in its source word for word, or its proof does not lead to the "
        "recorded root.",
        "Correct the excerpt, then run sphinx-facts record with the snapshot at hand.",
    ),
    Rule(
        "E002",
        "figure-not-in-excerpt",
        "The figure of a fact, or a figure in its claim or note, is not what its excerpt says.",
        "Write the figure as the excerpt has it: its hedge, number and words, in that order.",
    ),
    Rule(
        "E003",
        "clipped-excerpt",
        "An excerpt begins just after, or ends just before, a hedge or a negation that belongs to "
        "it.",
        "Lengthen the excerpt so that it holds these words.",
    ),
    Rule(
        "E004",
        "source-changed",
        "The snapshot of a source is not the text from which the proofs were made.",
        "Find out why; if the change is right, run sphinx-facts record again and have the new "
        "root reviewed.",
    ),
    Rule(
        "E005",
        "unproven",
        "There is no proof of an excerpt in facts.lock.",
        "Run sphinx-facts record with the snapshot at hand.",
    ),
    Rule(
        "E006",
        "speaker-not-in-attribution",
        "The words of the source that are given as the attribution do not name the recorded "
        "person, or stand far from the quotation.",
        "Excerpt the words that say who speaks, or correct the speaker.",
    ),
    Rule(
        "E007",
        "not-in-marks",
        "A quote or a term does not stand in quotation marks in its source, so nobody is quoted "
        "there.",
        "Record it from mark to mark; what the source does not quote is no quotation.",
    ),
    Rule(
        "E008",
        "role-not-in-excerpt",
        "A person's name or role does not keep to the words of its evidence.",
        "Write name and role with the words of the excerpt, in their order; words may be left out.",
    ),
    Rule(
        "E009",
        "excerpt-only",
        "Only excerpts of some sources were recorded. They are sealed against changes, but cannot "
        "be proven against the whole.",
        "Record the whole source where it can be had.",
    ),
    Rule(
        "E010",
        "sum-differs",
        "A figure is said to be the sum of others (sum_of), which do not add up to it.",
        "Correct the list of its parts, or take sum_of away.",
    ),
    Rule(
        "E011",
        "date-not-borne-out",
        "The time of which a fact is said (as_of) is later than a source that says it, or neither "
        "a source or origin of it has a date nor an excerpt names the time.",
        "Write the time that the sources give; a source has published:, an origin has date:.",
    ),
    Rule(
        "C001",
        "unknown-fact",
        "A chapter cites an id that the facts file does not have, or has as something else.",
        "Correct the id, or record the fact.",
    ),
    Rule(
        "C002",
        "unused-fact",
        "No chapter cites this fact.",
        "Cite it, or take it out of the facts file.",
    ),
    Rule(
        "C003",
        "superseded-fact",
        "A chapter cites a fact that a later fact has replaced (superseded_by, or a later count by "
        "the same voice in its series), and its paragraph does not say of what time it is.",
        "Cite the later fact, or say of what time this is, with {dated}.",
    ),
    Rule(
        "C004",
        "unconfirmed-fact",
        "An entry of the facts file was proposed by a program (status: proposed), and no person "
        "has confirmed it.",
        "Read it against the source, write its claim, put right what is wrong; then take its "
        "status away.",
    ),
    Rule(
        "C005",
        "overstated-standing",
        "A sentence says more of the sources of a fact (that it is corroborated, or undisputed) "
        "than they come to when they are compared.",
        "Say what the standing of the fact is, or cite a fact of which this is true.",
    ),
    Rule(
        "C006",
        "unlogged-change",
        "A fact has another wording than in the version that is compared with (--against), and "
        "no correction tells of it; or a correction tells of a change that is none.",
        "Write an entry under corrections: what the fact was, what it is now, when and why.",
    ),
    Rule(
        "X001",
        "broken-facts-file",
        "The facts file cannot be read, or an entry does not have the form it must have.",
        "Mend the entry at the place shown.",
    ),
    Rule(
        "X002",
        "broken-lock",
        "facts.lock is not what sphinx-facts record writes.",
        "Run sphinx-facts record.",
    ),
    Rule(
        "X003",
        "unreadable-chapter",
        "A chapter, page or snapshot cannot be read.",
        "Correct the path, or save the file as `UTF-8`.",
    ),
    Rule(
        "X004",
        "nothing-to-check",
        "There is nothing to check: no chapter, or chapters without a word.",
        "Name the folder that holds the chapters.",
    ),
    Rule(
        "X005",
        "broken-settings",
        "The settings in pyproject.toml are not valid.",
        "Mend the key that is named.",
    ),
    Rule(
        "X006",
        "in-the-way",
        "Something stands where a new book or a new file is to be written, or nothing can be "
        "written there.",
        "Name another place; nothing was written.",
    ),
    Rule(
        "X007",
        "unknown-version",
        "The version that the facts are to be compared with (--against) cannot be read.",
        "Name a commit, tag or branch of the repository that the facts are in; a shallow "
        "clone has to fetch it.",
    ),
)

RULES = {rule.code: rule for rule in _RULES}


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
    """A finding of this code; the table's own way out where there is no better one."""
    rule = RULES[code]
    return Finding(
        code=code,
        name=rule.name,
        severity=severity,
        message=message,
        location=location,
        fact=fact,
        shown=shown,
        recorded=recorded,
        source=source,
        help=help or rule.help,
    )
