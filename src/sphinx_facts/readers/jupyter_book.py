"""Reads _config.yml and _toc.yml of a Jupyter Book, which Sphinx never sees as they are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import yaml

from ..text.globs import escaped
from ..text.yaml import compose, written_at
from .configuration import DECIDING, OF_CELLS, Configuration, Form, Shown
from .origins import Line
from .visibility import SHOWN_SETTINGS, SHOWN_THEME_OPTIONS

_DEEPEST = 30
_DEFAULTS = ["_build", "Thumbs.db", ".DS_Store", "**.ipynb_checkpoints"]
NOTEBOOKS = "myst_nb"
"""The extension that reads its Markdown and its notebooks."""
_MYST = "colon_fence dollarmath linkify substitution tasklist".split()
"""What Jupyter Book enables where nothing is said."""


def read_jupyter_book(path: Path, text: str, contents: str = "") -> Configuration:
    """What a _config.yml says, in the names that Sphinx has for it; `contents` is the _toc.yml."""
    try:
        tree = compose(text, _DEEPEST)
    except yaml.YAMLError:
        return Configuration(path.parent, path, unread=tuple(sorted(DECIDING)))
    values: dict[str, object] = {
        "exclude_patterns": [*_DEFAULTS, *_listed(tree, "exclude_patterns")],
        "extensions": [NOTEBOOKS, *_listed(tree, "sphinx", "extra_extensions")],
        "myst_enable_extensions": _listed(tree, "parse", "myst_enable_extensions") or _MYST,
    }
    if isinstance(stderr := _at(tree, "execute", "stderr_output"), yaml.ScalarNode):
        values["nb_output_stderr"] = stderr.value
    only = _at(tree, "only_build_toc_files")
    if isinstance(only, yaml.ScalarNode) and only.value.lower() == "true":
        values["include_patterns"] = _documents(contents)
    given = _table(_at(tree, "sphinx", "config"))
    values |= {name: _value(given[name]) for name in sorted((DECIDING | OF_CELLS) & given.keys())}
    return Configuration(path.parent, path, values, shown=tuple(_shown(tree)))


def _documents(contents: str) -> list[str]:
    """The patterns of the documents that a _toc.yml names, for which it may leave out an ending."""
    try:
        tree = compose(contents, _DEEPEST)
    except yaml.YAMLError:
        return ["**"]
    found = [
        (key, value.value) for key, value in _pairs(tree) if isinstance(value, yaml.ScalarNode)
    ]
    named = [escaped(text) for key, text in found if key in ("file", "root")]
    named += [text for key, text in found if key == "glob"]
    return [pattern for name in named for pattern in (name, f"{name}.*")] or ["**"]


def read_contents(text: str) -> list[Shown]:
    """The captions and titles of a _toc.yml, which every page shows beside its text."""
    try:
        tree = compose(text, _DEEPEST)
    except yaml.YAMLError:
        return []
    return list(_titles(tree))


def _titles(tree: yaml.Node | None) -> Iterator[Shown]:
    for key, value in _pairs(tree):
        if key in ("caption", "title"):
            yield from _texts(value, "text")


def _pairs(tree: yaml.Node | None) -> Iterator[tuple[str, yaml.Node]]:
    """Each key below a node, with what stands under it, in order."""
    ahead: list[tuple[str, yaml.Node | None]] = [("", tree)]
    seen = set[int]()
    while ahead:
        key, node = ahead.pop()
        if node is None or id(node) in seen:  # as what aliases repeat
            continue
        seen.add(id(node))
        if key:
            yield key, node
        if isinstance(node, yaml.SequenceNode):
            ahead += [("", each) for each in reversed(node.value)]
        elif isinstance(node, yaml.MappingNode):
            pairs = [(getattr(name, "value", ""), value) for name, value in node.value]
            ahead += reversed(pairs)


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
        node = _table(node).get(name)
    return node


def _table(node: yaml.Node | None) -> dict[str, yaml.Node]:
    pairs = node.value if isinstance(node, yaml.MappingNode) else ()
    return {str(getattr(key, "value", "")): value for key, value in pairs}


def _value(node: yaml.Node) -> object:
    """A text, or a list or a table of texts: no setting that tells what is read is more."""
    if isinstance(node, yaml.MappingNode):
        return {name: str(value.value) for name, value in _table(node).items()}
    return _listed(node) if isinstance(node, yaml.SequenceNode) else str(node.value)


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
