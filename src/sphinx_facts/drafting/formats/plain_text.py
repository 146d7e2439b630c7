"""Articles in plain text, whose headings are guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ...english.lexicon import Regex, alternatives, family
from ...readers.text_files import read_text
from ..article import Article, make_article

_LONG_LINE = 120
"""In a text with a line of more characters than this, each line is a paragraph."""
_LONGEST_HEADING = 14
"""Words."""
_HEADING = Regex(r"(?=.{2,90}\Z)[“\"‘'(]?[^\W_].*[^\s.,;:”\"’'…]", re.DOTALL)
_BYLINE = Regex(rf"{alternatives(word.capitalize() for word in family('people.bylines'))}\s")


def read(path: Path) -> Article:
    """The article in a file of plain text."""
    text = read_text(path)
    return make_article(with_headings(paragraphs(text)), text)


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a plain text: lines, where these are long, or what empty lines part."""
    if has_long_lines(text):
        return [line for line in text.split("\n") if line.strip()]
    return [part for part in re.split(r"\n\s*\n", text) if part.strip()]


def has_long_lines(text: str) -> bool:
    """Whether each line of a text is a paragraph."""
    return max(map(len, text.split("\n"))) > _LONG_LINE


def with_headings(texts: list[str]) -> Iterator[tuple[str, int]]:
    """Each paragraph with its guessed level as a heading.

    Headings are short, have no full stop, and stand above a paragraph that is none.
    """
    for index, text in enumerate(texts):
        following = texts[index + 1] if index + 1 < len(texts) else ""
        is_above_paragraph = len(following) > len(text) and not is_heading(following)
        is_title = index == 0 and len(texts) > 1
        level = 0
        if is_heading(text) and (is_above_paragraph or is_title):
            level = 1 if is_title else 2
        yield text, level


def is_heading(text: str) -> bool:
    """Whether a text can be a heading."""
    text = " ".join(text.split())
    if _HEADING.fullmatch(text) is None or text[0].islower() or _BYLINE.match(text):
        return False
    return len(text.split()) <= _LONGEST_HEADING
