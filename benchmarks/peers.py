"""Put the same cases to this project and to its peers, and print what each of them catches.

usage: peers.py FOLDER

The peers are installed from the package registry into an environment of their own in FOLDER, and
are run by their own commands, each with the cases in the form that it reads. The cases are those
of tests/cases, which this project is made to pass: what the table tells is what the *others* miss.
Only the row *by chance* was written by nobody. For each kind: what was caught of what is wrong,
then the false alarms among what is in order. `-` stands where a tool does not read that kind of
text at all. Whoever cannot be installed or run is named below the table, with the reason.
"""

from __future__ import annotations

import json
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
sys.path.insert(0, str(ROOT / "tests"))

from test_attribution import PEOPLE, ROLE  # noqa: E402

from sphinx_facts.report import FORMATS  # noqa: E402
from sphinx_facts.words import is_word  # noqa: E402

SEED = 1
ELLIPSIS = re.compile(r"\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\s?\.\s?\.")
FIGURE_KINDS = {
    "value": "another number",
    "hedge": "hedge dropped, reversed or added",
    "unit": "another unit",
    None: "as recorded, or honestly reworded",
}
BY_CHANCE = "quotation: corrupted by chance"
TIMED, RUNS = 90, 3


class Case(NamedTuple):
    """Something that a chapter shows for something recorded. Of a speaker's, `shown` is the text."""

    kind: str
    recorded: str
    shown: str
    in_order: bool


class Tool(NamedTuple):
    """One of those compared. `prepare` writes the cases into a folder and gives the command that
    reads them; `alarms` reads from its output the cases that it objects to."""

    reads: str
    prepare: Callable[[Sequence[Case], Path], list[str]]
    alarms: Callable[[str], set[int]]
    place: str
    formats: list[str]
    version: str = ""


# ------------------------------------------------------------------------------------- cases


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file of tests/cases."""
    lines = (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text("utf-8").splitlines()
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
    departures = read_cases("quotations_departures")
    for case in departures:
        shown, faults = " ".join(case["displayed"].split()), case["kinds"]
        cases.append(Case(quotation_kind(shown, faults), case["recorded"], shown, not faults))
    for recorded in dict.fromkeys(case["recorded"] for case in departures):
        words = recorded.split()
        if len(words) >= 8:
            cases.append(Case(BY_CHANCE, recorded, recorded, True))
            corrupted = {" ".join(corrupt(words, chance)) for _ in range(4)}
            cases += [Case(BY_CHANCE, recorded, shown, False) for shown in sorted(corrupted)]
    for case in read_cases("figures_entailment"):
        kind, fault = FIGURE_KINDS[case["difference"]], case["difference"]
        cases.append(Case(f"figure: {kind}", case["recorded"], case["displayed"], fault is None))
    for case in read_cases("attribution"):
        if "text" in case:
            cases.append(Case("speaker: swapped", case["speaker"], case["text"], case["ok"]))
    return cases


# -------------------------------------------------------------------------------------- ours


def prepare_ours(cases: Sequence[Case], folder: Path) -> list[str]:
    """A book of one chapter, its facts file, and the lock with the proofs."""
    facts: dict[str, Any] = {}
    source: list[str] = []
    lines: list[str] = []

    def add(id_: str, kind: str, text: str, speaker: str | None = None) -> None:
        evidence = {"source": "gazette"}
        if speaker:
            said = f"said {PEOPLE[speaker].name}"
            source.append(f"“{text}” {said}.")
            evidence["attribution"] = said
        else:
            source.append(f"There were {text} there.")
            evidence["excerpt"] = text
        fact = {kind: text, "claim": "It is so.", "evidence": [evidence]}
        facts[id_] = fact | ({"speaker": speaker} if speaker else {})

    for n, case in enumerate(cases):
        if case.kind.startswith("speaker"):
            roles = iter(range(9))

            def cite(match: re.Match[str], case: Case = case, n: int = n) -> str:
                if match[1] == "person":
                    return match[0]
                id_ = f"c{n}-{next(roles)}"
                add(id_, "quote", match[2], match[3] or case.recorded)
                return f"{{quote}}`{match[2]} <{id_}>`"

            lines += [ROLE.sub(cite, case.shown), ""]
        elif case.kind.startswith("quotation"):
            add(f"c{n}", "quote", case.recorded, "ada-quist")
            lines += [f"{{person}}`ada-quist` said: {{quote}}`{case.shown} <c{n}>`", ""]
        else:
            add(f"c{n}", "figure", case.recorded)
            lines += [f"There were {{fact}}`{case.shown} <c{n}>` there.", ""]
    people = {}
    for id_, person in PEOPLE.items():
        source += [f"Here is {person.name}.", *(f"Here is {name}." for name in person.also)]
        evidence = [{"source": "gazette", "excerpt": name} for name in (person.name, *person.also)]
        people[id_] = {"name": person.name, "also": list(person.also), "role": "somebody"}
        people[id_] |= {"claim": "They are there.", "evidence": evidence}
    unknown = dict.fromkeys(("title", "published", "url"))
    sources = {"gazette": {"publisher": "The Gazette", "recorded": "full", **unknown}}
    for name in ("docs", "facts", "snapshots"):
        (folder / name).mkdir()
    (folder / "docs" / "index.md").write_text("\n".join(lines), "utf-8")
    (folder / "snapshots" / "gazette.txt").write_text("\n".join(source), "utf-8")
    book = {"sources": sources, "people": people, "facts": facts}
    (folder / "facts" / "facts.yaml").write_text(json.dumps(book, ensure_ascii=False), "utf-8")
    command = [sys.executable, "-m", "sphinx_facts"]
    run([*command, "record", "snapshots"], folder)
    return [*command, "check", "--format", "json"]


def alarms_of_ours(said: str) -> set[int]:
    """The errors in the chapter, which has a case on every second line."""
    found = json.loads(said)["findings"]
    assert not [f for f in found if f["code"][0] == "X"], found[:3]
    errors = [f for f in found if f["severity"] == "error" and f["path"] == "docs/index.md"]
    return {(finding["line"] - 1) // 2 for finding in errors}


# ------------------------------------------------------------------------------------- peers

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


def alarms_of_numaudit(said: str) -> set[int]:
    """What it found in no data; every second line has a case."""
    (document,) = json.loads(said)["documents"]
    found = [f for f in document["findings"] if f["status"] == "unsourced"]
    return {finding["line"] // 2 - 1 for finding in found}


ONUS = """
import contextlib, io, json, sys
from onus.cli import main
for case in json.load(open("cases.json")):
    with contextlib.redirect_stdout(io.StringIO()):
        code = main([case + ".md", "--evidence", case + ".txt", "--no-llm"])
    print(case, code)
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


TOOLS = {
    "sphinx-facts": Tool("quotation figure speaker", prepare_ours, alarms_of_ours, "line, column", list(FORMATS)),
    "citations": Tool(
        "quotation", prepare_citations, numbers(r"UNCOVERED  draft\.tex:(\d+)", 1, APART), "line", ["text"], "0.6.1"
    ),
    "linkml-reference-validator": Tool(
        "quotation", prepare_linkml, numbers(r"Line (\d+):.*\n +✗ INVALID", 1), "line", ["text"], "0.4.0"
    ),
    "numaudit": Tool("figure", prepare_numaudit, alarms_of_numaudit, "line", ["text", "json"], "0.1.0"),
    "onus": Tool("figure", prepare_onus, numbers(r"c(\d+) 1\n"), "line", ["text", "json"], "0.1.0"),
}  # fmt: skip
OURS = "sphinx-facts"


# ----------------------------------------------------------------------------------- running


def run(command: list[str], folder: Path, bin_: Path | None = None) -> str:
    """What a command prints. Raises RuntimeError where it could not do its work.

    A peer gets the scripts of its own environment, a home of its own, and nothing else of ours.
    """
    environment = dict(os.environ)
    if bin_:
        command = [str(bin_ / command[0]), *command[1:]]
        environment = {"PATH": f"{bin_}:{os.defpath}", "HOME": str(folder), "PYTHONUTF8": "1"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=900
    )
    if done.returncode not in (0, 1) or (done.returncode and "Traceback" in done.stderr):
        raise RuntimeError((done.stderr or done.stdout).strip().rpartition("\n")[2])
    return done.stdout


def install(folder: Path) -> dict[str, str]:
    """Make the peers' environment; gives the reason for each that cannot be had."""
    if not (folder / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    failed = {}
    for name, tool in TOOLS.items():
        if name != OURS:
            wanted = f"{name}=={tool.version}"
            pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", wanted]
            done = subprocess.run(pip, capture_output=True, text=True)
            if done.returncode:
                failed[name] = f"cannot be installed: {done.stderr.strip().splitlines()[-1]}"
    return failed


class Bench:
    """The tools that can be had, a folder for their files, and what went wrong."""

    def __init__(self, folder: Path) -> None:
        self.failed = install(folder)
        self.bin = folder.resolve() / "bin"

    def start(self, name: str, cases: Sequence[Case], folder: Path) -> Callable[[], str]:
        """Write the cases for a tool; gives what runs it."""
        bin_ = None if name == OURS else self.bin
        command = TOOLS[name].prepare(cases, folder)
        return lambda: run(command, folder, bin_)

    def alarms(self, name: str, cases: Sequence[Case]) -> dict[Case, bool] | None:
        """Whether a tool objects to each of the cases that it reads; None where it cannot be run."""
        read = [case for case in cases if case.kind.partition(":")[0] in TOOLS[name].reads]
        if name in self.failed:
            return None
        try:
            with tempfile.TemporaryDirectory() as folder:
                found = TOOLS[name].alarms(self.start(name, read, Path(folder))())
        except (RuntimeError, OSError, ValueError, subprocess.TimeoutExpired) as problem:
            self.failed[name] = f"cannot be run: {problem}"
            return None
        return {case: n in found for n, case in enumerate(read)}

    def seconds(self, name: str, kind: str, cases: Sequence[Case]) -> float | None:
        """The shortest time of a whole run over some honest cases of a kind."""
        if name in self.failed or kind not in TOOLS[name].reads:
            return None
        honest = [case for case in cases if case.kind.startswith(kind) and case.in_order]
        some = (honest * TIMED)[:TIMED]
        with tempfile.TemporaryDirectory() as folder:
            start = self.start(name, some, Path(folder))
            return min(_time(start) for _ in range(RUNS))


def _time(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


# ------------------------------------------------------------------------------------- table


def table(bench: Bench, cases: Sequence[Case]) -> Iterator[list[str]]:
    """The rows: what each tool caught, its false alarms, how it reports, and how long it takes."""
    alarms = {name: bench.alarms(name, cases) for name in TOOLS}
    kinds = list(dict.fromkeys(case.kind for case in cases))
    for in_order, title in (
        (False, "CAUGHT, of what is wrong"),
        (True, "FALSE ALARMS, of what is in order"),
    ):
        yield [title, *TOOLS]
        for kind in kinds:
            some = [case for case in cases if case.kind == kind and case.in_order is in_order]
            row = [kind]
            for name, found in alarms.items():
                if found is None:
                    row.append("failed")
                elif kind.partition(":")[0] not in TOOLS[name].reads:
                    row.append("-")
                else:
                    row.append(f"{sum(found[case] for case in some)} of {len(some)}")
            if some:
                yield row
        yield []
    yield ["REPORTS", *TOOLS]
    yield ["place of a finding", *(tool.place for tool in TOOLS.values())]
    yield ["formats", *(", ".join(tool.formats) for tool in TOOLS.values())]
    for kind in ("quotation", "figure"):
        taken = {name: bench.seconds(name, kind, cases) for name in TOOLS}
        ours = taken[OURS] or 1
        row = [f"{time_:.2f} s, {time_ / ours:.1f}×" if time_ else "-" for time_ in taken.values()]
        yield [f"time for {TIMED} {kind}s, beside ours", *row]


def main(arguments: list[str]) -> int:
    """Print the table; 1 where a tool could not be compared."""
    bench = Bench(Path(arguments[0]))
    rows = list(table(bench, all_cases()))
    widths = [max(len(row[n]) for row in rows if row) for n in range(len(TOOLS) + 1)]
    for row in rows:
        print(
            "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=False)).rstrip()
        )
    versions = (f"{name} {tool.version}" for name, tool in TOOLS.items() if tool.version)
    print(f"\nVersions: {', '.join(versions)}. Seed of what was corrupted by chance: {SEED}.")
    for name, reason in bench.failed.items():
        print(f"{name} {reason}")
    return 1 if bench.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
