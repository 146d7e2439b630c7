"""Figures of one chapter, or of one excerpt, that cannot all be right: notices, as no record says
which of them is wrong.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ...english.consistency.find import find_contradictions
from ...english.consistency.structures import find_in_structures
from ...figures.entailment import compatible, in_common_units
from ...figures.figure import INFINITY, Figure
from ...model.findings import Finding, make_finding, rule
from ...model.passages import Passage
from ..context import Findings, PassageContext, figures_in
from ..entry_context import AnyEntry
from ..fact_index import FactIndex

_MOST_WORDINGS = 20
"""How many wordings of one fact are held against each other."""

ChapterRule = Callable[[Sequence[Passage], FactIndex], Findings]


@rule(
    "F010",
    "inconsistent-figures",
    meaning="Figures of the chapter cannot all be right: a total that its parts do not come to, "
    "shares of more than all, an age that does not fit its years, a day that was no such weekday, "
    "and the like. Hedges and rounding are allowed for. It is a notice: which figure is wrong, "
    "nothing says.",
    help="Compare the figures with their sources, and correct or hedge those that are wrong.",
    example="""
    wrong: "This page is of {own}`Friday, 5 May 1986`."
    right: "This page is of {own}`Monday, 5 May 1986`."
    says: |
      docs/example.md:1:31: F010 inconsistent-figures (notice): “5 May 1986” was a Monday
          shown     5 May 1986
          do        Compare the figures with their sources, and correct or hedge those that are wrong.
    """,
)
def check_contradictions(context: PassageContext) -> Findings:
    """The figures of a passage can all be right."""
    for wrong in find_contradictions(context.text, context.figures):
        where = context.locate(wrong.start, wrong.end)
        shown = context.text[wrong.start : wrong.end]
        yield make_finding("F010", where, wrong.message, severity="notice", shown=shown)


def check_structures(passages: Sequence[Passage], index: FactIndex) -> Findings:
    """Tables come to their totals, and lists have as many items as are told."""

    def find(text: str) -> Sequence[Figure]:
        return figures_in(text, index.facts.names)

    for passage, wrong in find_in_structures(passages, find):
        where = passage.locate(wrong.start, wrong.end)
        shown = passage.text[wrong.start : wrong.end]
        yield make_finding("F010", where, wrong.message, severity="notice", shown=shown)


def check_wordings(passages: Sequence[Passage], index: FactIndex) -> Findings:
    """The wordings in which a chapter shows a fact can all be right."""
    shown: dict[str, dict[str, Figure]] = defaultdict(dict)
    for passage in passages:
        for citation in passage.citations:
            text = passage.text[citation.start : citation.end]
            earlier = shown[citation.target]
            if citation.role != "fact" or text in earlier or len(earlier) >= _MOST_WORDINGS:
                continue
            figures = index.find(text)
            if len(figures) != 1:
                continue
            for other, figure in earlier.items():
                if _exclude(figures[0], figure):
                    message = f"“{text}” and “{other}” cannot both hold"
                    yield make_finding(
                        "F010", citation.location, message,
                        severity="notice", fact=citation.target, shown=text, recorded=other,
                    )  # fmt: skip
                    break
            earlier[text] = figures[0]


def _exclude(one: Figure, other: Figure) -> bool:
    """Whether two figures of one fact leave it no value, or none but that from which they bound it
    on either side.
    """
    is_read = all(each.low > -INFINITY or each.high < INFINITY for each in (one, other))
    are_dates = {one.unit, other.unit} <= {None, "date"}
    if not is_read or (in_common_units(one, other) is None and not are_dates):
        return False  # They are no two values of one quantity.
    if not compatible(one, other):
        return True
    for lower, upper in ((one, other), (other, one)):
        is_opposed = lower.high == INFINITY and upper.low == -INFINITY
        if is_opposed and lower.unit == upper.unit and lower.low >= upper.high:
            return True
    return False


CHAPTER_RULES: tuple[ChapterRule, ...] = (check_structures, check_wordings)
"""What is asked of the passages of a chapter together."""


@rule(
    "E012",
    "source-contradicts-itself",
    meaning="The figures of an excerpt cannot all be right, whatever the truth is. It is a notice: "
    "the source says so, and the book should not pass it on unseen.",
    help="Read the source again. Where it does contradict itself, say so in the chapter, or cite "
    "another source.",
    example="""
    wrong:
      facts/snapshots/almanac.txt: The bridge was opened on Friday, 5 May 1986.
      facts/example.yaml: |
        sources:
          almanac: {publisher: The Almanac, title: null, published: null, url: null, recorded: full}
        facts:
          opened:
            figure: 5 May 1986
            claim: The bridge was opened on 5 May 1986.
            evidence: [{source: almanac, excerpt: "opened on Friday, 5 May 1986"}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/snapshots/almanac.txt: The bridge was opened on Monday, 5 May 1986.
      facts/example.yaml: |
        sources:
          almanac: {publisher: The Almanac, title: null, published: null, url: null, recorded: full}
        facts:
          opened:
            figure: 5 May 1986
            claim: The bridge was opened on 5 May 1986.
            evidence: [{source: almanac, excerpt: "opened on Monday, 5 May 1986"}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:7:43: E012 source-contradicts-itself (notice): “5 May 1986” was a Monday
          shown     opened on Friday, 5 May 1986
          source    The Almanac: “opened on Friday, 5 May 1986”
          do        Read the source again. Where it does contradict itself, say so in the chapter, or cite
                    another source.
    """,
)
def check_excerpts(entry: AnyEntry) -> Iterator[Finding]:
    """The figures of an excerpt can all be right."""
    for number, evidence in enumerate(entry.record.evidence):
        text = evidence.excerpt
        for wrong in find_contradictions(text, entry.find(text)) if text else ():
            key = ("evidence", number, "excerpt")
            yield entry.finding("E012", key, wrong.message, text or "", severity="notice")
