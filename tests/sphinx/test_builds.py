"""Builds of a small book: by every builder, of every fault, and again without a stale page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from building import Book, Build, Copy, UnchangedBook, build, search, without_colours
from conftest import ROOT
from sphinx.cmd.build import main as sphinx_build
from sphinx.errors import ConfigError

from sphinx_facts.sphinx_ext import extension

BUILDERS = ["html", "dirhtml", "singlehtml", "epub", "latex", "text", "man"]
LISTS = ["lists", "people"]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return UnchangedBook(tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(Book(tmp_path_factory.mktemp("built")), tmp_path_factory.mktemp("kept") / "book")


@pytest.fixture
def changing(built: Copy) -> Book:
    """A book, built already, that a test may change."""
    return built.restore()


# Builders


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder_shows_every_role_and_directive(book: Book, builder: str) -> None:
    made = book.build(builder)
    assert made.warnings == []
    files = [
        path
        for path in made.out.rglob("*")
        if path.suffix in (".html", ".xhtml", ".tex", ".txt", ".1")
    ]
    text = "\n".join(path.read_text("utf-8") for path in files)
    text = re.sub(r"<[^>]*>|\\sphinxstyleemphasis|\\", "", text)
    shown = [
        "over 4,000 cars",
        "roughly 300",
        "Grey Lady",
        "Ada Quist",
        "The Gazette",
        "two chapters",
        "can no longer",
    ]
    assert [words for words in shown if words not in text] == []


def test_links_on_a_single_page_lead_somewhere(book: Book) -> None:
    html = book.build("singlehtml").page("index")
    ids = re.findall(r' id="([^"]*)"', html)
    assert len(ids) == len(set(ids))
    entries = {link for link in re.findall(r'href="#([^"]*)"', html) if "-" in link}
    assert any(link.startswith("cited-") for link in entries)
    assert any(link.startswith("person-") for link in entries)
    assert entries - set(ids) == set()


def test_links_in_latex_lead_somewhere(book: Book) -> None:
    (file,) = book.build("latex").out.glob("*.tex")
    tex = file.read_text("utf-8")
    links = set(re.findall(r"\\hyperref\[\\detokenize\{([^}]*)\}", tex))
    labels = set(re.findall(r"\\label\{\\detokenize\{([^}]*)\}", tex))
    assert any("cited-bridge-fact-cars-1" in link for link in links)
    assert links - labels == set()


def test_a_book_is_the_same_from_one_and_from_four_jobs(book: Book, tmp_path: Path) -> None:
    """Other folders, too: nothing of the place or the order of work is in a page."""
    one = build(book.folder / "docs", tmp_path / "one" / "html", jobs=1)
    four = build(book.folder / "docs", tmp_path / "four" / "html", jobs=4)
    assert len(one.read) > 5  # Of fewer, Sphinx reads all in one process.
    assert one.pages() == four.pages()


@pytest.mark.slow
def test_the_real_book_is_the_same_from_one_and_from_four_jobs(
    real_book: Build, tmp_path: Path
) -> None:
    four = build(ROOT / "docs", tmp_path / "four" / "html", jobs=4)
    assert len(real_book.read) > 8
    assert real_book.pages() == four.pages()


# The index of facts


def entries(page: str) -> dict[str, dict[str, str]]:
    """The attributes of each entry of the index, by its id."""
    found = re.findall(r'<div (data-facts-[^>]*)><dt id="fact-([^"]*)"', page)
    return {id_: dict(re.findall(r'data-facts-(\w+)="([^"]*)"', text)) for text, id_ in found}


def test_an_entry_bears_what_it_is_filtered_and_sorted_by(book: Book) -> None:
    made = entries(book.build().page("lists"))
    assert list(made) == ["cars", "passengers", "opened", "no-longer", "lady"]
    assert made["passengers"] == {
        "kind": "figure", "person": "harbour-office", "source": "gazette", "chapter": "ferry",
        "status": "single-source", "proof": "proven", "date": "", "value": "300", "unit": "",
        "citations": "1",
    }  # fmt: skip
    assert (
        made["opened"] | {"date": "1902-01-01", "chapter": "", "citations": "0"} == made["opened"]
    )
    assert made["no-longer"]["citations"] == "2"


def test_the_form_offers_only_what_makes_a_difference(book: Book) -> None:
    html = book.build().page("lists")
    form = html[html.index('<form class="facts-filter"') : html.index("</form>")]
    offered = dict(re.findall(r'<template data-facts-for="(\w+)">(.*?)</template>', form))
    values = {name: re.findall(r'value="([^"]*)"', text) for name, text in offered.items()}
    assert values == {
        "kind": ["figure", "quote", "term"],
        "person": ["nobody", "harbour-office", "ada-quist"],
        "source": ["gazette", "almanac"],
        "chapter": ["bridge", "ferry"],
    }  # All facts are proven: there is no choice of their standing.
    assert "Ada Quist" in offered["person"]


def test_an_entry_names_a_chapter_once_and_its_other_places_behind_it(book: Book) -> None:
    html = book.build().page("lists")
    entry = html[html.index('id="fact-no-longer"') : html.index('id="fact-lady"')]
    links = re.findall(r'<a [^>]*href="(bridge[^"]*)"[^>]*>(.*?)</a>', entry)
    anchors = [f"bridge.html#cited-bridge-fact-no-longer-{number}" for number in (1, 2)]
    assert links == [(anchors[0], "The bridge"), (anchors[1], "again")]


def test_chapters_are_named_in_the_order_of_reading(tmp_path: Path) -> None:
    book = Book(tmp_path, plain="# A\n\nThey call it {named}`lady`.\n")
    book.change("docs/index.md", "bridge\nferry\nplain\n", "plain\nferry\nbridge\n")
    assert entries(book.build().page("lists"))["lady"]["chapter"] == "plain bridge"
    book.change("docs/index.md", "plain\nferry\nbridge\n", "bridge\nferry\nplain\n")
    again = book.build()
    assert again.read == ["index"]
    assert entries(again.page("lists"))["lady"]["chapter"] == "bridge plain"


def test_a_document_with_spaces_in_its_name_is_one_chapter(tmp_path: Path) -> None:
    files = {"over the bridge": "# Over\n\nThey call it {named}`lady`.\n"}
    book = Book(tmp_path, **files)
    book.change("docs/index.md", "plain\n", "plain\nover the bridge\n")
    made = book.build()
    assert made.warnings == []
    html = made.page("lists")
    assert entries(html)["lady"]["chapter"] == "bridge over%20the%20bridge"
    assert '<option value="over%20the%20bridge">Over</option>' in html


# Faults


FAULTS = {
    "F001": "There are 77 boats.",
    "F002": "{fact}`over 5,000 cars <cars>` cross the bridge.",
    "F003": "{fact}`4,000 cars <cars>` cross the bridge.",
    "F004": "{fact}`over 4,000 per cent <cars>` cross the bridge.",
    "F005": "The tower weighs {fact}`cars`.",
    "F006": "It carries {fact}`passengers`.",
    "Q001": "The bridge is “a wonder”.",
    "Q002": "{quote}`We can never count on it <no-longer>` says Ada Quist.",
    "Q003": "{quote}`We can … count on it <no-longer>` says Ada Quist.",
    "Q004": "{quote}`no-longer` says the Harbour Office.",
    "C001": "{fact}`carz` cross the bridge.",
    "C003": "It stood {fact}`earlier` already.",
}
EARLIER = """\
  earlier:
    figure: in 1902
    claim: The bridge stood in 1902.
    superseded_by: opened
    evidence:
      - source: almanac
        excerpt: The bridge was opened in 1902
"""
BY_OTHER_MEANS = {
    "substitution in conf.py": "Of {{ boats }}.",
    "substitution in front matter": "---\nmyst: {substitutions: {a: 77 boats}}\n---\n\n{{ a }}",
    "include": "```{include} part.inc\n```",
    "raw": "```{raw} html\n<p>77 boats</p>\n```",
    "reStructuredText": "```{eval-rst}\nOf 77 boats.\n```",
    "alternative text": "![77 boats](picture.png)",
    "title of a link": '[boats](https://example.org "77 boats")',
    "abbreviation": "{abbr}`B (77 boats)`",
    "caption of contents": "```{toctree}\n:caption: 77 boats\n\nferry\n```",
    "description": "---\nmyst: {html_meta: {description: 77 boats}}\n---\n\nText",
    "another extension": "ADD",
}
CONF = """
myst_enable_extensions.append("substitution")
myst_substitutions = {"boats": "77 boats"}
suppress_warnings = ["toc", "image", "myst.header"]

def setup(app):
    from docutils import nodes

    def add(app, doctree):
        for text in list(doctree.findall(nodes.Text)):
            if text == "ADD":
                text.parent.replace(text, nodes.Text("77 boats"))

    app.connect("doctree-read", add)
"""


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> list[Build]:
    """A book with a chapter for each fault, built three times: each is read but once."""
    names = {f"fault-{code.lower()}": f"# Fault\n\n{text}\n" for code, text in FAULTS.items()}
    texts = {f"means-{number}": text for number, text in enumerate(BY_OTHER_MEANS.values())}
    book = Book(
        tmp_path_factory.mktemp("faulty"),
        **names,
        **{name: f"{text}\n" for name, text in texts.items()},
    )
    book.write(
        {
            "docs/part.inc": "Of 77 boats.\n",
            "docs/picture.png": "",
            "docs/rst.rst": "Text\n====\n\nOf |other|.\n\n.. |other| replace:: 77 boats\n",
        }
    )
    for name, more in {"facts/facts.yaml": EARLIER, "docs/conf.py": CONF}.items():
        path = book.folder / name
        path.write_text(path.read_text("utf-8") + more, "utf-8")
    book.record()
    return [book.build(), book.build(), book.build("text")]


def warned(made: Build, name: str) -> set[str]:
    return {
        line.rpartition("[facts.")[2][:4]
        for line in made.warnings
        if f"/{name}:" in line and "[facts." in line
    }


@pytest.mark.parametrize("code", FAULTS)
def test_the_build_warns_of_every_fault_each_time(faulty: list[Build], code: str) -> None:
    assert [warned(made, f"fault-{code.lower()}.md") for made in faulty] == [{code}] * 3


@pytest.mark.parametrize("means", BY_OTHER_MEANS)
def test_the_build_sees_what_only_it_can_know(faulty: list[Build], means: str) -> None:
    name = "part.inc" if means == "include" else f"means-{list(BY_OTHER_MEANS).index(means)}.md"
    assert [warned(made, name) for made in faulty] == [{"F001"}] * 3


def test_the_build_reads_restructuredtext(faulty: list[Build]) -> None:
    assert [warned(made, "rst.rst") for made in faulty] == [{"F001"}] * 3


def test_what_docutils_says_of_a_fault_is_no_text_of_the_book(tmp_path: Path) -> None:
    made = Book(tmp_path, plain="# Plain\n\nThere is {fcat}`cars` here.\n").build()
    assert [line for line in made.warnings if "[facts." in line] == []
    assert any('Unknown interpreted text role "fcat"' in line for line in made.warnings)


def test_nothing_is_read_again_for_a_warning(faulty: list[Build]) -> None:
    assert [len(made.read) > 20 for made in faulty] == [True, False, False]
    assert faulty[1].read == faulty[1].written == faulty[2].read == []


def sphinx(book: Book, capsys: pytest.CaptureFixture[str]) -> tuple[object, str]:
    """Sphinx's own command: its exit code, and what it says."""
    capsys.readouterr()
    code: object
    try:
        code = sphinx_build(["-q", "-W", str(book.folder / "docs"), str(book.folder / "out")])
    except SystemExit as ended:
        code = ended.code
    return code, without_colours(capsys.readouterr().err)


def test_a_fault_ends_a_strict_build_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Book(tmp_path, plain="# Plain\n\nOf 77 boats.\n")
    for _ in range(2):
        code, said = sphinx(book, capsys)
        assert code == 1
        assert "plain.md:3: WARNING: F001 unsourced-figure: “77”" in said


def test_a_broken_facts_file_ends_the_build_with_one_message(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = Book(tmp_path)
    book.change(
        "facts/facts.yaml", "claim: The bridge has a nickname.", "klaim: The bridge has a nickname."
    )
    code, said = sphinx(book, capsys)
    assert code == 2
    assert re.search(
        r"facts\.yaml:\d+:\d+: ERROR: X001 broken-facts-file: .*unknown key klaim.*claim",
        said,
    )
    assert "Traceback" not in said
    assert "report" not in said


# Again


def fresh(book: Book) -> Build:
    return build(book.folder / "docs", book.folder / "fresh" / "html", fresh=True)


def indexed(script: bytes) -> Any:
    """The search index without the words that are found nowhere any more: Sphinx leaves them in."""
    index = json.loads(script[script.index(b"(") + 1 : -1])
    for terms in (index["terms"], index["titleterms"]):
        for word in [word for word, places in terms.items() if places == []]:
            del terms[word]
    return index


def assert_like_fresh(book: Book, made: Build) -> None:
    assert made.warnings == []
    again, anew = made.pages(), fresh(book).pages()
    assert indexed(again.pop("searchindex.js")) == indexed(anew.pop("searchindex.js"))
    assert again == anew


def test_nothing_changed_nothing_done(changing: Book) -> None:
    again = changing.build()
    assert (again.read, again.written) == ([], [])


Written = tuple[list[str], list[str]]
"""The documents that Sphinx reads again after a change, and those that it writes."""


def edit_fact(book: Book) -> Written:
    book.change("facts/facts.yaml", "More than 4,000 cars cross", "Over 4,000 cars each day cross")
    return ["bridge"], ["bridge", *LISTS]


def edit_uncited_fact(book: Book) -> Written:
    book.change(
        "facts/facts.yaml",
        "The bridge has stood since 1902",
        "People have used the bridge since 1902",
    )
    return [], LISTS


def edit_speaker(book: Book) -> Written:
    book.change("facts/facts.yaml", "role: the town's mayor", "role: mayor")
    return ["bridge"], ["bridge", *LISTS]


def edit_publisher(book: Book) -> Written:
    book.change("facts/facts.yaml", "publisher: The Almanac", "publisher: The Great Almanac")
    return [], LISTS


def edit_shown_publisher(book: Book) -> Written:
    book.change("facts/facts.yaml", "publisher: The Gazette", "publisher: The Daily Gazette")
    return ["bridge", "ferry"], ["bridge", "ferry", *LISTS]


def edit_lock(book: Book) -> Written:
    book.change("snapshots/almanac.txt", "The bridge was", "Here it is. The bridge was")
    book.record()
    return [], LISTS


def edit_name(book: Book) -> Written:
    book.change("facts/facts.yaml", "also: [Harbour Office]", "also: [Harbour Office, Port Office]")
    everything = ["bridge", "ferry", "index", "lists", "people", "plain"]
    return everything, everything


def add_citation(book: Book) -> Written:
    book.change("docs/plain.md", "Only words.", "The bridge was {fact}`opened`.")
    return ["plain"], ["plain", *LISTS]


def add_fact(book: Book) -> Written:
    path = book.folder / "facts" / "facts.yaml"
    path.write_text(
        path.read_text("utf-8") + EARLIER.replace("    superseded_by: opened\n", ""), "utf-8"
    )
    book.record()
    return ["index"], ["index", *LISTS]


def remove_fact(book: Book) -> Written:
    path = book.folder / "facts" / "facts.yaml"
    text = path.read_text("utf-8")
    start, end = text.index("  opened:"), text.index("  no-longer:")
    path.write_text(text[:start] + text[end:], "utf-8")
    book.record()
    return ["index"], ["index", *LISTS]


def move_list(book: Book) -> Written:
    """Whoever links to an entry of the list is written again."""
    book.change("docs/lists.md", "## Sources\n\n```{sources}\n```\n", "")
    book.change(
        "docs/people.md",
        "```{people}\n```",
        "```{people}\n```\n\n## Sources\n\n```{sources}\n```\n",
    )
    return LISTS, ["bridge", "ferry", *LISTS]


EDITS = [
    edit_fact, edit_uncited_fact, edit_speaker, edit_publisher, edit_shown_publisher, edit_lock,
    edit_name, add_citation, add_fact, remove_fact, move_list,
]  # fmt: skip


@pytest.fixture
def every_document(changing: Book) -> set[str]:
    return set(changing.build(fresh=True).read)


def test_what_was_read_by_other_rules_is_read_anew(
    changing: Book, every_document: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert changing.build().read == []
    monkeypatch.setattr(extension, "code_digest", lambda **_: b"other code")
    assert set(changing.build().read) == every_document


def test_what_was_read_by_other_settings_is_read_anew(
    changing: Book, every_document: set[str]
) -> None:
    changing.write({"pyproject.toml": "[tool.sphinx-facts]\nread-literals = true\n"})
    assert set(changing.build().read) == every_document
    assert changing.build().read == []


@pytest.mark.parametrize("silenced", ["facts", "facts.F001", "facts.*"])
def test_no_setting_of_sphinx_silences_what_is_found(changing: Book, silenced: str) -> None:
    with pytest.raises(ConfigError, match="would silence"):
        changing.build(suppress_warnings=["toc", silenced])


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_an_edit_reaches_the_pages_that_show_it_and_no_others(
    changing: Book, edit: Callable[[Book], Written]
) -> None:
    read, written = edit(changing)
    made = changing.build()
    # Sphinx itself writes the first page whenever it writes any.
    assert (made.read, made.written) == (read, sorted({"index", *written}))
    assert_like_fresh(changing, made)


def test_a_chapter_that_goes_takes_its_links_with_it(changing: Book) -> None:
    (changing.folder / "docs" / "ferry.md").unlink()
    changing.change("docs/index.md", "ferry\n", "")
    made = changing.build()
    assert made.read == ["index"]
    assert set(made.written) == {"index", *LISTS}
    # Sphinx itself leaves the links to the next chapter in the other pages as they were.
    main = re.compile(r'role="main">.*?<div class="clearer">', re.DOTALL)
    for name, page in fresh(changing).pages().items():
        if name.endswith(".html") and name != "ferry.html":
            assert main.findall(page.decode()) == main.findall(made.pages()[name].decode()), name


def test_a_build_by_another_builder_in_between_leaves_nothing_stale(changing: Book) -> None:
    edit_fact(changing)
    edit_publisher(changing)
    # Not the text builder: Sphinx reads documents for it without curling their quotation marks.
    assert changing.build("epub").read == ["bridge"]
    made = changing.build()
    assert (made.read, made.written) == ([], ["bridge", "index", *LISTS])
    assert_like_fresh(changing, made)


def test_a_fault_that_is_mended_in_the_facts_is_reported_no_longer(changing: Book) -> None:
    changing.change("facts/facts.yaml", "  cars:", "  carriages:")
    made = changing.build()
    assert made.read == ["bridge"]
    assert warned(made, "bridge.md") == {"C001"}
    changing.change("facts/facts.yaml", "  carriages:", "  cars:")
    assert warned(changing.build(), "bridge.md") == set()


# Cards

HOSTILE = "<script>alert()</script> & \"'"
PAGE = """\
# Over the bridge: {fact}`cars`

## {quote}`no-longer` says {person}`ada-quist`

| Cars | Bridge |
|------|--------|
| {fact}`cars` cross | {fact}`more than 3,900 <cars>` cross |

They call the bridge {named}`lady`. {fact}`cars` cross.

```{quotation} no-longer
```
"""


Attributes = list[tuple[str, str | None]]


class Elements(HTMLParser):
    """Checks that elements are closed in order, and keeps what the tests ask for."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[dict[str, Any]] = []
        self.nested: list[str] = []
        self.text: dict[str, str] = {}
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        self.attributes.append(dict(attrs))
        if tag in ("p", "div", "ul", "table", "blockquote", "section") and "span" in self.open:
            self.nested.append(tag)
        if tag not in ("meta", "link", "img", "input", "br", "hr", "col"):
            self.open.append(tag)

    def handle_startendtag(self, _: str, attrs: Attributes) -> None:
        self.attributes.append(dict(attrs))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open:
            self.text[self.open[-1]] = self.text.get(self.open[-1], "") + data


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Build:
    book = Book(tmp_path_factory.mktemp("hostile"), plain=PAGE)
    book.change(
        "facts/facts.yaml",
        "claim: More than 4,000 cars cross the bridge daily.",
        f"claim: |-\n      More than 4,000 cars daily {HOSTILE}",
    )
    book.change("facts/facts.yaml", "The Gazette", HOSTILE.partition(" &")[0])
    return book.build(html_theme="sphinx_book_theme", html_sidebars={})


def test_every_citation_has_a_button_that_opens_its_card(hostile: Build) -> None:
    assert hostile.warnings == []
    attributes = Elements(hostile.page("plain")).attributes
    ids = [found["id"] for found in attributes if "id" in found]
    assert len(ids) == len(set(ids))
    roles = ("fact", "quote", "named", "quotation")
    cited = [
        found["id"]
        for found in attributes
        if found.get("data-facts-role") in roles and "id" in found
    ]
    assert len(cited) == 7
    buttons = [found for found in attributes if found.get("class") == "facts-button"]
    assert [button["aria-labelledby"].split()[1] for button in buttons] == cited
    assert [button["popovertarget"] for button in buttons] == [f"{id_}-card" for id_ in cited]
    assert [found["id"] for found in attributes if "popover" in found] == [
        f"{id_}-card" for id_ in cited
    ]
    closing = [found for found in attributes if found.get("popovertargetaction") == "hide"]
    assert [found["popovertarget"] for found in closing] == [f"{id_}-card" for id_ in cited]


def test_a_card_tells_all_that_is_known(hostile: Build) -> None:
    html = hostile.page("plain")
    (card,) = re.findall(r'<span popover [^>]*id="cited-plain-fact-lady-1-card".*', html)
    text = re.sub(r"<[^>]+>", "", card)
    for words in (
        "The bridge has a nickname.",
        "Grey Lady",
        "…\N{NO-BREAK SPACE}“the ‘Grey Lady’”",
        "undated",
    ):
        assert words in text
    assert 'href="lists.html#fact-lady"' in card


def test_a_card_leads_to_the_other_chapters_that_cite_the_fact(hostile: Build) -> None:
    card = hostile.page("bridge")
    card = card[card.index('id="cited-bridge-fact-lady-1-card"') :]
    link = search(r'Also cited in</span> <span><a href="([^"]*)">(.*?)</a></span>', card)
    assert link[1] == "plain.html#cited-plain-fact-lady-1"
    assert re.sub("<[^>]+>", "", link[2]) == "Over the bridge: over 4,000 cars"
    assert "Also cited in" not in hostile.page("ferry")


def test_a_citation_elsewhere_reaches_the_cards_of_the_fact(changing: Book) -> None:
    changing.change("docs/plain.md", "Only words.", "They call it {named}`lady`.")
    made = changing.build()
    assert (made.read, "bridge" in made.written) == (["plain"], True)
    assert_like_fresh(changing, made)


def test_a_card_may_stand_open_on_a_page(tmp_path: Path) -> None:
    book = Book(tmp_path, plain="# Plain\n\n```{fact-card} lady\n```\n")
    made = book.build()
    assert made.warnings == []
    card = search(r'<div class="facts-card facts-shown">(.*?)</div>', made.page("plain"))[1]
    assert "The bridge has a nickname." in card
    assert "button" not in card
    book.change("facts/facts.yaml", "The bridge has a nickname.", "The bridge has another name.")
    assert "another name" in book.build().page("plain")
    assert "another name" not in (book.build("text").out / "plain.txt").read_text("utf-8")


def test_a_card_of_nothing_is_an_error(tmp_path: Path) -> None:
    (warning,) = Book(tmp_path, plain="# Plain\n\n```{fact-card} ladi\n```\n").build().warnings
    assert "plain.md:3: ERROR: there is no fact ladi" in warning


def test_printed_the_cards_are_notes_one_for_each_fact(hostile: Build) -> None:
    html = hostile.page("plain")
    notes, sources = html[html.index('class="facts-notes"') :].split(">Sources</p>")
    numbers = re.findall(r'data-note="(.*?)"', html)
    assert [sorted(set(numbers)), notes.count("<li>")] == [["1", "2", "3"], 3]
    assert "popover" not in notes
    listed = re.sub("<[^>]+>", "", sources[: sources.index("</ul>")])
    assert listed == "&lt;script&gt;alert()&lt;/script&gt;, undated."  # once, for all notes
    assert "facts-notes" not in hostile.page("index")


def test_in_an_e_book_the_words_lead_to_the_notes(book: Book) -> None:
    made = book.build("epub")
    html = (made.out / "bridge.xhtml").read_text("utf-8")
    leads = re.findall(r'role="doc-noteref" href="#([\w-]+)">(\d)<', html)
    assert dict(leads) == {"note-1": "1", "note-2": "2", "note-3": "3"}
    assert re.findall(r'<li id="(note-[\w-]+)"', html) == list(dict(leads))
    assert "popover" not in html


def test_a_book_in_one_file_has_each_note_once(book: Book) -> None:
    html = book.build("singlehtml").page("index")
    assert html.count('class="facts-notes"') == 1
    numbers = set(re.findall(r'data-note="(.*?)"', html))
    assert numbers == {
        str(number + 1) for number in range(html.count('<li><span class="facts-cla'))
    }


@pytest.mark.parametrize("name", ["plain", "bridge", "ferry", "lists", "people", "index"])
def test_pages_are_well_nested_and_what_is_recorded_is_escaped(hostile: Build, name: str) -> None:
    html = hostile.page(name)
    page = Elements(html)
    assert page.open == []
    assert "<script>alert" not in html
    body = html[html.index("<article") : html.index("</article>")]
    assert Elements(body).nested == []


def test_citations_in_headings_stay_out_of_contents_and_titles(hostile: Build) -> None:
    page = hostile.page("plain")
    title = search(r"<title>(.*?)</title>", page, re.DOTALL)[1]
    assert "over 4,000 cars" in title
    assert "alert" not in title
    for name in ("plain", "ferry", "lists"):
        html = hostile.page(name)
        around = re.sub(r"<article.*?</article>", "", html, flags=re.DOTALL)
        assert "over 4,000 cars" in around
        assert "popovertarget" not in around.replace('popovertarget="contents"', "")
        assert 'id="cited-' not in around


def test_the_search_index_holds_no_card(hostile: Build) -> None:
    index = (hostile.out / "searchindex.js").read_text("utf-8")
    assert "bridg" in index
    assert "undated" not in index
