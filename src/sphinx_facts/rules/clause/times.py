"""When: a date is that of its fact, and what has been replaced stands with one."""

from __future__ import annotations

from ...english.figures.find import find_figures
from ...english.when.dates import written_date
from ...figures.entailment import fault
from ...model.findings import rule
from ...model.passages import Citation
from ..cited.figures import FAULTS, unsupported_word
from ..context import Findings, PassageContext
from .dates_over import is_dated, is_of


@rule(
    "C003",
    "superseded-fact",
    meaning="A chapter cites a fact that a later fact has replaced (superseded_by, or a later "
    "count by the same voice in its series), and its paragraph does not say of what time it is.",
    help="Cite the later fact, or say of what time this is, with {dated}.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          traffic:
            figure: 4,000 cars
            claim: The bridge carried 4,000 cars.
            as_of: "2019"
            superseded_by: cars
            evidence: [{source: almanac, excerpt: "4,000 cars"}]
        sources:
          almanac: {publisher: The Almanac, title: null, published: "2019", url: null, recorded: full}
      facts/snapshots/almanac.txt: The bridge carries 4,000 cars.
      $: sphinx-facts record facts/snapshots
      docs/example.md: "The bridge carries {fact}`traffic`."
    right: "In {dated}`traffic`, the bridge carried {fact}`traffic`."
    says: |
      docs/example.md:1:20: C003 superseded-fact: traffic has been replaced by cars
          shown          4,000 cars
          recorded  over 4,000 cars
                    ^^^^
          source    The Almanac: “4,000 cars”
          do        Cite the later fact, or say of what time this is, with {dated}.
    """,
)
def check_superseded(context: PassageContext, citation: Citation, id_: str = "") -> Findings:
    """A figure that a later one has replaced has its date nearby. `id_`: of the fact, where the
    citation rests on several.
    """
    index, id_ = context.index, id_ or citation.target
    replaced_by = index.standings.superseded_by(id_)
    if replaced_by is not None and not is_dated(context, id_):
        message = f"{id_} has been replaced by {replaced_by}"
        shown, later = context.shown(citation), index.facts.facts[replaced_by]
        yield context.finding("C003", citation, message, shown=shown, recorded=later.wording)


def check_dated(context: PassageContext, citation: Citation) -> Findings:
    """A date is one of the fact, or looser."""
    index, shown = context.index, context.shown(citation)
    ours = find_figures(shown)
    texts = [written_date(time) for time in context.fact(citation).times]
    recorded = next((each for each in texts if ours and is_of(find_figures(each), ours[0])), "")
    recorded = recorded or texts[0]
    theirs = find_figures(recorded)
    if len(ours) != 1 or len(theirs) != 1:
        message = "no date is shown here" if theirs else "the record of this has no date"
        yield context.finding("F002", citation, message, shown=shown, recorded=recorded)
    elif difference := fault(theirs[0], ours[0]):
        message = "the record is of another time"
        code = FAULTS[difference][0]
        yield context.finding(code, citation, message, shown=shown, recorded=recorded)
    elif word := unsupported_word(index, shown, [recorded]):
        message = f"the record does not say “{word}” with this date"
        yield context.finding("F004", citation, message, shown=shown, recorded=recorded)
