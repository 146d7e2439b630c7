"""What is kept from one check to the next: it changes nothing, and is trusted no further."""

from __future__ import annotations

import copy
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from books import cases, make_book, spoil, write

from sphinx_facts.api import Result, check_book
from sphinx_facts.cli import main
from sphinx_facts.runner import cache as caches
from sphinx_facts.runner.cache import FOLDER, Cache

RULES = yaml.safe_load((Path(__file__).parents[1] / "cases" / "check.yaml").read_text("utf-8"))
TEXTS = [text for code, cases in RULES.items() if code != "facts" for text in cases["passes"]]
FACTS = RULES["facts"]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_book(tmp_path))
    return tmp_path


@pytest.fixture
def project(book: Path) -> Path:
    write(book, {"pyproject.toml": ""})
    return book


def check(cache: Cache | None = None) -> Result:
    return check_book([Path("docs")], Path("facts"), cache=cache)


def findings_and_counts(result: Result) -> tuple[Any, ...]:
    return result.findings, result.summary, result.checked


def agree() -> None:
    """A check with what was kept before, and one with what that keeps, find what a fresh one does.

    A cache is opened anew each time, as by a run of its own.
    """
    fresh = findings_and_counts(check())
    assert findings_and_counts(check(Cache(Path(FOLDER)))) == fresh
    assert findings_and_counts(check(Cache(Path(FOLDER)))) == fresh


# It changes nothing


@pytest.mark.parametrize("case", [*cases("bad_facts"), *cases("bad_input"), *cases("bad_evidence")])
def test_whatever_is_spoilt_is_found_as_by_a_fresh_check(case: dict[str, Any], book: Path) -> None:
    check(Cache(Path(FOLDER)))
    spoil(book, case)
    agree()


def changed_facts() -> Iterator[tuple[str, dict[str, Any]]]:
    """The facts of check.yaml with one change each: whatever a passage may have been judged by."""
    for id_, fact in FACTS["facts"].items():
        for key, value in fact.items():
            if key in ("figure", "quote", "term", "near", "superseded_by", "as_of", "about"):
                other = {"near": ["zeppelin"], "as_of": "1901", "about": "zeppelins"}
                changed = copy.deepcopy(FACTS)
                changed["facts"][id_][key] = other.get(key, f"{value} 12 more")
                if key == "superseded_by":
                    del changed["facts"][id_][key]
                yield f"{key} of {id_}", changed
    for id_ in FACTS["people"]:
        changed = copy.deepcopy(FACTS)
        changed["people"][id_]["name"] = "Somebody Else"
        yield f"name of {id_}", changed
    yield "names", FACTS | {"names": [*FACTS.get("names", []), "Pier 60"]}


@pytest.fixture(scope="module")
def passing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book of all passages that are in order, whose results are kept."""
    folder = tmp_path_factory.mktemp("passing")
    chapters = {f"docs/{number}.md": text for number, text in enumerate(TEXTS)}
    write(folder, {**chapters, "facts/facts.yaml": yaml.safe_dump(FACTS, allow_unicode=True)})
    return folder


def each_change() -> Iterator[Any]:
    """The changed facts; those of the same key as one before are for the slow tests."""
    seen = set()
    for name, facts in changed_facts():
        key, _, _ = name.partition(" ")
        yield pytest.param(facts, id=name, marks=[pytest.mark.slow] * (key in seen))
        seen.add(key)


@pytest.mark.parametrize("facts", list(each_change()))
def test_whatever_fact_is_changed_the_chapters_are_judged_anew(
    facts: dict[str, Any], passing: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(passing)
    file = Path("facts/facts.yaml")
    before = file.read_bytes()
    check(Cache(Path(FOLDER)))
    file.write_text(yaml.safe_dump(facts, allow_unicode=True), "utf-8")
    try:
        assert findings_and_counts(check(Cache(Path(FOLDER)))) == findings_and_counts(check())
    finally:
        file.write_bytes(before)


def test_an_included_file_counts_as_part_of_its_chapter(book: Path) -> None:
    write(book, {"docs/more.md": "```{include} part.txt\n```\n", "docs/part.txt": "All is well.\n"})
    assert check(Cache(Path(FOLDER))).findings == []
    write(book, {"docs/part.txt": "There are 12 boats.\n"})
    assert [finding.code for finding in check(Cache(Path(FOLDER))).findings] == ["F001"]
    (book / "docs/part.txt").unlink()
    agree()


def test_the_site_that_an_include_begins_at_counts_too(book: Path) -> None:
    write(book, {"docs/in/more.md": "```{include} /part.txt\n```\n", "conf.py": "",
        "part.txt": "All is well.\n", "docs/part.txt": "There are 12 boats.\n"})  # fmt: skip
    assert check(Cache(Path(FOLDER))).findings == []
    write(book, {"docs/conf.py": ""})
    assert [finding.code for finding in check(Cache(Path(FOLDER))).findings] == ["F001"]


def test_a_check_of_one_chapter_keeps_what_is_known_of_the_others(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(book, {"docs/more.md": "All is well.\n"})
    check(Cache(Path(FOLDER)))
    (book / "docs/more.md").write_text("All is very well.\n", "utf-8")
    check_book([Path("docs/more.md")], Path("facts"), cache=Cache(Path(FOLDER)))
    monkeypatch.setattr("sphinx_facts.runner.chapters.Chapters._check", None)  # so none is read
    assert check(Cache(Path(FOLDER))).findings == []


# It is trusted no further

KEY = b"key"


@pytest.fixture
def kept(book: Path) -> Cache:
    cache = Cache(book / FOLDER)
    cache.store("answer", KEY, 42)
    assert cache.load("answer", KEY, int) == 42
    return cache


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda content: content[:-1], id="cut short"),
        pytest.param(lambda content: content[:10], id="cut to nearly nothing"),
        pytest.param(lambda _: b"", id="empty"),
        pytest.param(lambda content: content + b"\x00", id="longer"),
        pytest.param(lambda content: content[:-1] + b"\x2b", id="another answer"),
        pytest.param(lambda content: b"\x00" + content[1:], id="another seal"),
    ],
)
def test_what_was_altered_is_not_there(harm: Callable[[bytes], bytes], kept: Cache) -> None:
    path = Path(FOLDER, "answer")
    path.write_bytes(harm(path.read_bytes()))
    assert kept.load("answer", KEY, int) is None


@pytest.mark.usefixtures("book")
def test_every_file_of_a_cache_may_be_garbage() -> None:
    check(Cache(Path(FOLDER)))
    for path in Path(FOLDER).iterdir():
        path.write_bytes(b"\xff" * 100)
    agree()


def test_another_key_or_kind_finds_nothing(kept: Cache) -> None:
    assert kept.load("answer", b"other", int) is None
    assert kept.load("answer", KEY, str) is None
    assert kept.load("question", KEY, int) is None


def test_what_other_code_found_is_not_there(kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "code_state", lambda: b"other code")
    assert kept.load("answer", KEY, int) is None


def test_any_change_of_the_code_is_other_code(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "sphinx_facts"
    shutil.copytree(Path(caches.__file__).parent.parent, package)
    monkeypatch.setattr(caches, "_code_digests", {})
    monkeypatch.setattr(caches, "_code", lambda *_: [str(package / "figures" / "arithmetic.py")])
    before = caches.code_digest(), caches.code_state.__wrapped__()
    (package / "figures" / "arithmetic.py").write_text("# nothing\n", "utf-8")
    caches._code_digests.clear()
    assert caches.code_digest() != before[0]
    assert caches.code_state.__wrapped__() != before[1]


def test_the_code_is_that_of_the_check_and_of_what_reads_for_it() -> None:
    names = {"/".join(Path(path).parts[-2:]) for path in caches._code()}
    assert {"figures/arithmetic.py", "rules/context.py", "figures/digits.py"} <= names
    assert {"markdown_it/main.py", "yaml/constructor.py", "myst_role/index.py"} <= names
    assert not any(name.startswith("sphinx_ext/") for name in names)


def test_what_came_with_a_clone_is_not_there(kept: Cache, tmp_path: Path) -> None:
    """Somebody could have written into it that all is in order."""
    shutil.copytree(FOLDER, tmp_path / "clone" / FOLDER)
    assert Cache(tmp_path / "clone" / FOLDER).load("answer", KEY, int) is None
    assert kept.load("answer", KEY, int) == 42


def test_a_link_in_its_place_is_not_followed(book: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (book / FOLDER).symlink_to(tmp_path / "elsewhere")
    check(Cache(Path(FOLDER)))
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_file_in_its_place_hinders_no_check(book: Path) -> None:
    (book / FOLDER).write_text("", "utf-8")
    agree()


def test_what_was_written_to_meanwhile_is_not_kept(kept: Cache) -> None:
    keys = iter([b"before", b"after"])
    assert kept.keep("answer", lambda: next(keys), int, lambda: 43) == 43
    assert kept.load("answer", b"before", int) is None


def test_two_runs_at_once_do_not_disturb_each_other(kept: Cache) -> None:
    answers = [list(range(number, number + 10_000)) for number in (1, 2)]
    read: list[Any] = []

    def run(answer: list[int]) -> None:
        for _ in range(10):
            kept.store("answer", KEY, answer)
            read.append(kept.load("answer", KEY, list[int]))

    threads = [threading.Thread(target=run, args=(answer,)) for answer in answers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(read) == 20
    assert all(answer in answers for answer in read)


# Where it is


def test_git_does_not_see_it(project: Path) -> None:
    subprocess.run(["git", "init", "-q"], check=True, cwd=project)
    assert main(["check"]) == 0
    assert (project / FOLDER / "chapters").exists()
    listed = subprocess.run(
        ["git", "status", "--porcelain"], check=True, cwd=project, capture_output=True, text=True
    )
    assert FOLDER not in listed.stdout


def test_outside_of_a_project_nothing_is_left_behind(project: Path) -> None:
    (project / "pyproject.toml").unlink()
    assert main(["check"]) == 0
    assert not (project / FOLDER).exists()


def test_who_wants_none_has_none(project: Path) -> None:
    assert main(["check", "--no-cache"]) == 0
    assert not (project / FOLDER).exists()


def test_it_may_be_taken_away_at_any_time(project: Path) -> None:
    assert main(["check"]) == 0
    shutil.rmtree(project / FOLDER)
    assert main(["check"]) == 0
