"""Write what a facts file holds as YAML that a person can read and correct."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

_WIDTH = 100
_PLAIN = re.compile(r"[^\W_](?:[\w $%’“”.,()/+–—…'-]*[\w$%’”.,)/+–—…'-])?")
"""Holds no mark that means something to YAML."""
_RESOLVER: Any = yaml.resolver.Resolver()
_STR = "tag:yaml.org,2002:str"


def keys(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    """The lines of an entry, each behind this indent: texts, lists and maps of texts, evidence."""
    # The status stands first: it is what a person takes away at last.
    for key in sorted(values, key=lambda key: key != "status"):
        value = values[key]
        if key == "evidence":
            yield f"{indent}evidence:"
            for each in value:
                yield from item(each, f"{indent}  ")
        elif isinstance(value, Mapping):
            yield f"{indent}{inline(key)}:"
            yield from keys(value, f"{indent}  ")
        elif isinstance(value, list | tuple):
            yield f"{indent}{inline(key)}: {flow(value)}"
        else:
            yield f"{indent}{inline(key)}: {_scalar(value, indent, len(key))}"


def item(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    """The lines of a map that is an item of a list, whose mark stands behind this indent."""
    first, *rest = keys(values, f"{indent}  ")
    yield f"{indent}- {first.lstrip()}"
    yield from rest


def flow(value: Any) -> str:
    """Any value in one line, as it stands within brackets."""
    if value is None:
        return "null"
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{inline(key)}: {flow(it)}' for key, it in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(flow, value))}]"
    return inline(value, in_list=True)


def inline(value: str, *, in_list: bool = False) -> str:
    """The text as a YAML scalar in one line: plain where YAML reads it as this very text."""
    plain = _PLAIN.fullmatch(value) and not (in_list and "," in value)
    if plain and value.isprintable() and _tag(value) == _STR:
        return value
    escaped = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(char) for char in escaped)


def comment(text: str, prefix: str) -> str:
    """A text as lines of a comment, each behind `prefix`."""
    shown = "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
    return "\n".join(
        prefix + line for line in textwrap.wrap(shown, _WIDTH - len(prefix), break_on_hyphens=False)
    )


def _scalar(value: str | None, indent: str, key_length: int) -> str:
    if value is None:
        return "null"
    written = inline(value)
    if len(indent) + key_length + 2 + len(written) <= _WIDTH or not value.isprintable():
        return written
    folded = textwrap.wrap(
        value, _WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False
    )
    return ">-\n" + "\n".join(f"{indent}  {line}" for line in folded)


def _tag(value: str) -> str:
    """What YAML takes a plain scalar for."""
    return str(_RESOLVER.resolve(yaml.ScalarNode, value, (True, False)))


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"
