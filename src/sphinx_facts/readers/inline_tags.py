"""The tags of raw HTML in a line of text: what each shows, and what of the text they make code."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .pairing import OpenTags
from .passage_builder import Opening, PassageBuilder
from .visibility import ANY_TAG, TAGS

_NAME = re.compile(r"<(/?)([a-z][^\s/>]*)", re.IGNORECASE)


class InlineTags:
    """The tags of one block, met one by one; which of them belong together is known beforehand, so
    that what nothing closes hides nothing.
    """

    def __init__(self, tags: Sequence[str]) -> None:
        self._pairs = _pairs(tags)
        self._number = 0
        self._hiding = self._unseen = 0
        self._styles: dict[int, Opening] = {}

    @property
    def hiding(self) -> bool:
        """Whether what follows is no prose."""
        return self._hiding > 0

    @property
    def unseen(self) -> bool:
        """Whether no page shows it."""
        return self._unseen > 0

    def add(self, tag: str, built: PassageBuilder, place: tuple[int, int] | None = None) -> None:
        """Add to a passage what a reader sees of the next tag itself."""
        number, self._number = self._number, self._number + 1
        named = _NAME.match(tag)
        if named is None:
            return
        shows, is_end = TAGS.get(named[2].lower(), ANY_TAG), named[1] != ""
        is_whole = number in self._pairs
        if not shows.is_prose and is_whole:
            step = -1 if is_end else 1
            self._hiding += step
            self._unseen += 0 if shows.is_literal else step
        elif shows.is_prose and not self.hiding:
            built.write(shows.closing if is_end else shows.opening, place)
        if shows.style and is_whole and is_end:
            built.style(shows.style, self._styles[self._pairs[number]])
        elif shows.style and is_whole:
            self._styles[number] = built.here()


def _pairs(tags: Sequence[str]) -> dict[int, int]:
    """Of the tags that open or close an element that is whole: by their numbers that of the one
    which opens it.
    """
    waiting = OpenTags[int]()
    pairs: dict[int, int] = {}
    for number, tag in enumerate(tags):
        named = _NAME.match(tag)
        if named is None:
            continue
        name = named[2].lower()
        if not named[1]:
            waiting.open(name, number)
        elif ended := waiting.close(name):
            pairs[ended[-1]] = pairs[number] = ended[-1]
    return pairs
