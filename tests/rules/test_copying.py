"""Prose outside of quotations may not run on in the words of a source."""

from __future__ import annotations

from typing import Any

import pytest

from sphinx_facts.model.passages import Citation, Location, Passage
from sphinx_facts.rules.prose.copying import Copies
from sphinx_facts.text.words import split

SOURCE = (
    "The harbour froze over for the first time in living memory, and nobody had seen it coming."
)


def passage(text: str, *, quoted: str = "", heading: bool = False) -> Passage:
    citations: tuple[Citation, ...] = ()
    if quoted:
        start = text.index(quoted)
        where = Location("chapter.md")
        citations = (Citation("quote", "frozen", start, start + len(quoted), where),)
    return Passage("chapter.md", text, ((0, 1, 1),), citations, heading)


CASES = [
    ("six words in a row are allowed", "They say the harbour froze over for the winter.", {}, []),
    (
        "seven are not",
        "Then the harbour froze over for the first ship.",
        {},
        ["the harbour froze over for the first"],
    ),
    (
        "a longer run is one finding, punctuation and case aside",
        "In living memory and nobody had seen: so it was.",
        {},
        ["In living memory and nobody had seen"],
    ),
    (
        "a quotation may",
        "He said “the harbour froze over for the first time” then.",
        {"quoted": "“the harbour froze over for the first time”"},
        [],
    ),
    (
        "a heading may name what it mirrors",
        "The harbour froze over for the first time",
        {"heading": True},
        [],
    ),
]


@pytest.mark.parametrize(
    ("text", "how", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_runs_of_the_sources_words(text: str, how: dict[str, Any], expected: list[str]) -> None:
    findings = list(Copies({"paper": split(SOURCE)}, 6).check(passage(text, **how)))
    assert [finding.shown for finding in findings] == expected
    assert {finding.code for finding in findings} <= {"Q005"}


def test_the_finding_says_where_the_run_stands() -> None:
    (finding,) = Copies({"paper": split(SOURCE)}, 6).check(
        passage("Then the harbour froze over for the first ship.")
    )
    assert (finding.location.line, finding.location.column, finding.location.end_column) == (
        1,
        6,
        42,
    )
