"""Whatever bounds or loosens a number is one table: what is read as a hedge cannot be cut off."""

from __future__ import annotations

import pytest

from sphinx_facts.english.figures.find import find_figures
from sphinx_facts.english.lexicon import read
from sphinx_facts.english.qualifiers import cut_qualifier
from sphinx_facts.english.quoting.quote_diff import quote_diff
from sphinx_facts.figures.entailment import difference
from sphinx_facts.text.words import split

# Of dates these say more than the date alone, so that less is said without them.
NARROWING = {"early", "mid", "late"}
FAMILIES = {
    name: sides
    for name, sides in read("hedges").items()
    if name not in NARROWING and name != "around"
}
BEFORE = [phrase for sides in FAMILIES.values() for phrase in sides.get("before", ())]
BEHIND = [phrase for sides in FAMILIES.values() for phrase in sides.get("behind", ())]


def joined(phrase: str) -> str:
    """With the space that it needs before a number: ~ has none."""
    return phrase if phrase[-1] in "~≈∼≃±≥≤<>=" else f"{phrase} "


@pytest.mark.parametrize("phrase", BEFORE)
def test_no_hedge_before_a_number_is_cut_off_unseen(phrase: str) -> None:
    text = f"They saw {joined(phrase)}5,000 boats there."
    assert find_figures(text)[0].hedge.replace(" ", "") == phrase.replace(" ", "")
    before, excerpt = split(f"They saw {phrase}"), split("5,000 boats there")
    cut = cut_qualifier(before, [], excerpt)
    assert cut is not None
    assert cut.side == "before"
    assert {one.kind for one in quote_diff(text, "5,000 boats there.")} & {
        "omission-changes-meaning",
        "words-changed",
    }


@pytest.mark.parametrize("phrase", BEHIND)
def test_no_hedge_behind_a_number_is_cut_off_unseen(phrase: str) -> None:
    glue = "" if phrase == "+" else "-" if phrase in ("ish", "odd", "plus") else " "
    text = f"They saw 5,000{glue}{phrase} there."
    assert find_figures(text)[0].hedge == phrase.rstrip(".")
    cut = cut_qualifier(split("They saw"), split(f"{glue}{phrase} there"), split("5,000"))
    assert cut is not None
    assert cut.side == "behind"
    assert quote_diff(text, "They saw 5,000") != []


@pytest.mark.parametrize(
    ("recorded", "displayed"),
    [
        ("50 euro cents", "50 euros"),
        ("50 cents", "$0.50"),
        ("50 cents", "50 euro cents"),
        ("50 US cents", "€0.50"),
    ],
)
def test_cents_are_those_of_their_currency_or_of_none(recorded: str, displayed: str) -> None:
    (one,), (other,) = find_figures(recorded), find_figures(displayed)
    assert difference(one, other) is not None


def test_cents_convert_into_their_own_currency() -> None:
    for recorded, displayed in (("50 euro cents", "€0.50"), ("50 US cents", "$0.50")):
        (one,), (other,) = find_figures(recorded), find_figures(displayed)
        assert difference(one, other) is None
