"""Shows what a passage cites: claims, excerpts in their sentences, sources, speakers and times."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path

from ..english.qualifiers import QualifierKind
from ..english.quotations import in_marks
from ..english.running_text import RunningText, around
from ..english.sentences import sentence_around
from ..english.when.dates import written_date
from ..facts.corroboration import MEANINGS
from ..facts.store import Store
from ..figures.arithmetic import ids_in
from ..model.findings import CheckError
from ..model.keys import EvidenceKey, WithEvidence
from ..model.records import Evidence, Fact, Person, Source
from ..proof.snapshots import read_snapshot, source_words
from ..rules.fact_index import FactIndex
from .differences import kinds_in, marks_beside, pieces, qualifiers_in
from .records import ShownEntry, ShownEvidence

_WORDS_BESIDE = 200
"""Of a snapshot, so many words on each side are looked at for the ends of the sentence."""
_NOBODY = "the source itself, which names nobody"


class Recorded:
    """What is recorded, ready to be laid beside passages. With `snapshots`, a folder with the texts
    of the sources, whole sentences are shown; otherwise what the lock has of them.
    """

    def __init__(self, store: Store, index: FactIndex, snapshots: Path | None = None) -> None:
        self._store, self._facts, self._index = store, store.facts, index
        self._snapshots = snapshots
        self.text_around = cache(self._text_around)
        self._words_of = cache(self._read_words)
        self.kinds_of = cache(self._kinds_of)

    def entry_keys(self, kind: str | None, target: str) -> list[tuple[str, str]]:
        """The kinds and ids of what a citation names: of an expression, all in it."""
        ids = ids_in(target) if kind == "fact" else [target]
        return [(kind or "", each) for each in ids if self.entry(kind, each) is not None]

    def entry(self, kind: str | None, id_: str) -> Fact | Person | Source | None:
        """What the facts file has by this name."""
        match kind:
            case "fact":
                return self._facts.facts.get(id_)
            case "person":
                return self._facts.people.get(id_)
            case "source":
                return self._facts.sources.get(id_)
        return None

    def _kinds_of(self, id_: str) -> frozenset[QualifierKind]:
        """The kinds of qualifiers in what sources say of a fact, in their sentences."""
        fact = self._facts.facts[id_]
        texts = [self.text_around("facts", id_, n).text for n in range(len(fact.evidence))]
        return kinds_in([*texts, fact.wording])

    def show(self, kind: str, id_: str, others: Collection[QualifierKind]) -> ShownEntry:
        """An entry; its qualifiers are held against the kinds that the passage has."""
        entry = self.entry(kind, id_)
        if isinstance(entry, Fact):
            wording = entry.wording if entry.kind == "figure" else in_marks(entry.wording)
            lines = list(self._lines_of_fact(id_, entry))
            evidence = self._evidence("facts", id_, entry, others)
            return ShownEntry(entry.kind, id_, wording, entry.claim, lines, evidence)
        if isinstance(entry, Person):
            lines = [("As the source puts it", entry.role), *_noted(entry.note)]
            evidence = self._evidence("people", id_, entry, others)
            return ShownEntry("person", id_, entry.name, entry.claim, lines, evidence)
        assert isinstance(entry, Source)
        lines = [("Published", written_date(entry.published) or "not known"), *_noted(entry.note)]
        lines += [("It also says", in_marks(text)) for text in entry.excerpts]
        return ShownEntry("source", id_, _source(entry), "", lines)

    def _lines_of_fact(self, id_: str, fact: Fact) -> Iterator[tuple[str, str]]:
        sayer = self._facts.people.get(fact.attributed_to or "")
        if sayer is not None:
            yield "Said by", f"{sayer.name}, {sayer.role}"
        elif fact.kind != "quote":
            yield "Said by", _NOBODY
        if fact.as_of:
            yield "As of", written_date(fact.as_of)
        if fact.happened:
            yield "Happened", written_date(fact.happened)
        standing = self._index.standings.of(id_)
        yield "Standing", f"{standing}: {MEANINGS[standing]}"
        for each in self._index.standings.attestations(id_)[len(fact.evidence) :]:
            source = _source(self._facts.sources[each.evidence.source])
            other = self._facts.facts[each.fact]
            yield "At the same time", f"{other.wording} – {source} ({each.relation})"
        yield from _noted(fact.note)

    def _evidence(
        self, kind: WithEvidence, id_: str, entry: Fact | Person,
        others: Collection[QualifierKind],
    ) -> list[ShownEvidence]:  # fmt: skip
        return [
            self._shown(kind, id_, number, item, others)
            for number, item in enumerate(entry.evidence)
        ]

    def _shown(
        self, kind: WithEvidence, id_: str, number: int, item: Evidence,
        others: Collection[QualifierKind],
    ) -> ShownEvidence:  # fmt: skip
        around = self.text_around(kind, id_, number)
        text, start, end = around.text, around.start, around.end
        marks = marks_beside(qualifiers_in(text), others) if kind == "facts" else []
        source = self._facts.sources[item.source]
        return ShownEvidence(
            before=pieces(text, (0, start), marks),
            excerpt=pieces(text, (start, end), marks),
            after=pieces(text, (end, len(text)), marks),
            source=_source(source),
            proof=self._proof(EvidenceKey(kind, id_, number), item),
            address=source.url or "",
            attribution=item.attribution or "",
            figure=item.figure or "",
        )

    def is_proven(self, key: EvidenceKey, item: Evidence) -> bool:
        """Whether it stands word for word in what was recorded of its source."""
        return item.at is not None or self._store.lock.run_of(key) is not None

    def _proof(self, key: EvidenceKey, item: Evidence) -> str:
        if item.at is not None:
            return f"the value at {item.at}, compared with the data on every check"
        if self.is_proven(key, item):
            return "word for word in the recorded text"
        return "not proven: of this source only the excerpt was recorded"

    # The sentence of an excerpt

    def _text_around(self, kind: WithEvidence, id_: str, number: int) -> RunningText:
        """An excerpt within its sentence, or as much of it as is known."""
        entry = (self._facts.facts if kind == "facts" else self._facts.people)[id_]
        item = entry.evidence[number]
        own = entry.wording if isinstance(entry, Fact) else entry.name
        excerpt = item.excerpt or own
        before, after = self._beside(EvidenceKey(kind, id_, number), item, excerpt)
        whole = around(before, excerpt, after)
        first, last = sentence_around(whole.text, whole.start, whole.end)
        text = whole.text[first:last].rstrip()
        start = whole.start - first
        return RunningText(text, start, min(start + len(excerpt), len(text)))

    def _beside(
        self, key: EvidenceKey, item: Evidence, excerpt: str
    ) -> tuple[list[str], list[str]]:
        """The folded words before and after an excerpt: of the snapshot, or of the lock."""
        run = self._store.lock.run_of(key)
        if run is None:
            return [], []
        start, end = run.start, run.places(excerpt)[-1][1]
        if words := self._words_of(item.source):
            first = max(0, start - _WORDS_BESIDE)
            return words[first:start], words[end : end + _WORDS_BESIDE]
        return run.before.split(), run.after.split()

    def _read_words(self, source: str) -> list[str]:
        """The words of a snapshot; none where it is not at hand, or is not what was recorded."""
        locked = self._store.lock.sources.get(source)
        if self._snapshots is None or locked is None:
            return []
        try:
            words = source_words(read_snapshot(self._snapshots, source))
        except CheckError:
            return []
        return words if len(words) == locked.words else []


def _source(source: Source) -> str:
    title = [in_marks(source.title)] if source.title else []
    return ", ".join([source.publisher, *title, written_date(source.published) or "undated"])


def _noted(note: str | None) -> list[tuple[str, str]]:
    return [("Note", note)] if note else []
