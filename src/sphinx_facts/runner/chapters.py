"""Check many chapters, each in the cheapest way that gives the same: as kept from the run before,
on a worker, or here.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator
from functools import cached_property
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..facts.store import Store
from ..model.passages import Location, Reading
from ..readers.text_files import is_of_other_form
from ..text.digests import digest
from .cache import Cache, code_digest
from .digests import ChapterFiles, FactDigests
from .results import ChapterResult, OtherVersion, Text, has_code_to_run, no_executor, unrun

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from ..model.passages import Passage
    from ..rules.checker import Checker
    from ..rules.prose.copying import Copies

A_CHUNK = 25
"""Chapters that go to a worker together: a quarter of a second's work."""
AT_ONCE = 32
"""Chunks that are under way at a time, so that a book of any size passes through little memory."""


class _Kept(msgspec.Struct, array_like=True):
    """What came of a chapter, and the digests of what it came from."""

    content: bytes
    facts: bytes
    includes: list[str]
    result: ChapterResult


class Chapters:
    """The chapters of one book, to be checked.

    `cache` is read and written unless there are `copies` to look for. `executor` gets the chapters
    that are not kept, but for those that include others; with `always`, even where they are few.
    """

    def __init__(
        self, store: Store, extensions: Collection[str], *, own_things: Collection[str] = (),
        reading: Reading | None = None, copies: Copies | None = None, cache: Cache | None = None,
        executor: Executor | None = None, always: bool = True,
    ) -> None:  # fmt: skip
        self._extensions, self._copies, self._always = tuple(sorted(extensions)), copies, always
        self._own_things, self._reading = tuple(sorted(own_things)), reading or Reading()
        self._store, self._digests = store, FactDigests(store)
        self._cache = None if copies is not None else cache
        self._executor = None if copies is not None else executor
        self._before: dict[str, _Kept] = {}
        self._now: dict[str, _Kept] = {}
        self._is_new = False

    def run(self, paths: Iterable[Path]) -> Generator[ChapterResult, None, None]:
        """What came of each chapter, in no order."""
        key = digest("chapters", *self._extensions, "own", *self._own_things, repr(self._reading))
        if self._cache is not None:
            self._before = self._cache.load("chapters", key, dict[str, _Kept]) or {}
        yield from self._here(paths) if self._executor is None else self._there(paths)
        if self._cache is not None and self._is_new:
            # A run over a part of the book keeps what is known of the rest of it.
            rest = {path: kept for path, kept in self._before.items() if Path(path).exists()}
            self._cache.store("chapters", key, rest | self._now)

    @cached_property
    def _checker(self) -> Checker:
        from ..rules.checker import Checker

        return Checker(self._store.facts, self._store.frames, self._own_things, self._reading)

    def _here(self, paths: Iterable[Path]) -> Iterator[ChapterResult]:
        for path in paths:
            files = ChapterFiles()
            if (kept := self._kept(path, files)) is not None:
                yield kept
            else:
                yield self._check(path, files)

    def _there(self, paths: Iterable[Path]) -> Iterator[ChapterResult]:
        """Sends chapters away by the chunk, a bounded number of them ahead of what comes back."""
        assert self._executor is not None
        under_way: deque[_Sent] = deque()
        chunk: list[_Read] = []
        try:
            for path in paths:
                files = ChapterFiles()
                if (kept := self._kept(path, files)) is not None:
                    yield kept
                elif files.stands_alone(path):
                    chunk.append((path, files))
                else:
                    yield self._check(path, files)
                if len(chunk) == A_CHUNK:
                    under_way.append(self._send(chunk))
                    chunk = []
                if len(under_way) == AT_ONCE:
                    yield from self._receive(*under_way.popleft())
            if chunk and (under_way or self._always):
                under_way.append(self._send(chunk))
                chunk = []
            while under_way:
                yield from self._receive(*under_way.popleft())
            yield from starmap(self._check, chunk)
        finally:
            for _, future in under_way:
                if future is not None:
                    future.cancel()

    @cached_property
    def _packed(self) -> bytes:
        return msgspec.msgpack.encode((self._store.facts, self._store.frames))

    def _send(self, chunk: list[_Read]) -> _Sent:
        from .worker import check_texts

        assert self._executor is not None
        texts = msgspec.msgpack.encode([Text(str(path), files.read(path)) for path, files in chunk])
        how = self._extensions, self._own_things, msgspec.msgpack.encode(self._reading)
        work = self._packed, code_digest(), *how, texts
        try:
            return chunk, self._executor.submit(check_texts, *work)
        except RuntimeError:  # as where its processes have died
            return chunk, None

    def _receive(self, chunk: list[_Read], future: Future[bytes] | None) -> Iterator[ChapterResult]:
        every = _received(future) if future is not None else None
        if every is None:
            yield from starmap(self._check, chunk)
            return
        for (path, files), result in zip(chunk, every, strict=True):
            self._keep(path, files, result)
            yield result

    def _check(self, path: Path, files: ChapterFiles) -> ChapterResult:
        if is_of_other_form(path):
            from .other_forms import check_other_form

            result = check_other_form(
                path, files.text, self._checker, self._extensions, self._copies
            )
        else:
            from ..readers.myst import read_chapter
            from .worker import check_chapter

            def read() -> list[Passage]:
                return read_chapter(path, self._checker.display_text, self._extensions, files.text)

            result = check_chapter(path, read, self._checker, self._copies)
            if result.could_read and has_code_to_run(files.read(path)):
                result.unread = [unrun(str(path))]
        self._keep(path, files, result)
        return result

    def check_read(self, path: Path, passages: list[Passage]) -> ChapterResult:
        """Check what somebody else has read."""
        from .worker import check_chapter

        return check_chapter(path, lambda: passages, self._checker, self._copies)

    # What is kept

    def _kept(self, path: Path, files: ChapterFiles) -> ChapterResult | None:
        """What came of a chapter that is as it was, and rests on facts that are as they were."""
        kept = self._before.get(str(path))
        if kept is None or files.digest(path, kept.includes) != kept.content:
            return None
        if self._digests.of(kept.result.rests_on) != kept.facts:
            return None
        self._now[str(path)] = kept
        return kept.result

    def _keep(self, path: Path, files: ChapterFiles, result: ChapterResult) -> None:
        if self._cache is not None and result.could_read:
            includes = files.included(path)
            content, facts = files.digest(path, includes), self._digests.of(result.rests_on)
            self._now[str(path)] = _Kept(content, facts, includes, result)
            self._is_new = True


def _received(future: Future[bytes]) -> list[ChapterResult] | None:
    """What a worker found; None where it did not come to that. Raises `CheckError` where what it
    would find is not to be relied on.
    """
    try:
        return msgspec.msgpack.decode(future.result(), type=list[ChapterResult])
    except OtherVersion:
        message = "the workers have another version of sphinx-facts, of what it needs or Python"
        remedy = "install the same on all machines"
        raise no_executor(Location("executor"), message, remedy) from None
    except Exception:  # noqa: BLE001 - whatever became of the workers, the check is made
        return None


_Read = tuple[Path, ChapterFiles]
_Sent = tuple[list[_Read], "Future[bytes] | None"]
