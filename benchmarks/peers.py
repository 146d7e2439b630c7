"""Put the same cases to this project and to its peers, and print what each of them catches.

usage: peers.py FOLDER

The peers are installed from the package registry into an environment of their own in FOLDER and
run by their own commands, each with the cases in the form that it reads. The cases are those of
tests/cases, which this project is made to pass: the table tells what the *others* miss. Only what
was corrupted by chance was made by nobody. `-` stands where a tool does not read that kind of text
at all. Whatever cannot be installed or run is named below the table, with the reason.
"""

from __future__ import annotations

import json
import math
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "unit")]

from test_attribution import PEOPLE, ROLE  # noqa: E402

import sphinx_facts  # noqa: E402
from sphinx_facts.reports import FORMATS  # noqa: E402
from sphinx_facts.text.words import is_word  # noqa: E402

PACKAGE = str(Path(sphinx_facts.__file__).parents[1])
SEED = 1
ELLIPSIS = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\s?\.\s?\.")
FIGURES = {"value": "another number", "hedge": "another hedge", "unit": "another unit"}
BY_CHANCE = "quotation: whole, or corrupted by chance"
TIMED, MANY, RUNS = ("quotation", "figure"), 90, 3


class Case(NamedTuple):
    """What is shown for what is recorded; or a whole text, and the speaker of its quotation."""

    kind: str
    recorded: str
    shown: str
    in_order: bool


def sort(case: Case | str) -> str:
    """Whether it is a quotation, a figure or a speaker."""
    return (case if isinstance(case, str) else case.kind).partition(":")[0]


class Tool(NamedTuple):
    """`prepare` writes cases into a folder and gives the command; `alarms` reads its output."""

    reads: str
    prepare: Callable[[Sequence[Case], Path], list[str]]
    alarms: Callable[[str], set[int]]
    place: str
    formats: str
    version: str = ""


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file of tests/cases."""
    lines = (ROOT / "tests/cases" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def quotation_kind(shown: str, faults: list[str]) -> str:
    """The row of the table for a case."""
    if ELLIPSIS.search(shown):
        return "quotation: words left out with an ellipsis"
    if "[" in shown:
        return "quotation: words in square brackets"
    cut = faults == ["omission-changes-meaning"]
    return f"quotation: {'cut beside a hedge or a negation' if cut else 'word for word'}"


def corrupt(words: list[str], chance: Random) -> list[str]:
    """A word inside changed, dropped, added, or put behind the next one."""
    inner = [n for n in range(1, len(words) - 2) if is_word(words[n]) and is_word(words[n + 1])]
    place = chance.choice([n for n in inner if words[n].lower() != words[n + 1].lower()])
    here, after = words[place], words[place + 1]
    new = chance.choice([["otherwise"], [], ["not", here], ["hardly", here], None])
    changed = [after, here] if new is None else [*new, after]
    return [*words[:place], *changed, *words[place + 2 :]]


def all_cases() -> list[Case]:
    """Every case of tests/cases that compares something shown with something recorded."""
    cases, chance = [], Random(SEED)
    for case in (quote_diff := read_cases("quotations_departures")):
        shown, faults = " ".join(case["displayed"].split()), case["kinds"]
        if shown:
            cases.append(Case(quotation_kind(shown, faults), case["recorded"], shown, not faults))
    for recorded in dict.fromkeys(case["recorded"] for case in quote_diff):
        words = recorded.split()
        if len(words) >= 8:
            cases.append(Case(BY_CHANCE, recorded, recorded, True))
            corrupted = {" ".join(corrupt(words, chance)) for _ in range(4)}
            cases += [Case(BY_CHANCE, recorded, shown, False) for shown in sorted(corrupted)]
    for case in read_cases("figures_entailment"):
        fault = case["difference"]
        kind = f"figure: {FIGURES.get(fault, 'as recorded, or honestly reworded')}"
        cases.append(Case(kind, case["recorded"], case["displayed"], fault is None))
    for case in read_cases("attribution"):
        if "text" in case:
            cases.append(Case("speaker", case["speaker"], case["text"], case["ok"]))
    return cases


def cite(n: int, case: Case) -> tuple[str, list[tuple[str, str, str, str]]]:
    """The line of a chapter that has a case; the facts it cites: id, kind, wording, speaker."""
    kind, id_ = sort(case), f"c{n}"
    if kind == "quotation":
        line = f"{{person}}`ada-quist` said: {{quote}}`{case.shown} <{id_}>`"
        return line, [(id_, "quote", case.recorded, "ada-quist")]
    if kind == "figure":
        return f"There were {{fact}}`{case.shown} <{id_}>`.", [(id_, "figure", case.recorded, "")]
    entries: list[tuple[str, str, str, str]] = []

    def role(match: re.Match[str]) -> str:
        if match[1] == "person":
            return match[0]
        entries.append((f"{id_}-{len(entries)}", "quote", match[2], match[3] or case.recorded))
        return f"{{quote}}`{match[2]} <{entries[-1][0]}>`"

    return ROLE.sub(role, case.shown), entries


def prepare_ours(cases: Sequence[Case], folder: Path) -> list[str]:
    """A book of one chapter, its facts file, a source for each fact, and the lock of proofs."""
    lines: list[str] = []
    book: dict[str, Any] = {"sources": {}, "people": {}, "facts": {}}
    for name in ("docs", "facts", "snapshots"):
        (folder / name).mkdir()

    def prove(id_: str, text: str, *excerpts: dict[str, str]) -> dict[str, Any]:
        unknown = dict.fromkeys(("title", "published", "url"))
        book["sources"][id_] = {"publisher": "The Gazette", "recorded": "full"} | unknown
        (folder / "snapshots" / f"{id_}.txt").write_text(text, "utf-8")
        return {"claim": "So it is.", "evidence": [{"source": id_} | words for words in excerpts]}

    for id_, person in PEOPLE.items():
        names = [person.name, *person.also]
        evidence = prove(id_, "\n".join(names), *({"excerpt": name} for name in names))
        book["people"][id_] = {"name": names[0], "also": names[1:], "role": "one"} | evidence
    for n, case in enumerate(cases):
        line, entries = cite(n, case)
        lines += [line, ""]
        for id_, kind, wording, speaker in entries:
            fact = {kind: wording}
            if speaker:
                said, fact["speaker"] = f"said {PEOPLE[speaker].name}", speaker
                fact |= prove(id_, f"“{wording}” {said}.", {"attribution": said})
            else:
                fact |= prove(id_, f"There were {wording}.", {"excerpt": wording})
            book["facts"][id_] = fact
    (folder / "docs" / "index.md").write_text("\n".join(lines), "utf-8")
    (folder / "facts" / "facts.yaml").write_text(json.dumps(book, ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "sphinx_facts"]
    run([*command, "record", "snapshots"], folder)
    return [*command, "check", "--format", "json"]


def alarms_of_ours(said: str) -> set[int]:
    """The errors about what is cited in the chapter, which has a case on every second line."""
    found = [f for f in json.loads(said)["findings"] if f["path"] == "docs/index.md"]
    return {(f["line"] - 1) // 2 for f in found if f["fact"] and f["severity"] == "error"}


APART = 1200  # `citations` looks for the key of a quotation as far as 700 characters away.


def prepare_citations(cases: Sequence[Case], folder: Path) -> list[str]:
    """A manuscript in LaTeX; for each case a pinned source and the key that cites it."""
    (folder / "claims").mkdir()
    lines = []
    for n, case in enumerate(cases):
        (folder / f"c{n}.txt").write_text(case.recorded, "utf-8")
        claims = {"source": {"citation": f"c{n}", "local": f"c{n}.txt"}, "claims": {}}
        (folder / "claims" / f"c{n}.yaml").write_text(json.dumps(claims), "utf-8")
        shown = re.sub(r"([%&$#_{}])", r"\\\1", ELLIPSIS.sub("…", case.shown))
        lines += [f"``{shown}'' \\cite{{c{n}}}" + "\n" * APART]
    (folder / "draft.tex").write_text("".join(lines), "utf-8")
    return ["citations", "coverage", "draft.tex", "--attribute"]


def prepare_linkml(cases: Sequence[Case], folder: Path) -> list[str]:
    """A text with a quotation and its source on each line; its ellipsis is three dots."""
    lines = []
    for n, case in enumerate(cases):
        path = folder / f"c{n}.txt"
        path.write_text(case.recorded, "utf-8")
        lines.append(f"|{ELLIPSIS.sub('...', case.shown)}| file:{path}\n")
    (folder / "draft.txt").write_text("".join(lines), "utf-8")
    command = ["linkml-reference-validator", "validate", "text-file", "draft.txt"]
    return [*command, "--regex", r"^\|(.*)\| (\S+)$", "--cache-dir", "cache"]


def prepare_numaudit(cases: Sequence[Case], folder: Path) -> list[str]:
    """A chapter that names above each line the data that it is held against."""
    lines = []
    for n, case in enumerate(cases):
        (folder / f"c{n}.txt").write_text(case.recorded, "utf-8")
        lines.append(f"<!-- numaudit:data c{n}.txt -->\nThere were {case.shown} there.\n")
    (folder / "draft.md").write_text("".join(lines), "utf-8")
    return ["numaudit", "draft.md", "--data", ".", "--json"]


ONUS = """
import contextlib, io, json, sys
from onus.cli import main
for case in json.load(open("cases.json")):
    with contextlib.redirect_stdout(io.StringIO()):
        code = main([case + ".md", "--evidence", case + ".txt", "--no-llm"])
    print(case, code)
    if code > 1:
        sys.exit(code)
"""


def prepare_onus(cases: Sequence[Case], folder: Path) -> list[str]:
    """A document and its evidence for each case, all in one process; no model is asked."""
    for n, case in enumerate(cases):
        (folder / f"c{n}.md").write_text(f"There were {case.shown} there.\n", "utf-8")
        (folder / f"c{n}.txt").write_text(f"There were {case.recorded} there.\n", "utf-8")
    (folder / "cases.json").write_text(json.dumps([f"c{n}" for n in range(len(cases))]))
    return ["python", "-c", ONUS]


def numbers(pattern: str, base: int = 0, step: int = 1) -> Callable[[str], set[int]]:
    """A reader of output: every number that the pattern finds, as the number of a case."""
    return lambda said: {(int(n) - base) // step for n in re.findall(pattern, said)}


UNCOVERED = numbers(r"UNCOVERED  draft\.tex:(\d+)", 1, APART)
UNSOURCED = numbers(r'"line": (\d+),\s+"text": ".*",\s+"status": "unsourced"', 2, 2)
INVALID = numbers(r"Line (\d+):.*\n +✗ INVALID", 1)
TOOLS = {  # with the formats that their own help names
    "sphinx-facts": Tool(
        "quotation figure speaker", prepare_ours, alarms_of_ours, "line, column", ", ".join(FORMATS)
    ),
    "citations": Tool("quotation", prepare_citations, UNCOVERED, "line", "text", "0.6.1"),
    "linkml-reference-validator": Tool(
        "quotation", prepare_linkml, INVALID, "line", "text", "0.4.0"
    ),
    "numaudit": Tool("figure", prepare_numaudit, UNSOURCED, "line", "text, json", "0.1.0"),
    "onus": Tool("figure", prepare_onus, numbers(r"c(\d+) 1\n"), "line", "text, json", "0.1.0"),
}
OURS = "sphinx-facts"


def run(command: list[str], folder: Path, bin_: Path | None = None, worst: int = 0) -> str:
    """What a command prints. Raises RuntimeError where its exit code is above the `worst`.

    A peer gets the scripts of its own environment, a home of its own, and nothing else of ours.
    """
    environment = os.environ | {"PYTHONPATH": PACKAGE}
    if bin_:
        command = [str(bin_ / command[0]), *command[1:]]
        environment = {"PATH": f"{bin_}:{os.defpath}", "HOME": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)  # noqa: PLW1510
    if not 0 <= done.returncode <= worst or "Traceback" in done.stderr:
        raise RuntimeError((done.stderr or done.stdout).strip().rpartition("\n")[2])
    return done.stdout


def attempt(name: str, cases: Sequence[Case], peers: Path, times: int = 1) -> tuple[str, float]:
    """What a tool prints on these cases, and the shortest time it took, from start to end."""
    taken, said = [], ""
    with tempfile.TemporaryDirectory() as folder:
        command = TOOLS[name].prepare(cases, Path(folder))
        for _ in range(times):
            start = time.perf_counter()
            said = run(command, Path(folder), None if name == OURS else peers / "bin", worst=1)
            taken.append(time.perf_counter() - start)
    return said, min(taken)


def measure(name: str, cases: Sequence[Case], peers: Path) -> tuple[dict[Case, bool], list[float]]:
    """Whether a tool objects to each case that it reads; its times for many of a sort."""
    tool = TOOLS[name]
    if name != OURS:
        python, wanted = str(peers / "bin" / "python"), f"{name}=={tool.version}"
        run([python, "-m", "pip", "install", "--quiet", wanted], peers)
    read = [case for case in cases if sort(case) in tool.reads]
    found = tool.alarms(attempt(name, read, peers)[0])
    times = []
    for wanted in TIMED:
        some = [case for case in read if sort(case) == wanted and case.in_order] * MANY
        times.append(attempt(name, some[:MANY], peers, RUNS)[1] if some else 0)
    return {case: n in found for n, case in enumerate(read)}, times


def table(cases: Sequence[Case], found: dict[str, dict[Case, bool]]) -> Iterator[list[str]]:
    """For each kind of case, and each tool, to how many it objects."""
    titles = {False: "CAUGHT, of what is wrong", True: "FALSE ALARMS, of what is in order"}
    for in_order, title in titles.items():
        yield [title, *TOOLS]
        for kind in dict.fromkeys(case.kind for case in cases if case.in_order is in_order):
            row = [kind]
            for name, tool in TOOLS.items():
                said = found.get(name, {}).items()
                objects = [o for c, o in said if c.kind == kind and c.in_order is in_order]
                missing = "-" if sort(kind) not in tool.reads else "failed"
                row.append(f"{sum(objects)} of {len(objects)}" if objects else missing)
            yield row
        yield []


def main(arguments: list[str]) -> int:
    """Print the table; 1 where a tool could not be compared."""
    peers, cases = Path(arguments[0]).resolve(), list(dict.fromkeys(all_cases()))
    if not (peers / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", peers], check=True)
    found: dict[str, dict[Case, bool]] = {}
    times: dict[str, list[float]] = {}
    failed: dict[str, Exception] = {}
    for name in TOOLS:
        try:
            found[name], times[name] = measure(name, cases, peers)
        except (RuntimeError, OSError, ValueError) as problem:
            failed[name], times[name] = problem, [0.0] * len(TIMED)
    rows = [*table(cases, found), ["REPORTS", *TOOLS]]
    rows.append(["place of a finding", *(tool.place for tool in TOOLS.values())])
    rows.append(["formats", *(tool.formats for tool in TOOLS.values())])
    for n, wanted in enumerate(TIMED):
        taken, ours = [times[name][n] for name in TOOLS], times[OURS][n] or math.nan
        shown = (f"{time_:.2f} s, {time_ / ours:.1f}×" if time_ else "-" for time_ in taken)
        rows.append([f"time for {MANY} {wanted}s, beside ours", *shown])
    widths = [max(len(row[n]) for row in rows if row) for n in range(len(TOOLS) + 1)]
    for row in rows:
        print("  ".join(f"{cell:{widths[n]}}" for n, cell in enumerate(row)).rstrip())
    versions = (f"{name} {tool.version}" for name, tool in TOOLS.items() if tool.version)
    print(f"\nVersions: {', '.join(versions)}. Seed of what was corrupted by chance: {SEED}.")
    for name, reason in failed.items():
        print(f"{name} cannot be had or run: {reason}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
