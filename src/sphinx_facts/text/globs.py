"""Patterns of paths as Sphinx reads them: ``*`` and ``?`` stay within a folder, ``**`` does not."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MOST_STARS = 8
"""More would take without end on long names: no setting comes near."""
_PART = re.compile(r"\*\*+|\*|\?|\[(!?\]?[^\]]*)\]|.", re.DOTALL)


def escaped(path: str) -> str:
    """The pattern that names this path alone."""
    return re.sub(r"([*?[])", r"[\1]", path)


def compile_globs(patterns: Iterable[str]) -> re.Pattern[str]:
    """What matches a whole path, its parts joined by ``/``, that any of the patterns names."""
    return re.compile("|".join(f"(?:{_translated(each)})" for each in patterns) or r"(?!)")


def _translated(pattern: str) -> str:
    if pattern.count("*") > _MOST_STARS * 2:
        return r"(?!)"
    expression = "".join(map(_part, _PART.finditer(pattern))) + r"\Z"
    try:
        re.compile(expression)
    except re.error:  # as of ``[z-a]``
        return r"(?!)"
    return expression


def _part(match: re.Match[str]) -> str:
    part, group = match[0], match[1]
    if part.startswith("**"):
        return ".*"
    if group is not None:
        group = group.replace("\\", "\\\\").replace("[", r"\[")
        return f"[^/{group[1:]}]" if group.startswith("!") else f"[{group}]"
    return {"*": "[^/]*", "?": "[^/]"}.get(part, re.escape(part))
