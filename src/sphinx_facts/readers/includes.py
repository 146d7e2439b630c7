"""The files that a chapter includes: which they are, and what part of each is read."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..model.passages import Location
from ..text.files import leads_out
from .text_files import BRING_IN, site_of, unreadable


def included_path(name: str, including: Sequence[Path], where: Location) -> Path:
    """The file of that name, which the last of some files includes, each of them the next.

    Raises `CheckError` where it is not there, leads out of the project, or is one of them.
    """
    chapter = including[0]
    folder = site_of(chapter) if name.startswith("/") else chapter.parent
    path = folder / name.lstrip("/")
    if not path.is_file():
        message = f"{path}, which is included here, is not there"
        raise unreadable(where, message)
    if leads_out(path, chapter):
        message = f"{name} leads out of the project, and is not read"
        raise unreadable(where, message, BRING_IN)
    if path.resolve() in [outer.resolve() for outer in including]:
        raise unreadable(where, f"{name} includes itself", "take one of the includes out")
    return path


def cut(text: str, options: Mapping[str, str]) -> tuple[str, int]:
    """The part of an included file that the options of the include leave, and how many lines
    stand before it.
    """
    start, end = (
        int(options[name]) if re.fullmatch(r"-?\d+", options.get(name, "")) else None
        for name in ("start-line", "end-line")
    )
    rows = text.split("\n")
    skipped = len(rows[:start]) if start else 0
    text = "\n".join(rows[start:end])
    after, before = options.get("start-after"), options.get("end-before")
    if after and after in text:
        left_out, _, text = text.partition(after)
        skipped += f"{left_out}{after}".count("\n")
    return (text.partition(before)[0] if before else text), skipped
