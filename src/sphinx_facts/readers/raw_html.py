"""What is wrong with the raw HTML of a text: what is not whole, and what may show a reader more or
less than is read of it.

Only what a browser reads as it is written passes: whole tags of a short list, with attributes of
another, and comments that end where they seem to.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from ..model.passages import Flaw, Location
from .origins import Line, Origins
from .pairing import OpenTags
from .visibility import (
    ALLOWED_ATTRIBUTES,
    ALLOWED_TAGS,
    ANY_TAG,
    END_OPTIONAL,
    MADE,
    OWN_ATTRIBUTES,
    RAW_TEXT,
    TAGS,
)

_NAME = r"[a-zA-Z_:][\w:.-]*+"
_VALUE = r"(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\")"
_TAG = re.compile(
    rf"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:\s++{_NAME}(?:\s*+=\s*+{_VALUE})?)*+)\s*+(/?)>"
)
_ATTRIBUTE = re.compile(rf"({_NAME})(?:\s*+=\s*+({_VALUE}))?")
_BEGINS = re.compile(r"<[a-zA-Z/!?]")
_RUNS = re.compile(r"\s*(?:javascript|vbscript|data:text)", re.IGNORECASE)
"""Addresses that are programs, or pages of their own."""
CLOSE_IT = "close it where its text ends, or write &lt; for a sign that is no tag"
ALLOW_IT = "write it in Markdown, or allow it with the setting allowed-html"


class _Opened(NamedTuple):
    name: str
    location: Location


class RawHtml:
    """Reads the HTML of a block, or of a text block by block; `finish` tells what stays open."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._open = OpenTags[_Opened]()

    def read(self, html: str, place: Callable[[int], Line]) -> Iterator[Flaw]:
        """What is wrong in a piece; `place` tells where a character of it stands."""
        at = 0
        while (begins := _BEGINS.search(html, at)) is not None:
            where = self._location(place(begins.start()), 1)
            if html.startswith("<!--", begins.start()):
                end = html.find("-->", begins.end() + 2)
                content = html[begins.start() + len("<!--") : end]
                if end < 0:
                    yield Flaw("html", "nothing closes this comment", where, CLOSE_IT)
                    return
                if content.startswith((">", "->")) or "--!>" in content:
                    message = "this comment ends for a browser before it does here"
                    yield Flaw("html", message, where, "end it with -->")
                    return
                at = end + len("-->")
                continue
            tag = _TAG.match(html, begins.start())
            if tag is None:
                yield Flaw("html", "this is no whole tag", where, CLOSE_IT)
                return
            at = tag.end()
            yield from self._tag(tag, self._location(place(tag.start()), len(tag[0])))
            name = tag[2].lower()
            if name in RAW_TEXT and not tag[1]:
                ends = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, at)
                at = ends.start() if ends else len(html)

    def finish(self) -> Iterator[Flaw]:
        """What nothing has closed."""
        for each in self._open.finish():
            yield from _unclosed(each)

    def _tag(self, tag: re.Match[str], where: Location) -> Iterator[Flaw]:
        name = tag[2].lower()
        if tag[1]:
            yield from self._close(name, where)
            return
        if name not in ALLOWED_TAGS:
            yield Flaw("html", f"<{name}> is not allowed", where, ALLOW_IT, name)
        for attribute in _ATTRIBUTE.finditer(tag[3]):
            yield from _attribute(attribute[1].lower(), (attribute[2] or "").strip("\"'"), where)
        if not TAGS.get(name, ANY_TAG).is_void:
            self._open.open(name, _Opened(name, where))

    def _close(self, name: str, where: Location) -> Iterator[Flaw]:
        if TAGS.get(name, ANY_TAG).is_void:
            return
        ended = self._open.close(name)
        if not ended:
            yield Flaw("html", f"nothing opens this </{name}>", where, "take it away")
        for each in ended[:-1]:
            yield from _unclosed(each)

    def _location(self, place: Line, length: int) -> Location:
        return Location(self._path, *place, *place.right(length))


def _unclosed(opened: _Opened) -> Iterator[Flaw]:
    if opened.name not in END_OPTIONAL:
        message = f"nothing closes this <{opened.name}>"
        yield Flaw("html", message, opened.location, CLOSE_IT)


def _attribute(name: str, value: str, where: Location) -> Iterator[Flaw]:
    if name.startswith(OWN_ATTRIBUTES) or (name == "class" and MADE in value.split()):
        message = f"{name} is for the extension alone to write"
        yield Flaw("html", message, where, "take it away")
    elif name not in ALLOWED_ATTRIBUTES:
        yield Flaw("html", f"the attribute {name} is not allowed", where, ALLOW_IT, name)
    elif _RUNS.match(value):
        yield Flaw("html", f"{name} leads to a program", where, "take it away")


def lines_of(html: str, first: Line) -> Callable[[int], Line]:
    """Where the characters of a text stand that begins there and runs on in whole lines."""
    starts, at = [(0, first)], html.find("\n") + 1
    while at:
        starts.append((at, Line(first.number + len(starts), 1)))
        at = html.find("\n", at) + 1
    return Origins(starts).place
