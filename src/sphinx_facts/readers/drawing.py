"""Drawings with texts, in files of their own."""

from __future__ import annotations

import re
from pathlib import Path

from ..model.passages import Passage
from .text_files import read_text

_SAYS = re.compile(
    r"<(?:[\w.-]+:)?(?:text|title|desc|foreignObject|a|image|script)\b|<!ENTITY|\baria-[a-z]+\s*="
)
"""What a drawing needs to show a text; most have none, and a check must start fast."""


def read_drawing(path: Path) -> list[Passage]:
    """The texts of a drawing. Raises `CheckError`."""
    text = read_text(path)
    if not _SAYS.search(text):
        return []
    from .html import read_html  # noqa: PLC0415

    return read_html(text, str(path), is_page=True)
