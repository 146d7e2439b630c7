"""The text of a file, and where its paths lead: what is asked of a chapter before it is read."""

from __future__ import annotations

from pathlib import Path

from ..model.findings import CheckError, make_finding
from ..model.passages import Location
from ..text.files import leads_out, read_bytes

BRING_IN = "put a copy of the file into the project"


def read_text(path: Path) -> str:
    """The text of a file, its line ends made one. Raises `CheckError` when it is not there or
    not UTF-8.
    """
    if leads_out(path, path):
        message = "this is a link that leads out of the project, and is not read"
        raise CheckError(make_finding("X003", Location(str(path)), message, help=BRING_IN))
    try:
        return decode(path, read_bytes(path))
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        where = Location(str(path))
        raise CheckError(make_finding("X003", where, message, help="correct the path")) from None


def decode(path: Path, content: bytes) -> str:
    """The text of a file with this content. Raises `CheckError` where that is not UTF-8."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        where = Location(str(path), line, 1, line, 2)
        raise CheckError(
            make_finding("X003", where, "this is not UTF-8 text", help="save the file as UTF-8")
        ) from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def site_of(chapter: Path) -> Path:
    """The folder from which a path in a chapter that begins with ``/`` leads on."""
    parents = (parent for parent in chapter.parents if (parent / "conf.py").exists())
    return next(parents, chapter.parent)
