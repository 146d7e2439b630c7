"""What an author may have done: a citation made, the recorded wording taken, a code explained."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from lsprotocol import types

from ..fixes.draft import Draft, is_better
from ..fixes.proposals import proposals
from ..model.findings import CheckError
from .book import LARGEST, Book, Loaded
from .diagnostics import SOURCE
from .positions import Text

ADD = "sphinx-facts.add"
"""The command that adds a fact: of the book that a file is of, from a place in a source."""
WHY = "sphinx-facts.why"
"""The command that shows what a code stands for."""

_UNCITED = ("F001", "Q001")
_MOST, _LONGEST = 5, 90
"""Of additions that are offered, and characters of the sentence that is shown of each."""


def actions(
    book: Book, loaded: Loaded, path: Path, text: Text, uri: str, asked: types.CodeActionParams
) -> list[types.CodeAction]:
    """What may be done about a stretch of a file."""
    start, end = text.offset(asked.range.start), text.offset(asked.range.end)
    ours = [each for each in asked.context.diagnostics if each.source == SOURCE]
    made: list[types.CodeAction] = []
    if book.way(path) == "markdown" and len(text.content) <= LARGEST:
        lines = asked.range.start.line + 1, asked.range.end.line + 1
        for title, (first, last), new in _mendings(
            book, loaded, path, text.content, start, end, lines
        ):
            edit = types.TextEdit(text.range(first, last), new)
            about = [each for each in ours if _touch(text, each.range, first, last)]
            made.append(
                types.CodeAction(
                    title,
                    kind=types.CodeActionKind.QuickFix,
                    diagnostics=about or None,
                    edit=types.WorkspaceEdit(changes={uri: [edit]}),
                )
            )
    return [*made, *_additions(book, loaded, text, uri, ours), *_explanations(ours)]


def _touch(text: Text, where: types.Range, start: int, end: int) -> bool:
    return text.offset(where.start) <= end and start <= text.offset(where.end)


def _mendings(
    book: Book,
    loaded: Loaded,
    path: Path,
    content: str,
    start: int,
    end: int,
    lines: tuple[int, int],
) -> Iterator[tuple[str, tuple[int, int], str]]:
    """The edits that would be in order within a stretch of a chapter: of each what it does, what
    it replaces and by what.
    """

    def draft(text: str) -> Draft:
        return Draft(text, read, loaded.checker, loaded.severities.apply)

    read = book.read_draft(path, loaded)
    try:
        old = draft(content)
    except CheckError:  # which the check of the chapter reports
        return
    for number, passage in enumerate(old.passages):
        whole = passage.locate(0, len(passage.text))
        if whole.end_line < lines[0] or lines[1] < whole.line:
            continue
        found = [
            (f"Take the recorded wording: {new}", span, new) for span, new in old.edits(passage)
        ]
        short = loaded.settings.short_names
        found += [
            (f"Cite it: {each.citation}", each.span, each.citation)
            for each in proposals(old, passage, short)
        ]
        for title, span, new in found:
            if span is None or span[1] < start or end < span[0]:
                continue
            if is_better(old, draft(content[: span[0]] + new + content[span[1] :]), number):
                yield title, span, new


def _additions(
    book: Book, loaded: Loaded, text: Text, uri: str, ours: list[types.Diagnostic]
) -> Iterator[types.CodeAction]:
    """For what no fact is cited for, the sources at hand that have it."""
    uncited = [each for each in ours if each.code in _UNCITED]
    if not uncited or book.problems:
        return
    # Drafting takes as long to load as all that the server begins with.
    from .additions import addable

    for each in uncited:
        shown = text.content[text.offset(each.range.start) : text.offset(each.range.end)]
        for found in islice(addable(book, loaded, shown), _MOST):
            is_long = len(found.sentence) > _LONGEST
            sentence = f"{found.sentence[:_LONGEST]}…" if is_long else found.sentence
            title = f"Add a fact from {found.source}: {sentence}"
            place = [uri, found.source, found.words, found.number]
            command = types.Command(title, ADD, arguments=place)
            yield types.CodeAction(title, kind=types.CodeActionKind.QuickFix, command=command)


def _explanations(ours: list[types.Diagnostic]) -> Iterator[types.CodeAction]:
    """For each code among the findings, what it means."""
    for code in dict.fromkeys(str(each.code) for each in ours):
        title = f"Why {code}?"
        command = types.Command(title, WHY, arguments=[code])
        yield types.CodeAction(title, kind=types.CodeActionKind.QuickFix, command=command)
