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
    """Tells where an offset of it is written: docutils knows the line of its directive alone."""
    (path, first), text = place_of(raw), raw.astext()
    begins = text[: len(text) - len(text.lstrip())].count("\n")
    at = written_below(path, first, _first_row(raw))
    return lambda offset: Line(max(first, at.number - begins + text.count("\n", 0, offset)), 1)


def _is_written(raw: nodes.raw) -> bool:
    """Whether it stands in the file that it is said to come from."""
    begins = _first_row(raw)
    return any(begins in row for row in _rows(place_of(raw)[0]))


def _first_row(raw: nodes.raw) -> str:
    return next((line.strip() for line in raw.astext().splitlines() if line.strip()), "")


def written_above(path: str, line: int, text: str) -> Line:
    """Where a text of one line is written: in this line or the nearest above it, or else below it.
    Where it is not found, this line.
    """
    rows = _rows(path)
    above = (number for number in range(min(line, len(rows)), 0, -1) if text in rows[number - 1])
    number = next(above, 0)
    return (
        Line(number, rows[number - 1].find(text) + 1) if number else written_below(path, line, text)
    )


def written_below(path: str, line: int, text: str) -> Line:
    """Likewise, in this line or the first below it."""
    for number, row in enumerate(_rows(path)[line - 1 :], line):
        if text in row:
            return Line(number, row.find(text) + 1)
    return Line(line, 1)


@lru_cache(maxsize=4)
def _rows(path: str) -> list[str]:
    try:
        return read_bytes(Path(path)).decode("utf-8", "replace").split("\n")
    except (OSError, ValueError):
        return []
