"""What is said of a fact, a person or a source: said here once, and shown in many forms.

A view holds what is recorded of an entry and what follows from it, and gives it as labelled lines.
Cards, lists, the heads of pages and the files for programs show a view, each in a form of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple, Protocol

from ..english.quotations import in_marks
from ..english.when.dates import written_date
from ..facts.corroboration import MEANINGS, Attestation, Relation, Standing
from ..facts.store import Store
from ..figures.arithmetic import ids_in
from ..figures.figure import Figure
from ..model.keys import EvidenceKey
from ..model.records import UNKNOWN, Evidence, Fact, FactsFile, Person, Source
from ..rules.checker import Checker
from .evidence_view import EvidenceView, view_evidence
from .parts import (
    Address,
    Code,
    EntryKind,
    Line,
    Link,
    Name,
    Own,
    Parts,
    Places,
    Record,
    Title,
    excerpts_of,
    joined,
    line,
)  # fmt: skip

_MOST_OTHERS = 3
"""How many sources a card names beside that of its own wording; the index has all of them."""
_NOT_KNOWN = "not known"


class Book(Protocol):
    """What views are made of: the recorded facts, and where they are cited and listed. The domain
    of a book that is built is one; where nothing is built, nothing is listed.
    """

    store: Store
    checker: Checker

    @property
    def facts(self) -> FactsFile: ...

    def places_of(self, kind: str, target: str) -> Places:
        """Where an entry is cited."""
        ...

    def page_of(self, kind: str) -> str | None:
        """The document that lists the entries of this kind."""
        ...


class StandingView(NamedTuple):
    """What the sources of a fact are worth together."""

    name: Standing
    later: Name | None
    """The fact that has replaced it."""
    origins: tuple[Record, ...]
    """Whom it goes back to, as far as that is known."""

    @property
    def meaning(self) -> str:
        return MEANINGS[self.name]

    def said(self, *, leads_on: bool) -> Line:
        """With its origins; and with what has replaced the fact, where that is asked for."""
        later = (": ", self.later) if leads_on and self.later is not None else ()
        origins = joined(((each,) for each in self.origins), ", and to ")
        goes_back = (". As far as is known, it goes back to ", *origins) if origins else ()
        meaning = f": {self.meaning}"
        return line("standing", "Standing", Own(self.name), meaning, *later, *goes_back)


class FactView(NamedTuple):
    """A figure, quote or term, and all that is known of it."""

    id: str
    fact: Fact
    sayer: tuple[str, Person] | None
    """Who says it: the id and the entry."""
    standing: StandingView
    evidence: tuple[EvidenceView, ...]
    others: tuple[EvidenceView, ...]
    """The evidence of other facts that count the same at the same time."""
    alike: tuple[tuple[Name, Relation], ...]
    """These facts, and how each stands to this."""
    cited_in: Places

    @property
    def place(self) -> str:
        return f"facts/{self.id}"

    @property
    def claim(self) -> Line:
        return line("claim", "", Record(self.place, self.fact.claim))

    @property
    def wording(self) -> Record:
        """As it is shown: what is quoted stands in its marks."""
        return Record(self.place, marked(self.fact))

    @property
    def as_of(self) -> Parts:
        """The time of which it is said; empty where it has none."""
        return (Record(self.place, written_date(self.fact.as_of)),) if self.fact.as_of else ()

    @property
    def happened(self) -> Parts:
        """When the event took place; empty where that is not recorded."""
        time = self.fact.happened
        return (Record(self.place, written_date(time)),) if time else ()

    @property
    def said_by(self) -> Parts:
        """Who says it; empty where that cannot be told."""
        if self.sayer is not None:
            id_, person = self.sayer
            return Name("person", id_, person.name), ", ", Record(f"people/{id_}", person.role)
        return ("the source itself, which names nobody",) if self.fact.kind != "quote" else ()

    def lines(self) -> Iterator[Line]:
        """All that is known, for the list of facts."""
        yield self.claim
        yield line("kind", "Kind", self.fact.kind)
        if self.said_by:
            yield line("speaker", "Speaker" if self.fact.speaker else "Said by", *self.said_by)
        if self.as_of:
            yield line("as-of", "As of", *self.as_of)
        if self.happened:
            yield line("happened", "Happened", *self.happened)
        yield self.standing.said(leads_on=True)
        for evidence in self.evidence:
            yield from evidence.lines()
        for name, relation in self.alike:
            yield line("alike", "At the same time", name, f" ({relation})")
        yield from _closing(self.place, self.fact, self.cited_in)

    def on_card(self, *, with_others: bool = True) -> Iterator[Line]:
        """What a reader sees behind a citation: one piece of evidence in full, others in short."""
        yield self.claim
        yield line("wording", "Recorded as", self.wording)
        if self.said_by:
            yield line("speaker", "Said by", *self.said_by)
        if self.happened:
            yield line("happened", "Happened", *self.happened)
        first, *others = (*self.evidence, *self.others)
        yield from first.on_card(self.as_of)
        if with_others:
            yield from (other.beside() for other in others[:_MOST_OTHERS])
            if len(others) > _MOST_OTHERS:
                yield line("other", "Also", "more of them, in the index")
        yield self.standing.said(leads_on=False)


class PersonView(NamedTuple):
    """Somebody, or an institution, whom a source names."""

    id: str
    person: Person
    evidence: tuple[EvidenceView, ...]
    says: tuple[Name, ...]
    cited_in: Places

    def lines(self) -> Iterator[Line]:
        """All that is known, for the list of people."""
        place = f"people/{self.id}"
        yield line("claim", "", Record(place, self.person.claim))
        yield line("role", "As the source puts it", Record(place, self.person.role))
        for evidence in self.evidence:
            yield from evidence.lines()
        if self.says:
            yield line("says", "Says", *joined(((name,) for name in self.says), "; "))
        yield from _closing(place, self.person, self.cited_in)


class SourceView(NamedTuple):
    """A document that was read; what is not known of it is said to be not known."""

    id: str
    source: Source
    words: int
    """How many it has; 0 where it was not recorded as a whole."""
    root: str
    based_on: Parts
    """Whom it has what it says from; empty where it names nobody."""
    independent: Parts
    """Why it, or what it is based on, is a voice of its own; empty where nobody says that it is."""
    excerpts: Title | None
    """The document that lists its excerpts, if one does."""
    cited_in: Places

    def lines(self) -> Iterator[Line]:
        """All that is known, for the list of sources."""
        place, source = f"sources/{self.id}", self.source
        for label, text in (("Title", source.title), ("Published", written_date(source.published))):
            yield line(label.lower(), label, Record(place, text) if text else _NOT_KNOWN)
        yield line("address", "Address", Address(source.url) if source.url else _NOT_KNOWN)
        if source.accessed:
            yield line("accessed", "Read", Record(place, written_date(source.accessed)))
        if source.archived:
            yield line("archived", "Copy", Address(source.archived))
        if source.author:
            yield line("author", "Author", Record(place, source.author))
        yield from self._recorded()
        if self.based_on:
            yield line("based-on", "Based on", *self.based_on)
        if self.independent:
            yield line("independent", "Independent", *self.independent)
        if self.excerpts is not None:
            yield line("excerpts", "Excerpts", self.excerpts)
        yield from _closing(place, source, self.cited_in)

    def _recorded(self) -> Iterator[Line]:
        if self.source.recorded == "full" and self.root:
            yield line("recorded", "Recorded", "the whole text, with a proof for each excerpt")
            yield line("words", "Words", Code(str(self.words)))
            yield line("root", "Root", Code(self.root))
        elif self.source.recorded == "data":
            yield line("recorded", "Recorded", "the data, compared on every check")
        else:
            text = "by excerpts alone, which are sealed but not proven"
            yield line("recorded", "Recorded", text)


def _closing(place: str, entry: Fact | Person | Source, cited_in: Places) -> Iterator[Line]:
    """What is said last of every entry."""
    if entry.note:
        yield line("note", "Note", Record(place, entry.note))
    for code, reason in entry.allow.items():
        yield line("allowed", "Accepted", Code(code), ": ", Record(place, reason))
    yield line("cited-in", "Cited in", cited_in)


# What is said of an entry in passing


def marked(fact: Fact) -> str:
    """The wording of a fact as it is shown: what is quoted in its marks."""
    return fact.wording if fact.kind == "figure" else in_marks(fact.wording)


def name_of(facts: FactsFile, kind: EntryKind, id_: str) -> Name:
    """What leads to an entry: the wording of a fact, the name of a person, a publisher."""
    if kind == "fact":
        return Name(kind, id_, marked(facts.facts[id_]))
    name = facts.people[id_].name if kind == "person" else facts.sources[id_].publisher
    return Name(kind, id_, name)


def and_cited_in(places: Places) -> Parts:
    """Where an entry is cited, to go on a line behind its name."""
    return (", cited in ", places) if places.uses else (", not cited",)


def number_of(book: Book, id_: str) -> Figure | None:
    """The figure of a fact, where it was read as numbers; not one such as `one of the largest`."""
    figure = book.checker.figures.of(id_)
    return figure if figure is not None and figure.numbers and not figure.weak else None


# Making views


def view_fact(book: Book, id_: str) -> FactView:
    """What is said of a fact of the facts file."""
    facts, fact = book.facts, book.facts.facts[id_]
    attestations = book.checker.standings.attestations(id_)
    attested = tuple(_attested(book, attestations))
    own, sayer = len(fact.evidence), fact.attributed_to
    alike: dict[str, Relation] = {}
    for each in attestations[own:]:
        alike.setdefault(each.fact, each.relation)
    return FactView(
        id=id_,
        fact=fact,
        sayer=(sayer, facts.people[sayer]) if sayer is not None else None,
        standing=_standing(book, id_),
        evidence=attested[:own],
        others=attested[own:],
        alike=tuple((name_of(facts, "fact", each), how) for each, how in alike.items()),
        cited_in=book.places_of("fact", id_),
    )


def view_derived(facts: FactsFile, expression: str) -> Iterator[Line]:
    """What is said of a figure that is reckoned from facts: the expression, and each fact in it."""
    bounds = ", by the bounds of the recorded figures"
    yield line("claim", "", "Reckoned as ", Code(expression), bounds)
    for id_ in ids_in(expression):
        fact, place = facts.facts.get(id_), f"facts/{id_}"
        if fact is not None:
            wording, claim = Record(place, fact.wording), Record(place, fact.claim)
            entry = Link("fact", id_, "Entry")
            yield line("wording", Code(id_), wording, ". ", claim, " ", entry)


def view_person(book: Book, id_: str) -> PersonView:
    """What is said of a person of the facts file."""
    facts, person = book.facts, book.facts.people[id_]
    origin = book.checker.standings.origin
    evidence = (
        view_evidence(
            book.store, EvidenceKey("people", id_, number), item, person.name, origin(item)
        )
        for number, item in enumerate(person.evidence)
    )
    said = [each for each, fact in facts.facts.items() if fact.attributed_to == id_]
    return PersonView(
        id=id_,
        person=person,
        evidence=tuple(evidence),
        says=tuple(name_of(facts, "fact", each) for each in said),
        cited_in=book.places_of("person", id_),
    )


def view_source(book: Book, id_: str) -> SourceView:
    """What is said of a source of the facts file."""
    origin = book.checker.standings.origin(Evidence(source=id_))
    based_on: Parts = ()
    if origin == UNKNOWN:
        based_on = ("it does not tell what",)
    elif origin != id_:
        based_on = (_origin(book.facts, origin),)
    listing, locked = book.page_of(excerpts_of(id_)), book.store.lock.sources.get(id_)
    return SourceView(
        id=id_,
        source=book.facts.sources[id_],
        words=locked.words if locked is not None else 0,
        root=locked.root if locked is not None else "",
        based_on=based_on,
        independent=_independent(book.facts, origin),
        excerpts=Title(listing) if listing is not None else None,
        cited_in=book.places_of("source", id_),
    )


def _attested(book: Book, attestations: Iterable[Attestation]) -> Iterator[EvidenceView]:
    numbers: Counter[str] = Counter()
    for each in attestations:
        own = book.facts.facts[each.fact].wording
        key = EvidenceKey("facts", each.fact, numbers[each.fact])
        numbers[each.fact] += 1
        yield view_evidence(book.store, key, each.evidence, own, each.origin, each.relation)


def _standing(book: Book, id_: str) -> StandingView:
    facts, standings = book.facts, book.checker.standings
    later = standings.superseded_by(id_)
    origins = dict.fromkeys(each.origin for each in standings.attestations(id_))
    return StandingView(
        standings.of(id_),
        name_of(facts, "fact", later) if later is not None else None,
        tuple(_origin(facts, origin) for origin in origins if origin != UNKNOWN),
    )


def _independent(facts: FactsFile, origin: str) -> Parts:
    entry = facts.origins.get(origin) or facts.sources.get(origin)
    if entry is None or entry.independent is None:
        return ()
    kind = "origins" if origin in facts.origins else "sources"
    return (Record(f"{kind}/{origin}", entry.independent),)


def _origin(facts: FactsFile, id_: str) -> Record:
    """What an origin is called, as it is recorded."""
    kind = next(kind for kind in ("origins", "people", "sources") if id_ in getattr(facts, kind))
    entry = getattr(facts, kind)[id_]
    return Record(f"{kind}/{id_}", getattr(entry, "name", "") or entry.publisher)
