"""Writes the files beside the pages of a book, and lists them on the page that asks for it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import msgspec
from docutils import nodes
from sphinx.application import Sphinx

from ..links import Page
from ..placeholders import Placeholder, add_placeholder
from .bibliography import bibtex_of, csl_of
from .records import Export, export
from .table import package_of, table_of

BUILDERS = {"html", "dirhtml", "singlehtml"}
"""Those that write them."""

DOWNLOADS = {
    "facts.json": "all entries, their evidence and where the book cites them, as JSON",
    "facts.schema.json": "the JSON Schema of that file",
    "facts.csv": "the facts as a table",
    "datapackage.json": "a data package that describes the table",
    "sources.bib": "the sources for BibTeX",
    "sources.csl.json": "the sources for programs that read CSL",
}


def _json(value: object) -> str:
    return msgspec.json.format(msgspec.json.encode(value), indent=2).decode() + "\n"


def files(app: Sphinx) -> dict[str, str]:
    """The text of every file, by its name. The same for the same book, whenever it is built."""
    made = export(app)
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    table = table_of(made)
    written = {
        "facts.json": _json(made),
        "facts.schema.json": _json(msgspec.json.schema(Export) | dialect),
        "facts.csv": table,
        "datapackage.json": _json(package_of(made, table)),
        "sources.bib": bibtex_of(made),
        "sources.csl.json": _json(csl_of(made)),
    }
    return written | ({"sitemap.xml": _sitemap(app)} if app.config.html_baseurl else {})


def _sitemap(app: Sphinx) -> str:
    base = app.config.html_baseurl.rstrip("/")
    addresses = {app.builder.get_target_uri(name).partition("#")[0] for name in app.env.found_docs}
    lines = [f"  <url><loc>{escape(f'{base}/{each}')}</loc></url>" for each in sorted(addresses)]
    opening = '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
    return "\n".join(['<?xml version="1.0" encoding="utf-8"?>', opening, *lines, "</urlset>", ""])


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name not in BUILDERS:
        return
    for name, text in files(app).items():
        Path(app.outdir, name).write_text(text, "utf-8", newline="")


class downloads(Placeholder):  # noqa: N801 - docutils names nodes so
    """Lists the files that an HTML build writes for programs, with a link to each."""

    def make(self, page: Page) -> Sequence[nodes.Node]:
        """Other builders write no such files, and have no list of them."""
        name = page.builder.name
        if name not in BUILDERS:
            return []
        depth = page.builder.get_target_uri(page.docname).partition("#")[0].count("/")
        up = "" if name == "singlehtml" else "../" * depth
        items = []
        for file, text in DOWNLOADS.items():
            link = nodes.reference("", "", nodes.literal("", file), refuri=f"{up}{file}")
            line = nodes.paragraph("", "", link, nodes.Text(f": {text}"))
            items.append(nodes.list_item("", line))
        return [nodes.bullet_list("", *items, classes=["downloads"])]


def setup_exports(app: Sphinx) -> None:
    """Called by the extension."""
    add_placeholder(app, downloads, "downloads")
    app.connect("build-finished", _write)
