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
import time
from collections.abc import Callable, Sequence
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
BY_CHANCE = "quotation: corrupted by chance"
QUOTES_TIMED, RUNS = 90, 3


class Case(NamedTuple):
    """Something that a chapter shows for something recorded. Of a speaker's, `shown` is the text."""

    kind: str
    recorded: str
    shown: str
    in_order: bool


class Tool(NamedTuple):
    """One of those compared. `prepare` writes the cases into a folder and gives the command that
    reads them; `alarms` reads from its output the cases that it objects to."""

    kinds: tuple[str, ...]
    prepare: Callable[[Sequence[Case], Path], list[str]]
    alarms: Callable[[str], set[int]]
    place: str
    formats: str
    version: str = ""


# ------------------------------------------------------------------------------------- cases


def read_cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file of tests/cases."""
    lines = (ROOT / "tests" / "cases" / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def quotation_kind(shown: str, faults: list[str]) -> str:
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
    wrong = {"value": "another number", "hedge": "hedge dropped or reversed", "unit": "another unit"}
    for case in read_cases("figures_entailment"):
        recorded, shown, fault = case["recorded"], case["displayed"], case["difference"]
        kind = wrong.get(fault, "another number" if recorded == shown else "reworded honestly")
        cases.append(Case(f"figure: {kind}", recorded, shown, fault is None))
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


QUOTATIONS, FIGURES = ("quotation",), ("figure",)
TOOLS = {
    "sphinx-facts": Tool(
        ("quotation", "figure", "speaker"), prepare_ours, alarms_of_ours, "line, column", ", ".join(FORMATS)
    ),
    "citations": Tool(
        QUOTATIONS, prepare_citations, numbers(r"UNCOVERED  draft\.tex:(\d+)", 1, APART), "line", "text", "0.6.1"
    ),
    "linkml-reference-validator": Tool(
        QUOTATIONS, prepare_linkml, numbers(r"Line (\d+):.*\n\s+✗ INVALID", 1), "line", "text", "0.4.0"
    ),
    "numaudit": Tool(FIGURES, prepare_numaudit, alarms_of_numaudit, "line", "text, json", "0.1.0"),
    "onus": Tool(FIGURES, prepare_onus, numbers(r"c(\d+) 1"), "line", "text, json", "0.1.0"),
}  # fmt: skip
