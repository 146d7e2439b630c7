"""Read a YAML file into plain values, and tell where each of them is written.

The file is read once, and only the places of its keys are kept on the way, as a check that finds
nothing needs no place at all. Whatever is asked for below them has the file read again.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import yaml

from ..model.keys import Key
from ..model.passages import Location

Loader: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 8
"""The facts file itself is five levels deep; libyaml crashes on some ten thousand."""

_STANDARD = "tag:yaml.org,2002:"
_TEXT, _NULL = f"{_STANDARD}str", f"{_STANDARD}null"
# YAML 1.1 reads 2024-12-19 as a date; its text says the same, so it is taken as text.
_KEPT_AS_TEXT = {_TEXT, f"{_STANDARD}timestamp"}
_COLLECTIONS = {None, "!", f"{_STANDARD}map", f"{_STANDARD}seq"}
_KINDS = {"bool": "yes or no", "int": "a number", "float": "a number"}
# The embeddings, overrides and isolates of Unicode: left open, they reach beyond their text.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# What a text without quotes may be taken for, by its first character.
_RESOLVERS: dict[str, list[tuple[str, Any]]] = Loader.yaml_implicit_resolvers

Problem = Callable[[Location, str, str], None]
"""Takes a place, what is wrong there, and a way out."""
Span = tuple[int, int, int, int]
"""Line and column where something is written, and where it ends; all count from 1."""
_Node = tuple[Span, Any]
"""A span, and the nodes below it: by key, in order, or None."""


class Refused(Exception):
    """This is YAML, but none that is read here."""

    def __init__(self, place: Location, message: str, help: str) -> None:
        super().__init__(message)
        self.place, self.help = place, help


class YamlPositions:
    """Where the keys and values of one file are written.

    `keys` has the spans of the keys on the first two levels, as in ``sources/ink-post``, and that
    of the whole under the empty text.
    """

    def __init__(self, path: str, keys: dict[str, Span]) -> None:
        self.path, self.keys = path, keys
        self._root: _Node | None = None

    def find(self, key: Key) -> tuple[int, Location]:
        """How many steps of a key this file has, and the place of what they lead to.

        Of a map or a list, which may be long, that is its name or its first mark.
        """
        steps = [str(step) for step in key]
        depth, place = 0, ""
        while depth < min(2, len(steps)) and (below := "/".join(steps[: depth + 1])) in self.keys:
            depth, place = depth + 1, below
        # What is missing in a map is nowhere; the items of a list are found below alone.
        if depth < len(steps) and (depth == 2 or steps[depth].isdecimal()):
            if self._root is None:
                self._root = _read_again(self.path)
            if self._root is not None:
                depth, span = _walk(self._root, steps)
                return depth, Location(self.path, *span)
        return depth, Location(self.path, *self.keys.get(place, (1, 1, 1, 1)))


def _walk(node: _Node, steps: list[str]) -> tuple[int, Span]:
    span, children = node
    for depth, step in enumerate(steps):
        if isinstance(children, list) and step.isdecimal() and int(step) < len(children):
            span, children = children[int(step)]
        elif isinstance(children, dict) and step in children:
            span, children = children[step]
        else:
            return depth, span
    return len(steps), span


def read_values(path: str, text: str, problem: Problem) -> tuple[Any, YamlPositions]:
    """The values of a YAML text, as text, None, lists and dicts, and their places.

    What YAML makes something else is a problem. Raises `yaml.YAMLError` and `Refused`, and then
    no value counts, nor any problem that was told before.
    """
    return _Values(path, text, problem).read()


class _Events:
    """The events of a file, one by one, held to what is read here."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._next = Loader(text).get_event

    def _root(self) -> Any:
        """The event that begins the one document; None where there is none."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            return None
        return self._next()

    def _end(self) -> None:
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise yaml.composer.ComposerError(
                "expected a single document in the stream", None,
                "but found another document", event.start_mark,
            )  # fmt: skip

    def _admit(self, event: Any, depth: int) -> None:
        """Only trees of moderate depth, which cannot be far larger than they look."""
        if event.anchor is not None:  # as nearly never
            remedy = "write out what it stands for, or put a text that begins with & or * in quotes"
            self._refuse(event, "anchors (&) and aliases (*) of YAML are not read here", remedy)
        if depth > DEEPEST and type(event) is not yaml.ScalarEvent:
            message = "this is nested too deeply for a facts file"
            self._refuse(event, message, "close the brackets before it")

    def _refuse(self, event: Any, message: str, remedy: str) -> NoReturn:
        raise Refused(Location(self._path, *_span(event)), message, remedy)


class _Values(_Events):
    def __init__(self, path: str, text: str, problem: Problem) -> None:
        super().__init__(path, text)
        self._tell = problem
        self._keys: dict[str, Span] = {}

    def read(self) -> tuple[Any, YamlPositions]:
        event, value = self._root(), None
        if event is not None:
            self._keys[""] = _first_mark(event)
            value = self._value(event, 1, "")
            self._end()
        return value, YamlPositions(self._path, self._keys)

    def _value(self, event: Any, depth: int, place: str) -> Any:
        self._admit(event, depth)
        if type(event) is yaml.ScalarEvent:
            return self._text(event)
        if event.tag not in _COLLECTIONS:
            message = f"the tag {_shown(event.tag)} has no meaning here"
            self._problem(_first_mark(event), message, "take it away")
        if type(event) is yaml.MappingStartEvent:
            return self._mapping(depth, place)
        values = []
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            values.append(self._value(event, depth + 1, ""))
        return values

    def _mapping(self, depth: int, place: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while type(name := self._next()) is not yaml.MappingEndEvent:
            key = self._key(name, depth)
            child = self._next()
            if key is None:
                self._problem(_first_mark(name), "a key must be a plain word")
                self._skip(child, depth + 1)
            elif key in values:
                self._problem(_span(name), f"the key {key} stands twice", "keep one of them")
                self._skip(child, depth + 1)
            else:
                below = ""
                if depth <= 2:
                    below = f"{place}/{key}" if depth == 2 else key
                    self._keys[below] = _span(child if type(child) is yaml.ScalarEvent else name)
                values[key] = self._value(child, depth + 1, below)
        return values

    def _key(self, event: Any, depth: int) -> str | None:
        if type(event) is yaml.ScalarEvent:
            self._admit(event, depth + 1)
            return self._text(event)
        self._skip(event, depth + 1)
        return None

    def _skip(self, event: Any, depth: int) -> None:
        """Passes over a value that has no place in the tree."""
        self._admit(event, depth)
        if isinstance(event, yaml.CollectionStartEvent):
            while not isinstance(event := self._next(), yaml.CollectionEndEvent):
                self._skip(event, depth + 1)

    def _text(self, event: Any) -> str | None:
        value: str = event.value
        tag = event.tag
        if event.implicit[0]:
            tag = _tag_of(value)
        elif event.implicit[1]:
            tag = _TEXT
        if tag == _NULL:
            return None
        if tag not in _KEPT_AS_TEXT:
            kind = _KINDS.get(tag.removeprefix(_STANDARD), f"a value with the tag {_shown(tag)}")
            remedy = f'put it in quotes: "{value}"'
            self._problem(_span(event), f"YAML reads {value} as {kind}, not as text", remedy)
        elif not value.strip():
            remedy = "write it, or null where it is not known, or leave the key out"
            self._problem(_span(event), "this text is empty", remedy)
        elif not value.isascii() and (turning := _TURNING.search(value)):
            message = f"the invisible mark U+{ord(turning[0]):04X} turns what follows around"
            remedy = "take it out: letters have their direction without it"
            self._problem(_span(event), message, remedy)
        return value

    def _problem(self, span: Span, message: str, remedy: str = "") -> None:
        self._tell(Location(self._path, *span), message, remedy)


class _Nodes(_Events):
    def read(self) -> _Node | None:
        event = self._root()
        return None if event is None else self._node(event, _first_mark(event), 1)

    def _node(self, event: Any, name: Span, depth: int) -> _Node:
        self._admit(event, depth)
        if type(event) is yaml.ScalarEvent:
            return _span(event), None
        if type(event) is yaml.MappingStartEvent:
            named: dict[str, _Node] = {}
            while type(key := self._next()) is not yaml.MappingEndEvent:
                if type(key) is not yaml.ScalarEvent:
                    self._node(key, _first_mark(key), depth + 1)
                node = self._node(self._next(), _span(key), depth + 1)
                named.setdefault(getattr(key, "value", ""), node)
            return name, named
        items: list[_Node] = []
        while type(item := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(item, _first_mark(item), depth + 1))
        return name, items


def _read_again(path: str) -> _Node | None:
    """The places of all values; None where the file is not what it was any more."""
    try:
        return _Nodes(path, Path(path).read_bytes().decode("utf-8")).read()
    except (OSError, UnicodeDecodeError, yaml.YAMLError, Refused):
        return None


def _tag_of(value: str) -> str:
    """What YAML takes a text without quotes for."""
    for tag, form in _RESOLVERS.get(value[:1], ()):
        if form.match(value):
            return tag
    return _TEXT


def _span(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return start.line + 1, start.column + 1, end.line + 1, end.column + 1


def _first_mark(event: Any) -> Span:
    if type(event) is yaml.ScalarEvent:
        return _span(event)
    start = event.start_mark
    return start.line + 1, start.column + 1, start.line + 1, start.column + 2


def _shown(tag: str) -> str:
    return tag.replace(_STANDARD, "!!")
