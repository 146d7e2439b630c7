"""The records that everything else speaks of. They hold; they do not judge."""

from __future__ import annotations

from typing import Literal

import msgspec

from ..text.pieces import pieces_of
from ..text.words import split
from .keys import EvidenceKey

Kind = Literal["figure", "quote", "term"]
Severity = Literal["error", "notice"]
Status = Literal["proposed", "confirmed"]
"""What a program proposed is refused until a person has confirmed it."""
CorrectedKey = Literal["speaker", "said_by", "as_of", "happened"]
"""What of a published fact, beside its wording, changes only with a correction."""
DATE = r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
"""The form of a date: a year, a month or a day."""
ADDRESS = r'https?://[^\s<>"]+'
"""The form of an address: it becomes a link, and a link may run what it names."""
UNKNOWN = "unknown"
"""What a source is based on that does not say where it has its figures from."""


class _Record(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False
):
    """A part of a file. Nothing in it leads back to it, so there is no garbage to look for."""


class Source(_Record, frozen=True, kw_only=True):
    """A document that was read. What is not known of it is `null`, said and not left out."""

    publisher: str
    """Who published it, as the pages name it."""
    title: str | None
    """Its title, as it has it."""
    published: str | None
    """The day, month or year that it bears."""
    url: str | None
    """The whole address of its page, from `https://` on: the pages link to it."""
    recorded: Literal["full", "excerpt", "data"]
    """`full`: its whole text was recorded and proves every excerpt. `excerpt`: only the excerpts
    were, and are sealed. `data`: it is a file of values.
    """
    file: str | None = None
    """Of a data source: the file with the values, relative to the folder of the facts file."""
    units: dict[str, str] = {}
    """Of a data source: the unit of each column or key whose name does not end in it (`length_km`);
    what is no unit is what is counted.
    """
    scale: dict[str, str] = {}
    """Of a data source: by what the values of a column or key are to be multiplied, such as `"100"`
    for shares that a fact gives in percent.
    """
    based_on: str | None = None
    """The id of the origin, source or person from which it has what it says; `unknown` where it
    does not tell.
    """
    independent: str | None = None
    """Why it is a voice of its own: what it saw, counted or was told itself. Without this it may
    repeat others, and corroborates nothing.
    """
    author: str | None = None
    """Who wrote or spoke the whole of it, as it names them: of a memoir or a speech, whose *I* is
    theirs. What they say there needs neither marks nor words that say who speaks.
    """
    accessed: str | None = None
    """When it was read, the day, month or year: of a page that may change, which of its states."""
    archived: str | None = None
    """The whole address of a copy that is kept, such as that of a web archive."""
    excerpts: tuple[str, ...] = ()
    """Words of it that no fact rests on, but what a chapter or the note says in others."""
    note: str | None = None
    """What a reader should know of it; shown with it."""
    formerly: tuple[str, ...] = ()
    """As of a fact."""
    allow: dict[str, str] = {}
    """As of a fact."""
    status: Status = "confirmed"
    """`proposed` by a program: the check refuses it until a person has read it and says
    `confirmed`, or takes the key away.
    """


class Origin(_Record, frozen=True, kw_only=True):
    """Who counted or saw, and told sources, which then have the same voice. Such as a briefing."""

    name: str
    """How the pages name it."""
    date: str | None = None
    """When it counted or told."""
    based_on: str | None = None
    """The person, institution or wider origin that it is of: the briefings of an agency have the
    same voice.
    """
    independent: str | None = None
    """Why it owes nothing to the other origins; shown with the sources that rest on it."""


class Evidence(_Record, frozen=True, kw_only=True):
    """An excerpt of a source, or a value in a data file.

    The excerpt of a quote is the quote itself where none is written.
    """

    source: str
    """The id of the source."""
    at: str | None = None
    """The place of the value in a data file, such as `plans[2].price` or `[pier=north].berths`."""
    excerpt: str | None = None
    """The words of the source that carry the fact, word for word. `[…]` or `[...]` stands for words
    that are left out.
    """
    attribution: str | None = None
    """The source's words that say who speaks."""
    figure: str | None = None
    """The figure as this source gives it, where that is not the wording of the fact."""
    based_on: str | None = None
    """As of a source, where this excerpt has another origin than the rest of it."""


class Person(_Record, frozen=True, kw_only=True):
    """Somebody, or an institution, that a source names. `role` keeps to the words of the
    evidence.
    """

    name: str
    """The name, as chapters write it."""
    role: str
    """Who they are, in words that the evidence has."""
    claim: str
    """What the book says of them, in a sentence of its own."""
    also: tuple[str, ...] = ()
    """Other forms under which a chapter may name them."""
    note: str | None = None
    """What a reader should know of them; shown with them."""
    formerly: tuple[str, ...] = ()
    """As of a fact."""
    allow: dict[str, str] = {}
    """As of a fact."""
    status: Status = "confirmed"
    """As of a source."""
    evidence: tuple[Evidence, ...]
    """Where the sources name them."""


class Fact(_Record, frozen=True, kw_only=True):
    """A figure, a quote or a term, and no more, with the claim it stands for and its evidence."""

    figure: str | None = None
    """A number with its hedge and what it counts, as the evidence has it."""
    quote: str | None = None
    """Somebody's words, as the evidence has them."""
    term: str | None = None
    """A name or word that chapters show in quotation marks."""
    claim: str
    """What the fact stands for, in a sentence of the book's own."""
    speaker: str | None = None
    """Of a quote: the id of the person whose words they are."""
    said_by: str | None = None
    """Of a figure or a term: the id of the person whom the source names for it."""
    near: tuple[str | tuple[str, ...], ...] = ()
    """Words for what it is about: a sentence that cites it and holds none of them, nor has them
    over it in a heading, caption or label, is refused. They may be groups, of each of which it
    must hold one: `[[sent, dispatched], [North Korea, Pyongyang]]`.
    """
    counts: tuple[str, ...] = ()
    """Of a figure: nouns for what it counts, such as `[soldiers, servicemen]`, beside those of its
    evidence and claim. A chapter may call what is counted by these, and by wider words.
    """
    as_of: str | None = None
    """The time of which it is said, such as that of a count: a year, a month or a day."""
    happened: str | None = None
    """When the event took place that it tells of, where a source says so: a year, a month or a
    day.
    """
    about: str | None = None
    """What is counted, such as ``killed``: facts about the same form a series over time."""
    sum_of: tuple[str, ...] = ()
    """The ids of the facts whose figures add up to that of this fact."""
    superseded_by: str | None = None
    """The id of the later fact that has replaced it."""
    note: str | None = None
    """What a reader should know of it; shown with it."""
    formerly: tuple[str, ...] = ()
    """The ids that it had before: links to them lead here, and it is compared, with an earlier
    version of the book and with the log of corrections, as what had them.
    """
    allow: dict[str, str] = {}
    """The codes of findings about it that are accepted wherever they are found, each with the
    reason; shown with it.
    """
    status: Status = "confirmed"
    """As of a source."""
    evidence: tuple[Evidence, ...]
    """What carries it, and what other sources say of the same."""

    @property
    def kind(self) -> Kind:
        return (
            "figure" if self.figure is not None else "quote" if self.quote is not None else "term"
        )

    @property
    def near_groups(self) -> tuple[tuple[str, ...], ...]:
        """The words of `near`, in their groups."""
        words = tuple(each for each in self.near if isinstance(each, str))
        return (words,) if words else tuple(each for each in self.near if not isinstance(each, str))

    @property
    def wording(self) -> str:
        """The fact as recorded, whatever its kind."""
        return self.figure or self.quote or self.term or ""

    @property
    def attributed_to(self) -> str | None:
        """The id of whoever says it: the speaker of a quote, or whom the source names for
        anything else.
        """
        return self.speaker or self.said_by

    @property
    def times(self) -> tuple[str, ...]:
        """The times that are recorded of it, that of which it is said first."""
        return tuple(time for time in (self.as_of, self.happened) if time is not None)


class Correction(_Record, frozen=True, kw_only=True):
    """A change of what a published book said: kept, and shown, for as long as the book is."""

    date: str
    """The day of the correction."""
    fact: str
    """The id of the fact."""
    key: CorrectedKey | None = None
    """The key whose value has changed, such as `speaker`; the wording where none is named."""
    was: str | None
    """The wording, or the value of the key, that was published; `null` where the key was not there.
    """
    now: str | None
    """What replaced it; `null` where the fact, or the key, was taken out."""
    why: str
    """The reason, in a sentence for readers."""


class FactsFile(_Record, frozen=True, kw_only=True):
    """The central facts file: all of `facts/*.yaml`, read together."""

    sources: dict[str, Source] = {}
    """The documents that were read, by their ids."""
    people: dict[str, Person] = {}
    """The people and institutions that sources name, by their ids."""
    facts: dict[str, Fact] = {}
    """The figures, quotes and terms, by their ids."""
    origins: dict[str, Origin] = {}
    """What sources go back to, by ids."""
    corrections: tuple[Correction, ...] = ()
    """The log of changes of what was published, all in the same file."""
    names: tuple[str, ...] = ()
    """Names with a number in them, such as `World War II`: the number is part of the name."""


class LockedSource(_Record, frozen=True, kw_only=True):
    """What `record` saw of a source: its count of words, the digest of its file, its root."""

    words: int
    sha256: str
    root: str


class LockedRun(_Record, frozen=True, kw_only=True):
    """Where an excerpt stands in its source, the words beside it to the ends of its clause, and the
    proof of the whole run.

    `before` and `after` are folded words, parted by spaces; `proof` is hashes in hexadecimal,
    parted likewise.
    """

    start: int
    before: str
    after: str
    proof: str
    words: str = ""
    """The words of the source, where it prints those of the excerpt otherwise: a ligature, a word
    that is broken at the end of a line.
    """
    pieces: tuple[LockedRun, ...] = ()
    """Of an excerpt that leaves words out with `[…]`, its pieces in order, each with a proof of its
    own. Between them `before` and `after` are what is left out, thirty words on a side at most;
    those of the whole are those of the first and of the last.
    """

    def words_of(self, excerpt: str) -> list[str]:
        """The folded words that are proven for this excerpt, which leaves none out."""
        return self.words.split() or split(excerpt)

    def parts(self, excerpt: str) -> list[tuple[LockedRun, str]]:
        """The pieces of this excerpt, each with its text; itself where it leaves nothing out."""
        if not self.pieces:
            return [(self, excerpt)]
        return list(zip(self.pieces, pieces_of(excerpt), strict=False))

    def places(self, excerpt: str) -> list[tuple[int, int]]:
        """Where this excerpt begins and ends, counted in words, or each of its pieces does."""
        return [
            (run.start, run.start + len(run.words_of(text))) for run, text in self.parts(excerpt)
        ]


class Lock(_Record, frozen=True, kw_only=True, omit_defaults=False):
    """facts.lock. `runs` and `sealed` are keyed by the text of an `EvidenceKey`."""

    version: Literal[1, 2] = 2
    """In version 1 the words beside an excerpt are four on each side; it is read, not written."""
    sources: dict[str, LockedSource] = {}
    runs: dict[str, LockedRun] = {}
    sealed: dict[str, str] = {}
    """The digest of each excerpt that is all that was recorded of its source: it cannot be proven,
    but not be altered unseen either.
    """

    def run_of(self, key: EvidenceKey) -> LockedRun | None:
        """Where an excerpt stands; None where it is not proven."""
        return self.runs.get(str(key))


class Frame(msgspec.Struct, frozen=True):
    """What turns a quotation outside its marks, from its first word to the quotation itself."""

    phrase: str
    kind: str
    """Which family of qualifiers it is of."""
    words: tuple[str, ...]


class Excerpt(msgspec.Struct, frozen=True, gc=False):
    """A text of the facts file that must stand in a source, word for word."""

    key: EvidenceKey
    source: str
    text: str
