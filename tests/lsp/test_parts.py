"""The parts of the language server that need no editor: what is kept, places, texts as Markdown."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from books import CASES
from conftest import ROOT
from lsprotocol import types

from sphinx_facts.facts.store import Store
from sphinx_facts.lsp.checker import Overtaken, WritingChecker
from sphinx_facts.lsp.citations import REFERENCES
from sphinx_facts.lsp.markdown import as_markdown, as_plain_text
from sphinx_facts.lsp.positions import Text
from sphinx_facts.model.findings import Finding
from sphinx_facts.model.passages import Location, Passage
from sphinx_facts.model.records import Correction, Evidence, Fact, Origin, Source
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.checker import Checker
from sphinx_facts.runner.worker import check_chapter
from sphinx_facts.sphinx_ext.parts import Record, line

# What is kept while one writes

CHAPTERS = [ROOT / "docs" / "power.md", ROOT / "docs" / "the-army.md", CASES / "torture.md"]


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_what_is_kept_of_passages_is_what_a_check_finds(path: Path) -> None:
    store = Store(ROOT / "facts")
    kept, text = WritingChecker(store.facts, store.frames), path.read_text("utf-8")
    # Of a chapter without a part of its words, a check finds much.
    spoiled = re.sub(r"\{(?:fact|person)\}`[^`]*`", "12 ships", text)
    for each in (text, f"\n\n\n{spoiled}", f"{text}\n\n{spoiled}"):
        # As it is now, and the second time out of what is kept.
        found = [
            of(each, path, checker) for checker in (Checker(store.facts, store.frames), kept, kept)
        ]
        assert found[0] == found[1] == found[2]
        assert found[0] or each == text


def of(text: str, path: Path, checker: Checker) -> list[Finding]:
    """What is found in a chapter with this text."""

    def read() -> list[Passage]:
        return read_chapter(path, checker.display_text, (), lambda _: text)

    return check_chapter(path, read, checker).findings


def test_what_nobody_waits_for_any_more_is_not_judged_further() -> None:
    store = Store(ROOT / "facts")
    checker = WritingChecker(store.facts, store.frames)
    with checker.while_wanted(lambda: True), pytest.raises(Overtaken):
        of("There are 12 boats.", Path("a.md"), checker)
    assert [each.code for each in of("There are 12 boats.", Path("a.md"), checker)] == ["F001"]


# Positions, and texts that are shown


@pytest.mark.parametrize(
    ("encoding", "columns"), [("utf-8", (11, 16)), ("utf-16", (5, 8)), ("utf-32", (4, 6))]
)
def test_columns_are_counted_in_the_units_of_the_editor(
    encoding: str, columns: tuple[int, int]
) -> None:
    text = Text("a\u2028b\r\n😀다리 b😀c\rd\ne", encoding)
    lines = [text.line(number) for number in range(-1, 6)]
    assert lines == ["", "a\u2028b", "😀다리 b😀c", "d", "e", "", ""]
    for mark, column in zip(("b😀", "c"), columns, strict=True):
        offset = text.content.index(mark)
        assert text.position(offset) == types.Position(1, column)
        assert text.offset(types.Position(1, column)) == offset


def test_a_mark_of_byte_order_is_not_counted_by_findings() -> None:
    text = Text("\ufeffThere are 12.\n")
    assert str(text.range_of(Location("a", 1, 11, 1, 13))) == "0:11-0:13"


def test_a_card_shows_hostile_texts_as_they_are() -> None:
    hostile = "<img src=x onerror=alert(1)> [a](javascript:b)\n\n# c `d` **e** https://f www.g 1. h"
    (shown,) = as_markdown([line("claim", "", Record("facts/a", hostile))]).split("\n\n")
    assert shown == (
        r"\<img src\=x onerror\=alert(1)\> \[a\](javascript:b) \# c \`d\` \*\*e\*\* "
        r"https\://f www\.g 1. h"
    )
    assert as_markdown([line("claim", "", Record("facts/a", "1. b"))]) == r"1\. b"
    assert as_plain_text([line("claim", "Says", Record("facts/a", "*b*"))]) == "Says: *b*"


def test_the_keys_that_hold_ids_are_keys_of_the_facts_file() -> None:
    every = {
        name
        for record in (Correction, Evidence, Fact, Origin, Source)
        for name in record.__struct_fields__
    }
    assert set(REFERENCES) <= every
