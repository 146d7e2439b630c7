"""The arguments of the commands that change a facts file: `rename`."""

from __future__ import annotations

import argparse
from pathlib import Path

_SETTABLE = ", or what [tool.sphinx-facts] in pyproject.toml says"


def add_rename(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`rename OLD NEW`."""
    rename = commands.add_parser(
        "rename", help="give a fact, a person or a source another id, wherever the book names it"
    )
    rename.add_argument(
        "old",
        metavar="OLD",
        help="the id; or facts/ID, people/ID, sources/ID where several have it",
    )
    rename.add_argument(
        "new", metavar="NEW", help="a new id; or one that is there, so that the two become one"
    )
    rename.add_argument("--docs", metavar="DIR", help=f"default: docs{_SETTABLE}")
    rename.add_argument(
        "--dry-run", action="store_true", help="show it as a diff, and write nothing"
    )
    _add_places(rename)
    rename.set_defaults(run=_rename)


def _add_places(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--facts", metavar="DIR", help=f"default: facts{_SETTABLE}")
    parser.add_argument(
        "--snapshots",
        type=Path,
        metavar="DIR",
        help="folder with the text of each source, ID.txt; default: snapshots in that of the facts",
    )


def _rename(arguments: argparse.Namespace) -> int:
    from .commands import rename_entry

    return rename_entry(arguments)
