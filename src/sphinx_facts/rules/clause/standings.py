"""What prose says of the sources of a fact is borne out when they are compared."""

from __future__ import annotations

import re

from ...english.lexicon import Regex, alternatives, families, family, whole_words
from ...english.stems import stems
from ...facts.corroboration import Standing
from ...model.findings import rule
from ...model.passages import Citation
from ...model.records import Fact
from ..context import Findings, PassageContext


def _any(*places: str) -> str:
    return whole_words(families(*(f"corroboration.{place}" for place in places)))


def _stems(name: str) -> str:
    return alternatives(family(f"corroboration.corroborated.{name}"))


_NOBODY = (
    rf"(?:{_any('undisputed.nobody')}|{_any('undisputed.no')}\s+\w+)\s+"
    rf"(?:(?:\w+{alternatives(family('endings.adverbs'))}"
    rf"|{whole_words(families('function_words.auxiliaries.modals', 'function_words.adverbs'))})\s+)?"
)
_IT = r"(?=(?:\s+\w+){0,3}?\s+that\b|\s+(?:it|this)\b|:)"
_STANDINGS: dict[Regex, set[Standing]] = {
    Regex(
        rf"\b(?:{_stems('stems')}\w*|{_any('corroborated.phrases')}"
        rf"|{_any('corroborated.independence')} {_stems('independent_stems')}\w*"
        rf"|{_any('sources.several')} (?:\w+ )?{_any('sources.accounts')}"
        rf"(?:,[^,.;:]{{1,60}},)? {_stems('agreeing_stems')}\w*"
        rf"|{_any('corroborated.confirmed_by')} {_any('sources.several', 'sources.others')}"
        rf"|{_any('corroborated.agreed')}|{_any('proven.phrases')}"
        rf"|{whole_words(family('function_words.auxiliaries.be'))}\s+"
        rf"(?:\w+{alternatives(family('endings.adverbs'))}\s+|{_any('proven.done')}\s+and\s+)?"
        rf"(?P<done>{_any('proven.done')})\b(?!\s+{_any('proven.by', 'proven.dead')}\b))\b",
        re.IGNORECASE,
    ): {"corroborated"},
    Regex(
        rf"\b(?:{_any('undisputed.phrases')}"
        rf"|{_NOBODY}{_any('undisputed.disputing')}{_IT}"
        rf"|(?:{_any('undisputed.everybody')}\s+(?:\w+\s+)?{_any('undisputed.granting')}"
        rf"|{_any('undisputed.widely')}\s+{_any('undisputed.held')})(?=,?\s+that\b|:)"
        rf"|{_any('undisputed.several')}\s+(?:\w+\s+)?{_any('sources.accounts')}"
        rf"\s+{_any('undisputed.telling')})\b",
        re.IGNORECASE,
    ): {"corroborated", "repeated"},
    Regex(rf"\b{_NOBODY}{_any('undisputed.doubting')}{_IT}", re.IGNORECASE): {
        "corroborated",
        "repeated",
        "single source",
    },
}
"""What prose may say of the sources of a fact, and the standings that bear it out."""
_DENIED = Regex(rf"\b{_any('denials.before')}\b[^.;:]{{0,40}}$", re.IGNORECASE)
_OF_ALL = Regex(
    rf"\b(?:{_any('sources.all_of_them')}\s+(?:{_any('sources.these')}\s+)?"
    rf"|{_any('sources.demonstrative')}\s+)(?:\w+\s+)?{_any('sources.numbers')}\b",
    re.IGNORECASE,
)
"""What is said of the numbers of a passage in a sentence that cites none."""
_THAT = Regex(rf"\s+(?:\w+\s+){{0,3}}?{whole_words(family('clauses.joins.that'))}\b", re.I)
"""It is proven that what follows is so; or else what stands before is proven."""


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
    told: set[Citation] = set()
    for pattern, bearing in _STANDINGS.items():
        for match in pattern.finditer(context.text):
            start, end = context.sentence(*match.span())
            is_denied = _DENIED.search(context.prose(start, match.start())) is not None
            if is_denied or _is_in_publisher(context, match.start()):
                continue
            cited = _cited(context, start, end)
            if not cited and _OF_ALL.search(context.text, start, end):
                cited = _cited(context, 0, len(context.text))
            elif match.groupdict().get("done") and not _THAT.match(context.text, match.end()):
                cited = [each for each in cited if each.end <= match.start()]
            yield from _compare(context, match, cited, bearing, told)


def _is_in_publisher(context: PassageContext, place: int) -> bool:
    """Whether a word is of a publisher's name: *The Kyiv Independent reports*."""
    text = context.text.lower()
    publishers = {source.publisher.lower() for source in context.index.facts.sources.values()}
    return any(
        name in text[max(0, place - len(name) + 1) : place + len(name)] for name in publishers
    )


def _cited(context: PassageContext, start: int, end: int) -> list[Citation]:
    """The citations of facts in a stretch of the passage."""
    facts = context.index.facts.facts
    beside = context.beside(start, end)
    return [each for each in beside if each.target in facts and start <= each.start < end]


def _compare(
    context: PassageContext, match: re.Match[str], cited: list[Citation], bearing: set[Standing],
    told: set[Citation],
) -> Findings:  # fmt: skip
    """`told` are those of which it has been said; more ways of saying it make no more findings."""
    said = match["done"] if "done" in match.re.groupindex and match["done"] else match[0]
    for citation in cited:
        standing = context.index.standings.of(citation.target)
        is_borne = standing in bearing or _is_in_record(context.fact(citation), said)
        if not is_borne and citation not in told:
            told.add(citation)
            message = f"{citation.target} is not {said.lower()}; its standing: {standing}"
            yield context.finding("C005", citation, message, shown=match[0])


def _is_in_record(fact: Fact, said: str) -> bool:
    """Whether the sources themselves have the words, of what they tell."""
    texts = [each.excerpt or "" for each in fact.evidence]
    return any(stems(said) <= stems(text) for text in texts)
