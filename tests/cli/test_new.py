"""A new book stands at once, and is refused until a person has confirmed what was proposed."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from sphinx.cmd.build import main as sphinx_build

from sphinx_facts.cli import main
from sphinx_facts.facts.store import Store

ARTICLES = Path(__file__).parents[1] / "cases" / "articles"


def make(folder: Path, name: str, *options: str) -> Path:
    assert main(["new", str(folder), str(ARTICLES / name), "--id", "article", *options]) == 0
    return folder


def check(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> tuple[int, list[tuple[str, str]]]:
    monkeypatch.chdir(folder)
    capsys.readouterr()
    code = main(["check", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    return code, [(each["code"], each["fact"]) for each in found if each["severity"] == "error"]


def confirm(folder: Path) -> None:
    facts = folder / "facts" / "facts.yaml"
    facts.write_text(
        re.sub(r"^ +status: proposed\n", "", facts.read_text("utf-8"), flags=re.M), "utf-8"
    )


@pytest.mark.parametrize(
    "name", ["ferry.txt", "orchard.md", "mill.html", "lighthouse.pdf", "torture.txt"]
)
def test_the_check_names_each_fact_until_it_is_confirmed(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make(tmp_path / "book", name)
    facts = Store(book / "facts").facts
    code, found = check(book, capsys, monkeypatch)
    assert code == 1
    assert sorted(found) == sorted(
        ("C004", id_) for id_ in [*facts.sources, *facts.people, *facts.facts]
    )
    confirm(book)
    assert check(book, capsys, monkeypatch) == (0, [])


@pytest.mark.parametrize("name", ["torture.txt"])
def test_the_confirmed_book_builds_without_a_warning(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make(tmp_path / "book", name)
    monkeypatch.chdir(book)
    assert sphinx_build(["-q", "-b", "html", "docs", "build/draft"]) == 0
    confirm(book)
    assert sphinx_build(["-q", "-W", "-b", "html", "docs", "build/html"]) == 0
    assert main(["audit", "build/html"]) == 0


def test_every_section_is_a_chapter_that_cites_its_facts(tmp_path: Path) -> None:
    book = make(tmp_path / "book", "ferry.txt")
    chapters = re.findall(r"^([a-z-]+)$", (book / "docs" / "index.md").read_text("utf-8"), re.M)
    assert chapters == [
        "the-last-ferry-of-lindholm",
        "who-would-pay",
        "one-winter-without-a-boat",
        "behind",
    ]
    chapter = (book / "docs" / "who-would-pay.md").read_text("utf-8")
    assert chapter.startswith("# Who would pay?\n")
    assert "{person}`peder-aas` says: {quote}`" in chapter
    assert "{named}`museum-piece`" in chapter or "{named}`a-museum-piece`" in chapter


def test_the_book_has_what_it_takes_and_its_source_stays_out_of_git(tmp_path: Path) -> None:
    book = make(tmp_path / "book", "mill.html", "--title", "Ten “mills” & one $river$")
    files = {str(path.relative_to(book)) for path in book.rglob("*") if path.is_file()}
    assert files >= {
        ".gitignore", "Makefile", "README.md", "pyproject.toml", "requirements.txt", "docs/conf.py",
        "docs/index.md", "facts/facts.yaml", "facts/facts.lock", "facts/schema.json",
        "facts/snapshots/article.txt",
    }  # fmt: skip
    assert "/facts/snapshots/\n" in (book / ".gitignore").read_text("utf-8")
    for path in files:
        assert not re.search(r"@[a-z]+@", (book / path).read_text("utf-8")), path
    assert not [path for path in tmp_path.iterdir() if path.name != "book"]


def test_a_title_of_ones_own_may_hold_figures(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    book = make(tmp_path / "book", "mill.html", "--title", "Ten “mills” & one $river$")
    confirm(book)
    assert check(book, capsys, monkeypatch) == (0, [])
    comment, heading, *_ = (book / "docs" / "index.md").read_text("utf-8").splitlines()
    assert comment == "% sphinx-facts: ignore[F001] The title is the author's own."
    assert heading.startswith("# Ten mills \\& ")


def test_make_html_checks_before_it_builds_and_make_draft_does_not(tmp_path: Path) -> None:
    book = make(tmp_path / "book", "ferry.txt")

    def commands(*arguments: str) -> str:
        run = subprocess.run(
            ["make", "-n", *arguments], cwd=book, capture_output=True, text=True, check=True
        )
        return run.stdout

    html = commands("html", "SPHINX_FACTS=../tool")
    assert (
        html.index("'../tool'")
        < html.index("sphinx-facts check")
        < html.index("-m sphinx -W")
        < html.index("audit")
    )
    assert "sphinx-facts check" not in commands("draft")
    assert (
        "make draft"
        in subprocess.run(["make"], cwd=book, capture_output=True, text=True, check=True).stdout
    )


@pytest.mark.parametrize("there", ["file", "full folder", "link"])
def test_what_is_there_is_left_alone(
    there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "book"
    if there == "file":
        book.write_text("mine", "utf-8")
    elif there == "link":
        book.symlink_to(tmp_path / "elsewhere")
    else:
        book.mkdir()
        (book / "mine").write_text("mine", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert main(["new", str(book), str(ARTICLES / "ferry.txt")]) == 2
    assert "X006" in capsys.readouterr().out
    assert sorted(tmp_path.rglob("*")) == before


def test_a_failure_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "book").mkdir()
    assert main(["new", str(tmp_path / "book"), str(tmp_path / "none.txt")]) == 2
    monkeypatch.setattr("sphinx_facts.drafting.new.facts_schema", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        main(["new", str(tmp_path / "book"), str(ARTICLES / "ferry.txt")])
    assert [path.name for path in tmp_path.rglob("*")] == ["book"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "book").mkdir()
    assert (make(tmp_path / "book", "ferry.txt") / "Makefile").is_file()
