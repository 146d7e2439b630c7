"""Leaves out what the theme and Sphinx load on every page and no reader of this book needs."""

from __future__ import annotations

import re
from typing import Any

from sphinx.application import Sphinx

# The layout has its own look; only the search page searches, and it loads its scripts itself.
_UNUSED = re.compile(
    r"_static/(?:styles/|scripts/|basic\.css|documentation_options\.js|doctools\.js"
    r"|sphinx_highlight\.js)"
)
_HIGHLIGHTED = 'class="highlight'


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("html-page-context", _leave_out, priority=900)  # after the theme has added its own
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _leave_out(*arguments: Any) -> None:
    context: dict[str, Any] = arguments[3]  # of Sphinx's event: app, page, template, context, tree
    is_used = [_UNUSED.search(_path(file)) is None for file in context["script_files"]]
    context["script_files"] = [
        file
        for file, used in zip(context["script_files"], is_used, strict=True)
        if used and _path(file)
    ]
    context["css_files"] = [
        file
        for file in context["css_files"]
        if _UNUSED.search(_path(file)) is None
        and ("pygments" not in _path(file) or _HIGHLIGHTED in context.get("body", ""))
    ]
    # A listing may be wider than the page: the keyboard has to reach it to move it.
    context["body"] = context.get("body", "").replace("<pre>", '<pre tabindex="0">')
    # The layout says it once.
    context["metatags"] = re.sub(
        r'<meta [^>]*name="viewport"[^>]*>', "", context.get("metatags", "")
    )


def _path(file: Any) -> str:
    """Of a style sheet or a script; empty for a script without a file, which would be inline."""
    return str(getattr(file, "filename", file) or "")
