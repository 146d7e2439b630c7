"""Measure how long an author waits for the findings in a chapter that is being written.

usage: writing.py [CHAPTER] [TIMES]

A client types into a chapter, by default the longest of this book, a letter at a time, and waits
for the findings of each version. Seconds of the clock, from the change to the findings, with the
moment of quiet that the server waits for; the machine should have nothing else to do.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT / "tests" / "support"))
from editor import Editor  # noqa: E402 - it lies with the tests


def main() -> None:
    """Print what was measured, a line each."""
    longest = max((ROOT / "docs").glob("*.md"), key=lambda path: path.stat().st_size)
    chapter = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else longest
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 100
    name, text = chapter.relative_to(ROOT).as_posix(), chapter.read_text("utf-8")
    began = time.perf_counter()
    editor = Editor(ROOT)
    started = time.perf_counter() - began
    began = time.perf_counter()
    editor.findings(name, text)
    first = time.perf_counter() - began
    middle = text.index("\n\n", len(text) // 2)
    waits = []
    for number in range(1, times + 1):
        began = time.perf_counter()
        editor.findings(name, f"{text[:middle]} {'a' * number}{text[middle:]}")
        waits.append(time.perf_counter() - began)
    editor.close()
    print(f"{name}: {len(text)} characters; load {os.getloadavg()[0]:.1f}")
    print(f"until the server answers   {started:6.2f} s")
    print(f"the first findings         {first:6.2f} s")
    print(f"after a change, median     {median(waits):6.3f} s of {times}")
    print(f"after a change, 95 %       {quantiles(waits, n=20)[-1]:6.3f} s")


if __name__ == "__main__":
    main()
