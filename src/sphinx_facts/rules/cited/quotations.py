"""Quotations and terms keep to the recorded words, and those to what the source has in marks."""

from __future__ import annotations

from ...english.clauses import clause_around
from ...english.quoting.frames import keeps, strange_subject
from ...english.quoting.omissions import begins_with_verb
from ...english.quoting.quote_diff import quote_diff
from ...english.stems import stems
from ...model.findings import rule
from ...model.passages import Citation
from ...model.records import Fact, Frame, LockedRun
from ...text.words import find_run, split
from ..context import Findings, PassageContext
from ..entry_context import EntryContext

_DEPARTURES = {"words-changed": "Q002", "omission-changes-meaning": "Q003"}
BRACKET = "["
_SHORTEST = 4
_MARKS = ('"', "'")


@rule(
    "Q002",
    "words-changed",
    meaning="A quotation, term or name shows other words than were recorded, or in another order.",
    help="Quote word for word; mark what is left out with … and what is added with [ ].",
    example="""
    wrong: "{quote}`It is not a wonder that the bridge will fall <no-wonder>`, says Ada Quist."
    right: "{quote}`It is not a wonder that the bridge may fall <no-wonder>`, says Ada Quist."
    says: |
      docs/example.md:1:1: Q002 words-changed: 'will' stands where the source has 'may'
          shown     It is not a wonder that the bridge will fall
          recorded  It is not a wonder that the bridge may  fall,
                                                       ^^^^
          source    The Gazette: “It is not a wonder that the bridge may fall,”
          do        Quote word for word; mark what is left out with … and what is added with [ ].
    """,
)
@rule(
    "Q003",
    "omission-changes-meaning",
    meaning="What a quotation leaves out is a negation or a hedge, so that it says more than was "
    "said.",
    help="Quote those words too.",
    example="""
    wrong: "{quote}`It is … a wonder that the bridge may fall <no-wonder>`, says Ada Quist."
    right: "{quote}`It is not a wonder <no-wonder>`, says Ada Quist."
    says: |
      docs/example.md:1:1: Q003 omission-changes-meaning: 'not' is left out here
          shown     It is …   a wonder that the bridge may fall
          recorded  It is not a wonder that the bridge may fall,
                          ^^^
          source    The Gazette: “It is not a wonder that the bridge may fall,”
          do        Quote those words too.
    """,
)
def check_quote(context: PassageContext, citation: Citation) -> Findings:
    """A quotation keeps to the recorded words."""
    shown, recorded = without_marks(context.shown(citation)), context.fact(citation).wording
    known = context.index.vocabulary(citation.target) if BRACKET in shown else None
    for departure in quote_diff(recorded, shown, known):
        if departure.frame is not None and _keeps(context, citation, departure.frame):
            continue
        code = _DEPARTURES[departure.kind]
        yield context.finding(code, citation, departure.reason, shown=shown, recorded=recorded)
    yield from _check_subject(context, citation, shown, recorded)


def _check_subject(
    context: PassageContext, citation: Citation, shown: str, recorded: str
) -> Findings:
    """A part that begins with a verb is said of nobody whom the record does not name."""
    words = split(shown)
    if not begins_with_verb(words) or words[0].lower() == split(recorded)[0].lower():
        return
    vocabulary = context.index.vocabulary(citation.target)
    also = (names for names in vocabulary.names if any(map(_tells, names & vocabulary.own)))
    clause = clause_around(context.plain, citation.start, citation.end)
    if name := strange_subject(clause, vocabulary.own.union(*also)):
        message = f"nothing recorded of this quotation says that it is said of “{name}”"
        yield context.finding("Q003", citation, message, shown=shown, recorded=recorded)


def _tells(stem: str) -> bool:
    """Whether a stem is long enough to be that of more than a small word."""
    return len(stem) >= _SHORTEST


@rule(
    "Q008",
    "frame-dropped",
    meaning="Before its marks, the source denies or doubts what a quotation says; the sentence that "
    "quotes it does not.",
    help="Say before the quotation what the source says there, or something weaker.",
    example="""
    wrong:
      facts/snapshots/herald.txt: The bridge may be “open by spring”, said Ada Quist.
      facts/example.yaml: |
        sources:
          herald: {publisher: The Herald, title: null, published: null, url: null, recorded: full}
        facts:
          open-again:
            quote: open by spring
            speaker: ada-quist
            claim: The mayor says when the bridge may open.
            evidence: [{source: herald, attribution: said Ada Quist}]
      $: sphinx-facts record facts/snapshots
      docs/example.md: "The bridge is {quote}`open-again`, says Ada Quist."
    right:
      docs/example.md: "The bridge may be {quote}`open-again`, says Ada Quist."
    says: |
      docs/example.md:1:15: Q008 frame-dropped: the source has “may be” before this
          shown     open by spring
          recorded  open by spring
          source    The Herald: “open by spring”
          do        Say before the quotation what the source says there, or something weaker.
    """,
)
def check_frame(context: PassageContext, citation: Citation) -> Findings:
    """What the source says before the marks stands before them here."""
    frame = context.index.frames.get(citation.target)
    if frame is not None and not _keeps(context, citation, frame):
        message = f"the source has “{' '.join(frame.words)}” before this"
        shown = without_marks(context.shown(citation))
        yield context.finding("Q008", citation, message, shown=shown)


def _keeps(context: PassageContext, citation: Citation, frame: Frame) -> bool:
    """Whether the clause around a quotation turns it as a frame does."""
    fact, clause = (
        context.fact(citation),
        clause_around(context.plain, citation.start, citation.end),
    )
    texts = [fact.wording, fact.claim, *(each.excerpt or "" for each in fact.evidence)]
    return keeps(frame, clause, stems(" ".join(texts)))


def check_term(context: PassageContext, citation: Citation) -> Findings:
    """A word or name is the recorded one."""
    shown, recorded = without_marks(context.shown(citation)), context.fact(citation).wording
    if quote_diff(recorded, shown):
        message = "this is not the recorded word or name"
        yield context.finding("Q002", citation, message, shown=shown, recorded=recorded)


def without_marks(text: str) -> str:
    """A quotation without the marks that the role sets around it."""
    return text.strip().removeprefix("“").removesuffix("”")


@rule(
    "E007",
    "not-in-marks",
    meaning="A quote or a term does not stand in quotation marks in its source, so nobody is "
    "quoted there.",
    help="Record it from mark to mark; what the source does not quote is no quotation.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          old-bridge:
            term: old bridge
            claim: The bridge is not new.
            evidence: [{source: gazette, excerpt: cross the old bridge}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        facts:
          nickname:
            term: Grey Lady
            claim: Its people have a name for the bridge.
            evidence: [{source: gazette, excerpt: "it the “Grey Lady”"}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:3:11: E007 not-in-marks: the source does not have these words in quotation marks, from mark to mark
          shown     old bridge
          source    The Gazette: “cross the old bridge”
          do        Record it from mark to mark; what the source does not quote is no quotation.
    """,
)
def check_marks(entry: EntryContext[Fact]) -> Findings:
    """A quote or a term stands in quotation marks in its source, unless its author says it."""
    fact = entry.record
    if fact.figure is not None:
        return
    for number, run, text in entry.runs("excerpt"):
        is_said = fact.quote is not None and entry.is_by_author(number)
        if not is_said and not is_in_marks(fact, run, text):
            message = "the source does not have these words in quotation marks, from mark to mark"
            yield entry.finding("E007", fact.kind, message, fact.wording)


def is_in_marks(fact: Fact, run: LockedRun, text: str = "") -> bool:
    """Whether the words of a fact stand in quotation marks where they, or `text`, were found."""
    words = [*run.before.split(), *split(text or fact.wording), *run.after.split()]
    return _stands_in_marks(split(fact.wording), words)


def _stands_in_marks(run: list[str], words: list[str]) -> bool:
    """Whether the run goes from mark to mark; one of the sentence may stand before the last."""
    place = find_run(words, run)
    while place >= 0:
        after = words[place + len(run) :]
        closing = after[1:2] if after[:1] and after[0] in ",.;:!?" else after[:1]
        if place > 0 and words[place - 1] in _MARKS and closing and closing[0] in _MARKS:
            return True
        place = find_run(words, run, place + 1)
    return False
