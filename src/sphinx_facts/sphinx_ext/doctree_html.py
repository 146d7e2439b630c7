"""The raw HTML in a document tree, as far as the author wrote it: extensions put in some too."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeGuard

from docutils import nodes
from docutils.utils import get_source_line

from ..model.passages import Flaw
from ..readers.origins import Line
from ..readers.raw_html import RawHtml
from ..text.files import read_bytes


def place_of(node: nodes.Node) -> tuple[str, int]:
    """The file and the line in which a node is written."""
    source, line = get_source_line(node)
    return source or "", line or 1


def is_html(node: nodes.Node) -> TypeGuard[nodes.raw]:
    """Whether a node is raw HTML."""
    return isinstance(node, nodes.raw) and "html" in node.get("format", "").split()


def flaws_within(block: nodes.TextElement) -> Iterator[Flaw]:
    """What is wrong with the HTML in the text of a block, which ends there."""
    html = RawHtml(place_of(block)[0])
    for raw in filter(is_html, block.findall(nodes.raw)):
        if _is_written(raw):
            yield from html.read(raw.astext(), _line_of(raw))
    yield from html.finish()


def flaws_between(elements: Iterable[nodes.Element]) -> Iterator[tuple[nodes.Element, Flaw]]:
    """What is wrong with that between the blocks, which may begin in one and end in another."""
    by_path: dict[str, RawHtml] = {}
    last: dict[str, nodes.Element] = {}
    for raw in filter(is_html, elements):
        if not isinstance(raw.parent, nodes.TextElement) and _is_written(raw):
            path = place_of(raw)[0]
            html = by_path.setdefault(path, RawHtml(path))
            last[path] = raw
            for flaw in html.read(raw.astext(), _line_of(raw)):
                yield raw, flaw
    for path, html in by_path.items():
        for flaw in html.finish():
            yield last[path], flaw


def _line_of(raw: nodes.raw) -> Callable[[int], Line]:
    line = Line(place_of(raw)[1], 1)
    return lambda _: line


def _is_written(raw: nodes.raw) -> bool:
    """Whether it stands in the file that it is said to come from."""
    begins = next((line.strip() for line in raw.astext().splitlines() if line.strip()), "")
    return begins in _source(place_of(raw)[0])


@lru_cache(maxsize=4)
def _source(path: str) -> str:
    try:
        return read_bytes(Path(path)).decode("utf-8", "replace")
    except (OSError, ValueError):
        return ""
