"""Reads what pages show of a book's configuration: titles, announcements, substitutions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec

from ..model.passages import HIDDEN, Passage
from .chapter import Chapter, DisplayText
from .configuration import Configuration, Shown
from .html import read_html
from .markdown import parser_for
from .myst import FileReader
from .passage_builder import PassageBuilder
from .text_files import read_text


def read_shown(
    configuration: Configuration, display_text: DisplayText, extensions: Collection[str] = ()
) -> list[Passage]:
    """The passages of a configuration, in order."""
    path = configuration.path or configuration.folder
    chapter = Chapter(parser_for(extensions), display_text, read_text)
    return [
        passage
        for shown in configuration.shown
        if shown.text.replace(HIDDEN, "").strip()
        for passage in _read(shown, path, chapter)
    ]


def _read(shown: Shown, path: Path, chapter: Chapter) -> Iterator[Passage]:
    if shown.form == "html":
        yield from read_html(shown.text, str(path), *shown.starts[0])
    elif shown.form == "markdown":
        yield from FileReader(chapter, path).prose(shown.text, shown.starts[0])
    else:
        built = PassageBuilder(str(path))
        for number, line in enumerate(shown.text.split("\n")):
            place = shown.starts[number] if number < len(shown.starts) else None
            built.write(f"{' ' if number else ''}{line}", place)
        yield msgspec.structs.replace(built.passage(), is_plain=True)
