"""By what it is told whether a chapter, and the facts that it was judged by, are what they were."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

import msgspec

from ..facts.store import Store
from ..model.records import Fact, Frame
from ..readers.text_files import decode, is_of_other_form, read_text, site_of
from ..text.digests import digest
from ..text.files import leads_out, read_bytes

_INCLUDES = b"{include}"


class ChapterFiles:
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
        """Whether a chapter of Markdown can be read, and includes no other file."""
        try:
            return not is_of_other_form(path) and _INCLUDES not in self.read(path)
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


class FactDigests:
    """Digests of what chapters were judged by."""

    def __init__(self, store: Store) -> None:
        self._facts, self._frames = store.facts, store.frames
        self._all = digest(store.digest, msgspec.msgpack.encode(self._frames))
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

    def _with_series(self, id_: str) -> list[Fact | Frame | None]:
        """A fact and those that count the same, by which it stands or is overtaken."""
        fact = self._facts.facts.get(id_)
        frame = self._frames.get(id_)
        return [fact, frame, *(self._series[fact.about] if fact and fact.about else ())]
