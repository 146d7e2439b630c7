"""The texts of downloads are prose, as those of other links: Sphinx sets them as code."""

from __future__ import annotations

from docutils import nodes
from sphinx.addnodes import download_reference
from sphinx.application import Sphinx


def _as_prose(app: Sphinx, doctree: nodes.document) -> None:
    """Where the author gives a text, and it is not the name of the file."""
    for link in list(doctree.findall(download_reference)):
        for code in list(link.findall(nodes.literal)) if link.get("refexplicit") else ():
            code.replace_self(nodes.inline("", "", *code.children, classes=code["classes"]))


def setup_downloads(app: Sphinx) -> None:
    """Called by the extension."""
    app.connect("doctree-read", _as_prose, priority=100)
