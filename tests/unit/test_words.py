"""The one normalisation of text into words; its cases hold for any other implementation too."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sphinx_facts.text.words import Index, find_run, find_words, fold, is_word, split

LINES = (Path(__file__).parents[1] / "cases" / "words.jsonl").read_text("utf-8").splitlines()
CASES = [
    pytest.param(case["text"], case["words"], id=case["why"]) for case in map(json.loads, LINES)
]


@pytest.mark.parametrize(("text", "words"), CASES)
def test_text_has_these_words(text: str, words: list[str]) -> None:
    assert split(text) == words


@pytest.mark.parametrize(("text", "words"), CASES)
def test_words_are_found_at_their_places_in_order(text: str, words: list[str]) -> None:
    found = list(find_words(text))
    assert [word.text for word in found] == words
    assert [fold(text[word.start : word.end]) for word in found] == words
    ends = [0, *(word.end for word in found)]
    assert all(end <= word.start < word.end for end, word in zip(ends, found, strict=False))


@pytest.mark.parametrize(("_text", "words"), CASES)
def test_folding_twice_is_folding_once(_text: str, words: list[str]) -> None:
    assert [fold(word) for word in words] == words
    assert split(" ".join(words)) == words


@pytest.mark.parametrize(
    ("run", "start", "place"),
    [
        ("a", 0, 0),
        ("a", 1, 3),
        ("a b", 0, 0),
        ("a b", 1, 3),
        ("b a b c", 0, 2),
        ("c", 0, 5),
        ("c", 6, -1),
        ("a c", 0, -1),
        ("b c d", 0, -1),
        ("", 0, -1),
        ("a b b a b c", 0, 0),
        ("a b b a b c c", 0, -1),
    ],
)
def test_a_run_of_words_is_found_at_its_first_place(run: str, start: int, place: int) -> None:
    words = ["a", "b", "b", "a", "b", "c"]
    assert find_run(words, run.split(), start) == place
    assert Index(words).find(run.split(), start) == place


def test_a_mark_is_no_word() -> None:
    assert [word for word in ("cars", "4,000", "½", "é") if not is_word(word)] == []
    assert [mark for mark in ("…", '"', "$", "-", "") if is_word(mark)] == []
