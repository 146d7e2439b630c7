"""How many words beside an excerpt are recorded with it."""

from __future__ import annotations

import random

import pytest

from sphinx_facts.proof.context import LONGEST, SHORTEST, words_after, words_before
from sphinx_facts.text.words import split

BESIDE = {
    "Rain fell all day. It is not true that [over 4,000 cars] cross it each day. Nobody asked.":
    ("day . It is not true that", "cross it each day . Nobody"),
    "[Over 4,000 cars] cross it.": ("", "cross it ."),
    "They said no. [Cars cross] it.": ("They said no .", "it ."),
    "Many doubted it; he denies that [cars cross] it; she does not.":
    ("it ; he denies that", "it ; she does"),
    # Where it is in doubt whether a sentence ends, it goes on.
    "It rained. We asked Gen. Kim, who denies that [cars cross] it at 5 p.m. Moscow time, or so.":
    ("rained . We asked Gen . Kim , who denies that", "it at 5 p . m . Moscow time , or so ."),
    "It was in U.S. Army hands, not that of [the town], as of no. 5 Elm Street says here.":
    ("It was in U . S . Army hands , not that of", ", as of no . 5 Elm Street says here ."),
    "He saw 12 people. 30 of [the people] left. 40 stayed behind of them. They ate.":
    ("He saw 12 people . 30 of", "left . 40 stayed behind of them . They"),
    # Marks belong to what they close, and who said it to the quotation before it.
    "He left early. “[Why would it fall?]” Ada Quist asked in May 2019. Nobody knew.":
    ("left early . \"", "\" Ada Quist asked in May 2019 . Nobody"),
    "He left early. He said “[it would fall].” Ada Quist asked him in autumn. Nobody knew.":
    ("early . He said \"", ". \" Ada Quist asked him in autumn . Nobody"),
    "He left (early.) She denied that [it fell] (or so.) Rain fell.":
    ("early . ) She denied that", "( or so . ) Rain fell ."),
    "Did it rain? Yes! [Cars cross here.] Rain fell all day long.":
    ("rain ? Yes !", "Rain fell all day"),
}  # fmt: skip


@pytest.mark.parametrize("text", BESIDE)
def test_the_words_beside_an_excerpt_reach_to_the_ends_of_its_clause(text: str) -> None:
    before, excerpt, after = (split(part) for part in text.replace("]", "[").split("["))
    left = max(0, len(before) - words_before(before, excerpt))
    right = words_after(excerpt, after)
    assert (" ".join(before[left:]), " ".join(after[:right])) == BESIDE[text]


def test_a_check_tells_from_the_recorded_words_whether_they_are_all_there() -> None:
    """What is recorded asks for as many words as there are; fewer of them ask for more."""
    random_ = random.Random(12)
    marks = [".", "!", '"', ",", ";", "(", ")", "It", "Gen", "not", "so", "bridge", "12", "5", "A"]
    for _ in range(3_000):
        words = random_.choices(marks, k=80)
        before, excerpt, after = words[:35], words[35 : 35 + random_.randint(1, 5)], words[40:]
        left, right = words_before(before, excerpt), words_after(excerpt, after)
        assert SHORTEST <= left <= LONGEST
        assert SHORTEST <= right <= LONGEST
        for count in range(1, LONGEST + 1):
            assert (words_before(before[-count:], excerpt) == count) is (count == left)
            assert (words_after(excerpt, after[:count]) == count) is (count == right)
