"""A book that is being written: its settings, its facts, and what is found in its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..facts.store import Store
from ..model.findings import CheckError, Finding
from ..model.passages import Location, Passage
from ..proof.snapshots import excerpts_by_source, fully_recorded, read_snapshot
from ..readers.documents import Way, find_documents, myst_extensions
from ..readers.myst import read_chapter, read_draft
from ..readers.text_files import NOTEBOOK, unreadable
from ..rules.acceptance import part_by_entries
from ..rules.entry.proofs import check_snapshot
from ..rules.evidence import check_evidence
from ..rules.severity import Severities
from ..runner.other_forms import check_other_form
from ..runner.results import ChapterResult
from ..runner.worker import check_chapter
from ..settings import Settings, read_settings
from ..text.files import MEGABYTE, read_bytes
from .checker import WritingChecker
from .workspace import Workspace

LARGEST = MEGABYTE
"""Characters of a chapter that is checked while it is written."""
_ENDINGS = (".yaml", ".yml")


class Loaded(NamedTuple):
    """What of a book is read before its chapters."""

    settings: Settings
    store: Store
    checker: WritingChecker
    severities: Severities
    extensions: frozenset[str]

    def grade(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that stand, as grave as the settings say."""
        standing, _ = part_by_entries(list(findings), self.store.facts)
        return self.severities.apply(standing)


class Book:
    """The book in a folder. It is read anew where its files have changed; where they cannot be
    read, `problems` says why, and what was read before still stands in `loaded`.
    """

    def __init__(self, folder: Path, workspace: Workspace) -> None:
        self.folder, self._workspace = folder, workspace
        self.settings = Settings()
        self.loaded: Loaded | None = None
        self.problems: list[Finding] = []
        self._seen: object = None
        self._ways: dict[Path, Way] = {}

    @property
    def facts(self) -> Path:
        """The folder of the facts files."""
        return self.folder / self.settings.facts

    @property
    def docs(self) -> Path:
        """The folder of the chapters."""
        return self.folder / self.settings.docs

    def meet(self, path: Path) -> None:
        """A file is opened: one that nobody knows may have been written since."""
        if path not in self._ways and not self.is_facts(path):
            self._seen = None

    def refresh(self) -> bool:
        """Read the book anew where something has changed; whether it was."""
        seen = list(self._state())
        if seen == self._seen:
            return False
        try:
            self.settings = read_settings(self.folder)
            self.problems, self.loaded = [], self._load()
        except CheckError as problem:
            self.problems = list(problem.findings)
        self._seen = list(self._state())
        return True

    def _load(self) -> Loaded:
        settings = self.settings
        documents = find_documents([self.docs]) if self.docs.exists() else None
        self._ways = documents.ways if documents else {}
        given = settings.myst_extensions
        extensions = myst_extensions(documents, given) if documents else given or ()
        store = Store(self.facts, read=self._workspace.read_bytes)
        return Loaded(
            settings,
            store,
            WritingChecker(store.facts, store.frames, settings.own_things, settings.reading),
            Severities(settings.severity, self.folder),
            frozenset(extensions),
        )

    def _state(self) -> Iterator[object]:
        """What tells whether the files that all rests on are what they were."""
        beside = [self.folder / "pyproject.toml", self.docs / "conf.py", self.facts / "facts.lock"]
        for path in [*beside, *self.facts_files(), *self._snapshots(), *self._data()]:
            yield path, self._workspace.change(path) or _stamp(path)

    def facts_files(self) -> list[Path]:
        """The files of facts, in order."""
        folder = self.facts
        paths = sorted(folder.iterdir()) if folder.is_dir() else []
        return [each for each in paths if each.suffix in _ENDINGS and each.name[0] != "."]

    @property
    def snapshots(self) -> Path:
        """The folder of the texts of sources, if they are at hand."""
        return self.facts / "snapshots"

    def snapshots_at_hand(self) -> set[str]:
        """The ids of the sources whose texts are."""
        return {path.stem for path in self._snapshots()}

    def _snapshots(self) -> list[Path]:
        return sorted(self.snapshots.iterdir()) if self.snapshots.is_dir() else []

    def _data(self) -> list[Path]:
        sources = self.loaded.store.facts.sources.values() if self.loaded else ()
        return [self.facts / source.file for source in sources if source.file is not None]

    # What a file is of

    def is_facts(self, path: Path) -> bool:
        """Whether a file is one of facts."""
        return path.parent == self.facts and path.suffix in _ENDINGS

    def way(self, path: Path) -> Way | None:
        """By what a document is read; None of what is no part of the book."""
        if path in self._ways:
            return self._ways[path]
        is_new = not path.exists() and path.is_relative_to(self.docs)
        return "markdown" if is_new and path.suffix == ".md" else None

    def documents(self) -> list[Path]:
        """The documents of the book."""
        return list(self._ways)

    # What is found

    def check(self, path: Path, is_overtaken: Callable[[], bool]) -> list[Finding]:
        """What is found in a document. Raises `Overtaken` as soon as nobody asks any more."""
        way, loaded = self.way(path), self.loaded
        if way not in ("markdown", "notebook"):
            return []
        findings = [] if not self.problems else [self._unread(path)]
        if loaded is None:
            return findings
        try:
            if len(self._workspace.read(path)) > LARGEST:
                return [*findings, _too_long(path)]
        except CheckError as problem:
            return list(problem.findings)
        with loaded.checker.while_wanted(is_overtaken):
            return findings + loaded.grade(self._check(path, loaded).findings)

    def _check(self, path: Path, loaded: Loaded) -> ChapterResult:
        text, checker, extensions = self._workspace.read, loaded.checker, loaded.extensions
        if path.suffix == NOTEBOOK:
            return check_other_form(path, text, checker, extensions, None)

        def read() -> list[Passage]:
            return read_chapter(path, checker.display_text, extensions, text)

        return check_chapter(path, read, checker)

    def _unread(self, path: Path) -> Finding:
        """What a chapter says that is not held to the facts as they are."""
        first = self.problems[0]
        by = "by the facts as they last were" if self.loaded else "not"
        message = f"this is checked {by}: {first.location}: {first.message}"
        return msgspec.structs.replace(first, location=Location(str(path)), message=message)

    def check_facts(self) -> list[Finding]:
        """What is found in the files of facts, and of the snapshots at hand."""
        if self.problems or self.loaded is None:
            return self.problems
        store = self.loaded.store
        evidence = check_evidence(store).findings
        return self.loaded.grade([*evidence, *self._check_snapshots(store)])

    def _check_snapshots(self, store: Store) -> Iterator[Finding]:
        by_source = excerpts_by_source(store.facts)
        at_hand = self.snapshots_at_hand()
        for id_ in fully_recorded(store):
            if id_ in at_hand:
                try:
                    text = read_snapshot(self.snapshots, id_)
                except CheckError as problem:
                    yield from problem.findings
                else:
                    yield from check_snapshot(store, id_, text, by_source.get(id_, ()))

    def read_draft(self, path: Path, loaded: Loaded) -> Callable[[str], list[Passage]]:
        """Reads a text of a chapter where roles certainly work, as one that would be mended."""
        display_text = loaded.checker.display_text
        return lambda text: read_draft(text, path, display_text, loaded.extensions)


def folder_of(path: Path) -> Path | None:
    """The folder of the book that a file or folder is of: the nearest that is one."""
    for folder in path.parents:
        if is_book(folder):
            return folder
        if (folder / ".git").exists():
            return None
    return None


def is_book(folder: Path) -> bool:
    """Whether a folder has settings of a book, or facts where they are looked for."""
    try:
        has_settings = b"[tool.sphinx-facts" in read_bytes(folder / "pyproject.toml")
    except OSError:
        has_settings = False
    return has_settings or any((folder / "facts").glob("*.yaml"))


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _too_long(path: Path) -> Finding:
    message = f"this has more than {LARGEST:,} characters, and is not checked while it is written"
    (finding,) = unreadable(path, message, "run sphinx-facts check, or part it").findings
    return finding
