"""What the style sheets of a book put onto its pages: texts that stand in no chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from .text_files import read_text

if TYPE_CHECKING:
    from ..model.passages import Passage

_STRING = r"\"(?:\\.|[^\"\\])*+\"|'(?:\\.|[^'\\])*+'"
_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_DECLARATION = re.compile(
    r"(?<![\w-])(content|quotes|list-style(?:-type)?|symbols|additive-symbols|prefix|suffix|--[\w-]++)"
    rf"\s*+:((?:{_STRING}|[^;{{}}\"'])*+)",
    re.IGNORECASE | re.DOTALL,
)
"""Those whose strings a page shows, or may show where another shows them."""
_USED = re.compile(r"var\(\s*+(--[\w-]++)")
_STRINGS = re.compile(_STRING, re.DOTALL)
_ESCAPE = re.compile(r"\\(?:([0-9a-f]{1,6})\s?|\n|(.))", re.IGNORECASE | re.DOTALL)
_LARGEST = 0x10FFFF


def read_style_sheet(path: Path) -> Iterator[Passage]:
    """The texts that it shows, each a passage. Raises `CheckError`."""
    css = read_text(path)
    css = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), css)
    texts = list(_texts(css))
    if not texts:
        return  # Most show nothing, and a check must start fast.
    from .origins import Line  # noqa: PLC0415
    from .passage_builder import plain  # noqa: PLC0415
    from .raw_html import lines_of  # noqa: PLC0415

    place = lines_of(css, Line(1, 1))
    for start, text in texts:
        yield plain(str(path), text, place(start))


def _texts(css: str) -> Iterator[tuple[int, str]]:
    """The texts with a letter or a digit, each with its place."""
    for declaration in _shown(list(_DECLARATION.finditer(css))):
        for string in _STRINGS.finditer(css, *declaration.span(2)):
            text = _ESCAPE.sub(_unescaped, string[0][1:-1])
            if any(map(str.isalnum, text)):
                yield string.start() + 1, text


def _shown(declarations: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The declarations of texts; a custom property is one where such a declaration uses it."""
    by_name: dict[str, list[re.Match[str]]] = {}
    for each in declarations:
        by_name.setdefault(each[1] if each[1].startswith("--") else "", []).append(each)
    waiting, seen = [""], {""}
    while waiting:
        for each in by_name.get(waiting.pop(), ()):
            yield each
            new = set(_USED.findall(each[2])) - seen
            seen |= new
            waiting += sorted(new)


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        number = int(match[1], 16)
        return chr(number) if 0 < number <= _LARGEST else "\ufffd"
    return match[2] or ""
