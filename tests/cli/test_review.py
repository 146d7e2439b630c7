"""Passages are laid beside their evidence and answered; the check asks for what is outstanding."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from books import make_book, write

from sphinx_facts.cli import main
from sphinx_facts.facts.reviews import append_answers, read_reviews
from sphinx_facts.model.reviews import Answer

SETTINGS = '[tool.sphinx-facts]\nreviews = "{}"\n'


@pytest.fixture(autouse=True)
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_book(tmp_path)
    write(tmp_path, {"pyproject.toml": SETTINGS.format("any")})
    monkeypatch.chdir(tmp_path)
    return tmp_path


Capture = pytest.CaptureFixture[str]


def passages(capsys: Capture) -> list[dict[str, Any]]:
    """All that lies on the desk, as a program gets it."""
    capsys.readouterr()
    assert main(["review", "--list", "--format", "json"]) == 0
    read = json.loads(capsys.readouterr().out)
    assert read["version"] == 1
    found: list[dict[str, Any]] = read["passages"]
    return found


def give(book: Path, dossiers: list[dict[str, Any]], verdict: str, **more: Any) -> int:
    answers = [dossier["key"] | {"verdict": verdict, **more} for dossier in dossiers]
    given = {"version": 1, "reader": "Ada Quist", "kind": "person", "answers": answers}
    write(book, {"answers.json": json.dumps(given)})
    return main(["review", "--answers", "answers.json"])


def check(capsys: Capture) -> tuple[list[str], dict[str, int]]:
    """The codes and lines that a check finds, and what its summary says of passages."""
    capsys.readouterr()
    main(["check", "--format", "json"])
    report = json.loads(capsys.readouterr().out)
    counted = {name: report["summary"][name] for name in ("passages", "outstanding", "objected")}
    return [f"{each['code']} {each['line']}" for each in report["findings"]], counted


def test_nothing_is_asked_for_unless_a_setting_does(book: Path, capsys: Capture) -> None:
    write(book, {"pyproject.toml": ""})
    assert check(capsys) == ([], {"passages": 0, "outstanding": 0, "objected": 0})
    write(book, {"facts/reviews/ada.jsonl": "no answer"})
    assert check(capsys)[0] == []


@pytest.mark.parametrize("options", [[], ["--no-cache"], ["--jobs", "2"]])
def test_what_is_outstanding_fails_the_check_until_it_is_answered(
    options: list[str], book: Path, capsys: Capture
) -> None:
    for _ in range(2):  # The second time it comes out of what was kept.
        assert main(["check", *options]) == 1
        out = capsys.readouterr().out
        assert re.findall(r"^(\S+): (R\d+)", out, re.M) == [
            ("docs/bridge.md:1:3", "R001"), ("docs/bridge.md:3:1", "R001")
        ]  # fmt: skip
        assert "0 of 2 passages read" in out
    heading, paragraph = passages(capsys)
    assert give(book, [heading], "no-claim") == give(book, [paragraph], "borne-out") == 0
    capsys.readouterr()
    assert main(["check", *options]) == 0
    assert "2 of 2 passages read: all in order." in capsys.readouterr().out


def test_what_changes_is_outstanding_again_and_says_since_when(book: Path, capsys: Capture) -> None:
    assert give(book, passages(capsys), "borne-out", date="2026-11-30") == 0
    assert check(capsys) == ([], {"passages": 2, "outstanding": 0, "objected": 0})
    facts = (book / "facts/facts.yaml").read_text("utf-8")
    write(book, {"facts/facts.yaml": facts.replace("The bridge has a nickname", "It has a name")})
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "what this cites has changed since Ada Quist read it on 2026-11-30: “Every day" in said
    assert check(capsys)[0] == ["R001 3"]


def test_an_objection_is_told_with_its_reason_and_ends_when_it_is_withdrawn(
    book: Path, capsys: Capture
) -> None:
    dossiers = passages(capsys)
    give(book, dossiers, "borne-out")
    assert give(book, dossiers[1:], "says-more", note="Not *every* day.") == 0
    assert main(["check"]) == 1
    said = capsys.readouterr().out
    assert "R002 objected: it says more than its evidence, as Ada Quist found on" in said
    assert "Not *every* day." in said
    assert check(capsys) == (["R002 3"], {"passages": 2, "outstanding": 0, "objected": 1})
    assert give(book, dossiers[1:], "withdrawn") == 0
    assert check(capsys) == (["R001 3"], {"passages": 2, "outstanding": 1, "objected": 0})


def test_where_persons_are_asked_for_no_program_satisfies(book: Path, capsys: Capture) -> None:
    keys = [dossier["key"] for dossier in passages(capsys)]
    append_answers(
        book / "facts",
        [Answer(**key, reader="a program", kind="program", verdict="borne-out", date="2026-12-01")
         for key in keys],
    )  # fmt: skip
    assert check(capsys)[0] == []
    write(book, {"pyproject.toml": SETTINGS.format("person")})
    assert main(["check"]) == 1
    assert "no person has read this: “The bridge”" in capsys.readouterr().out
    assert give(book, passages(capsys), "borne-out") == 0
    assert check(capsys)[0] == []


def test_chapters_are_asked_for_one_by_one_with_the_table_of_severities(
    book: Path, capsys: Capture
) -> None:
    write(book, {
        "docs/more.md": "# More\n\nIt is old.\n",
        "pyproject.toml": f'{SETTINGS.format("any")}severity = {{"R001" = "off", '
        '"docs/more.md:R001" = "error"}\n',
    })  # fmt: skip
    assert check(capsys) == (
        ["R001 1", "R001 3"], {"passages": 4, "outstanding": 4, "objected": 0}
    )  # fmt: skip


def test_no_comment_accepts_what_a_reader_is_to_answer(book: Path, capsys: Capture) -> None:
    write(book, {"docs/more.md": "# More\n\n% sphinx-facts: ignore[R001] I wrote it.\n\nIt is.\n"})
    main(["check", "docs/more.md"])
    assert "R001 cannot be accepted: a reader answers it" in capsys.readouterr().out


def test_a_broken_file_of_answers_keeps_the_check_from_being_made(
    book: Path, capsys: Capture
) -> None:
    write(book, {"facts/reviews/ada.jsonl": "\n{}\n"})
    assert main(["check"]) == 2
    assert "facts/reviews/ada.jsonl:2:1: X010 broken-review" in capsys.readouterr().out


# What lies on the desk


def test_a_passage_lies_beside_its_claims_and_its_excerpts_in_their_sentences(
    capsys: Capture,
) -> None:
    _, paragraph = passages(capsys)
    assert (paragraph["headings"], paragraph["state"]) == (["The bridge"], "outstanding")
    by_id = {entry["id"]: entry for entry in paragraph["entries"]}
    assert list(by_id) == ["cars", "no-longer", "ada-quist", "lady"]
    (evidence,) = by_id["cars"]["evidence"]
    whole = "".join(piece["text"] for part in ("before", "excerpt", "after")
                    for piece in evidence[part])  # fmt: skip
    assert whole.startswith("Over 4,000 cars cross the old bridge every day, the town's engineers")
    assert evidence["proof"] == "word for word in the recorded text"
    assert by_id["cars"]["claim"] == "More than 4,000 cars cross the bridge daily."
    said = [line for line in by_id["no-longer"]["lines"] if line[0] == "Said by"]
    assert said == [["Said by", "Ada Quist, the town's mayor"]]
    assert set(paragraph["doubts"]) >= {"nobody named", "single source", "undated"}
    cited = [piece["text"] for piece in paragraph["pieces"] if piece.get("entry") == 0]
    assert "".join(cited) == "over 4,000 cars"


def test_a_snapshot_gives_the_whole_sentence(book: Path, capsys: Capture) -> None:
    far = "which, as it happens, " * 12
    text = (book / "snapshots/gazette.txt").read_text("utf-8")
    long = text.replace("every day, ", f"every day, {far}it is said, ")
    write(book, {"snapshots/gazette.txt": long})
    assert main(["record", "snapshots"]) == 0
    seen = []
    for options in ([], ["--snapshots", "snapshots"]):
        capsys.readouterr()
        main(["review", "--list", "--format", "json", *options])
        seen.append("engineers found in 2019" in capsys.readouterr().out)
    assert seen == [False, True]


@pytest.mark.parametrize(
    ("sentence", "marks"),
    [
        ("Every day {fact}`cars` cross it.", {"over": "same"}),
        ("Every day {fact}`cars` may cross it.", {"over": "same", "may": "differs"}),
        ("It never closes. Every day {fact}`cars` cross it.", {"over": "same"}),
    ],
)
def test_qualifiers_that_stand_on_one_side_alone_are_marked(
    sentence: str, marks: dict[str, str], book: Path, capsys: Capture
) -> None:
    write(book, {"docs/bridge.md": f"# The bridge\n\n{sentence}\n"})
    _, paragraph = passages(capsys)
    found = {each["text"]: each["mark"] for each in paragraph["pieces"] if "mark" in each}
    assert found == marks
    assert ("qualifiers differ" in paragraph["doubts"]) is ("differs" in marks.values())


def test_a_statement_that_cites_nothing_is_tied_to_a_source_by_a_note(
    book: Path, capsys: Capture
) -> None:
    write(book, {"docs/bridge.md": "# The bridge\n\nA ferry runs below it.\n"})
    _, paragraph = passages(capsys)
    assert (paragraph["entries"], paragraph["doubts"]) == ([], ["cites nothing"])
    assert give(book, [paragraph], "borne-out", note="Source: gazette") == 0
    assert read_reviews(book / "facts").answers[0].note == "Source: gazette"


def test_notebooks_and_other_chapters_lie_there_in_their_order(book: Path, capsys: Capture) -> None:
    cell = {"cell_type": "markdown", "metadata": {}, "source": ["# A notebook\n", "\n", "Words."]}
    notebook = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    write(book, {
        "docs/conf.py": "extensions = ['myst_nb']\nproject = 'Bridges'\n",
        "docs/a.ipynb": json.dumps(notebook), "docs/z.md": "# The end\n\n> It is.\n",
    })  # fmt: skip
    assert [each["place"].split(":")[0] for each in passages(capsys)] == [
        *["docs/a.ipynb"] * 2, *["docs/bridge.md"] * 2, *["docs/z.md"] * 2
    ]  # fmt: skip
    assert check(capsys)[1]["passages"] == 6


def test_the_list_for_a_terminal_has_what_is_open_with_its_evidence(
    book: Path, capsys: Capture
) -> None:
    heading, paragraph = passages(capsys)
    give(book, [heading], "no-claim")
    give(book, [paragraph], "says-more", note="Too sure.\x1b[31m")
    capsys.readouterr()
    assert main(["review", "--list"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("docs/bridge.md:3:1: objected\n    Every day over 4,000 cars cross it.")
    assert "says-more, Ada Quist (person), " in said
    assert "Too sure.\\x1b[31m" in said
    assert said.endswith("2 passages: 1 read, 1 objected, 0 outstanding.\n")


# Answers that come back


def test_answers_that_fit_nothing_are_refused_with_the_reason_and_the_others_kept(
    book: Path, capsys: Capture
) -> None:
    heading, paragraph = passages(capsys)
    facts = (book / "facts/facts.yaml").read_text("utf-8")
    write(book, {"facts/facts.yaml": facts.replace("has a nickname", "has a name")})
    unknown = {"key": {"passage": "0" * 64, "evidence": "1" * 64}}
    assert give(book, [heading, paragraph, unknown], "borne-out") == 1
    said = capsys.readouterr().out
    assert "facts/reviews/ada-quist.jsonl: 1 answer of Ada Quist recorded, 2 refused." in said
    assert "what the passage cites has changed since it was read" in said
    assert "the passage is not in the book, or has changed since it was read" in said
    assert len(read_reviews(book / "facts").answers) == 1
    assert give(book, [heading], "says-more") == 1
    assert "an objection needs a note" in capsys.readouterr().out
    assert give(book, passages(capsys)[1:], "withdrawn") == 1
    assert "there is no answer of this reader to withdraw" in capsys.readouterr().out
    assert give(book, [heading], "no-claim", date="yesterday") == 1
    assert "is no day" in capsys.readouterr().out


def test_a_file_that_is_read_twice_says_nothing_twice(book: Path, capsys: Capture) -> None:
    dossiers = passages(capsys)
    give(book, dossiers, "borne-out")
    assert give(book, dossiers, "borne-out") == 0
    assert "0 answers of Ada Quist recorded, 2 known already." in capsys.readouterr().out
    assert len(read_reviews(book / "facts").answers) == 2


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "these are no answers"),
        ('{"version": 2, "reader": "A", "answers": []}', "these are no answers"),
        ('{"version": 1, "reader": "../a", "answers": []}', "is no name of a reader"),
        (b"\xff", "these are no answers"),
        ({"bytes": 11_000_000}, "it has 11 MB"),
        (None, "Is a directory"),
    ],
)
def test_what_is_no_file_of_answers_is_refused(
    content: Any, says: str, book: Path, capsys: Capture
) -> None:
    write(book, {"answers.json": content})
    assert main(["review", "--answers", "answers.json"]) == 2
    assert says in "".join(capsys.readouterr())
    assert not (book / "facts/reviews").exists()


def test_an_answer_keeps_the_passage_as_it_was_read_for_people(book: Path, capsys: Capture) -> None:
    give(book, passages(capsys), "borne-out")
    (_, answer) = read_reviews(book / "facts").answers
    assert answer.text.startswith("Every day over 4,000 cars cross it. “We can no longer count on")
    assert answer.place == "docs/bridge.md › The bridge"


def test_answers_of_ten_megabytes_are_read_in(book: Path, capsys: Capture) -> None:
    dossiers = passages(capsys)
    many = [*dossiers, *[{"key": {"passage": f"{n:064x}", "evidence": "1" * 64}}
                         for n in range(38_000)]]  # fmt: skip
    assert give(book, many, "borne-out", note="x" * 40) == 1
    assert (book / "answers.json").stat().st_size > 8_000_000
    assert "2 answers of Ada Quist recorded, 38000 refused." in capsys.readouterr().out


# The page for somebody without the tool


def test_the_page_in_a_file_holds_everything_and_asks_nobody(book: Path) -> None:
    ill = "</script><script>alert(1)</script><!-- {{DATA}}"
    facts = (book / "facts/facts.yaml").read_text("utf-8")
    write(book, {"facts/facts.yaml": facts.replace("has a nickname", f"has a {ill}")})
    assert main(["review", "--file", "page.html", "--reader", "Ada"]) == 0
    page = (book / "page.html").read_text("utf-8")
    assert page.count("<script") == page.count("</script>") == 2
    assert "default-src 'none'" in page
    assert not re.search(r"""(?:src|href)=["'](?!data:,)""", page)
    data = re.search(r'id="review-data">(.*?)</script>', page)
    assert data is not None
    assert ill in json.loads(data[1])["dossiers"][1]["entries"][3]["claim"]


def test_where_the_page_cannot_be_written_it_is_told(capsys: Capture) -> None:
    assert main(["review", "--file", "gone/page.html"]) == 2
    assert "X009 cannot-write" in capsys.readouterr().out


@pytest.mark.parametrize(
    "options",
    [["--port", "65536"], ["--port", "-1"], ["--idle", "0"], ["--idle", "nan"],
     ["--list", "--file", "page.html"]],
)  # fmt: skip
def test_what_cannot_be_meant_is_told(options: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["review", *options])
    assert ended.value.code == 2
    assert "error: argument" in capsys.readouterr().err
