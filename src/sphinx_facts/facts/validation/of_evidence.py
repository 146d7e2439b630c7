"""What has to hold of a piece of evidence, and of what rests on it."""

from __future__ import annotations

from ...model.records import Evidence, Fact, Person
from .around import Around, Problem


def _is_quote(entry: Fact | Person | None) -> bool:
    return isinstance(entry, Fact) and entry.quote is not None


def _is_said(entry: Fact | Person | None) -> bool:
    """Whether a person is recorded to say it."""
    return isinstance(entry, Fact) and (entry.quote is not None or entry.said_by is not None)


def _is_value(evidence: Evidence, around: Around) -> bool:
    """Whether it is, or ought to be, a value in a data file."""
    source = around.whole.facts.sources.get(evidence.source)
    return source is not None and (source.recorded == "data" or evidence.at is not None)


def only_figure_has_figure(evidence: Evidence, around: Around) -> Problem | None:
    if evidence.figure is None or (isinstance(around.entry, Fact) and around.entry.figure):
        return None
    remedy = "take it away: only the evidence of a figure has one of its own"
    return Problem(("figure",), "there is no figure here", remedy)


def value_has_place(evidence: Evidence, around: Around) -> Problem | None:
    if not _is_value(evidence, around):
        return None
    if around.whole.facts.sources[evidence.source].recorded != "data":
        remedy = "record the source as data, or write an excerpt"
        return Problem(("at",), "only a data file has values at a place", remedy)
    if evidence.at is None or evidence.excerpt or evidence.attribution:
        remedy = "write at: and the place of the value, such as plans[2].price, and no more"
        return Problem((), "evidence in a data file is a value at a place", remedy)
    return None


def has_excerpt(evidence: Evidence, around: Around) -> Problem | None:
    if evidence.excerpt is not None or _is_quote(around.entry) or _is_value(evidence, around):
        return None
    remedy = "write excerpt: and the words of the source that carry this, word for word"
    return Problem((), "the key excerpt is missing", remedy)


def has_attribution(evidence: Evidence, around: Around) -> Problem | None:
    is_said = _is_said(around.entry)
    source = around.whole.facts.sources.get(evidence.source)
    if is_said and evidence.attribution is None and source is not None and source.author:
        return None  # Whether its author is the speaker, a rule asks.
    if (evidence.attribution is not None) == is_said or _is_value(evidence, around):
        return None
    if is_said:
        remedy = "write attribution: and the words of the source that say who speaks"
        return Problem((), "the key attribution is missing", remedy)
    remedy = "write said_by: and an id of people, or take the attribution away"
    return Problem(("attribution",), "nobody is said to say this", remedy)


def rests_on_evidence(entry: Fact | Person, _: Around) -> Problem | None:
    if entry.evidence:
        return None
    remedy = "write a source and an excerpt of it"
    return Problem(("evidence",), "the list of evidence is empty", remedy)
