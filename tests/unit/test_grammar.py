"""Every pattern of who says something reads its own sample, and is needed for it."""

from __future__ import annotations

import re

import pytest

from sphinx_facts.english.quotations import find_quotations
from sphinx_facts.english.sayers import grammar
from sphinx_facts.english.sayers.attribution import find_speakers
from sphinx_facts.english.sayers.grammar import Pattern
from sphinx_facts.english.sayers.kinds import Kind, compile_kinds
from sphinx_facts.english.sayers.names import Names
from sphinx_facts.english.sayers.tokens import read_tokens
from sphinx_facts.model.passages import Passage
from sphinx_facts.model.records import Evidence, Person


def _person(name: str) -> Person:
    evidence = (Evidence(source="gazette", excerpt=name),)
    return Person(name=name, role="", claim="", evidence=evidence)


QUIST, HADDAD = "ada-quist", "omar-haddad"
NAMES = Names({QUIST: _person("Ada Quist"), HADDAD: _person("Omar Haddad")})
ID = {"Quist": QUIST, "Haddad": HADDAD}

GROUPS = {name: value for name, value in vars(grammar).items() if isinstance(value, tuple)}
SAYERS = [
    (group, pattern)
    for group, patterns in GROUPS.items()
    if not isinstance(patterns, Pattern)
    for pattern in patterns
]
IDS = [f"{group}: {pattern.name}" for group, pattern in SAYERS]
STRUCTURES = [pattern for pattern in GROUPS.values() if isinstance(pattern, Pattern)]


def _speakers(sample: str) -> set[str]:
    """Whom the sample gives its last quotation to."""
    text = sample.replace("*", "")
    mentions = NAMES.mentions(Passage("", text, ((0, 1, 1),)))
    quotation = find_quotations(text)[-1]
    return find_speakers(text, quotation.start, quotation.end, mentions, QUIST)


@pytest.mark.parametrize("pattern", [pattern for _, pattern in SAYERS], ids=IDS)
def test_a_sample_is_read_by_its_pattern(pattern: Pattern, monkeypatch: pytest.MonkeyPatch) -> None:
    read, fitting = grammar.read, []

    def noted(*arguments: object) -> re.Match[str] | None:
        match = read(*arguments)  # type: ignore[arg-type]
        fitting.append(match and match.re)
        return match

    monkeypatch.setattr(grammar, "read", noted)
    marked = re.findall(r"\*(.+?)\*", pattern.sample)
    assert _speakers(pattern.sample) == {ID.get(sayer, sayer) for sayer in marked}
    assert pattern.kinds in fitting


@pytest.mark.parametrize(("group", "pattern"), SAYERS, ids=IDS)
def test_without_its_pattern_a_sample_is_read_otherwise(
    group: str, pattern: Pattern, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = _speakers(pattern.sample)
    others = tuple(each for each in GROUPS[group] if each is not pattern)
    monkeypatch.setattr(grammar, group, others)
    assert (_speakers(pattern.sample) == right) is (pattern.name == "nothing")


@pytest.mark.parametrize("pattern", STRUCTURES, ids=lambda pattern: pattern.name)
def test_what_is_marked_in_a_sample_is_what_its_pattern_reads(pattern: Pattern) -> None:
    before, marked, after = pattern.sample.split("*")
    text = before + marked + after
    mentions = NAMES.mentions(Passage("", text, ((0, 1, 1),)))
    tokens = read_tokens(text, 0, len(text), mentions)
    inside = [
        index
        for index, token in enumerate(tokens)
        if len(before) <= token.start and token.end <= len(before + marked)
    ]
    kinds = "".join(token.kind for token in tokens)
    first, end = inside[0], inside[-1] + 1
    is_whole = pattern.kinds.pattern.endswith(r"\Z")
    read = pattern.kinds.match(kinds, first, end if is_whole else len(kinds))
    assert read is not None
    assert read.end() == end


def test_every_kind_has_a_letter_of_its_own() -> None:
    assert len({kind.value for kind in Kind}) == len(Kind)
    assert all(len(kind) == 1 for kind in Kind)


def test_a_pattern_names_kinds_that_there_are() -> None:
    assert compile_kinds("SAYS THE* (?P<name>NAME) [^COMMA DASH]{1,2}").fullmatch(
        "".join([Kind.SAYS, Kind.THE, Kind.THE, Kind.NAME, Kind.WORD])
    )
    with pytest.raises(KeyError):
        compile_kinds("SAYS NOBODY")
