"""Who says it: a chapter names the recorded speaker and nobody else, as the source does."""

from __future__ import annotations

from ...english.lexicon import family
from ...english.qualifiers import is_number
from ...english.sayers.attribution import find_sayers, is_said_by_pronoun
from ...english.sayers.figure_sayers import SOURCE, is_given_by_pronoun
from ...english.sayers.other_sayers import other_sayer
from ...english.sayers.sentence_sayers import Unnamed
from ...english.sayers.voices import is_press, means, means_role, tells_of_itself
from ...english.stems import stem
from ...model.findings import rule
from ...model.passages import Citation
from ...model.records import Fact, LockedRun, Person
from ...text.words import find_run, split
from ..cited.quotations import is_in_marks
from ..context import Findings, PassageContext
from ..entry_context import EntryContext
from ..source_text import source_text
from ..voices import voice_of

ATTRIBUTION_REACH = 100
"""How many words may lie between a quotation and the words that say whose it is."""
_REPORTED_REACH = 4 * ATTRIBUTION_REACH
"""The same for a clause of reported speech, which goes on from *that* to *that*."""


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
    if said_by is not None and not _is_named(context, citation, said_by):
        name = context.index.facts.people[said_by].name
        message = f"this paragraph does not say that it comes from {name}"
        yield context.finding("F006", citation, message, shown=context.shown(citation))


def _is_named(context: PassageContext, citation: Citation, person: str) -> bool:
    """Whether a passage, or what stands over it, names a person, or somebody without a name by
    the noun; or the sentence does by a role that nobody else has.
    """
    if person in context.named:
        return True
    people = context.index.facts.people
    nouns = voice_of(people[person]).heads & set(split(people[person].name))
    kinds = {stem(noun) for noun in nouns if not is_number(noun)}
    if kinds and any(stem(word) in kinds for word in context.words):
        return True  # Who has no name is told by the noun: an expert, *one of the hijackers*.
    if citation.traits.kind == "figure":
        found = context.figure_sayers(citation)
    else:
        found = find_sayers(context.text, citation.start, citation.end, context.sayers)
    for who in found:
        meant = [each for each in people if means_role(who, voice_of(people[each]))]
        if isinstance(who, Unnamed) and meant == [person]:
            return True
    return not found and _is_named_before(context, citation, person)


def _is_named_before(context: PassageContext, citation: Citation, person: str) -> bool:
    """Whether the sentence gives it to somebody by a pronoun, and the paragraph before names this
    one last.
    """
    is_figure = citation.traits.kind == "figure"
    says_he = is_given_by_pronoun if is_figure else is_said_by_pronoun
    before = context.index.mentions_in(context.passage.structure.before)
    return (
        bool(before)
        and before[-1].person == person
        and says_he(context.text, citation.start, citation.end, context.sayers)
    )


@rule(
    "F014",
    "other-sayer",
    meaning="The sentence gives a figure to somebody whom its record does not name: neither sayer "
    "nor source nor origin.",
    help="Give it to whom the record names, or to nobody; or record that this one says so.",
    example="""
    wrong: "The army says that {fact}`cars` cross the bridge."
    right: "The Gazette says that {fact}`cars` cross the bridge."
    says: |
      docs/example.md:1:20: F014 other-sayer: the record does not give cars to The army
          shown     over 4,000 cars
          recorded  over 4,000 cars
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        Give it to whom the record names, or to nobody; or record that this one says so.
    """,
)
def check_figure_sayer(context: PassageContext, citation: Citation) -> Findings:
    """Who is said to give a figure is a sayer, a source or an origin of it."""
    for who in sorted(context.figure_sayers(citation)):
        if not context.index.voices(citation.target).has(who):
            name = called(context, who)
            message = f"the record does not give {citation.target} to {name}"
            yield context.finding("F014", citation, message, shown=context.shown(citation))


def called(context: PassageContext, who: str) -> str:
    """What to call a sayer, as it is read in a text."""
    facts = context.index.facts
    if who in facts.people:
        return facts.people[who].name
    id_ = who.removeprefix(SOURCE)
    return facts.sources[id_].publisher if id_ in facts.sources else str(who)


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
    """The sentence gives a quotation to who said it, and the passage names this one."""
    recorded = context.fact(citation).speaker
    if recorded is None:
        return
    people = context.index.facts.people
    speaker = people[recorded].name
    if line := context.passage.structure.attribution:
        if all(mention.person != recorded for mention in context.index.mentions_in(line)):
            message = f"these are the words of {speaker}; the line below gives them to {line}"
            yield context.finding("Q004", citation, message, shown=line, recorded=speaker)
    elif others := _other_speakers(context, citation, recorded):
        message = f"these are the words of {speaker}; the sentence gives them to {others}"
        yield context.finding("Q004", citation, message, shown=others, recorded=speaker)
    elif not _is_named(context, citation, recorded):
        message = f"the paragraph does not name {speaker}, who says this"
        yield context.finding("Q004", citation, message, recorded=speaker)


def _other_speakers(context: PassageContext, citation: Citation, recorded: str) -> str:
    """Those to whom the sentence gives a quotation, where they are not its speaker alone."""
    place = citation.start, citation.end
    found = find_sayers(context.text, *place, context.sayers, recorded)
    people, sources = context.index.facts.people, context.fact(citation).evidence
    printed = {f"{SOURCE}{each.source}" for each in sources}
    own = [voice_of(people[recorded])]
    others = [
        who
        for who in found - {recorded} - printed
        if not isinstance(who, Unnamed) or not (is_press(who) or means(who, own))
    ]
    return " and ".join(sorted(called(context, who) for who in others))


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
    yield from _unsaid(entry, speaker)
    quoted = {number: (run, text) for number, run, text in entry.runs("excerpt")}
    for number, run, text in entry.runs("attribution"):
        key, words = ("evidence", number, "attribution"), split(text)
        reach = _reach(entry.record.evidence[number].excerpt) + len(split(entry.texts[0]))
        start = quoted[number][0].start if number in quoted else run.start
        is_author = entry.is_by_author(number) and tells_of_itself(text)
        names = () if is_author else (speaker.name, *speaker.also)
        if names and all(find_run(words, split(name)) < 0 for name in names):
            message = f"these words do not name {speaker.name}"
            yield entry.finding("E006", key, message, text)
        elif abs(start - run.start) > reach:
            message = "these words stand far from the quotation in the source"
            yield entry.finding("E006", key, message, text)
        elif entry.is_sealed(number) or number not in quoted:
            continue
        elif other := _who_else(entry, *quoted[number], run, text):
            message = f"the source gives this to somebody else: “{other}”"
            yield entry.finding("E006", key, message, text)


def _reach(excerpt: str | None) -> int:
    """How far the words that say who speaks may be from an excerpt."""
    first = (excerpt or "").split(maxsplit=1)[:1]
    is_reported = first and first[0].lower() in family("function_words.determiners.that")
    return _REPORTED_REACH if is_reported else ATTRIBUTION_REACH


def _unsaid(entry: EntryContext[Fact], speaker: Person) -> Findings:
    """What rests on no words that say who speaks: right where its author does, outside of marks."""
    marked = {number for number, run, _ in entry.runs("excerpt") if is_in_marks(entry.record, run)}
    for number, evidence in enumerate(entry.record.evidence):
        if evidence.attribution is not None or evidence.at is not None:
            continue
        if not entry.is_by_author(number):
            message = f"the source is not by {speaker.name}, and no words of it say who speaks"
            yield entry.finding("E006", ("evidence", number), message)
        elif number in marked:
            message = "the source has this in quotation marks, and no words of it say who speaks"
            yield entry.finding("E006", ("evidence", number), message)


def _who_else(
    entry: EntryContext[Fact], run: LockedRun, quoted: str, said: LockedRun, attribution: str
) -> str:
    """To whom the source gives a quotation instead, as far as the words around it are known; empty
    where it does not.
    """
    id_ = entry.record.attributed_to or ""
    text, start, end = source_text(run, quoted, [(said, attribution)])
    mentions = entry.index.mentions_in(text)
    return other_sayer(text, start, end, mentions, id_, entry.store.facts.people)
