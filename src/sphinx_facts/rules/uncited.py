"""The rules for the figures and quotations of a passage: each stands in a citation."""

from __future__ import annotations

from ..english.quotations import find_quotations
from ..figures.figure import Figure
from ..model.findings import Finding, make_finding
from ..model.passages import Location
from ..model.records import Severity
from ..text.words import split
from .citations import compare, with_adjacent_words
from .context import FactIndex, Findings, PassageContext

_MOST_SUGGESTIONS = 50
"""For how many uncited figures of a passage the nearest fact is looked for: nobody reads more."""


def check_figures(known: FactIndex, seen: PassageContext) -> Findings:
    """Every figure is one that is cited, and every citation of a figure shows one."""
    facts = known.facts.facts
    empty = {c: True for c in seen.passage.citations if c.traits.kind == "figure"}
    uncited = 0
    for figure in seen.figures:
        start, end = figure.start, figure.end
        touched = [c for c in seen.beside(start, end) if c.start < end and start < c.end]
        if any(c.traits.whole_figures and c.start <= start and end <= c.end for c in touched):
            continue
        cited = [c for c in touched if c.traits.kind == "figure" and c.target in facts]
        empty.update(dict.fromkeys(cited, False))
        if not cited:
            uncited += 1
            yield _unsourced(known, seen, figure, uncited <= _MOST_SUGGESTIONS)
        for citation in cited:
            yield from compare(known, seen, figure, citation)
    for citation, is_empty in empty.items():
        if is_empty and citation.target in facts:
            message = "no figure is shown here"
            yield known.finding("F002", citation, message, shown=seen.text(citation))


def _unsourced(known: FactIndex, seen: PassageContext, figure: Figure, suggests: bool) -> Finding:
    shown = seen.passage.text[slice(*figure.whole)]
    where = seen.passage.locate(figure.start, figure.end)
    noun = "weak figure" if figure.weak else "figure"
    message = f"“{shown}” is a {noun} that no fact is cited for"
    nearest = "", ""
    if suggests:
        nearest = known.nearest.figure(
            figure, shown, lambda id_: _goes_with(known, seen, figure, id_)
        )
    if nearest[0]:
        shown = with_adjacent_words(known, seen, figure, nearest[0])
    severity: Severity = "notice" if figure.weak else "error"
    return _uncited(known, "F001", where, message, shown, nearest, severity)


def _goes_with(known: FactIndex, seen: PassageContext, figure: Figure, id_: str) -> int:
    """How well the words around the figure go with a fact: 2 well, 1 cannot be said, 0 not."""
    if known.near(id_) is not None:
        return 2 * seen.is_near(id_, figure.start, figure.end)
    words = [word for words in known.beside_figure(id_) for word in words]
    counted = {word for word in words if len(word) > 3}
    around = {word.lower() for word in split(seen.around(figure.start, figure.end))}
    return 1 + bool(counted & around)


def _uncited(
    known: FactIndex, code: str, where: Location, message: str, shown: str,
    nearest: tuple[str, str], severity: Severity = "error",
) -> Finding:  # fmt: skip
    id_, citation = nearest
    recorded, source, remedy = "", "", ""
    if id_:
        fact = known.facts.facts[id_]
        recorded, source = fact.wording, known.source_of(fact)
        remedy = f"did you mean {citation}?"
    return make_finding(
        code, where, message,
        severity=severity, shown=shown, recorded=recorded, source=source, help=remedy,
    )  # fmt: skip


def check_quotations(known: FactIndex, seen: PassageContext) -> Findings:
    """Every quotation is one that is cited."""
    uncited = 0
    for quotation in find_quotations(seen.passage.text):
        start, end = quotation.start, quotation.end
        if any(
            c.traits.whole_quotations and c.start <= start and end <= c.end
            for c in seen.beside(start, end)
        ):
            continue
        uncited += 1
        where = seen.passage.locate(start, end)
        message = f"“{_short(quotation.text)}” is quoted, and no fact is cited for it"
        nearest = "", ""
        if uncited <= _MOST_SUGGESTIONS:
            nearest = known.nearest.quotation(quotation.text)
        yield _uncited(known, "Q001", where, message, quotation.text, nearest)


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
