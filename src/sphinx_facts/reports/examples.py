"""An example of every finding, out of a data file that is read when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

COMMAND = "$"
"""In the place of a file's name: the text is a command."""


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Files, by their names, that have a finding, and files that have it no longer."""

    wrong: dict[str, str]
    right: dict[str, str]
    says: str
    """The finding as the check reports it."""
    check: str = ""
    """The command that finds it, where a plain check of the chapters does not."""


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The examples by code, and the small book that they are put into."""

    book: dict[str, str]
    examples: dict[str, Example]


@cache
def read_examples() -> Examples:
    """All of them, in the order of the codes."""
    text = Path(__file__).with_name("examples.yaml").read_bytes()
    return msgspec.yaml.decode(text, type=Examples)


def blocks(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What to show of files: a heading and a text for each."""
    for name, text in files.items():
        if name == COMMAND:
            yield "on the command line", f"$ {text}"
        else:
            yield name, text.rstrip("\n") or "(empty)"
