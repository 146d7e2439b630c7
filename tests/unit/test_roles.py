"""The one table of roles: it names every role, and everything that it names is there."""

from __future__ import annotations

from typing import get_args

from sphinx_facts.model.records import Kind
from sphinx_facts.model.roles import CALLED, CITED_BY, ROLES, Role, names_of
from sphinx_facts.rules import checker


def test_the_table_and_the_type_name_the_same_roles() -> None:
    assert set(ROLES) == set(get_args(Role))


def test_every_rule_that_a_role_names_is_there_and_every_rule_is_named() -> None:
    named = {rule for traits in ROLES.values() for rule in traits.rules}
    assert named == set(checker.CITATION_RULES)


def test_every_kind_of_fact_is_cited_by_one_role() -> None:
    assert CITED_BY == {"figure": "fact", "quote": "quote", "term": "named"}
    assert set(CITED_BY) == set(get_args(Kind))


def test_no_name_stands_for_two_roles_nor_for_the_link_of_other_projects() -> None:
    written = [role for role, traits in ROLES.items() if traits.written != "never"]
    names = [name for role in written for name in names_of(role)]
    assert len(set(names)) == len(names)
    assert {"facts:fact", "facts:person", "facts:source"}.isdisjoint(names)
    assert {CALLED[name] for name in ("fact", "facts:cite-fact")} == {"fact"}


def test_a_role_that_nobody_knows_can_show_nothing() -> None:
    traits = ROLES["nobody-knows-it"]
    assert traits.written == "never"
    assert (traits.target, traits.entry, traits.kind) == ("id", None, None)
    assert not traits.whole_figures
    assert not traits.whole_quotations
    assert not traits.may_copy
