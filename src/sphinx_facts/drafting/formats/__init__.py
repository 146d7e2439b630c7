"""Read an article into its headings and paragraphs: plain text, Markdown, HTML or PDF.

Nothing is fetched or run. HTML and PDF take libraries that nothing else here needs, so they are
imported where such a file is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from ...readers.text_files import unreadable
from ...text.words import find_words
from ..article import Article
from . import html, markdown, pdf, plain_text

_LARGEST = 30_000_000
"""Bytes; an article has some ten thousand, and what is far larger is something else, and slow."""
_HEAD = 1024
"""Bytes at the beginning of a file that tell what it is, whatever its name ends in."""
_Read = Callable[[Path], Article]
_READERS: dict[str, _Read] = {
    ".md": markdown.read,
    ".markdown": markdown.read,
    ".html": html.read,
    ".htm": html.read,
    ".xhtml": html.read,
    ".pdf": pdf.read,
}
"""By ending; all others are plain text."""


def read_article(path: Path) -> Article:
    """The article in a file.

    Raises `CheckError` where it cannot be read or holds no words.
    """
    if re.match(r"[a-z]{2,}:/", str(path)):
        message = "this is an address, and nothing is fetched"
        raise unreadable(path, message, "save the page, and name the file")
    article = _reader(path)(path)
    if next(find_words(article.text), None) is None:
        message = "no text was found in it"
        raise unreadable(path, message, "save the article as plain text, and name that file")
    return article


def _reader(path: Path) -> _Read:
    """What reads a file: by how it begins, or else by its ending."""
    try:
        if path.stat().st_size > _LARGEST:
            message = f"this is larger than {_LARGEST // 10**6} MB"
            raise unreadable(path, message, "save the article alone")
        with path.open("rb") as file:
            start = file.read(_HEAD).lstrip().lower()
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise unreadable(path, message, "correct the path") from None
    if start.startswith(b"%pdf-"):
        return pdf.read
    if start.startswith((b"<!doctype html", b"<html")):
        return html.read
    return _READERS.get(path.suffix.lower(), plain_text.read)
