"""What would change in a file, as people know it from git."""

from __future__ import annotations

import difflib
import re

from .terminal import visible


def diff(path: str, old: str, new: str, made: str = "(changed)") -> str:
    """A unified diff of the texts of a file; the new one is called so behind its name."""
    before, after = (re.findall(r"[^\n]*\n|[^\n]+", text) for text in (old, new))
    name = visible(path)
    lines = difflib.unified_diff(before, after, name, f"{name} {made}")
    return "".join(x if x[-1] == "\n" else f"{x}\n\\ No newline at end of file\n" for x in lines)
