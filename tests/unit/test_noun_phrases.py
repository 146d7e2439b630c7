"""What figures count: the noun phrase behind them, and which nouns may stand for which."""

from __future__ import annotations

import pytest

from sphinx_facts.english.counting.noun_phrases import Vocabulary, counted, is_plural, material

# The figure ends at the bar.
PHRASES = [
    ("23| villages were destroyed", "villages", ()),
    ("over 11,000| North Korean soldiers had been sent", "soldiers", ("North", "Korean")),
    ("over 100| of the soldiers had died", "soldiers", ()),
    ("a thousand| of their troops", "troops", ()),
    ("about 1,000| military engineers", "engineers", ("military",)),
    ("3,204| children in Portugal", "children", ()),
    ("30| sales jobs", "jobs", ("sales",)),
    ("two| more piers", "piers", ("more",)),
    ("17| died", None, None),
    ("12| were counted", None, None),
    ("60| of them reported a fever", None, None),
    ("9|, of whom some sailors died", None, None),
    ("31| in all, with horses", None, None),
    ("the two| sailed", None, None),
]
MATERIALS = [
    ("8,500 hectares| of forest", "forest"),
    ("37 percent| of adults", "adults"),
    ("37 percent| of the adults", "adults"),
    ("40 percent| of the guild", None),
    ("12 percent| of what they had been", None),
    ("37 percent|, of adults", None),
    ("12 percent| more", None),
]
SOLDIERS = "North Korea has sent over 11,000 soldiers"
BORNE = [
    (SOLDIERS, "soldiers", True),
    (SOLDIERS, "troops", True),
    (SOLDIERS, "men", True),
    (SOLDIERS, "people", True),
    (SOLDIERS, "others", True),
    (SOLDIERS, "officers", False),
    (SOLDIERS, "tanks", False),
    (SOLDIERS, "children", False),
    ("23 houses were destroyed", "buildings", True),
    ("23 houses were destroyed", "homes", True),
    ("23 houses were destroyed", "villages", False),
    ("some 600 oaks", "trees", True),
    ("some 600 trees", "oaks", False),
    ("seven elder statesmen", "men", True),
    ("two beekeepers", "people", True),
    ("two rivers", "people", False),
    ("ten war ships", "warships", True),
    ("3,204 adults", "adult", True),
    ("3,204 adults", "children", False),
]


@pytest.mark.parametrize(("text", "head", "adjectives"), PHRASES, ids=str)
def test_a_figure_counts_what_its_noun_phrase_names(
    text: str, head: str | None, adjectives: tuple[str, ...] | None
) -> None:
    before, behind = text.split("|")
    phrase = counted(before + behind, len(before))
    assert (phrase and phrase.head, phrase and phrase.adjectives) == (head, adjectives)
    if phrase is not None:
        assert (before + behind)[: phrase.end].endswith(phrase.head)


@pytest.mark.parametrize(("text", "head"), MATERIALS, ids=str)
def test_a_measure_is_of_what_follows_it(text: str, head: str | None) -> None:
    before, behind = text.split("|")
    phrase = material(before + behind, len(before))
    assert (phrase and phrase.head) == head


@pytest.mark.parametrize(("record", "noun", "is_borne"), BORNE, ids=str)
def test_a_noun_is_borne_by_itself_and_by_what_is_narrower(
    record: str, noun: str, is_borne: bool
) -> None:
    assert Vocabulary([record]).bears(noun) == is_borne


def test_adjectives_that_take_a_part_have_to_be_recorded() -> None:
    words = Vocabulary(["about 1,000 combat engineers", "young recruits"])
    assert words.lacks("elderly")
    assert words.lacks("civilian")
    assert not words.lacks("military")  # as combat is
    assert not words.lacks("teenage")  # as young is
    assert not words.lacks("weary")


@pytest.mark.parametrize("word", ["houses", "men", "women", "sheep", "policemen", "troops", "dead"])
def test_plurals_are_known_by_their_form(word: str) -> None:
    assert is_plural(word)


@pytest.mark.parametrize("word", ["house", "was", "press", "across", "his", "happiness", "sailed"])
def test_what_only_ends_like_a_plural_is_none(word: str) -> None:
    assert not is_plural(word)


def test_a_noun_phrase_is_read_in_linear_time() -> None:
    assert counted("9" + " many" * 200_000, 1) is None
