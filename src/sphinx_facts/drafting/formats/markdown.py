"""Articles in Markdown, with what their front matter says of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from ...readers.text_files import read_text
from ..article import Article, make_article, row

_TEXTS = ("text", "code_inline")
_CELLS = ("td_open", "th_open")


def read(path: Path) -> Article:
    """The article in a Markdown file."""
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(front_matter_plugin)
    tokens = parser.parse(read_text(path))
    meta: dict[str, Any] = {}
    for token in tokens:
        if token.type == "front_matter":
            meta = _front_matter(token.content)
    published = meta.get("published") or meta.get("date")
    return make_article(_blocks(tokens), **{**meta, "published": published})


def _blocks(tokens: Sequence[Token]) -> Iterator[tuple[str, int]]:
    """The text of each block with its level as a heading; a row of a table is one block."""
    cells: list[str] = []
    level = 0
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            level = int(token.tag[1:])
        elif token.type == "tr_open":
            cells = []
        elif token.type == "tr_close":
            yield row(cells), 0
        elif token.type == "inline":
            if token.level and tokens[index - 1].type in _CELLS:
                cells.append(_text(token))
            else:
                yield _text(token), level
            level = 0


def _text(token: Token) -> str:
    """What a reader sees of an inline token."""
    return "".join(
        child.content if child.type in _TEXTS else " " * child.type.endswith("break")
        for child in token.children or ()
    )


def _front_matter(content: str) -> dict[str, Any]:
    try:
        # This loader makes nothing but texts, lists and maps.
        read = yaml.load(content, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError):
        return {}
    return {k: v for k, v in read.items() if isinstance(v, str)} if isinstance(read, dict) else {}
