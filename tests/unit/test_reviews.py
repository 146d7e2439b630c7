"""What readers answer of passages: what an answer is bound to, what stands, and how it is kept."""

from __future__ import annotations

import json
import os
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import msgspec
import pytest
from books import cases, make_book, spoil, write

from sphinx_facts.facts.review_digests import passages_to_review
from sphinx_facts.facts.reviews import (
    append_answers,
    file_name,
    is_reader,
    read_reviews,
    reviews_folder,
)
from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import CheckError
from sphinx_facts.model.reviews import Answer, PassageKey, ReviewedPassage, Verdict
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.readers.text_files import read_text
from sphinx_facts.rules.checker import Checker


def passages(book: Path) -> list[ReviewedPassage]:
    """The passages of the tiny book: its heading and its paragraph."""
    store = Store(book / "facts", with_lock=False)
    display = Checker(store.facts).display_text
    (chapter,) = (book / "docs").glob("*.md")
    return passages_to_review(read_chapter(chapter, display, (), read_text), store.facts)


def answer(key: PassageKey, verdict: Verdict = "borne-out", **more: Any) -> Answer:
    return msgspec.structs.replace(
        Answer(
            passage=key.passage, evidence=key.evidence, reader="Ada", kind="person",
            verdict=verdict, date="2026-12-01",
        ),
        **more,
    )  # fmt: skip


KEY = PassageKey("a" * 64, "b" * 64)


@pytest.mark.parametrize("case", cases("reviews"))
def test_an_answer_is_bound_to_all_that_was_compared_and_to_nothing_else(
    case: dict[str, Any], tmp_path: Path
) -> None:
    book = make_book(tmp_path)
    read = passages(book)[-1]
    spoil(book, case)
    for name, (old, new) in case.get("replace", {}).items():
        write(book, {name: (book / name).read_text("utf-8").replace(old, new)})
    for old, new in case.get("move", {}).items():
        (book / old).rename(book / new)
    assert (passages(book)[-1].key == read.key) is case["stands"]


def test_code_and_marks_alone_are_nothing_to_be_read(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    write(book, {"docs/bridge.md": "# The bridge\n\n```\nprint(1)\n```\n\n* …\n\nIt is old."})
    assert [each.opening for each in passages(book)] == ["The bridge", "It is old."]


@pytest.mark.parametrize(
    ("given", "state", "for_persons"),
    [
        ([], "outstanding", "outstanding"),
        ([("Ada", "person", "borne-out")], "read", "read"),
        ([("Ada", "person", "no-claim")], "read", "read"),
        ([("a program", "program", "borne-out")], "read", "outstanding"),
        ([("Ada", "person", "says-more")], "objected", "objected"),
        # Whoever agrees, and in whatever number: it stands until it is withdrawn.
        (
            [("Ada", "person", "says-more"), ("Ben", "person", "borne-out")],
            "objected", "objected",
        ),
        ([("Ada", "person", "says-more"), ("Ada", "person", "withdrawn")], "outstanding", None),
        ([("Ada", "person", "says-more"), ("Ada", "person", "borne-out")], "read", "read"),
        (
            [("a program", "program", "says-more"), ("Ada", "person", "borne-out")],
            "objected", "objected",
        ),
    ],
)  # fmt: skip
def test_an_objection_outweighs_other_answers_until_it_is_withdrawn(
    given: list[Any], state: str, for_persons: str | None, tmp_path: Path
) -> None:
    (tmp_path / "facts").mkdir()
    for reader, kind, verdict in given:
        append_answers(tmp_path / "facts", [answer(KEY, verdict, reader=reader, kind=kind)])
    review = read_reviews(tmp_path / "facts").of(KEY)
    assert (review.state("any"), review.state("person")) == (state, for_persons or state)


def test_answers_are_one_line_each_in_a_file_of_the_reader(tmp_path: Path) -> None:
    for reader in ("Ada Quist", "Ирина Ли", "김 민지"):
        append_answers(tmp_path, [answer(KEY, reader=reader, note="Two\nlines, “quoted”.")])
    names = sorted(path.name for path in reviews_folder(tmp_path).iterdir())
    assert names == ["ada-quist.jsonl", "ирина-ли.jsonl", "김-민지.jsonl"]
    lines = (reviews_folder(tmp_path) / "ada-quist.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["note"] for line in lines] == ["Two\nlines, “quoted”."]
    assert len(read_reviews(tmp_path).answers) == 3


@pytest.mark.parametrize(
    "name", ["", " Ada", "../ada", "a/b", "Ada\n", ".ada", "--", "123", "x" * 81, "<b>", "a\x00"]
)
def test_what_could_lead_elsewhere_is_no_name(name: str, tmp_path: Path) -> None:
    assert not is_reader(name)
    with pytest.raises(ValueError, match="is no name of a reader"):
        append_answers(tmp_path, [answer(KEY, reader=name)])
    assert list(tmp_path.iterdir()) == []


def test_broken_lines_are_named_by_file_and_line_all_of_them(tmp_path: Path) -> None:
    append_answers(tmp_path, [answer(KEY)])
    good = (reviews_folder(tmp_path) / "ada.jsonl").read_text("utf-8")
    other = json.dumps(json.loads(good) | {"reader": "Ben"})
    extra = json.dumps(json.loads(good) | {"mood": "good"})
    day = json.dumps(json.loads(good) | {"date": "2026-02-30"})
    short = json.dumps(json.loads(good) | {"passage": "ab"})
    bad = [b"{", other.encode(), extra.encode(), day.encode(), short.encode(), b'{"\xff"}', b"[]"]
    lines = [good.encode().rstrip(b"\n"), *bad]
    write(tmp_path, {"reviews/ada.jsonl": b"\n\n".join(lines), "reviews/ben.jsonl": {"bytes": 9}})
    with pytest.raises(CheckError) as caught:
        read_reviews(tmp_path)
    found = [(Path(each.location.path).name, each.location.line, each.message)
             for each in caught.value.findings]  # fmt: skip
    assert [each[:2] for each in found] == [
        *(("ada.jsonl", line) for line in range(3, 17, 2)), ("ben.jsonl", 1)
    ]  # fmt: skip
    assert "stands in the file of another reader" in found[1][2]
    assert "unknown field mood" in found[2][2]
    assert "is no day" in found[3][2]
    assert {each.code for each in caught.value.findings} == {"X010"}


def test_a_line_that_was_cut_short_takes_no_other_with_it(tmp_path: Path) -> None:
    append_answers(tmp_path, [answer(KEY)])
    path = reviews_folder(tmp_path) / "ada.jsonl"
    path.write_bytes(path.read_bytes() + b'{"passage": "')
    append_answers(tmp_path, [answer(KEY, "says-more")])
    with pytest.raises(CheckError) as caught:
        read_reviews(tmp_path)
    assert [each.location.line for each in caught.value.findings] == [2]
    path.write_bytes(
        b"\n".join(each for each in path.read_bytes().split(b"\n") if each[-1:] == b"}")
    )
    assert [each.verdict for each in read_reviews(tmp_path).answers] == ["borne-out", "says-more"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full disk to be had")
def test_where_there_is_no_room_nothing_of_an_answer_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    append_answers(tmp_path, [answer(KEY)])
    path = reviews_folder(tmp_path) / "ada.jsonl"
    before = path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        append_answers(tmp_path, [answer(KEY, "says-more")])
    assert path.read_bytes() == before


def test_a_link_in_the_place_of_a_file_is_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"elsewhere": "mine", "reviews": None})
    (reviews_folder(tmp_path) / "ada.jsonl").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        append_answers(tmp_path, [answer(KEY)])
    assert (tmp_path / "elsewhere").read_text("utf-8") == "mine"


def _answer_often(folder: str, verdict: Verdict) -> None:
    for _ in range(20):
        append_answers(Path(folder), [answer(KEY, verdict)] * 3)


def test_two_who_write_at_once_lose_nothing(tmp_path: Path) -> None:
    processes = [
        get_context("spawn").Process(target=_answer_often, args=(str(tmp_path), verdict))
        for verdict in ("borne-out", "no-claim")
    ]
    for each in processes:
        each.start()
    for each in processes:
        each.join()
    given = [each.verdict for each in read_reviews(tmp_path).answers]
    assert sorted(given) == ["borne-out"] * 60 + ["no-claim"] * 60
    assert all(len(set(given[at : at + 3])) == 1 for at in range(0, 120, 3))


def test_readers_of_one_file_have_one_name() -> None:
    assert file_name("Ada Quist") == file_name("ada  quist") == "ada-quist.jsonl"


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    write(tmp_path, {"reviews": "mine"})
    with pytest.raises(CheckError, match="reviews:1:1: it cannot be read"):
        read_reviews(tmp_path)
    with pytest.raises(OSError, match="exists"):
        append_answers(tmp_path, [answer(KEY)])
