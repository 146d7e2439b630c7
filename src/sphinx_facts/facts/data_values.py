"""Read a value out of a data file: a fact may rest on a cell of a table as well as on an excerpt of
a text.

A place is written as ``plans[2].price``: names of keys or columns, and numbers of items, counted
from 0. In a list of entries, ``[plan=Pro]`` is the first whose `plan` is `Pro`. A CSV file is a
list of rows, each with its columns.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from ..text.files import read_bytes

_STEP = re.compile(r"\.?([^.\[\]]+)|\[(\d+)\]|\[([^\]=]+)=([^\]]*)\]")


class NoValue(LookupError):
    """There is no single value at this place; the message says why."""


def read_value(path: Path, place: str) -> str:
    """The text of the value at `place`, as the file writes it. Raises `NoValue`."""
    read = _READERS.get(path.suffix.lower())
    if read is None:
        raise NoValue(f"{path.name} is none of {', '.join(_READERS)}")
    try:
        value = read(read_bytes(path).decode("utf-8-sig"))
    except OSError as error:
        raise NoValue(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, yaml.YAMLError, csv.Error, RecursionError) as error:
        raise NoValue(f"{path.name} cannot be read: {error}") from None
    end = 0
    for step in _STEP.finditer(place):
        if step.start() != end:
            break
        value, end = _down(value, step, place[: step.start()] or path.name), step.end()
    if end != len(place) or not place:
        raise NoValue(f"{place!r} is not a place such as plans[2].price")
    if value is None or isinstance(value, dict | list):
        raise NoValue(f"{place} is no single value")
    return str(value).lower() if isinstance(value, bool) else str(value)


def _down(value: Any, step: re.Match[str], where: str) -> Any:
    name, number, key, wanted = step.groups()
    if name is not None:
        if isinstance(value, dict) and name in value:
            return value[name]
        raise NoValue(f"{where} has no {name}")
    if not isinstance(value, list):
        raise NoValue(f"{where} is no list")
    if number is not None:
        if int(number) < len(value):
            return value[int(number)]
        raise NoValue(f"{where} has {len(value)} items, counted from 0")
    for item in value:
        if isinstance(item, dict) and str(item.get(key)) == wanted:
            return item
    raise NoValue(f"{where} has no item whose {key} is {wanted}")


def _read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(text.splitlines(), strict=True))


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
}
