"""Look at many chapters, each in the cheapest way that gives the same: as kept from the run before,
on a worker, or here.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Collection, Generator, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import cached_property
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..facts.store import Store
from ..model.findings import EvidenceResult
from ..model.passages import Location
from ..model.records import Fact
from ..readers.text_files import decode, read_text, site_of
from ..text.digests import digest
from ..text.files import LARGEST_LOCK, leads_out, read_bytes
from .cache import Cache, code_digest
from .results import ChapterResult, OtherVersion, Text, no_executor

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from ..model.passages import Passage
    from ..rules.checker import Checker
    from ..rules.copying import Copies

A_CHUNK = 25
"""Chapters that go to a worker together: a quarter of a second's work."""
AT_ONCE = 32
"""Chunks that are under way at a time, so that a book of any size passes through little memory."""

MANY = 100
"""From so many chapters on, processes are worth their start."""

_INCLUDES = b"{include}"


def workers(jobs: int | None, chapters: int) -> AbstractContextManager[Executor | None]:
    """So many processes, or for None as many as are worth it; none where one is enough."""
    if jobs is None:
        jobs = _processors() if chapters >= MANY else 1
    if jobs < 2:
        return nullcontext()
    from concurrent.futures import ProcessPoolExecutor

    return ProcessPoolExecutor(jobs)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def evidence(store: Store, cache: Cache | None, snapshots: Path | None = None) -> EvidenceResult:
    """What comes of checking the evidence, as `check_evidence` does.

    What came of the same facts, lock and data before is taken from the cache, if there is one and
    no snapshot is to be compared.
    """

    def check() -> EvidenceResult:
        from ..rules.evidence import check_evidence

        return check_evidence(store, snapshots)

    def key() -> bytes:
        return digest("evidence", store.digest, *_beside_the_facts(store))

    is_kept = cache is not None and snapshots is None and store.digest
    return cache.keep("evidence", key, EvidenceResult, check) if cache and is_kept else check()


def _beside_the_facts(store: Store) -> Iterator[str | bytes]:
    """What evidence rests on beside the facts files: the lock, and files of data."""
    yield str(store.folder.resolve())
    sources = store.facts.sources.values()
    data = [(store.folder / source.file).resolve() for source in sources if source.file is not None]
    for path in (store.lock_path, *data):
        try:
            yield from (str(path), read_bytes(path, LARGEST_LOCK))
        except OSError as error:
            yield f"{path}: {error}"


class _Kept(msgspec.Struct, array_like=True):
    """What came of a chapter, and the digests of what it came from."""

    content: bytes
    facts: bytes
    includes: list[str]
    looked: ChapterResult


class Chapters:
    """Looks at the chapters of one book.

    `cache` is read and written unless there are `copies` to look for. `executor` gets the chapters
    that are not kept, but for those that include others; with `always`, even where they are few.
    """

    def __init__(
        self, store: Store, extensions: Collection[str], *,
        copies: Copies | None = None, cache: Cache | None = None, executor: Executor | None = None,
        always: bool = True,
    ) -> None:  # fmt: skip
        self._extensions, self._copies, self._always = tuple(sorted(extensions)), copies, always
        self._store, self._digests = store, _Digests(store)
        self._cache = None if copies is not None else cache
        self._executor = None if copies is not None else executor
        self._before: dict[str, _Kept] = {}
        self._now: dict[str, _Kept] = {}
        self._is_new = False

    def look(self, paths: Iterable[Path]) -> Generator[ChapterResult, None, None]:
        """What came of each chapter, in no order."""
        key = digest("chapters", *self._extensions)
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

        return Checker(self._store.facts)

    def _here(self, paths: Iterable[Path]) -> Iterator[ChapterResult]:
        for path in paths:
            files = _Files()
            if (kept := self._kept(path, files)) is not None:
                yield kept
            else:
                yield self._look(path, files)

    def _there(self, paths: Iterable[Path]) -> Iterator[ChapterResult]:
        """Sends chapters away by the chunk, a bounded number of them ahead of what comes back."""
        assert self._executor is not None
        under_way: deque[_Sent] = deque()
        chunk: list[_Read] = []
        try:
            for path in paths:
                files = _Files()
                if (kept := self._kept(path, files)) is not None:
                    yield kept
                elif files.stands_alone(path):
                    chunk.append((path, files))
                else:
                    yield self._look(path, files)
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
            yield from starmap(self._look, chunk)
        finally:
            for _, future in under_way:
                if future is not None:
                    future.cancel()

    @cached_property
    def _packed(self) -> bytes:
        return msgspec.msgpack.encode(self._store.facts)

    def _send(self, chunk: list[_Read]) -> _Sent:
        from .worker import check_texts

        assert self._executor is not None
        texts = msgspec.msgpack.encode([Text(str(path), files.read(path)) for path, files in chunk])
        work = self._packed, code_digest(), self._extensions, texts
        try:
            return chunk, self._executor.submit(check_texts, *work)
        except RuntimeError:  # as where its processes have died
            return chunk, None

    def _receive(self, chunk: list[_Read], future: Future[bytes] | None) -> Iterator[ChapterResult]:
        every = _result(future) if future is not None else None
        if every is None:
            yield from starmap(self._look, chunk)
            return
        for (path, files), looked in zip(chunk, every, strict=True):
            self._keep(path, files, looked)
            yield looked

    def _look(self, path: Path, files: _Files) -> ChapterResult:
        from ..readers.myst import read_chapter
        from .worker import look

        def read() -> list[Passage]:
            return read_chapter(path, self._checker.shown, self._extensions, files.text)

        looked = look(path, read, self._checker, self._copies)
        self._keep(path, files, looked)
        return looked

    # What is kept

    def _kept(self, path: Path, files: _Files) -> ChapterResult | None:
        """What came of a chapter that is as it was, and rests on facts that are as they were."""
        kept = self._before.get(str(path))
        if kept is None or files.digest(path, kept.includes) != kept.content:
            return None
        if self._digests.of(kept.looked.rests_on) != kept.facts:
            return None
        self._now[str(path)] = kept
        return kept.looked

    def _keep(self, path: Path, files: _Files, looked: ChapterResult) -> None:
        if self._cache is not None and looked.could_read:
            includes = files.included(path)
            content, facts = files.digest(path, includes), self._digests.of(looked.rests_on)
            self._now[str(path)] = _Kept(content, facts, includes, looked)
            self._is_new = True


def _result(future: Future[bytes]) -> list[ChapterResult] | None:
    """What a worker found; None where it did not come to that. Raises `CannotCheck` where what it
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


class _Files:
    """The files that a chapter is made of, each read once."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def read(self, path: Path) -> bytes:
        if str(path) not in self._contents:
            self._contents[str(path)] = read_bytes(path)
        return self._contents[str(path)]

    def text(self, path: Path) -> str:
        """As `read_text`."""
        if leads_out(path, path):
            return read_text(path)
        try:
            return decode(path, self.read(path))
        except OSError:
            return read_text(path)  # which says what is wrong

    def stands_alone(self, path: Path) -> bool:
        """Whether a chapter can be read, and includes no other file."""
        try:
            return _INCLUDES not in self.read(path)
        except OSError:
            return False

    def included(self, path: Path) -> list[str]:
        return [name for name in self._contents if name != str(path)]

    def digest(self, path: Path, includes: list[str]) -> bytes:
        """Of the chapter and all that it includes; of nothing where one of them is gone."""
        try:
            parts = [self.read(Path(name)) for name in (str(path), *includes)]
        except OSError:
            return b""
        site = str(site_of(path)) if includes else ""
        return digest(site, *includes, *parts)


class _Digests:
    """Digests of what chapters were judged by."""

    def __init__(self, store: Store) -> None:
        self._facts, self._all = store.facts, store.digest
        self._known: dict[str, bytes] = {}

    @cached_property
    def _around(self) -> bytes:
        """Of all but the facts: it is small, and tells who is meant anywhere."""
        return digest(msgspec.msgpack.encode(msgspec.structs.replace(self._facts, facts={})))

    def of(self, ids: list[str] | None) -> bytes:
        """Of some facts, or of all of them."""
        if ids is None:
            return self._all
        for id_ in ids:
            if id_ not in self._known:
                self._known[id_] = digest(msgspec.msgpack.encode(self._with_series(id_)))
        return digest(self._around, *[self._known[id_] for id_ in ids])

    @cached_property
    def _series(self) -> dict[str, list[Fact]]:
        series: dict[str, list[Fact]] = {}
        for fact in self._facts.facts.values():
            if fact.about is not None:
                series.setdefault(fact.about, []).append(fact)
        return series

    def _with_series(self, id_: str) -> list[Fact | None]:
        """A fact and those that count the same, by which it stands or is overtaken."""
        fact = self._facts.facts.get(id_)
        return [fact, *(self._series[fact.about] if fact and fact.about else ())]


_Read = tuple[Path, _Files]
_Sent = tuple[list[_Read], "Future[bytes] | None"]
