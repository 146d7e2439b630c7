"""Has documents read by a build that writes nothing: those that only Sphinx and its extensions know
how to read. It runs in a process of its own, as what a book's conf.py does is nobody else's matter.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import msgspec

from ..model.passages import Location, Passage
from ..readers.configuration import Configuration
from ..readers.jupyter_book import NOTEBOOKS
from ..readers.text_files import CONF, JUPYTER_BOOK

_MODULE = "sphinx_facts.sphinx_ext.reading"


class Request(msgspec.Struct, frozen=True):
    """What a build is to read."""

    folder: str
    has_configuration: bool
    documents: list[str]
    """As they are to be named."""
    facts: str
    extensions: list[str] | None
    """Instead of those that conf.py names; None where these are not known."""


class Problem(msgspec.Struct, frozen=True):
    """What a build could not make sense of."""

    location: Location
    message: str


class Built(msgspec.Struct):
    """What a build has read; `error` is the reason why it has not."""

    passages: dict[str, list[Passage]] = {}
    problems: list[Problem] = []
    error: str = ""


def read_by_building(
    folder: Path, book: Configuration | None, documents: Sequence[Path], facts: Path
) -> Built:
    """The passages of documents of a book, by their paths."""
    if find_spec("sphinx") is None:
        return Built(error="Sphinx, which reads it, is not installed")
    # What a Jupyter Book says stands in its _config.yml, which Sphinx does not read.
    has_conf = book is not None and book.path is not None and book.path.name == CONF
    request = Request(
        str(folder), has_conf, list(map(str, documents)), str(facts.resolve()), _extensions(book)
    )
    package = str(Path(__file__).parents[2])
    paths = [package, *filter(None, [os.environ.get("PYTHONPATH")])]
    with tempfile.TemporaryDirectory(prefix="sphinx-facts-") as room:
        answer = Path(room, "passages")
        ran = subprocess.run(
            [sys.executable, "-m", _MODULE, str(answer)],
            input=msgspec.msgpack.encode(request),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
            check=False,
        )
        if answer.exists():
            return msgspec.msgpack.decode(answer.read_bytes(), type=Built)
    lines = ran.stderr.decode("utf-8", "replace").strip().splitlines() or ["it says nothing"]
    return Built(error=f"the build that reads it has failed: {lines[-1]}")


def _extensions(book: Configuration | None) -> list[str] | None:
    """Those that a book names, and this one; None where they are only known to a build. What a
    Jupyter Book has for notebooks is needed for no document that such a build reads.
    """
    if book is None:
        return ["sphinx_facts"]
    named = book.names("extensions")
    if book.path is not None and book.path.name == JUPYTER_BOOK:
        named = [name for name in named if name != NOTEBOOKS]
    elif "extensions" in book.unread or "sphinx_facts" in named:
        return None
    return list(dict.fromkeys([*named, "sphinx_facts"]))
