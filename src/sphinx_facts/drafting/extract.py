"""Propose facts from an article: figures, quotations, the words it sets in marks, the people.

What is proposed has ``status: proposed``, which the check refuses until a person has read it and
taken that line away. All of it is proven before it is given out: what cannot be proven is named as
left out instead.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import msgspec

from ..model.findings import CheckError
from ..model.records import Fact, Source
from ..rules.evidence import check_evidence
from .article import Article
from .figure_proposals import propose_figures
from .naming import name_facts
from .proposals import Proposal, Proposals
from .quotation_proposals import WHO, propose_quotations, propose_term
from .reading import Reading

_TRIES = 4
"""How often what is at fault is taken back: a person who is gone takes away attributions."""


def propose(article: Article, source_id: str) -> Proposals:
    """The facts that an article offers, each of them proven against its text."""
    publisher = article.publisher or source_id.replace("-", " ").title()
    source = Source(
        publisher=publisher, title=article.title, published=article.published, url=article.url,
        recorded="full", status="proposed",
    )  # fmt: skip
    reading = Reading(article, source_id)
    facts = _read(reading)
    proposals = Proposals(
        article, source_id, source, reading.names, reading.speakers.people, facts, reading.left_out
    )
    for _ in range(_TRIES):
        faults = _faults(proposals)
        if not faults:
            break
        _weaken(proposals, faults)
    return proposals


def _read(reading: Reading) -> list[Proposal]:
    """The facts in the order of the article."""
    quotations = list(propose_quotations(reading))
    facts = [*quotations, *propose_figures(reading, quotations)]
    facts.sort(key=lambda fact: (fact.start, fact.end))
    name_facts(reading, facts)
    return facts


def _faults(proposals: Proposals) -> dict[str, str]:
    """What the check has against each entry, by id, beside its not being confirmed."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        try:
            store = proposals.write(folder, folder / "snapshots")
            findings = check_evidence(store, folder / "snapshots").findings
        except CheckError as problem:
            if any(finding.prevents_checking for finding in problem.findings):
                raise
            findings = list(problem.findings)
    errors = [
        finding for finding in findings if finding.severity == "error" and finding.code != "C004"
    ]
    return {finding.fact: finding.message for finding in errors}


def _weaken(proposals: Proposals, faults: dict[str, str]) -> None:
    """Takes the sayer from what is at fault, for a person to find; leaves out what has none."""
    gone = proposals.people.keys() & faults.keys()
    proposals.people = {id_: it for id_, it in proposals.people.items() if id_ not in gone}
    kept = []
    for each in proposals.facts:
        if each.fact.attributed_to in gone or (each.fact.attributed_to and each.id in faults):
            each.fact = _unsaid(each.fact)
            each.doubts = [WHO]
        elif each.id in faults:
            proposals.left_out.append((each.fact.wording, faults[each.id]))
            continue
        kept.append(each)
    proposals.facts = kept


def _unsaid(fact: Fact) -> Fact:
    """The fact without its sayer; a quote is then a term."""
    evidence = tuple(
        msgspec.structs.replace(one, excerpt=one.excerpt or fact.quote, attribution=None)
        for one in fact.evidence
    )
    if fact.quote is None:
        return msgspec.structs.replace(fact, said_by=None, evidence=evidence)
    return propose_term(fact.quote, None, evidence)
