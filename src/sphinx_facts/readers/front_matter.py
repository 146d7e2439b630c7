"""YAML in a chapter: what of its front matter a page publishes, and the options of directives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import yaml

from ..text.yaml import compose, written_at
from .visibility import PUBLISHED_KEYS, UNPUBLISHED_META

_DEEPEST = 30
"""How deep a tree may be: no front matter comes near."""


class Value(NamedTuple):
    """A scalar of a YAML text; `row` and `column`, at which its text begins, count from 0."""

    key: str
    """What it stands under; of published values the outermost key."""
    text: str
    row: int
    column: int


def published_values(text: str) -> Iterator[Value]:
    """What a page publishes of front matter: its title, its description, its substitutions."""
    for key, node in _published(_tree(text)):
        yield Value(key, node.value, *written_at(node))


def options_of(text: str) -> Iterator[Value]:
    """The options of a directive that are written as YAML."""
    tree = _tree(text)
    for key, value in tree.value if isinstance(tree, yaml.MappingNode) else ():
        if isinstance(value, yaml.ScalarNode):
            yield Value(str(key.value), value.value, *written_at(value))


def _tree(text: str) -> yaml.Node | None:
    """The tree of a YAML text; None where it is none, which MyST itself reports."""
    try:
        return compose(text, _DEEPEST)
    except yaml.YAMLError:
        return None


def _published(
    node: yaml.Node | None, under: str = "", seen: set[tuple[int, str]] | None = None
) -> Iterator[tuple[str, yaml.ScalarNode]]:
    """The values that a reader may see; `under` is the published key that they stand under. What
    aliases (*) repeat is `seen` once.
    """
    seen = set() if seen is None else seen
    if (id(node), under) in seen:
        return
    seen.add((id(node), under))
    if isinstance(node, yaml.ScalarNode) and under:
        yield under, node
    elif isinstance(node, yaml.SequenceNode) and under:
        for child in node.value:
            yield from _published(child, under, seen)
    elif isinstance(node, yaml.MappingNode):
        for key, child in node.value:
            name = str(getattr(key, "value", ""))
            if under == "html_meta" and name.partition(" ")[0] in UNPUBLISHED_META:
                continue
            if under or name in PUBLISHED_KEYS or name == "myst":
                yield from _published(child, under or ("" if name == "myst" else name), seen)
