"""Mend chapters: bring what drifted from the record back to it, and cite what a person says so.

Nothing is guessed, and no citation is made up. An edit is kept only if the chapter, read anew, has
fewer findings in that passage, no new one, and is the same everywhere else. Edits are tried until
none is kept, so a second run changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path

from ..facts.store import Store
from ..model.passages import Reading
from ..readers.changes import Change, write_changes
from ..readers.documents import find_documents, myst_extensions
from ..readers.myst import read_draft
from ..rules.checker import Checker
from ..rules.severity import Severities
from ..runner.to_read import find_chapters
from ..text.diffs import diff
from ..text.files import read_bytes
from .draft import Draft, Grade, is_better
from .proposals import Choice, Proposal, proposals

Choose = Callable[[Proposal], Choice]
"""Asks a person whether a citation is to be made."""


def fix_chapter(
    text: str, checker: Checker, path: Path, extensions: Collection[str] = (), grade: Grade = list,
    choose: Choose | None = None, short_names: bool = True,
) -> str:  # fmt: skip
    """The text of a chapter, mended. Reads no file: what the chapter includes is left alone.

    With `choose`, the citations are made too to which it says yes, by roles of `short_names`.
    """

    def draft(text: str) -> Draft:
        return Draft(
            text,
            lambda text: read_draft(text, path, checker.display_text, extensions),
            checker,
            grade,
        )

    old, seen = draft(text), set[str]()
    while old.text not in seen:
        seen.add(old.text)
        edits = [(*s, t, n) for n, p in enumerate(old.passages) for s, t in old.edits(p) if s]
        old = _apply(old, edits, draft)
    if choose is not None:
        old = _apply(old, _chosen(old, draft, choose, short_names), draft)
    return old.text


_Edit = tuple[int, int, str, int]
"""Where it begins and ends, what stands there then, and the number of its passage."""


def _apply(old: Draft, edits: Sequence[_Edit], draft: Callable[[str], Draft]) -> Draft:
    """The chapter with those of the edits that make it better, the last first."""
    untouched = len(old.text)
    for start, end, replacement, number in sorted(edits, reverse=True):
        if end <= untouched:
            new = draft(old.text[:start] + replacement + old.text[end:])
            if is_better(old, new, number):
                old, untouched = new, start
    return old


def _chosen(
    old: Draft, draft: Callable[[str], Draft], choose: Choose, short_names: bool
) -> list[_Edit]:
    """The citations that are to be made, of those that would be in order."""
    chosen: list[_Edit] = []
    for number, passage in enumerate(old.passages):
        for proposal in proposals(old, passage, short_names):
            (start, end), text = proposal.span, proposal.citation
            if not is_better(old, draft(old.text[:start] + text + old.text[end:]), number):
                continue
            choice = choose(proposal)
            if choice == "quit":
                return chosen
            if choice == "yes":
                chosen.append((start, end, text, number))
    return chosen


def fix_book(
    docs: Sequence[Path], facts: Path, extensions: Collection[str] | None = None, *,
    severity: Mapping[str, str] = {}, own_things: Collection[str] = (),
    reading: Reading | None = None,
    choose: Choose | None = None, short_names: bool = True,
) -> str:  # fmt: skip
    """Mend chapters in place; returns what was changed as a unified diff. Raises `CheckError`.

    No file is written before all are mended, and all of them are or none. What cannot be read is
    passed over: the check reports it.
    """
    store = Store(facts)
    checker = Checker(store.facts, store.frames, own_things, reading)
    grade = Severities(severity, Path()).apply
    mended = list[Change]()
    chapters = find_chapters(docs)
    extensions = myst_extensions(find_documents(docs), extensions)
    for path in chapters:
        try:
            old = read_bytes(path).decode("utf-8")
        except (OSError, UnicodeDecodeError):
            continue
        new = fix_chapter(old, checker, path, extensions, grade, choose, short_names)
        if new != old:
            mended.append(Change(path, old, new))
    write_changes(mended)
    return "".join(diff(str(path), old or "", new or "", "(fixed)") for path, old, new in mended)
