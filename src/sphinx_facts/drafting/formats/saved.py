"""What a saved web page says of how it was saved: its address, the day, the archive it is from."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

_HEAD = 8_000
"""Characters at the beginning of a page in which that stands."""
_BROWSER = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_SINGLE_FILE = re.compile(
    r"Page saved with SingleFile\s+url: (\S+)\s+saved date: \w+ (\w+ \d+ \d+)"
)
_ARCHIVE = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d\d)(\d\d)\d*\w*/(.+)")


class Saved(NamedTuple):
    """None where it is not known. Dates are of the form 2024-12-19."""

    url: str | None = None
    accessed: str | None = None
    archived: str | None = None


def saved(page: str) -> Saved:
    """What a page says of this, in a comment that a browser or SingleFile writes into it."""
    head = page[:_HEAD]
    made = Saved()
    if single := _SINGLE_FILE.search(head):
        made = Saved(single[1], datetime.strptime(single[2], "%b %d %Y").date().isoformat())
    elif browser := _BROWSER.search(head):
        made = Saved(browser[1])
    if archive := _ARCHIVE.fullmatch(made.url or ""):
        day = "-".join(archive.groups()[:3])
        made = Saved(archive[4], made.accessed or day, made.url)
    return made
