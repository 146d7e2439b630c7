"""Pages say how and when their passages were compared with the evidence, and by whom; a build asks
for what is outstanding.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import Book, Build

from sphinx_facts.api import audit_pages, check_book
from sphinx_facts.cli import main
from sphinx_facts.facts.reviews import append_answers
from sphinx_facts.model.reviews import Answer, ReaderKind, Verdict
from sphinx_facts.review.desk import Desk
from sphinx_facts.settings import read_settings

ANY = '[tool.sphinx-facts]\nreviews = "any"\n'
END = "\n```{reviewed}\n```\n"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Book:
    book = Book(tmp_path)
    monkeypatch.chdir(tmp_path)
    book.write({
        "pyproject.toml": ANY,
        "docs/ferry.md": (tmp_path / "docs/ferry.md").read_text("utf-8") + END,
        "docs/people.md": "# People\n\n```{reviews}\n```\n\n```{people}\n```\n",
    })  # fmt: skip
    return book


def read(
    chapter: str, *, reader: str = "the check of the book", kind: ReaderKind = "program",
    verdict: Verdict = "borne-out", date: str = "2026-12-01", first: int = 0,
    last: int | None = None,
) -> None:  # fmt: skip
    """Answer the passages of a chapter."""
    dossiers = Desk([Path(chapter)], read_settings(Path())).dossiers()[first:last]
    answers = [
        Answer(passage=each.key.passage, evidence=each.key.evidence, reader=reader, kind=kind,
               verdict=verdict, note="Why?", date=date)
        for each in dossiers
    ]  # fmt: skip
    append_answers(Path("facts"), answers)


def record(build: Build, name: str = "ferry") -> str:
    """What a page says of how it was read."""
    page = re.sub(r"<(?:span class=\"facts-card|script).*?</(?:span|script)>", "", build.page(name))
    found = re.search(r'<p class="review-record">(.*?)</p>', page, re.S)
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split()) if found else ""


def codes(build: Build) -> list[str]:
    return [code for line in build.warnings for code in re.findall(r"R\d{3} [\w-]+", line)]


def test_a_build_asks_for_what_the_check_asks_for(book: Book) -> None:
    built, checked = book.build(), check_book([Path("docs")], Path("facts"), reviews="any")
    assert len(codes(built)) == checked.summary.outstanding > 10
    for chapter in ("docs/ferry.md", "docs/bridge.md"):
        read(chapter)
    again, checked = book.build(), check_book([Path("docs")], Path("facts"), reviews="any")
    assert again.read == []
    assert len(codes(again)) == checked.summary.outstanding
    assert not [line for line in again.warnings if "ferry.md" in line or "bridge.md" in line]


def test_an_objection_is_told_by_the_build(book: Book) -> None:
    read("docs/ferry.md", verdict="says-more")
    assert codes(book.build()).count("R002 objected") == 2


def test_where_no_setting_asks_nothing_is_kept_and_nothing_said(book: Book) -> None:
    book.write({"pyproject.toml": ""})
    build = book.build()
    assert (build.warnings, codes(build)) == ([], [])
    assert record(build) == "Nobody has compared this chapter with its evidence yet."


BY_PROGRAM = "ompared with its evidence by a program, on 1 December 2026"
BY_ADA = "read against their evidence by Ada, on 3 December 2026"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "Nobody has compared this chapter with its evidence yet."),
        ([{}], f"C{BY_PROGRAM}."),
        ([{"first": 1}], f"1 of 2 passages c{BY_PROGRAM.replace('its', 'their')}."),
        (
            [{"last": 1}, {"first": 1, "date": "2026-12-03"}],
            f"C{BY_PROGRAM.replace('on', 'from')} to 3 December 2026.",
        ),
        ([{}, {"reader": "another program"}], f"C{BY_PROGRAM}."),
        (
            [{}, {"reader": "Ada", "kind": "person", "date": "2026-12-03"}],
            f"Read against its evidence by Ada, on 3 December 2026; c{BY_PROGRAM}.",
        ),
        # Nobody is said to have read more than they did.
        (
            [{}, {"reader": "Ada", "kind": "person", "date": "2026-12-03", "last": 1}],
            f"1 of 2 passages {BY_ADA}; c{BY_PROGRAM}.",
        ),
        ([{"verdict": "says-more", "first": 1}, {"last": 1}],
         f"C{BY_PROGRAM}. A reader objects to one passage."),
    ],
)  # fmt: skip
def test_a_page_says_how_and_when_it_was_read_and_by_whom(
    given: list[dict[str, object]], said: str, book: Book
) -> None:
    for each in given:
        read("docs/ferry.md", **each)  # type: ignore[arg-type]
    assert record(book.build()) == said


def test_a_page_is_written_again_when_an_answer_has_come_and_nothing_is_read(book: Book) -> None:
    book.build()
    read("docs/ferry.md")
    again = book.build()
    assert again.read == []
    assert "ferry" in again.written
    assert "bridge" not in again.written
    assert record(again).startswith("Compared with")


def test_a_change_under_a_passage_shows_on_its_page(book: Book) -> None:
    read("docs/ferry.md")
    book.build()
    book.change("facts/facts.yaml", "The ferry takes about 300 people", "The ferry takes 300 or so")
    assert record(book.build()).startswith("1 of 2 passages")


def test_the_page_about_the_checks_says_where_no_person_has_signed(book: Book) -> None:
    read("docs/ferry.md")
    said = record(book.build(), "people")
    assert said == (
        "Of 5 chapters nothing has been compared yet. No person has signed any passage."
    )
    read("docs/bridge.md", reader="Ada", kind="person")
    build = book.build()
    assert record(build, "people") == "Of 4 chapters nothing has been compared yet."
    assert "read against its evidence by Ada, on" in build.page("people")


def test_what_pages_say_of_reviews_passes_the_audit(book: Book) -> None:
    read("docs/ferry.md", last=1)
    read("docs/bridge.md", reader="Ada", kind="person", verdict="says-more")
    result = audit_pages(book.build().out, Path("facts"))
    assert result.findings == []
    assert main(["check", "docs/ferry.md"]) == 1  # of what is outstanding there


def test_many_processes_say_the_same(book: Book) -> None:
    read("docs/ferry.md")
    one, many = book.build(to="one"), book.build(to="many", fresh=True, jobs=4)
    assert record(one) == record(many)
    assert sorted(codes(one)) == sorted(codes(many))


def test_a_broken_file_of_answers_ends_the_build(book: Book) -> None:
    book.write({"facts/reviews/ada.jsonl": "{"})
    with pytest.raises(SystemExit):
        book.build()


def test_what_a_build_alone_can_read_is_asked_for_too(book: Book) -> None:
    book.write({"docs/old.rst": "Old\n===\n\nEvery day :fact:`cars` cross the bridge.\n"})
    assert main(["check", "docs/old.rst"]) == 1
    read("docs/old.rst")
    assert main(["check", "docs/old.rst"]) == 0
    assert not [line for line in book.build().warnings if "old.rst" in line and "R0" in line]
