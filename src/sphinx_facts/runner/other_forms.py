"""Check what is read as it is written and is no Markdown: notebooks, and the settings of a book."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from ..model.findings import CheckError, Finding
from ..model.passages import Passage
from ..readers.configuration import Configuration
from ..readers.text_files import CONTENTS, JUPYTER_BOOK, NOTEBOOK
from ..rules.checker import Checker
from ..rules.prose.uncited import IN_PLAIN
from .results import ChapterResult, Unread, unrun
from .worker import check_chapter

if TYPE_CHECKING:
    from ..readers.notebook import Notebook
    from ..rules.prose.copying import Copies

_OF_SENTENCES = frozenset({"F005", "Q004"})
"""What a substitution is put into is judged when that is built, by what stands around it there."""

_OF_OUTPUT = (
    "no role works in what code prints: cite it in the text and tag the cell remove-output, or "
    "accept it in a comment (% sphinx-facts: ignore[CODE] reason) that ends the cell before"
)


def check_other_form(
    path: Path, text: Callable[[Path], str], checker: Checker, extensions: Collection[str],
    copies: Copies | None,
) -> ChapterResult:  # fmt: skip
    """What is found in a notebook, each with the cell it is in, or in a configuration."""
    if path.suffix != NOTEBOOK:
        return _check_settings(path, text, checker, extensions)
    from ..readers.notebook import Notebook

    try:
        book = Notebook(path, text(path))
    except CheckError as problem:
        return ChapterResult(findings=list(problem.findings), could_read=False)

    def read() -> list[Passage]:
        tags = checker.reading.cell_tags
        return book.passages(checker.display_text, extensions, text, tags)

    result = check_chapter(path, read, checker, copies)
    result.unread = [Unread(str(path), reason) for reason in dict.fromkeys(book.unread)]
    result.unread += [unrun(str(path))] if book.is_unrun else []
    result.findings = [_with_cell(finding, book) for finding in result.findings]
    result.accepted = [
        msgspec.structs.replace(each, finding=_with_cell(each.finding, book))
        for each in result.accepted
    ]
    return result


def _with_cell(finding: Finding, book: Notebook) -> Finding:
    """Authors know cells; the lines of the file are for programs."""
    place = book.place_in_cell(finding.location)
    if not place:
        return finding
    is_printed = place.startswith("the output of ") and finding.help == IN_PLAIN
    remedy = _OF_OUTPUT if is_printed else finding.help
    return msgspec.structs.replace(finding, message=f"{place}: {finding.message}", help=remedy)


def _check_settings(
    path: Path, text: Callable[[Path], str], checker: Checker, extensions: Collection[str]
) -> ChapterResult:
    from ..readers.find_configuration import read_configuration
    from ..readers.shown_settings import read_shown

    passages: list[Passage] = []
    if (book := read_configuration(path.parent)) is not None:
        passages += read_shown(book, checker.display_text, extensions)
    if path.name == JUPYTER_BOOK:
        from ..readers.jupyter_book import read_contents

        contents = path.with_name(CONTENTS)
        shown = tuple(read_contents(text(contents)))
        beside = Configuration(path.parent, contents, shown=shown)
        passages += read_shown(beside, checker.display_text, extensions)
    if not passages:
        return ChapterResult(findings=[], is_document=False)
    result = check_chapter(path, lambda: passages, checker)
    result.findings = [each for each in result.findings if each.code not in _OF_SENTENCES]
    result.is_document, result.passages = False, []
    return result
