"""What is told of the cases, word for word: the texts of findings are a part of the product, and so
is every property of a figure.

`python tests/unit/test_snapshots.py` writes all of it anew after a change that was meant; then
read the difference.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from sphinx_facts.english.figures.find import find_figures
from sphinx_facts.english.quotations import find_quotations
from sphinx_facts.english.quoting.quote_diff import quote_diff
from sphinx_facts.facts.store import Store
from sphinx_facts.figures.entailment import compatible, difference, fault
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.reports.text import paragraph
from sphinx_facts.rules.checker import Checker

CASES = Path(__file__).resolve().parents[1] / "cases"


def findings() -> Iterator[str]:
    """Each case of check.yaml, and the report of what is found in it, notices too."""
    data = yaml.safe_load((CASES / "check.yaml").read_text("utf-8"))
    facts = yaml.safe_dump(data.pop("facts"), sort_keys=False, allow_unicode=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "facts.yaml").write_text(facts, "utf-8")
        checker, chapter = Checker(Store(folder).facts), folder / "chapter.md"
        for code, cases in data.items():
            for text in (*cases["fails"], *cases["passes"]):
                chapter.write_text(text, "utf-8")
                yield f"{'=' * 20} {code} {text!r}\n"
                for passage in read_chapter(chapter, checker.display_text):
                    for finding in checker.check(passage):
                        yield paragraph(finding).replace(str(chapter), "chapter.md")


def texts(pattern: str) -> Iterator[str]:
    """The texts of all cases in the files of this pattern."""
    for path in sorted(CASES.glob(pattern)):
        for line in path.read_text("utf-8").splitlines():
            case = json.loads(line)
            yield from (case[key] for key in ("text", "recorded", "displayed") if key in case)


def figures() -> Iterator[str]:
    """Each figure of the cases, with all that is read of it, and how it differs from the last."""
    for text in dict.fromkeys(texts("figures_*.jsonl")):
        yield f"{text!r}\n"
        found = find_figures(text)
        for one in found:
            low, high = "[("[one.low_open], "])"[one.high_open]
            numbers = " ".join(map(str, one.numbers))
            value = f"{numbers} {low}{one.low}, {one.high}{high} {one.unit} {one.kind}"
            place = f"{one.start}-{one.end} {one.text!r} {one.hedge!r} {one.hedge_span}"
            yield f"    {place} {value}{' weak' * one.weak}\n"
        for one, other in pairwise(found):
            apart = f"{difference(one, other)} {difference(other, one)}"
            faults = f"{fault(one, other)} {fault(other, one)}"
            yield f"    {apart} {faults} {'compatible' * compatible(one, other)}".rstrip() + "\n"


def quotations() -> Iterator[str]:
    """Each quotation of the cases, and how it departs from the one before."""
    for text in dict.fromkeys(texts("quotations_*.jsonl")):
        yield f"{text!r}\n"
        found = find_quotations(text)
        yield from (f"    {one.start}-{one.end} {one.mark} {one.text!r}\n" for one in found)
        for one, other in pairwise(found):
            yield from (f"    {each.reason}\n" for each in quote_diff(one.text, other.text))


TOLD: dict[str, Callable[[], Iterator[str]]] = {
    "check_snapshot.txt": findings, "figures_snapshot.txt": figures,
    "quotations_snapshot.txt": quotations,
}  # fmt: skip


@pytest.mark.parametrize("name", TOLD)
def test_what_is_told_of_the_cases_stays_the_same(name: str) -> None:
    assert "".join(TOLD[name]()).splitlines() == (CASES / name).read_text("utf-8").splitlines()


if __name__ == "__main__":
    for name, tell in TOLD.items():
        (CASES / name).write_text("".join(tell()), "utf-8", newline="\n")
