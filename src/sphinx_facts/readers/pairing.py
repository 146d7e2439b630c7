"""Which tags belong together: an end tag closes the last of its name that is open, and what was
opened since is closed by nothing.
"""

from __future__ import annotations

from collections import Counter
from typing import Generic, TypeVar

T = TypeVar("T")


class OpenTags(Generic[T]):
    """The tags that nothing has closed yet, each with what is known of it."""

    def __init__(self) -> None:
        self._open: list[tuple[str, T]] = []
        self._names: Counter[str] = Counter()  # of those that are open, for the time it takes

    def open(self, name: str, tag: T) -> None:
        """A tag of this name opens an element."""
        self._open.append((name, tag))
        self._names[name] += 1

    def close(self, name: str) -> list[T]:
        """What a tag of this name ends: those that nothing closes, and at last the one that it
        closes itself; nothing, if it closes none.
        """
        ended: list[T] = []
        if self._names[name]:
            last = ""
            while last != name:
                last, tag = self._open.pop()
                self._names[last] -= 1
                ended.append(tag)
        return ended

    def finish(self) -> list[T]:
        """Those that nothing has closed, now that the text has ended."""
        left = [tag for _, tag in self._open]
        self._open.clear()
        self._names.clear()
        return left
