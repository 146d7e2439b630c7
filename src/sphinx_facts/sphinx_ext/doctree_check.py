"""The check during the build: the document tree as it will be written, whatever put its text
there.
"""

from __future__ import annotations

from collections import Counter
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging

from ..figures.arithmetic import ids_in
from ..model.roles import ROLES, in_long_names
from ..readers.visibility import MADE
from ..rules.acceptance import CommentsOfText, part_by_entries
from ..rules.entry.corrections import check_log
from ..runner.evidence import run_evidence
from .doctree_reader import read_doctree
from .domain import FactsDomain, Use
from .nodes import cited, shown_card
from .reviews import note_passages, review_findings

_logger = logging.getLogger(__name__)


def read_document(app: Sphinx, doctree: nodes.document) -> None:
    """Give every citation its anchor, and keep what the document cites and what is wrong in it."""
    domain = cast(FactsDomain, app.env.domains["facts"])
    uses: list[Use] = []
    elements = list(doctree.findall(nodes.Element))
    shown_too = {("fact", node["target"]) for node in elements if isinstance(node, shown_card)}
    seen: Counter[tuple[str, str]] = Counter()
    for node in elements:
        if MADE in node.get("classes", ()):  # It is the extension's, which has put in none yet.
            node["classes"].remove(MADE)
        if not isinstance(node, cited):
            continue
        traits, target = ROLES[node["role"]], node["target"]
        kind = traits.entry
        if kind is None:
            continue
        if not traits.is_use:
            shown_too.add((kind, target))
            continue
        # What is derived uses every fact that it is reckoned from, at the same place.
        targets = ids_in(target) if traits.target == "expression" else [target]
        first = kind, targets[0] if targets else target
        seen[first] += 1
        # With the document's name: a book on a single page holds them all.
        anchor = nodes.make_id(f"cited-{app.env.docname}-{kind}-{first[1]}-{seen[first]}")
        node["ids"].append(anchor)
        uses += [Use(kind, each, anchor) for each in targets]
    passages = read_doctree(doctree, elements)
    comments = CommentsOfText()
    for passage in passages:
        comments.add(domain.checker.check(passage), passage.accepted)
    comments.add_together(domain.checker.check_together(passages), passages)
    comments.judge_comments(passages)
    note_passages(app, domain, passages)
    domain.note_document(app.env.docname, uses, shown_too, comments.parted.standing)


def report(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of everything, on every build: not only of the documents that were read in this one."""
    domain = cast(FactsDomain, env.domains["facts"])
    findings = [*run_evidence(domain.store, domain.cache).findings, *check_log(domain.store)]
    for docname in sorted(domain.data["findings"]):
        findings += domain.data["findings"][docname]
    findings += review_findings(domain)
    standing, _ = part_by_entries(findings, domain.facts)
    for finding in domain.severities.apply(standing):
        place = finding.location
        log = _logger.warning if finding.severity == "error" else _logger.info
        remedy = finding.help if app.config.facts_short_names else in_long_names(finding.help)
        message = f"{finding.code} {finding.name}: {finding.message}. {remedy}"
        log(message, location=f"{place.path}:{place.line}", type="facts", subtype=finding.code)
