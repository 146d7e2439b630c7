"""What of a role says who somebody is, and whether a text says it of them."""

from __future__ import annotations

import pytest

from sphinx_facts.english.sayers.roles import (
    apposed_role,
    is_borne_out,
    is_called,
    is_role,
    without_articles,
)
from sphinx_facts.text.words import is_word, split

CAPTAIN = "former captain in the army turned radio broadcaster in the South"
ANALYST = "defector who now serves as a senior analyst at the Institute for Peace in Seoul"


@pytest.mark.parametrize(
    ("shown", "role"),
    [
        ("the mayor", "the town's mayor"),
        ("the town's mayor", "the town's mayor"),
        ("former captain", CAPTAIN),
        ("a former captain in the army", CAPTAIN),
        ("radio broadcaster in the South", CAPTAIN),
        ("the broadcaster", CAPTAIN),
        ("defector", ANALYST),
        ("senior analyst", ANALYST),
        ("a senior analyst at the Institute for Peace", ANALYST),
        ("chairman", "chairman of the union"),
        ("Supreme Leader", "Supreme Leader of North Korea"),
        ("predecessor", "father and predecessor"),
    ],
)
def test_a_role_is_shortened_to_its_noun(shown: str, role: str) -> None:
    assert is_role(without_articles(split(shown)), without_articles(split(role)))


@pytest.mark.parametrize(
    ("shown", "role"),
    [
        ("captain", CAPTAIN),
        ("captain in the army", CAPTAIN),
        ("the army", CAPTAIN),
        ("the South", CAPTAIN),
        ("radio", CAPTAIN),
        ("Institute for Peace", ANALYST),
        ("Seoul", ANALYST),
        ("town's", "the town's mayor"),
        ("union", "chairman of the union"),
        ("North Korea", "Supreme Leader of North Korea"),
        ("White House", "White House spokesperson"),
        ("minister", "deputy minister"),
        ("engineer", "one of the town's engineers"),
        ("", "mayor"),
    ],
)
def test_what_is_beside_the_noun_or_lacks_what_lessens_it_is_no_role(shown: str, role: str) -> None:
    assert not is_role(without_articles(split(shown)), without_articles(split(role)))


@pytest.mark.parametrize(
    ("text", "role", "is_so"),
    [
        ("Bo, a serving general in Moscow, spoke.", "former sergeant", False),
        ("Bo, a sergeant in the army, spoke.", "former sergeant", False),
        ("Bo, a former sergeant, spoke.", "former sergeant in the army", True),
        ("Bo, then a sergeant, spoke.", "former sergeant", True),
        ("Bo, a quiet man, spoke.", "former sergeant", True),
        ("Bo, the scholar, spoke.", "former sergeant", True),
        ("Bo spoke, the general too.", "former sergeant", True),
    ],
)
def test_what_explains_a_name_is_its_role(text: str, role: str, is_so: bool) -> None:
    words = apposed_role(text, 2)
    told = [split("Bo is a scholar.")]
    assert (not words or is_called(words, without_articles(split(role)), told)) is is_so


def borne_out(role: str, text: str) -> bool:
    return is_borne_out(list(filter(is_word, split(role))), split("Bo Lind-Au"), split(text))


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("former general", "Bo Lind-Au, a former general in the army"),
        ("former captain", "Bo Lind-Au, a former ferry captain"),
        (
            "broadcaster in the South",
            "Bo Lind-Au, a former captain turned broadcaster in the South",
        ),
        ("mayor", "according to the mayor, Bo Lind-Au"),
        ("South Korean lawmaker", "as disclosed by South Korean lawmaker Bo Lind-Au"),
        ("mayor", "In Seoul the mayor, Bo Lind-Au, said"),
        ("General who held the office", "General Bo Lind-Au, who held the office"),
        ("head of Lind-Au Sons", "Bo Lind-Au, head of Lind-Au Sons"),
    ],
)
def test_a_text_says_a_role_of_somebody(role: str, text: str) -> None:
    assert borne_out(role, text)


@pytest.mark.parametrize(
    ("role", "text"),
    [
        ("army", "Bo Lind-Au, a former general in the army"),
        ("general in the army", "Bo Lind-Au, a former general in the army"),
        ("army broadcaster", "Bo Lind-Au, a captain in the army turned broadcaster"),
        ("ministry", "Bo Lind-Au, an official at the ministry"),
        ("mayor", "Bo Lind-Au, the town's acting mayor"),
        ("mayor", "Bo Lind-Au, the deputy mayor"),
        ("general minister", "Bo Lind-Au, a general who advised the minister"),
        ("pilot", "Bo Lind-Au, the mayor"),
    ],
)
def test_a_text_does_not_say_what_its_words_are_put_together_to(role: str, text: str) -> None:
    assert not borne_out(role, text)
