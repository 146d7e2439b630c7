"""Characters that a reader does not see, wherever they stand: what is between them is one word."""

from __future__ import annotations

import re

_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""Those that Unicode lets a page ignore (*Default_Ignorable_Code_Point*)."""
_RUN = re.compile(f"[{_INVISIBLE}]+")
_TURNS = re.compile("[\u202d\u202e]")


def turns(text: str) -> bool:
    """Whether a text is shown in another order than that in which it is written."""
    return _TURNS.search(text) is not None


def visible_parts(text: str) -> list[tuple[int, str]]:
    """What a reader sees of a text: its parts, each with the place at which it begins."""
    if text.isascii() or not _RUN.search(text):
        return [(0, text)]
    parts, place = [], 0
    for hidden in _RUN.finditer(text):
        parts.append((place, text[place : hidden.start()]))
        place = hidden.end()
    parts.append((place, text[place:]))
    return [(start, part) for start, part in parts if part]
