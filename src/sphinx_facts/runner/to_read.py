"""Which documents of a book are read as they are written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..model.findings import CheckError
from ..model.passages import Location
from ..readers.documents import Documents, find_documents
from .results import nothing_to_check


def find_chapters(docs: Sequence[Path]) -> list[Path]:
    """The Markdown files among and below `docs`, in order. Raises `CheckError` where there is no
    document at all.
    """
    documents = find_documents(docs)
    to_read(docs, documents)
    return documents.written("markdown")


def to_read(docs: Sequence[Path], documents: Documents) -> list[Path]:
    """The documents that are read as they are written, and the settings of which pages show some.
    Raises `CheckError` where there is no document.
    """
    if not documents.ways:
        places = " ".join(map(str, docs))
        raise CheckError(nothing_to_check(Location(places), "no chapter (*.md) is here"))
    books = documents.configurations.values() if any(path.is_dir() for path in docs) else ()
    settings = [book.path for book in books if book.path is not None and book.shows_text]
    return [*documents.written("markdown", "notebook"), *settings]
