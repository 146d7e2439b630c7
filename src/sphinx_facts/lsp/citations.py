"""Citations as they are written in a text that may be broken anywhere, and ids in facts files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ..facts.ids import ID
from ..facts.yaml_positions import Refused, every_place
from ..model.records import FactsFile
from ..model.roles import CALLED, ROLES, names_of

ENTRIES = ("facts", "people", "sources", "origins")
"""The maps of the facts file."""
MAPS = {"fact": "facts", "person": "people", "source": "sources"}
"""Where the facts file has what a role cites."""
REFERENCES: dict[str, tuple[str, ...]] = {
    "source": ("sources",), "speaker": ("people",), "said_by": ("people",),
    "superseded_by": ("facts",), "sum_of": ("facts",), "fact": ("facts",),
    "based_on": ("origins", "sources", "people"),
}  # fmt: skip
"""The keys of the facts file whose values are ids, and the maps that they are of."""

_ROLE = "|".join(map(re.escape, sorted(CALLED, key=len, reverse=True)))
_BLOCKS = {
    **dict.fromkeys(names_of("quotation"), "facts"),
    **dict.fromkeys(("fact-card", "facts:fact-card"), "facts"),
    **dict.fromkeys(("excerpts", "facts:excerpts"), "sources"),
}
"""The directives whose argument is an id, and the map that it is of."""
_BLOCK = "|".join(map(re.escape, _BLOCKS))
_CITED = re.compile(
    rf"(?:\{{(?P<role>{_ROLE})\}}(?P<marks>`+)|(?<![\w:]):(?P<rst>{_ROLE}):(?P<rst_marks>`))"
    r"(?P<body>[^`]*)(?:(?P=marks)|(?P=rst_marks))"
    rf"|(?:(?:```+|:::+)\{{(?P<block>{_BLOCK})\}}|\.\. (?P<rst_block>{_BLOCK})::)[ \t]+(?P<of>\S+)"
)
_TARGET = re.compile(r"<([^<>]*)>\s*$")
_IN_EXPRESSION = re.compile(rf"(?<![\w.-]){ID}(?![\w.])")


class Use(NamedTuple):
    """A place where an entry is named: the map that it is of, its id, and where that is written."""

    map: str
    id: str
    start: int
    end: int
    role: str = ""
    whole: tuple[int, int] = (0, 0)
    """Where all of the citation is written, from its role on."""


def uses_in(text: str) -> Iterator[Use]:
    """What a chapter cites, in Markdown or in reStructuredText."""
    for match in _CITED.finditer(text):
        role = match["role"] or match["rst"]
        if role is None:
            block = match["block"] or match["rst_block"]
            yield Use(_BLOCKS[block], match["of"], *match.span("of"), block, match.span())
            continue
        traits = ROLES[CALLED[role]]
        if traits.entry not in MAPS:
            continue
        start, target = target_in(match["body"])
        start += match.start("body")
        form = _IN_EXPRESSION if traits.target == "expression" else re.compile(r"\S(?:.*\S)?", re.S)
        for each in form.finditer(target):
            if not each[0].isdecimal():
                span = start + each.start(), start + each.end()
                yield Use(MAPS[traits.entry], each[0], *span, CALLED[role], match.span())


def target_in(body: str) -> tuple[int, str]:
    """What of the text of a role names an entry, and where it begins."""
    match = _TARGET.search(body)
    return (match.start(1), match[1]) if match else (0, body)


def uses_in_facts(path: str, text: str, facts: FactsFile) -> Iterator[Use]:
    """The ids in a file of facts, those of entries among them; none where it cannot be read.

    `facts` are those of the whole folder, by which it is told of what an id is.
    """
    try:
        values, spans = every_place(path, text.encode())
    except Refused:
        return
    starts = [0, *(match.end() for match in re.finditer(r"\r\n?|\n", text))]
    for place, (line, column, end_line, end_column) in spans.items():
        steps = place.split("/")
        start, end = starts[line - 1] + column - 1, starts[end_line - 1] + end_column - 1
        if len(steps) == 2 and steps[0] in ENTRIES:
            named: str | None = steps[1]
            of = steps[0]
        else:
            named = _at(values, steps)
            of = next((each for each in _maps_at(steps) if named in getattr(facts, each)), "")
        if of and named is not None:
            inside = max(0, text[start:end].find(named))  # behind a mark of quotation
            yield Use(of, named, start + inside, start + inside + len(named))


def _maps_at(steps: list[str]) -> tuple[str, ...]:
    """The maps that the value at a place may name an entry of."""
    names = [step for step in steps if not step.isdecimal()]
    return REFERENCES.get(names[-1], ()) if len(steps) > 2 and names[-2] != "units" else ()


def _at(values: object, steps: list[str]) -> str | None:
    """The text that stands at a place."""
    for step in steps:
        if isinstance(values, dict):
            values = values.get(step)
        elif isinstance(values, list):
            values = values[int(step)]
    return values if isinstance(values, str) else None
