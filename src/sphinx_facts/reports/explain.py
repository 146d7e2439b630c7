"""The whole entry of a rule: what its code stands for, the way out, and its example."""

from __future__ import annotations

import textwrap

from ..rules.registry import every_rule
from .examples import blocks, read_example
from .text import wrapped


def explain(code: str) -> str:
    """What there is to say of a code, or of a name. Raises KeyError."""
    rules = every_rule().values()
    rule = next((rule for rule in rules if code.lower() in (rule.code.lower(), rule.name)), None)
    if rule is None:
        raise KeyError(code)
    lines = [f"{rule.code} {rule.name}", "", *wrapped("", rule.meaning), ""]
    lines += wrapped("", f"What to do: {rule.help}")
    example = read_example(rule)
    for opening, files in {"For example": example.wrong, "In order": example.right}.items():
        for heading, text in blocks(files):
            lines += ["", f"{opening}, {heading}:", "", textwrap.indent(text, " " * 4)]
    return "\n".join(lines)
