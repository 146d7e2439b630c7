"""Another Sphinx project refers to the facts of a book, by what the book writes for it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from building import Book, build
from sphinx.util.inventory import InventoryFile

CONF = """\
project = "Another project"
extensions = ["sphinx.ext.intersphinx", "myst_parser"{more}]
intersphinx_mapping = {{"book": ("https://example.org/book/", {inventory!r})}}
html_theme = "basic"
"""
BY_ROLE = """\
# By role

See {external+book:facts:fact}`the traffic on the bridge <cars>`, and
{external+book:facts:person}`ada-quist`, in {external+book:facts:source}`gazette`.

What is not there is no link: {external+book:facts:fact}`carz`.
"""
BY_LINK = """\
# By link

See [the traffic](inv:book:facts:fact#cars) and <inv:book:facts:person#ada-quist>.
"""
RST = """\
By role
=======

See :external+book:facts:fact:`the traffic <cars>`.
"""


@pytest.fixture(scope="module")
def inventory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    book = Book(tmp_path_factory.mktemp("book"))
    return book.build().out / "objects.inv"


def links(page: str) -> dict[str, str]:
    found = re.findall(r'<a class="reference external" href="([^"]*)"[^>]*>(.*?)</a>', page)
    return {href: re.sub("<[^>]+>", "", text) for href, text in found}


def test_facts_people_and_sources_are_in_the_inventory_with_their_permanent_anchors(
    inventory: Path,
) -> None:
    data = InventoryFile.loads(inventory.read_bytes(), uri="").data
    facts = data["facts:fact"]
    assert sorted(facts) == ["cars", "lady", "no-longer", "opened", "passengers"]
    assert facts["cars"].uri == "lists.html#fact-cars"
    assert facts["cars"].display_name == "over 4,000 cars"
    assert data["facts:person"]["ada-quist"].uri == "people.html#person-ada-quist"
    assert data["facts:source"]["gazette"].uri == "lists.html#source-gazette"


def test_another_book_refers_to_them_by_role(inventory: Path, tmp_path: Path) -> None:
    other = Book(tmp_path, plain=BY_ROLE)
    other.write(
        {
            "docs/conf.py": CONF.format(more=', "sphinx_facts"', inventory=str(inventory)),
            "docs/rst.rst": f":orphan:\n\n{RST}",
        }
    )
    made = other.build()
    (warning,) = made.warnings
    assert "plain.md:6: WARNING: external facts:fact reference target not found: carz" in warning
    assert links(made.page("plain")) == {
        "https://example.org/book/lists.html#fact-cars": "the traffic on the bridge",
        "https://example.org/book/people.html#person-ada-quist": "Ada Quist",
        "https://example.org/book/lists.html#source-gazette": "The Gazette",
    }
    assert "https://example.org/book/lists.html#fact-cars" in links(made.page("rst"))


def test_a_project_without_the_extension_refers_to_them_by_link(
    inventory: Path, tmp_path: Path
) -> None:
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "conf.py").write_text(CONF.format(more="", inventory=str(inventory)), "utf-8")
    (docs / "index.md").write_text(BY_LINK, "utf-8")
    made = build(docs, tmp_path / "html")
    assert made.warnings == []
    assert links(made.page("index")) == {
        "https://example.org/book/lists.html#fact-cars": "the traffic",
        "https://example.org/book/people.html#person-ada-quist": "Ada Quist",
    }


def test_within_a_book_the_same_roles_lead_to_the_entries(tmp_path: Path) -> None:
    text = "# Links\n\nOf {facts:fact}`the traffic <cars>`, of {facts:person}`her <ada-quist>`.\n"
    made = Book(tmp_path, plain=text).build()
    assert made.warnings == []
    assert 'href="lists.html#fact-cars"' in made.page("plain")
    assert 'href="people.html#person-ada-quist"' in made.page("plain")


def test_links_to_an_id_that_an_entry_had_lead_to_it(tmp_path: Path) -> None:
    book = Book(tmp_path / "book", old="# Old\n\nSee {facts:fact}`the entry <crossings>`.\n")
    book.change("facts/facts.yaml", "  cars:\n", "  cars:\n    formerly: [crossings]\n")
    built = book.build()
    assert '<span id="fact-crossings"></span>' in built.page("lists")
    assert 'href="lists.html#fact-cars"' in built.page("old")
    other = build_by_role(tmp_path / "other", "crossings", built.out / "objects.inv")
    assert other == {"https://example.org/book/lists.html#fact-cars": "over 4,000 cars"}


def build_by_role(folder: Path, target: str, inventory: Path) -> dict[str, str]:
    other = Book(folder, plain=f"# By role\n\nSee {{external+book:facts:fact}}`{target}`.\n")
    other.write({"docs/conf.py": CONF.format(more=', "sphinx_facts"', inventory=str(inventory))})
    return links(other.build().page("plain"))
