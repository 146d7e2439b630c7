"""Whatever in the book is changed to say more than its source, the check fails, and for the
right reason.
"""

import itertools
import re
import shutil
from pathlib import Path

import msgspec
import mutants
import pytest
import yaml
from conftest import ROOT

from sphinx_facts.api import find_chapters
from sphinx_facts.cli import main
from sphinx_facts.facts.store import Store
from sphinx_facts.model.records import FactsFile, Lock
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.checker import Checker, facts_cited
from sphinx_facts.rules.evidence import check_evidence
from sphinx_facts.settings import read_settings

FACTS = ROOT / "facts"
CHAPTERS = find_chapters([ROOT / "docs"])
PLAIN: dict = {}
for file in sorted(FACTS.glob("*.yaml")):
    for name, entries in yaml.load(file.read_text("utf-8"), Loader=yaml.BaseLoader).items():
        if isinstance(entries, dict):
            known = {
                id_: {key: None if value == "null" else value for key, value in entry.items()}
                for id_, entry in entries.items()
            }
            PLAIN[name] = PLAIN.get(name, {}) | known
EXTENSIONS = read_settings(ROOT).myst_extensions
PARTS = 8  # so that the workers share the work


@pytest.fixture(scope="module")
def store() -> Store:
    return Store(FACTS)


@pytest.fixture(scope="module")
def checker(store) -> Checker:
    return Checker(store.facts)


def ids_in(passages) -> set[str]:
    return {id_ for passage in passages for each in passage.citations for id_ in facts_cited(each)}


@pytest.fixture(scope="module")
def cited(checker) -> dict[Path, set[str]]:
    return {path: ids_in(read_chapter(path, checker.display_text, EXTENSIONS)) for path in CHAPTERS}


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
        f"{m.operator} {m.entry}: {c or 'nothing'} instead of {m.codes}\n{_diff(m)}"
        for m, c in missed[:20]
    )


def _diff(mutant):
    if not isinstance(mutant.content, str):
        kind, id_ = mutant.entry
        return yaml.dump(mutant.content[kind][id_], allow_unicode=True)[:600] if kind else ""
    old = mutant.path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in mutant.content.splitlines() if line not in old)[:600]


KINDS = ["wordings", "citations", "speakers", "additions", "dates", "derived", "standings"]


FENCE = re.compile(r"^(`{3,}|:{3,})(.*)$")


def blocks_of(text):
    """The parts of a chapter between blank lines, with what stands in a fence kept together."""
    parts, fence = [""], ""
    for line in text.splitlines(keepends=True):
        mark = FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif mark and mark[1] == fence and not mark[2].strip():
            fence = ""
        if not line.strip() and not fence:
            parts.append("")
        parts[-1] += line
    return parts


class Chapter:
    """A chapter in its blocks, so that of a mutant only the block that changed is read."""

    def __init__(self, path, checker, copy):
        self._checker, self._copy = checker, copy
        self._blocks = blocks_of(path.read_text("utf-8"))
        self._ids = [ids_in(self._read(block)) for block in self._blocks]

    def _read(self, text):
        self._copy.write_text(text, encoding="utf-8")
        return read_chapter(self._copy, self._checker.display_text, EXTENSIONS)

    def check(self, content):
        """The codes that a mutant has where it differs, and the facts that it cites in all."""
        new, old = blocks_of(content), self._blocks
        same = itertools.takewhile(lambda pair: pair[0] == pair[1], zip(new, old, strict=False))
        first = sum(1 for _ in same)
        left = min(len(new), len(old)) - first
        ends = zip(reversed(new), reversed(old), strict=False)
        last = sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], ends))
        last = min(last, left)
        passages = self._read("".join(new[first : len(new) - last]))
        rest = self._ids[:first] + self._ids[len(old) - last :]
        codes = {finding.code for passage in passages for finding in self._checker.check(passage)}
        return codes, ids_in(passages).union(*rest)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.stem)
def test_no_change_of_a_chapter_passes(
    chapter, kind, store, checker, cited, tmp_path, record_property
):
    whole = Chapter(chapter, checker, tmp_path / chapter.name)
    elsewhere = set().union(*(ids for path, ids in cited.items() if path != chapter))

    def check(mutant):
        codes, ids = whole.check(mutant.content)
        return codes | ({"C002"} if store.facts.facts.keys() - elsewhere - ids else set())

    text = chapter.read_text(encoding="utf-8")
    run(getattr(mutants, f"of_{kind}")(chapter, text, PLAIN), check, record_property)


@pytest.mark.parametrize("part", range(PARTS))
def test_no_change_of_the_facts_file_passes(part, store, tmp_path, record_property):
    shutil.copy(FACTS / "facts.lock", tmp_path)

    def check(mutant):
        # The reader of the YAML has tests of its own; here the entries are what matters.
        changed = Store.__new__(Store)
        changed.__dict__.update(store.__dict__)
        whole = msgspec.convert(mutant.content, FactsFile, strict=False)
        changed.facts = msgspec.structs.replace(whole, **mutants.concerned(whole, mutant.entry))
        codes = {finding.code for finding in check_evidence(changed).findings}
        if not codes & mutant.codes:
            checker = Checker(whole)
            for path in CHAPTERS:
                passages = read_chapter(path, checker.display_text, EXTENSIONS)
                codes |= {
                    finding.code for passage in passages for finding in checker.check(passage)
                }
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
        return {finding.code for finding in check_evidence(changed).findings}

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
