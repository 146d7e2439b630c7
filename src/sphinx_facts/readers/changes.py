"""Changes of the files of a book: worked out first, then written together, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ..text.files import LARGEST_LOCK, read_bytes, write_together
from .text_files import cannot_write, unreadable


class Change(NamedTuple):
    """A file as it is and as it is to be, with its own line ends and mark of its encoding; `old` is
    None where it is not there yet, `new` where it is to be taken away.
    """

    path: Path
    old: str | None
    new: str | None


def read_as_written(path: Path) -> str:
    """The text of a file, character for character. Raises `CheckError` where it has none."""
    try:
        return read_bytes(path, LARGEST_LOCK).decode("utf-8")
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise unreadable(path, message, "correct the path") from None
    except UnicodeDecodeError:
        raise unreadable(path, "this is not UTF-8 text", "save the file as UTF-8") from None


def write_changes(changes: Iterable[Change]) -> None:
    """Write files, all or none; their modes stay. Raises `CheckError` where one of them is not what
    it was when the change was worked out, or cannot be written.
    """
    changes = [change for change in changes if change.old != change.new]
    for path, old, _ in changes:
        if old != (read_as_written(path) if path.exists() else None):
            message = "the file has changed meanwhile, and stays as it is"
            raise cannot_write(path, message, "run the command again")
    places = {path.resolve(): path for path, _, new in changes}
    try:
        write_together(
            {
                path.resolve(): (new.encode(), _mode(path))
                for path, _, new in changes
                if new is not None
            }
        )
        for path, _, new in changes:
            if new is None:
                path.unlink()
    except OSError as error:
        place = places.get(Path(error.filename or ""), Path(error.filename or ""))
        raise cannot_write(place, f"the file cannot be written: {error.strerror}") from None


def _mode(path: Path) -> int:
    return path.stat().st_mode & 0o777 if path.exists() else 0o644
