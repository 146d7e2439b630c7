"""Write proposed facts as a facts file that a person can read and correct."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ..facts.yaml_text import comment, inline, keys
from ..model.records import FactsFile

_HEAD = """\
# yaml-language-server: $schema=schema.json
#
# Proposed by sphinx-facts extract; a person has to confirm every entry. sphinx-facts confirm goes
# through them beside the source. By hand:
#   1. read it beside the source, and the comments that ask you something;
#   2. put right what is wrong (id, hedge, speaker); take out what the book does not need;
#   3. write the claim in your own words, and in near the words that a sentence about it must hold;
#   4. take its line `status: proposed` away.
# After a change, sphinx-facts record proves the excerpts anew.
# sphinx-facts check names what is not confirmed yet.
"""

_PUBLISHER = ("Who published it, under which title, when and where? What is not known stays null.",)
_ROLE = ("Which role does the source give? Take its words, and an excerpt that has them.",)
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
        lines += [f"  - {inline(name)}" for name in file.names] + [""]
    if file.people:
        roles = {id_: _ROLE for id_, person in file.people.items() if person.role in person.name}
        lines += _entries("people", file.people, roles, {})
    if file.facts:
        lines += _entries("facts", file.facts, doubts, sections)
    if left_out:
        lines += ["# Left out, for a person to record or not:"]
        lines += [
            comment(f"“{wording}”: {reason}.", "#   ") for wording, reason in dict(left_out).items()
        ]
    return "\n".join(lines).rstrip() + "\n"


def _entries(
    name: str, entries: Mapping[str, msgspec.Struct], doubts: Doubts, sections: Mapping[str, str]
) -> Iterator[str]:
    yield f"{name}:"
    for id_, entry in entries.items():
        if id_ in sections:
            yield comment(sections[id_], "  # ") + "\n"
        yield from (comment(doubt, "  # ") for doubt in doubts.get(id_, ()))
        yield f"  {inline(id_)}:"
        yield from keys(msgspec.to_builtins(entry), "    ")
        yield ""
