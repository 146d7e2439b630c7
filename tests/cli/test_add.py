"""A fact is added from the words of its source, and what was proposed is confirmed beside it."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import msgspec
import pytest
from books import CASES, cases, make_book, spoil

from sphinx_facts.cli import main
from sphinx_facts.drafting.candidates import candidates
from sphinx_facts.drafting.places import SourceText
from sphinx_facts.facts.store import Store


class Terminal(io.StringIO):
    """Somebody who answers, line by line, and then no more."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(make_book(tmp_path))
    (tmp_path / "facts" / "snapshots").symlink_to(tmp_path / "snapshots")
    return tmp_path


def texts(book: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in book.rglob("*") if path.is_file()}


@pytest.mark.parametrize("case", cases("add"))
def test_adding_and_confirming(
    case: dict[str, Any], book: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    spoil(book, case)
    if case.get("record", True):
        assert main(["record", "snapshots"]) == 0
    before, answers = texts(book), case.get("answers")
    if answers is not None:
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{each}\n" for each in answers)))
    capsys.readouterr()
    code = main(case["run"])
    said = " ".join("".join(capsys.readouterr()).split())
    for part in case.get("says", ()):
        assert " ".join(part.split()) in said
    assert code == case.get("exit", 0), said
    if code and "partly" not in case:
        assert texts(book) == before
        return
    assert texts(book).keys() == before.keys()
    for name, parts in case["now"].items():
        for part in parts:
            assert part in (book / name).read_text("utf-8")
    check_that_it_is_in_order(book, capsys, case)


def check_that_it_is_in_order(
    book: Path, capsys: pytest.CaptureFixture[str], case: dict[str, Any]
) -> None:
    recorded = (book / "facts" / "facts.lock").read_bytes()
    assert main(["record", "snapshots"]) == 0
    assert (book / "facts" / "facts.lock").read_bytes() == recorded
    capsys.readouterr()
    main(["check", "--snapshots", "snapshots", "--format", "json"])
    found = json.loads(capsys.readouterr().out)["findings"]
    if "unchecked" not in case:
        assert [each for each in found if each["code"] not in ("C002", "C004", "E009")] == []


@pytest.mark.parametrize("case", cases("add_source"))
def test_making_a_source_of_a_file(
    case: dict[str, Any], book: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    spoil(book, case)
    before = texts(book)
    if (answers := case.get("answers")) is not None:
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{each}\n" for each in answers)))
    arguments = [each.format(articles=CASES / "articles") for each in case["run"]]
    code = main(["add", *arguments])
    said = " ".join("".join(capsys.readouterr()).split())
    for part in case.get("says", ()):
        assert part in said
    assert code == case.get("exit", 0), said
    if code:
        assert texts(book) == before
        return
    (id_,) = Store(book / "facts").facts.sources.keys() - {"gazette"}
    assert msgspec.to_builtins(Store(book / "facts").facts.sources[id_]) == {
        "title": None, "published": None, "url": None,
        **{key: str(value) for key, value in case["source"].items()},
    }  # fmt: skip
    for name, parts in case.get("now", {}).items():
        for part in parts:
            assert part in (book / name).read_text("utf-8")
    assert main(["check", "--snapshots", "snapshots"]) == 0


def test_a_source_of_ten_megabytes_is_read_in_time(book: Path) -> None:
    line = "The engineers counted cars at the old bridge in the spring and in the autumn again.\n\n"
    text = (book / "snapshots" / "gazette.txt").read_text("utf-8")
    long = SourceText(line * 4000 + text + line * 4000)
    (place,) = long.find("Over 4,000 cars", "bridge")
    made = candidates(Store(book / "facts"), "gazette", long, place)
    assert [each.fact.figure for each in made] == ["Over 4,000 cars"]
    assert made[0].sentence.endswith("the town's engineers found in 2019.")
