"""What is proposed is written to new files alone: nothing that is there is written over."""

from __future__ import annotations

from pathlib import Path

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
