"""What the book gives to machines: files beside its pages, and data in their heads."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest
from building import Book, Build, UnchangedBook, search
from conftest import ROOT

from sphinx_facts.api import audit_pages
from sphinx_facts.facts.corroboration import STANDINGS
from sphinx_facts.facts.store import Store
from sphinx_facts.settings import read_settings
from sphinx_facts.sphinx_ext.exports.files import DOWNLOADS

HOSTILE = (
    "</script><script>alert()</script><!-- \u05e9\u05dc\u05d5\u05dd 🚗 & "
    '"it\'s" {x} \\ %$#_~^\n=a+b'
)
NOTE = HOSTILE.replace('"', "")
LISTS = "# Facts and sources\n\n```{facts}\n```\n\n```{sources}\n```\n\n```{downloads}\n```\n"
BASE = "https://example.org/book/"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    """A small book whose facts file is hostile."""
    book = UnchangedBook(tmp_path_factory.mktemp("book"), lists=LISTS)
    text = json.dumps(HOSTILE, ensure_ascii=False)
    note = json.dumps(NOTE, ensure_ascii=False)
    book.change(
        "facts/facts.yaml",
        "publisher: The Gazette, title: null",
        f"publisher: The Gazette, title: {text}",
    )
    book.change(
        "facts/facts.yaml",
        "published: null, url: null, recorded: full}\n  almanac",
        'published: "2019-05", url: "https://example.org/?a=1&b=2", accessed: "2024-05-06", '
        'archived: "https://archive.example/1", recorded: full}\n  almanac',
    )
    book.change("facts/facts.yaml", "  cars:\n", f"  cars:\n    note: {note}\n")
    return book


@pytest.fixture(scope="module", params=["html", "dirhtml", "singlehtml"])
def made(request: pytest.FixtureRequest, book: Book) -> Build:
    return book.build(request.param, html_baseurl=BASE)


@pytest.fixture(scope="module")
def hostile(book: Book) -> Build:
    return book.build("html", html_baseurl=BASE)


def load(made: Build, name: str) -> Any:
    return json.loads((made.out / name).read_text("utf-8"))


def rows(made: Build) -> list[dict[str, str]]:
    return list(
        csv.DictReader(io.StringIO((made.out / "facts.csv").read_bytes().decode(), newline=""))
    )


def test_every_file_is_there_and_can_be_reached(made: Build) -> None:
    assert made.warnings == []
    name = {"singlehtml": "index.html", "dirhtml": "lists/index.html"}.get(
        made.out.name, "lists.html"
    )
    page = made.out / name
    links = re.findall(r'<li><p><a class="[^"]*" href="([^"]*)"><code', page.read_text("utf-8"))
    assert [link.rpartition("/")[2] for link in links] == list(DOWNLOADS)
    assert [link for link in links if not (page.parent / link).is_file()] == []


@pytest.mark.parametrize("which", ["hostile", "real_book"])
def test_the_facts_keep_to_their_schema(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    schema = load(made, "facts.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(load(made, "facts.json"))


def test_the_facts_are_those_of_the_facts_file(real_book: Build) -> None:
    facts, made = Store(ROOT / "facts").facts, load(real_book, "facts.json")
    assert {fact["id"]: fact["wording"] for fact in made["facts"]} == {
        id_: fact.wording for id_, fact in facts.facts.items()
    }
    assert [person["id"] for person in made["people"]] == list(facts.people)
    evidence = [item for fact in made["facts"] + made["people"] for item in fact["evidence"]]
    full = {source["id"] for source in made["sources"] if source["recorded"] == "full"}
    assert all(item["proven"] is (item["source"] in full) for item in evidence)
    standings = {fact["standing"] for fact in made["facts"]}
    assert standings == set(STANDINGS) - {"corroborated"}  # Nothing is known that would bear it.
    assert [fact["id"] for fact in made["facts"] if not fact["cited_in"]] == []
    pay = next(fact for fact in made["facts"] if fact["id"] == "monthly-pay")
    assert pay["interval"] == {"high": "2000", "unit": "USD per month"}


def test_every_address_in_the_facts_leads_to_a_place(made: Build) -> None:
    found = load(made, "facts.json")
    entries = found["facts"] + found["people"] + found["sources"]
    addresses = [entry.get("address") for entry in entries]
    addresses += [place["address"] for entry in entries for place in entry["cited_in"]]
    kept = [address for address in addresses if address]
    assert len(kept) > 10
    for address in kept:
        path, _, anchor = address.partition("#")
        page = made.out / path
        page = page / "index.html" if page.is_dir() else page
        assert f'id="{anchor}"' in page.read_text("utf-8"), address


def test_an_excerpt_without_a_proof_is_not_said_to_be_proven(tmp_path: Path) -> None:
    book = Book(tmp_path)
    book.change(
        "facts/facts.yaml", "excerpt: Over 4,000 cars cross", "excerpt: Over 4,000 cars use"
    )
    found = load(book.build(), "facts.json")
    proven = {fact["id"]: fact["evidence"][0]["proven"] for fact in found["facts"]}
    assert [id_ for id_, is_proven in proven.items() if not is_proven] == ["cars"]


TYPES: dict[str, Callable[[str], object]] = {
    "string": str,
    "integer": int,
    "number": float,
    "boolean": {"true": True, "false": False}.__getitem__,
}


@pytest.mark.parametrize("which", ["hostile", "real_book"])
def test_the_table_is_what_the_package_says(which: str, request: pytest.FixtureRequest) -> None:
    made = request.getfixturevalue(which)
    package = load(made, "datapackage.json")
    (resource,) = package["resources"]
    content = (made.out / resource["path"]).read_bytes()
    assert (resource["bytes"], resource["hash"]) == (
        len(content),
        f"sha256:{sha256(content).hexdigest()}",
    )
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", package["name"])
    fields = {field["name"]: field for field in resource["schema"]["fields"]}
    table = rows(made)
    assert list(table[0]) == list(fields)
    for row in table:
        for name, value in row.items():
            assert value or not fields[name].get("constraints")
            if value:
                TYPES[fields[name]["type"]](value)
    keys = [tuple(row[name] for name in resource["schema"]["primaryKey"]) for row in table]
    assert len(keys) == len(set(keys))


def test_the_table_brings_back_the_texts_that_were_put_in(made: Build) -> None:
    facts = Store(made.out.parent.parent / "facts").facts.facts
    table = {row["id"]: row for row in rows(made)}
    assert table["cars"]["note"] == NOTE
    assert {id_: row["claim"] for id_, row in table.items()} == {
        id_: fact.claim for id_, fact in facts.items()
    }


def test_the_sources_are_given_with_what_is_known_of_them(made: Build) -> None:
    gazette, almanac = load(made, "sources.csl.json")
    assert gazette == {
        "id": "gazette", "type": "document", "title": HOSTILE, "publisher": "The Gazette",
        "issued": {"date-parts": [[2019, 5]]}, "URL": "https://example.org/?a=1&b=2",
        "accessed": {"date-parts": [[2024, 5, 6]]},
        "archive_location": "https://archive.example/1",
    }  # fmt: skip
    assert almanac == {"id": "almanac", "type": "document", "publisher": "The Almanac"}
    bibtex = (made.out / "sources.bib").read_text("utf-8")
    assert re.findall(r"^@misc\{(.*),$", bibtex, re.M) == ["gazette", "almanac"]
    assert "year = {2019}" in bibtex
    assert "urldate = {2024-05-06}" in bibtex
    plain = re.sub(r"\\[{}&%$#_]", "", bibtex)
    assert plain.count("{") == plain.count("}")
    assert r"\{x\} \textbackslash{} \%\$\#\_\textasciitilde{}\textasciicircum{}" in bibtex


def test_the_sitemap_names_every_page(made: Build) -> None:
    tree = ElementTree.fromstring((made.out / "sitemap.xml").read_text("utf-8"))
    addresses = [node.text or "" for node in tree.iter() if node.tag.endswith("loc")]
    assert len(addresses) == (1 if made.out.name == "singlehtml" else 6)
    for address in addresses:
        page = made.out / address.removeprefix(BASE)
        assert (page / "index.html" if page.is_dir() else page).is_file()


def test_without_an_address_of_the_book_there_is_no_sitemap(real_book: Build) -> None:
    assert not (real_book.out / "sitemap.xml").exists()
    assert "og:url" not in real_book.page("index")


# Heads


def linked(html: str) -> Any:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    return json.loads(block)


def walk(value: Any) -> Iterator[dict[str, Any]]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from walk(part)


@pytest.mark.parametrize("name", ["index", "bridge", "ferry", "plain", "lists", "people"])
def test_heads_refer_to_what_is_there_and_judge_nothing(hostile: Build, name: str) -> None:
    html = hostile.page(name)
    data = linked(html)
    assert data["@context"] == "https://schema.org"
    for node in walk(data["@graph"]):
        assert None not in node.values()
    ids = {node["@id"] for node in data["@graph"] if "@id" in node}
    assert {node["@id"] for node in walk(data["@graph"]) if set(node) == {"@id"}} <= ids
    assert "Rating" not in html
    assert "ClaimReview" not in html


def test_a_quote_has_its_speaker_and_a_claim_its_source(hostile: Build) -> None:
    graph = {
        node["@id"]: node for node in linked(hostile.page("bridge"))["@graph"] if "@id" in node
    }
    assert graph["#fact-no-longer"] == {
        "@type": "Quotation", "@id": "#fact-no-longer", "text": "We can no longer count on it,",
        "creator": {"@id": "#person-ada-quist"},
        "isPartOf": [{"@id": "#source-gazette"}],
        "creativeWorkStatus": {
            "@type": "DefinedTerm", "name": "single source",
            "description": "no other source of this book says it",
        },
    }  # fmt: skip
    assert graph["#person-ada-quist"] == {
        "@type": "Thing", "@id": "#person-ada-quist",
        "name": "Ada Quist", "description": "the town's mayor",
    }  # fmt: skip
    assert graph["#fact-cars"]["@type"] == "Claim"
    assert graph["#fact-cars"]["appearance"] == [{"@id": "#source-gazette"}]
    assert graph["#source-gazette"]["name"] == HOSTILE


def test_a_hostile_text_stays_in_its_block(made: Build) -> None:
    for path in made.out.rglob("*.html"):
        html = path.read_text("utf-8")
        assert "<script>alert" not in html
        assert "<!-- \u05e9" not in html


def metas(html: str) -> dict[str, str]:
    return dict(
        re.findall(r'<meta (?:name|property)="((?:og:)?[a-z_]+)" content="([^"]*)" />', html)
    )


def test_descriptions_hold_no_figure_and_no_quotation_and_pass_the_audit(real_book: Build) -> None:
    own = read_settings(ROOT).own_things
    assert audit_pages(real_book.out, ROOT / "facts", own_things=own).findings == []
    described = {
        name: metas(real_book.page(name)).get("description", "")
        for name in ("index", "the-army", "power", "facts")
    }
    assert [name for name, text in described.items() if not 20 < len(text) <= 200] == []
    assert metas(real_book.page("power"))["og:title"] == "Who holds the reins of power?"


def test_what_an_author_describes_is_left_as_it_is(tmp_path: Path) -> None:
    meta = '---\nmyst: {html_meta: {description: "Of a <bridge> & more"}}\n---\n\n'
    text = f"{meta}# Plain\n\nOnly words.\n"
    html = Book(tmp_path, plain=text).build().page("plain")
    assert re.findall(r'<meta [^>]*name="description"[^>]*>', html) == [
        search(r'<meta [^>]*"Of a &lt;bridge&gt; &amp; more"[^>]*>', html)[0]
    ]


def test_other_builders_write_no_such_files_and_show_no_links_to_them(book: Book) -> None:
    for builder in ("epub", "text"):
        made = book.build(builder)
        assert made.warnings == []
        assert not (made.out / "facts.json").exists()
    assert "facts.json" not in (made.out / "lists.txt").read_text("utf-8")
