"""What a passage quotes without marks is cited as well."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import itemgetter

from ...english.quotations import find_quotations
from ...english.quoting.unmarked import (
    attribution_tail,
    is_introduced,
    label_before_speech,
    presents,
    speech_behind_verbs,
)
from ...english.sayers.names import start_of
from ...model.findings import make_finding, rule
from ..context import Findings, PassageContext

_LETTERS = re.compile(r"[^\W\d_]{2,}")
_MOST_BESIDE = 3
"""Words beside a cited quotation, in a block, that need not say who says it."""
_SHORT = 60


@rule(
    "Q007",
    "unmarked-quotation",
    meaning="A block quotation, a name with a colon before somebody's words, or words in italics "
    "behind a verb of saying quote without quotation marks, and no fact is cited for them.",
    help="Quote them with {quote} or {quotation}. A note in a block begins with a label in strong: "
    "**Note.**",
    example="""
    wrong: |
      > The bridge is a disgrace to the town.
      >
      > — Ada Quist
    right: |
      > {quote}`It is not a wonder <no-wonder>`
      >
      > — Ada Quist
    says: |
      docs/example.md:1:3: Q007 unmarked-quotation: this is quoted, and no fact is cited for it
          shown     The bridge is a disgrace to the town.
          do        Quote them with {quote} or {quotation}. A note in a block begins with a label in
                    strong: **Note.**
    """,
)
def check_unmarked(context: PassageContext) -> Findings:
    """Words that are quoted without marks are cited."""
    quoted = list(dict.fromkeys(_quoted(context)))
    covered = _covered(context) if quoted else []
    for start, end in quoted:
        if _is_cited(context, start, end, covered):
            continue
        shown = " ".join(context.text[start:end].split())
        shown = shown if len(shown) <= _SHORT else f"{shown[: _SHORT - 1].rstrip()}…"
        message = "this is quoted, and no fact is cited for it"
        yield make_finding("Q007", context.locate(start, end), message, shown=shown)


def _quoted(context: PassageContext) -> Iterator[tuple[int, int]]:
    """What a passage quotes without marks."""
    passage, text = context.passage, context.text
    if passage.is_heading or passage.structure.is_attribution:
        return
    if passage.structure.quotation or _is_signed(context):
        yield 0, attribution_tail(text)
        return
    if ":" in text:
        yield from speech_behind_verbs(text)
    italics = [(start, end) for tag, start, end in passage.styled if tag == "em"]
    yield from (each for each in italics if is_introduced(text, *each))
    if ":" in text[:_LABELLED]:
        opening = "strong", len(text) - len(text.lstrip())
        strong = next((end for *opened, end in passage.styled if tuple(opened) == opening), 0)
        if start := label_before_speech(text, strong, context.mentions):
            yield start, len(text)


_LABELLED = 100
"""Characters that may hold the label of somebody who speaks."""


def _is_signed(context: PassageContext) -> bool:
    """Whether the line below a paragraph gives it to somebody who is recorded."""
    line = context.passage.structure.attribution
    return bool(line) and any(m.start == 0 for m in context.index.mentions_in(line))


def _covered(context: PassageContext) -> list[tuple[int, int]]:
    """What of a passage is cited, or stands in marks and is found there if it is not."""
    marked = [(each.start, each.end) for each in find_quotations(context.text)]
    whole = (c for c in context.citations if c.traits.whole_quotations)
    cited = [(c.start, c.end) for c in whole if c.traits.entry != "person"]
    return sorted([*marked, *cited])


def _is_cited(
    context: PassageContext, start: int, end: int, covered: Sequence[tuple[int, int]]
) -> bool:
    """Whether all of ``[start, end)`` is cited or in marks, but for who says it."""
    text, mentions = context.text, context.mentions
    first_of = bisect_left(covered, start, key=itemgetter(1))
    inside = covered[first_of : bisect_left(covered, end, key=itemgetter(0))]
    place = start
    for first, last in [*inside, (end, end)]:
        beside = text[place : max(place, min(first, end))]
        if len(_LETTERS.findall(beside)) > (_MOST_BESIDE if inside else 0):
            names = [bisect_left(mentions, at, key=start_of) for at in (place, first)]
            if not inside or not (names[0] < names[1] or presents(beside)):
                return False
        place = max(place, last)
    return True
