"""What themes say themselves: the lines of their templates, and what their options say by default,
where the check would find something in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError
from jinja2 import nodes as jinja
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.locale import _
from turbohtml import Element, Text, parse

from ..english.quotations import find_quotations
from ..readers.visibility import ANY_TAG, READ_ATTRIBUTES, TAGS
from ..rules.context import figures_in

_GAP = "\ue000"
"""Stands where a template has something from elsewhere."""
_PLACEHOLDER = re.compile(r"%\(\w+\)s")
_AROUND = " ,.:;|-"
_TRANSLATED = frozenset({"_", "gettext"})


def theme_lines(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The lines with figures or quotations that are of the theme, of no author."""
    lines = chain(
        _defaults(builder),
        *(_lines(path, builder) for path in _templates(builder)),
    )
    for line in dict.fromkeys(lines):
        # A number alone is a width or the like, and no line.
        if any(map(str.isalpha, line)) and (figures_in(line, ()) or find_quotations(line)):
            yield line


def _defaults(builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The options that the book leaves as they are; of an author's own theme they are hers."""
    theme, given = builder.theme, builder.config.html_theme_options
    if len([*folders_of_themes(builder)]) == len(theme.get_theme_dirs()):
        for name, value in theme.get_options({}).items():
            if name not in given and isinstance(value, str):
                yield value


def folders_of_themes(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    """Those of the theme and of what it builds on; one in the book's own folder is an author's."""
    source = Path(builder.srcdir).resolve()
    for folder in builder.theme.get_theme_dirs():
        if not Path(folder).resolve().is_relative_to(source):
            yield Path(folder)


def _templates(builder: StandaloneHTMLBuilder) -> Iterator[Path]:
    for folder in folders_of_themes(builder):
        yield from sorted(path for path in folder.rglob("*.html") if "static" not in path.parts)


def _lines(path: Path, builder: StandaloneHTMLBuilder) -> Iterator[str]:
    """The texts and labels of a template, each up to where something from elsewhere stands."""
    environment: Environment = builder.templates.environment
    try:
        template = environment.parse(path.read_text("utf-8"))
    except (TemplateSyntaxError, UnicodeDecodeError):
        return  # It can be on no page.
    said = ("".join(map(_said, output.nodes)) for output in template.find_all(jinja.Output))
    for text in _texts(_GAP.join(said)):
        for line in text.split(_GAP):
            yield " ".join(line.split()).strip(_AROUND)


def _said(node: jinja.Node) -> str:
    """What a template says at a place: its own text, or that in the language of the book."""
    while isinstance(node, (jinja.MarkSafeIfAutoescape, jinja.Filter, jinja.Mod)):
        inner = {jinja.Mod: "left", jinja.Filter: "node"}.get(type(node), "expr")
        node = getattr(node, inner)
    match node:
        case jinja.TemplateData(data=data):
            return str(data)
        case jinja.Call(node=jinja.Name(name=name), args=[jinja.Const(value=text)]):
            return _PLACEHOLDER.sub(_GAP, _(text)) if name in _TRANSLATED else _GAP
    return _GAP


def _texts(html: str) -> Iterator[str]:
    todo = [*parse(html).children]
    while todo:
        node = todo.pop()
        if isinstance(node, Text):
            yield node.data
        elif isinstance(node, Element) and TAGS.get(node.tag, ANY_TAG).is_prose:
            yield from (str(node.attrs[name]) for name in READ_ATTRIBUTES if name in node.attrs)
            todo += node.children
