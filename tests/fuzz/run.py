"""Fuzz the readers and scanners, and print what came of it: `python run.py SECONDS [TARGET ...]`.

Each target first runs for SECONDS under atheris, from the cases of the tests as seeds. Then what
was found interesting is repeated to a text of 100 kB, each in a process of its own, and held to a
second and to twenty times its size in memory. Ends with 1 where anything fell short.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

TESTS = Path(__file__).resolve().parent.parent
CASES = TESTS / "cases"
BUILD = TESTS.parent / "build" / "fuzz"
LENGTH = 100_000
SECONDS, TIMES = 1.0, 20
SAMPLE = 200
HEADINGS = ("target", "executions", "crashes", "slowest input", "peak memory",
            "stretched", "slowest of 100 kB", "most memory")  # fmt: skip


def seeds(name: str) -> Iterator[str]:
    """The texts of the test cases that are of a target's kind."""
    if name in ("chapter", "rules"):
        yield from (CASES / "torture.md").read_text("utf-8").split("\n## ")
        for case in yaml.safe_load((CASES / "chapters.yaml").read_text("utf-8")).values():
            yield case["markdown"]
    elif name in ("facts", "lock"):
        suffix = {"facts": "yaml", "lock": "lock"}[name]
        yield (TESTS.parent / "facts" / f"facts.{suffix}").read_text("utf-8")[:4000]
        for case in (
            yaml.safe_load((CASES / f"bad_{name}.yaml").read_text("utf-8"))
            if name == "facts"
            else ()
        ):
            yield from (t for t in case.get("write", {}).values() if isinstance(t, str))
            yield from (part for edit in case.get("edit", {}).values() for part in edit)
    elif name == "page":
        for case in yaml.safe_load((CASES / "pages.yaml").read_text("utf-8")):
            yield case[0]
    else:
        for path in sorted(CASES.glob(f"{name}_*.jsonl")):
            for line in path.read_text("utf-8").splitlines():
                case = json.loads(line)
                yield "\n".join(text for text in case.values() if isinstance(text, str))


def fuzz(name: str, seconds: int) -> dict[str, float]:
    """What the fuzzer saw of a target in so many seconds."""
    folder = BUILD / name
    corpus = folder / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, text in enumerate(seeds(name)):
        (corpus / f"seed-{number}").write_text(text, "utf-8")
    (CASES / "fuzz" / name).mkdir(parents=True, exist_ok=True)
    (folder / "result.json").unlink(missing_ok=True)
    command = [sys.executable, "harness.py", name, str(seconds), str(folder)]
    with (folder / "log.txt").open("w") as log:
        done = subprocess.run(command, cwd=TESTS / "fuzz", stderr=log, stdout=log, check=False)
    result: dict[str, float] = json.loads((folder / "result.json").read_text("utf-8"))
    # A crash of the interpreter itself, a hang or a want of memory ends the fuzzer.
    result["crashes"] += done.returncode != 0
    return result


def last(name: str) -> dict[str, float]:
    """What the fuzzer saw of a target when it last ran."""
    path = BUILD / name / "result.json"
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def stretch(name: str) -> dict[str, Any]:
    """The worst that a text of 100 kB did that repeats what the fuzzer kept."""
    from targets import TARGETS  # noqa: PLC0415 - the fuzzer alone needs none of it

    paths = sorted((BUILD / name / "corpus").iterdir())
    kept = sorted((CASES / "fuzz" / name).glob("*"))
    sample = random.Random(1).sample(paths, min(SAMPLE, len(paths))) + kept
    worst: dict[str, Any] = {
        "inputs": 0,
        "raised": 0,
        "seconds": 0.0,
        "slowest": "",
        "times": 0.0,
        "largest": "",
    }
    for path in sample:
        text = path.read_text("utf-8", errors="replace")
        if text.strip():
            long = (text * (LENGTH // len(text) + 1))[:LENGTH]
            seconds, size, raised = apart(TARGETS[name], long)
            worst["inputs"] += 1
            worst["raised"] += raised
            if raised:
                (BUILD / name / "crashes" / f"stretched-{path.name}").write_text(long, "utf-8")
            if seconds > worst["seconds"]:
                worst |= {"seconds": seconds, "slowest": path.name}
            if size / LENGTH > worst["times"]:
                worst |= {"times": size / LENGTH, "largest": path.name}
    return worst


def apart(target: Callable[[str], None], text: str) -> tuple[float, float, bool]:
    """The seconds that a target takes in a process of its own, the bytes by which that grew, and
    whether it raised anything.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.alarm(30)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start, raised = time.process_time(), 1
        try:
            target(text)
            raised = 0
        finally:
            seconds = time.process_time() - start
            size = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
            os.write(writing, f"{seconds} {size} {raised}".encode())
            os._exit(0)
    os.close(writing)
    os.waitpid(child, 0)
    with os.fdopen(reading) as stream:
        # What says nothing was ended by the alarm, or by the machine.
        told = (stream.read() or "30 0 1").split()
    return float(told[0]), float(told[1]), told[2] == "1"


def main() -> int:
    seconds, *names = sys.argv[1:]
    names = names or "chapter notebook settings rules facts figures quotations page lock".split()
    rows, short = [HEADINGS], 0
    for name in names:
        seen = fuzz(name, int(seconds)) if int(seconds) else last(name)
        long = stretch(name)
        crashes = seen.get("crashes", 0) + long["raised"]
        rows.append((name, f"{seen.get('executions', 0):,}", str(crashes),
                     f"{seen.get('slowest', 0):.2f} s of {seen.get('bytes', 0):,} B",
                     f"{seen.get('megabytes', 0)} MB", str(long["inputs"]),
                     f"{long['seconds']:.2f} s ({long['slowest'][:12]})",
                     f"{long['times']:.0f} x ({long['largest'][:12]})"))  # fmt: skip
        short += bool(crashes) or long["seconds"] > SECONDS or long["times"] > TIMES
        print("  ".join(rows[-1]), flush=True)
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        print("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)))
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
