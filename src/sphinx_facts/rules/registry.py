"""All rules in the order of their codes, for those who list them. A check needs no such list."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from types import ModuleType

from ..model.findings import RULES, Rule

GROUPS = {
    "F": "Figures",
    "Q": "Quotations",
    "E": "Evidence",
    "C": "Citations and entries",
    "R": "Reviews",
    "X": "What could not be checked",
}
"""What the first letters of codes stand for, in their order."""

_DECLARING = (
    "settings", "readers.text_files", "facts.load", "facts.lock", "facts.reviews", "proof.snapshots",
    "rules.acceptance", "rules.attribution", "rules.circumstances", "rules.citations",
    "rules.claims", "rules.consistency", "rules.copying", "rules.corrections", "rules.counted",
    "rules.data", "rules.dates_over", "rules.derived", "rules.entries", "rules.entry_times",
    "rules.excerpts", "rules.figures", "rules.moved_time", "rules.near", "rules.other_claims",
    "rules.markup", "rules.measure", "rules.own", "rules.parity", "rules.people", "rules.proofs",
    "rules.quotations", "rules.reviews", "rules.sentence", "rules.standings", "rules.strengthened", "rules.times",
    "rules.uncited", "rules.unmarked", "runner.pages", "runner.results", "api", "drafting.output",
)  # fmt: skip


def modules() -> list[ModuleType]:
    """The modules that declare rules: a rule is declared once its module is loaded."""
    return [import_module(f"..{name}", __package__) for name in _DECLARING]


@cache
def every_rule() -> dict[str, Rule]:
    """All rules by their codes."""
    modules()
    groups = list(GROUPS)
    return {code: RULES[code] for code in sorted(RULES, key=lambda c: (groups.index(c[0]), c))}
