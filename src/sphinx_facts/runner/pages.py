"""The pages of a built book: which there are, what their build noted of them, and what was left
out.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import msgspec

from ..model.findings import CheckError, Finding, make_finding, rule
from ..model.passages import Location, Passage
from ..readers.drawing import read_drawing
from ..readers.hiding import StyleSheets
from ..readers.html import read_html
from ..readers.page_record import BODY_BEGINS, RECORD, Account, BookRecord
from ..readers.text_files import DRAWING, read_text, unreadable
from ..text.files import read_bytes
from .results import Unread, nothing_to_check
from .static_files import WRITES

_ENDINGS = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml", DRAWING})
_DIGIT = re.compile(r"\d")


class Pages:
    """All pages in a folder, each with the record of the book that it is of."""

    def __init__(self, folder: Path) -> None:
        """Raises `CheckError` where there is none, or a record cannot be read."""
        self._sheets = StyleSheets(folder)
        self._records = {path.parent: _read_record(path) for path in folder.rglob(RECORD)}
        self.left_out: Counter[str] = Counter()
        """How often what was left out, by kinds; only what has a digit is counted."""
        self.without_record: list[str] = []
        """The pages that no build has noted, which were read whole."""
        self.left_behind: list[Finding] = []
        self.paths: list[Path] = []
        for path in sorted(folder.rglob("*")):
            is_page = path.suffix.lower() in _ENDINGS and path.is_file()
            if is_page and not self._is_made(path) and (path.suffix != DRAWING or _says(path)):
                self.paths.append(path)
        if not self.paths:
            remedy, message = "build the book first", "no built page (*.html) is here"
            raise CheckError(nothing_to_check(Location(str(folder)), message, remedy))

    @property
    def unread(self) -> list[Unread]:
        """The author's scripts."""
        records = self._records.items()
        own = ((folder, name) for folder, record in records for name in record.scripts)
        return sorted(Unread(str(folder / name), WRITES) for folder, name in own)

    def _is_made(self, path: Path) -> bool:
        """Whether a page or a drawing is of a theme or an extension; those are counted."""
        record, name = self._record_of(path)
        if record is None or name not in (*record.themes, *record.drawn):
            return False
        if name in record.drawn:
            texts = (passage.text for passage in read_drawing(path))
            self.left_out["drawing of an extension"] += _DIGIT.search("".join(texts)) is not None
        elif path.suffix != DRAWING:
            self.left_out["page of a theme"] += 1
        return True

    def read(self, path: Path) -> list[Passage]:
        """The passages of a page or a drawing. Raises `CheckError`."""
        if path.suffix == DRAWING:
            return read_drawing(path)
        text = read_text(path)
        record, name = self._record_of(path)
        is_parted = f"<!-- {BODY_BEGINS} -->" in text
        account = Account(record, name, is_parted=is_parted)
        if not account.is_known:
            self.without_record.append(str(path))
            if record is not None and is_parted:
                self.left_behind.append(left_behind(path))
        passages = read_html(text, str(path), is_page=True, account=account, sheets=self._sheets)
        self.left_out += account.left_out
        return passages

    def _record_of(self, page: Path) -> tuple[BookRecord | None, str]:
        """The record of the book that a page is of, if there is one, and its name there."""
        for folder in page.parents:
            if (record := self._records.get(folder)) is not None:
                return record, page.relative_to(folder).as_posix()
        return None, page.name


def _says(drawing: Path) -> bool:
    """Whether a drawing has a text, or what it has is not known."""
    try:
        return bool(read_drawing(drawing))
    except CheckError:
        return True


def _read_record(path: Path) -> BookRecord:
    try:
        return msgspec.json.decode(read_bytes(path), type=BookRecord)
    except (msgspec.DecodeError, OSError) as problem:
        raise unreadable(
            path, f"this is no record of pages: {problem}", "build the book anew"
        ) from None


@rule(
    "C009",
    "page-left-behind",
    meaning="A page was made by an earlier build, and the book has no document for it any more. "
    "Where the book is published, readers may still find it.",
    help="Take it away, or build the book in an empty folder.",
    example="""
    wrong:
      build/.facts-pages.json: '{"pages": {"index.html": {}}}'
      build/index.html: '<p>The bridge is old.</p>'
      build/ferry.html: '<!-- facts: the text --><p>The ferry is new.</p>'
      $: sphinx-facts audit build
    right:
      build/.facts-pages.json: '{"pages": {"index.html": {}, "ferry.html": {}}}'
      $: sphinx-facts audit build
    says: |
      build/ferry.html:1:1: C009 page-left-behind: the book that was built has no such page
          do        Take it away, or build the book in an empty folder.
    """,
)
def left_behind(path: Path) -> Finding:
    """What is found where a page is of a chapter that is gone."""
    message = "the book that was built has no such page"
    return make_finding("C009", Location(str(path)), message)
