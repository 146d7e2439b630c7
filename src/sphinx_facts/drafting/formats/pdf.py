"""Articles in PDF, whose lines are joined into paragraphs and whose headings are guessed."""

from __future__ import annotations

import io
import re
from pathlib import Path

from ...readers.text_files import unreadable
from ...text.pages import cut_running_lines
from ..article import Article, make_article
from .libraries import library
from .plain_text import is_heading, with_headings

_SENTENCE_END = re.compile(r"[.!?:][”\"’')\]]*\Z")
_BROKEN_WORD = re.compile(r"[^\W\d]-\Z")
_FULL = 0.8
"""The part of the longest line that a full line has at least."""


def read(path: Path) -> Article:
    """The article in a PDF file."""
    pypdf = library("pypdf", path)
    content = path.read_bytes()
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        pages = [page.extract_text().split("\n") for page in reader.pages]
        title = (reader.metadata or {}).get("/Title")
    except Exception as error:  # noqa: BLE001 - a parser of other people's files may fail in any way
        message = f"this PDF cannot be read: {error}"
        raise unreadable(path, message, "save it as plain text") from None
    lines = [line.strip() for page in cut_running_lines(pages) for line in page]
    texts = _paragraphs(lines)
    return make_article(with_headings(texts), title=title)


def _paragraphs(lines: list[str]) -> list[str]:
    """The paragraphs of these lines.

    One ends at a blank line, and where a sentence ends before the line is full.
    """
    full = max(map(len, lines), default=0) * _FULL
    texts: list[str] = []
    has_ended = True
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        if has_ended or not texts:
            texts.append(line)
        elif _BROKEN_WORD.search(texts[-1]) and line[:1].islower():
            texts[-1] = texts[-1][:-1] + line
        else:
            texts[-1] += f" {line}"
        is_short = len(line) < full
        begins = following[:1].isupper() or not following[:1].isalpha()
        ends_heading = has_ended and is_short and is_heading(line) and begins
        ends_sentence = is_short and _SENTENCE_END.search(line) is not None
        has_ended = not line or not following or ends_heading or ends_sentence
    return [text for text in texts if text]
