"""Articles in HTML, without the navigation and the comments around them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...readers.text_files import unreadable
from ..article import Article, make_article, row
from .libraries import library

_BLOCKS = frozenset("head p item list quote cell row table main body div fw ab code".split())
"""Elements of the library's XML that make a block."""

_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}
"""A date that the page gives as its own, and none that its text speaks of."""


def read(path: Path) -> Article:
    """The article in an HTML file."""
    trafilatura = library("trafilatura", path)
    content = path.read_bytes()
    try:
        read = trafilatura.bare_extraction(
            content, with_metadata=True, include_comments=False, date_extraction_params=_DATES
        )
    except Exception as error:  # noqa: BLE001 - a parser of other people's pages may fail in any way
        message = f"this HTML cannot be read: {error}"
        raise unreadable(path, message, "save it as plain text") from None
    if read is None or read.body is None:
        return make_article(())
    publisher = read.sitename or read.hostname
    return make_article(
        _blocks(read.body), title=read.title, publisher=publisher, published=read.date, url=read.url
    )


def _blocks(element: Any) -> Iterator[tuple[str, int]]:
    """The text of each block below an element, and its level as a heading."""
    if element.tag == "code":
        return
    if element.tag == "row":
        yield row("".join(cell.itertext()) for cell in element), 0
    elif all(child.tag not in _BLOCKS for child in element.iterdescendants()):
        yield "".join(element.itertext()), _level(element)
    else:
        loose = element.text or ""
        for child in element:
            if child.tag in _BLOCKS:
                yield loose, 0
                yield from _blocks(child)
                loose = child.tail or ""
            else:
                loose += "".join(child.itertext()) + (child.tail or "")
        yield loose, 0


def _level(element: Any) -> int:
    """The level of a heading, 2 where it does not say; 0 for other elements."""
    if element.tag != "head":
        return 0
    rend = str(element.get("rend") or "")
    return int(rend[1]) if re.fullmatch(r"h[1-6]", rend) else 2
