"""Reads documents for the check as a build reads them, and writes nothing.

It runs as a module, in a process of its own: what is asked for is in its input, and the place for
the answer behind its name.
"""

from __future__ import annotations

import logging
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import msgspec
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import SphinxError

from ..model.passages import Location, Passage
from ..runner.built import Built, Problem, Request
from ..text.globs import escaped
from . import doctree_check
from .anchors import anchored
from .doctree_reader import read_doctree

_PLACE = re.compile(r"(.*?):(\d+)$")
_SPACE, _KIND = re.compile(r"\s+"), re.compile(r" \[[\w.]+\]$")


def read_documents(request: Request) -> Built:
    """Read documents as a build does, by the conf.py of their book."""
    with tempfile.TemporaryDirectory(prefix="sphinx-facts-") as room:
        try:
            return _read(request, Path(room))
        except SphinxError as error:
            # Of what conf.py raises, the last line says what it is.
            last = str(error).replace("\\n", "\n").strip().rpartition("\n")[2]
            return Built(error=f"the build that reads it has failed: {last.rstrip('.')}")


def _read(request: Request, room: Path) -> Built:
    settings: dict[str, Any] = {"facts_folder": request.facts, "nb_execution_mode": "off"}
    if request.extensions is not None:
        settings["extensions"] = ",".join(request.extensions)
    confdir = request.folder if request.has_configuration else None
    app = Sphinx(
        request.folder, confdir, room, room, "dummy", settings, None, StringIO(), freshenv=True
    )
    _leave_judging(app)
    documents = {Path(name).resolve(): name for name in request.documents}
    # A document may stand in a folder that is a link, and is one of this book all the same.
    within = [_within(request.folder, name) for name in request.documents]
    app.config.include_patterns = list(map(escaped, within))
    app.config.root_doc = app.project.path2doc(within[0]) or app.config.root_doc
    built, names = Built(), _Names(documents)
    logging.getLogger("sphinx").addHandler(_Problems(built.problems, names))

    def keep(app: Sphinx, doctree: nodes.document) -> None:
        path = Path(app.env.doc2path(app.env.docname)).resolve()
        passages = read_doctree(doctree, list(doctree.findall(nodes.Element)))
        built.passages[names.of(str(path))] = [names.placed(each) for each in passages]

    # Behind all others, as the check of the build.
    app.connect("doctree-read", keep, priority=901)
    app.builder.read()
    return built


def _leave_judging(app: Sphinx) -> None:
    """Whoever asked for the passages judges them."""
    for event, handler in (
        ("doctree-read", doctree_check.read_document),
        ("env-updated", doctree_check.report),
    ):
        for listener in list(app.events.listeners.get(event, ())):
            if listener.handler is handler:
                app.disconnect(listener.id)


def _within(folder: str, name: str) -> str:
    """The path of a document in its book."""
    # Its links are not followed: by the names of folders Sphinx finds it.
    return Path(os.path.relpath(name, folder)).as_posix()


class _Names:
    """What files are called in reports, and their lines."""

    def __init__(self, documents: dict[Path, str]) -> None:
        self._documents, self._lines = documents, dict[str, Sequence[str]]()

    def of(self, path: str) -> str:
        real = Path(path).resolve()
        if real in self._documents:
            return self._documents[real]
        here = Path.cwd()
        return str(real.relative_to(here)) if real.is_relative_to(here) else path

    def placed(self, passage: Passage) -> Passage:
        """A passage with the name of its file, and each of its words at its place."""
        if passage.path not in self._lines:
            path = Path(passage.path)
            is_file = bool(passage.path) and path.is_file()
            text = path.read_text("utf-8", "replace") if is_file else ""
            self._lines[passage.path] = text.splitlines()
        return anchored(passage, self._lines[passage.path], self.of(passage.path))


class _Problems(logging.Handler):
    """Keeps what docutils says is wrong: what stands there is not shown as it was meant."""

    def __init__(self, problems: list[Problem], names: _Names) -> None:
        super().__init__(logging.ERROR)
        self._problems, self._names = problems, names

    def emit(self, record: logging.LogRecord) -> None:
        place = _PLACE.match(str(getattr(record, "location", "") or ""))
        if place is not None:
            # As docutils says it: Sphinx puts place and kind around it.
            message = logging.LogRecord.getMessage(record).strip().partition("\n\n")[0]
            message = _KIND.sub("", _SPACE.sub(" ", message)).rstrip(".")
            line = int(place[2])
            where = Location(self._names.of(place[1]), line, 1, line, 2)
            self._problems.append(Problem(where, message))


def main() -> None:
    """Answer what is asked in the input."""
    request = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Request)
    with redirect_stdout(sys.stderr):
        built = read_documents(request)
    Path(sys.argv[1]).write_bytes(msgspec.msgpack.encode(built))


if __name__ == "__main__":
    main()
