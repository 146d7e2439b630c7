"""What the book's own style sheets put onto its pages is held to the facts too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.findings import CheckError, Finding
from ..readers.style_sheet import read_style_sheet
from .chapters import Chapters


def check_style_sheets(book: Chapters, docs: Sequence[Path]) -> Iterator[Finding]:
    """What is wrong in the style sheets below the folders of the chapters."""
    found = (path for folder in docs if folder.is_dir() for path in folder.rglob("*.css"))
    for path in sorted(path for path in found if path.is_file()):
        try:
            if passages := list(read_style_sheet(path)):
                yield from book.check_read(path, passages).findings
        except CheckError as problem:
            yield from problem.findings
