"""Every figure that a reader sees is cited, and every quotation is a recorded one."""

from __future__ import annotations

from collections.abc import Sequence

from ...english.counting.amounts import amounts
from ...english.counting.countless import counts_nothing
from ...english.quotations import find_quotations
from ...english.quoting.quote_diff import quote_diff
from ...figures.figure import Figure
from ...model.findings import Finding, make_finding, rule
from ...model.passages import Location
from ...model.records import Severity
from ...text.words import find_run, split
from ..cited.figures import with_adjacent_words
from ..clause.near import is_near
from ..context import Findings, PassageContext
from ..recorded import record_of

IN_PLAIN = "no role works here: say it without a figure or quotation, and cite that in the text"
_MOST_SUGGESTIONS = 50
"""For how many uncited figures of a passage the nearest fact is looked for: nobody reads more."""


@rule(
    "F001",
    "unsourced-figure",
    meaning="A figure stands in the text without a citation, so nothing says where it comes from.",
    help="Cite the fact that carries it, and record what is not recorded yet; declare the book's "
    "own counts with {own}.",
    example="""
    wrong: "Each day, over 4,000 cars cross the bridge."
    right: "Each day, {fact}`over 4,000 cars <cars>` cross the bridge."
    says: |
      docs/example.md:1:16: F001 unsourced-figure: “over 4,000” is a figure that no fact is cited for
          shown     over 4,000 cars
          nearest   over 4,000 cars
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        did you mean {fact}`over 4,000 <cars>`?
    """,
)
def check_uncited_figures(context: PassageContext) -> Findings:
    """Every figure is one that is cited."""
    uncited = [figure for figure, cited in context.figures_to_cite if not cited]
    told = [each for each in amounts(context.text) if not _is_cited(context, *each)]
    for number, figure in enumerate(uncited):
        shown = context.text[slice(*figure.whole)]
        is_weak = figure.weak and not any(a < figure.end and figure.start < b for a, b in told)
        if is_weak and (counts_nothing(context.text, *figure.whole) or _is_borne(context, figure)):
            continue
        noun = "weak figure" if is_weak else "figure"
        message = f"“{shown}” is a {noun} that no fact is cited for"
        nearest = nearest_fact(context, figure, shown) if number < _MOST_SUGGESTIONS else ("", "")
        if nearest[0]:
            shown = with_adjacent_words(context, figure, nearest[0])
        where = context.locate(figure.start, figure.end)
        severity: Severity = "notice" if is_weak else "error"
        yield _uncited(context, "F001", where, message, shown, nearest, severity)
    for start, end in told:
        if not any(start < one.end and one.start < end for one in context.figures):
            shown = context.text[start:end]
            message = f"“{shown}” is an amount that no fact is cited for"
            yield _uncited(context, "F001", context.locate(start, end), message, shown, ("", ""))


def _is_borne(context: PassageContext, figure: Figure) -> bool:
    """Whether a weak figure stands in the record of a fact that its sentence cites."""
    words = split(context.text[figure.start : figure.end])
    facts = context.index.facts.facts
    first, last = context.sentence(figure.start, figure.end)
    cited = {each.target for each in context.beside(first, last) if each.target in facts}
    return any(
        find_run(split(text), words) >= 0
        for id_ in cited
        for text in record_of(context.index, id_).texts
    )


def _is_cited(context: PassageContext, start: int, end: int) -> bool:
    """Whether what is cited, or declared as the book's own, reaches into ``[start, end)``."""
    return any(
        c.start < end and start < c.end and (c.traits.kind is not None or c.traits.whole_figures)
        for c in context.beside(start, end)
    )


@rule(
    "Q001",
    "unsourced-quotation",
    meaning="Words stand in quotation marks without a citation, or in a text of the facts file "
    "that no excerpt bears out.",
    help="Quote them with {quote} or {named}, which set the marks; or take the marks away.",
    example="""
    wrong: "They speak of the “Grey Lady”."
    right: "They speak of the {named}`Grey Lady <lady>`."
    says: |
      docs/example.md:1:19: Q001 unsourced-quotation: “Grey Lady” is quoted, and no fact is cited for it
          shown     Grey Lady
          nearest   Grey Lady
          source    The Gazette: “People call it the “Grey Lady””
          do        did you mean {named}`Grey Lady <lady>`?
    """,
)
def check_uncited_quotations(context: PassageContext) -> Findings:
    """Every quotation is one that is cited."""
    uncited = 0
    for quotation in find_quotations(context.text):
        start, end = quotation.start, quotation.end
        if any(
            c.traits.whole_quotations and c.start <= start and end <= c.end
            for c in context.beside(start, end)
        ):
            continue
        uncited += 1
        message = f"“{_short(quotation.text)}” is quoted, and no fact is cited for it"
        nearest = "", ""
        if uncited <= _MOST_SUGGESTIONS:
            nearest = context.index.nearest.quotation(quotation.text)
        where = context.locate(start, end)
        yield _uncited(context, "Q001", where, message, quotation.text, nearest)


def unrecorded(text: str, recorded: Sequence[str]) -> list[str]:
    """What a text quotes that keeps to the words of no recorded one."""
    quoted = [quotation.text for quotation in find_quotations(text)]
    return [words for words in quoted if all(quote_diff(each, words) for each in recorded)]


def _uncited(
    context: PassageContext, code: str, where: Location, message: str, shown: str,
    nearest: tuple[str, str], severity: Severity = "error",
) -> Finding:  # fmt: skip
    id_, citation = nearest
    recorded, source, remedy = "", "", ""
    if id_:
        fact = context.index.facts.facts[id_]
        recorded, source = fact.wording, context.index.source_of(fact)
        remedy = f"did you mean {citation}?"
    if context.passage.is_plain:
        remedy = IN_PLAIN
    return make_finding(
        code, where, message,
        severity=severity, shown=shown, recorded=recorded, source=source, help=remedy,
    )  # fmt: skip


def nearest_fact(context: PassageContext, figure: Figure, shown: str) -> tuple[str, str]:
    """The fact that was most likely meant, and its citation; both empty where none is near."""

    def goes_with(id_: str) -> int:
        """How well the words around the figure go with a fact: 2 well, 1 cannot be said, 0 not."""
        if context.index.near(id_):
            return 2 * is_near(context, id_, figure.start, figure.end)
        words = [word for words in context.index.beside_figure(id_) for word in words]
        counted = {word for word in words if len(word) > 3}
        around = {word.lower() for word in split(context.around(figure.start, figure.end))}
        return 1 + bool(counted & around)

    return context.index.nearest.figure(figure, shown, goes_with)


def _short(text: str, length: int = 60) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
