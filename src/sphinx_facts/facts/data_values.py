"""Read a value out of a data file: a fact may rest on a cell of a table as well as on an excerpt of
a text.

A place is written as ``plans[2].price``: names of keys or columns, and numbers of items, counted
from 0. In a list of entries, ``[plan=Pro]`` is the one whose `plan` is `Pro`, and
``[plan=Pro][year=2024]`` that of these whose `year` is `2024`. A name or value that holds a mark of
this form stands in quotes: ``"price.net"``. A CSV file is a list of rows, each with its columns.
"""

from __future__ import annotations

import csv
import io
import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from ..text.files import read_bytes

_QUOTED = r"\"([^\"]+)\"|'([^']+)'"
_STEP = re.compile(
    rf"\.?(?:{_QUOTED}|([^.\[\]\"'][^.\[\]]*))|\[(?:{_QUOTED})\]|\[(\d+)\]"
    rf"|\[(?:{_QUOTED}|([^\]=\"'][^\]=]*))=(?:{_QUOTED}|([^\]]*))\]"
)
_DELIMITERS = (",", ";", "\t", "|")
_CONTINENTAL = re.compile(r"([+-]?)(\d{1,3}(?:\.\d{3})+|\d+),(\d+)")
"""A number with a comma before its fraction, and perhaps points between its thousands."""


class NoValue(LookupError):
    """There is no single value at this place; the message says why."""


class Condition(NamedTuple):
    """What picks an entry out of a list: the key, its value there, and its values elsewhere."""

    key: str
    value: str
    others: tuple[str, ...]


class Cell(NamedTuple):
    """A value in a data file."""

    text: str
    """As the file writes it."""
    name: str
    """The name of the column or key that it stands under; empty where there is none."""
    beside: Mapping[str, Any]
    """The row or entry that it is in."""
    conditions: tuple[Condition, ...]


class _Step(NamedTuple):
    """A name, a number, or what has to hold of an entry."""

    name: str = ""
    number: int | None = None
    key: str = ""
    value: str = ""


def read_value(path: Path, place: str) -> str:
    """The text of the value at `place`, as the file writes it. Raises `NoValue`."""
    return read_cell(path, place).text


def read_cell(path: Path, place: str) -> Cell:
    """The value at `place`, with what stands around it. Raises `NoValue`."""
    value = _read(path)
    name, beside, conditions = "", dict[str, Any](), list[Condition]()
    entries: Sequence[Any] | None = None  # those that the conditions before have left
    where = path.name
    steps = _steps(place)
    for step, end in steps:
        if step.key:
            entries, condition = _matching(value if entries is None else entries, step, where)
            conditions.append(condition)
        else:
            if entries is not None:
                value, entries = _only(entries, place[:end], where), None
            beside = value if isinstance(value, dict) else beside
            value, name = _down(value, step, where), step.name or name
        where = place[:end]
    if entries is not None:
        value = _only(entries, place, path.name)
    if value is None or isinstance(value, dict | list):
        raise NoValue(f"{place} is no single value")
    return Cell(_text(value), name, beside, tuple(conditions))


def _read(path: Path) -> Any:
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise NoValue(f"{path.name} is none of {', '.join(_READERS)}")
    try:
        return read(read_bytes(path).decode("utf-8-sig"))
    except OSError as error:
        raise NoValue(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, yaml.YAMLError, csv.Error, RecursionError) as error:
        raise NoValue(f"{path.name} cannot be read: {error}") from None


def _steps(place: str) -> list[tuple[_Step, int]]:
    """The steps of a place, and where in it each ends."""
    steps: list[tuple[_Step, int]] = []
    end = 0
    for match in _STEP.finditer(place):
        if match.start() != end:
            break
        end = match.end()
        groups = match.groups()
        name, key, value = (_first(groups[a:b]) for a, b in ((0, 5), (6, 9), (9, 12)))
        number = None if groups[5] is None else int(groups[5])
        steps.append((_Step(name or "", number, key or "", value or ""), end))
    if end != len(place) or not place:
        raise NoValue(f"{place!r} is not a place such as plans[2].price")
    return steps


def _first(groups: Sequence[str | None]) -> str | None:
    return next((group for group in groups if group is not None), None)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _down(value: Any, step: _Step, where: str) -> Any:
    if step.number is None:
        if isinstance(value, dict) and step.name in value:
            return value[step.name]
        raise NoValue(f"{where} has no {step.name}")
    if not isinstance(value, list):
        raise NoValue(f"{where} is no list")
    if step.number < len(value):
        return value[step.number]
    raise NoValue(f"{where} has {len(value)} items, counted from 0")


def _matching(value: Any, step: _Step, where: str) -> tuple[list[Any], Condition]:
    """The entries of a list that a condition holds of."""
    if not isinstance(value, list):
        raise NoValue(f"{where} is no list")
    with_key = [item for item in value if isinstance(item, dict) and step.key in item]
    matching = [item for item in with_key if _text(item[step.key]) == step.value]
    if not matching:
        raise NoValue(f"{where} has no item whose {step.key} is {step.value}")
    others = dict.fromkeys(_text(item[step.key]) for item in with_key)
    others.pop(step.value, None)
    return matching, Condition(step.key, step.value, tuple(others))


def _only(entries: Sequence[Any], place: str, where: str) -> Any:
    if len(entries) == 1:
        return entries[0]
    raise NoValue(f"{place} may be any of {len(entries)} items of {where}; name one of them alone")


def _read_csv(text: str) -> list[dict[str, str]]:
    """The rows of a table whose cells commas part, semicolons, tabs or bars: what its head has."""
    first = text.partition("\n")[0]
    mark = max(_DELIMITERS, key=lambda each: len(next(csv.reader([first], delimiter=each), [])))
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True,
        skipinitialspace=True)  # fmt: skip
    head = [name.strip() for name in next(rows, [])]
    if twice := next((name for name in head if head.count(name) > 1), None):
        raise ValueError(f"two columns are called {twice!r}")
    table = [[_decimal(cell.strip(), mark) for cell in row] for row in rows if row]
    for number, row in enumerate(table):
        if any(row[len(head) :]):  # as where a comma between thousands parts them
            raise ValueError(f"row {number} has {len(row)} cells, and the head {len(head)}")
    return [dict(zip(head, row, strict=False)) for row in table]


def _decimal(cell: str, mark: str) -> str:
    """A cell; where no comma parts cells, it is a decimal mark, if it can be nothing else."""
    match = _CONTINENTAL.fullmatch(cell) if mark != "," else None
    if match is None or ("." not in match[2] and len(match[3]) == _THOUSANDS):
        return cell
    return f"{match[1]}{match[2].replace('.', '')}.{match[3]}"


_THOUSANDS = 3


def _read_yaml(text: str) -> Any:
    # Every scalar stays the text that it is: 1.10 does not become 1.1.
    return yaml.load(text, Loader=yaml.BaseLoader)


# Numbers with a fraction keep the digits that they are written with.
_READERS: dict[str, Callable[[str], Any]] = {
    ".csv": _read_csv,
    ".json": lambda text: json.loads(text, parse_float=Decimal),
    ".toml": lambda text: tomllib.loads(text, parse_float=Decimal),
    ".yaml": _read_yaml,
    ".yml": _read_yaml,
    ".tsv": _read_csv,
}
