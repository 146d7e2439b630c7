"""What a reader sees of the attributes of HTML: texts, and the numbers of a list."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from .list_numbers import ListNumbers
from .visibility import (
    BESIDE_ATTRIBUTE,
    BESIDE_ROLE,
    READ_ATTRIBUTES,
    READ_META,
    UNSEEN_VALUES,
    Tag,
)

ROLE, ID = "data-facts-role", "data-facts-id"
IGNORE, REASON = "data-facts-ignore", "data-facts-reason"
Place = tuple[int, int]
"""A line and a column."""

_ATTRIBUTION = "attribution"
_NUMBER = re.compile(r"\s*([+-]?[0-9]{1,18})")
"""As a browser reads one: whatever stands behind it."""


class StartTag(NamedTuple):
    """What opens an element."""

    name: str
    """In lower case."""
    attributes: Mapping[str, str]
    place: Place
    place_of: Callable[[str], Place]
    """Where it has a text in an attribute."""
    hidden_by: str = ""
    """What hides it from some reader, in words."""


def seen_texts(tag: StartTag) -> Iterator[tuple[str, str]]:
    """Its attributes whose text a reader sees, with that."""
    attributes = tag.attributes
    if tag.name == "meta":
        named = attributes.get("name") or attributes.get("property") or ""
        names = ["content"] * (named.lower() in READ_META)
    else:
        names = [*READ_ATTRIBUTES]
        if tag.name == "input" and attributes.get("type", "").lower() not in UNSEEN_VALUES:
            names.append("value")
    for name in names:
        text = attributes.get(name, "")
        # Where an author gives no text, docutils takes the name of the file.
        if text.strip() and not (name == "alt" and text == attributes.get("src")):
            yield name, text


def in_outline(tag: StartTag) -> str:
    """What an element is in an outline."""
    is_attribution = _ATTRIBUTION in tag.attributes.get("class", "").split()
    return _ATTRIBUTION if is_attribution else tag.name


def is_beside(tag: StartTag, shows: Tag) -> bool:
    """Whether an element stands beside the sentence that it is written in."""
    is_tooltip = tag.attributes.get("role") == BESIDE_ROLE
    if tag.hidden_by:  # A reader goes on where it ends.
        return True
    return shows.flow == "beside" or BESIDE_ATTRIBUTE in tag.attributes or is_tooltip


def span(tag: StartTag, name: str) -> int:
    """How many columns or rows a cell says that it takes."""
    written = tag.attributes.get(name, "")
    return int(written) if re.fullmatch("[0-9]{1,3}", written) else 1


class NumbersOfHtml(ListNumbers):
    """The numbers that an author gives to lists and to their items."""

    def enter(self, tag: StartTag) -> str:
        """What an element shows of them before its text."""
        attributes = tag.attributes
        if tag.name in ("ol", "ul", "menu"):
            is_counted = tag.name == "ol" and attributes.get("type", "1") == "1"
            start = _NUMBER.match(attributes.get("start", "1"))
            self.begin(int(start[1]) if start is not None and is_counted else None)
        elif tag.name == "li":
            if (value := _NUMBER.match(attributes.get("value", ""))) is not None:
                self.give(int(value[1]))
            self.item()
            return self.shown()
        return ""

    def leave(self, name: str) -> None:
        """An element of this name has come to its end."""
        if name in ("ol", "ul", "menu"):
            self.end()
