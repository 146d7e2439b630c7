"""What several commands have: options, settings, exit codes, and how a check ends."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import msgspec

from ..reports import FORMATS
from ..reports.text import as_text
from ..settings import Settings, read_settings
from ..text.terminal import painter

if TYPE_CHECKING:
    from ..api import Result

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
"""What each command is added to."""
CLEAN, FINDINGS, COULD_NOT_CHECK = 0, 1, 2
SETTABLE = ", or what [tool.sphinx-facts] in pyproject.toml says"
"""Of a default, in the help of an option."""


def add_output(parser: argparse.ArgumentParser) -> None:
    """The options for what is reported, and what fails."""
    parser.add_argument("--format", choices=FORMATS, default="text", help="default: %(default)s")
    parser.add_argument("--strict", action="store_true", help="fail on notices too")


def add_chapters(parser: argparse.ArgumentParser) -> None:
    """The chapters that a command is for."""
    parser.add_argument(
        "chapters", nargs="*", metavar="CHAPTER or DIR", help=f"default: docs{SETTABLE}"
    )


def add_facts(parser: argparse.ArgumentParser) -> None:
    """The option for where the facts are."""
    parser.add_argument("--facts", metavar="DIR", help=f"default: facts{SETTABLE}")


def settings_of(arguments: argparse.Namespace) -> Settings:
    """The settings of the current folder, where the command line does not say otherwise."""
    settings = read_settings(Path())
    strict, facts = arguments.strict or settings.strict, arguments.facts or settings.facts
    return msgspec.structs.replace(settings, strict=strict, facts=facts)


def conclude(result: Result, arguments: argparse.Namespace, strict: bool = False) -> int:
    """Report what was found, in the format that was asked for; return the exit code."""
    is_text = arguments.format == "text"
    print(as_text(result, painter(sys.stdout)) if is_text else FORMATS[arguments.format](result))
    if not result.could_check:
        return COULD_NOT_CHECK
    return FINDINGS if result.fails(strict) else CLEAN
