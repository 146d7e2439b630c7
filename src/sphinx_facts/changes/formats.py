"""What has changed, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping

import msgspec

from ..reports.text import wrapped
from ..text.as_markdown import escaped
from ..text.terminal import visible
from .lines import parts, summary
from .records import Changes

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}
_WIDEST = 16


def as_text(changes: Changes) -> str:
    """For a terminal: one paragraph a change."""
    lines: list[str] = []
    for part in parts(changes):
        lines += [part.title, ""]
        for block in part.blocks:
            how = f" ({block.how})" if block.how not in (*_SIGNS, "") else ""
            lines.append(f"{_SIGNS.get(block.how, '*')} {visible(block.name)}{how}")
            for label, text in block.texts:
                head = f"    {visible(label):{_WIDEST}}"
                head += "" if head.endswith(" ") else " "
                lines += wrapped(head, visible(text))
            lines.append("")
    return "\n".join([*lines, visible(summary(changes))])


def as_markdown(changes: Changes) -> str:
    """For the summary of a job, or a comment: every text shows as it is."""
    lines = [f"{escaped(summary(changes))}", ""]
    for part in parts(changes):
        lines += [f"## {part.title}", ""]
        for block in part.blocks:
            lines.append(f"- **{escaped(block.name)}**{f' ({block.how})' if block.how else ''}")
            lines += [f"  - {escaped(label)}: {escaped(text)}" for label, text in block.texts]
        lines.append("")
    return "\n".join(lines).rstrip()


def as_json(changes: Changes) -> str:
    """For programs, in a form that stays."""
    # In ASCII, so that it is JSON in whatever encoding.
    return json.dumps(msgspec.to_builtins(changes), indent=2)


FORMATS: Mapping[str, Callable[[Changes], str]] = {
    "text": as_text, "markdown": as_markdown, "json": as_json,
}  # fmt: skip
