"""What the style sheets of a book put onto its pages: texts that stand in no chapter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.passages import Passage
from .origins import Line
from .passage_builder import plain
from .raw_html import lines_of
from .text_files import read_text

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


def find_style_sheets(folders: Sequence[Path]) -> list[Path]:
    """The style sheets below some folders, in order."""
    found = (path for folder in folders if folder.is_dir() for path in folder.rglob("*.css"))
    return sorted(path for path in found if path.is_file() and ".min." not in path.name)


def read_style_sheet(path: Path) -> Iterator[Passage]:
    """The texts that it shows, each a passage. Raises `CheckError`."""
    css = read_text(path)
    css = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), css)
    place = lines_of(css, Line(1, 1))
    for declaration in _shown(list(_DECLARATION.finditer(css))):
        for string in _STRINGS.finditer(css, *declaration.span(2)):
            text = _ESCAPE.sub(_unescaped, string[0][1:-1])
            if any(map(str.isalnum, text)):
                yield plain(str(path), text, place(string.start() + 1))


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
