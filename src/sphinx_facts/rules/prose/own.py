"""What is declared as the book's own count is one: of its chapters, tables or sources."""

from __future__ import annotations

import re

from ...english.clauses import clause_around
from ...english.counting.own import is_own_thing, names_own_thing, nouns_behind, singulars
from ...figures.figure import Figure
from ...model.findings import make_finding, rule
from ...model.passages import Citation
from ..context import Findings, PassageContext, is_of_time
from .uncited import nearest_fact

_SOURCES = "source"


@rule(
    "F018",
    "not-own",
    meaning="A figure is declared as the book's own ({own}), and counts nothing that a book has itself "
    "(chapters, tables, sources and the like), or what a fact holds; or there are fewer of it.",
    help="Cite the fact that carries it. What the book counts of its own beside that may stand in the "
    "setting own-things.",
    example="""
    wrong: "Each day, {own}`thousands` of cars cross the bridge."
    right: "The cars are counted in {own}`two tables`: each day, {fact}`cars` cross the bridge."
    says: |
      docs/example.md:1:11: F018 not-own: “thousands” is no count of what a book has itself
          shown     thousands
          do        Cite the fact that carries it. What the book counts of its own beside that may stand
                    in the setting own-things.
    """,
)
def check_own(context: PassageContext, citation: Citation) -> Findings:
    """What is declared as a count of the book's own counts what a book has."""
    shown = context.shown(citation)
    figures = context.index.find(shown)
    if not figures:
        return
    figure = figures[-1]
    nouns = _nouns(context, citation, figure)
    more = context.index.own_things
    names_own = names_own_thing(
        clause_around(context.plain, citation.start, citation.end).near, more
    )
    is_own = any(is_own_thing(noun, more) for noun in nouns) if nouns else names_own
    message = ""
    if not is_own:
        message = f"“{shown}” is no count of what a book has itself"
    elif not names_own and (held := _held_by(context, figure, shown, nouns)):
        message = f"“{shown}” is what the fact {held[0]} holds"
    elif _SOURCES in {each for noun in nouns for each in singulars(noun)}:
        recorded = len(context.index.facts.sources)
        if figure.low > recorded:
            message = f"only {recorded} sources are recorded"
    if message:
        held = _held_by(context, figure, shown, nouns)
        remedy = f"did you mean {held[1]}?" if held else ""
        yield make_finding("F018", citation.location, message, shown=shown, help=remedy)


def _held_by(
    context: PassageContext, figure: Figure, shown: str, nouns: list[str]
) -> tuple[str, str] | None:
    """The fact that holds a figure, and its citation; looking for one takes long."""
    nearest, cite = nearest_fact(context, figure, shown)
    is_held = bool(nearest) and _is_of_fact(context, nearest, figure, nouns)
    return (nearest, cite) if is_held else None


def _nouns(context: PassageContext, citation: Citation, figure: Figure) -> list[str]:
    """The words that may be what a figure counts: in the declaration, or else right behind it."""
    shown = context.shown(citation)
    if is_of_time(figure):
        return []
    if figure.kind in ("duration", "currency", "percent") or figure.unit not in (None, "times"):
        unit = nouns_behind(re.sub(r"\A[\d\W]+", "", shown[figure.start : figure.end]))
        behind = nouns_behind(context.plain[citation.end : citation.end + 80])
        return [*unit[-1:], *(behind if figure.unit == "percent" else [])]
    if inside := nouns_behind(shown[figure.end :]):
        return inside[-1:]
    return nouns_behind(context.plain[citation.end : citation.end + 80])[:2]


def _is_of_fact(context: PassageContext, id_: str, figure: Figure, nouns: list[str]) -> bool:
    """Whether a fact has the same number, of the same or of nothing that is named."""
    recorded = context.index.recorded(id_)
    if not any(each.numbers == figure.numbers and each.unit == figure.unit for each in recorded):
        return False
    wording = context.index.facts.facts[id_].wording.lower()
    return any(noun.lower() in wording for noun in nouns) or not nouns
