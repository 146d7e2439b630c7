"""The commands that propose, and those that change a facts file. Each returns an exit code."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from ..api import Result, Summary
from ..facts.ids import is_id
from ..facts.store import Store
from ..model.findings import CheckError, make_finding
from ..model.passages import Location
from ..readers.changes import write_changes
from ..reports.text import as_text, count
from ..settings import read_settings
from ..text.diffs import diff
from ..text.terminal import painter, visible
from .extract import propose
from .formats import read_article
from .new import new_book
from .output import in_the_way, write_new
from .proposals import Proposals
from .rename import rename
from .wording import slug

CLEAN, COULD_NOT_CHECK = 0, 2


def extract(source: Path, id_: str | None, output: Path | None, snapshots: Path | None) -> int:
    """Propose a facts file, to `output` or standard output, and keep its snapshot."""
    try:
        id_ = _source_id(source, id_)
        snapshot = snapshots and snapshots / f"{id_}.txt"
        for path in filter(None, (output, snapshot)):
            if path.exists():
                raise in_the_way(path, "a file is here already")
        proposals = propose(read_article(source), id_)
        text = proposals.to_yaml()
        if snapshot:
            write_new(snapshot, proposals.article.snapshot)
        if output:
            write_new(output, text)
        else:
            print(text, end="")
    except CheckError as problem:
        # Standard output may be on its way into a facts file.
        result = Result(list(problem.findings), Summary())
        print(as_text(result, painter(sys.stderr)), file=sys.stderr)
        return COULD_NOT_CHECK
    print(_summary(proposals), file=sys.stderr)
    return CLEAN


def new(folder: Path, source: Path, id_: str | None, title: str | None) -> int:
    """Make a whole new book in `folder`."""
    proposals = new_book(folder, source, _source_id(source, id_), title)
    print(_summary(proposals))
    print(f"The book is in {folder}; its README.md says what to do next.")
    return CLEAN


def _source_id(source: Path, id_: str | None) -> str:
    id_ = id_ or slug(source.stem) or "source"
    if not is_id(id_):
        message = "an id has small letters, digits and single hyphens, as in ink-post"
        raise CheckError(
            make_finding("X001", Location(id_), message, help="name another one (--id)")
        )
    return id_


def _summary(proposals: Proposals) -> str:
    left_out = f"; {len(proposals.left_out)} left out, with the reasons" * bool(proposals.left_out)
    facts = count(len(proposals.facts), "fact")
    people = "1 person" if len(proposals.people) == 1 else f"{len(proposals.people)} people"
    return f"{facts} and {people} proposed{left_out}."


def rename_entry(arguments: Namespace) -> int:
    """Give an entry another id, or show what that would change."""
    settings = read_settings(Path())
    store = Store(Path(arguments.facts or settings.facts))
    kind, _, old = arguments.old.rpartition("/")
    docs = Path(arguments.docs or settings.docs)
    snapshots = arguments.snapshots or store.folder / "snapshots"
    made = rename(
        store, old, arguments.new, [docs] if docs.exists() or arguments.docs else [],
        kind=kind or None, snapshots=snapshots,
    )  # fmt: skip
    if arguments.dry_run:
        shown = (diff(str(path), old or "", new or "") for path, old, new in made.changes)
        print(visible("".join(shown), keep="\n\t"), end="")
        return CLEAN
    write_changes(made.changes)
    what = (
        f"{old} is now one with {arguments.new}" if made.is_merged else f"{old} is {arguments.new}"
    )
    print(f"{what}: {count(made.citations, 'citation')}, {count(len(made.changes), 'file')}.")
    for place in made.left:
        at = place.location
        print(visible(f"    {at.path}:{at.line}:{at.column}: still {old}: {place.text}"))
    return CLEAN
