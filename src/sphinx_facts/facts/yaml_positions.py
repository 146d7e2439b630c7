"""Read a YAML file into plain values, and tell where each of them is written.

The file is read once, and only the places of its keys are kept on the way, as a check that finds
nothing needs no place at all. Whatever is asked for below them has its entry read again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import yaml

from ..model.keys import Key, key_text
from ..model.passages import Location
from ..text.yaml import LOADER

DEEPEST = 8
"""The facts file itself is five levels deep."""
_FIRST_LEVELS = 2
"""Whose places are kept at once: the maps, and the ids in them."""

_STANDARD = "tag:yaml.org,2002:"
_TEXT, _NULL = f"{_STANDARD}str", f"{_STANDARD}null"
# YAML 1.1 reads 2024-12-19 as a date; its text says the same, so it is taken as text.
_KEPT_AS_TEXT = {_TEXT, f"{_STANDARD}timestamp"}
_COLLECTIONS = {None, "!", f"{_STANDARD}map", f"{_STANDARD}seq"}
_KINDS = {"bool": "yes or no", "int": "a number", "float": "a number"}
# The embeddings, overrides and isolates of Unicode: left open, they reach beyond their text.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
# What a text without quotes may be taken for, by its first character.
_RESOLVERS: dict[str, list[tuple[str, Any]]] = LOADER.yaml_implicit_resolvers
# What libyaml says, and what those who have never seen it say should do.
_WAYS_OUT = {
    "mapping values are not allowed": "put a text that has a colon in it in quotes",
    "did not find expected key": "look at the indentation, and at quotation marks inside others",
    "did not find expected '-'": "look at the indentation",
    "did not find expected ',' or": "close the bracket",
    "unexpected end of stream": "close the quotation mark",
    "cannot start any token": "put a text that begins with this mark in quotes",
    "could not find expected ':'": "write KEY: VALUE, or indent a text that runs on",
}

Span = tuple[int, int, int, int]
"""Line and column where something is written, and where it ends; all count from 1."""
_START = (1, 1, 1, 1)


class Fault(NamedTuple):
    """What is wrong with a file, where, and a way out."""

    location: Location
    message: str
    help: str = ""


class Refused(Exception):
    """What can be read of a file is nothing that counts; `fault` says why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.message)
        self.fault = fault


class YamlPositions:
    """Where the keys and values of one file are written.

    `keys` has the spans of the keys on the first two levels, as in ``sources/ink-post``, and that
    of the whole under the empty text.
    """

    def __init__(
        self, path: str, keys: dict[str, Span], read: Callable[[Path], bytes] = Path.read_bytes
    ) -> None:
        self.path, self.keys, self._read_file = path, keys, read
        self._below: dict[str, dict[str, Span]] = {}

    def find(self, key: Key) -> tuple[int, Location]:
        """How many steps of a key this file has, and the place of what they lead to.

        Of a map or a list, which may be long, that is its name or its first mark.
        """
        depth, span = _follow(key[:_FIRST_LEVELS], self.keys, 0, self.keys.get("", _START))
        # What is missing in a map is nowhere; the items of a list are found below alone.
        if depth < len(key) and (depth == _FIRST_LEVELS or isinstance(key[depth], int)):
            depth, span = _follow(key, self._read_again(key_text(key[:depth])), depth, span)
        return depth, Location(self.path, *span)

    def _read_again(self, place: str) -> dict[str, Span]:
        """The places of all values below an entry, or where it does not stand in lines of its own,
        of the file. Those of the keys alone where the file is not what it was any more.
        """
        if place not in self._below and "" not in self._below:
            try:
                self._below[place] = self._read_entry(place)
            except Refused:
                self._below[""] = self._read_whole()
        return self._below.get(place) or self._below[""]

    def _read_entry(self, place: str) -> dict[str, Span]:
        """Read the lines from a key to the next."""
        first = self.keys[place][0] - 1
        number = bisect_right(self._first_lines, first)
        last = self._first_lines[number] if number < len(self._first_lines) else None
        entry = _read(self.path, b"".join(self._lines[first:last]), DEEPEST).spans
        above = place.rpartition("/")[0]
        spans = {
            f"{above}/{below}" if above else below: (line + first, column, end + first, end_column)
            for below, (line, column, end, end_column) in entry.items()
        }
        if spans.get(place) != self.keys[place]:
            raise Refused(Fault(Location(self.path), "this is not what it was"))
        return spans

    def _read_whole(self) -> dict[str, Span]:
        try:
            return _read(self.path, b"".join(self._lines), DEEPEST).spans
        except Refused:
            return self.keys

    @cached_property
    def _first_lines(self) -> list[int]:
        """Those in which a key begins, from 0."""
        return sorted({line - 1 for line, *_ in self.keys.values()})

    @cached_property
    def _lines(self) -> list[bytes]:
        try:
            return self._read_file(Path(self.path)).splitlines(keepends=True)
        except OSError:
            return []


def _follow(key: Key, spans: dict[str, Span], depth: int, span: Span) -> tuple[int, Span]:
    """How far a key leads, from a depth on."""
    while depth < len(key) and (below := spans.get(key_text(key[: depth + 1]))) is not None:
        depth, span = depth + 1, below
    return depth, span


class Reading(NamedTuple):
    """The values of a file as text, None, lists and dicts, their places, and what is wrong where
    YAML makes something else of them.
    """

    values: Any
    positions: YamlPositions
    faults: list[Fault]


def read_yaml(
    path: str, content: bytes, read: Callable[[Path], bytes] = Path.read_bytes
) -> Reading:
    """Read the content of a file, which `read` gets anew where a place in it is asked for. Raises
    `Refused` where it is no YAML that is read here.
    """
    reader = _read(path, content, _FIRST_LEVELS)
    return Reading(reader.values, YamlPositions(path, reader.spans, read), reader.faults)


def every_place(path: str, content: bytes) -> tuple[Any, dict[str, Span]]:
    """The values of a file, and where each of them is written. Raises `Refused` likewise."""
    reader = _read(path, content, DEEPEST)
    return reader.values, reader.spans


def _read(path: str, content: bytes, levels: int) -> _Reader:
    text = ""
    try:
        text = content.decode("utf-8")
        return _Reader(path, text, levels)
    except UnicodeDecodeError as error:
        where = Location.after(content[: error.start].decode("utf-8"), path)
        fault = Fault(where, "this is not UTF-8 text", "save the file as UTF-8")
    except yaml.MarkedYAMLError as error:
        fault = _no_yaml(error, path, text)
    except yaml.reader.ReaderError as error:
        where = Location.after(text[: error.position], path)
        fault = Fault(where, "a control character is here", "take it out")
    raise Refused(fault)


def _no_yaml(error: yaml.MarkedYAMLError, path: str, text: str) -> Fault:
    mark, problem = error.problem_mark, str(error.problem)
    if "expected ',' or" in problem or "unexpected end" in problem:
        mark = error.context_mark  # what is never closed is mended where it begins
    line, column = (mark.line, mark.column) if mark else (0, 0)
    rest = text.splitlines()[line : line + 1]
    remedy = next((way for sign, way in _WAYS_OUT.items() if sign in problem), "")
    if "tab character" in problem or (rest and rest[0][column : column + 1] == "\t"):
        remedy = "indent with spaces, never with tabs"
    message = ", ".join(part for part in (error.context, problem) if part)
    where = Location(path, line + 1, column + 1, line + 1, column + 2)
    return Fault(where, f"this is not YAML: {message}", remedy)


class _Reader:
    """Reads a text event by event, and keeps the places on so many `levels`."""

    def __init__(self, path: str, text: str, levels: int) -> None:
        self._path, self._levels = path, levels
        self._next = LOADER(text).get_event
        self.values: Any = None
        self.spans: dict[str, Span] = {}
        self.faults: list[Fault] = []
        self._words: set[str] = set()
        """Keys without quotes that are in order: most stand in many entries."""
        self._next()
        if not isinstance(self._next(), yaml.StreamEndEvent):
            self._document()

    def _document(self) -> None:
        event = self._next()
        self.spans[""] = _first_mark(event)
        self.values = self._value(event, 1, "")
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            raise yaml.composer.ComposerError(
                "expected a single document in the stream", None,
                "but found another document", event.start_mark,
            )  # fmt: skip

    def _value(self, event: Any, depth: int, place: str) -> Any:
        if event.anchor is not None or depth > DEEPEST:
            self._admit(event, depth)
        if type(event) is yaml.ScalarEvent:
            return self._text(event)
        if event.tag not in _COLLECTIONS:
            message = f"the tag {_short(event.tag)} has no meaning here"
            self._fault(_first_mark(event), message, "take it away")
        if type(event) is yaml.MappingStartEvent:
            return self._mapping(depth, place)
        return self._list(depth, place)

    def _list(self, depth: int, place: str) -> list[Any]:
        values: list[Any] = []
        below = ""
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            if self._levels > _FIRST_LEVELS:
                below = f"{place}/{len(values)}"
                self.spans[below] = _first_mark(event)
            values.append(self._value(event, depth + 1, below))
        return values

    def _mapping(self, depth: int, place: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        below = ""
        while type(name := self._next()) is not yaml.MappingEndEvent:
            key = self._key(name, depth)
            child = self._next()
            if key is None:
                self._fault(_first_mark(name), "a key must be a plain word")
                self._skip(child, depth + 1)
            elif key in values:
                self._fault(_span(name), f"the key {key} stands twice", "keep one of them")
                self._skip(child, depth + 1)
            else:
                if depth <= self._levels:
                    below = f"{place}/{key}" if depth > 1 else key
                    self.spans[below] = _span(child if type(child) is yaml.ScalarEvent else name)
                values[key] = self._value(child, depth + 1, below)
        return values

    def _key(self, event: Any, depth: int) -> str | None:
        if type(event) is not yaml.ScalarEvent:
            self._skip(event, depth + 1)
            return None
        name: str = event.value
        if name in self._words and event.implicit[0] and event.anchor is None:
            return name
        self._admit(event, depth + 1)
        before = len(self.faults)
        text = self._text(event)
        if event.implicit[0] and text is not None and len(self.faults) == before:
            self._words.add(name)
        return text

    def _skip(self, event: Any, depth: int) -> None:
        """Passes over a value that has no place in the tree."""
        self._admit(event, depth)
        if isinstance(event, yaml.CollectionStartEvent):
            while not isinstance(event := self._next(), yaml.CollectionEndEvent):
                self._skip(event, depth + 1)

    def _admit(self, event: Any, depth: int) -> None:
        """Only trees of moderate depth, which cannot be far larger than they look."""
        if event.anchor is not None:
            remedy = "write out what it stands for, or put a text that begins with & or * in quotes"
            self._refuse(event, "anchors (&) and aliases (*) of YAML are not read here", remedy)
        if depth > DEEPEST and type(event) is not yaml.ScalarEvent:
            message = "this is nested too deeply for a facts file"
            self._refuse(event, message, "close the brackets before it")

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
            kind = _KINDS.get(tag.removeprefix(_STANDARD), f"a value with the tag {_short(tag)}")
            remedy = f'put it in quotes: "{value}"'
            self._fault(_span(event), f"YAML reads {value} as {kind}, not as text", remedy)
        elif not value.strip():
            remedy = "write it, or null where it is not known, or leave the key out"
            self._fault(_span(event), "this text is empty", remedy)
        elif not value.isascii() and (turning := _TURNING.search(value)):
            message = f"the invisible mark U+{ord(turning[0]):04X} turns what follows around"
            remedy = "take it out: letters have their direction without it"
            self._fault(_span(event), message, remedy)
        return value

    def _fault(self, span: Span, message: str, remedy: str = "") -> None:
        self.faults.append(Fault(Location(self._path, *span), message, remedy))

    def _refuse(self, event: Any, message: str, remedy: str) -> NoReturn:
        raise Refused(Fault(Location(self._path, *_span(event)), message, remedy))


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


def _short(tag: str) -> str:
    return tag.replace(_STANDARD, "!!")
