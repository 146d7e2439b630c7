"""What a fact is about: the sentence that cites it says so."""

from __future__ import annotations

from ..model.findings import rule
from ..model.passages import Citation
from .context import Findings, PassageContext


@rule(
    "F005",
    "out-of-context",
    meaning="The sentence that cites a fact holds none of the words that its record lists under "
    "near, so the figure or quotation may have come to stand for something else.",
    help="Say what it is about in the same part of the sentence, or correct the id.",
    example="""
    wrong: "The town owns {fact}`cars`."
    right: "Each day, {fact}`cars` cross the bridge."
    says: |
      docs/example.md:1:15: F005 out-of-context: nothing near it says what cars is about
          shown     over 4,000 cars
          recorded  over 4,000 cars
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        use one of: cross; or correct the id
    """,
)
def check_near(context: PassageContext, citation: Citation) -> Findings:
    """One of the words that the fact lists stands in the clause."""
    if not context.is_near(citation.target, citation.start, citation.end):
        message = f"nothing near it says what {citation.target} is about"
        words = ", ".join(context.fact(citation).near)
        remedy = f"use one of: {words}; or correct the id"
        shown = context.shown(citation)
        yield context.finding("F005", citation, message, shown=shown, help=remedy)
