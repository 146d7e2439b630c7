"""What is reckoned from recorded figures comes to what is shown, or recorded, for it."""

from __future__ import annotations

from ...english.lexicon import family
from ...figures.arithmetic import NoResult, derive, ids_in, in_words, rounded
from ...figures.entailment import compatible, fault
from ...figures.interval import slack
from ...model.findings import rule
from ...model.passages import Citation
from ...model.records import Fact
from ..cited.figures import unsupported_word
from ..clause.times import check_superseded
from ..context import Findings, PassageContext
from ..entry_context import EntryContext
from ..fact_index import texts_of

_COMPARED = " ".join(family("corroboration.derived.compared"))
"""What may stand with a figure that is reckoned, whatever the records say."""


@rule(
    "F007",
    "unborne-arithmetic",
    meaning="What is reckoned from recorded figures ({derived}) is not what they come to: their "
    "intervals allow other results too; or it rests on no fact, or on a number that no fact holds and "
    "that the sentence does not tell.",
    help="Show a figure that holds every result that the recorded figures allow, or correct the "
    "expression.",
    example="""
    wrong:
      facts/snapshots/ledger.txt: It took 200 tons of iron and 300 tons of stone.
      facts/example.yaml: |
        sources:
          ledger: {publisher: The Ledger, title: null, published: null, url: null, recorded: full}
        facts:
          iron:
            figure: 200 tons of iron
            claim: The bridge has 200 tons of iron.
            evidence: [{source: ledger, excerpt: 200 tons of iron}]
          stone:
            figure: 300 tons of stone
            claim: The bridge has 300 tons of stone.
            evidence: [{source: ledger, excerpt: 300 tons of stone}]
      $: sphinx-facts record facts/snapshots
      docs/example.md: "Iron and stone weigh {derived}`600 tons <iron + stone>`."
    right: "Iron and stone weigh {derived}`500 tons <iron + stone>`."
    says: |
      docs/example.md:1:22: F007 unborne-arithmetic: “iron + stone” does not come to this
          shown     600 tons
          recorded  500 ton
                    ^^^^^^^^
          do        Show a figure that holds every result that the recorded figures allow, or correct the
                    expression.
    """,
)
def check_derived(context: PassageContext, citation: Citation) -> Findings:
    """What is reckoned from facts comes to what is shown for it."""
    index, shown = context.index, context.shown(citation)
    for id_ in ids_in(citation.target):
        if id_ in index.facts.facts:
            yield from check_superseded(context, citation, id_)
    figures = index.find(shown)
    if len(figures) != 1:
        message = "exactly one figure is to be shown here"
        yield context.finding("F007", citation, message, shown=shown)
        return
    try:
        result = derive(citation.target, index.figures.of, figures[0])
    except NoResult as problem:
        message = f"“{citation.target}” comes to nothing: {problem}"
        yield context.finding("F007", citation, message, shown=shown)
        return
    if fault(rounded(result), rounded(figures[0])) is not None:
        message = f"“{citation.target}” does not come to this"
        yield context.finding("F007", citation, message, shown=shown, recorded=in_words(result))
    facts = [index.facts.facts[id_] for id_ in ids_in(citation.target)]
    texts = [text for fact in facts for text in texts_of(fact)]
    if word := unsupported_word(index, shown, [_COMPARED, *texts]):
        message = f"the records do not say “{word}” with this figure"
        yield context.finding("F004", citation, message, shown=shown)


@rule(
    "E010",
    "sum-differs",
    meaning="A figure is said to be the sum of others (sum_of), which do not add up to it or count "
    "something else; or to be replaced (superseded_by) by one that counts something else.",
    help="Correct the list of its parts, or take sum_of away.",
    example="""
    wrong:
      facts/snapshots/ledger.txt: It took 200 tons of iron and 300 tons of stone, 600 tons in all.
      facts/example.yaml: |
        sources:
          ledger: {publisher: The Ledger, title: null, published: null, url: null, recorded: full}
        facts:
          iron:
            figure: 200 tons of iron
            claim: The bridge has 200 tons of iron.
            evidence: [{source: ledger, excerpt: 200 tons of iron}]
          stone:
            figure: 300 tons of stone
            claim: The bridge has 300 tons of stone.
            evidence: [{source: ledger, excerpt: 300 tons of stone}]
          weight:
            figure: 600 tons
            claim: All of it weighs 600 tons.
            sum_of: [iron, stone]
            evidence: [{source: ledger, excerpt: 600 tons in all}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        sources:
          ledger: {publisher: The Ledger, title: null, published: null, url: null, recorded: full}
        facts:
          weight:
            figure: 600 tons
            claim: All of it weighs 600 tons.
            note: The ledger's own parts come to less.
            evidence: [{source: ledger, excerpt: 600 tons in all}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:15:5: E010 sum-differs: its parts come to 500 ton
          shown     600 tons
          source    The Ledger: “600 tons in all”
          do        Correct the list of its parts, or take sum_of away.
    """,
)
def check_sum(entry: EntryContext[Fact]) -> Findings:
    """The parts add up as they are stated, and as far as their hedges let them reach."""
    fact, figure = entry.record, entry.index.figures.of
    sum_ = figure(entry.id)
    if not fact.sum_of or sum_ is None or len(sum_.numbers) != 1:
        return  # Where there is more than one number, another finding tells of it.
    try:
        made = derive(" + ".join(fact.sum_of), figure, sum_)
    except NoResult as problem:
        yield entry.finding("E010", "sum_of", str(problem), fact.figure or "")
        return
    parts = [figure(id_) for id_ in fact.sum_of]
    stated = sum(part.numbers[0] for part in parts if part is not None)
    if not compatible(made, sum_) or abs(stated - sum_.numbers[0]) > slack(sum_.numbers[0]):
        message = f"its parts come to {in_words(made)}"
        yield entry.finding("E010", "sum_of", message, fact.figure or "")
