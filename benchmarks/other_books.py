"""Read books that nobody here wrote, and print what is found in them: `other_books.py FOLDER ...`.

Each folder, with all the Markdown below it, is read and checked as a book without facts. What the
check may not do is crash; what it refuses is listed. `--sample N` also prints N of the passages in
which it found a figure or a quotation, drawn by a fixed seed, to look for what is no prose.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import time
import traceback
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from sphinx_facts.model.findings import CheckError
from sphinx_facts.model.passages import Passage
from sphinx_facts.model.records import FactsFile
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.checker import Checker
from sphinx_facts.runner.to_read import find_chapters
from sphinx_facts.settings import MystExtension

# What most books switch on, where their conf.py does not say.
USUAL = {"amsmath", "colon_fence", "deflist", "dollarmath", "substitution"}
COLUMNS = ["book", "chapters", "words", "figures", "weak", "quotations", "refused", "crashes",
           "seconds", "words/s"]  # fmt: skip


@dataclass
class Book:
    """What was found in a folder."""

    folder: Path
    counts: dict[str, float] = field(default_factory=lambda: dict.fromkeys(COLUMNS[1:], 0))
    problems: list[str] = field(default_factory=list)
    found: list[tuple[Passage, str]] = field(default_factory=list)


def extensions(folder: Path) -> set[str]:
    """The MyST extensions that a book names in its conf.py or _config.yml."""
    known, named = set(get_args(MystExtension)), set()
    for name in ("conf.py", "_config.yml"):
        for path in folder.rglob(name):
            named |= known & set(re.findall(r"\w+", path.read_text("utf-8", "replace")))
    return named or USUAL


def read(folder: Path) -> Book:
    """Read and check every chapter of a folder."""
    book, checker, enabled = Book(folder), Checker(FactsFile()), extensions(folder)
    for path in find_chapters([folder]):
        start = time.process_time()
        try:
            for passage in read_chapter(path, checker.display_text, enabled):
                note(book, passage, checker)
        except CheckError as problem:
            book.counts["refused"] += 1
            book.problems.append(str(problem))
        except Exception:  # noqa: BLE001 - a crash is what is looked for
            book.counts["crashes"] += 1
            book.problems.append(f"{path}\n{traceback.format_exc()}")
        book.counts["seconds"] += time.process_time() - start
        book.counts["chapters"] += 1
    book.counts["words/s"] = book.counts["words"] / max(book.counts["seconds"], 1e-9)
    return book


def note(book: Book, passage: Passage, checker: Checker) -> None:
    """Count what is found in a passage."""
    book.counts["words"] += len(passage.text.split())
    for finding in checker.check(passage):
        kind = {"F": "figures", "Q": "quotations"}.get(finding.code[0], "quotations")
        book.counts["weak" if finding.severity == "notice" else kind] += 1
        if finding.severity == "error":
            book.found.append((passage, f"{finding.location} {finding.shown!r}"))


def main() -> int:
    """Print a row for each book, then what went wrong, then the sample."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--sample", type=int, default=0)
    arguments = parser.parse_args()
    books = [read(folder) for folder in arguments.folders]
    rows = [COLUMNS] + [
        [book.folder.name, *(f"{value:,.0f}" for value in book.counts.values())] for book in books
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))
    for book in books:
        print(*book.problems, sep="\n", end="\n" if book.problems else "")
        found = random.Random(1).sample(book.found, min(arguments.sample, len(book.found)))
        for passage, what in found:
            print(f"{what}\n    {passage.text[:300]!r}")
    return int(any(book.counts["crashes"] for book in books))


if __name__ == "__main__":
    sys.exit(main())
