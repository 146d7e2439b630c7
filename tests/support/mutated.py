"""The book, and what the check says of a part of it that was changed."""

from __future__ import annotations

import itertools
import re
from bisect import bisect
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
import mutants
import yaml
from msgspec.structs import replace
from mutants import Edit

from sphinx_facts.facts.excerpts import excerpts
from sphinx_facts.facts.store import Store
from sphinx_facts.model.passages import Passage
from sphinx_facts.model.records import Fact, Lock, Person
from sphinx_facts.readers.documents import find_documents, myst_extensions
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.acceptance import CommentsOfText
from sphinx_facts.rules.checker import Checker, facts_cited
from sphinx_facts.rules.evidence import check_evidence
from sphinx_facts.runner.to_read import find_chapters
from sphinx_facts.settings import read_settings

ROOT = Path(__file__).resolve().parents[2]
FACTS = ROOT / "facts"
CHAPTERS = find_chapters([ROOT / "docs"])
PLAIN: dict[str, Any] = {}
for file in sorted(FACTS.glob("*.yaml")):
    for name, entries in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader).items():
        if isinstance(entries, dict):
            known = {
                id_: {key: None if value == "null" else value for key, value in entry.items()}
                for id_, entry in entries.items()
            }
            PLAIN[name] = PLAIN.get(name, {}) | known
SETTINGS = read_settings(ROOT)
EXTENSIONS = myst_extensions(find_documents([ROOT / "docs"]))


def make_checker(store: Store) -> Checker:
    """What the chapters are judged by."""
    return Checker(store.facts, store.frames, SETTINGS.own_things)


def read(text: str, checker: Checker) -> list[Passage]:
    return read_chapter(
        ROOT / "docs" / "chapter.md", checker.display_text, EXTENSIONS, lambda _: text
    )


def ids_in(passages: Iterable[Passage]) -> set[str]:
    return {id_ for passage in passages for each in passage.citations for id_ in facts_cited(each)}


FENCE = re.compile(r"^(`{3,}|:{3,})(.*)$")


def blocks_of(text: str) -> list[str]:
    """The parts of a chapter between blank lines, with what stands in a fence kept together."""
    parts, fence = [""], ""
    for line in text.splitlines(keepends=True):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1] == fence and not mark[2].strip():
            fence = ""
        if not line.strip() and not fence:
            parts.append("")
        parts[-1] += line
    return parts


class Chapter:
    """A chapter in its blocks, so that of a mutant only what changed is read and checked.

    Nothing is wrong in a block by itself: one that needs what stands before it is joined to that.
    """

    def __init__(self, text: str, checker: Checker) -> None:
        self._checker = checker
        self._in_order: set[Passage] = set()
        self._blocks: list[str] = []
        self._ids: list[set[str]] = []
        for block in blocks_of(text):
            while codes := self._codes_in(passages := read(block, checker)):
                assert self._blocks, codes
                block = self._blocks.pop() + block  # noqa: PLW2901
                self._ids.pop()
            self._blocks.append(block)
            self._ids.append(ids_in(passages))
            self._in_order.update(passages)
        self._starts = list(itertools.accumulate(map(len, self._blocks), initial=0))[:-1]

    def _codes_in(self, passages: Iterable[Passage]) -> set[str]:
        comments = CommentsOfText()  # What the chapter accepts, with its reason, is in order.
        for passage in passages:
            if passage not in self._in_order:
                comments.add(self._checker.check(passage), passage.accepted)
        return {each.code for each in comments.parted.standing}

    def check(self, edit: Edit) -> tuple[set[str], set[str]]:
        """The codes that a mutant has where it differs, and the facts that it cites in all."""
        first = bisect(self._starts, edit.start) - 1
        end = bisect(self._starts, max(edit.start, edit.end - 1))
        old, place = "".join(self._blocks[first:end]), self._starts[first]
        new = old[: edit.start - place] + edit.new + old[edit.end - place :]
        passages = read(new, self._checker)
        return self._codes_in(passages), ids_in(passages).union(
            *self._ids[:first], *self._ids[end:]
        )


def codes_of(
    store: Store,
    entry: tuple[str, str],
    values: mutants.Plain | None = None,
    lock: Lock | None = None,
) -> set[str]:
    """The codes of an entry and its proofs; with other values of it, or with another lock.

    Nothing else of the facts file and of the lock is looked at than what the entry can concern.
    """
    (kind, id_), whole = entry, store.facts
    if values is not None:
        record = Fact if kind == "facts" else Person
        changed = {**getattr(whole, kind), id_: msgspec.convert(values, record, strict=False)}
        whole = replace(whole, **{kind: changed})
    facts, lock = mutants.concerned(whole, entry), lock or store.lock
    keys = {str(excerpt.key) for excerpt in excerpts(facts)}
    # The reader of the YAML has tests of its own; here the entries are what matters.
    part = Store.__new__(Store)
    part.__dict__.update(store.__dict__, facts=facts)
    part.lock = Lock(
        sources={each: one for each, one in lock.sources.items() if each in facts.sources},
        runs={key: one for key, one in lock.runs.items() if key in keys},
        sealed={key: one for key, one in lock.sealed.items() if key in keys},
    )
    only_excerpts = "E009"  # A notice: of these sources no more was recorded.
    return {finding.code for finding in check_evidence(part).findings} - {only_excerpts}
