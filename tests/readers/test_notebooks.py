"""Notebooks are read cell by cell, as their readers see them; nothing in them is run."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from sphinx_facts.model.findings import CheckError
from sphinx_facts.model.passages import HIDDEN, Passage
from sphinx_facts.readers.notebook import Notebook

NAME = Path("book.ipynb")


def markdown(*lines: str) -> dict[str, Any]:
    source = [f"{line}\n" for line in lines[:-1]] + [*lines[-1:]]
    return {"cell_type": "markdown", "metadata": {}, "source": source}


def code(*outputs: dict[str, Any], tags: Sequence[str] = ()) -> dict[str, Any]:
    return {
        "cell_type": "code", "execution_count": 1, "metadata": {"tags": [*tags]},
        "source": ["boats = 64"], "outputs": [*outputs],
    }  # fmt: skip


def shows(**data: object) -> dict[str, Any]:
    named = {name.replace("__", "/").replace("_xml", "+xml"): each for name, each in data.items()}
    return {"output_type": "display_data", "metadata": {}, "data": named}


def printed(*lines: str) -> dict[str, Any]:
    return {"output_type": "stream", "name": "stdout", "text": [*lines]}


def text_of(*cells: dict[str, Any], indent: int | None = 1) -> str:
    book = {"cells": [*cells], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(book, indent=indent, ensure_ascii=False)


def passages_of(*cells: dict[str, Any]) -> list[Passage]:
    return Notebook(NAME, text_of(*cells)).passages(lambda _role, target: target)


def read(text: str) -> list[tuple[str, str]]:
    """What is read, and in which cell and line each passage begins; but for the code of `code`."""
    book = Notebook(NAME, text)
    passages = book.passages(lambda _role, target: f"‹{target}›", ["colon_fence"])
    return [
        (each.text, book.place_in_cell(each.locate(0, 1)))
        for each in passages
        if each.text != "boats = 64\n"
    ]


CASES: dict[str, tuple[list[dict[str, Any]], list[tuple[str, str]]]] = {
    "cells": (
        [markdown("# One", "", "Two", "three"), code(), markdown("Four {fact}`cars`")],
        [
            ("One", "cell 1, line 1"),
            ("Two three", "cell 1, line 3"),
            ("Four ‹cars›", "cell 3, line 1"),
        ],
    ),
    "a cell in one text": (
        [markdown("a"), markdown("b") | {"source": "One\n\ntwo"}],
        [("a", "cell 1, line 1"), ("One", "cell 2"), ("two", "cell 2")],
    ),
    "code, where a page shows it": (
        [
            code() | {"source": ["boats = 65\n", "boats"]},
            code(tags=["remove-input"]) | {"source": ["boats = 66"]},
        ],
        [("boats = 65\nboats\n", "cell 1, line 1")],
    ),
    "what code printed": (
        [code(printed("12 boats\n", "\x1b[31mof 40\x1b[0m\n", "\n"))],
        [
            ("12 boats", "the output of cell 1, line 1"),
            ("of 40", "the output of cell 1, line 2"),
        ],
    ),
    "an output in the form that a page shows": (
        [
            code(shows(text__plain=["x"], text__html=["<p>7<b>7</b></p>"])),
            code(shows(text__plain=["x"], text__markdown=["Of *two*"])),
            code(shows(text__plain=["<Figure>"], image__png="AAAA")),
            code(shows(image__png="AAAA", image__svg_xml=["<svg><text>78</text></svg>"])),
            code(shows(text__plain=["'79 carts'"])),
        ],
        [
            ("77", "the output of cell 1, line 1"),
            ("Of two", "the output of cell 2, line 1"),
            ("78", "the output of cell 4, line 1"),
            (" 79 carts", "the output of cell 5, line 1"),
        ],
    ),
    "a glued value, where it is made": (
        [
            code(shows(**{"application/papermill.record/text/plain": ["'80'"]})),
            markdown("Of {glue:text}`boats:.2f` and {glue}`boats`"),
        ],
        [
            (" 80", "the output of cell 1, line 1"),
            (f"Of {HIDDEN} and {HIDDEN}", "cell 2, line 1"),
        ],
    ),
    "what no page shows": (
        [
            code(printed("81"), tags=["remove-output"]),
            code(printed("82"), tags=["remove_cell"]),
            code(printed("83"), tags=["remove-stdout"]),
            code(printed("84") | {"name": "stderr"}, tags=["remove-stderr"]),
            markdown("85") | {"cell_type": "raw"},
        ],
        [],
    ),
    "what a page folds up, and what else it shows": (
        [
            code(printed("86"), tags=["hide-output"]),
            code(printed("87") | {"name": "stderr"}, tags=["remove-stdout"]),
        ],
        [("86", "the output of cell 1, line 1"), ("87", "the output of cell 2, line 1")],
    ),
    "what programs write for themselves": (
        [
            code(shows(text__plain="[<matplotlib.lines.Line2D at 0x7f8c1c2d3a90>]")),
            code(printed("Name: boats, dtype: int64", "\n", "Of dtype ", "40 boats <12 carts>")),
        ],
        [
            (f"[{HIDDEN * 43}]", "the output of cell 1, line 1"),
            (f"Name: boats, {HIDDEN * 12}", "the output of cell 2, line 1"),
            ("Of dtype 40 boats <12 carts>", "the output of cell 2, line 2"),
        ],
    ),
    "HTML as it is": (
        [markdown("<p>8<b>6</b></p>") | {"cell_type": "raw", "metadata": {"format": "text/html"}}],
        [("86", "cell 1, line 1")],
    ),
    "headings over the next cells, links of others": (
        [markdown("# One"), markdown("[two][a]"), markdown("[a]: b.md")],
        [("One", "cell 1, line 1"), ("[two][a]", "cell 2, line 1")],
    ),
    "line ends of all kinds, halves of characters": (
        [markdown("One\r\n\r\ntwo \ud800\r\rthree"), code(printed("1\r2\n"))],
        [
            ("One", "cell 1"),
            ("two \ufffd", "cell 1"),
            ("three", "cell 1"),
            ("1", "the output of cell 2"),
            ("2", "the output of cell 2"),
        ],
    ),
    "an output of several lines in one text": (
        [code({"output_type": "display_data", "data": {"text/html": "<p>\n1\n</p>\n<p>2</p>"}})],
        [("\n1\n", "the output of cell 1"), ("2", "the output of cell 1")],
    ),
    "odd cells": (
        [{}, {"cell_type": "markdown"}, {"cell_type": "code", "outputs": 1, "metadata": 2}],
        [],
    ),
}


LITERAL = {
    "the code": code(),
    "a formula": code(shows(text__plain="2*x", text__latex="$2 x$"), tags=["remove-input"]),
    "an error": code({"output_type": "error", "traceback": ["line 2"]}, tags=["remove-input"]),
}


@pytest.mark.parametrize("cell", LITERAL.values(), ids=LITERAL)
def test_what_is_no_prose_is_seen_all_the_same(cell: dict[str, Any]) -> None:
    assert [each.is_literal for each in passages_of(cell)] == [True]


@pytest.mark.parametrize("output", [printed("2"), shows(text__plain="2"), shows(text__html="2")])
def test_what_code_shows_is_prose_and_no_role_works_in_it(output: dict[str, Any]) -> None:
    (passage,) = passages_of(code(output, tags=["remove-input"]))
    assert (passage.is_literal, passage.is_plain) == (False, True)


def test_a_comment_that_ends_a_cell_is_about_the_next() -> None:
    reason = "% sphinx-facts: ignore[F001] It is reckoned here."
    passages = passages_of(markdown("One", "", reason), code(printed("2\n", "3")), markdown("Four"))
    assert [(each.text.strip(), len(each.accepted)) for each in passages] == [
        ("One", 0), ("boats = 64", 1), ("2", 1), ("3", 1), ("Four", 0),
    ]  # fmt: skip
    passages = passages_of(markdown(reason), markdown("One", "", "two", "", reason))
    assert [(each.text, len(each.accepted)) for each in passages] == [
        ("One", 1), ("two", 0), ("", 1),
    ]  # fmt: skip
    assert [each.text for each in passages_of(markdown(reason), code(tags=["remove-cell"]))] == [""]


UNREAD = {
    "application/javascript": shows(application__javascript="draw(64)", text__plain="<Script>"),
    "text/html": shows(text__html="<p>Boats</p><script>draw(64)</script>"),
}


@pytest.mark.parametrize("form", UNREAD)
def test_what_a_program_will_draw_is_named(form: str) -> None:
    notebook = Notebook(NAME, text_of(markdown("One"), code(UNREAD[form])))
    notebook.passages(lambda _role, target: target)
    assert notebook.unread == [
        f"what a program ({form}) draws in the output of cell 2 is only known to a browser"
    ]


@pytest.mark.parametrize(("cells", "expected"), CASES.values(), ids=CASES)
def test_a_notebook_is_read_as_a_reader_sees_it(
    cells: list[dict[str, Any]], expected: list[tuple[str, str]]
) -> None:
    assert read(text_of(*cells)) == expected


def test_html_that_an_author_wrote_is_the_short_list() -> None:
    html = {"cell_type": "raw", "metadata": {"format": "text/html"}}
    cells = [markdown("<p>", "<x-y>One</x-y></p>") | html, code(shows(text__html="<x-y>Two</x-y>"))]
    passages = Notebook(NAME, text_of(*cells)).passages(lambda _role, target: target)
    (flaw,) = [flaw for each in passages for flaw in each.flaws]
    assert (flaw.message, flaw.location.line) == ("<x-y> is not allowed", 10)


def test_a_notebook_in_a_single_line_knows_its_cells_too() -> None:
    cells = [markdown("One", "", "two"), code(printed("3\n", "4"))]
    assert read(text_of(*cells, indent=None)) == read(text_of(*cells))


def test_code_that_was_not_run_may_print_anything() -> None:
    ran = code(printed("12"))
    assert not Notebook(NAME, text_of(ran, code())).is_unrun
    assert Notebook(NAME, text_of(ran, code() | {"execution_count": None})).is_unrun


def test_a_place_is_one_in_the_file() -> None:
    text = text_of(markdown("# One", "", "Some “words” of two"))
    (_, passage) = Notebook(NAME, text).passages(lambda _role, target: target)
    start = passage.text.index("two")
    place = passage.locate(start, start + 3)
    row = text.split("\n")[place.line - 1]
    assert row[place.column - 1 : place.end_column - 1] == "two"


def test_what_stands_over_a_cell_is_known_in_it() -> None:
    text = text_of(markdown("# The bridge"), markdown("It is old."))
    passages: list[Passage] = Notebook(NAME, text).passages(lambda _role, target: target)
    assert passages[-1].structure.headings == ("The bridge",)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"cells": 1}', '{"worksheets": []}', "[" * 100_000]
)
def test_what_is_no_notebook_is_refused(text: str) -> None:
    with pytest.raises(CheckError, match=r"book\.ipynb:1:1: this is no notebook"):
        Notebook(NAME, text)
