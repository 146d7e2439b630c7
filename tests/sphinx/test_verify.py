"""The page on which readers check a copy of their own: its script agrees with the check."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from building import Book, Build, search
from conftest import ROOT, SITE

from sphinx_facts.facts.store import Store
from sphinx_facts.proof.merkle import Tree
from sphinx_facts.sphinx_ext import verify
from sphinx_facts.text.words import split

CASES = ROOT / "tests" / "cases"
STATIC = SITE / "sphinx_facts" / "sphinx_ext" / "static"
ROOTS = [json.loads(line) for line in (CASES / "roots.jsonl").read_text("utf-8").splitlines()]
WORDS = [json.loads(line) for line in (CASES / "words.jsonl").read_text("utf-8").splitlines()]
PAGES = [
    json.loads(line) for line in (CASES / "running_lines.jsonl").read_text("utf-8").splitlines()
]
NODE = shutil.which("node")
needs_node = pytest.mark.skipif(
    NODE is None, reason="node is not installed, so the script of the page was not compared"
)


def run(program: str, given: Any) -> Any:
    """What a program of JavaScript makes of `given`; it sees the script as `S`."""
    script = (STATIC / "verify.js").as_posix()
    code = f"""require({json.dumps(script)}); const S = globalThis.sphinxFacts;
    const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
    const hex = (bytes) => Buffer.from(bytes).toString("hex");
    const own = async (bytes) => S.ownSha256(bytes);
    (async () => {{ {program} }})().then((made) => console.log(JSON.stringify(made)));"""
    ran = subprocess.run(
        [str(NODE), "-e", code],
        input=json.dumps(given),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout)


def folded_lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("case", ROOTS, ids=lambda case: case["why"])
def test_a_text_has_this_root(case: dict[str, Any]) -> None:
    tree = Tree(split(folded_lines(case["text"])))
    assert (tree.head.hex(), tree.root) == (case["head"], case["root"])


@needs_node
def test_the_script_finds_the_words_of_every_case() -> None:
    found = run(
        "return given.map((c) => S.findWords(c).map((w) => w.text))", [c["text"] for c in WORDS]
    )
    assert found == [case["words"] for case in WORDS]


@needs_node
def test_the_script_cuts_what_runs_through_the_pages() -> None:
    texts = ["\f".join(case["pages"]) for case in PAGES]
    found = run("return given.map((c) => S.findWords(c).map((w) => w.text))", texts)
    assert found == [split(case["text"]) for case in PAGES]


@needs_node
@pytest.mark.parametrize("digest", ["S.sha256", "own"])
def test_the_script_finds_the_root_of_every_case(digest: str) -> None:
    program = f"""return Promise.all(given.map(async (text) => {{
      const {{ made, words }} = await S.verify(text, {{ words: 0 }}, [], {digest});
      return [words.length, made.head, made.root];
    }}))"""
    found = run(program, [case["text"] for case in ROOTS])
    assert found == [[case["count"], case["head"], case["root"]] for case in ROOTS]


@needs_node
def test_the_script_agrees_on_texts_made_by_chance() -> None:
    chance = random.Random(9162)
    alphabet = list(
        "aZ9_ .,'’-–—\"“”«»‹›…\u00a0\u00ad\u200b\u2028\ufeff\x1c\x85é\u0301ß½٣漢字🚗\t\n‚$%"
    )
    texts = ["".join(chance.choices(alphabet, k=chance.randrange(1, 60))) for _ in range(2000)]
    found = run("return given.map((text) => S.findWords(text).map((w) => w.text))", texts)
    assert [
        pair for pair in zip(texts, found, map(split, texts), strict=True) if pair[1] != pair[2]
    ] == []


@needs_node
def test_the_scripts_own_hash_is_sha_256() -> None:
    program = """const bytes = (n) => Uint8Array.from({ length: n }, (_, i) => (i * 7 + n) % 256);
    const pair = async (b) => [hex(S.ownSha256(b)), hex(await S.sha256(b))];
    return Promise.all(given.map((n) => pair(bytes(n))))"""
    pairs = run(program, [*range(200), 1000, 4096])
    assert [pair for pair in pairs if pair[0] != pair[1]] == []


# The page

TEXTS = {name: f"{name}.txt" for name in ("gazette", "almanac")}
PAGE = "# Verify\n\n```{verify}\n```\n"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    return Book(tmp_path_factory.mktemp("verify"), plain=PAGE)


@pytest.fixture(scope="module")
def made(book: Book) -> Build:
    return book.build()


@pytest.fixture(scope="module")
def page_data(made: Build) -> list[Any]:
    block = search(
        r'<script type="application/json" id="verify-data">(.*?)</script>', made.page("plain")
    )
    data: list[Any] = json.loads(block[1])
    return data


def check(data: Any, text: str) -> Any:
    program = """const [source, copy] = given;
    const report = await S.verify(copy, source, source.excerpts);
    return [report.isWhole, report.results, report.difference]"""
    return run(program, [data, text])


def gazette(book: Book, page_data: list[Any], old: str = "", new: str = "") -> tuple[Any, str]:
    text = Path(book.folder / "snapshots" / "gazette.txt").read_text("utf-8")
    assert old in text
    (data,) = [source for source in page_data if source["name"] == "The Gazette"]
    return data, text.replace(old, new) if old else text


@needs_node
def test_the_recorded_text_proves_every_excerpt(book: Book, page_data: list[Any]) -> None:
    data, text = gazette(book, page_data)
    for copy in (text, text.replace(" ", "\u00a0\n"), text.replace("“", '"').replace("\n", "\r\n")):
        whole, results, difference = check(data, copy)
        assert whole
        assert difference is None
        assert [result["place"] for result in results] == [e["start"] for e in data["excerpts"]]


@needs_node
@pytest.mark.parametrize(
    ("old", "new", "recorded", "shown"),
    [
        ("4,000", "5,000", ["4,000"], ["5,000"]),
        ("4,000 ", "", ["4,000"], []),
        ("4,000", "nearly 4,000", [], ["nearly"]),
        ("Over 4,000", "About 4,000", ["Over"], ["About"]),
        ("old bridge every", "bridge every", ["old"], []),
        ("old bridge every", "old bridges every", ["bridge"], ["bridges"]),
    ],
)
def test_a_changed_word_is_shown_where_it_is(
    book: Book, page_data: list[Any], old: str, new: str, recorded: list[str], shown: list[str]
) -> None:
    data, text = gazette(book, page_data, old, new)
    whole, results, difference = check(data, text)
    assert not whole
    words = split(text)
    failed = [
        (excerpt["words"], result["nearest"])
        for excerpt, result in zip(data["excerpts"], results, strict=True)
        if result["place"] < 0
    ]
    assert len(failed) == 1
    ((run_words, near),) = failed
    assert run_words[slice(*near["run"])] == recorded
    assert words[slice(*near["words"])] == shown
    assert difference[0] <= near["words"][0]


@needs_node
@pytest.mark.parametrize(
    ("old", "new"), [("in 2019", "in 2018"), ("cross the old", "pass the old"), ("below", "under")]
)
def test_a_difference_outside_every_excerpt_is_found_by_the_hashes(
    book: Book, page_data: list[Any], old: str, new: str
) -> None:
    data, text = gazette(book, page_data, old, new)
    before, after = split(gazette(book, page_data)[1]), split(text)
    (place,) = [at for at, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]]
    first, end = check(data, text)[2]
    assert first <= place < end
    assert end - first <= 8


@needs_node
def test_another_text_has_nothing_alike(page_data: list[Any]) -> None:
    whole, results, _ = check(page_data[0], "Of something else, which nobody asked for.")
    assert not whole
    assert all(result["place"] == -1 and not result["nearest"] for result in results)


@needs_node
@pytest.mark.parametrize("text", ["", " \n", "\u200b"])
def test_a_text_without_words_is_no_text(page_data: list[Any], text: str) -> None:
    assert check(page_data[0], text)[::2] == [False, None]


def test_every_proven_excerpt_is_in_the_page_and_has_its_place(
    book: Book, made: Build, page_data: list[Any]
) -> None:
    store = Store(book.folder / "facts")
    excerpts = [excerpt for source in page_data for excerpt in source["excerpts"]]
    assert len(excerpts) == len(store.lock.runs)
    ids = re.findall(r' id="([^"]*)"', made.page("plain"))
    assert len(ids) == len(set(ids))
    assert {excerpt[key] for excerpt in excerpts for key in ("id", "entry")} <= set(ids)


def test_the_page_has_no_script_of_its_own_text_and_says_what_it_needs(made: Build) -> None:
    html = made.page("plain")
    scripts = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/(?:ld\+)?json)[^>]*>", html)
    assert scripts == []
    assert not re.search(r'\son\w+="', html)
    assert "needs JavaScript" in html
    assert re.search(r'<form class="verify-form" hidden>', html)
    assert 'aria-live="polite"' in html
    assert not re.search(r"fetch\(|XMLHttpRequest|WebSocket|sendBeacon|import\(", "".join(
        (STATIC / name).read_text("utf-8") for name in ("verify.js", "verify-page.js")
    ))  # fmt: skip


def test_the_script_is_loaded_where_it_is_needed_and_nowhere_else(made: Build) -> None:
    assert "verify.js" in made.page("plain")
    assert "verify.js" not in made.page("bridge")


@pytest.mark.parametrize("builder", ["singlehtml", "dirhtml", "epub", "latex", "text"])
def test_other_builders_show_the_list_and_only_pages_with_scripts_the_form(
    book: Book, builder: str
) -> None:
    made = book.build(builder)
    assert made.warnings == []
    text = "".join(
        path.read_text("utf-8")
        for path in made.out.rglob("*")
        if path.suffix in (".html", ".xhtml", ".tex", ".txt")
    )
    assert ("verify-form" in text) is (builder in ("singlehtml", "dirhtml"))
    assert text.count("Over 4,000 cars cross the old bridge") >= 2


def test_words_that_no_fact_rests_on_are_listed_under_their_source(tmp_path: Path) -> None:
    book = Book(tmp_path, plain=PAGE)
    book.change("facts/facts.yaml", "url: null, recorded: full}\n  almanac", (
        "url: null, recorded: full, excerpts: [A ferry runs below]}\n  almanac"
    ))  # fmt: skip
    book.record()
    made = book.build()
    assert made.warnings == []
    (item,) = re.findall(r'<li id="verify-sources-gazette">.*?</li>', made.page("plain"), re.DOTALL)
    assert "“A ferry runs below”" in item
    assert 'href="lists.html#source-gazette"' in item


def test_a_new_root_reaches_the_page_without_reading_it_again(tmp_path: Path) -> None:
    book = Book(tmp_path, plain=PAGE)
    book.build()
    book.change("snapshots/almanac.txt", "Its two", "Both of its two")
    book.record()
    again = book.build()
    assert (again.read, "plain" in again.written) == ([], True)
    root = Store(book.folder / "facts").lock.sources["almanac"].root
    assert root in again.page("plain")


def test_what_is_recorded_cannot_end_the_data(tmp_path: Path) -> None:
    book = Book(tmp_path, plain=PAGE)
    book.change(
        "facts/facts.yaml", "publisher: The Gazette", 'publisher: "</script><!-- \\u05e9🚗 & \\"\'"'
    )
    page = book.build().page("plain")
    block = search(r'id="verify-data">(.*?)</script>', page)[1]
    assert "<" not in block
    names = {source["name"] for source in json.loads(block)}
    assert "</script><!-- \u05e9🚗 & \"'" in names


def test_the_hashes_in_the_page_are_those_of_the_text(book: Book, page_data: list[Any]) -> None:
    data, text = gazette(book, page_data)
    words = split(text)
    assert verify.data(Store(book.folder / "facts")) == page_data
    for level, nodes in data["stretches"].items():
        for place, begins in nodes.items():
            start, end = int(place) << int(level), (int(place) + 1) << int(level)
            assert Tree(words[start:end]).head.hex().startswith(begins)
