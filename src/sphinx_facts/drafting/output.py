"""What is proposed is written to new files alone: nothing that is there is written over. And what
keeps a command from changing what is there.
"""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

from ..model.findings import CheckError, make_finding, rule
from ..model.passages import Location
from ..text.files import write_whole


@rule(
    "X006",
    "in-the-way",
    meaning="Something stands where a new book or a new file is to be written, or nothing can be "
    "written there.",
    help="Name another place; nothing was written.",
    example="""
    wrong: {$: sphinx-facts extract facts/snapshots/gazette.txt -o facts/facts.yaml}
    says: |
      facts/facts.yaml:1:1: X006 in-the-way: a file is here already
          do        Name another place; nothing was written.
    right: {$: sphinx-facts extract facts/snapshots/gazette.txt -o proposed.yaml}
    """,
)
def in_the_way(path: Path, message: str, help: str = "") -> CheckError:
    """What is raised where something new cannot be written."""
    return CheckError(make_finding("X006", Location(str(path)), message, help=help))


def write_new(path: Path, text: str) -> None:
    """Write a new file, whole or not at all. Raises `CheckError` where it cannot be written."""
    try:
        write_whole(path, text.encode())
    except OSError as error:
        raise in_the_way(path, f"the file cannot be written: {error.strerror}") from None


@rule(
    "X011",
    "cannot-change",
    meaning="A command that changes the facts file (add, confirm, rename) cannot do what it was "
    "told to. Nothing was written.",
    help="Tell it otherwise, as the message says.",
    example="""
    wrong: {$: sphinx-facts rename car daily-cars}
    right: {$: sphinx-facts rename cars daily-cars}
    says: |
      facts:1:1: X011 cannot-change: nothing in facts, people or sources has the id car
          do        did you mean cars?
    """,
)
def refuse(where: Location, message: str, help: str = "") -> NoReturn:
    """Raise what tells that something cannot be changed as a command was told to."""
    raise CheckError(make_finding("X011", where, message, help=help))
