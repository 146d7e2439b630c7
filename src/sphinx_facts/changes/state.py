"""A state of a book: its facts, proofs, answers and passages, now or in a revision of git."""

from __future__ import annotations

import mimetypes
import os
import tempfile
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from ..facts.review_digests import passages_to_review
from ..facts.reviews import AllReviews, read_reviews
from ..facts.revisions import commit_of, named_in, restore, top_of, unknown_version
from ..facts.store import Store
from ..model.findings import CheckError
from ..model.passages import Location, Passage
from ..model.records import FactsFile, Lock
from ..model.reviews import PassageKey
from ..readers.documents import find_documents, myst_extensions
from ..rules.checker import Checker
from ..runner.passages import read_written
from ..runner.results import Unread

_NO_TEXT = ("image", "audio", "video", "font")
_NEEDS_BUILD = "only a build can read it, and none is run for this"


class ReadPassage(NamedTuple):
    """A passage of a chapter, and what tells whether it has been read against its evidence."""

    passage: Passage
    key: PassageKey | None
    """None of what is not to be read so."""


class State(NamedTuple):
    """A book as it is, or was."""

    name: str
    facts: FactsFile
    lock: Lock
    reviews: AllReviews
    chapters: dict[str, list[ReadPassage]]
    """The passages of each document, by its name in the working tree."""
    unread: list[Unread]


def state_now(docs: Path, facts: Path, extensions: Collection[str] | None) -> State:
    """The book as its files are. Raises `CheckError` where the facts do not load."""
    return _read("the working tree", docs, facts, extensions, str)


def state_at(revision: str, docs: Path, facts: Path, extensions: Collection[str] | None) -> State:
    """The book as it was in a revision. Raises `CheckError` where that, or its facts, cannot be
    read; what is wrong is named by revision and file.
    """
    commit_of(facts if facts.is_dir() else Path(), revision)
    top = top_of(facts if facts.is_dir() else Path())
    with tempfile.TemporaryDirectory() as name:
        # An include may lead anywhere in the repository, and out of it no more than there.
        there = Path(name).resolve()
        (there / ".git").mkdir()
        restore(top, revision, there, _may_be_text)

        def written(path: str) -> str:
            """The name in the working tree of a file that is read here."""
            below = Path(path)
            if not below.is_relative_to(there):
                return path
            return os.path.relpath(top / below.relative_to(there))

        def moved(folder: Path) -> Path:
            if not folder.resolve().is_relative_to(top.resolve()):
                raise unknown_version(folder, "this is not in the repository of the facts")
            return there / folder.resolve().relative_to(top.resolve())

        try:
            return _read(revision, moved(docs), moved(facts), extensions, written)
        except CheckError as problem:
            raise named_in(problem, there, lambda path: f"{revision}:{path}") from None


def _may_be_text(name: str) -> bool:
    kind, _ = mimetypes.guess_type(name)
    return (kind or "").partition("/")[0] not in _NO_TEXT


def _read(
    name: str, docs: Path, facts: Path, extensions: Collection[str] | None,
    written: Callable[[str], str],
) -> State:  # fmt: skip
    store = Store(facts)
    state = State(name, store.facts, store.lock, read_reviews(facts), {}, [])
    if docs.exists():
        checker = Checker(store.facts, store.frames)
        documents = find_documents([docs])
        enabled = myst_extensions(documents, extensions)
        for path, way in documents.ways.items():
            own = written(str(path))
            try:
                if way == "build":
                    state.unread.append(Unread(own, _NEEDS_BUILD))
                else:
                    passages = read_written(path, checker, enabled)
                    state.chapters[own] = list(_with_keys(passages, store.facts))
            except CheckError as problem:
                state.unread.append(Unread(own, problem.findings[0].message))
    return state


def _with_keys(passages: list[Passage], facts: FactsFile) -> Iterator[ReadPassage]:
    places: dict[Location, PassageKey] = {
        each.location: each.key for each in passages_to_review(passages, facts)
    }
    for passage in passages:
        if passage.text and not passage.is_literal:
            yield ReadPassage(passage, places.get(passage.locate(0, len(passage.text))))
