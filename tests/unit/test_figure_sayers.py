"""Who is presented as giving a figure, and whom words such as `the agency` can mean."""

from __future__ import annotations

import pytest

from sphinx_facts.english.sayers.figure_sayers import find_figure_sayers
from sphinx_facts.english.sayers.names import Names
from sphinx_facts.english.sayers.voices import means, states_in, voice
from sphinx_facts.model.records import Person


def _person(name: str) -> Person:
    return Person(name=name, role="", claim="", evidence=())


NAMES = Names({"quist": _person("Ada Quist"), "council": _person("town council")})


def sayers(text: str) -> set[str]:
    """Of the figure between the square brackets."""
    before, _, rest = text.partition("[")
    figure, _, after = rest.partition("]")
    whole = before + figure + after
    return find_figure_sayers(whole, len(before), len(before + figure), NAMES.in_text(whole))


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("According to The Times, [11,000 soldiers] had been sent.", "The Times"),
        ("The Kremlin has admitted that [over 100] had been killed.", "The Kremlin"),
        ("The United States counted [at least 600] killed.", "The United States"),
        ("Pyongyang itself puts the dead at [around 2,000].", "Pyongyang"),
        ("Ada Quist says that the siege lasted [two years].", "quist"),
        ("Killed, said Ada Quist on Monday, were [more than 3,000].", "quist"),
        ("[300 workers], says the union Handel, were dismissed.", "the union Handel"),
        ("The ferry, which carried [300], sank, says the ministry.", "the ministry"),
        ("[40] were lost, Ada Quist, the harbour master, said.", "quist"),
        ("By April [600] were dead, the agency says.", "the agency"),
        ("By April [600] were dead, as the agency told lawmakers.", "the agency"),
        ("By the agency's count, [600] had died.", "the agency"),
        ("The count of the agency was [600].", "the agency"),
        ("For the dead, Seoul's figure is [600].", "Seoul"),
        ("It was reported by Moscow that [600] died.", "Moscow"),
        ("Losses told by an official were [600].", "an official"),
        ("North Korea has claimed [only 350 casualties].", "North Korea"),
        ("While Ada Quist speaks of 40 boats, the town council speaks of [€2 million].", "council"),
        ("While Ada Quist speaks of [40 boats], the town council speaks of €2 million.", "quist"),
        ("Ada Quist of the harbour office told reporters of [40 boats].", "quist"),
        ("What the Kremlin says is plain: [2,000] died.", "the Kremlin"),
        ("Ada Quist spoke. She said that [40 boats] were lost.", "quist"),
    ],
)
def test_somebody_gives_a_figure(text: str, who: str) -> None:
    assert sayers(text) == {who}


@pytest.mark.parametrize(
    "text",
    [
        "The harbour has [64 berths].",
        "The mayors, who hoped for [300], said the fair drew few.",
        "The village counted [400 souls].",
        "The war continued for [two years].",
        "The hospital admitted [40 patients].",
        "The storm claimed [40 lives].",
        "In [2011], Ada Quist said that she would go.",
        "After [two years], the ministry said it would close.",
        "Ada Quist said in [2015] that she was tired.",
        "Ada Quist was glad, and [600] were killed.",
        "Ada Quist said so, but [600] were killed.",
        "It was reported that [600] died.",
        "[Over 11,000] went, and the minister said nothing.",
        "The [300 workers] said they were tired.",
        "Ada Quist, who speaks of the war, left [in 1979].",
        "The letters that Ada Quist wrote fill [212 pages].",
        "What Ada Quist says agrees with the Gazette: [40 boats] were lost.",
        "The ministry has said nothing of the [600] dead.",
        "Neither Moscow nor Minsk has confirmed that [600] died.",
        "Ada Quist does not believe him, since [400] were buried.",
    ],
)
def test_nobody_gives_a_figure(text: str) -> None:
    assert sayers(text) == set()


AGENCY = voice("National Intelligence Service", role="South Korea's Intelligence Service")
OFFICER = voice(
    "Sim Ju-il", role="former lieutenant colonel in the army of the North", is_person=True
)


@pytest.mark.parametrize(
    "words",
    [
        "the agency", "South Korea's agency", "the spy agency", "Seoul", "Seoul's spies",
        "the South Korean government", "South Korean officials", "a spokesman for the agency",
        "it", "they", "the intelligence service",
    ],
)  # fmt: skip
def test_words_can_mean_an_agency(words: str) -> None:
    assert means(words, [AGENCY])


@pytest.mark.parametrize(
    "words",
    [
        "Pyongyang", "the North Korean agency", "the United States", "the ministry of Moscow",
        "the council", "Putin", "the soldiers", "the harbour", "the Harbour Office",
    ],
)  # fmt: skip
def test_words_cannot_mean_an_agency(words: str) -> None:
    assert not means(words, [AGENCY])


@pytest.mark.parametrize("words", ["the colonel", "the former officer", "the speaker", "he"])
def test_words_can_mean_an_officer(words: str) -> None:
    assert means(words, [OFFICER])


@pytest.mark.parametrize(
    "words", ["the army", "the general", "Seoul", "an officer", "his wife", "the soldiers", "Putin"]
)
def test_words_cannot_mean_an_officer(words: str) -> None:
    assert not means(words, [OFFICER])


def test_a_state_goes_by_its_people_and_the_seat_of_its_government() -> None:
    assert states_in("Kyiv and the Kremlin") == {"ukraine", "russia"}
    assert states_in("the South") == states_in("the South Koreans") == {"south_korea"}
    assert states_in("Parish and Southern Russias") == set()


@pytest.mark.parametrize("unit", ["says ", "Ada Quist, ", "the ", "that ", "said, "])
def test_a_long_text_is_read(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    for place in range(0, len(text) - 9, len(text) // 20):
        find_figure_sayers(text, place, place + 3, NAMES.in_text(text))
