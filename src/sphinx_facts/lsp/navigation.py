"""Where an entry is recorded and where it is named, and what gives it another id."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from itertools import accumulate
from pathlib import Path

from lsprotocol import types

from ..drafting.mentions import documents_of, find_mentions
from ..drafting.rename import rename
from ..readers.changes import Change
from .book import Book, Loaded
from .citations import Use, uses_in, uses_in_facts
from .positions import Text
from .workspace import Workspace

RENAMED = ("facts", "people", "sources")
"""The maps of the facts file whose entries can get another id."""


def uses_of(book: Book, loaded: Loaded, path: Path, text: Text) -> list[Use]:
    """Everything that is named in a file of the book."""
    if book.is_facts(path):
        return list(uses_in_facts(str(path), text.content, loaded.store.facts))
    return list(uses_in(text.content))


def use_at(uses: list[Use], offset: int) -> Use | None:
    """What is named at a place: that whose id is there, or else the citation around it."""
    named = (use for use in uses if use.start <= offset <= use.end)
    around = (use for use in uses if use.whole[0] <= offset < use.whole[1])
    return next(named, None) or next(around, None)


def definition(loaded: Loaded, workspace: Workspace, use: Use) -> types.Location | None:
    """Where an entry is recorded; None where there is no such entry."""
    if use.id not in getattr(loaded.store.facts, use.map):
        return None
    where = loaded.store.locate(use.map, use.id)
    path = Path(where.path)
    return types.Location(workspace.uri_of(path), workspace.text(path).range_of(where))


def references(
    book: Book, loaded: Loaded, workspace: Workspace, use: Use, with_definition: bool
) -> Iterator[types.Location]:
    """Every place that names an entry, in the documents and in the files of facts."""
    own = definition(loaded, workspace, use)
    documents = documents_of([book.docs]) if book.docs.exists() and use.map in RENAMED else []
    for path in [*documents, *book.facts_files()]:
        text = workspace.text(path)
        if use.id not in text.content:
            continue
        for start, end in _mentions(book, loaded, path, text.content, use):
            place = types.Location(workspace.uri_of(path), text.range(start, end))
            if with_definition or place != own:
                yield place


def _mentions(
    book: Book, loaded: Loaded, path: Path, content: str, use: Use
) -> list[tuple[int, int]]:
    if not book.is_facts(path):
        return find_mentions(content, use.map, use.id)
    every = uses_in_facts(str(path), content, loaded.store.facts)
    return [(each.start, each.end) for each in every if (each.map, each.id) == (use.map, use.id)]


def renamed(
    book: Book, loaded: Loaded, workspace: Workspace, use: Use, new: str
) -> types.WorkspaceEdit:
    """What gives an entry another id wherever the book names it. Raises `CheckError`."""
    docs = [book.docs] if book.docs.exists() else []
    work = rename(loaded.store, use.id, new, docs, kind=use.map, read=workspace.read_as_written)
    return edit_of(work.changes, workspace)


def edit_of(changes: Iterable[Change], workspace: Workspace) -> types.WorkspaceEdit:
    """Changes of files that are there, as an editor makes them."""
    return types.WorkspaceEdit(
        changes={
            workspace.uri_of(each.path): list(_edits(each.old, each.new, workspace))
            for each in changes
            if each.old is not None and each.new is not None and each.old != each.new
        }
    )


def _edits(old: str, new: str, workspace: Workspace) -> Iterator[types.TextEdit]:
    """The lines that differ: whoever replaced all would lose where the author was."""
    text, before, after = Text(old, workspace.encoding), _lines(old), _lines(new)
    starts = [0, *accumulate(map(len, before))]
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield types.TextEdit(text.range(starts[start], starts[end]), "".join(after[first:last]))


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", text)
