"""What prose says of the sources of a fact is borne out when they are compared."""

from __future__ import annotations

import re

from ..english.lexicon import alternatives, families
from ..facts.corroboration import Standing
from ..model.findings import rule
from .context import Findings, PassageContext


def _any(*places: str) -> str:
    return alternatives(families(*(f"corroboration.{place}" for place in places)))


_STANDINGS: dict[re.Pattern[str], set[Standing]] = {
    re.compile(
        rf"\b(?:{_any('corroborated.stems')}\w*|{_any('corroborated.phrases')}"
        rf"|{_any('corroborated.independence')} {_any('corroborated.independent_stems')}\w*"
        rf"|{_any('sources.several')} (?:\w+ )?{_any('sources.accounts')}"
        rf" {_any('corroborated.agreeing_stems')}\w*"
        rf"|{_any('corroborated.confirmed_by')} {_any('sources.several', 'sources.others')})\b",
        re.IGNORECASE,
    ): {"corroborated"},
    re.compile(rf"\b{_any('undisputed.phrases')}\b", re.IGNORECASE): {"corroborated", "repeated"},
}
"""What prose may say of the sources of a fact, and the standings that bear it out."""
_DENIED = re.compile(rf"\b{_any('denials.before')}\b[^.;:]{{0,40}}$", re.IGNORECASE)


def says_standing(text: str) -> bool:
    """Whether a text says anything of what sources are worth together."""
    return any(pattern.search(text) for pattern in _STANDINGS)


@rule(
    "C005",
    "overstated-standing",
    meaning="A sentence says more of the sources of a fact (that it is corroborated, or "
    "undisputed) than they come to when they are compared.",
    help="Say what the standing of the fact is, or cite a fact of which this is true.",
    example="""
    wrong: "It is corroborated that {fact}`cars` cross the bridge."
    right: "It is not corroborated that {fact}`cars` cross the bridge."
    says: |
      docs/example.md:1:25: C005 overstated-standing: cars is not corroborated; its standing: single source
          shown     corroborated
          recorded  over 4,000 cars
                    ^^^^^^^^^^^^^^^
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        Say what the standing of the fact is, or cite a fact of which this is true.
    """,
)
def check_standings(context: PassageContext) -> Findings:
    """The standing of each fact that is cited beside such words bears them out."""
    if not context.citations:
        return
    for pattern, bearing in _STANDINGS.items():
        for match in pattern.finditer(context.text):
            start, end = context.sentence(*match.span())
            if not _DENIED.search(context.prose(start, match.start())):
                yield from _compare(context, match, (start, end), bearing)


def _compare(
    context: PassageContext, match: re.Match[str], span: tuple[int, int], bearing: set[Standing]
) -> Findings:
    index = context.index
    for citation in context.beside(*span):
        if citation.target not in index.facts.facts or not span[0] <= citation.start < span[1]:
            continue
        standing = index.standings.of(citation.target)
        if standing not in bearing:
            message = f"{citation.target} is not {match[0].lower()}; its standing: {standing}"
            yield context.finding("C005", citation, message, shown=match[0])
