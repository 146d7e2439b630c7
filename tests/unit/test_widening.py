"""The wider folding: what is the same however it is printed, and what is not."""

from __future__ import annotations

import pytest

from sphinx_facts.text.widening import are_alike, widen
from sphinx_facts.text.words import split


@pytest.mark.parametrize(
    ("source", "excerpt"),
    [
        ("the guild 45 per-\ncent voted", "the guild 45 percent voted"),
        ("Nothing was ﬁnal, the oﬃcer said", "Nothing was final, the officer said"),
        ("a grain of 5 µm", "a grain of 5 μm"),
        ("the \u200eharbour\u200f office", "the harbour office"),
        ("a state-of-the-art mill", "a state-of-the-art mill"),
        ("Govern-\nment House", "Government House"),
    ],
)
def test_what_is_printed_otherwise_is_alike(source: str, excerpt: str) -> None:
    assert are_alike(split(source), split(excerpt))


@pytest.mark.parametrize(
    ("source", "excerpt"),
    [
        ("12-15 houses", "1215 houses"),
        ("12 15 houses", "1215 houses"),
        ("the per cent voted", "the percent voted"),
        ("Nothing was final", "Nothing was fatal"),
        ("Chan-Il came", "ChanIl came"),
        ("it is not so", "it is so"),
    ],
)
def test_other_words_are_not(source: str, excerpt: str) -> None:
    assert not are_alike(split(source), split(excerpt))


def test_a_wide_word_knows_the_words_that_it_is_made_of() -> None:
    words = split("45 per-\ncent, \u200eof it")
    assert [tuple(word) for word in widen(words)] == [
        ("45", 0, 1), ("percent", 1, 4), (",", 4, 5), ("of", 6, 7), ("it", 7, 8),
    ]  # fmt: skip
