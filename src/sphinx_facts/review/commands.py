"""`sphinx-facts review`: serves the desk, writes it into a page, lists it, or takes answers in."""

from __future__ import annotations

import json
import os
import sys
import webbrowser
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..facts.reviews import ENDING, file_name, is_reader, reviews_folder
from ..readers.documents import find_documents
from ..readers.text_files import cannot_write
from ..reports.text import count
from ..settings import Settings
from ..text.files import write_whole
from ..text.terminal import Paint, painter, visible
from .answers import read_given, take, told
from .desk import Desk
from .page import offline_page
from .records import Dossier

_WIDTH = 100


class Request(NamedTuple):
    """What is to be reviewed, and how."""

    docs: list[Path]
    settings: Settings
    snapshots: Path | None

    def lay(self) -> Desk:
        """The desk, as the files now are. Raises `CheckError`."""
        return Desk(self.docs, self.settings, self.snapshots)

    @property
    def title(self) -> str:
        """What the book is called; the folder, where its settings do not say it."""
        books = find_documents(self.docs).configurations.values()
        named = (book.values.get("project") for book in books)
        return next((name for name in named if isinstance(name, str)), Path.cwd().name)


def write_page(request: Request, path: Path, reader: str) -> int:
    """Write the page for somebody without the tool. Raises `CheckError`."""
    desk = request.lay()
    page = offline_page(desk, request.title, reader)
    try:
        write_whole(path, page.encode())
    except OSError as error:
        message = f"the file cannot be written: {error.strerror}"
        raise cannot_write(path, message) from None
    held = count(len(desk.dossiers()), "passage")
    print(f"{visible(str(path))} holds {held}. It works without a network")
    print("and saves its answers as a file, for sphinx-facts review --answers FILE.")
    return 0


def take_file(request: Request, path: Path) -> int:
    """Take answers in; 1 where some are refused. Raises `CheckError`."""
    given = read_given(path)
    if not is_reader(given.reader):
        print(f"{given.reader[:80]!r} is no name of a reader", file=sys.stderr)
        return 2
    desk = request.lay()
    outcome = take(desk, given)
    home = reviews_folder(desk.facts) / file_name(given.reader)
    known = f", {len(outcome.known)} known already" if outcome.known else ""
    refused = f", {len(outcome.refused)} refused" if outcome.refused else ""
    taken = f"{count(len(outcome.taken), 'answer')} of {given.reader}"
    print(visible(f"{home}: {taken} recorded{known}{refused}."))
    for line in told(outcome.refused, desk):
        print(f"    {visible(line)}")
    return 1 if outcome.refused else 0


def list_passages(request: Request, *, as_json: bool) -> int:
    """What is outstanding or objected to, for a terminal; or all that lies on the desk, for a
    program.
    """
    dossiers = request.lay().dossiers()
    if as_json:
        print(json.dumps({"version": 1, "passages": msgspec.to_builtins(dossiers)}, indent=1))
        return 0
    paint = painter(sys.stdout)
    for each in dossiers:
        if each.state != "read":
            print("\n".join(_listed(each, paint)), end="\n\n")
    print(told_states(dossiers))
    return 0


def told_states(dossiers: Iterable[Dossier]) -> str:
    """How many passages there are, and what came of them, in a line."""
    states = Counter(each.state for each in dossiers)
    parts = [f"{states[state]} {state}" for state in ("read", "objected", "outstanding")]
    return f"{count(sum(states.values()), 'passage')}: {', '.join(parts)}."


def _listed(dossier: Dossier, paint: Paint) -> Iterator[str]:
    place, state = paint("strong", dossier.place), dossier.state
    yield f"{place}: {paint('bad' if state == 'objected' else 'doubtful', state)}"
    yield from _wrapped("    ", dossier.text)
    for entry in dossier.entries:
        claim = f" – {entry.claim}" if entry.claim else ""
        yield from _wrapped("      ", f"{entry.id}: {entry.wording}{claim}")
        for evidence in entry.evidence:
            shown = (*evidence.before, *evidence.excerpt, *evidence.after)
            excerpt = "".join(piece.text for piece in shown)
            yield from _wrapped("        ", f"{evidence.source}: {excerpt}")
        for label, text in entry.lines:
            yield from _wrapped("        ", f"{label}: {text}")
    if dossier.doubts:
        yield from _wrapped("      ", f"look twice: {', '.join(dossier.doubts)}")
    for answer in dossier.answers:
        note = f": {answer.note}" if answer.note else ""
        who = f"{answer.reader} ({answer.kind}), {answer.date}"
        yield from _wrapped("      ", f"{answer.verdict}, {who}{note}")


def _wrapped(indent: str, text: str) -> list[str]:
    import textwrap

    line = visible(" ".join(text.split()))
    return textwrap.wrap(line, _WIDTH, initial_indent=indent, subsequent_indent=indent)


# Serving


def serve(request: Request, reader: str, *, port: int, minutes: float, opens: bool) -> int:
    """Serve the desk until its reader is done. Raises `CheckError`."""
    from .server import ReviewServer

    lay = Kept(request)
    print(told_states(lay().dossiers()))
    try:
        server = ReviewServer(lay, request.title, reader, port=port, idle=minutes * 60)
    except OSError as error:
        print(f"port {port} cannot be had: {error.strerror}", file=sys.stderr)
        return 2
    with server:
        print(f"The desk is at {server.address}")
        print(
            "for this machine alone, until you are done. Each answer is kept at once.", flush=True
        )
        if opens:
            webbrowser.open(server.address)
        with suppress(KeyboardInterrupt):
            server.serve()
    print(told_states(lay().dossiers()))
    return 0


class Kept:
    """The desk, laid anew where a file of the book or the facts is no longer what it was."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._desk: Desk | None = None
        self._seen: object = None

    def __call__(self) -> Desk:
        seen = sorted(_files([*self._request.docs, Path(self._request.settings.facts)]))
        if self._desk is None or seen != self._seen:
            self._desk, self._seen = self._request.lay(), seen
        return self._desk


def _files(places: Sequence[Path]) -> Iterator[tuple[str, int, int]]:
    """The files among and below some places: name, size, and when each was last written."""
    for place in places:
        folder = place if place.is_dir() else place.parent
        for here, _, names in os.walk(folder):
            for name in names:
                if name.endswith(ENDING):  # What is answered is read each time.
                    continue
                path = Path(here, name)
                with suppress(OSError):  # It may have gone meanwhile.
                    status = path.stat()
                    yield str(path), status.st_size, status.st_mtime_ns
