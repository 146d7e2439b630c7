"""The words of the files that a check reads, known before they are checked.

What looks for many phrases is made for those that can come, which are few of all. Who does not say
what comes gets the same, later.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from contextvars import ContextVar
from functools import lru_cache
from pathlib import Path

from .files import read_bytes

_FILES: ContextVar[tuple[Path, ...]] = ContextVar("files", default=())
_MOST = 60
"""Files that are read ahead: what stands in more of them is nearly everything."""
_WORD = re.compile(r"\w+")

Words = frozenset[str]
"""Words in lower case."""


def look_ahead(files: Sequence[Path]) -> None:
    """Tell which files are about to be checked: they are read when their words are asked for."""
    _FILES.set(tuple(files[:_MOST]))


def words_ahead() -> Words:
    """The words of the files that are about to be checked; none where that is not known."""
    return _words_of(_FILES.get())


def words_in(text: str) -> Words:
    """The words of a text: letters, digits and underscores in a row."""
    return Words(_WORD.findall(text.lower()))


@lru_cache(maxsize=1)
def _words_of(files: tuple[Path, ...]) -> Words:
    words: set[str] = set()
    for file in files:
        with suppress(OSError):  # which is found when it is checked
            words |= words_in(read_bytes(file).decode("utf-8", "replace"))
    return Words(words)
