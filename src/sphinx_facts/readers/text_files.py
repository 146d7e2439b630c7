"""The text of a file, and where its paths lead: what is asked of a chapter before it is read."""

from __future__ import annotations

from pathlib import Path

from ..model.findings import CheckError, make_finding, rule
from ..model.passages import Location
from ..text.files import leads_out, read_bytes

NOTEBOOK = ".ipynb"
DRAWING = ".svg"
SCRIPTS = (".js", ".mjs")
CONF, JUPYTER_BOOK, CONTENTS = "conf.py", "_config.yml", "_toc.yml"
BRING_IN = "put a copy of the file into the project"


@rule(
    "X003",
    "unreadable-chapter",
    meaning="A chapter, page, snapshot or article cannot be read.",
    help="Correct the path, or save the file as `UTF-8`.",
    example="""
    wrong: {$: sphinx-facts check docs/brigde.md}
    right: {$: sphinx-facts check docs/bridge.md}
    says: |
      docs/brigde.md:1:1: X003 unreadable-chapter: there is no such file or folder
          do        correct the path
    """,
)
def unreadable(where: Path | Location, message: str, help: str = "") -> CheckError:
    """What is raised where a file cannot be read as what it should be."""
    place = Location(str(where)) if isinstance(where, Path) else where
    return CheckError(make_finding("X003", place, message, help=help))


def read_text(path: Path) -> str:
    """The text of a file, its line ends made one. Raises `CheckError` when it is not there or
    not UTF-8.
    """
    if leads_out(path, path):
        message = "this is a link that leads out of the project, and is not read"
        raise unreadable(path, message, BRING_IN)
    try:
        return decode(path, read_bytes(path))
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise unreadable(path, message, "correct the path") from None


def decode(path: Path, content: bytes) -> str:
    """The text of a file with this content. Raises `CheckError` where that is not UTF-8."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        where = Location(str(path), line, 1, line, 2)
        raise unreadable(where, "this is not UTF-8 text", "save the file as UTF-8") from None
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


@rule(
    "X009",
    "cannot-write",
    meaning="A file of the book, a chapter or facts.lock, cannot be written, or was changed by "
    "somebody else meanwhile. It stays as it was.",
    help="Make it, and the folder it is in, writable.",
    example="""
    wrong:
      revised/facts.yaml: |
        sources:
          gazette: {publisher: The Gazette, title: null, published: null, url: null, recorded: full}
        facts:
          lady:
            term: Grey Lady
            claim: The bridge has a nickname.
            evidence: [{source: gazette, excerpt: "People call it the “Grey Lady”"}]
      revised/facts.lock/README.txt: This is the folder of the lock.
      $: sphinx-facts record facts/snapshots --facts revised
    right: {$: sphinx-facts record facts/snapshots}
    says: |
      revised/facts.lock:1:1: X009 cannot-write: the file cannot be written: Is a directory
          do        make it, and the folder it is in, writable
    """,
)
def cannot_write(
    path: Path, message: str, help: str = "make it, and the folder it is in, writable"
) -> CheckError:
    """What is raised where a file of the book cannot be replaced."""
    return CheckError(make_finding("X009", Location(str(path)), message, help=help))


def is_of_other_form(path: Path) -> bool:
    """Whether a file that is read as it is written is not Markdown."""
    return path.suffix == NOTEBOOK or path.name in (CONF, JUPYTER_BOOK)


def site_of(chapter: Path) -> Path:
    """The folder from which a path in a chapter that begins with ``/`` leads on."""
    parents = (parent for parent in chapter.parents if (parent / "conf.py").exists())
    return next(parents, chapter.parent)
