"""Who is presented as the sayer of a quotation, and where sentences end."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from conftest import ROOT

from sphinx_facts.english.sayers.attribution import find_speakers
from sphinx_facts.english.sayers.names import Names
from sphinx_facts.english.sayers.other_sayers import other_sayer
from sphinx_facts.english.sentences import sentence_around
from sphinx_facts.model.passages import Citation, Location, Passage
from sphinx_facts.model.records import Evidence, LockedRun, Person
from sphinx_facts.rules.source_text import source_text
from sphinx_facts.text.words import find_run, split

CASES = [
    json.loads(line)
    for line in (ROOT / "tests/cases/attribution.jsonl").read_text(encoding="utf-8").splitlines()
]
SPEAKERS = [case for case in CASES if "text" in case]
SENTENCES = [case for case in CASES if "sentences" in case]
ROLE = re.compile(r"\{(quote|person)\}`([^`<]*?)\s*(?:<([^>]*)>)?`")


def _person(name: str, *also: str) -> Person:
    evidence = (Evidence(source="gazette", excerpt=name),)
    return Person(name=name, role="", claim="", also=also, evidence=evidence)


PEOPLE = {
    "sim-ju-il": _person("Sim Ju-il"),
    "ahn-chan-il": _person("Ahn Chan-il", "Mr. Ahn"),
    "kim-jong-un": _person("Kim Jong-un", "Mr. Kim"),
    "kim-seongmin": _person("Kim Seongmin"),
    "kim-kwang-jin": _person("Kim Kwang-Jin"),
    "hyon-yong-chol": _person("Hyon Yong-chol", "General Hyon"),
    "lee-seong-kweun": _person("Lee Seong-kweun"),
    "doo-jin-ho": _person("Doo Jin-ho"),
    "nis": _person("National Intelligence Service", "the spy agency"),
    "south-korean-government": _person("South Korean government"),
    "ada-quist": _person("Ada Quist"),
    "omar-haddad": _person("Omar Haddad"),
    "agnes-po": _person("Agnes Po", "A. B. Po"),
}
NAMES = Names(PEOPLE)


def _passage(text: str, speaker: str) -> Passage:
    """A passage from a text with roles; the target of a quote is here its speaker."""
    parts, citations, end, length = [], [], 0, 0
    for match in ROLE.finditer(text):
        shown = f"“{match[2]}”" if match[1] == "quote" else match[2]
        parts += [text[end : match.start()], shown]
        start = length + match.start() - end
        length, end = start + len(shown), match.end()
        target = match[3] or speaker
        role: Any = match[1]
        citations.append(Citation(role, target, start, length, Location("chapter.md"), shown))
    return Passage("chapter.md", "".join([*parts, text[end:]]), ((0, 1, 1),), tuple(citations))


def _is_right(passage: Passage) -> bool:
    """Whether every quotation of the passage is given to its speaker, as the rule Q004 asks."""
    mentions = NAMES.mentions(passage)
    for quote in passage.citations:
        if quote.role == "quote":
            found = find_speakers(passage.text, quote.start, quote.end, mentions, quote.target)
            named = any(mention.person == quote.target for mention in mentions)
            if not named or (found and quote.target not in found):
                return False
    return True


@pytest.mark.parametrize("case", SPEAKERS, ids=lambda case: f"{case['ok']}: {case['why']}")
def test_a_quotation_is_given_to_its_speaker(case: dict[str, Any]) -> None:
    assert _is_right(_passage(case["text"], case["speaker"])) is case["ok"], case["text"]


@pytest.mark.parametrize("case", SENTENCES, ids=lambda case: case["why"])
def test_sentences_end_where_a_reader_ends_them(case: dict[str, Any]) -> None:
    text, start = " ".join(case["sentences"]), 0
    for sentence in case["sentences"]:
        end = start + len(sentence)
        for place in range(start, end):
            first, last = sentence_around(text, place, place + 1)
            assert text[first:last].strip() == sentence
        start = end + 1


@pytest.mark.parametrize(
    "unit",
    [
        "“A.” (",
        "Gen. Mr. ",
        "J. ",
        ".",
        "says Kim, ",
        "Sim Ju-il, a ",
        "“a” says Sim Ju-il, ",
        "Aa ",
    ],
)
def test_a_text_without_end_names_people_in_order(unit: str) -> None:
    text = unit * (20_000 // len(unit))
    mentions = NAMES.mentions(Passage("chapter.md", text, ((0, 1, 1),)))
    assert mentions == sorted(mentions, key=lambda mention: mention.start)
    for place in range(0, len(text) - 99, len(text) // 20):
        assert find_speakers(text, place, place + 3, mentions) <= set(PEOPLE) | {"Kim"}


# In a source

IN_SOURCES = [
    json.loads(line)
    for line in (ROOT / "tests/cases/other_sayers.jsonl").read_text(encoding="utf-8").splitlines()
]


def run_of(text: str, source: list[str], width: int) -> tuple[LockedRun, str]:
    words = split(text)
    start, end = find_run(source, words), find_run(source, words) + len(words)
    before, after = source[max(0, start - width) : start], source[end : end + width]
    return LockedRun(start=start, before=" ".join(before), after=" ".join(after), proof=""), text


@pytest.mark.parametrize("case", IN_SOURCES, ids=lambda case: case["source"][:60])
def test_a_source_gives_a_quotation_to_its_speaker_or_to_another(case: dict[str, Any]) -> None:
    source = split(case["source"])
    speaker = Person(name=case["name"], role=case["role"], claim="", evidence=())
    people = {"speaker": speaker, "mia": _person("Mia Hall")}
    quoted = run_of(case["quoted"], source, 30)
    known = source_text(*quoted, [run_of(case["attribution"], source, 30)])
    mentions = Names(people).mentions(Passage("", known.text, ((0, 1, 1),)))
    other = other_sayer(*known, mentions, "speaker", people)
    assert bool(other) == case["is_another"], other


def test_of_a_source_what_is_known_right_around_a_quotation_is_read() -> None:
    source = split('He (the pilot) rose. "We go," said Ada Quist, "now." They left at once.')
    run, quoted = run_of("We go,", source, 3)
    assert source_text(run, quoted, []) == ("rose. “We go,” said Ada", 6, 14)
    others = [run_of("said Ada Quist", source, 4), run_of("at once", source, 1)]
    text = source_text(run, quoted, others).text
    assert text == "rose. “We go,” said Ada Quist, “now."
