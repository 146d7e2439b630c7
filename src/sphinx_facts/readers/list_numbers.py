"""The numbers with which lists begin: ``64. generals`` is one to Markdown, and its number is an
author's all the same.
"""

from __future__ import annotations


class ListNumbers:
    """The lists of a text, as they begin and end. One that goes on where the last one ended, as
    behind a picture, has its number from that.
    """

    def __init__(self) -> None:
        self._open: list[int | None] = []
        self._ended: int | None = None
        self._shown = ""

    def begin(self, start: int | None) -> None:
        """A list begins with this number, or has none."""
        self._open.append(start)
        if start not in (None, 0, 1, self._ended):
            self._shown = f"{start}. "

    def give(self, number: int) -> None:
        """The next item of it has this number."""
        if self._open and self._open[-1] not in (None, number):
            self._open[-1] = number
            self._shown = f"{number}. "

    def item(self) -> None:
        """An item of it begins."""
        if self._open and (number := self._open[-1]) is not None:
            self._open[-1] = number + 1

    def end(self) -> None:
        """It ends."""
        if self._open and (number := self._open.pop()) is not None:
            self._ended = number

    def shown(self) -> str:
        """What the text that is read next has before it."""
        shown, self._shown = self._shown, ""
        return shown
