"""Measure how fast the check and the extension are, and how they grow, on books of any size.

usage: bench.py [--large] [--times N] [NAME ...]

Each row is a ratio or a number of seconds, measured in one run on one machine: what is compared is
run in turn, and the median of several rounds counts. Times of whole processes are those of the
processor (theirs and their children's), so that a busy machine hardly changes them; where several
processors work together, the clock counts. `--large` adds the rows that take minutes. NAMEs are
those of the groups of rows, from `check` to `facts`. The exit code is 1 where a row falls short.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

from generate import Facts, write_book

from sphinx_facts.facts.excerpts import excerpts
from sphinx_facts.facts.store import Store
from sphinx_facts.rules.entry.proofs import check_snapshots, why_unproven

ROOT = Path(__file__).resolve().parent.parent
CHECK = [sys.executable, str(ROOT / "scripts" / "check_facts.py")]
SPHINX = [sys.executable, "-m", "sphinx", "-q", "-b", "html"]

Row = tuple[str, float, float, str]
"""What was measured, the number, what it must not exceed (or, below zero, not fall short of), and
its unit."""


class Bench:
    """A folder for the books, and how many rounds to run."""

    def __init__(self, folder: Path, times: int) -> None:
        self.folder, self.times = folder, times

    def book(self, chapters: int, facts: int, *, plain: bool = False) -> Path:
        book = self.folder / f"book-{chapters}-{facts}{'-plain' * plain}"
        if not book.exists():
            write_book(book, chapters, Facts(facts, min(facts, 10_000)), plain=plain)
        return book

    def median(self, *works: Callable[[], float]) -> list[float]:
        """Of each work, run in turn with the others."""
        rounds = [[work() for work in works] for _ in range(self.times)]
        return [median(each) for each in zip(*rounds, strict=True)]


def processor(command: list[str], folder: Path) -> float:
    """The seconds that processors work for a command and its children."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run(command, folder)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def clock(command: list[str], folder: Path) -> float:
    """The seconds that a command takes."""
    start = time.perf_counter()
    run(command, folder)
    return time.perf_counter() - start


def run(command: list[str], folder: Path) -> str:
    """What a command prints; it must succeed."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(command)} in {folder}:\n{done.stdout}{done.stderr}")
    return done.stdout


def peak(command: list[str], folder: Path) -> float:
    """The most memory that a command holds, in MB."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    return int(run([sys.executable, "-c", code, *command], folder)) / 1024


def build(book: Path, out: str = "out", *, fresh: bool = True) -> Callable[[], float]:
    """A build of a book, as a piece of work."""

    def work() -> float:
        if fresh:
            shutil.rmtree(book / out, ignore_errors=True)
        return processor([*SPHINX, "docs", out], book)

    return work


def check(book: Path, *options: str, fresh: bool = False) -> Callable[[], float]:
    """A check of a book, as a piece of work."""

    def work() -> float:
        if fresh:
            shutil.rmtree(book / ".sphinx_facts_cache", ignore_errors=True)
        return processor([*CHECK, *options], book)

    return work


def own_book(bench: Bench) -> Iterator[Row]:
    """The book of this repository, as it is checked before every build."""
    book = bench.folder / "own"
    shutil.copytree(ROOT, book, ignore=shutil.ignore_patterns(".*", "build", "__pycache__"))
    no_change = build(book, fresh=False)
    no_change()
    checked, anew, built = bench.median(check(book), check(book, "--no-cache"), no_change)
    yield "the book: check, whole process", checked, 0.35, "s"
    yield "the book: check that keeps nothing, whole process", anew, 0, "s"
    yield "the book: check / a sphinx-build that changes nothing", checked / built, 0.25, "x"


def quotations(bench: Bench) -> Iterator[Row]:
    """Many quotations against one source of a megabyte."""
    book = bench.book(1, 10_000)
    store, snapshots = Store(book / "facts"), book / "snapshots"
    every = list(excerpts(store.facts))[:10_000]
    bytes_ = sum(path.stat().st_size for path in snapshots.iterdir())
    assert len(every) == 10_000
    assert 0.9e6 < bytes_ < 1.1e6

    def timed(work: Callable[[], list[object]]) -> Callable[[], float]:
        def measure() -> float:
            start = time.process_time()
            assert not any(work())
            return time.process_time() - start

        return measure

    by_snapshot, by_proof = bench.median(
        timed(lambda: list(check_snapshots(store, snapshots))),
        timed(lambda: [why_unproven(store, excerpt) for excerpt in every]),
    )
    yield "10,000 quotations against a source of 1 MB, by snapshot", by_snapshot, 1, "s"
    yield "10,000 quotations against a source of 1 MB, by proof", by_proof, 1, "s"


def large_book(bench: Bench) -> Iterator[Row]:
    """A book of 1,000 chapters and 5,000 facts."""
    book = bench.book(1_000, 5_000)
    chapter = book / "docs" / "chapter-00500.md"

    def one_changed() -> float:
        chapter.write_text(chapter.read_text("utf-8") + "\nIt ends by the river.\n", "utf-8")
        return check(book)()

    cold, kept, changed = bench.median(
        check(book, "--jobs", "1", fresh=True), check(book), one_changed
    )
    built = build(book)()
    name = "1,000 chapters, 5,000 facts:"
    yield f"{name} cold check / cold sphinx-build", cold / built, 0.1, "x"
    yield f"{name} check, nothing changed", kept, 1, "s"
    yield f"{name} check, one chapter changed", changed, 1, "s"


def jobs(bench: Bench) -> Iterator[Row]:
    """Two processes beside one."""
    book = bench.book(1_000, 5_000)
    one, two = bench.median(
        *(lambda n=n: clock([*CHECK, "--no-cache", "--jobs", n], book) for n in ("1", "2"))
    )
    yield "1,000 chapters, 5,000 facts: --jobs 2 is faster than --jobs 1 by", one / two, -1.7, "x"


def growth(bench: Bench, most: int = 1_000) -> Iterator[Row]:
    """How time and memory grow with the number of chapters, the facts growing with them."""
    sizes = [size for size in (200, 1_000, 10_000) if size <= most]
    books = [bench.book(size, min(5 * size, 5_000)) for size in sizes]
    few, many = books[0], books[-1]
    ratio = sizes[-1] / sizes[0]
    small, large = bench.median(*(check(book, "--no-cache", "--jobs", "1") for book in (few, many)))
    name = f"{sizes[0]:,} to {sizes[-1]:,} chapters:"
    yield f"{name} exponent of time", math.log(large / small, ratio), 1.05, ""
    memory = [peak([*CHECK, "--no-cache", "--jobs", "1"], book) for book in (few, many)]
    yield f"{name} exponent of memory", math.log(memory[1] / memory[0], ratio), 1.05, ""
    yield f"{sizes[-1]:,} chapters: memory", memory[1], 300, "MB"
    rate = (sizes[-1] - sizes[0]) / (large - small)
    yield "one processor checks in a second, chapters", rate, 0, ""
    yield "a million such chapters take of one processor, hours", 1e6 / rate / 3600, 0, "h"


def facts_file(bench: Bench) -> Iterator[Row]:
    """A facts file of 100,000 facts."""
    folder = bench.folder / "facts-100000"
    if not folder.exists():
        Facts(100_000, 10_000).write(folder / "facts", folder / "snapshots", prove=False)
    code = (
        "import sys, time; from pathlib import Path\n"
        "from sphinx_facts.runner.cache import Cache; from sphinx_facts.facts.store import Store\n"
        "start = time.process_time()\n"
        "store = Store(Path('facts'), with_lock=False, cache=Cache(Path('kept')))\n"
        "print(time.process_time() - start); assert len(store.facts.facts) == 100_000"
    )

    def load(fresh: bool) -> float:
        if fresh:
            shutil.rmtree(folder / "kept", ignore_errors=True)
        return float(run([sys.executable, "-c", code], folder))

    first, kept = bench.median(lambda: load(True), lambda: load(False))
    yield "100,000 facts, loaded and validated, first time", first, 6, "s"
    yield "100,000 facts, loaded again", kept, 0.5, "s"


def extension(bench: Bench) -> Iterator[Row]:
    """Builds with the extension beside those of the same text without."""
    book, plain = bench.book(200, 1_000), bench.book(200, 1_000, plain=True)
    with_it, without = bench.median(build(book), build(plain))
    yield "200 chapters: cold build with the extension / without", with_it / without, 1.25, "x"
    facts = book / "facts" / "facts.yaml"
    read: list[int] = []

    def edited() -> float:
        # A claim is shown in cards; only the pages that cite the fact have those.
        text = facts.read_text("utf-8")
        facts.write_text(
            text.replace("claim: By the harbour,", "claim: At the harbour,", 1), "utf-8"
        )
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        said = run([*SPHINX[:3], "-b", "html", "docs", "out"], book)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        read.append(int(said.partition(" changed, ")[0].rpartition(" ")[2]))
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime

    def touched() -> float:
        """As many pages read again as cite the fact, for themselves."""
        for number in (0, 50, 100, 150):
            path = book / "docs" / f"chapter-{number:05}.md"
            path.write_text(path.read_text("utf-8") + "\n", "utf-8")
        return build(book, fresh=False)()

    changed, pages = bench.median(edited, touched)
    yield "one fact edited, 200 chapters: documents read again", max(read), 4, ""
    yield "one fact edited / a build that reads those pages again", changed / pages, 1.2, "x"


GROUPS: dict[str, Callable[[Bench], Iterator[Row]]] = {
    "own": own_book,
    "quotations": quotations,
    "jobs": jobs,
    "large": large_book,
    "growth": growth,
    "facts": facts_file,
    "extension": extension,
    "growth-large": lambda bench: growth(bench, 10_000),
}


def main() -> int:
    """Print a line for each row, as it is measured."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--large", action="store_true", help="the rows that take minutes, too")
    parser.add_argument("--times", type=int, default=3, help="rounds; default: %(default)s")
    parser.add_argument("--json", type=Path, help="a file to write the rows to")
    parser.add_argument("names", nargs="*", choices=[*GROUPS, []], metavar="NAME")
    arguments = parser.parse_args()
    names = arguments.names or [n for n in GROUPS if arguments.large or n != "growth-large"]
    rows: list[Row] = []
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        bench = Bench(Path(folder), arguments.times)
        for name in names:
            for row in GROUPS[name](bench):
                rows.append(row)
                print(_line(row), flush=True)
    if arguments.json is not None:
        arguments.json.write_text(_as_json(rows), "utf-8")
    busy = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}; load at the end {busy}")
    return int(any(not _reached(row) for row in rows))


def _reached(row: Row) -> bool:
    _, value, limit, _ = row
    return value >= -limit if limit < 0 else value <= limit or not limit


def _as_json(rows: list[Row]) -> str:
    """A row a line, so that a new measurement is a small difference."""
    keys = ("measure", "value", "limit", "unit")
    written = [
        json.dumps(dict(zip(keys, (name, round(value, 3), limit, unit), strict=True)))
        for name, value, limit, unit in rows
    ]
    return "[\n " + ",\n ".join(written) + "\n]\n"


def _line(row: Row) -> str:
    name, value, limit, unit = row
    must = f"{'>=' if limit < 0 else '<='} {abs(limit):g} {unit}" if limit else ""
    verdict = ("reached" if _reached(row) else "short") if limit else ""
    return f"{name:66} {value:9.3f} {unit:3} {must:12} {verdict}".rstrip()


if __name__ == "__main__":
    sys.exit(main())
