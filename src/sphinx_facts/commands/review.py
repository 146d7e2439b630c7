"""`review`: the desk."""

from __future__ import annotations

import argparse
from pathlib import Path

from .shared import Commands, add_chapters, add_facts, settings_of

_HIGHEST_PORT = 65_535


def add_review(commands: Commands) -> None:
    """Add the command."""
    review = commands.add_parser(
        "review", help="compare each passage with its evidence, on a page for this machine alone"
    )
    add_chapters(review)
    add_facts(review)
    review.add_argument(
        "--snapshots",
        type=Path,
        metavar="DIR",
        help="show excerpts in the whole sentences of the texts of the sources",
    )
    review.add_argument(
        "--reader", default="", metavar="NAME", help="who reads; the page asks where it is not said"
    )
    _add_ways(review)
    review.add_argument(
        "--port",
        type=_port,
        default=0,
        metavar="N",
        help="of the page; default: any that is free",
    )
    review.add_argument(
        "--idle",
        type=_minutes,
        default=30,
        metavar="MINUTES",
        help="end when nothing was asked for so long; default: `%(default)s`",
    )
    review.add_argument(
        "--no-browser", action="store_true", help="print the address of the page, and open nothing"
    )
    review.set_defaults(run=_review)


def _add_ways(review: argparse.ArgumentParser) -> None:
    instead = review.add_mutually_exclusive_group()
    instead.add_argument(
        "--file",
        type=Path,
        metavar="PAGE.html",
        help="write the page into a file, for somebody without the tool",
    )
    instead.add_argument(
        "--answers",
        type=Path,
        metavar="FILE",
        help="take in the answers that such a page has saved",
    )
    instead.add_argument(
        "--list", action="store_true", help="list what is outstanding or objected to, and stop"
    )
    review.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help="with --list: json lists every passage with its evidence; default: %(default)s",
    )


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > _HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"a whole number up to {_HIGHEST_PORT}")
    return int(text)


def _minutes(text: str) -> float:
    try:
        minutes = float(text)
    except ValueError:
        minutes = 0
    if not 0 < minutes < float("inf"):
        raise argparse.ArgumentTypeError("a number of minutes")
    return minutes


def _review(arguments: argparse.Namespace) -> int:
    from ..review import commands

    settings = settings_of(arguments)
    docs = [Path(path) for path in arguments.chapters or [settings.docs]]
    request = commands.Request(docs, settings, arguments.snapshots)
    if arguments.file is not None:
        return commands.write_page(request, arguments.file, arguments.reader)
    if arguments.answers is not None:
        return commands.take_file(request, arguments.answers)
    if arguments.list:
        return commands.list_passages(request, as_json=arguments.format == "json")
    return commands.serve(
        request, arguments.reader, port=arguments.port, minutes=arguments.idle,
        opens=not arguments.no_browser,
    )  # fmt: skip
