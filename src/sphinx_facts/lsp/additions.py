"""Facts that can be added for what is not cited: of the places of sources at hand that have it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from lsprotocol import types

from ..drafting.add import add_fact
from ..drafting.candidates import candidates, is_there_already
from ..drafting.output import refuse
from ..drafting.places import SourceText
from ..english.quotations import find_quotations
from ..model.findings import CheckError
from ..proof.snapshots import excerpts_by_source, fully_recorded, read_snapshot
from ..text.words import find_run, split
from .book import Book, Loaded
from .navigation import edit_of
from .workspace import Workspace

_MOST = 5
"""Places that are looked at of each source."""


class Addable(NamedTuple):
    """Words of a source that may be what is not cited."""

    source: str
    words: str
    number: int
    """Which of the places that have these words, from 0."""
    sentence: str


def addable(book: Book, loaded: Loaded, shown: str) -> Iterator[Addable]:
    """Where the sources at hand have an uncited figure or quotation that nobody has recorded."""
    words, recorded = _words_of(loaded, shown), excerpts_by_source(loaded.store.facts)
    for id_ in fully_recorded(loaded.store) if words else ():
        if id_ in book.snapshots_at_hand():
            text = SourceText(read_snapshot(book.snapshots, id_))
            for number, place in enumerate(text.find(words)[:_MOST]):
                sentence = text.excerpt(text.sentence(place))
                if not any(_has(sentence, each.text, words) for each in recorded.get(id_, ())):
                    yield Addable(id_, words, number, sentence)


def _has(sentence: str, excerpt: str, words: str) -> bool:
    """Whether an excerpt of a sentence has some words."""
    run = [word.lower() for word in split(excerpt)]
    whole, part = ([word.lower() for word in split(text)] for text in (sentence, words))
    return find_run(run, part) >= 0 and find_run(whole, run) >= 0


def _words_of(loaded: Loaded, shown: str) -> str:
    """What of an uncited text a source must have: the words quoted, or the number."""
    quoted = [each.text for each in find_quotations(shown)]
    figures = [shown[each.start : each.end] for each in loaded.checker.find(shown)]
    return next(iter([*quoted, *figures]), "")


def added(
    book: Book, loaded: Loaded, workspace: Workspace, source: str, words: str, number: int
) -> tuple[str, types.WorkspaceEdit]:
    """The id of the fact that these words of a source are, and what adds it. Raises `CheckError`
    where they are none, or are recorded already.
    """
    if book.problems:
        raise CheckError(*book.problems)
    where = loaded.store.locate("sources", source)
    snapshot = read_snapshot(book.snapshots, source)
    text = SourceText(snapshot)
    places = text.find(words)
    if not 0 <= number < len(places):
        refuse(where, f"these words do not stand in {source} any more", "ask again")
    found = candidates(loaded.store, source, text, places[number])
    if not found:
        refuse(where, "no fact can be made of these words", "write it by hand")
    candidate = found[0]
    for id_ in candidate.known:
        if is_there_already(loaded.store, id_, candidate.fact.evidence[0]):
            refuse(where, f"this is recorded already: {id_}", f"cite {id_}")
    made = add_fact(loaded.store, candidate, {source: snapshot}, read=workspace.read_as_written)
    return made.id, edit_of(made.changes, workspace)
