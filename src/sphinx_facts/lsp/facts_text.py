"""Where in a file of facts one is writing: told by indentation, as it may be no YAML right then."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple, get_args, get_origin, get_type_hints

import msgspec

from ..facts.schema import RECORDS
from ..model.field_docs import field_docs
from .citations import ENTRIES
from .positions import Text

_KEY = re.compile(r"(?P<indent>[ ]*(?:- +)*)(?P<key>[\w-]+)[ ]*:(?:\s|$)")
_WRITING_KEY = re.compile(r"(?:^[ ]*(?:- +)*|[{,][ ]*)(?P<word>[\w-]*)$")
_WRITING_VALUE = re.compile(
    r"(?:^[ ]*(?:- +)*|[{,][ ]*)(?P<key>[\w-]+):[ ]+(?:\[(?:[^\]{]*,)?[ ]*)?(?P<word>[\w-]*)$"
)
_WRITING_ITEM = re.compile(r"^[ ]*-[ ]+(?P<word>[\w-]*)$")
_NAMES = {record.__name__: record for record in RECORDS}
_OF_MAP = {"facts": "Fact", "people": "Person", "sources": "Source", "origins": "Origin"}


class Writing(NamedTuple):
    """What is being written: a key, or the value of one, and what of it is there."""

    above: tuple[str, ...]
    """The keys that it stands under, the outermost first."""
    key: str | None
    """The key whose value it is; None where a key is being written."""
    word: str


def writing_at(text: Text, number: int, column: int) -> Writing | None:
    """What is being written at a place; None where it is neither a key nor a word of a value."""
    line = text.line(number)
    before = line[:column]
    if match := _WRITING_VALUE.search(before):
        return Writing(path_above(text, number), match["key"], match["word"])
    above = path_above(text, number)
    if above and above[-1] == "sum_of" and (match := _WRITING_ITEM.match(before)):
        return Writing(above[:-1], above[-1], match["word"])
    if match := _WRITING_KEY.search(before):
        is_inside = match.start("word") > 0 and "{" in before
        named = _KEY.match(line)
        here = (named["key"],) if is_inside and named and line.lstrip()[:1] != "{" else ()
        return Writing((*above, *here), None, match["word"])
    return None


def path_above(text: Text, number: int) -> tuple[str, ...]:
    """The keys that a line stands under."""
    line = text.line(number)
    indent, keys = len(line) - len(line.lstrip(" -")), list[str]()
    for each in range(number - 1, -1, -1):
        match = _KEY.match(text.line(each))
        if match and len(match["indent"]) < indent:
            keys.append(match["key"])
            indent = len(match["indent"])
        if not indent:
            break
    return tuple(reversed(keys))


def record_at(above: tuple[str, ...]) -> type[msgspec.Struct] | None:
    """What is described under such keys; None where ids or texts stand there."""
    if not above:
        return _NAMES["FactsFile"]
    if above[0] == "corrections":
        return _NAMES["Correction"] if len(above) == 1 else None
    if above[0] not in ENTRIES or len(above) < 2:
        return None
    if len(above) == 2:
        return _NAMES[_OF_MAP[above[0]]]
    return _NAMES["Evidence"] if above[2] == "evidence" and len(above) == 3 else None


def keys_at(above: tuple[str, ...]) -> dict[str, str]:
    """The keys that can stand there, each with what it means."""
    record = record_at(above)
    if record is None:
        return {}
    docs = field_docs(record)
    return {
        each.encode_name: docs.get(each.encode_name, "") for each in msgspec.structs.fields(record)
    }


def literals_at(above: tuple[str, ...], key: str) -> tuple[str, ...]:
    """The values of a key there, where it has but some."""
    record = record_at(above)
    hint = get_type_hints(record).get(key) if record is not None else None
    named = [each for each in (hint, *get_args(hint)) if get_origin(each) is Literal]
    return tuple(value for each in named for value in get_args(each))
