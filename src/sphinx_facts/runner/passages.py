"""Read the passages of a book, by whatever each of its documents is read, and judge none."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from ..facts.store import Store
from ..model.passages import Passage
from ..readers.documents import Documents, find_documents, myst_extensions
from ..readers.myst import read_chapter
from ..readers.text_files import NOTEBOOK, read_text
from ..rules.checker import Checker


class ReadChapter(NamedTuple):
    """A document as it was named, and its passages, those of code among them."""

    path: str
    passages: list[Passage]


def read_book(
    docs: Sequence[Path], store: Store, checker: Checker,
    extensions: Collection[str] | None = None,
) -> Iterator[ReadChapter]:  # fmt: skip
    """The documents among and below `docs`, in order. Raises `CheckError` where one cannot be read;
    what only a build can read, and none has, is left out.
    """
    documents = find_documents(docs)
    enabled = myst_extensions(documents, extensions)
    built = dict(_built(documents, store))
    for path in documents.ways:
        passages = built.get(path)
        if documents.ways[path] != "build":
            passages = read_written(path, checker, enabled)
        if passages is not None:
            yield ReadChapter(str(path), passages)


def read_written(path: Path, checker: Checker, extensions: Collection[str]) -> list[Passage]:
    """The passages of a document that is read as it is written. Raises `CheckError`."""
    if path.suffix == NOTEBOOK:
        from ..readers.notebook import Notebook

        book = Notebook(path, read_text(path))
        return book.passages(checker.display_text, extensions, read_text)
    return read_chapter(path, checker.display_text, extensions, read_text)


def _built(documents: Documents, store: Store) -> Iterator[tuple[Path, list[Passage]]]:
    homes = documents.homes
    for folder in dict.fromkeys(homes.values()):
        from .built import read_by_building

        paths = [path for path, home in homes.items() if home == folder]
        book = documents.configurations.get(folder)
        read = read_by_building(folder, book, paths, store.folder).passages
        yield from ((path, read[str(path)]) for path in paths if str(path) in read)
