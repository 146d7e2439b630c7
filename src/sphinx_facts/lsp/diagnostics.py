"""Findings as an editor shows them, each at its place and with what there is to compare."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from ..model.findings import Finding
from ..sphinx_ext.fact_view import marked
from .book import Loaded
from .positions import Text
from .workspace import Workspace

SOURCE = "sphinx-facts"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error, "notice": types.DiagnosticSeverity.Information,
}  # fmt: skip


def as_diagnostic(
    finding: Finding, text: Text, related: list[types.DiagnosticRelatedInformation]
) -> types.Diagnostic:
    """A finding in a text."""
    return types.Diagnostic(
        range=text.range_of(finding.location),
        message=message_of(finding),
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        source=SOURCE,
        related_information=related or None,
    )


def message_of(finding: Finding) -> str:
    """What is wrong, both wordings, and the way out, a line each."""
    lines = [f"{finding.message} ({finding.name})"]
    texts = {"shown": finding.shown, "recorded": finding.recorded, "source": finding.source}
    lines += [f"{name}: {text}" for name, text in texts.items() if text]
    return "\n".join([*lines, f"do: {finding.help}"] if finding.help else lines)


def related_to(
    finding: Finding, loaded: Loaded | None, workspace: Workspace
) -> list[types.DiagnosticRelatedInformation]:
    """Where the fact is recorded that a finding is about, if that is not where it is found."""
    if loaded is None or finding.fact not in loaded.store.facts.facts:
        return []
    where = loaded.store.locate("facts", finding.fact)
    if where.path == finding.location.path:
        return []
    path = Path(where.path)
    location = types.Location(workspace.uri_of(path), workspace.text(path).range_of(where))
    fact = loaded.store.facts.facts[finding.fact]
    return [types.DiagnosticRelatedInformation(location, f"{marked(fact)}: {fact.claim}")]
