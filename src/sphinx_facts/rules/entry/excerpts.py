"""An excerpt is not cut off from a word that turns it."""

from __future__ import annotations

from ...english.cut_figures import cut_figure
from ...english.qualifiers import Cut, cut_qualifier
from ...english.quoting.omissions import goes_on
from ...english.quoting.quote_diff import quote_diff
from ...model.findings import rule
from ...model.keys import Part
from ...model.records import Fact, LockedRun, Person
from ...text.words import split
from ..context import Findings
from ..entry_context import AnyEntry, EntryContext
from ..source_text import source_text, with_left_out

_MARKS = {'"', "'", ")", "]"}
_OPENED = (['"'], ["'"])
_OF_BREAK = 2
"""Quotation marks around the attribution that interrupts a quotation."""
_SENTENCE_ENDS = (["."], ["!"], ["?"])


@rule(
    "E003",
    "clipped-excerpt",
    meaning="An excerpt begins just after, or ends just before, a hedge or a negation that belongs "
    "to it, leaves one out with […], or cuts a figure apart.",
    help="Lengthen the excerpt so that it holds these words.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: 4,000 cars
            claim: The bridge carries 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "4,000 cars cross the old bridge"}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        facts:
          daily-cars:
            figure: over 4,000 cars
            claim: The bridge carries over 4,000 cars daily.
            evidence: [{source: gazette, excerpt: "Over 4,000 cars cross the old bridge"}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:5:43: E003 clipped-excerpt: the source has “Over” right before this excerpt
          shown          4,000 cars cross the old bridge
          recorded  Over 4,000 cars cross the old bridge
                    ^^^^
          source    The Gazette: “4,000 cars cross the old bridge”
          do        Lengthen the excerpt so that it holds these words.
    """,
)
def check_clipped(entry: AnyEntry) -> Findings:
    """No hedge or negation that belongs to an excerpt stands just before or after it."""
    for number, run, text in entry.runs("excerpt"):
        before, after = run.before.split(), run.after.split()
        cut = clipping(entry, run, text)
        if cut is not None and _is_attributed(entry, number, cut):
            cut = None
        key = ("evidence", number, "excerpt")
        if cut is None:
            if said := _cut_figure(entry, run, text):
                message = f"the source has “{said}” where this excerpt has a part of it"
                yield entry.finding("E003", key, message, text)
            continue
        word = cut.qualifier
        if cut.side == "before":
            side, whole = "before", [*before[word.start :], text]
        else:
            side, whole = "after", [text, *after[: word.end]]
        message = f"the source has “{word.phrase}” right {side} this excerpt"
        yield entry.finding("E003", key, message, text, " ".join(whole))


def _is_attributed(entry: AnyEntry, number: int, cut: Cut) -> bool:
    """Whether the verb that leaves an excerpt to somebody is recorded in its attribution."""
    said = entry.record.evidence[number].attribution or ""
    phrase = cut.qualifier.phrase.lower()
    return cut.qualifier.kind == "hedge" and phrase in split(said.lower())[-1:]


def clipping(entry: AnyEntry, run: LockedRun, text: str) -> Cut | None:
    """The hedge or negation that an excerpt leaves right beside it."""
    words, before, after = split(text), run.before.split(), run.after.split()
    if getattr(entry.record, "quote", None) and before[-1:] in _OPENED:
        before = []  # It is the chapter that has to say what stands before the marks.
    ended = [word for word in words if word not in _MARKS][-1:] in _SENTENCE_ENDS
    cut = cut_qualifier(before, [] if ended else after, words)
    if cut is not None and isinstance(entry.record, Person):
        # What a person does not do, doubts or expects behind it takes nothing from who that is.
        is_kept = cut.side == "behind" or cut.qualifier.kind == "condition"
        return None if is_kept else cut
    return cut


def check_left_out(entry: AnyEntry) -> Findings:
    """What an excerpt leaves out with […] takes nothing with it that binds the rest."""
    parts: tuple[Part, ...] = ("excerpt", "attribution")
    for name in parts:
        for number, run, text in entry.runs(name):
            if not run.pieces or _cut_figure(entry, run, text):
                continue
            whole = with_left_out(run, text)
            reasons = [departure.reason for departure in quote_diff(whole, text)]
            if getattr(entry.record, "quote", None) and _marks(whole) > _marks(text) + _OF_BREAK:
                reasons.append("another quotation stands between these pieces")
            if reasons:
                message = f"what this excerpt leaves out binds it: {reasons[0]}"
                yield entry.finding("E003", ("evidence", number, name), message, text, whole)


def _marks(text: str) -> int:
    return split(text).count('"')


def _cut_figure(entry: AnyEntry, run: LockedRun, text: str) -> str:
    """A figure of the source of which an excerpt, or a piece of it, has a part alone; or empty."""
    for part, piece in run.parts(text):
        if said := cut_figure(part.before.split(), piece, part.after.split(), entry.find):
            return said
    return ""


def check_interrupted(entry: EntryContext[Fact]) -> Findings:
    """A quotation that its attribution interrupts is recorded to where its sense ends."""
    if entry.record.quote is None:
        return
    said = {number: (run, text) for number, run, text in entry.runs("attribution")}
    for number, run, text in entry.runs("excerpt"):
        if number not in said or entry.is_sealed(number):
            continue
        source, start, end = source_text(run, text, [said[number]])
        if rest := goes_on(source[start:end], source[end:]):
            message = (
                f"behind its attribution the quotation goes on with what it depends on: “{rest}”"
            )
            yield entry.finding("E003", "quote", message, text, f"{text} … {rest}")
