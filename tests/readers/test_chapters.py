"""Chapters are read as their readers see them; each piece of text knows its line and column."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT

from sphinx_facts.model.findings import CheckError
from sphinx_facts.model.passages import HIDDEN, Passage
from sphinx_facts.readers.myst import read_chapter

CASES = yaml.safe_load((ROOT / "tests" / "cases" / "chapters.yaml").read_text("utf-8"))
BASE = ["colon_fence", "deflist"]


def shown(_role: str, target: str) -> str:
    return f"‹{target}›"


def read(path: Path, extensions: Collection[str] = BASE) -> list[Passage]:
    passages = read_chapter(path, shown, extensions)
    return [each for each in passages if not each.is_literal and (each.text or not each.flaws)]


def place_of(passages: Iterable[Passage], word: str) -> Iterator[tuple[int, int, int, int]]:
    """The lines and columns at which a word is found, ends included."""
    for passage in passages:
        start = passage.text.find(word)
        if start >= 0:
            place = passage.locate(start, start + len(word))
            yield place.line, place.column, place.end_line, place.end_column


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_chapter_is_read_as_a_reader_sees_it(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "chapter.md"
    path.write_bytes(case["markdown"].encode())
    passages = read(path, [*BASE, *case.get("extensions", ())])
    order = sorted if case.get("in_any_order") else list
    texts = [passage.text for passage in passages]
    assert order(texts) == order(text.replace("□", HIDDEN) for text in case["texts"])
    cited = [(passage.text[c.start : c.end], c) for passage in passages for c in passage.citations]
    assert [f"{c.role} {c.target}: {text}" for text, c in cited] == case.get("cites", [])
    written = (
        case["markdown"]
        .removeprefix("\ufeff")
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .split("\n")
    )
    for word in case.get("find", ()):
        places = [
            (number, row.index(word) + 1) for number, row in enumerate(written, 1) if word in row
        ]
        expected = [(line, column, line, column + len(word)) for line, column in places]
        assert set(place_of(passages, word)) & set(expected), (
            word,
            expected,
            list(place_of(passages, word)),
        )


def test_a_citation_knows_where_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "chapter.md"
    path.write_text("😀 {fact}`one\ntwo <a>`, {quote}`b`\n\n- ```{quotation} c\n  ```\n", "utf-8")
    cited = [citation for passage in read(path) for citation in passage.citations]
    places = [
        (c.location.line, c.location.column, c.location.end_line, c.location.end_column)
        for c in cited
    ]
    assert places == [(1, 3, 2, 9), (2, 11, 2, 21), (4, 3, 5, 6)]
    assert [c.wording for c in cited] == ["one two", None, None]


def test_headings_are_known_as_such(tmp_path: Path) -> None:
    path = tmp_path / "chapter.md"
    path.write_text("# One\n\ntwo\n\nThree\n---\n", "utf-8")
    assert [passage.is_heading for passage in read(path)] == [True, False, True]


# Includes


@pytest.fixture
def book(tmp_path: Path) -> Path:
    files = {
        "conf.py": "",
        "part.inc": "\n\nbefore 1\n<!-- start -->\n\nwithin {fact}`a`\n\n<!-- end -->\nafter\n",
        "chapters/one.md": "# One\n",
        "chapters/side.md": "side\n",
    }
    (tmp_path / "chapters").mkdir()
    for name, text in files.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def including(book: Path, *lines: str) -> list[tuple[str, str, int]]:
    path = book / "chapters" / "one.md"
    path.write_text("\n".join(["# One", "", *lines, ""]), "utf-8")
    return [(p.path.removeprefix(f"{book}/"), p.text, p.anchors[0][1]) for p in read(path)]


def test_an_included_file_is_named_in_its_passages(book: Path) -> None:
    assert including(book, "```{include} side.md", "```", "", "end") == [
        ("chapters/one.md", "One", 1),
        ("chapters/side.md", "side", 1),
        ("chapters/one.md", "end", 6),
    ]


def test_an_included_path_may_begin_at_the_folder_of_the_book(book: Path) -> None:
    assert including(book, "```{include} /chapters/side.md", "```")[1:] == [
        ("chapters/side.md", "side", 1)
    ]


def test_a_part_of_a_file_is_included(book: Path) -> None:
    for options in (
        ["start-after: start -->", "end-before: <!-- end"],
        ["start-line: 4", "end-line: -3"],
    ):
        found = including(
            book, "```{include} /part.inc", *(f":{option}" for option in options), "```"
        )
        assert found[1:] == [("part.inc", "within ‹a›", 6)]


@pytest.mark.parametrize("option", [":literal:", ":code: python"])
def test_what_is_included_as_code_is_no_prose(book: Path, option: str) -> None:
    assert including(book, "```{include} /part.inc", option, "```")[1:] == []


def test_includes_within_an_included_file_begin_at_the_chapter(book: Path) -> None:
    (book / "part.inc").write_text("```{include} side.md\n```\n", "utf-8")
    assert including(book, "```{include} /part.inc", "```")[1:] == [("chapters/side.md", "side", 1)]


@pytest.mark.parametrize(
    ("files", "place", "message"),
    [
        ({"side.md": "```{include} one.md\n```\n"}, "side.md:1:14", "one.md includes itself"),
        ({"side.md": "\n```{include} side.md\n```\n"}, "side.md:2:14", "side.md includes itself"),
        (
            {"side.md": "```{include} none.md\n```\n"},
            "side.md:1:14",
            "none.md, which is included here, is not there",
        ),
        ({"side.md": b"one\ntwo \xff\n"}, "side.md:2:1", "not UTF-8"),
    ],
)
def test_what_cannot_be_included_is_an_error_at_its_place(
    book: Path, files: dict[str, str], place: tuple[int, int], message: str
) -> None:
    for name, content in files.items():
        (book / "chapters" / name).write_bytes(
            content if isinstance(content, bytes) else content.encode()
        )
    with pytest.raises(CheckError) as caught:
        including(book, "```{include} side.md", "```")
    (finding,) = caught.value.findings
    assert finding.code == "X003"
    assert str(finding.location) == f"{book}/chapters/{place}"
    assert message in finding.message


def test_a_chapter_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CheckError, match="No such file"):
        read(tmp_path / "none.md")
