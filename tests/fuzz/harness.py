"""One target under the fuzzer: `python harness.py TARGET SECONDS FOLDER`.

What raises is written to FOLDER/crashes, once for each place that raises, and the fuzzing goes on;
the count of executions, the slowest input and the peak memory are kept in FOLDER/result.json.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
import traceback
from hashlib import sha256
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["sphinx_facts", "markdown_it", "mdit_py_plugins"]):
    import targets

SLOW = 0.05
"""Seconds; what is slower is kept, if it is the slowest of its length so far."""


class Watch:
    """Runs a target and writes down what came of it."""

    def __init__(self, name: str, folder: Path) -> None:
        self.target, self.folder = targets.TARGETS[name], folder
        self.result: dict[str, Any] = {
            "target": name,
            "executions": 0,
            "crashes": 0,
            "slowest": 0.0,
            "bytes": 0,
        }
        self.places: set[str] = set()
        self.saved = time.monotonic()

    def __call__(self, data: bytes) -> None:
        text = data.decode("utf-8", "replace")
        start = time.perf_counter()
        try:
            self.target(text)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.crashed(error, text)
        seconds = time.perf_counter() - start
        self.result["executions"] += 1
        if seconds > max(self.result["slowest"], SLOW):
            self.result |= {"slowest": seconds, "bytes": len(data)}
            (self.folder / "slowest").write_bytes(data)
        if time.monotonic() - self.saved > 1:
            self.save()

    def crashed(self, error: Exception, text: str) -> None:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} {frame.filename}:{frame.lineno}"
        if place not in self.places:
            self.places.add(place)
            self.result["crashes"] = len(self.places)
            name = sha256(text.encode()).hexdigest()[:12]
            (self.folder / "crashes" / name).write_bytes(text.encode())
            (self.folder / "crashes" / f"{name}.txt").write_text(traceback.format_exc(), "utf-8")

    def save(self) -> None:
        self.saved = time.monotonic()
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        text = json.dumps(self.result | {"megabytes": round(memory)})
        (self.folder / "result.json").write_text(text, "utf-8")


def main() -> None:
    name, seconds, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    shutil.rmtree(folder / "crashes", ignore_errors=True)
    for part in ("crashes", "corpus"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    flags = [f"-max_total_time={seconds}", "-max_len=8192", "-timeout=20", "-rss_limit_mb=4096",
             f"-artifact_prefix={folder}/crashes/", "-close_fd_mask=2", "-seed=1"]  # fmt: skip
    seeds = Path(__file__).parent.parent / "cases" / "fuzz" / name
    dictionary = Path(__file__).parent / f"{name}.dict"
    flags += [f"-dict={dictionary}"] if dictionary.exists() else []
    corpora = [str(folder / "corpus"), str(seeds)]
    atheris.Setup([sys.argv[0], *flags, *corpora], Watch(name, folder))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
