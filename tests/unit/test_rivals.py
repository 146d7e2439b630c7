"""Words that cannot be told of the same figure, and amounts in words."""

from __future__ import annotations

import pytest

from sphinx_facts.english.counting.amounts import amounts
from sphinx_facts.english.telling.rivals import charge, mentions, nearest, universal, whole, widened

# The figure stands between bars; the group is that of the family of fates which goes with it.
NEAREST = [
    ("the |100| had surrendered rather than be killed", "surrendered"),
    ("|300| wounded and 2,700 killed were counted", "wounded"),
    ("300 wounded and |2,700| killed were counted", "killed"),
    ("the dead numbered |2,000|", "killed"),
    ("|9| were not killed but wounded", "wounded"),
    ("|9| were captured, and the dead were many", "captured"),
    ("|9| came home", None),
]
AMOUNTS = [
    ("Every other soldier was killed.", ["Every other soldier"]),
    ("Every second man had scurvy.", ["Every second man"]),
    ("Half of the men died, and half their horses.", ["Half of the", "half their"]),
    ("Sales have halved, then trebled.", ["halved", "trebled"]),
    ("It fell by half.", ["by half"]),
    ("Twice as many came, for double the price.", ["Twice as many", "double the price"]),
    ("the second-largest army, the third most populous", ["second-largest", "third most populous"]),
    ("Like every other army, it drills.", []),
    ("Every second counts, every other day.", []),
    ("second thoughts, second best, his second oldest son", []),
    ("He doubled back. She was half-hearted. Half the battle is won.", []),
    ("Half of what is known is wrong.", []),
    ("the two halves, twice a day, for one thing", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "group"), NEAREST)
def test_the_nearest_word_of_a_family_goes_with_a_figure(text: str, group: str | None) -> None:
    before, figure, behind = text.split("|")
    plain = before + figure + behind
    place = len(before), len(before) + len(figure)
    others = [(m, m + 5) for m in [plain.find("2,700")] if m >= 0]
    found = [each for each in mentions(plain) if each.family == "fate"]
    mention = nearest(plain, found, place, [place, *others])
    assert (mention and mention.group) == group


def test_a_word_behind_a_verb_turns_it() -> None:
    groups = {each.group for each in mentions("they were transferred back, and others sent")}
    assert groups == {"withdrawn", "sent", "went"}


def test_a_narrower_group_is_one_of_a_wider() -> None:
    assert widened({"drowned"}) == {"drowned", "killed"}


def test_what_is_told_not_to_be_is_no_charge() -> None:
    assert list(charge("It was arson, not sabotage.")) == ["arson"]
    assert list(whole("not for the whole war, but throughout May")) == ["throughout"]
    assert universal("no troops of any kind") == "of any kind"
    assert universal("some troops") == ""


@pytest.mark.parametrize(("text", "expected"), AMOUNTS)
def test_shares_factors_and_ranks_in_words_are_amounts(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sorted(amounts(text))] == expected
