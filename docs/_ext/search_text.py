"""What the search page searches: the text of every page, section by section, as a reader sees it.

A page on a disk may not read other pages, so the search has all text at hand in a script of its
own, and can show where in a section the words stand.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple, cast

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder

from sphinx_facts.sphinx_ext.domain import FactsDomain

_VOID = set("area base br col embed hr img input link meta source track wbr".split())
_NO_TEXT = set("button form nav script style svg summary template".split())
# What a page repeats, or adds for its own use.
_NO_TEXT_CLASSES = set("headerlink facts-notes facts-card verify-entries excerpts turn".split())
_INLINE = set("a abbr b button cite code em i mark q small span strong sub sup time".split())
_HEADINGS = {"h1", "h2", "h3", "h4"}


class _Element(NamedTuple):
    tag: str
    read: bool
    is_title: bool
    is_field: bool  # of an entry, where only what is recorded is read


class _Page(HTMLParser):
    """The sections of a page: [anchor, title, text]. Entries of a list are sections too."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[list[str]] = []
        self._open = [_Element("", False, False, False)]
        self._anchor = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        classes = set(attributes.get("class", "").split())
        _, read, is_title, is_field = self._open[-1]
        if tag == "section":
            self._anchor = attributes["id"]
        if "field-list" in classes:
            read, is_field = False, True
        elif is_field and attributes.get("data-facts-role") == "record":
            self.sections[-1][2] += " · "
            read = True
        read = read or tag == "article"
        if tag in _NO_TEXT or classes & _NO_TEXT_CLASSES:
            read = is_field = False
        is_entry = tag == "dt" and "id" in attributes
        if read and (tag in _HEADINGS or is_entry):
            self.sections.append([attributes["id"] if is_entry else self._anchor, "", ""])
            is_title = True
        if tag not in _VOID:
            self._open.append(_Element(tag, read, is_title, is_field))
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and self._open.pop().tag != tag:
            pass
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if self._open[-1].read and self.sections:
            self.sections[-1][1 if self._open[-1].is_title else 2] += data


def sections_of(html: str) -> list[list[str]]:
    """The sections of a page, without needless space."""
    page = _Page()
    start = max(html.find("<article"), 0)  # what stands around it is on every page
    page.feed(html[start : html.find("</article>", start)])
    return [[anchor, *(" ".join(each.split()) for each in rest)] for anchor, *rest in page.sections]


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html":
        return
    pages = []
    for docname in cast(FactsDomain, app.env.domains["facts"]).in_order(app.env.found_docs):
        path = Path(app.outdir, app.builder.get_target_uri(docname))
        if sections := sections_of(path.read_text("utf-8")):
            sections[0][0] = ""  # the page itself
            pages.append([app.builder.get_target_uri(docname), sections])
    texts = json.dumps(pages, ensure_ascii=False, separators=(",", ":"))
    Path(app.outdir, "searchtexts.js").write_text(f"const BOOK_TEXTS = {texts};\n", "utf-8")


def _replace_sphinx_search(app: Sphinx) -> None:
    # Its index takes a fifth of the time that the book takes to build, and no page would load it.
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _search_page(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    if app.builder.name == "html":
        yield "search", {}, "search.html"


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("builder-inited", _replace_sphinx_search)
    app.connect("html-collect-pages", _search_page)
    app.connect("build-finished", _write)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
