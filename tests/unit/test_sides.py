"""Which groups of people a text names, and of which of them it tells a figure."""

from __future__ import annotations

import pytest

from sphinx_facts.english.telling.sides import is_of_other, is_ours, named_sides, of_figure, sides


def test_groups_are_told_apart_by_kind() -> None:
    text = "the Navy, the rebels and Spaniards"
    found = [(side.kind, side.group) for side in named_sides(text)]
    assert found == [("branches", "navy"), ("camps", "confederacy"), ("peoples", "spain")]


def test_a_name_of_a_town_or_a_small_letter_names_no_people() -> None:
    assert named_sides("polish in Madrid, for the union") == ()


def test_who_is_told_not_to_be_meant_is_not() -> None:
    assert [side.word for side in sides("the Army, unlike the Navy")] == ["Army"]


@pytest.mark.parametrize(
    ("before", "behind", "word"),
    [
        ("The Navy lost ", " killed", "Navy"),
        ("In the Navy, ", " were killed", "Navy"),
        ("", " American soldiers", "American"),
        ("", " men of the Navy", "Navy"),
        ("Ships of the Navy saw ", " men", ""),
        ("", " men fled from the Navy", ""),
        ("", " miles from the Romans", ""),
    ],
)
def test_a_clause_tells_its_figure_of_one(before: str, behind: str, word: str) -> None:
    assert "".join(side.word for side in of_figure(before, behind)) == word


def test_a_writer_tells_of_one_side_or_of_the_other() -> None:
    assert is_ours("our loss was 9")
    assert not is_ours("the enemy fled from us")
    assert is_of_other("the enemy's loss")
    assert not is_of_other("our loss")
