"""Write proposed facts as a facts file that a person can read and correct."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
import yaml

from ..model.records import FactsFile

_WIDTH = 100
_HEAD = """\
# yaml-language-server: $schema=schema.json
#
# Proposed by sphinx-facts extract; a person has to confirm every entry:
#   1. read it beside the source, and the comments that ask you something;
#   2. put right what is wrong (id, hedge, speaker); take out what the book does not need;
#   3. write the claim in your own words, and in near the words that a sentence about it must hold;
#   4. take its line `status: proposed` away.
# After a change, sphinx-facts record proves the excerpts anew.
# sphinx-facts check names what is not confirmed yet.
"""

_PUBLISHER = ("Who published it, under which title, when and where? What is not known stays null.",)
_ROLE = ("Which role does the source give? Take its words, and an excerpt that has them.",)
_PLAIN = re.compile(r"[^\W_](?:[\w $%’“”.,()/+–—…'-]*[\w$%’”.,)/+–—…'-])?")
"""Holds no mark that means something to YAML."""
_RESOLVER: Any = yaml.resolver.Resolver()
_STR = "tag:yaml.org,2002:str"

Doubts = Mapping[str, Sequence[str]]
"""By id, what a person has to decide."""


def facts_text(
    file: FactsFile,
    doubts: Doubts,
    sections: Mapping[str, str],
    left_out: Sequence[tuple[str, str]],
) -> str:
    """The facts file as YAML with comments.

    `doubts` are of facts; `sections` are headings, by the id of the first fact under each.
    """
    lines = [_HEAD]
    lines += _entries("sources", file.sources, dict.fromkeys(file.sources, _PUBLISHER), {})
    if file.names:
        lines += ["# Names with a number in them: what stands in one is no figure.", "names:"]
        lines += [f"  - {_inline(name)}" for name in file.names] + [""]
    if file.people:
        roles = {id_: _ROLE for id_, person in file.people.items() if person.role in person.name}
        lines += _entries("people", file.people, roles, {})
    if file.facts:
        lines += _entries("facts", file.facts, doubts, sections)
    if left_out:
        lines += ["# Left out, for a person to record or not:"]
        lines += [
            _comment(f"“{wording}”: {reason}.", "#   ")
            for wording, reason in dict(left_out).items()
        ]
    return "\n".join(lines).rstrip() + "\n"


def _entries(
    name: str, entries: Mapping[str, msgspec.Struct], doubts: Doubts, sections: Mapping[str, str]
) -> Iterator[str]:
    yield f"{name}:"
    for id_, entry in entries.items():
        if id_ in sections:
            yield _comment(sections[id_], "  # ") + "\n"
        yield from (_comment(doubt, "  # ") for doubt in doubts.get(id_, ()))
        yield f"  {_inline(id_)}:"
        yield from _keys(msgspec.to_builtins(entry), "    ")
        yield ""


def _keys(values: Mapping[str, Any], indent: str) -> Iterator[str]:
    # The status stands first: it is what a person takes away at last.
    for key in sorted(values, key=lambda key: key != "status"):
        value = values[key]
        if key == "evidence":
            yield f"{indent}evidence:"
            for each in value:
                first, *rest = _keys(each, f"{indent}    ")
                yield f"{indent}  - {first.lstrip()}"
                yield from rest
        elif isinstance(value, list | tuple):
            yield f"{indent}{key}: [{', '.join(_inline(item, in_list=True) for item in value)}]"
        else:
            yield f"{indent}{key}: {_scalar(value, indent, len(key))}"


def _scalar(value: str | None, indent: str, key_length: int) -> str:
    if value is None:
        return "null"
    inline = _inline(value)
    if len(indent) + key_length + 2 + len(inline) <= _WIDTH or not value.isprintable():
        return inline
    folded = textwrap.wrap(
        value, _WIDTH - len(indent) - 2, break_long_words=False, break_on_hyphens=False
    )
    return ">-\n" + "\n".join(f"{indent}  {line}" for line in folded)


def _inline(value: str, *, in_list: bool = False) -> str:
    """The text as a YAML scalar in one line: plain where YAML reads it as this very text."""
    plain = _PLAIN.fullmatch(value) and not (in_list and "," in value)
    if plain and value.isprintable() and _tag(value) == _STR:
        return value
    escaped = json.dumps(value, ensure_ascii=False)
    return "".join(char if char.isprintable() else _escape(char) for char in escaped)


def _tag(value: str) -> str:
    """What YAML takes a plain scalar for."""
    return str(_RESOLVER.resolve(yaml.ScalarNode, value, (True, False)))


def _escape(char: str) -> str:
    return f"\\u{ord(char):04x}" if ord(char) < 0x10000 else f"\\U{ord(char):08x}"


def _comment(text: str, prefix: str) -> str:
    shown = "".join(char if char.isprintable() else " " for char in " ".join(text.split()))
    return "\n".join(
        prefix + line for line in textwrap.wrap(shown, _WIDTH - len(prefix), break_on_hyphens=False)
    )
