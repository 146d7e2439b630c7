"""`diff`: what has changed between two states of a book."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..model.findings import CheckError
from ..reports.text import paragraph
from ..text.terminal import painter
from .shared import CLEAN, COULD_NOT_CHECK, Commands, add_facts, settings_of


def add_diff(commands: Commands) -> None:
    """`diff REV`, `diff REV..REV`."""
    diff = commands.add_parser(
        "diff", help="say what has changed in facts, evidence, answers and passages that cite"
    )
    diff.add_argument(
        "revisions",
        metavar="REV or REV..REV",
        help="revision of git to compare the files with, or another revision",
    )
    add_facts(diff)
    diff.add_argument(
        "--format",
        choices=("text", "markdown", "json"),
        default="text",
        help="default: %(default)s",
    )
    diff.set_defaults(run=_diff)


def _diff(arguments: argparse.Namespace) -> int:
    from ..changes.compare import compare
    from ..changes.formats import FORMATS as WAYS
    from ..changes.state import state_at, state_now

    settings = settings_of(arguments)
    book = Path(settings.docs), Path(settings.facts), settings.myst_extensions
    before, dots, after = arguments.revisions.partition("..")
    try:
        old = state_at(before, *book)
        new = state_at(after or "HEAD", *book) if dots else state_now(*book)
    except CheckError as problem:
        for finding in problem.findings:
            print(paragraph(finding, painter(sys.stderr)), end="", file=sys.stderr)
        return COULD_NOT_CHECK
    print(WAYS[arguments.format](compare(old, new)))
    return CLEAN
