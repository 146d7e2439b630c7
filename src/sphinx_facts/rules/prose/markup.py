"""What is written so that a page may show something else than is read of it, or than is meant."""

from __future__ import annotations

from collections.abc import Mapping

from ...figures.arithmetic import ids_in
from ...model.findings import Finding, make_finding, rule
from ...model.passages import Location
from ..context import Findings, PassageContext


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
@rule(
    "C013",
    "hidden-text",
    meaning="A style sheet hides from some reader a part of a sentence, or the button that shows the "
    "proof of what is cited in it. The sentence is read without it, as that reader sees it. What is "
    "hidden until a reader points at it or opens it is found by nobody.",
    help="Show it to every reader, or take it away.",
    example="""
    wrong:
      build/_static/book.css: '.aside { display: none }'
      build/index.html: |
        <link rel=stylesheet href=_static/book.css>
        <p>The bridge is <b class=aside>not</b> old.</p>
      $: sphinx-facts audit build
    right:
      build/_static/book.css: '.aside { color: red }'
      build/index.html: |
        <link rel=stylesheet href=_static/book.css>
        <p>The bridge is <b class=aside>not</b> old.</p>
      $: sphinx-facts audit build
    says: |
      build/index.html:2:18: C013 hidden-text: “not” is hidden by .aside in book.css
          do        Show it to every reader, or take it away.
    """,
)
def check_flaws(context: PassageContext) -> Findings:
    """What a passage is written in hides nothing, shows nothing beside it, and is what it seems."""
    for flaw in context.passage.flaws:
        is_allowed = flaw.name and flaw.name in context.index.reading.allowed_html
        if not is_allowed and (flaw.cites is None or _is_recorded(context, flaw.cites)):
            yield make_finding(_CODES[flaw.kind], flaw.location, flaw.message, help=flaw.help)


_CODES: Mapping[str, str] = {
    "html": "C010", "order": "C010", "code": "C011", "role": "C001", "unknown": "C012", "hidden": "C013",
}  # fmt: skip


def _is_recorded(context: PassageContext, target: str) -> bool:
    """Whether it is the id of something in the facts file."""
    facts = context.index.facts
    return any(
        id_ in entries
        for id_ in (target, *ids_in(target))
        for entries in (facts.facts, facts.people, facts.sources)
    )


@rule(
    "C012",
    "broken-markup",
    meaning="A role, a directive, an option or a kind of chart is none, or a build can make nothing of "
    "what stands here: a page does not show what is meant. Those of other extensions are known to a "
    "build alone; the check finds those that are nearly its own and cite something.",
    help="Correct the name.",
    example="""
    wrong: "Each day, {fcat}`cars` cross the bridge."
    right: "Each day, {fact}`cars` cross the bridge."
    says: |
      docs/example.md:1:11: C012 broken-markup: there is no role {fcat}
          do        did you mean {fact}?
    """,
)
def broken_markup(where: Location, message: str, help: str = "") -> Finding:
    """What is found where a build can make nothing of what is written."""
    return make_finding("C012", where, message, help=help)
