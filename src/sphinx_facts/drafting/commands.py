"""The commands that propose: `extract` and `new`. Both return an exit code."""

from __future__ import annotations

import sys
from pathlib import Path

from ..api import Result, Summary
from ..facts.ids import is_id
from ..model.findings import CheckError, make_finding
from ..model.passages import Location
from ..reports.text import as_text, count
from ..text.terminal import painter
from .extract import propose
from .formats import read_article
from .new import new_book
from .output import in_the_way, write_new
from .proposals import Proposals
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
