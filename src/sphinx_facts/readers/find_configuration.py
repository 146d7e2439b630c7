"""Finds the configuration of a book, and reads it without running anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..model.findings import CheckError
from .configuration import DECIDING, Configuration
from .text_files import CONF, CONTENTS, JUPYTER_BOOK, read_text


def read_configuration(folder: Path) -> Configuration | None:
    """That of a folder; None where it has none. Of a file that cannot be read nothing is known."""
    path = folder / CONF
    if not path.is_file():
        path = folder / JUPYTER_BOOK
        # Other makers of sites have a file of that name too, but not with a table of contents.
        if not (path.is_file() and (folder / CONTENTS).is_file()):
            return None
    try:
        text = read_text(path)
    except CheckError:
        return Configuration(folder, path, unread=tuple(sorted(DECIDING)))
    if path.name == CONF:
        from .conf_py import read_conf_py  # noqa: PLC0415 - a book has one or the other

        return read_conf_py(path, text)
    from .jupyter_book import read_jupyter_book  # noqa: PLC0415 - likewise

    try:
        contents = read_text(folder / CONTENTS)
    except CheckError:  # It is told where its titles are read.
        contents = ""
    return read_jupyter_book(path, text, contents)


def configuration_above(folder: Path) -> Configuration | None:
    """That of the nearest folder at or above this one, within its project."""
    for each in (folder, *_above(folder)):
        if (found := read_configuration(each)) is not None:
            return found
        if any((each / mark).exists() for mark in (".git", "pyproject.toml")):
            return None
    return None


def _above(folder: Path) -> Iterator[Path]:
    """The folders above, by the names by which they lead there: reports name files so."""
    while folder.name not in ("", ".."):
        folder = folder.parent
        yield folder
