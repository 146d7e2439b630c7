"""Read YAML as a guard does: it makes no objects, and is not so deep that libyaml crashes."""

from __future__ import annotations

from typing import Any

import yaml

LOADER: type[Any] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml, where it is there: some ten times faster. It crashes on some ten thousand levels."""


def compose(text: str, deepest: int) -> yaml.Node | None:
    """The tree of a text, with places; None where there is none, or of more levels than this.

    Raises `yaml.YAMLError` where it is no YAML.
    """
    return yaml.compose(text, Loader=LOADER) if _is_shallow(text, deepest) else None


def _is_shallow(text: str, deepest: int) -> bool:
    depth = 0
    for event in yaml.parse(text, Loader=LOADER):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > deepest:
            return False
    return True


def written_at(node: yaml.ScalarNode) -> tuple[int, int]:
    """Row and column, from 0, at which the text of a value begins."""
    mark = node.start_mark
    if node.style in ("|", ">"):
        return mark.line + 1, 0
    return mark.line, mark.column + (node.style in ("'", '"'))
