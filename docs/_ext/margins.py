"""Margin notes for the builders that have no themes: the e-book, LaTeX and plain text."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx
from sphinx.util.docutils import is_directive_registered
from sphinx_book_theme.directives import Margin


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.connect("builder-inited", _add_directive)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _add_directive(app: Sphinx) -> None:
    # The theme brings its own where there is one.
    if not is_directive_registered("margin"):
        app.add_directive("margin", Margin)
