"""Results kept from one run to the next, and never trusted further than their content carries.

What is kept is found by a digest of everything it was made from, this package's own code among it.
What cannot be read, was cut short or altered counts as not there. Nor does what came from elsewhere
count, with a clone or an archive: somebody could have written into it that all is in order.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Set
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

import msgspec

from ..text.digests import digest
from ..text.files import write_whole

FOLDER = ".sphinx_facts_cache"
"""Its name, beside pyproject.toml."""

T = TypeVar("T")

# Git ignores the folder, and backups that know this sign leave it out.
_MARKS = {
    ".gitignore": "# Made by sphinx-facts, which makes it anew where it is missing\n*\n",
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n",
}
# Beside this package: what reads Markdown and YAML decides what is found.
_READERS = ("markdown_it", "mdit_py_plugins", "yaml")
_NO_RULES = frozenset({"__pycache__", "sphinx_ext", "drafting"})
_DIGEST = 32


class Cache:
    """A folder of results, one file for each name. Two runs at once do not disturb each other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # Out of an archive, the code cannot be told from that of another version.
        self._origin = (
            _mark(folder) if __file__.endswith(".py") and os.path.exists(__file__) else None
        )

    def load(self, name: str, key: bytes, kind: type[T]) -> T | None:
        """What was kept under this name for this key; None where there is no such thing."""
        if self._origin is None:
            return None
        try:
            content = (self._folder / name).read_bytes()
            payload = memoryview(content)[_DIGEST:]
            if content[:_DIGEST] == self._mac(key, payload):
                return msgspec.msgpack.decode(payload, type=kind)
        except (OSError, msgspec.DecodeError):
            pass
        return None

    def store(self, name: str, key: bytes, value: object) -> None:
        """Keep a value in the place of what was there; where that cannot be, nothing is kept."""
        if self._origin is None:
            return
        payload = msgspec.msgpack.encode(value)
        try:
            write_whole(self._folder / name, self._mac(key, payload) + payload)
        except OSError:
            return

    def keep(self, name: str, key: Callable[[], bytes], kind: type[T], make: Callable[[], T]) -> T:
        """What was kept, or else what `make` makes, kept from now on.

        Of what was written to meanwhile, `key` gives another digest, and nothing is kept.
        """
        before = key()
        value = self.load(name, before, kind)
        if value is None:
            value = make()
            if key() == before:
                self.store(name, before, value)
        return value

    def _mac(self, key: bytes, payload: bytes | memoryview) -> bytes:
        assert self._origin is not None
        return digest(self._origin, code_state(), key, payload)


@cache
def code_state() -> bytes:
    """Of the same as `code_digest`, by when its files were last changed on this machine: that takes
    a third of the time to ask. Of what is worked out elsewhere it tells nothing.
    """
    parts = [sys.version, msgspec.__version__]
    for path in _code():
        sign = os.stat(path)
        parts.append(f"{path} {sign.st_ino} {sign.st_size} {sign.st_ctime_ns} {sign.st_mtime_ns}")
    return digest(*parts)


_code_digests: dict[bool, bytes] = {}


def code_digest(*, with_extension: bool = False) -> bytes:
    """Of everything that decides what a check finds: this package, its readers, and Python; and
    what a build shows of it.
    """
    if with_extension not in _code_digests:
        parts: list[bytes | str] = [sys.version, msgspec.__version__]
        for path in _code(_NO_RULES - {"sphinx_ext"} if with_extension else _NO_RULES):
            with open(path, "rb") as file:
                parts += [os.path.basename(path), file.read()]
        _code_digests[with_extension] = digest(*parts)
    return _code_digests[with_extension]


def _code(left_out: Set[str] = _NO_RULES) -> Iterator[str]:
    """Every check begins by reading these: without pathlib, which takes ten times as long."""
    for name in (__name__.partition(".")[0], *_READERS):
        spec = find_spec(name)
        folder = os.path.dirname(spec.origin) if spec and spec.origin else ""
        for place, folders, files in os.walk(folder):
            folders[:] = sorted(set(folders) - left_out)
            yield from (
                os.path.join(place, file)
                for file in sorted(files)
                if file.endswith((".py", ".toml"))
            )


def _mark(folder: Path) -> bytes | None:
    """What tells this folder from any that was made elsewhere; None where none can be had here.

    The time at which a file was last changed in its place is nobody's to choose.
    """
    try:
        if folder.is_symlink():
            return None
        folder.mkdir(exist_ok=True)
        for name, text in _MARKS.items():
            if not (folder / name).exists():
                (folder / name).write_text(text, "utf-8")
        sign = os.lstat(folder / "CACHEDIR.TAG")
    except OSError:
        return None
    return f"{sign.st_dev} {sign.st_ino} {sign.st_ctime_ns}".encode()
