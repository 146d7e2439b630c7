"""Texts as Markdown that shows them as they are."""

from __future__ import annotations

import re

_MARKS = re.compile(r"[\\`*_{}\[\]<>#+\-=!|~&$@]|:(?=//)|(?<=www)\.")
_NUMBER = re.compile(r"^(\d+)([.)])")
"""What begins a list."""
_SPACE = re.compile(r"\s+")


def escaped(text: str) -> str:
    """A text in one line, of which nothing is markup."""
    return _NUMBER.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", _SPACE.sub(" ", text)))
