"""Who says it: a chapter names the recorded speaker and nobody else, as the source does."""

from __future__ import annotations

from ..english.attribution import find_speakers
from ..english.other_sayers import other_sayer
from ..model.findings import rule
from ..model.passages import Citation, Passage
from ..model.records import Fact, LockedRun
from ..text.words import find_run, split
from .context import Findings, PassageContext
from .entry_context import EntryContext
from .source_text import source_text

ATTRIBUTION_REACH = 100
"""How many words may lie between a quotation and the words that say whose it is."""


@rule(
    "F006",
    "attribution-dropped",
    meaning="The source says who gives this figure or word (said_by); the paragraph that cites it "
    "does not.",
    help="Name the sayer in the same paragraph.",
    example="""
    wrong: "The repairs will take {fact}`repairs`."
    right: "The repairs will take {fact}`repairs`, says {person}`harbour-office`."
    says: |
      docs/example.md:1:23: F006 attribution-dropped: this paragraph does not say that it comes from the Harbour Office
          shown     up to $2 million
          recorded  up to $2 million
          source    The Gazette: “repairs cost up to $2 million”
          do        Name the sayer in the same paragraph.
    """,
)
def check_said_by(context: PassageContext, citation: Citation, id_: str = "") -> Findings:
    """The paragraph names whom the source names for a figure or word. `id_`: of the fact, where the
    citation rests on several.
    """
    said_by = context.index.facts.facts[id_ or citation.target].said_by
    if said_by is not None and all(mention.person != said_by for mention in context.mentions):
        name = context.index.facts.people[said_by].name
        message = f"this paragraph does not say that it comes from {name}"
        yield context.finding("F006", citation, message, shown=context.shown(citation))


@rule(
    "Q004",
    "misattributed",
    meaning="A quotation's paragraph does not name its recorded speaker, or gives the words to "
    "somebody else.",
    help="Name the speaker in the paragraph, and present nobody else as saying it.",
    example="""
    wrong: "{quote}`It is not a wonder <no-wonder>`, says Bo Lind. Ada Quist agrees."
    right: "{quote}`It is not a wonder <no-wonder>`, says Ada Quist. Bo Lind agrees."
    says: |
      docs/example.md:1:1: Q004 misattributed: these are the words of Ada Quist; the sentence gives them to Bo Lind
          shown     Bo Lind
          recorded  Ada Quist
                    ^^^^^^^^^
          source    The Gazette: “It is not a wonder that the bridge may fall,”
          do        Name the speaker in the paragraph, and present nobody else as saying it.
    """,
)
def check_speaker(context: PassageContext, citation: Citation) -> Findings:
    """The sentence gives a quotation to who said it."""
    recorded = context.fact(citation).speaker
    if recorded is None:
        return
    people, mentions = context.index.facts.people, context.mentions
    speaker = people[recorded].name
    named = find_speakers(context.text, citation.start, citation.end, mentions, recorded)
    if named and recorded not in named:
        others = " and ".join(sorted(people[who].name if who in people else who for who in named))
        message = f"these are the words of {speaker}; the sentence gives them to {others}"
        yield context.finding("Q004", citation, message, shown=others, recorded=speaker)
    elif all(mention.person != recorded for mention in mentions):
        message = f"the paragraph does not name {speaker}, who says this"
        yield context.finding("Q004", citation, message, recorded=speaker)


@rule(
    "E006",
    "speaker-not-in-attribution",
    meaning="The words of the source that are given as the attribution do not name the recorded "
    "person, or stand far from the quotation; or the source gives it to somebody else.",
    help="Excerpt the words that say who speaks, or correct the speaker.",
    example="""
    wrong:
      facts/example.yaml: |
        facts:
          may-fall:
            quote: It is not a wonder that the bridge may fall,
            claim: The mayor expects that the bridge may come down.
            speaker: ada-quist
            evidence: [{source: gazette, attribution: the town's engineers found}]
      $: sphinx-facts record facts/snapshots
    right:
      facts/example.yaml: |
        facts:
          may-fall:
            quote: It is not a wonder that the bridge may fall,
            claim: The mayor expects that the bridge may come down.
            speaker: ada-quist
            evidence: [{source: gazette, attribution: said Ada Quist}]
      $: sphinx-facts record facts/snapshots
    says: |
      facts/example.yaml:6:47: E006 speaker-not-in-attribution: these words do not name Ada Quist
          shown     the town's engineers found
          source    The Gazette: “It is not a wonder that the bridge may fall,”
          do        Excerpt the words that say who speaks, or correct the speaker.
    """,
)
def check_attribution(entry: EntryContext[Fact]) -> Findings:
    """The words of the source that say who speaks name the recorded person, near the quotation,
    and the source gives it to nobody else.
    """
    if entry.record.attributed_to is None:
        return
    speaker = entry.store.facts.people[entry.record.attributed_to]
    quoted = {number: (run, text) for number, run, text in entry.runs("excerpt")}
    for number, run, text in entry.runs("attribution"):
        key, words = ("evidence", number, "attribution"), split(text)
        reach = ATTRIBUTION_REACH + len(split(entry.texts[0]))
        start = quoted[number][0].start if number in quoted else run.start
        if all(find_run(words, split(name)) < 0 for name in (speaker.name, *speaker.also)):
            message = f"these words do not name {speaker.name}"
            yield entry.finding("E006", key, message, text)
        elif abs(start - run.start) > reach:
            message = "these words stand far from the quotation in the source"
            yield entry.finding("E006", key, message, text)
        elif number in quoted and (other := _who_else(entry, *quoted[number], run, text)):
            message = f"the source gives this to somebody else: “{other}”"
            yield entry.finding("E006", key, message, text)


def _who_else(
    entry: EntryContext[Fact], run: LockedRun, quoted: str, said: LockedRun, attribution: str
) -> str:
    """To whom the source gives a quotation instead, as far as the words around it are known; empty
    where it does not.
    """
    if not run.proof:
        return ""  # Of what is sealed, nothing around it is known.
    id_ = entry.record.attributed_to or ""
    text, start, end = source_text(run, quoted, [(said, attribution)])
    mentions = entry.index.names.mentions(Passage("", text, ((0, 1, 1),)))
    return other_sayer(text, start, end, mentions, id_, entry.store.facts.people)
