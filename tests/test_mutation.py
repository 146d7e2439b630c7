"""Whatever in the book is changed to say more than its source, the check fails, and for the
right reason.
"""

import itertools
import shutil
from pathlib import Path

import msgspec
import mutants
import pytest
import yaml
from conftest import ROOT

from sphinx_facts.book import find_chapters
from sphinx_facts.chapters import read_chapter
from sphinx_facts.check import Judge
from sphinx_facts.cli import main
from sphinx_facts.evidence import check_evidence
from sphinx_facts.model import FactsFile, Lock
from sphinx_facts.settings import read_settings
from sphinx_facts.store import Store

FACTS = ROOT / "facts"
CHAPTERS = find_chapters([ROOT / "docs"])
PLAIN = yaml.load((FACTS / "facts.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
EXTENSIONS = read_settings(ROOT).myst_extensions
PARTS = 8  # so that the workers share the work


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(FACTS)


@pytest.fixture(scope="module")
def cited(store) -> dict[Path, set[str]]:
    judge = Judge(store.facts)
    passages = {path: read_chapter(path, judge.shown, EXTENSIONS) for path in CHAPTERS}
    return {
        path: {c.target for p in chapter for c in p.citations} for path, chapter in passages.items()
    }


def run(made, check, record_property):
    """Check every mutant; record how many there were of each operator, and fail with those that
    nothing caught.
    """
    counts, missed = {}, []
    for mutant in made:
        codes = check(mutant)
        count = counts.setdefault(mutant.operator, [0, 0])
        count[0] += 1
        if codes & mutant.codes:
            count[1] += 1
        else:
            missed.append((mutant, codes))
    for operator, count in counts.items():
        record_property(f"mutants: {operator}", count)
    assert not missed, "\n".join(
        f"{m.operator}: {c or 'nothing'} instead of {m.codes}\n{_diff(m)}" for m, c in missed[:20]
    )


def _diff(mutant):
    old = mutant.path.read_text(encoding="utf-8").splitlines()
    new = (
        mutant.content
        if isinstance(mutant.content, str)
        else yaml.dump(mutant.content, allow_unicode=True)
    )
    return "\n".join(line for line in new.splitlines() if line not in old)[:600]


@pytest.mark.parametrize("kind", ["wordings", "citations", "speakers", "additions"])
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_no_change_of_a_chapter_passes(chapter, kind, store, cited, tmp_path, record_property):
    judge = Judge(store.facts)
    copy = tmp_path / chapter.name
    elsewhere = set().union(*(ids for path, ids in cited.items() if path != chapter))

    def check(mutant):
        copy.write_text(mutant.content, encoding="utf-8")
        passages = read_chapter(copy, judge.shown, EXTENSIONS)
        codes = {finding.code for passage in passages for finding in judge.check(passage)}
        unused = (
            store.facts.facts.keys() - elsewhere - {c.target for p in passages for c in p.citations}
        )
        return codes | ({"C002"} if unused else set())

    text = chapter.read_text(encoding="utf-8")
    made = getattr(mutants, f"of_{kind}")(chapter, text, PLAIN)
    run(made, check, record_property)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_change_of_the_facts_file_passes(part, store, tmp_path, record_property):
    shutil.copy(FACTS / "facts.lock", tmp_path)

    def check(mutant):
        # The reader of the YAML has tests of its own; here the entries are what matters.
        changed = Store.__new__(Store)
        changed.__dict__.update(store.__dict__)
        changed.facts = msgspec.convert(mutant.content, FactsFile)
        codes = {finding.code for finding in check_evidence(changed)[0]}
        if not codes & mutant.codes:
            judge = Judge(changed.facts)
            for path in CHAPTERS:
                passages = read_chapter(path, judge.shown, EXTENSIONS)
                codes |= {finding.code for passage in passages for finding in judge.check(passage)}
        return codes

    made = mutants.of_facts_file(FACTS / "facts.yaml", PLAIN)
    run(itertools.islice(made, part, None, PARTS), check, record_property)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_change_of_the_lock_passes(part, store, record_property):
    lock = msgspec.to_builtins(store.lock)

    def check(mutant):
        changed = Store.__new__(Store)
        changed.__dict__.update(store.__dict__)
        changed.lock = msgspec.convert(mutant.content, Lock)
        return {finding.code for finding in check_evidence(changed)[0]}

    run(
        itertools.islice(mutants.of_lock(FACTS / "facts.lock", lock), part, None, PARTS),
        check,
        record_property,
    )


def test_the_command_line_stops_at_a_changed_digit(tmp_path, monkeypatch, capsys):
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
