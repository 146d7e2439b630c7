"""Checks the documents of a book that a build reads, and tells what of the book is not read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..model.findings import Finding
from ..model.passages import Location
from ..readers.documents import Documents
from .results import ChapterResult, Unread, nothing_to_check

if TYPE_CHECKING:
    from .chapters import Chapters

_NO_BUILD = "only a build reads it, and none was to be made"
_COMPUTED = "worked out when the book is built, and so not known to a check: {}"


def unread_settings(documents: Documents) -> Iterator[Unread]:
    """The settings that are not known without running anything."""
    for book in documents.configurations.values():
        if book.unread:
            yield Unread(str(book.path), _COMPUTED.format(", ".join(book.unread)))
        language = book.values.get("language")
        if isinstance(language, str) and language.partition("_")[0].partition("-")[0] != "en":
            reason = f"its language is {language}, and English alone is read"
            yield Unread(str(book.path), reason)


class BuiltDocuments:
    """Those that a build reads; what it did not read is in `unread` once they are checked."""

    def __init__(self, documents: Documents, facts: Path, *, may_build: bool) -> None:
        self._documents, self._facts, self._may_build = documents, facts, may_build
        self.unread: list[Unread] = []
        self.read: list[str] = []
        """The paths of those that were read."""

    def check_read(self, others: Collection[Path]) -> Iterator[Finding]:
        """Something was read, of these or of others."""
        if self.unread and not self.read and not others:
            first = self.unread[0]
            message = f"no document here could be read: {first.reason}"
            yield nothing_to_check(Location(first.path), message, "install what it needs")

    def check(self, chapters: Chapters) -> Iterator[ChapterResult]:
        """What came of each."""
        homes = self._documents.homes
        for folder in dict.fromkeys(homes.values()):
            paths = [path for path, home in homes.items() if home == folder]
            if self._may_build:
                yield from self._check(folder, paths, chapters)
            else:
                self.unread += [Unread(str(path), _NO_BUILD) for path in paths]

    def _check(
        self, folder: Path, paths: list[Path], chapters: Chapters
    ) -> Iterator[ChapterResult]:
        from ..readers.markup import meant
        from ..rules.prose.markup import broken_markup
        from .built import read_by_building

        book = self._documents.configurations.get(folder)
        built = read_by_building(folder, book, paths, self._facts)
        for path in paths:
            if (passages := built.passages.get(str(path))) is None:
                reason = built.error or "the build does not make a page of it"
                self.unread.append(Unread(str(path), reason))
                continue
            self.read.append(str(path))
            yield chapters.check_read(path, passages)
        if book is None:
            # What is unknown may be an extension's that nothing here names.
            self.unread += [Unread(each.location.path, each.message) for each in built.problems]
            return
        problems = [
            broken_markup(each.location, each.message, meant(each.message))
            for each in built.problems
        ]
        # Of what stands there, a build may have left out anything.
        yield ChapterResult(findings=problems, is_document=False, could_read=not problems)
