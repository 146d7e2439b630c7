"""Names in a clause, and what they do there."""

from __future__ import annotations

import pytest

from sphinx_facts.english.places import forms_of, is_place, may_hold, names, verb_behind

CLAUSES: list[tuple[str, list[tuple[str, str | None]]]] = [
    ("In Denmark Norvik opened stores", [("Denmark", "where"), ("Norvik", "who")]),
    ("China sent soldiers to Russia", [("China", "who"), ("Russia", "where")]),
    ("Ukraine, too, has sent soldiers to Kursk", [("Ukraine", "who"), ("Kursk", "where")]),
    ("Alder Electric had deployed firefighters", [("Alder Electric", "who")]),
    ("The army of Russia has a strength", [("Russia", "of")]),
    ("The sales of Norvik rose", [("Norvik", "of")]),
    ("France’s harbours lost boats", [("France", "of")]),
    ("They were killed in the region of Kursk", [("Kursk", "where")]),
    ("They were killed in the Kursk region", [("Kursk", "where")]),
    ("the border with South Korea", [("South Korea", "where")]),
    ("soldiers came from Chile", [("Chile", "from")]),
    ("they were sent by Chile", [("Chile", "who")]),
    ("the painter left Prague for Vienna", [("Prague", None), ("Vienna", "where")]),
    ("the soldiers, in Russian uniforms", [("Russian", None)]),
    ("in the Indian state of Kerala", [("Indian", None), ("Kerala", "where")]),
    ("they fell on the Roman flank", [("Roman", None)]),
    ("reports from Kyiv", [("Kyiv", None)]),
    ("according to the mayor of Kolm", [("Kolm", None)]),
    ("before the Second World War", [("Second World War", None)]),
    ("they fought for Prussia", [("Prussia", None)]),
    ("In May they left. Soldiers came on Monday", []),
]
SAME = [
    ("North Korea", "Pyongyang"),
    ("North Korean", "the DPRK"),
    ("Sino-North Korean", "China"),
    ("British", "London"),
    ("Norvik", "Norvik Foods"),
    ("Kursk", "Kursk Oblast"),
]


@pytest.mark.parametrize(("clause", "expected"), CLAUSES, ids=str)
def test_names_are_read_with_what_they_do(
    clause: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(name.text, name.part) for name in names(clause)] == expected


@pytest.mark.parametrize(("one", "other"), SAME)
def test_names_of_the_same_share_a_key(one: str, other: str) -> None:
    (first,), (second,) = names(one, begins=False), names(other, begins=False)
    assert first.keys & second.keys


@pytest.mark.parametrize(
    ("one", "other"),
    [("North Korea", "South Korea"), ("the North", "the South"), ("Ju-il", "Chan-il")],
)
def test_names_of_others_share_none(one: str, other: str) -> None:
    (first,), (second,) = names(one, begins=False), names(other, begins=False)
    assert not first.keys & second.keys


def test_the_verb_of_a_name_is_behind_it() -> None:
    (name,) = names("Ukraine, too, has already dispatched soldiers")
    assert verb_behind(name) == "dispatch"
    (name,) = names("Ukraine for its part sent soldiers")
    assert verb_behind(name) == ""


def test_a_country_may_hold_a_town_but_no_other_country() -> None:
    (norway,), (oslo,) = names("Norway", begins=False), names("Oslo", begins=False)
    assert may_hold(norway, frozenset({"tromsø"}))
    assert not may_hold(norway, names("Sweden", begins=False)[0].keys)
    assert not may_hold(oslo, frozenset({"tromsø"}))
    assert "Norwegian" in forms_of(oslo)
    assert is_place("Norway")
    assert not is_place("Norway and others")
