"""The tree of a YAML text, as it is composed: its maps and lists, and where they begin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

Pairs = list[tuple[yaml.ScalarNode, yaml.Node]]


def pairs_of(node: yaml.Node | None) -> Pairs:
    """The keys and values of a map; none of anything else."""
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def value_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """What stands under a key of a map; None where it has none."""
    return next((value for key, value in pairs_of(node) if key.value == name), None)


def reach(node: yaml.Node, key: Sequence[str]) -> Iterator[yaml.Node]:
    """The values under a key; those of each item of a list where it has a further step."""
    value = value_of(node, key[0])
    if value is not None and len(key) == 1:
        yield value
    elif isinstance(value, yaml.SequenceNode):
        for each in value.value:
            yield from reach(each, key[1:])


def is_flow(node: yaml.Node | None) -> bool:
    """Whether a map or a list stands within brackets."""
    return isinstance(node, yaml.CollectionNode) and bool(node.flow_style)


def start_of(node: yaml.Node) -> int:
    """Where a node begins, as a string offset."""
    return int(node.start_mark.index)
