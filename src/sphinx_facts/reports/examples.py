"""The examples of the rules: read when somebody asks, out of what stands beside each rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from textwrap import dedent

import msgspec

from ..model.findings import Rule

COMMAND = "$"
"""In the place of a file's name: the text is a command."""
BOOK = Path(__file__).with_name("example_book.yaml")
_CHAPTER = "docs/example.md"


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Files, by their names, that have a finding, and files that have it no longer. They are put
    into a small book.
    """

    wrong: dict[str, str]
    right: dict[str, str]
    says: str
    """The finding as the check reports it."""
    check: str = ""
    """The command that finds it, where a plain check of the chapters does not."""


@cache
def read_example(rule: Rule) -> Example:
    """The example of a rule: a mapping in YAML, in which a text in the place of files is that of a
    chapter.
    """
    parts = msgspec.yaml.decode(dedent(rule.example))
    for name in ("wrong", "right"):
        if isinstance(parts[name], str):
            parts[name] = {_CHAPTER: parts[name]}
    return msgspec.convert(parts, Example)


@cache
def read_book() -> dict[str, str]:
    """The files of the book that the examples are put into."""
    return msgspec.yaml.decode(BOOK.read_bytes(), type=dict[str, str])


def blocks(files: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What to show of files: a heading and a text for each."""
    for name, text in files.items():
        if name == COMMAND:
            yield "on the command line", f"$ {text}"
        else:
            yield name, text.rstrip("\n") or "(empty)"
