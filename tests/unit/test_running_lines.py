"""What stands on every page of a text is no part of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from books import CASES

from sphinx_facts.text.pages import without_running_lines
from sphinx_facts.text.words import split

READ = [
    json.loads(line) for line in (CASES / "running_lines.jsonl").read_text("utf-8").splitlines()
]


@pytest.mark.parametrize("case", READ, ids=[case["why"] for case in READ])
def test_running_lines_are_cut(case: dict[str, Any]) -> None:
    assert " ".join(without_running_lines("\f".join(case["pages"])).split()) == case["text"]


def test_a_text_without_pages_stays_as_it_is() -> None:
    for text in ("", "The Gazette\n1\n", "one\f", "one\ftwo\f\f"):
        assert split(without_running_lines(text)) == split(text)


def test_many_pages_take_little_time() -> None:
    text = "\f".join(f"The Gazette\n{'1 ' * 50}\nbridge {n}\n{n}" for n in range(20_000))
    assert "Gazette" not in without_running_lines(text)
