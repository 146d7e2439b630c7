"""The facts file and its lock: what they say and where, and what an editor's schema knows of it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from books import FILES, cases, make_book, spoil, write
from jsonschema import Draft202012Validator

from sphinx_facts.facts.excerpts import excerpts
from sphinx_facts.facts.lock import encode_lock
from sphinx_facts.facts.schema import facts_schema
from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import CheckError
from sphinx_facts.model.records import Lock

ROOT = Path(__file__).resolve().parents[2]
FACTS = "facts/facts.yaml"


class Loader(yaml.SafeLoader):
    """Reads YAML as an editor does: a date is text."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, regexp) for tag, regexp in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


SCHEMA = facts_schema()
VALIDATOR = Draft202012Validator(json.loads(SCHEMA))


def refusals(path: Path) -> list[str]:
    """What the schema has against a facts file."""
    content = yaml.load(path.read_text("utf-8"), Loader)
    return [error.message for error in VALIDATOR.iter_errors(content)]


def test_the_schema_in_the_repository_is_current() -> None:
    assert (ROOT / "facts" / "schema.json").read_text("utf-8") == SCHEMA + "\n"
    Draft202012Validator.check_schema(VALIDATOR.schema)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "facts").glob("*.yaml")), ids=lambda path: path.name
)
def test_the_books_own_facts_keep_to_the_schema(path: Path) -> None:
    assert refusals(path) == []


def test_the_tiny_book_keeps_to_the_schema(tmp_path: Path) -> None:
    assert refusals(make_book(tmp_path) / FACTS) == []


@pytest.mark.parametrize(
    "case", [case for case in cases("bad_facts") if "schema" in case.values[0]]
)
def test_the_schema_refuses_what_the_reader_refuses(case: dict[str, Any], tmp_path: Path) -> None:
    spoil(make_book(tmp_path), case)
    assert bool(refusals(tmp_path / FACTS)) is case["schema"]


# A file with every key there is

WHOLE = """\
names: [World War II]
sources:
  gazette: {publisher: G., title: A, published: 2019-05-02, url: null, recorded: full, note: B.}
people:
  ada-quist:
    name: Ada Quist
    role: the town's mayor
    claim: Ada Quist is the mayor of the town.
    also: [Mayor Quist]
    note: In office since then.
    evidence: [{source: gazette, excerpt: "said Ada Quist, the town's mayor"}]
facts:
  "2019":
    figure: in 2019
    quote: null
    claim: The engineers counted in 2019.
    said_by: ada-quist
    near: [engineers]
    as_of: 2019-05
    happened: 2019-04-30
    superseded_by: cars
    note: null
    status: confirmed
    evidence:
      - source: gazette
        excerpt: found in 2019
        attribution: said Ada Quist
  sigh:
    quote: We can no longer count on it,
    claim: The mayor has given up.
    speaker: ada-quist
    evidence: [{source: gazette, excerpt: null, attribution: said Ada Quist}]
  counted:
    figure: over 4,000 cars
    claim: Over 4,000 cars cross.
    about: cars
    sum_of: [counted]
    allow: {F005: It is so.}
    evidence:
      - {source: gazette, excerpt: "Over 4,000 cars cross", figure: "4,000 cars", based_on: count}
      - {source: gazette, excerpt: "Over 4,000 cars cross the old bridge", based_on: unknown}
    counts: [vehicles]
    formerly: [crossings]
origins:
  count: {name: the count of the engineers, date: "2019"}
corrections:
  - {date: "2020", fact: counted, was: "4,000 cars", now: "over 4,000 cars", why: It was misread.}
  - {date: "2020", fact: boats, was: 300 boats, now: null, why: There are none.}
"""
MORE = """\
facts:
  cars:
    {term: Grey Lady, claim: A name., evidence: [{source: gazette, excerpt: the “Grey Lady”}]}
"""


@pytest.fixture
def whole(tmp_path: Path) -> Path:
    write(
        tmp_path, {FACTS: WHOLE, "facts/more.yaml": MORE, "facts/.#facts.yaml": {"link": "nowhere"}}
    )
    return tmp_path / "facts"


def test_every_key_can_be_written(whole: Path) -> None:
    assert refusals(whole / "facts.yaml") == refusals(whole / "more.yaml") == []
    facts = Store(whole).facts
    assert facts.names == ("World War II",)
    assert facts.sources["gazette"].published == "2019-05-02"
    assert facts.facts["2019"].attributed_to == facts.facts["sigh"].attributed_to == "ada-quist"
    written = {key for entry in yaml.load(WHOLE, Loader)["facts"].values() for key in entry}
    assert written | {"term"} == {
        field.name for field in msgspec.structs.fields(type(facts.facts["sigh"]))
    }


def test_all_files_of_the_folder_are_read_as_one(whole: Path) -> None:
    store = Store(whole)
    assert list(store.facts.facts) == ["2019", "sigh", "counted", "cars"]
    assert str(store.locate("facts", "cars")) == f"{whole}/more.yaml:2:3"


@pytest.mark.parametrize(
    ("key", "place"),
    [
        (("facts", "2019"), "13:3"),
        (("facts", "2019", "figure"), "14:13"),
        (("facts", "2019", "evidence", 0, "excerpt"), "26:18"),
        (("facts", "sigh", "evidence", 0, "excerpt"), "32:43"),
        (("facts", "2019", "term"), "13:3"),  # not written: where its entry is
        (("facts", "2019", "evidence", 7), "24:5"),
        (("people", "nobody"), "4:1"),
        (("nothing",), "1:1"),
    ],
)
def test_entries_and_values_are_found_where_they_are_written(
    whole: Path, key: tuple[str | int, ...], place: str
) -> None:
    assert str(Store(whole).locate(*key)) == f"{whole}/facts.yaml:{place}"


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_so_are_those_that_share_a_line_with_others(tmp_path: Path, end: str) -> None:
    facts = (
        "sources: {gazette: {publisher: G., title: null, published: null,",
        "  url: null, recorded: excerpt}}",
        "facts: {lady: {term: Grey Lady, claim: A name.,",
        "  evidence: [{source: gazette, excerpt: the Lady}]}, dame: {term: Dame, claim: A name.,",
        "  evidence: [{source: gazette, excerpt: a Dame}]}}",
    )
    write(tmp_path, {FACTS: end.join(facts).encode()})
    store = Store(tmp_path / "facts")
    places = [store.locate("facts", id_, "evidence", 0, "excerpt") for id_ in ("dame", "lady")]
    assert [(place.line, place.column) for place in places] == [(5, 41), (4, 41)]


def test_what_must_stand_in_a_source_is_keyed_by_its_place(whole: Path) -> None:
    assert [(str(excerpt.key), excerpt.text) for excerpt in excerpts(Store(whole).facts)] == [
        ("people/ada-quist/evidence/0/excerpt", "said Ada Quist, the town's mayor"),
        ("facts/2019/evidence/0/excerpt", "found in 2019"),
        ("facts/2019/evidence/0/attribution", "said Ada Quist"),
        ("facts/sigh/evidence/0/excerpt", "We can no longer count on it,"),
        ("facts/sigh/evidence/0/attribution", "said Ada Quist"),
        ("facts/counted/evidence/0/excerpt", "Over 4,000 cars cross"),
        ("facts/counted/evidence/1/excerpt", "Over 4,000 cars cross the old bridge"),
        ("facts/cars/evidence/0/excerpt", "the “Grey Lady”"),
    ]


def test_windows_line_ends_and_a_byte_order_mark_change_nothing(tmp_path: Path) -> None:
    facts = make_book(tmp_path) / "facts"
    expected = Store(facts)
    for path in facts.iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (facts / "facts.yaml").write_bytes(b"\xef\xbb\xbf" + (facts / "facts.yaml").read_bytes())
    store = Store(facts)
    assert store.facts == expected.facts
    assert store.lock == expected.lock
    assert store.locate("facts", "cars") == expected.locate("facts", "cars")


def test_the_lock_is_written_in_one_form(tmp_path: Path) -> None:
    lock = Store(make_book(tmp_path) / "facts").lock
    assert encode_lock(lock) == (tmp_path / "facts/facts.lock").read_bytes()
    backwards = Lock(sources=lock.sources, runs=dict(reversed(lock.runs.items())))
    assert encode_lock(backwards) == encode_lock(lock)


def test_a_broken_lock_does_not_hinder_the_making_of_a_new_one(tmp_path: Path) -> None:
    write(tmp_path, FILES | {"facts/facts.lock": "<<<<<<< HEAD\n"})
    with pytest.raises(CheckError, match=r"facts\.lock:1:1: this is not a lock"):
        Store(tmp_path / "facts")
    assert Store(tmp_path / "facts", with_lock=False).lock == Lock()


def test_everything_that_is_wrong_is_said_at_once_in_the_order_of_the_file(tmp_path: Path) -> None:
    text = (
        FILES[FACTS]
        .replace("claim: The bridge", "clam: The bridge")
        .replace("recorded: full", "recorded: no")
    )
    write(tmp_path, {FACTS: text, "facts/a.yaml": "[]"})
    with pytest.raises(CheckError) as caught:
        Store(tmp_path / "facts")
    places = [
        f"{Path(finding.location.path).name}:{finding.location.line}"
        for finding in caught.value.findings
    ]
    assert places == ["a.yaml:1", "facts.yaml:7", "facts.yaml:33"]


def test_facts_that_are_open_and_not_saved_are_read_with_their_places(tmp_path: Path) -> None:
    book = make_book(tmp_path)
    saved = (book / FACTS).read_bytes()
    unsaved = b"\n\n" + saved.replace(b"over 4,000 cars", b"over 4,500 cars")
    store = Store(book / "facts", read=lambda *_: unsaved)
    assert store.facts.facts["cars"].figure == "over 4,500 cars"
    lines = unsaved.decode().split("\n")
    at = store.locate("facts", "lady", "evidence", 0, "excerpt")
    assert lines[at.line - 1][at.column - 1 :] == "the “Grey Lady”"
    assert (book / FACTS).read_bytes() == saved
