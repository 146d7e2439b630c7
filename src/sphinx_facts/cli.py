"""The command line."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable, Sequence
from io import TextIOWrapper

from .api import Result, Summary
from .commands.diff import add_diff
from .commands.entries import add_add, add_confirm, add_rename
from .commands.judge import add_audit, add_check
from .commands.lsp import add_lsp
from .commands.make import add_drafts, add_record, add_schema
from .commands.review import add_review
from .commands.shared import COULD_NOT_CHECK, conclude
from .model.findings import CheckError
from .version import __version__

_COMMANDS = (
    add_check, add_record, add_audit, add_review, add_drafts, add_add, add_confirm, add_rename,
    add_schema, add_diff, add_lsp,
)  # fmt: skip
"""In the order in which help lists them."""
_OBJECTS = 100_000
"""Made between two collections of garbage: most that a command makes lives until it ends."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command. Exit codes: 0: all in order; 1: findings; 2: it could not be checked."""
    gc.set_threshold(_OBJECTS)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # rather no ellipsis than no report
    arguments = make_parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = arguments.run
    try:
        try:
            code = run(arguments)
        except CheckError as problem:
            code = conclude(Result(list(problem.findings), Summary()), arguments)
        sys.stdout.flush()
    except OSError as error:
        if not isinstance(error, BrokenPipeError):  # Its reader has gone: nobody is to be told.
            print(f"the report cannot be written: {error.strerror or error}", file=sys.stderr)
        # What is still held of the report would be an error as Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return COULD_NOT_CHECK
    except KeyboardInterrupt:
        return 130
    return code


def make_parser() -> argparse.ArgumentParser:
    """The commands with their arguments and options; the manual is made from it."""
    parser = argparse.ArgumentParser(
        prog="sphinx-facts", description="Check the figures and quotations of a book."
    )
    parser.set_defaults(format="text", strict=False)
    parser.add_argument("--version", action="version", version=f"%(prog)s {__version__}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for add in _COMMANDS:
        add(commands)
    return parser
