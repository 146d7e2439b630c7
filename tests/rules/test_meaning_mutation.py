"""Whatever gives a figure its meaning is changed in the sentences of the book, and in its claims:
what says more than the record is caught, what says less or the same passes.

Not everything is, yet. `tests/cases/missed_mutants.json` has those that are judged wrongly today;
none may join them. `python tests/rules/test_meaning_mutation.py` writes it anew.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "support"))  # where this is run by itself

from meaning_mutants import OPERATORS, of_claims, of_sentences
from mutated import CHAPTERS, FACTS, PLAIN, ROOT, Chapter, codes_of, make_checker

from sphinx_facts.facts.store import Store
from sphinx_facts.rules.checker import Checker

MISSED = ROOT / "tests/cases/missed_mutants.json"
DIRECTIONS = {operator.name: operator.direction for operator in OPERATORS}
SUPPOSED = {"F001"}
"""An operator must not be caught by a figure of its own."""


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(FACTS)


@pytest.fixture(scope="module")
def checker(store: Store) -> Checker:
    return make_checker(store)


class Judged(NamedTuple):
    """A mutant, and whether it was judged as it should be."""

    operator: str
    told: str
    is_right: bool


def of_chapter(path: Path, checker: Checker) -> Iterator[Judged]:
    text = path.read_text("utf-8")
    whole = Chapter(text, checker)
    for operator, edit in of_sentences(text, PLAIN):
        codes = whole.check(edit)[0]
        assert not codes & SUPPOSED, (operator.name, edit)
        line = text[: edit.start].count("\n") + 1
        told = f"{path.stem}:{line}: {' '.join(edit.new.split())[:60]}"
        yield Judged(operator.name, told, bool(codes) == (operator.direction == "more"))


def of_facts(store: Store) -> Iterator[Judged]:
    for operator, id_, values in of_claims(PLAIN):
        codes = codes_of(store, ("facts", id_), values)
        yield Judged(operator, f"{id_}: {values['claim'][:100]}", bool(codes))


def recorded() -> dict[str, list[str]]:
    missed: dict[str, list[str]] = json.loads(MISSED.read_text("utf-8"))
    return missed


def hold(judged: Iterator[Judged], record_property: Callable[[str, object], None]) -> None:
    """None is judged wrongly that was not; how many were right is recorded for the table."""
    counts: dict[str, list[int]] = {}
    wrong = []
    for mutant in judged:
        direction = DIRECTIONS.get(mutant.operator, "more")
        count = counts.setdefault(f"{direction}: {mutant.operator}", [0, 0])
        count[0] += 1
        count[1] += mutant.is_right
        if not mutant.is_right and mutant.told not in recorded().get(mutant.operator, ()):
            wrong.append(f"{direction}, {mutant.operator}: {mutant.told}")
    for operator, pair in counts.items():
        record_property(f"mutants: {operator}", pair)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_a_sentence_that_says_more_is_caught_and_no_other(
    chapter: Path, checker: Checker, record_property: Callable[[str, object], None]
) -> None:
    hold(of_chapter(chapter, checker), record_property)


def test_a_claim_that_says_more_is_caught(
    store: Store, record_property: Callable[[str, object], None]
) -> None:
    hold(of_facts(store), record_property)


def test_every_operator_finds_something_to_change() -> None:
    made = {
        operator.name
        for path in CHAPTERS
        for operator, _ in of_sentences(path.read_text("utf-8"), PLAIN)
    }
    assert made == set(DIRECTIONS)
    assert recorded().keys() <= made | {operator for operator, _, _ in of_claims(PLAIN)}


def main() -> None:
    """Write down what is judged wrongly now."""
    store = Store(FACTS)
    checker = make_checker(store)
    judged = [each for path in CHAPTERS for each in of_chapter(path, checker)]
    judged += of_facts(store)
    missed: dict[str, list[str]] = {}
    for each in judged:
        if not each.is_right:
            missed.setdefault(each.operator, []).append(each.told)
    text = json.dumps(dict(sorted(missed.items())), indent=1, ensure_ascii=False)
    MISSED.write_text(f"{text}\n", "utf-8")
    for name in dict.fromkeys(each.operator for each in judged):
        of_one = [each.is_right for each in judged if each.operator == name]
        print(f"{DIRECTIONS.get(name, 'more'):5} {name:36} {sum(of_one):4} of {len(of_one):4}")


if __name__ == "__main__":
    main()
