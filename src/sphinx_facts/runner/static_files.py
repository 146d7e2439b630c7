"""What the book's own static files put onto its pages: style sheets and drawings are held to the
facts too, and of scripts it is told that nobody reads what they write.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.findings import CheckError, Finding
from ..readers.documents import static_files
from ..readers.drawing import read_drawing
from ..readers.style_sheet import read_style_sheet
from ..readers.text_files import DRAWING, SCRIPTS
from .chapters import Chapters
from .results import Unread

WRITES = "a script, and what it writes onto pages is not read"


def check_static_files(book: Chapters, docs: Sequence[Path]) -> Iterator[Finding]:
    """What is wrong in the style sheets and drawings below the folders of the chapters."""
    for path in static_files(docs, ".css", DRAWING):
        read = read_drawing if path.suffix == DRAWING else read_style_sheet
        try:
            if path.is_file() and (passages := list(read(path))):
                yield from book.check_read(path, passages).findings
        except CheckError as problem:
            yield from problem.findings


def unread_scripts(docs: Sequence[Path]) -> Iterator[Unread]:
    """The scripts below them."""
    for path in static_files(docs, *SCRIPTS):
        yield Unread(str(path), WRITES)
