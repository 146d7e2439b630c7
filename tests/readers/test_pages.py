"""Built pages are read as their readers see them, and say what the chapters say."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml
from building import Book, Build, search
from conftest import ROOT

from sphinx_facts.api import audit_pages
from sphinx_facts.english.quotations import find_quotations
from sphinx_facts.facts.store import Store
from sphinx_facts.model.findings import Finding
from sphinx_facts.model.passages import Passage
from sphinx_facts.readers.documents import find_documents, myst_extensions
from sphinx_facts.readers.html import read_html
from sphinx_facts.readers.myst import read_chapter
from sphinx_facts.rules.checker import Checker
from sphinx_facts.rules.context import figures_in
from sphinx_facts.runner.to_read import find_chapters
from sphinx_facts.settings import read_settings

CASES = ROOT / "tests" / "cases"
BASE = ("colon_fence", "deflist")
EXTENDED = (
    *BASE, "amsmath", "attrs_block", "attrs_inline", "dollarmath", "fieldlist", "html_admonition",
    "html_image", "replacements", "smartquotes", "strikethrough", "substitution", "tasklist",
    "alert",
)  # fmt: skip
ELSEWHERE = {"7123", "7416", "7434"}
CONF = """
extensions.append("sphinx_book_theme")
numfig = True
suppress_warnings = ["myst.strikethrough", "image"]
"""


def said(passages: Iterable[Passage], checker: Checker) -> Counter[object]:
    """The figures, quotations and citations of passages; spaces and dashes in one form."""
    found: Counter[object] = Counter()
    for passage in (each for each in passages if not each.is_literal):
        text = re.sub(r"\s", " ", passage.text)
        figures = [figure.text for figure in figures_in(text, checker.facts.names)]
        found.update(re.sub("[–-]+", "-", figure) for figure in figures)
        found.update(("quoted", quotation.text) for quotation in find_quotations(text))
        found.update((c.role, c.target) for c in passage.citations if c.role != "record")
    return found


def without_records(html: str) -> str:
    """A page without what is made from the facts file: cards and notes, entries, speakers."""
    html = re.sub(r'<button type="button" class="facts-button".*?>Close</button>', "", html)
    html = re.sub(r'<div class="facts-(notes|card facts-shown)">.*?</div>', "", html)
    html = re.sub(r'<p class="attribution">—<span class="cited.*?</p>', "", html)
    html = re.sub(
        r'<svg class="chart.*?</svg>|<td><p><span class="cited cited-record.*?</td>', "", html
    )
    return re.sub(
        r'<(dl|ul|ol) class="[^"]*(entries|excerpts|timeline).*', "", html, flags=re.DOTALL
    )


Torture = tuple[Book, Build]
Read = tuple[str, list[Passage], list[Passage], list[Finding], Checker]


@pytest.fixture(scope="module")
def torture(tmp_path_factory: pytest.TempPathFactory) -> Torture:
    """Two chapters with all that can be written, built. Each 7xxx is seen, no 9xxx is."""
    book = Book(tmp_path_factory.mktemp("torture"))
    names = {"index": "torture", "extended": "torture-extended"}
    conf = (book.folder / "docs" / "conf.py").read_text("utf-8") + CONF
    book.write(
        {
            f"docs/{name}.md": (CASES / f"{case}.md").read_text("utf-8")
            for name, case in names.items()
        }
    )
    book.write(
        {
            "docs/conf.py": conf,
            "docs/second.md": "# Another page\n\nText\n",
            "docs/part.inc": "Included 7238 text\n\n- list 7239\n",
            "docs/code.txt": "print(9140)\n",
            "docs/picture.png": "",
        }
    )
    book.change("facts/facts.yaml", "sources:\n", "names: [RFC 9162, PEP 8]\nsources:\n")
    return book, book.build()


@pytest.fixture(scope="module")
def checker(torture: Torture) -> Checker:
    return Checker(Store(torture[0].folder / "facts").facts)


@pytest.fixture(
    scope="module", params=[("index", BASE), ("extended", EXTENDED)], ids=lambda param: param[0]
)
def chapter(request: pytest.FixtureRequest, torture: Torture) -> Read:
    """What is found in a chapter, in its page, and in its document tree while it is built."""
    book, made = torture
    name, extensions = request.param
    store = Store(book.folder / "facts")
    checker = Checker(store.facts)
    path = book.folder / "docs" / f"{name}.md"
    in_chapter = read_chapter(path, checker.display_text, extensions)
    page = without_records(made.page(name))
    in_page = read_html(page, name, is_page=True, account=made.account(name))
    findings = made.env.domaindata["facts"]["findings"][name]
    return path.read_text("utf-8"), in_chapter, in_page, findings, checker


def test_a_chapter_and_its_page_say_the_same(chapter: Read) -> None:
    _, in_chapter, in_page, _, checker = chapter
    markdown, html = said(in_chapter, checker), said(in_page, checker)
    assert markdown.keys() - html.keys() == html.keys() - markdown.keys() == set()


def test_a_chapter_and_its_page_have_the_same_findings(chapter: Read) -> None:
    """And so has the document tree in between."""
    _, in_chapter, in_page, in_build, checker = chapter
    assert len(in_build) > 20

    def codes(findings: Iterable[Finding]) -> set[tuple[str, str]]:
        return {
            (finding.code, re.sub(r"[\s–-]+", " ", finding.shown))
            for finding in findings
            if finding.code != "C010"  # Of a page nobody can tell who wrote its HTML.
        }

    markdown = codes(finding for passage in in_chapter for finding in checker.check(passage))
    assert markdown == codes(finding for passage in in_page for finding in checker.check(passage))
    assert markdown == codes(in_build)


def test_what_a_reader_sees_is_found_and_nothing_else(chapter: Read) -> None:
    text, in_chapter, in_page, _, checker = chapter
    for passages in (in_chapter, in_page):
        figures = " ".join(map(str, said(passages, checker)))
        assert [
            number for number in re.findall(r"(?<!\w)7[1-4]\d\d\b", text) if number not in figures
        ] == []
        assert re.findall(r"9[1-4]\d\d", figures) == []


def test_the_places_of_what_is_found_are_right(chapter: Read) -> None:
    """Each 7xxx that the chapter has once, in one piece, is found at its line and column.

    Three are placed where they are shown: the title of a link's definition, an attribute, and
    a YAML text of several lines.
    """
    text, in_chapter, _, _, checker = chapter
    lines = text.splitlines()
    wrong = []
    for passage in in_chapter:
        for figure in figures_in(passage.text, checker.facts.names):
            if (
                re.fullmatch(r"7\d\d\d", figure.text)
                and text.count(figure.text) == 1
                and figure.text not in ELSEWHERE
            ):
                place = passage.locate(figure.start, figure.end)
                if lines[place.line - 1][place.column - 1 : place.end_column - 1] != figure.text:
                    wrong.append((figure.text, place.line, place.column))
    assert wrong == []


GENERATED = re.compile(r'<(p|ul) class="(?:review-record|reviews)[^"]*">.*?</\1>', re.DOTALL)
"""How a page was read, which the build tells."""


@pytest.mark.parametrize("path", find_chapters([ROOT / "docs"]), ids=lambda path: path.stem)
def test_the_chapters_of_the_book_say_what_their_pages_say(real_book: Build, path: Path) -> None:
    checker = Checker(Store(ROOT / "facts").facts)
    extensions = myst_extensions(find_documents([ROOT / "docs"]))
    markdown = said(read_chapter(path, checker.display_text, extensions), checker)
    html = search(r"<article.*?</article>", real_book.page(path.stem), re.DOTALL)[0]
    html = GENERATED.sub("", html)
    account = real_book.account(path.stem)
    page = read_html(without_records(html), path.name, is_page=True, account=account)
    assert markdown == said(page, checker)


def test_the_book_passes_its_audit(real_book: Build) -> None:
    own = read_settings(ROOT).own_things
    assert audit_pages(real_book.out, ROOT / "facts", own_things=own).findings == []


PAGES = yaml.safe_load((CASES / "pages.yaml").read_text("utf-8"))


@pytest.mark.parametrize(("html", "codes"), PAGES, ids=[html for html, _ in PAGES])
def test_what_the_audit_finds_in_a_page(html: str, codes: list[str], checker: Checker) -> None:
    findings = [
        finding
        for passage in read_html(html, "page", is_page=True)
        for finding in checker.check(passage)
    ]
    assert sorted(finding.code for finding in findings) == sorted(codes)


def test_a_book_with_citations_in_its_headings_passes_its_audit(tmp_path: Path) -> None:
    heading = "# Over the bridge: {fact}`cars`\n\n## {quote}`no-longer` says {person}`ada-quist`\n"
    book = Book(tmp_path, plain=heading)
    made = book.build(html_theme="sphinx_book_theme", html_sidebars={})
    assert made.warnings == []
    assert audit_pages(made.out, book.folder / "facts").findings == []


def test_the_audit_tells_where_a_finding_stands(checker: Checker) -> None:
    (passage,) = read_html("<p>One\nline, <em>and</em>\n  77 boats</p>", "page.html")[:1]
    (finding,) = [finding for finding in checker.check(passage) if finding.severity == "error"]
    assert str(finding.location) == "page.html:3:3"


def test_what_pages_repeat_is_found_as_often_as_it_is_wrong(
    torture: Torture, tmp_path: Path
) -> None:
    cited = '<p><span data-facts-role="fact" data-facts-id="cars">over 4,000 cars</span> cross.</p>'
    for name, html in {"a": cited, "b": cited, "c": re.sub("</?span.*?>", "", cited)}.items():
        (tmp_path / f"{name}.html").write_text(f"{html}<p>Of 77 boats.</p>", "utf-8")
    result = audit_pages(tmp_path, torture[0].folder / "facts")
    found = [(Path(each.location.path).stem, each.shown) for each in result.findings]
    assert found == [("a", "77"), ("b", "77"), ("c", "over 4,000 cars"), ("c", "77")]
    assert result.summary.figures == 6


def test_the_audit_of_nothing_is_no_success(tmp_path: Path) -> None:
    result = audit_pages(tmp_path, ROOT / "facts")
    assert not result.could_check
    assert [finding.code for finding in result.findings] == ["X004"]


def test_what_an_author_writes_is_text_whatever_class_it_bears() -> None:
    html = '<p>There were <span class="label">12,000</span> of them.</p>'
    (written,), (built,) = read_html(html, "a.md"), read_html(html, "a.html", is_page=True)
    assert "12,000" in written.text
    assert "12,000" in built.text


@pytest.mark.parametrize(
    ("html", "codes"),
    [
        ("<html><body><script/><p>Of\n77 boats</p></body></html>", ["F001"]),
        ("<html><body><p>Of <![CDATA[77 boats]]></p></body></html>", ["F001"]),
        ("<html><body><p>It is not well-formed:<br>\n77&nbsp;boats</body></html>", ["F001"]),
    ],
)
def test_a_page_in_xml_is_read_as_that(html: str, codes: list[str], checker: Checker) -> None:
    passages = read_html(html, "page.xhtml", is_page=True)
    findings = [finding for passage in passages for finding in checker.check(passage)]
    assert [finding.code for finding in findings] == codes
    line = html[: html.index("77")].count("\n") + 1
    assert [finding.location.line for finding in findings] == [line]
