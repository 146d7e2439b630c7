"""What is said of a piece of evidence: what it takes from its source, and what proves that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ..english.quotations import in_marks
from ..english.when.dates import written_date
from ..facts.corroboration import Relation
from ..facts.store import Store
from ..model.keys import EvidenceKey
from ..model.records import Evidence, LockedRun, LockedSource, Source
from .parts import Code, ExcerptPlace, Line, Name, Parts, Record, joined, line

_CLOSED = (".", "?", "!", ".”", "?”", "!”", '."', '?"', '!"')


class EvidenceView(NamedTuple):
    """A piece of evidence, and what shows that it stands in its source."""

    key: EvidenceKey
    item: Evidence
    text: str
    """The excerpt; that of a quote is the quote itself."""
    source: Source
    locked: LockedSource | None
    run: LockedRun | None
    origin: str
    """The id of whoever it goes back to."""
    relation: Relation | None
    """How it stands to the wording of the fact; None where it is of a person."""

    @property
    def is_proven(self) -> bool:
        """Whether the lock has a proof of it, or a data file, which is read on every check."""
        return self.item.at is not None or self.run is not None

    @property
    def words(self) -> list[tuple[int, int]]:
        """The numbers of its first and last word in the source, from 1, as the lock has them; of
        each of its pieces, where it leaves words out. Empty where its place is not known.
        """
        places = self.run.places(self.text) if self.run is not None else []
        return [(start + 1, end) for start, end in places]

    @property
    def excerpt(self) -> Record:
        return Record(self.key.entry, in_marks(self.text))

    @property
    def in_sentence(self) -> Parts:
        """The excerpt, with an ellipsis where the sentence of the source goes on."""
        before, after = (self.run.before, self.run.after) if self.run is not None else ("", "")
        opening = "…\N{NO-BREAK SPACE}" if before and not before.endswith(_CLOSED) else ""
        closing = "\N{NO-BREAK SPACE}…" if after and not self.text.endswith(_CLOSED) else ""
        return opening, self.excerpt, closing

    @property
    def cited_source(self) -> Parts:
        """Its source with title and date."""
        place, published = f"sources/{self.item.source}", written_date(self.source.published)
        title = [(Record(place, in_marks(self.source.title)),)] if self.source.title else []
        date = (Record(place, published) if published else "undated",)
        return joined([(Record(place, self.source.publisher),), *title, date], ", ")

    def lines(self) -> Iterator[Line]:
        """For the list of entries."""
        source = Name("source", self.item.source, self.source.publisher)
        if self.item.at is not None:
            yield line("evidence", "Evidence", *value_at(self.item.at), " – ", source)
            yield line("proof", "Proof", "compared with the data file on every check")
            return
        is_other = self.item.figure is not None and self.relation is not None
        relation = f" ({self.relation})" if is_other else ""
        yield line("evidence", "Evidence", self.excerpt, " – ", source, relation)
        yield line("proof", "Proof", *self._proof)

    def on_card(self, as_of: Parts) -> Iterator[Line]:
        """In full, with the time of which the fact is said."""
        since = (", as of ", *as_of) if as_of else ()
        source = line("source", "Source", *self.cited_source, *since)
        if self.item.at is not None:
            yield source
            yield line("proof", "Proof", "read from the data file, at ", Code(self.item.at))
            return
        yield line("excerpt", "", *self.in_sentence)
        yield source
        yield line("proof", "Proof", *self._proof)

    def beside(self) -> Line:
        """In short, beside the evidence of the fact's own wording."""
        return line("other", "Also", *self.cited_source, ": ", self.excerpt, f" ({self.relation})")

    @property
    def _proof(self) -> Parts:
        """Where in its source the excerpt stands, or why that is not known."""
        if not self.words or self.locked is None:
            return ("none: of this source only the excerpt was recorded, and sealed",)
        words = ", ".join(f"{first}–{last}" for first, last in self.words)
        words = f"{words} of {self.locked.words}"
        return "word for word, at words ", ExcerptPlace(words, self.item.source, self.key)


def view_evidence(
    store: Store, key: EvidenceKey, item: Evidence, own: str,
    origin: str, relation: Relation | None = None,
) -> EvidenceView:  # fmt: skip
    """What is said of a piece of evidence; `own` is the wording of its entry."""
    lock = store.lock
    return EvidenceView(
        key=key,
        item=item,
        text=item.excerpt or own,
        source=store.facts.sources[item.source],
        locked=lock.sources.get(item.source),
        run=lock.run_of(key),
        origin=origin,
        relation=relation,
    )


def value_at(place: str) -> Parts:
    """A value of a data file."""
    return "the value at ", Code(place)


def words_at(places: Sequence[tuple[int, int]]) -> tuple[str, str]:
    """Of runs of words, counted from 0, a label and the numbers of their words, counted from 1."""
    (start, end), *others = places
    if end == start + 1 and not others:
        return "word ", f"{end}"
    return "words ", ", ".join(f"{first + 1}–{last}" for first, last in places)
