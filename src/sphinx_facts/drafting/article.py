"""An article: its text, and the headings and paragraphs of which it is made."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

_META = ("title", "publisher", "published", "url")


class Block(NamedTuple):
    """A heading or paragraph, ``text[start:end]`` of its article.

    `level` is 1 to 6 for headings, 0 for paragraphs.
    """

    start: int
    end: int
    level: int


class Section(NamedTuple):
    """A heading, which an opening may lack, and the paragraphs up to the next one."""

    heading: Block | None
    paragraphs: tuple[Block, ...]


class Article(msgspec.Struct, frozen=True):
    """The text of an article, its blocks parted by blank lines, and what it says of itself.

    `snapshot` is the text to record as the source: the words of `text`, in a plain text with the
    spaces of the file. What the article does not say of itself is None.
    """

    text: str
    blocks: tuple[Block, ...]
    snapshot: str
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


def make_article(draft: Draft, snapshot: str = "", **known: Any) -> Article:
    """The article of these texts; `known` is what the file says of title, publisher and so on.

    A text in several lines becomes one line, an empty one is left out. Without a `snapshot` the
    text is its own; without a title it is the first heading of level 1.
    """
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


def row(cells: Iterable[str]) -> str:
    """A row of a table as one paragraph, so that what stands beside a figure says what it is."""
    return " | ".join(filter(str.strip, cells))
