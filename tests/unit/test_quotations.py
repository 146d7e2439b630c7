"""Quotations are found, held against their record and shown beside it; `cases/` has the cases."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sphinx_facts.english.clauses import clause_around
from sphinx_facts.english.qualifiers import clipped
from sphinx_facts.english.quotations import find_quotations, in_marks
from sphinx_facts.english.quoting.brackets import Vocabulary
from sphinx_facts.english.quoting.frames import frame_before, keeps
from sphinx_facts.english.quoting.quote_diff import quote_diff
from sphinx_facts.english.stems import stems
from sphinx_facts.reports.align import align
from sphinx_facts.text.words import find_run, split

CASES = Path(__file__).parents[1] / "cases"


def cases(name: str) -> list[object]:
    lines = (CASES / f"quotations_{name}.jsonl").read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines]
    return [pytest.param(record, id=f"{n}: {record['why']}") for n, record in enumerate(records, 1)]


@pytest.mark.parametrize("case", cases("found"))
def test_the_outermost_quotations_are_found(case: dict[str, Any]) -> None:
    text = case["text"]
    found = find_quotations(text)
    assert [text[q.start : q.end] for q in found] == case["found"]
    assert all(text[q.start :].startswith(q.mark + q.text) for q in found)


@pytest.mark.parametrize("case", cases("departures"))
def test_a_quotation_keeps_to_its_record_or_says_why_not(case: dict[str, Any]) -> None:
    found = quote_diff(case["recorded"], case["displayed"])
    assert {departure.kind for departure in found} == set(case["kinds"]), found
    for departure in found:
        for text, (start, end) in (
            (case["recorded"], departure.recorded_span),
            (case["displayed"], departure.displayed_span),
        ):
            assert 0 <= start <= end <= len(text)


KNOWN = Vocabulary(
    stems("The crews say that the harbour master, Mara Lind of Orm, did not warn them of the ice."),
    (stems("over 30 fishing boats of the Danish fleet"), stems("a spokesman in Paris")),
    (stems("Alder Electric the utility"), stems("The Old Lady is a bridge")),
)


@pytest.mark.parametrize(
    ("recorded", "displayed", "is_borne"),
    [
        ("They were not warned", "[The crews] were not warned", True),
        ("They were not warned", "[The fishing boats] were not warned", True),
        ("They were not warned", "They [the Danish boats] were not warned", True),
        ("They were not warned", "[Danish spokesmen] were not warned", False),
        ("They were not warned", "[The Russians] were not warned", False),
        ("They were not warned", "They [the Russians] were not warned", False),
        ("He was not warned", "[Lind] was not warned", True),
        ("It was not warned", "[Alder Electric] was not warned", True),
        ("The utility was not warned", "[Alder Electric] was not warned", True),
        ("The utility was not warned", "[The town] was not warned", False),
        ("The master was not warned", "The master [of the harbour] was not warned", True),
        ("The master was not warned", "The master [of the mill] was not warned", False),
        ("Our boats were not warned", "Our boats [those of Orm] were not warned", True),
        ("Our boats were not warned", "Our boats [in Paris] were not warned", False),
        ("The bridge was not warned", "The bridge [the Old Lady] was not warned", True),
        ("The mill was not warned", "The mill [the Old Lady] was not warned", False),
        ("Denmark was not warned", "[The Danes] were not warned", False),
        ("They were not warned", "[they] were not warned [sic]", True),
        ("the boat was not warned", "[T]he boat was not warned", True),
    ],
)
def test_brackets_hold_what_is_known_of_a_quotation(
    recorded: str, displayed: str, is_borne: bool
) -> None:
    assert (quote_diff(recorded, displayed, KNOWN) == []) == is_borne


@pytest.mark.parametrize("case", cases("clipped"))
def test_an_excerpt_holds_the_hedge_that_belongs_to_it(case: dict[str, Any]) -> None:
    parts = [split(case[name]) for name in ("prefix", "suffix", "excerpt")]
    assert clipped(*parts) == case["cut"]


FRAMES = [json.loads(line) for line in (CASES / "frames.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", FRAMES, ids=lambda case: f"{case['source']} {case['chapter']}")
def test_what_turns_a_quotation_before_its_marks_is_said_or_something_weaker(
    case: dict[str, Any],
) -> None:
    source, quoted, text = split(case["source"]), split(case["quoted"]), case["chapter"]
    start = find_run(source, quoted)
    frame = frame_before(source[:start], quoted, source[start + len(quoted) :])
    clause = clause_around(text, text.index("“"), text.index("”") + 1)
    allowed = stems(f"{case['quoted']} {case['claim']}")
    assert (frame is None or keeps(frame, clause, allowed)) == case["is_kept"], frame


@pytest.mark.parametrize("case", cases("aligned"))
def test_two_wordings_stand_below_each_other(case: dict[str, Any]) -> None:
    lines = align(case["one"], case["other"], case.get("width", 100))
    assert list(lines) == case["lines"]


@pytest.mark.parametrize("displayed", ["a statistic", "merely figures", "is … a statistic"])
def test_a_departure_names_the_words(displayed: str) -> None:
    reasons = [departure.reason for departure in quote_diff("It is merely a statistic.", displayed)]
    assert reasons
    assert all("merely" in reason or "figures" in reason for reason in reasons)


@pytest.mark.parametrize("mark", ['"', "“", "‘", " 'a", '12" ', "“a\n\n"])
def test_marks_without_end_are_read_in_order(mark: str) -> None:
    text = mark * (20_000 // len(mark))
    places = [(quotation.start, quotation.end) for quotation in find_quotations(text)]
    assert places == sorted(places)
    assert all(0 <= start < end <= len(text) for start, end in places)


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("the bridge", "“the bridge”"),
        ("“the bridge”", "“the bridge”"),
        ("a “great” bridge", "“a ‘great’ bridge”"),
        ("“great” bridge", "“‘great’ bridge”"),
        ("“great” and “wide”", "“‘great’ and ‘wide’”"),
        ("bridge”", "“bridge’”"),
    ],
)
def test_a_text_stands_in_marks_once(text: str, marked: str) -> None:
    assert in_marks(text) == marked
