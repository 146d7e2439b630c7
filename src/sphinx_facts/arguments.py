"""The arguments of the commands that change a facts file: `add`, `confirm`, `rename`."""

from __future__ import annotations

import argparse
from pathlib import Path

_SETTABLE = ", or what [tool.sphinx-facts] in pyproject.toml says"


def add_add(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`add SOURCE --from WORDS`."""
    add = commands.add_parser(
        "add", help="add a fact to the facts file, from the words of a source, with its proof"
    )
    add.add_argument("source", metavar="SOURCE", help="the id of a source whose text is at hand")
    add.add_argument(
        "--from", dest="first", required=True, metavar="WORDS", help="how the excerpt begins"
    )
    add.add_argument(
        "--to", dest="last", default="", metavar="WORDS", help="how it ends; default: as it begins"
    )
    add.add_argument(
        "--nth", type=int, metavar="N", help="which place, where these words stand several times"
    )
    add.add_argument(
        "--wording",
        default="",
        metavar="WORDS",
        help="a part of the figure or quotation, where there are several",
    )
    add.add_argument(
        "--evidence-of", metavar="ID", help="of a fact that is recorded: more evidence"
    )
    add.add_argument("--id", metavar="ID", help="of the fact; default: of words beside it")
    add.add_argument(
        "--claim",
        metavar="TEXT",
        help="what it says, in your own words; without it, to be confirmed",
    )
    add.add_argument(
        "--near", metavar="WORDS", help="parted by commas; groups of them by semicolons"
    )
    add.add_argument("--counts", metavar="WORDS", help="parted by commas")
    add.add_argument("--said-by", metavar="ID", help="of a figure or term: who says so")
    add.add_argument("--speaker", metavar="ID", help="of a quotation")
    add.add_argument(
        "--attribution", metavar="WORDS", help="those of the source that say who speaks"
    )
    add.add_argument("--as-of", metavar="DATE", help="the time of which it is said")
    add.add_argument("--happened", metavar="DATE", help="when what it tells of took place")
    add.add_argument("--note", metavar="TEXT", help="what a reader should know of it")
    _add_no_input(add)
    _add_places(add)
    add.set_defaults(run=_add)


def _add_no_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-input",
        action="store_true",
        help="ask nothing; so it is too where standard input is no terminal",
    )


def _add(arguments: argparse.Namespace) -> int:
    from .drafting.commands import add_entry

    return add_entry(arguments)


def add_confirm(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """`confirm [ID ...]`."""
    confirm = commands.add_parser(
        "confirm", help="go through what extract, new and add have proposed, beside the sources"
    )
    confirm.add_argument("ids", nargs="*", metavar="ID", help="of entries; default: all")
    confirm.add_argument("--docs", metavar="DIR", help=f"default: docs{_SETTABLE}")
    confirm.add_argument(
        "--list", action="store_true", help="name what is to be confirmed, and ask nothing"
    )
    _add_places(confirm)
    confirm.set_defaults(run=_confirm)


def _confirm(arguments: argparse.Namespace) -> int:
    from .drafting.commands import confirm_entries

    return confirm_entries(arguments)


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
    from .drafting.commands import rename_entry

    return rename_entry(arguments)
