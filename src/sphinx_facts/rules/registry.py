"""All rules in the order of their codes. A check needs no more of this than the codes."""

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

DECLARING = {
    "settings": "X005",
    "readers.text_files": "X003 X009",
    "facts.load": "X001",
    "facts.lock": "X002",
    "facts.reviews": "X010",
    "facts.revisions": "X007",
    "proof.snapshots": "E001",
    "rules.acceptance": "C007 C008",
    "rules.clause.attribution": "F006 F014 Q004 E006",
    "rules.clause.circumstances": "F016",
    "rules.cited.citations": "C001",
    "rules.entry.claims": "E002",
    "rules.prose.consistency": "F010 E012",
    "rules.prose.copying": "Q005",
    "rules.entry.corrections": "C006",
    "rules.clause.counted": "F015",
    "rules.entry.data": "E013",
    "rules.clause.dates_over": "F008",
    "rules.reckoning.derived": "F007 E010",
    "rules.entries": "C004",
    "rules.entry.entry_times": "E011",
    "rules.entry.excerpts": "E003",
    "rules.cited.figures": "F002 F003 F004",
    "rules.prose.markup": "C010 C011 C012 C013",
    "rules.clause.measure": "F013",
    "rules.clause.moved_time": "F017",
    "rules.clause.near": "F005",
    "rules.entry.other_claims": "E016",
    "rules.prose.own": "F018",
    "rules.clause.parity": "F011 F012 Q006",
    "rules.entry.people": "E008",
    "rules.entry.proofs": "E004 E005 E009 E014",
    "rules.cited.quotations": "Q002 Q003 Q008 E007",
    "rules.reviews": "R001 R002",
    "rules.entry.sentence": "E015",
    "rules.clause.standings": "C005",
    "rules.clause.strengthened": "F019",
    "rules.clause.times": "C003",
    "rules.prose.uncited": "F001 Q001",
    "rules.prose.unmarked": "Q007",
    "rules.unused": "C002",
    "runner.pages": "C009",
    "runner.results": "X004 X008",
    "drafting.output": "X006 X011",
}
"""The modules that declare rules, with the codes of these: a check that has to know whether there is
one does not load them all for that.
"""
CODES = tuple(
    sorted(
        (code for codes in DECLARING.values() for code in codes.split()),
        key=lambda code: ([*GROUPS].index(code[0]), code),
    )
)
"""The codes of all rules, in their order."""


def modules() -> list[ModuleType]:
    """The modules that declare rules: a rule is declared once its module is loaded."""
    return [import_module(f"..{name}", __package__) for name in DECLARING]


@cache
def every_rule() -> dict[str, Rule]:
    """All rules by their codes."""
    modules()
    return {code: RULES[code] for code in CODES}
