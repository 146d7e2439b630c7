"""`record`, `extract`, `new` and `schema`: what is made of sources, facts and records."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..facts.store import Store
from ..model.findings import CheckError
from ..reports.text import count
from .shared import CLEAN, Commands, add_facts, settings_of


def add_record(commands: Commands) -> None:
    """`record SNAPSHOTS`."""
    prove = commands.add_parser("record", help="prove every excerpt and write facts.lock")
    prove.add_argument(
        "snapshots",
        type=Path,
        metavar="SNAPSHOTS",
        help="folder with the text of each source, ID.txt",
    )
    add_facts(prove)
    prove.set_defaults(run=_record)


def _record(arguments: argparse.Namespace) -> int:
    from ..proof.record import record, write_lock

    store = Store(Path(settings_of(arguments).facts), with_lock=False)
    try:
        lock = record(store, arguments.snapshots)
        write_lock(lock, store.lock_path)
    except CheckError:
        print(f"{store.lock_path} stays as it was.", file=sys.stderr)
        raise
    proven = f"{count(len(lock.runs), 'excerpt')} of {count(len(lock.sources), 'source')}"
    print(f"{proven} proven in {store.lock_path}.")
    if lock.sealed:
        print(
            f"{count(len(lock.sealed), 'excerpt')} sealed, of sources recorded by excerpts alone."
        )
    for id_, source in lock.sources.items():
        print(f"    {id_}: {source.words} words, root {source.root}")
    return CLEAN


def add_drafts(commands: Commands) -> None:
    """`extract SOURCE`, `new DIR SOURCE`."""
    extract = commands.add_parser("extract", help="propose a facts file from an article")
    _add_source(extract)
    extract.add_argument(
        "-o", dest="output", type=Path, metavar="FILE", help="a new file; default: standard output"
    )
    extract.add_argument(
        "--snapshots",
        type=Path,
        metavar="DIR",
        help="folder to put the text of the article in, as ID.txt, for sphinx-facts record",
    )
    extract.set_defaults(run=_extract)

    new = commands.add_parser("new", help="make a whole new book from an article")
    new.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or not there")
    _add_source(new)
    new.add_argument("--title", help="of the book; default: that of the article")
    new.set_defaults(run=_new)


def _add_source(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source",
        type=Path,
        metavar="SOURCE",
        help="file with an article: plain text, Markdown, HTML or PDF",
    )
    parser.add_argument("--id", metavar="ID", help="of the source; default: from the file's name")


def _extract(arguments: argparse.Namespace) -> int:
    from ..drafting.commands import extract

    return extract(arguments.source, arguments.id, arguments.output, arguments.snapshots)


def _new(arguments: argparse.Namespace) -> int:
    from ..drafting.commands import new

    return new(arguments.folder, arguments.source, arguments.id, arguments.title)


def add_schema(commands: Commands) -> None:
    """`schema`."""
    schema = commands.add_parser("schema", help="print the JSON Schema of a file or of a report")
    schema.add_argument(
        "--of",
        choices=("facts", "report", "changes"),
        default="facts",
        help="the facts file, or what a check or diff writes with --format json; "
        "default: %(default)s",
    )
    schema.set_defaults(run=_schema)


def _schema(arguments: argparse.Namespace) -> int:
    if arguments.of == "report":
        from ..reports.json import report_schema as schema
    elif arguments.of == "changes":
        from ..changes.schema import changes_schema as schema
    else:
        from ..facts.schema import facts_schema as schema
    print(schema())
    return CLEAN
