"""Why an entry is not what its record asks for: what msgspec says, in words of a facts file."""

from __future__ import annotations

import re
from typing import Any, NamedTuple, get_args

import msgspec

from ..model.keys import Key
from ..model.records import Evidence
from ..text.suggestions import did_you_mean

_FORMS = {
    "str": ("text", "write it as one text"),
    "array": ("a list", "write each item behind a - of its own, or all of them as [one, two]"),
    "object": ("keys with values", "write its keys below it, as in the entries beside it"),
    "null": ("empty", ""),
}
_STEP = re.compile(r"\.([^.\[\]`]+)|\[(\d+)\]")


class Misfit(NamedTuple):
    """What is wrong below an entry."""

    key: Key
    """The steps to what does not fit."""
    place: Key
    """The steps to where that can be shown: the key that is unknown."""
    message: str
    help: str


def explain(error: msgspec.ValidationError, record: type[Any]) -> Misfit:
    """What an error tells of an entry that should have become this record."""
    message, _, path = str(error).partition(" - at `$")
    key: Key = tuple(int(number) if number else name for name, number in _STEP.findall(path))
    fields = fields_of(Evidence if "evidence" in key else record)
    place, remedy = key, ""
    if unknown := re.search(r"unknown field `(.+?)`", message):
        place = (*key, unknown[1])
        message, remedy = f"unknown key {unknown[1]}", did_you_mean(unknown[1], fields)
    elif missing := re.search(r"missing required field `(.+?)`", message):
        may_be_null = type(None) in get_args(fields[missing[1]])
        remedy = "write it there" + ", with null for what is not known" * may_be_null
        message = f"the key {missing[1]} is missing"
    elif wrong := re.fullmatch(r"Expected `(\w+).*`, got `(\w+)`", message):
        message = f"this must be {_FORMS[wrong[1]][0]}; it is {_FORMS[wrong[2]][0]}"
        remedy = _FORMS[wrong[1]][1]
    elif invalid := re.fullmatch(r"Invalid enum value '(.*)'", message):
        message = f"{invalid[1]} is not one of the values that this key takes"
        remedy = f"write one of: {', '.join(get_args(fields[str(key[-1])]))}"
    return Misfit(key, place, message, remedy)


def fields_of(record: type[Any]) -> dict[str, Any]:
    """The types of the keys of a record."""
    return {field.name: field.type for field in msgspec.structs.fields(record)}
