"""Change the core's code in one place at a time, and see which tests notice: `python mutate.py`.

mutmut makes the mutants and runs the tests that reach each one; pyproject.toml has its settings.
All mutants of the small modules are tried, and of the large ones a sample that is drawn by a fixed
seed. Prints a table, then the survivors that tests/survivors.md gives no reason for, and ends with
1 where a module falls short. What was tried already is not tried again: remove `mutants/` to begin
anew.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MUTANTS = ROOT / "mutants" / "src" / "sphinx_facts"
REASONS = ROOT / "tests" / "survivors.md"
SEED = 2
ALL = 10_000
MODULES = {"words": ALL, "proof": ALL, "quotations": ALL, "check": 400, "figures": 400}
"""How many mutants of each module are tried."""
MUST_KILL = 0.9
# What the process that ran the tests of a mutant ended with.
KILLED = {1, 3}
TIMED_OUT = {-24, 24, 36, 152, 255}


def codes(module: str) -> dict[str, int | None]:
    """The mutants of a module or package, each with what its tests ended with."""
    paths = sorted([*MUTANTS.glob(f"{module}.py.meta"), *MUTANTS.glob(f"{module}/*.meta")])
    return {
        name: code
        for path in paths
        for name, code in json.loads(path.read_text("utf-8"))["exit_code_by_key"].items()
    }


def sample(module: str) -> list[str]:
    """The mutants that are tried."""
    names = sorted(codes(module))
    return sorted(random.Random(SEED).sample(names, min(MODULES[module], len(names))))


def run(names: list[str]) -> None:
    """Try these mutants, as patterns."""
    with (ROOT / "build" / "mutmut.txt").open("a") as log:
        command = [sys.executable, "-m", "mutmut", "run", "--max-children", "2", *names]
        subprocess.run(command, cwd=ROOT, stdout=log, stderr=log, check=False)


def explained() -> set[str]:
    """The survivors that are listed with a reason."""
    text = REASONS.read_text("utf-8") if REASONS.exists() else ""
    return set(re.findall(r"`(sphinx_facts\.[^`]+)`", text))


def main() -> int:
    """Try what was not tried yet, and print the table."""
    (ROOT / "build").mkdir(exist_ok=True)
    if not MUTANTS.exists():
        run(["sphinx_facts.words*"])  # makes the mutants of all modules
    print("module      mutants   tried  killed  timed out  survived")
    short, survivors = False, []
    for module in MODULES:
        names = sample(module)
        if todo := [name for name in names if codes(module)[name] is None]:
            run(todo)
        ended = {name: codes(module)[name] for name in names}
        kinds = Counter(
            "killed" if code in KILLED else "timed out" if code in TIMED_OUT else "survived"
            for code in ended.values()
        )
        survivors += [name for name, code in ended.items() if code not in KILLED | TIMED_OUT]
        killed = kinds["killed"] + kinds["timed out"]
        short = short or killed < MUST_KILL * len(names)
        print(
            f"{module:10}  {len(codes(module)):7}  {len(names):6}  {kinds['killed']:6}  "
            f"{kinds['timed out']:9}  {kinds['survived']:8}  {killed / len(names):.1%}",
            flush=True,
        )
    known = explained()
    for name in survivors:
        if name not in known:
            print(f"  {name}: no reason is given in {REASONS.relative_to(ROOT)}")
    return int(short)


if __name__ == "__main__":
    sys.exit(main())
