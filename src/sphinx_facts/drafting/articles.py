"""Read an article into its headings and paragraphs: plain text, Markdown, HTML or PDF.

Nothing is fetched or run. HTML and PDF take libraries that nothing else here needs, so they are
imported where such a file is read.
"""

from __future__ import annotations

import importlib
import io
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import yaml
from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from ..model.findings import CheckError, make_finding
from ..model.passages import Location
from ..readers.text_files import read_text
from ..text.words import split

_LARGEST = 30_000_000
"""Bytes.

An article has some ten thousand; what is far larger is something else, and slow to read.
"""
_LONG_LINE = 120
"""In a text with a line of more characters than this, each line is a paragraph."""
_LONGEST_HEADING = 14
"""Words."""
_HEADING = re.compile(r"(?=.{2,90}\Z)[“\"‘'(]?[^\W_].*[^\s.,;:”\"’'…]", re.DOTALL)
_SENTENCE_END = re.compile(r"[.!?:][”\"’')\]]*\Z")
_INSTALL = "pip install 'sphinx-facts[extract]'"
_META = ("title", "publisher", "published", "url")


class Block(NamedTuple):
    """A heading or paragraph:

    ``text[start:end]`` of its article; `level` is 1 to 6 for headings, 0 for paragraphs.
    """

    start: int
    end: int
    level: int


class Section(NamedTuple):
    """A heading, which an opening may lack, and the paragraphs up to the next one."""

    heading: Block | None
    paragraphs: tuple[Block, ...]


class Article(msgspec.Struct, frozen=True):
    """The text of an article, its blocks parted by blank lines, and what it says of itself;

    None where it does not.
    """

    text: str
    blocks: tuple[Block, ...]
    snapshot: str
    """The text to record as the source:

    the words of `text`, in a plain text with the spaces of the file.
    """
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None

    def sections(self) -> list[Section]:
        """The sections in order.

        A heading that has no paragraph is a paragraph of the section that follows.
        """
        sections: list[Section] = []
        heading, paragraphs = None, list[Block]()
        for block in self.blocks:
            if block.level and paragraphs:
                sections.append(Section(heading, tuple(paragraphs)))
                heading, paragraphs = block, []
            elif block.level:
                paragraphs = [heading] if heading else []
                heading = block
            else:
                paragraphs.append(block)
        return [*sections, Section(heading, tuple(paragraphs))]


Draft = Iterable[tuple[str, int]]
"""Texts, each with its level as a heading."""


def read_article(path: Path) -> Article:
    """The article in a file, by the file's ending.

    Raises `CheckError` where it cannot be read or holds no words.
    """
    if re.match(r"[a-z]{2,}:/", str(path)):
        raise _unreadable(
            path, "this is an address, and nothing is fetched", "save the page, and name the file"
        )
    try:
        if path.stat().st_size > _LARGEST:
            raise _unreadable(
                path, f"this is larger than {_LARGEST // 10**6} MB", "save the article alone"
            )
        start = path.read_bytes()[:1024].lstrip().lower()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise _unreadable(path, message, "correct the path") from None
    read = _READERS.get(path.suffix.lower(), _read_plain)
    if start.startswith(b"%pdf-"):
        read = _read_pdf
    elif start.startswith((b"<!doctype html", b"<html")):
        read = _read_html
    article = read(path)
    if not split(article.text):
        raise _unreadable(
            path, "no text was found in it", "save the article as plain text, and name that file"
        )
    return article


def _unreadable(path: Path, message: str, remedy: str) -> CheckError:
    return CheckError(make_finding("X003", Location(str(path)), message, help=remedy))


def _library(name: str, path: Path) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError as error:
        message = f"reading {path.suffix or 'this'} needs {name}, which is missing ({error})"
        raise _unreadable(
            path, message, f"run {_INSTALL}; or save the article as plain text"
        ) from None


def _article(draft: Draft, snapshot: str = "", **known: Any) -> Article:
    blocks: list[Block] = []
    texts: list[str] = []
    place = 0
    for written, level in draft:
        text = " ".join(written.split())
        if text:
            blocks.append(Block(place, place + len(text), level))
            texts.append(text)
            place += len(text) + 2
    joined = "\n\n".join(texts)
    if not known.get("title"):
        known["title"] = next((joined[b.start : b.end] for b in blocks if b.level == 1), None)
    details = {name: " ".join(str(known[name]).split()) for name in _META if known.get(name)}
    return Article(joined, tuple(blocks), snapshot or joined + "\n", **details)


# Plain text


def _read_plain(path: Path) -> Article:
    text = read_text(path)
    lines = text.split("\n")
    if max(map(len, lines)) > _LONG_LINE:
        texts = [line for line in lines if line.strip()]
    else:
        texts = [part for part in re.split(r"\n\s*\n", text) if part.strip()]
    return _article(_with_headings(texts), text)


def _with_headings(texts: list[str]) -> Iterator[tuple[str, int]]:
    """Guesses which paragraphs are headings:

    short ones without a full stop, above a paragraph that is none.
    """
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        above_paragraph = len(following) > len(text) and not _is_heading(following)
        is_title = index == 0 and len(texts) > 1
        level = 0
        if _is_heading(text) and (above_paragraph or is_title):
            level = 1 if is_title else 2
        yield text, level


def _is_heading(text: str) -> bool:
    text = " ".join(text.split())
    if _HEADING.fullmatch(text) is None or text[0].islower() or text.startswith("By "):
        return False
    return len(text.split()) <= _LONGEST_HEADING


# Markdown


def _read_markdown(path: Path) -> Article:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)
    tokens = parser.parse(read_text(path))
    draft: list[tuple[str, int]] = []
    meta: dict[str, Any] = {}
    cells: list[str] = []
    level = 0
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            draft.append((_row(cells), 0))
        elif token.type == "front_matter":
            meta = _front_matter(token.content)
        elif token.type == "inline":
            text = "".join(
                child.content
                if child.type in ("text", "code_inline")
                else " " * child.type.endswith("break")
                for child in token.children or ()
            )
            if token.level and tokens[index - 1].type in ("td_open", "th_open"):
                cells.append(text)
            else:
                draft.append((text, level))
            level = 0
    published = meta.get("published") or meta.get("date")
    return _article(draft, **{**meta, "published": published})


def _row(cells: Iterable[str]) -> str:
    """A row of a table as one paragraph, so that what stands beside a figure says what it is."""
    return " | ".join(filter(str.strip, cells))


def _front_matter(content: str) -> dict[str, Any]:
    try:
        # This loader makes nothing but texts, lists and maps.
        read = yaml.load(content, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return {k: v for k, v in read.items() if isinstance(v, str)} if isinstance(read, dict) else {}


# HTML


def _read_html(path: Path) -> Article:
    library = _library("trafilatura", path)
    try:
        read = library.bare_extraction(
            path.read_bytes(), with_metadata=True, include_comments=False
        )
    except Exception as error:  # noqa: BLE001 - a parser of other people's pages may fail in any way
        raise _unreadable(
            path, f"this HTML cannot be read: {error}", "save it as plain text"
        ) from None
    if read is None or read.body is None:
        return _article(())
    publisher = read.sitename or read.hostname
    return _article(
        _html_blocks(read.body),
        title=read.title,
        publisher=publisher,
        published=read.date,
        url=read.url,
    )


_BLOCKS = (
    "head",
    "p",
    "item",
    "list",
    "quote",
    "cell",
    "row",
    "table",
    "main",
    "body",
    "div",
    "fw",
    "ab",
    "code",
)


def _html_blocks(element: Any) -> Iterator[tuple[str, int]]:
    """The blocks below an element of the library's XML, whose leaves are blocks without blocks in
    them.
    """
    if element.tag == "code":
        return
    if element.tag == "row":
        yield _row("".join(cell.itertext()) for cell in element), 0
        return
    if all(child.tag not in _BLOCKS for child in element.iterdescendants()):
        rend = str(element.get("rend") or "")
        level = (
            int(rend[1])
            if element.tag == "head" and re.fullmatch(r"h[1-6]", rend)
            else 2 * (element.tag == "head")
        )
        yield "".join(element.itertext()), level
        return
    loose = element.text or ""
    for child in element:
        if child.tag in _BLOCKS:
            yield loose, 0
            yield from _html_blocks(child)
            loose = child.tail or ""
        else:
            loose += "".join(child.itertext()) + (child.tail or "")
    yield loose, 0


# PDF


def _read_pdf(path: Path) -> Article:
    library = _library("pypdf", path)
    try:
        reader = library.PdfReader(io.BytesIO(path.read_bytes()))
        pages = [page.extract_text().split("\n") for page in reader.pages]
        title = (reader.metadata or {}).get("/Title")
    except Exception as error:  # noqa: BLE001 - a parser of other people's files may fail in any way
        raise _unreadable(
            path, f"this PDF cannot be read: {error}", "save it as plain text"
        ) from None
    texts = _paragraphs(_without_running_lines(pages))
    return _article(_with_headings(texts), title=title)


def _without_running_lines(pages: list[list[str]]) -> list[str]:
    """The lines of all pages, without page numbers and what stands at the head or foot of most
    pages.
    """
    edges = Counter(
        re.sub(r"\d+", "0", line.strip()) for page in pages for line in {*page[:2], *page[-2:]}
    )
    running = {line for line, count in edges.items() if count > 2 and 2 * count > len(pages)} | {
        "",
        "0",
    }
    return [
        line.strip()
        for page in pages
        for index, line in enumerate(page)
        if not (
            (index < 2 or index >= len(page) - 2) and re.sub(r"\d+", "0", line.strip()) in running
        )
    ]


def _paragraphs(lines: list[str]) -> list[str]:
    """Joins lines into paragraphs:

    one ends at a blank line, and where a sentence ends before the line is full.
    """
    full = max(map(len, lines), default=0) * 0.8
    texts: list[str] = []
    ended = True
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if ended or not texts:
            texts.append(line)
        elif re.search(r"[^\W\d]-\Z", texts[-1]) and line[:1].islower():
            texts[-1] = texts[-1][:-1] + line
        else:
            texts[-1] += f" {line}"
        short = len(line) < full
        starts = following[:1].isupper() or not following[:1].isalpha()
        is_heading = ended and short and _is_heading(line) and starts
        ended = (
            not line or not following or is_heading or (short and bool(_SENTENCE_END.search(line)))
        )
    return [text for text in texts if text]


_READERS: dict[str, Callable[[Path], Article]] = {
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".pdf": _read_pdf,
}
