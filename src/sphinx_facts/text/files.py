"""Read files as a guard does: regular ones, of a bounded size, in the project; write them whole.

A book may come from anybody, as in a pull request. So a pipe or a device is not waited for, a file
that would fill the memory is not read, and a link or a path that leads out of the project is not
followed: what it leads to would stand in the report.
"""

from __future__ import annotations

import errno
import os
import signal
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

MEGABYTE = 1_000_000
LARGEST = 10 * MEGABYTE
"""Bytes of a chapter, a page, a snapshot or the settings: three times War and Peace."""
LARGEST_FACTS = 100 * MEGABYTE
"""Bytes of one file of facts: some hundreds of thousands of facts."""
LARGEST_LOCK = 500 * MEGABYTE
"""Bytes of the lock, whose proofs take more room than what they prove."""


def read_bytes(path: Path, largest: int = LARGEST) -> bytes:
    """The content of a file. Raises OSError, whose `strerror` says what is wrong, where that is no
    regular file or has more than `largest` bytes.
    """
    _check(path.stat(), largest)
    # It may have become something else since, which must not be waited for either.
    descriptor = os.open(
        path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    with os.fdopen(descriptor, "rb") as file:
        _check(os.fstat(descriptor), largest)
        content = file.read(largest + 1)
    if len(content) > largest:  # Of what grows, or does not tell its size.
        raise _too_large(len(content), largest)
    return content


def _check(status: os.stat_result, largest: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is a pipe or a device, not a file")
    if status.st_size > largest:
        raise _too_large(status.st_size, largest)


def _too_large(size: int, largest: int) -> OSError:
    size, largest = -(-size // MEGABYTE), largest // MEGABYTE
    return OSError(
        errno.EFBIG, f"it has {size} MB, and of such a file {largest} MB are read at most"
    )


def leads_out(path: Path, project_of: Path) -> bool:
    """Whether a path, its links followed, leads out of the project that `project_of` is part of.

    The project is the nearest folder above with ``.git``, or else ``pyproject.toml``, or else the
    current folder; where none of these is above, nothing leads out.
    """
    # Without its "..": a folder that a path only passes through is not above it.
    folder = Path(os.path.normpath(project_of.absolute())).parent
    project = _project(folder, Path.cwd())
    return project is not None and not path.resolve().is_relative_to(project)


@lru_cache(maxsize=256)
def _project(folder: Path, here: Path) -> Path | None:
    above = [folder, *folder.parents]
    for mark in (".git", "pyproject.toml"):
        for parent in above:
            if (parent / mark).exists():
                return parent.resolve()
    return here.resolve() if here in above else None


def write_whole(path: Path, content: bytes, mode: int = 0o644) -> None:
    """Replace a file in a single step: an interruption leaves the old one or the new one, and
    nothing else unless it is the kind that no process can put off.
    """
    write_together({path: (content, mode)})


def write_together(contents: Mapping[Path, tuple[bytes, int]]) -> None:
    """Replace files, given with their modes: none where one of them cannot be written. An
    interruption leaves all old or all new, of whatever kind it is but the one that no process can
    put off. Raises OSError, with the `filename` that cannot be written.
    """
    import tempfile  # noqa: PLC0415 - most checks write nothing, and start faster without

    ready: dict[Path, Path] = {}
    path = Path()
    with _later():
        try:
            for path, (content, mode) in contents.items():
                descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
                ready[path] = Path(name)
                with os.fdopen(descriptor, "wb") as file:
                    file.write(content)
                    file.flush()
                    os.fsync(file.fileno())
                ready[path].chmod(mode)
                if path.is_dir():  # Found before anything is replaced.
                    raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
            for path, made in ready.items():
                made.replace(path)
        except BaseException as error:
            for made in ready.values():
                made.unlink(missing_ok=True)
            if isinstance(error, OSError):
                error.filename = str(path)
            raise


@contextmanager
def _later() -> Iterator[None]:
    """Puts off the signals that end a process, where the system can."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    signals = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signals)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
