"""Reads _config.yml and _toc.yml of a Jupyter Book, which Sphinx never sees as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from ..text.yaml import compose, written_at
from .configuration import DECIDING, Configuration, Form, Shown
from .origins import Line
from .visibility import SHOWN_SETTINGS, SHOWN_THEME_OPTIONS

_DEEPEST = 30
_DEFAULTS = ["_build", "Thumbs.db", ".DS_Store", "**.ipynb_checkpoints"]
_EXTENSIONS = ["myst_nb"]
_MYST = "colon_fence dollarmath linkify substitution tasklist".split()
"""What Jupyter Book enables where nothing is said."""


def read_jupyter_book(path: Path, text: str) -> Configuration:
    """What a _config.yml says, in the names that Sphinx has for it."""
    try:
        tree = compose(text, _DEEPEST)
    except yaml.YAMLError:
        return Configuration(path.parent, path, unread=tuple(sorted(DECIDING)))
    values: dict[str, object] = {
        "exclude_patterns": [*_DEFAULTS, *_listed(tree, "exclude_patterns")],
        "extensions": [*_EXTENSIONS, *_listed(tree, "sphinx", "extra_extensions")],
        "myst_enable_extensions": _listed(tree, "parse", "myst_enable_extensions") or _MYST,
    }
    language = _at(tree, "sphinx", "config", "language")
    if isinstance(language, yaml.ScalarNode):
        values["language"] = language.value
    return Configuration(path.parent, path, values, shown=tuple(_shown(tree)))


def read_contents(text: str) -> list[Shown]:
    """The captions and titles of a _toc.yml, which every page shows beside its text."""
    try:
        tree = compose(text, _DEEPEST)
    except yaml.YAMLError:
        return []
    return list(_titles(tree))


def _titles(tree: yaml.Node | None) -> Iterator[Shown]:
    ahead, seen = [tree], set[int]()
    while ahead:
        node = ahead.pop()
        if node is None or id(node) in seen:  # as what aliases repeat
            continue
        seen.add(id(node))
        if isinstance(node, yaml.SequenceNode):
            ahead += reversed(node.value)
        for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
            if getattr(key, "value", "") in ("caption", "title"):
                yield from _texts(value, "text")
            else:
                ahead.append(value)


def _shown(tree: yaml.Node | None) -> Iterator[Shown]:
    yield from _texts(_at(tree, "title"), "text")
    yield from _texts(_at(tree, "parse", "myst_substitutions"), "markdown")
    for name, form in SHOWN_SETTINGS.items():
        yield from _texts(_at(tree, "sphinx", "config", name), form)
    for holder in (_at(tree, "html"), _at(tree, "sphinx", "config", "html_theme_options")):
        for name in sorted(SHOWN_THEME_OPTIONS):
            yield from _texts(_at(holder, name), "html")


def _at(node: yaml.Node | None, *names: str) -> yaml.Node | None:
    """What stands under these keys."""
    for name in names:
        pairs = node.value if isinstance(node, yaml.MappingNode) else ()
        node = next((value for key, value in pairs if getattr(key, "value", "") == name), None)
    return node


def _listed(tree: yaml.Node | None, *names: str) -> list[str]:
    found = _at(tree, *names)
    values = found.value if isinstance(found, yaml.SequenceNode) else ()
    return [each.value for each in values if isinstance(each, yaml.ScalarNode)]


def _texts(node: yaml.Node | None, form: Form) -> Iterator[Shown]:
    """A text, or those in a table of them."""
    values = [value for _, value in node.value] if isinstance(node, yaml.MappingNode) else [node]
    for value in values:
        if isinstance(value, yaml.ScalarNode):
            row, column = written_at(value)
            yield Shown(value.value, (Line(row + 1, column + 1),), form)
