"""The way in to what is recorded: the facts, their proofs, and where each of them is written."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from ..model.findings import CheckError
from ..model.passages import Location
from ..model.records import FactsFile, Frame, Lock
from ..text.digests import digest
from ..text.files import LARGEST_FACTS, LARGEST_LOCK, read_bytes
from .lock import read_lock

if TYPE_CHECKING:
    from .frames import Frames
    from .load import Positions

T = TypeVar("T")


class Keeper(Protocol):
    """Keeps what was made from one run to the next."""

    def keep(self, name: str, key: Callable[[], bytes], kind: type[T], make: Callable[[], T]) -> T:
        """What was kept under this name for this key, or else what `make` makes."""


class _Kept(msgspec.Struct):
    """The facts of a folder, and the places of their keys as they are needed only by findings."""

    facts: FactsFile
    places: msgspec.Raw


class Store:
    """The facts of a folder, which holds one or more ``*.yaml`` files and ``facts.lock``.

    Who makes a new lock need not have a sound one. With a `cache`, the lock is read only when it is
    asked for. `read` gets the files of facts, which may be open and not saved. Raises `CheckError`
    with all that is wrong.
    """

    def __init__(
        self, folder: Path, *, with_lock: bool = True, cache: Keeper | None = None,
        read: Callable[[Path, int], bytes] = read_bytes,
    ) -> None:  # fmt: skip
        self.folder, self.lock_path = folder, folder / "facts.lock"
        self._read_file = read
        self._positions: Positions = {}
        self._raw_positions = msgspec.Raw(b"")
        self._cache = cache
        self.digest = b""
        """Of all that the facts were read from; empty without a cache."""
        with _no_collection():
            self.facts = self._read() if cache is None else self._read_through(cache)
        if not with_lock:
            self.lock = Lock()
        elif cache is None:
            _ = self.lock

    @cached_property
    def lock(self) -> Lock:
        return read_lock(self.lock_path)

    @cached_property
    def frames(self) -> Frames:
        """What turns quotations in their sources. A broken lock has none: it is found by itself."""

        def read() -> dict[str, Frame]:
            from .frames import find_frames

            try:
                return find_frames(self.facts, self.lock)
            except CheckError:
                return {}

        if self._cache is None or not self.digest:
            return read()
        return self._cache.keep("frames", self._digest_with_lock, dict[str, Frame], read)

    def _digest_with_lock(self) -> bytes:
        try:
            return digest(self.digest, read_bytes(self.lock_path, LARGEST_LOCK))
        except OSError:
            return digest(self.digest)

    def _read(self) -> FactsFile:
        from .load import load_facts

        facts, self._positions = load_facts(self.folder, self._read_file)
        return facts

    def _read_through(self, cache: Keeper) -> FactsFile:
        self.digest = _digest(self.folder)
        if not self.digest:
            return self._read()
        kept = cache.keep("facts", lambda: _digest(self.folder), _Kept, self._read_to_keep)
        self._raw_positions = kept.places
        return kept.facts

    def _read_to_keep(self) -> _Kept:
        facts = self._read()
        spans = {path: each.keys for path, each in self._positions.items()}
        return _Kept(facts, msgspec.Raw(msgspec.msgpack.encode(spans)))

    def locate(self, *key: str | int) -> Location:
        """Where the entry or value with this key is written; or else its nearest parent.

        An entry is where its id is.
        """
        from .load import locate

        if not self._positions:
            from .yaml_positions import Span, YamlPositions

            spans = msgspec.msgpack.decode(self._raw_positions, type=dict[str, dict[str, Span]])
            self._positions = {path: YamlPositions(path, keys) for path, keys in spans.items()}
        return locate(self._positions, key)


def _digest(folder: Path) -> bytes:
    """Of the facts files in a folder and their names; empty where they cannot be read."""
    try:
        paths = [path for path in folder.iterdir() if path.suffix in (".yaml", ".yml")]
        parts: list[str | bytes] = []
        for path in sorted(path for path in paths if not path.name.startswith(".")):
            parts += [str(path), read_bytes(path, LARGEST_FACTS)]
    except OSError:
        return b""
    return digest(*parts)


@contextmanager
def _no_collection() -> Iterator[None]:
    """What is read here lives on, so that looking for what could be freed is for nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
