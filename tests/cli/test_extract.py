"""Facts are proposed from articles of all kinds: nearly all, each proven, none confirmed."""

from __future__ import annotations

import importlib
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from sphinx_facts.cli import main
from sphinx_facts.drafting.extract import propose
from sphinx_facts.drafting.facts_text import facts_text
from sphinx_facts.drafting.formats import read_article
from sphinx_facts.drafting.proposals import Proposals
from sphinx_facts.english.figures.find import find_figures
from sphinx_facts.english.lexicon import families
from sphinx_facts.english.quotations import find_quotations
from sphinx_facts.facts.ids import ID
from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import CheckError
from sphinx_facts.model.records import Fact, FactsFile
from sphinx_facts.rules.evidence import check_evidence
from sphinx_facts.text.words import split

ARTICLES = Path(__file__).parents[1] / "cases" / "articles"
EXPECTED: dict[str, Any] = yaml.safe_load((ARTICLES / "expected.yaml").read_text("utf-8"))
EVERY = [*EXPECTED, "torture.txt"]
every_article = pytest.mark.parametrize("name", EVERY)
every_expected = pytest.mark.parametrize("name", EXPECTED)


@cache
def proposed(name: str) -> Proposals:
    return propose(read_article(ARTICLES / name), "article")


def facts_of(proposals: Proposals) -> list[tuple[str, ...]]:
    names = {id_: person.name for id_, person in proposals.people.items()}
    found = []
    for each in proposals.facts:
        sayer = (names[each.fact.attributed_to],) if each.fact.attributed_to else ()
        found.append((each.fact.kind, each.fact.wording, *sayer))
    return found


# What is found


@every_expected
def test_an_article_says_what_it_is(name: str) -> None:
    article, expected = read_article(ARTICLES / name), EXPECTED[name]
    headings = [heading for heading, _ in proposed(name).by_section()]
    assert headings == expected["sections"]
    for key in ("title", "publisher", "published", "url"):
        assert getattr(article, key) == expected[key]


@every_expected
def test_everybody_is_proposed_with_a_role(name: str) -> None:
    people = {person.name: person.role for person in proposed(name).people.values()}
    assert people == EXPECTED[name]["people"]


def test_nearly_every_fact_is_proposed_with_the_right_sayer() -> None:
    missing, total = [], 0
    for name, expected in EXPECTED.items():
        found = facts_of(proposed(name))
        for fact in map(tuple, expected["facts"]):
            total += 1
            if fact in found:
                found.remove(fact)
            else:
                missing.append(fact)
    print(f"{total - len(missing)} of {total} facts proposed; missing: {missing}")
    assert len(missing) <= 0.05 * total


@every_article
def test_nothing_is_passed_over_in_silence(name: str) -> None:
    proposals = proposed(name)
    known = [each.fact.wording for each in proposals.facts] + [
        wording for wording, _ in proposals.left_out
    ]
    words = [split(wording) for wording in known]
    for block in proposals.article.blocks:
        text = proposals.article.text[block.start : block.end]
        for figure in find_figures(text, proposals.names):
            assert any(figure.text in wording for wording in known), figure.text
        for quotation in find_quotations(text):
            inner = [word for word in split(quotation.text) if word[0].isalnum()][:4]
            assert any(set(inner) <= set(run) for run in words), quotation.text


@every_article
def test_ids_are_short_and_stand_once(name: str) -> None:
    ids = [each.id for each in proposed(name).facts]
    assert len(set(ids)) == len(ids)
    for id_ in [*ids, *proposed(name).people]:
        assert re.fullmatch(ID, id_)
        assert len(id_) <= 50


def test_figures_are_told_apart_by_the_words_near_them() -> None:
    near = {each.fact.wording: each.fact.near for each in proposed("ferry.txt").facts}
    assert "crossed" in near["almost 140 years"]
    assert "cross" in near["More than 2,500 people"]
    assert set(near["up to 12%"]).isdisjoint(near["At least three"])


@every_article
def test_no_function_word_tells_a_figure_from_others(name: str) -> None:
    words = {word for each in proposed(name).facts for word in each.fact.near}
    assert words.isdisjoint(families("function_words", "calendar.months", "calendar.weekdays"))


def test_a_word_that_begins_a_sentence_is_no_part_of_a_name_or_id() -> None:
    ids = {*proposed("bridge.txt").people, *(each.id for each in proposed("bridge.txt").facts)}
    assert {"ada-quist", "omar-haddad", "agnes-po", "harbour-surprise"} <= ids
    assert not [id_ for id_ in ids if re.search(r"however|january|whether|took|although", id_)]


def test_code_scripts_and_navigation_are_no_part_of_an_article() -> None:
    text = read_article(ARTICLES / "mill.html").text + read_article(ARTICLES / "orchard.md").text
    assert "patience into paper" in text
    for other in ("9,999", "5 dollars", "12 rights", "trees = 320", "<b>"):
        assert other not in text


def test_lines_of_a_page_become_paragraphs() -> None:
    text = read_article(ARTICLES / "lighthouse.pdf").text
    assert "Diesel for the generator came to about 3,800 litres" in text
    assert "SPRING ISSUE" not in text


# What is written


@every_article
def test_what_is_written_loads_and_proves_and_is_not_confirmed(name: str, tmp_path: Path) -> None:
    facts, snapshots = tmp_path / "facts", tmp_path / "snapshots"
    facts.mkdir()
    snapshots.mkdir()
    extract = ["extract", str(ARTICLES / name), "--id", "article"]
    assert main([*extract, "-o", str(facts / "facts.yaml"), "--snapshots", str(snapshots)]) == 0
    assert main(["record", str(snapshots), "--facts", str(facts)]) == 0
    store = Store(facts)
    findings, excerpts, proven, _ = check_evidence(store, snapshots)
    assert excerpts == proven > 0
    entries = {*store.facts.sources, *store.facts.people, *store.facts.facts}
    assert {(finding.code, finding.severity) for finding in findings} == {("C004", "error")}
    assert {finding.fact for finding in findings} == entries
    for finding in findings:
        assert (facts / "facts.yaml").read_text("utf-8").splitlines()[
            finding.location.line - 1
        ].split() == [
            "status:",
            "proposed",
        ]


@every_article
def test_a_person_is_asked_where_the_program_cannot_know(name: str) -> None:
    written = proposed(name).to_yaml()
    for each in proposed(name).facts:
        for doubt in each.doubts:
            assert " ".join(doubt.split()[:4]) in written
    assert all(f"“{wording}" in written for wording, _ in proposed(name).left_out)


def test_a_weak_figure_and_an_unknown_speaker_are_asked_about() -> None:
    doubts = {each.fact.wording: each.doubts for each in proposed("torture.txt").facts}
    doubts |= {each.fact.wording: each.doubts for each in proposed("ferry.txt").facts}
    assert "count anything" in doubts["twice"][0]
    assert "Peder Aas" in doubts["It is a beautiful drawing"][0]


NASTY = [
    "no", "1.10", "12:30", "2024-12-19", "null", "~", "- a", "a: b", "a #b", "#a", "'a", '"a"',
    "{a}", "[a, b]", "a, b", "& a", "* a", "! a", "%a", "@a", "`a", "a:", "\u2028", "a\x07b",
    "\ufeffa", "😀", "a" * 300, "ab " * 99 + "c", "=", "<<", "0x1F", "1e3", "1_000", "yes", ".5",
    "é", "1" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", NASTY, ids=range(len(NASTY)))
def test_any_text_comes_back_from_the_yaml(text: str) -> None:
    fact = Fact(term=text, claim=text, near=(text, text), evidence=())
    written = facts_text(
        FactsFile(names=(text,), facts={"no": fact}), {"no": [text]}, {"no": text}, [(text, text)]
    )
    read = yaml.safe_load(written)
    assert read["facts"]["no"] | {"evidence": []} == {
        "term": text, "claim": text, "near": [text, text], "evidence": [],
    }  # fmt: skip
    assert read["names"] == [text]


# What cannot be read


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("missing.txt", None, "cannot be read"),
        ("empty.txt", b" \n", "no text"),
        ("latin.txt", "Él".encode("latin-1"), "not UTF-8"),
        ("broken.pdf", b"%PDF-1.4 and no more", "this PDF cannot be read"),
        ("bare.html", b"<html><body></body></html>", "no text"),
    ],
)
def test_what_cannot_be_read_is_said(
    name: str,
    content: bytes | None,
    message: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    assert main(["extract", str(tmp_path / name)]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert message in printed.err


def test_nothing_is_fetched(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", "https://gazette.example/bridge"]) == 2
    assert "save the page" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["mill.html", "lighthouse.pdf"])
def test_a_missing_library_is_named_with_the_command_that_brings_it(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing(name: str) -> None:
        raise ImportError(f"No module named {name!r}")

    monkeypatch.setattr(importlib, "import_module", missing)
    assert main(["extract", str(ARTICLES / name)]) == 2
    assert "pip install 'sphinx-facts[extract]'" in " ".join(capsys.readouterr().err.split())


def test_no_file_is_overwritten(tmp_path: Path) -> None:
    there = tmp_path / "facts.yaml"
    there.write_text("mine", "utf-8")
    assert main(["extract", str(ARTICLES / "ferry.txt"), "-o", str(there)]) == 2
    assert there.read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    "text",
    ["one " * 1000, "“a " * 2000, "Al Bo " * 2000, "7 men.\n\n" * 300, "A" * 20_000, "1" * 20_000],
)
def test_a_text_made_to_be_slow_is_read_all_the_same(text: str, tmp_path: Path) -> None:
    (tmp_path / "slow.txt").write_text(text, "utf-8")
    propose(read_article(tmp_path / "slow.txt"), "slow")


def test_a_publisher_and_names_are_proposed() -> None:
    proposals = proposed("torture.txt")
    assert proposals.source.publisher == "Article"
    assert {"World War II", "KN-23", "G7"} <= set(proposals.names)


def test_an_id_must_be_one(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(ARTICLES / "ferry.txt"), "--id", "The Ferry"]) == 2
    assert "small letters" in capsys.readouterr().err
    with pytest.raises(CheckError):
        read_article(ARTICLES)
