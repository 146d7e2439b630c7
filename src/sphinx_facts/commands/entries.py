"""`add`, `confirm` and `rename`: the commands that change a facts file."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from .shared import SETTABLE, Commands, add_facts

_OF_FACTS = {
    "claim": ("TEXT", "what it says, in your own words; without it, to be confirmed"),
    "near": ("WORDS", "parted by commas; groups of them by semicolons"),
    "counts": ("WORDS", "parted by commas"),
    "said-by": ("ID", "of a figure or term: who says so"),
    "speaker": ("ID", "of a quotation"),
    "attribution": ("WORDS", "those of the source that say who speaks"),
    "as-of": ("DATE", "the time of which it is said"),
    "happened": ("DATE", "when what it tells of took place"),
    "note": ("TEXT", "what a reader should know of it"),
}
_OF_SOURCES = {
    "publisher": ("NAME", "where the file does not say it, or otherwise"),
    "title": ("TEXT", "likewise"),
    "published": ("DATE", "likewise"),
    "url": ("ADDRESS", "likewise"),
    "accessed": ("DATE", "when it was read"),
    "archived": ("ADDRESS", "of a copy that is kept"),
}
"""Keys of the facts file that may be told, each with what its value is and a help."""


def _add_keys(group: argparse._ArgumentGroup, keys: Mapping[str, tuple[str, str]]) -> None:
    for name, (metavar, help_) in keys.items():
        group.add_argument(f"--{name}", metavar=metavar, help=help_)


def add_add(commands: Commands) -> None:
    """`add SOURCE --from WORDS`, `add --source FILE`."""
    add = commands.add_parser(
        "add", help="add a fact with its proof, from the words of a source; or add a source"
    )
    add.add_argument(
        "id_of_source",
        nargs="?",
        metavar="SOURCE",
        help="the id of a source whose text is at hand",
    )
    add.add_argument("--from", dest="first", metavar="WORDS", help="how the excerpt begins")
    add.add_argument(
        "--to", dest="last", default="", metavar="WORDS", help="how it ends; default: as it begins"
    )
    add.add_argument(
        "--from-chapter",
        metavar="FILE:LINE",
        help="begin with a figure that a chapter does not cite, and find what may carry it",
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
    add.add_argument("--evidence-of", metavar="ID", help="of a recorded fact: more evidence of it")
    add.add_argument("--id", metavar="ID", help="of the fact or source; default: of its words")
    _add_keys(add.add_argument_group("a fact"), _OF_FACTS)
    _add_source(add)
    _add_no_input(add)
    _add_places(add)
    add.set_defaults(run=_add)


def _add_source(add: argparse.ArgumentParser) -> None:
    of_source = add.add_argument_group("a source")
    of_source.add_argument(
        "--source",
        type=Path,
        metavar="FILE",
        help="make a source of it: a saved web page, PDF, text, or entry of CSL-JSON (.json)",
    )
    of_source.add_argument(
        "--text", type=Path, metavar="FILE", help="with the text of an entry of CSL-JSON"
    )
    _add_keys(of_source, _OF_SOURCES)


def _add_no_input(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--no-input",
        action="store_true",
        help="ask nothing; so it is too where standard input is no terminal",
    )


def _add(arguments: argparse.Namespace) -> int:
    from ..drafting.commands import add_entry

    return add_entry(arguments)


def add_confirm(commands: Commands) -> None:
    """`confirm [ID ...]`."""
    confirm = commands.add_parser(
        "confirm", help="go through what extract, new and add have proposed, beside the sources"
    )
    confirm.add_argument("ids", nargs="*", metavar="ID", help="of entries; default: all")
    confirm.add_argument("--docs", metavar="DIR", help=f"default: docs{SETTABLE}")
    confirm.add_argument(
        "--list", action="store_true", help="name what is to be confirmed, and ask nothing"
    )
    _add_places(confirm)
    confirm.set_defaults(run=_confirm)


def _confirm(arguments: argparse.Namespace) -> int:
    from ..drafting.commands import confirm_entries

    return confirm_entries(arguments)


def add_rename(commands: Commands) -> None:
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
        "new", metavar="NEW", help="a new id; or that of another entry, with which it is joined"
    )
    rename.add_argument("--docs", metavar="DIR", help=f"default: docs{SETTABLE}")
    rename.add_argument(
        "--dry-run", action="store_true", help="show it as a diff, and write nothing"
    )
    _add_places(rename)
    rename.set_defaults(run=_rename)


def _add_places(parser: argparse.ArgumentParser) -> None:
    add_facts(parser)
    parser.add_argument(
        "--snapshots",
        type=Path,
        metavar="DIR",
        help="folder with the text of each source, ID.txt; default: snapshots in that of the facts",
    )


def _rename(arguments: argparse.Namespace) -> int:
    from ..drafting.commands import rename_entry

    return rename_entry(arguments)
