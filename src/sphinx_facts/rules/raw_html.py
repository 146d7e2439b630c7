"""What is written so that a page may show something else than is read of it."""

from __future__ import annotations

from collections.abc import Mapping

from ..model.findings import make_finding, rule
from .context import Findings, PassageContext


@rule(
    "C010",
    "raw-html",
    meaning="The raw HTML of a chapter may show a reader something else than is read of it: a tag or a "
    "comment that nothing closes, a tag or an attribute that is not on the short list of those that "
    "show their text, all of it and no other. So may a character that turns the order of others.",
    help="Write it in Markdown. Tags and attributes that a book needs may stand in the setting "
    "allowed-html; what they show is then for its author to judge.",
    example="""
    wrong: "Each day, <code>many cars cross the bridge."
    right: "Each day, <code>many cars</code> cross the bridge."
    says: |
      docs/example.md:1:11: C010 raw-html: nothing closes this <code>
          do        close it where its text ends, or write &lt; for a sign that is no tag
    """,
)
@rule(
    "C011",
    "cited-in-code",
    meaning="A fact is cited in what is no prose: code, keys, preformatted text. Nothing around it is "
    "read there, and its proof would stand over whatever that says.",
    help="Cite it in the text.",
    example="""
    wrong: "Each day, <code>{fact}`cars`</code> cross the bridge."
    right: "Each day, {fact}`cars` cross the bridge."
    says: |
      docs/example.md:1:17: C011 cited-in-code: a fact is cited in code, where nothing is read around it
          do        Cite it in the text.
    """,
)
def check_flaws(context: PassageContext) -> Findings:
    """What a passage is written in hides nothing, and shows nothing beside it."""
    for flaw in context.passage.flaws:
        if not flaw.name or flaw.name not in context.index.reading.allowed_html:
            yield make_finding(_CODES[flaw.kind], flaw.location, flaw.message, help=flaw.help)


_CODES: Mapping[str, str] = {"html": "C010", "order": "C010", "code": "C011", "role": "C001"}
