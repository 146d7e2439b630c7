"""Score what finds figures, quotations and sayers: what it misses, and how fast it is.

usage: score.py [CORPORA]

CORPORA is a folder of annotated texts with the `score.py` that judges them; the exit code is then
1 where a target is missed. Without it there is nothing to score, and the time alone is measured, on
the book's own prose. Times are those of the processor, so that a busy machine hardly changes them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from random import Random

from sphinx_facts.english.figures.find import find_figures
from sphinx_facts.english.quotations import find_quotations
from sphinx_facts.english.sayers.attribution import find_speakers
from sphinx_facts.facts.store import Store
from sphinx_facts.model.passages import Passage
from sphinx_facts.readers.documents import find_documents, myst_extensions
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.checker import Checker
from sphinx_facts.runner.to_read import find_chapters

ROOT = Path(__file__).resolve().parent.parent
MEGABYTE = 1_000_000
SEED = 1

SEEN = {  # key of the scorer's last line: (what it is, target); lower is better for the false ones
    "words": ("figures, every number word seen", 0.995),
    "any": ("figures, seen at all", 0.998),
    "value": ("figures, value read", 0.95),
    "false_per_1000_words": ("false figures per 1,000 words without figures", 1.0),
    "quotations_any": ("quotations in double marks, seen", 0.999),
    "quotations_exact": ("quotations in double marks, the same span", 0.995),
}
SPEED = 5.0  # MB/s, for figures with value, unit and hedge
SLOWEST = 2.0  # seconds for a megabyte of any of these:
WORST = [
    *("1", "1,", "1.", "1-", "1/", "1:", "1 ", "½", "𝟛", "$1 ", "(1", "1%", "1 to ", "1st "),
    *("one one one ", "twenty-", "hundred ", "one hundred and ", "1 and a half ", "a half of a "),
    *("over ", "not more than ", "nearly about ", "at least ", "up to over under ", "or more "),
    *("between one and ", "per ", "May ", "\u0301", "e\u0301", "1\u0301", "\u200b", "İ", " ", "\n"),
    *('"', "“", "”", "„", "«", "»", "「", "``", "''", "'", "‘", "’", "‹", "`", " 'a", " ‘a "),
    *('12" ', "“a\n\n", "…", "-", "a"),
    *("“A.” (", "Gen. Mr. ", "J. ", ".", "says Kim, ", "Sim Ju-il, a ", "“a” says Sim Ju-il, "),
]  # fmt: skip
SHOWN = 8  # of the worst, the slowest so many are shown, and whatever is too slow

Row = tuple[str, str, str, bool]


def seconds(work: Callable[[str], object], text: str) -> float:
    """The processor's time for one piece of work."""
    start = time.process_time()
    work(text)
    return time.process_time() - start


def seen(corpora: Path) -> list[Row]:
    """Run the scorer of the corpora, show what it says, and hold its sums against the targets."""
    command = [sys.executable, str(corpora / "score.py")]
    said = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    *table, last = said.splitlines()
    print("\n".join(table))
    result = json.loads(last)
    rows = []
    for key, (name, target) in SEEN.items():
        lower = key.startswith("false")
        good = result[key] <= target if lower else result[key] >= target
        rows.append((name, f"{result[key]:.4f}", f"{'≤' if lower else '≥'} {target}", good))
    return rows


def prose(corpora: Path | None) -> str:
    """A megabyte or more of sentences in an order of chance."""
    if corpora:
        lines = [line for path in sorted(corpora.glob("*/*.jsonl")) for line in path.open("rb")]
        # A text of a dozen words is prose; what is shorter is mostly a sample of a number.
        texts = [text for line in lines if len((text := json.loads(line)["text"]).split()) >= 12]
    else:
        shown = Checker(Store(ROOT / "facts", with_lock=False).facts).display_text
        syntax = myst_extensions(find_documents([ROOT / "docs"]))
        chapters = find_chapters([ROOT / "docs"])
        texts = [p.text for path in chapters for p in read_chapter(path, shown, syntax)]
    shuffled: list[str] = []
    size, chance = 0, Random(SEED)
    while size < MEGABYTE:
        shuffled += chance.sample(texts, len(texts))
        size += sum(map(len, texts))
    return "\n".join(shuffled)


def speed(text: str) -> list[Row]:
    """How many megabytes a second are read, the best of three times."""
    size, words = len(text.encode()) / MEGABYTE, len(text.split())
    figures, quotations = find_figures(text), find_quotations(text)
    print(
        f"\nordinary prose: {size:.1f} MB; in 1,000 words {1000 * len(figures) / words:.1f}"
        f" figures and {1000 * len(quotations) / words:.1f} quotations; seed {SEED}"
    )
    rows: list[Row] = []
    for name, work in (("figures", find_figures), ("quotations", find_quotations)):
        rate = size / min(seconds(work, text) for _ in range(3))
        target = f"≥ {SPEED} MB/s" if work is find_figures else "-"
        rows.append((f"{name} in ordinary prose", f"{rate:.1f} MB/s", target, rate >= SPEED))
    return rows


def worst(work: Callable[[str], object]) -> list[Row]:
    """The time for a megabyte of each, the slowest first, and how it grows: 1.0 is linear.

    An eighth of it goes first, lest what is not linear never end.
    """
    taken = []
    for piece in WORST:
        text = piece * (MEGABYTE // len(piece.encode()))
        eighth = took = seconds(work, text[: len(text) // 8])
        if eighth <= SLOWEST:
            took = seconds(work, text)
        taken.append((took, f"{piece!a:22} growth {took / eighth / 8:.1f}"))
    taken.sort(reverse=True)
    rows = [(name, f"{t:.2f} s", f"≤ {SLOWEST:.0f} s", t <= SLOWEST) for t, name in taken]
    kept = [row for place, row in enumerate(rows) if place < SHOWN or not row[3]]
    print(f"\na megabyte of each of {len(WORST)} texts: {work.__name__}, the slowest {len(kept)}")
    return kept


def show(rows: list[Row]) -> bool:
    """Print a table; say whether every target in it is met."""
    width = max(len(row[0]) for row in rows)
    for name, measured, target, good in rows:
        verdict = "" if target == "-" else "pass" if good else "SHORT"
        print(f"  {name:{width}}  {measured:>10}  {target:>10}  {verdict}")
    return all(good for _, _, target, good in rows if target != "-")


def main(arguments: list[str]) -> int:
    """Print every table; 1 where there are corpora and a target is missed, 2 where they are not."""
    corpora = Path(arguments[0]) if arguments and arguments[0] else None
    if corpora and not (corpora / "score.py").is_file():
        print(f"there is no score.py in {corpora}", file=sys.stderr)
        return 2
    if corpora:
        results = [show(seen(corpora))]
    else:
        print("no corpora at hand; make score CORPORA=folder")
        results = []
    results.append(show(speed(prose(corpora))))
    checker = Checker(Store(ROOT / "facts").facts)

    def find_sayers(text: str) -> None:
        mentions = checker.names.mentions(Passage("", text, ((0, 1, 1),)))
        for place in range(0, len(text) - 99, len(text) // 20):
            find_speakers(text, place, place + 3, mentions)

    for work in (find_figures, find_quotations, find_sayers):
        results.append(show(worst(work)))
    return 0 if all(results) or not corpora else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
