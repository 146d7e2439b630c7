"""Judges the labelled cases: small chapters and small books that are to be refused or accepted.

A case is a line of JSON. `verdict` says what it asks: "refuse" that an error is found in it,
"accept" that none is; with `any` a notice counts as well. `chapter` is Markdown. It cites the facts
of `base`, a folder beside the cases, or those of a book of its own: `source` is the text of the
source `s`, `facts` the YAML over it, `files` whatever else the book holds, by path. A book whose
facts cannot be recorded is refused too. `why` gives the reason for the verdict.

A base has a lock but no snapshots: where a format moves, its facts and its lock are migrated.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Literal

import msgspec
from books import CASES, write

from sphinx_facts.api import check_book
from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import CheckError, Finding
from sphinx_facts.proof.record import record, write_lock
from sphinx_facts.settings import read_settings

FOLDER = CASES / "labelled"
FILES = sorted(FOLDER.glob("*.jsonl"))
EXPECTED = FOLDER / "expected.json"
"""The ids of the cases that are judged wrongly today, in order."""
HOUSEKEEPING = ("C002", "E009", "R0")
"""Codes, or how they begin, that say nothing of a chapter: not every fact of its book is cited in
it, only excerpts of a source are recorded, and nobody has read it yet."""
SETTINGS = (FOLDER / "book-facts" / "pyproject.toml").read_text("utf-8")
SOURCE = """\
sources:
  s:
    publisher: The Gazette
    title: null
    published: 2024-12-19
    url: null
    recorded: full
"""


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of a file of cases."""

    id: str
    kind: str
    verdict: Literal["refuse", "accept"]
    chapter: str
    why: str
    base: str | None = None
    source: str = ""
    facts: str = ""
    files: dict[str, str] = {}
    any: bool = False

    @property
    def text(self) -> str:
        """Its chapter, with a title where it has none."""
        has_title = self.chapter.lstrip().startswith(("#", "---"))
        return self.chapter if has_title else f"# A chapter\n\n{self.chapter}\n"

    def counts(self, finding: Finding) -> bool:
        """Whether a finding is one that refuses this case."""
        is_meant = not finding.code.startswith(HOUSEKEEPING)
        return is_meant and (self.any or finding.severity == "error")

    def is_right(self, findings: Sequence[str]) -> bool:
        """Whether this is what the case asks for."""
        return bool(findings) == (self.verdict == "refuse")


def read(path: Path) -> list[Case]:
    """The cases of a file."""
    return [msgspec.json.decode(line, type=Case) for line in path.read_bytes().splitlines()]


def expected() -> set[str]:
    return set(json.loads(EXPECTED.read_text("utf-8")))


def judge(cases: Iterable[Case], room: Path) -> dict[str, list[str]]:
    """What refuses each case, by its id; `room` is an empty folder for the books."""
    found: dict[str, list[str]] = {}
    bases = defaultdict(list)
    for case in cases:
        if case.base is None:
            found[case.id] = _judge_book(case, room / case.id)
        else:
            bases[case.base].append(case)
    for base, chapters in bases.items():
        found |= _judge_chapters(FOLDER / base, chapters, room / base)
    return found


def _judge_chapters(base: Path, cases: Sequence[Case], docs: Path) -> dict[str, list[str]]:
    """Cases over the same facts are chapters of one book."""
    write(docs, {f"{case.id}.md": case.text for case in cases})
    found: dict[str, list[str]] = {case.id: [] for case in cases}
    by_path = {str(docs / f"{case.id}.md"): case for case in cases}
    extensions = read_settings(base).myst_extensions
    for finding in check_book([docs], base / "facts", extensions=extensions).findings:
        case = by_path.get(finding.location.path)
        if case is not None and case.counts(finding):
            found[case.id].append(_in_a_line(finding))
    return found


def _judge_book(case: Case, book: Path) -> list[str]:
    files: Mapping[str, str] = {
        "pyproject.toml": SETTINGS,
        "facts/snapshots/s.txt": case.source,
        "facts/facts.yaml": case.facts if "sources:" in case.facts else SOURCE + case.facts,
        "docs/index.md": case.text,
    }
    write(book, {**files, **case.files})
    try:
        store = Store(book / "facts", with_lock=False)
        write_lock(record(store, book / "facts" / "snapshots"), store.lock_path)
    except CheckError as problem:
        return [f"not recorded: {_in_a_line(finding)}" for finding in problem.findings]
    extensions = read_settings(book).myst_extensions
    result = check_book([book / "docs"], book / "facts", extensions=extensions)
    return [_in_a_line(finding) for finding in result.findings if case.counts(finding)]


def _in_a_line(finding: Finding) -> str:
    return f"{finding.code} {finding.message}"
