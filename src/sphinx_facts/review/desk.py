"""Lays the passages of a book on the desk, each with its evidence and what was answered of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from ..english.qualifiers import QualifierKind
from ..facts.review_digests import ReviewKeys, is_to_review
from ..facts.reviews import AllReviews, read_reviews
from ..facts.store import Store
from ..model.keys import EvidenceKey
from ..model.passages import HIDDEN, Citation, Passage
from ..model.reviews import PassageKey, Reviews
from ..rules.checker import Checker
from ..runner.passages import read_book
from ..settings import Settings
from .differences import kinds_in, marks_beside, pieces, qualifiers_in, sentences_of
from .evidence import Recorded
from .records import Dossier, Doubt, ShownEntry


class Desk:
    """The passages of a book, in their order; one that stands twice is read once.

    Raises `CheckError` where the book, its facts or its answers cannot be read.
    """

    def __init__(
        self, docs: Sequence[Path], settings: Settings, snapshots: Path | None = None
    ) -> None:
        self.facts = Path(settings.facts)
        self.asked: Reviews = "any" if settings.reviews == "off" else settings.reviews
        store = Store(self.facts)
        checker = Checker(store.facts, store.frames, settings.own_things, settings.reading)
        self.sources = {id_: each.publisher for id_, each in store.facts.sources.items()}
        laying = _Laying(Recorded(store, checker, snapshots), checker)
        keys = ReviewKeys(store.facts)
        self._dossiers: dict[PassageKey, Dossier] = {}
        for chapter in read_book(docs, store, checker, settings.myst_extensions):
            for passage in filter(is_to_review, chapter.passages):
                key = keys.of(passage)
                if key not in self._dossiers:
                    self._dossiers[key] = laying.dossier(key, chapter.path, passage)
        self._passages = {key.passage for key in self._dossiers}

    def __contains__(self, key: object) -> bool:
        return key in self._dossiers

    def __getitem__(self, key: PassageKey) -> Dossier:
        return self._dossiers[key]

    def has_passage(self, passage: str) -> bool:
        """Whether a passage with this digest is there, whatever it cites."""
        return passage in self._passages

    def dossiers(self) -> list[Dossier]:
        """All of them, with what is answered by now. Raises `CheckError`."""
        reviews = read_reviews(self.facts)
        return [self._answered(each, reviews) for each in self._dossiers.values()]

    def dossier(self, key: PassageKey) -> Dossier:
        """Likewise, one of them."""
        return self._answered(self._dossiers[key], read_reviews(self.facts))

    def _answered(self, dossier: Dossier, reviews: AllReviews) -> Dossier:
        review = reviews.of(dossier.key)
        state, answers = review.state(self.asked), list(review.answers)
        return msgspec.structs.replace(dossier, state=state, answers=answers)


class _Laying:
    """Puts dossiers together."""

    def __init__(self, recorded: Recorded, checker: Checker) -> None:
        self._recorded, self._checker = recorded, checker

    def dossier(self, key: PassageKey, chapter: str, passage: Passage) -> Dossier:
        keys = list(dict.fromkeys(each for c in passage.citations for each in self._cited(c)))
        sentences = self._sentences(passage)
        kinds = {entry: self._kinds_beside(passage, entry, sentences) for entry in keys}
        entries = [self._recorded.show(*entry, kinds[entry]) for entry in keys]
        marks = [
            mark
            for (first, last), cited in sentences.items()
            for mark in marks_beside(
                [q for q in qualifiers_in(passage.text) if first <= q.start < last],
                frozenset[QualifierKind]().union(*(self._recorded.kinds_of(i) for i in cited)),
            )
        ]
        cited = [(c.start, c.end, keys.index(e)) for c in passage.citations
                 for e in self._cited(c)[:1]]  # fmt: skip
        text = passage.text.replace(HIDDEN, "…")
        over = passage.structure
        labels = ("Leads to it", over.introduction), ("Row", over.row), ("Column", over.column)
        return Dossier(
            key=key, chapter=chapter, place=str(passage.locate(0, 1)),
            headings=list(over.headings), over=[each for each in labels if each[1]],
            is_heading=passage.is_heading, pieces=pieces(text, (0, len(text)), marks, cited),
            entries=entries,
            doubts=sorted(set(self._doubts(passage, keys, entries, bool(_differ(marks))))),
        )  # fmt: skip

    def _cited(self, citation: Citation) -> list[tuple[str, str]]:
        return self._recorded.entry_keys(citation.traits.entry, citation.target)

    def _sentences(self, passage: Passage) -> dict[tuple[int, int], list[str]]:
        """The sentences that cite facts, each with the ids of these."""
        found: dict[tuple[int, int], list[str]] = {}
        for citation in passage.citations:
            ids = [id_ for kind, id_ in self._cited(citation) if kind == "fact"]
            if ids:
                (span,) = sentences_of(passage.text, [(citation.start, citation.end)])
                found.setdefault(span, []).extend(ids)
        return found

    def _kinds_beside(
        self,
        passage: Passage,
        entry: tuple[str, str],
        sentences: Mapping[tuple[int, int], list[str]],
    ) -> Collection[QualifierKind]:
        """The kinds of qualifiers in the sentences that cite a fact."""
        kind, id_ = entry
        citing = [span for span, ids in sentences.items() if kind == "fact" and id_ in ids]
        return kinds_in(passage.text[first:last] for first, last in citing)

    def _doubts(
        self, passage: Passage, keys: Sequence[tuple[str, str]], entries: Sequence[ShownEntry],
        differs: bool,
    ) -> Iterator[Doubt]:  # fmt: skip
        if not keys and not passage.is_heading:
            yield "cites nothing"
        shown = [p for e in entries for v in e.evidence for p in (*v.before, *v.excerpt, *v.after)]
        if differs or any(piece.mark == "differs" for piece in shown):
            yield "qualifiers differ"
        if any(citation.traits.target == "expression" for citation in passage.citations):
            yield "reckoned"
        for kind, id_ in keys:
            if kind == "fact":
                yield from self._doubts_of_fact(id_)
        if any(label == "Note" for entry in entries for label, _ in entry.lines):
            yield "noted"

    def _doubts_of_fact(self, id_: str) -> Iterator[Doubt]:
        facts = self._checker.facts
        fact, standing = facts.facts[id_], self._checker.standings.of(id_)
        if standing != "corroborated":
            yield standing
        for number, item in enumerate(fact.evidence):
            if not self._recorded.is_proven(EvidenceKey("facts", id_, number), item):
                yield "not proven"
            if not fact.times and facts.sources[item.source].published is None:
                yield "undated"
        if fact.kind == "figure" and fact.attributed_to is None:
            yield "nobody named"


def _differ(marks: Sequence[tuple[object, str]]) -> list[object]:
    return [each for each, how in marks if how == "differs"]
