"""When what is written is checked, and which findings an editor has been told."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from lsprotocol import types

from ..model.findings import Finding
from .book import Book, folder_of
from .checker import Overtaken
from .diagnostics import as_diagnostic, related_to
from .workspace import Workspace

DELAY = 0.04
"""Seconds of quiet after which what was written is checked."""

T = TypeVar("T")
Publish = Callable[[types.PublishDiagnosticsParams], None]


class Desk:
    """The books that files of are open, and the one thread in which all about them is worked out.

    `publish` sends findings to the editor, and `complain` tells it of what went wrong.
    """

    def __init__(self, publish: Publish, complain: Callable[[str], None]) -> None:
        self.workspace = Workspace()
        self._publish, self._complain = publish, complain
        self._books: dict[Path, Book] = {}
        self._thread = ThreadPoolExecutor(max_workers=1)
        self._newest: dict[Path, int] = {}
        self._found: dict[Path, dict[Path, list[Finding]]] = {}
        """The findings of each file that was checked, by the files that they are in."""
        self._background: set[asyncio.Task[None]] = set()

    def begin(self, workspace: Workspace) -> None:
        """The editor has told where its files are."""
        self.workspace = workspace
        self._books.clear()

    def book_of(self, path: Path) -> Book | None:
        """The book that a file is of."""
        absolute = self.workspace.root / path
        folder = folder_of(absolute)
        if folder is None:
            return None
        name = (
            Path(folder.relative_to(self.workspace.root))
            if folder.is_relative_to(self.workspace.root)
            else folder
        )
        if name not in self._books:
            self._books[name] = Book(name, self.workspace)
        return self._books[name]

    def facts_at_root(self) -> list[Path]:
        """A file of facts of the book in the folder of the editor, by which all are checked."""
        book = self.book_of(Path("pyproject.toml"))
        return book.facts_files()[:1] if book is not None else []

    async def ask(self, work: Callable[[], T]) -> T:
        """What comes of work, in its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def close(self) -> None:
        """Nothing is worked out any more."""
        self._newest.clear()
        self._thread.shutdown(wait=False, cancel_futures=True)

    def soon(self, path: Path) -> None:
        """Have a file checked once nothing is written for a moment."""
        number = self._newest[path] = self._newest.get(path, 0) + 1
        task = asyncio.get_running_loop().create_task(self._look(path, number))
        self._background.add(task)
        task.add_done_callback(self._background.discard)

    def forget(self, path: Path) -> None:
        """A file is closed: what is found in a chapter is not told any more."""
        self._newest[path] = self._newest.get(path, 0) + 1
        self._tell(path, [], None)

    async def _look(self, path: Path, number: int) -> None:
        await asyncio.sleep(DELAY)

        def is_overtaken() -> bool:
            return self._newest.get(path) != number

        def look() -> tuple[Book | None, bool, list[Finding]]:
            book = self.book_of(path)
            if book is None or is_overtaken():
                return book, False, []
            has_changed = book.refresh()
            found = book.check_facts() if book.is_facts(path) else book.check(path, is_overtaken)
            return book, has_changed, found

        if is_overtaken():
            return
        try:
            book, has_changed, findings = await self.ask(look)
        except Overtaken:
            return
        except Exception as error:  # noqa: BLE001 - whatever it is, the next version is checked
            self._complain(f"{path} could not be checked: {type(error).__name__}: {error}")
            return
        if book is not None and has_changed:
            self._look_around(book, path)
        if book is not None and not is_overtaken():
            self._tell(path, findings, book)

    def _look_around(self, book: Book, path: Path) -> None:
        """What else is open of a book, and its facts, rest on what has changed."""
        others = [each for each in self.workspace.open if self.book_of(each) is book]
        facts = book.facts_files()[:1]
        for each in {*others, *facts} - {path}:
            if not (book.is_facts(each) and book.is_facts(path)):
                self.soon(each)

    def _tell(self, path: Path, findings: list[Finding], book: Book | None) -> None:
        """Tell the editor of each file that has findings now, or had."""
        # Those of the facts belong to their folder, whichever of its files was written.
        key = book.facts if book is not None and book.is_facts(path) else path
        now: dict[Path, list[Finding]] = {}
        for each in findings:
            now.setdefault(Path(each.location.path), []).append(each)
        before = self._found.pop(key, {})
        if now:
            self._found[key] = now
        for place in {**before, **now, path: []}:
            self._send(place, book)

    def _send(self, path: Path, book: Book | None) -> None:
        text = self.workspace.text(path)
        loaded = book.loaded if book is not None else None
        self._publish(
            types.PublishDiagnosticsParams(
                uri=self.workspace.uri_of(path),
                version=text.version,
                diagnostics=[
                    as_diagnostic(each, text, related_to(each, loaded, self.workspace))
                    for each in self._in(path)
                ],
            )
        )

    def _in(self, path: Path) -> Iterator[Finding]:
        """The findings in a file, of whatever was checked, each once."""
        every = (each for found in self._found.values() for each in found.get(path, ()))
        yield from dict.fromkeys(every)
