"""Whatever in the book is changed to say more than its source, the check fails, and for the
right reason.
"""

from __future__ import annotations

import itertools
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import mutants
import pytest
import yaml
from conftest import ROOT
from mutants import Edit, Mutant
from mutated import CHAPTERS, FACTS, PLAIN, Chapter, codes_of, ids_in, make_checker, read

from sphinx_facts.cli import main
from sphinx_facts.facts.store import Store
from sphinx_facts.model.records import Lock
from sphinx_facts.rules.checker import Checker

PARTS = 4  # so that the workers share the work
ALL, SOME = 1, 12
"""One in how many mutants of each operator is tried: the slow tests try them all."""
one_in = pytest.mark.parametrize(
    "one_in", [pytest.param(SOME, id="some"), pytest.param(ALL, id="all", marks=pytest.mark.slow)]
)


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(FACTS)


@pytest.fixture(scope="module")
def checker(store: Store) -> Checker:
    return make_checker(store)


@pytest.fixture(scope="module")
def cited(checker: Checker) -> dict[Path, set[str]]:
    return {path: ids_in(read(path.read_text("utf-8"), checker)) for path in CHAPTERS}


def run(
    made: Iterable[Mutant[Any]],
    check: Callable[[Mutant[Any]], set[str]],
    record_property: Callable[[str, object], None],
    one_in: int = ALL,
) -> None:
    """Check one in so many mutants of each operator; record how many there were, and fail with
    those that nothing caught.
    """
    counts: dict[str, list[int]] = {}
    missed = []
    seen: Counter[str] = Counter()
    for mutant in made:
        seen[mutant.operator] += 1
        if seen[mutant.operator] % one_in != 1 % one_in:
            continue
        codes = check(mutant)
        count = counts.setdefault(mutant.operator, [0, 0])
        count[0] += 1
        if codes & mutant.codes:
            count[1] += 1
        else:
            missed.append(f"{codes or 'nothing'} instead of {mutant.codes}: {_told(mutant)}")
    for operator, count in counts.items():
        record_property(f"mutants: {operator}", count)
    assert not missed, "\n".join(missed[:20])


def _told(mutant: Mutant[Any]) -> str:
    content = mutant.content
    if isinstance(content, Edit):
        told = f"at {content.start}: {content.new}"
    else:
        told = yaml.dump(content, allow_unicode=True) if isinstance(content, dict) else ""
    return f"{mutant.operator} {'/'.join(mutant.entry)}\n{told[:600]}"


KINDS = ["wordings", "citations", "speakers", "additions", "dates", "derived", "standings"]


@one_in
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_no_change_of_a_chapter_passes(
    chapter: Path,
    kind: str,
    store: Store,
    checker: Checker,
    cited: dict[Path, set[str]],
    one_in: int,
    record_property: Callable[[str, object], None],
) -> None:
    text = chapter.read_text("utf-8")
    whole = Chapter(text, checker)
    elsewhere = set[str]().union(*(ids for path, ids in cited.items() if path != chapter))

    def check(mutant: Mutant[Edit]) -> set[str]:
        codes, ids = whole.check(mutant.content)
        return codes | ({"C002"} if store.facts.facts.keys() - elsewhere - ids else set())

    made: Iterator[Mutant[Edit]] = getattr(mutants, f"of_{kind}")(text, PLAIN)
    run(made, check, record_property, one_in)


def test_nothing_is_wrong_with_any_entry_by_itself(store: Store) -> None:
    for kind in ("facts", "people"):
        for id_ in getattr(store.facts, kind):
            assert codes_of(store, (kind, id_)) == set(), id_


@one_in
@pytest.mark.parametrize("part", range(PARTS))
def test_no_change_of_the_facts_file_passes(
    part: int, one_in: int, store: Store, record_property: Callable[[str, object], None]
) -> None:
    def check(mutant: Mutant[mutants.Plain]) -> set[str]:
        return codes_of(store, mutant.entry, mutant.content)

    made = mutants.of_facts_file(PLAIN)
    run(itertools.islice(made, part, None, PARTS), check, record_property, one_in)


@one_in
def test_no_change_of_the_lock_passes(
    one_in: int, store: Store, record_property: Callable[[str, object], None]
) -> None:
    def check(mutant: Mutant[Lock]) -> set[str]:
        return codes_of(store, mutant.entry, lock=mutant.content)

    run(mutants.of_lock(store.lock, store.facts), check, record_property, one_in)


def test_the_command_line_stops_at_a_changed_digit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("docs", "facts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("_build"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert main(["check"]) == 0
    chapter = tmp_path / "docs" / "the-army.md"
    chapter.write_text(chapter.read_text("utf-8").replace("over 11,000", "over 12,000"), "utf-8")
    assert main(["check"]) == 1
    output = capsys.readouterr().out
    assert "F002 value-changed" in output
    assert "over 12,000" in output
    assert "over 11,000" in output
