"""What is said of a fact is said once: its card and its entry in the list agree, word for word."""

from __future__ import annotations

import re
from html import unescape

import pytest
from building import Book, Build, search

SOURCES = """\
  leaflet:
    publisher: Leaflet
    title: On ferries
    published: "2019-07-31"
    url: null
    accessed: "2024-05-06"
    archived: https://archive.example/1
    recorded: excerpt
    based_on: count
  notice:
    {publisher: Notice, title: null, published: "2019", url: null, recorded: excerpt,
     based_on: unknown}
  tariff:
    {publisher: Tariff, title: null, published: null, url: null, recorded: data, file: tariff.json}
"""
MORE = """\
  crossings:
    figure: about 70 crossings
    claim: There were about 70 crossings.
    as_of: "2019-07"
    about: crossings
    note: Some say fewer.
    evidence:
      - {source: leaflet, excerpt: about 70 crossings}
      - {source: notice, excerpt: 72 crossings, figure: 72 crossings}
  crossings-later:
    figure: 90 crossings
    claim: There were 90 crossings.
    as_of: "2020"
    about: crossings
    evidence: [{source: leaflet, excerpt: 90 crossings}]
  price:
    figure: 12 euros
    claim: A ticket is 12 euros.
    evidence: [{source: tariff, at: "ticket"}]
origins:
  count: {name: the count of the ferrymen, date: "2019-07"}
"""
CITED = ["cars", "passengers", "no-longer", "lady", "crossings", "price"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Build:
    cards = "".join(f"```{{fact-card}} {id_}\n```\n\n" for id_ in CITED)
    roles = {"no-longer": "quote", "lady": "named"}
    uses = "".join(f"{{{roles.get(id_, 'fact')}}}`{id_}`\n\n" for id_ in CITED)
    book = Book(tmp_path_factory.mktemp("view"), plain=f"# Plain\n\n{uses}{cards}")
    book.change("facts/facts.yaml", "people:\n", f"{SOURCES}people:\n")
    path = book.folder / "facts" / "facts.yaml"
    path.write_text(path.read_text("utf-8") + MORE, "utf-8")
    book.write({"facts/tariff.json": '{"ticket": "12 euros"}'})
    book.record()
    return book.build()


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def on_card(
    made: Build, id_: str, opening: str = '<span popover [^>]*id="cited-plain-fact-{}-1-card"'
) -> dict[str, list[str]]:
    """The lines of a card by their labels."""
    html = made.page("plain")
    card = html[search(opening.format(id_), html).start() :].partition("\n")[0]
    lines = re.findall(r'class="facts-label">(.*?)</span> <span>(.*?)</span></span> ', card)
    said: dict[str, list[str]] = {}
    for label, text in lines:
        said.setdefault(text_of(label), []).append(text_of(text))
    return said


def in_list(made: Build, id_: str) -> dict[str, list[str]]:
    """The fields of an entry by their labels."""
    html = made.page("lists")
    entry = html[html.index(f'<dt id="fact-{id_}"') :]
    fields = entry[entry.index('<dl class="field-list') : entry.index("</dl>")]
    said: dict[str, list[str]] = {}
    for label, text in re.findall(r"<dt[^>]*>(.*?)</dt>\n<dd[^>]*>(.*?)</dd>", fields, re.DOTALL):
        said.setdefault(text_of(label).rstrip(":"), []).append(text_of(text))
    return said


@pytest.mark.parametrize("id_", ["cars", "passengers", "no-longer", "lady"])
def test_the_card_and_the_list_say_the_same(made: Build, id_: str) -> None:
    card, entry = on_card(made, id_), in_list(made, id_)
    assert card["Standing"] == entry["Standing"]
    assert card["Proof"] == entry["Proof"]
    assert card["Said by"] == entry.get("Speaker", entry.get("Said by"))
    assert entry["Proof"][0].startswith("word for word, at words ")


def test_what_has_been_replaced_leads_on_in_the_list_alone(made: Build) -> None:
    card, entry = on_card(made, "crossings"), in_list(made, "crossings")
    meaning = "overtaken: a later figure has replaced it"
    origins = ". As far as is known, it goes back to the count of the ferrymen"
    assert card["Standing"] == [meaning + origins]
    assert entry["Standing"] == [f"{meaning}: 90 crossings{origins}"]


def test_a_source_that_is_known_by_an_excerpt_proves_nothing_on_either(made: Build) -> None:
    card, entry = on_card(made, "crossings"), in_list(made, "crossings")
    none = "none: of this source only the excerpt was recorded, and sealed"
    assert (card["Proof"], entry["Proof"]) == ([none], [none, none])
    assert card["Source"] == ["Leaflet, “On ferries”, 31 July 2019, as of July 2019"]
    assert entry["As of"] == ["July 2019"]
    assert entry["Note"] == ["Some say fewer."]


def test_another_wording_stands_beside_with_its_relation(made: Build) -> None:
    card, entry = on_card(made, "crossings"), in_list(made, "crossings")
    assert card["Also"] == ["Notice, 2019: “72 crossings” (refines)"]
    assert entry["Evidence"] == [
        "“about 70 crossings” – Leaflet",
        "“72 crossings” – Notice (refines)",
    ]


def test_an_open_card_leaves_out_what_others_say(made: Build) -> None:
    card = on_card(made, "crossings", '<div class="facts-card facts-shown">(?=[^\n]*{})')
    assert "Also" not in card
    assert card["Standing"] == on_card(made, "crossings")["Standing"]


def test_a_value_of_a_data_file_is_named_by_its_place(made: Build) -> None:
    card, entry = on_card(made, "price"), in_list(made, "price")
    assert card["Proof"] == ["read from the data file, at ticket"]
    assert entry["Evidence"] == ["the value at ticket – Tariff"]
    assert entry["Proof"] == ["compared with the data file on every check"]


def test_a_source_says_when_it_was_read_and_where_a_copy_is_kept(made: Build) -> None:
    entry = search(r'id="source-leaflet".*?</dl>', made.page("lists"), re.S)[0]
    plain = " ".join(re.sub("<[^>]+>", " ", entry).split())
    assert "Read : 6 May 2024" in plain
    assert 'href="https://archive.example/1"' in entry
