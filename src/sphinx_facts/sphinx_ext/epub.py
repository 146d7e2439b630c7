"""What an e-book says of its pages, where Sphinx leaves it out: in which of them charts are drawn.

A reader's device has to know that before it opens them. The record of the pages is not packed.
"""

from __future__ import annotations

import re
from html import escape
from pathlib import Path
from urllib.parse import quote

from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder
from sphinx.config import Config

from ..readers.page_record import RECORD

_PAGE = re.compile(r'<item id="[^"]*" href="([^"]*)" media-type="application/xhtml\+xml"')


def _name_drawn_pages(app: Sphinx, exception: Exception | None) -> None:
    """For Sphinx's builder and whatever is made of it: the e-book is packed once more."""
    builder = app.builder
    if exception is not None or not isinstance(builder, Epub3Builder):
        return
    pages = [name for name in builder.files if name.endswith(builder.out_suffix)]
    drawn = {name for name in pages if "<svg" in Path(app.outdir, name).read_text("utf-8")}
    if not drawn:
        return
    addresses = {escape(quote(name)) for name in drawn}  # as Sphinx writes them

    def with_properties(item: re.Match[str]) -> str:
        return f'{item[0]} properties="svg"' if item[1] in addresses else item[0]

    contents = Path(app.outdir, "content.opf")
    contents.write_text(_PAGE.sub(with_properties, contents.read_text("utf-8")), "utf-8")
    builder.build_epub()


def _leave_out_record(app: Sphinx, config: Config) -> None:
    """Sphinx would warn of that of the last build: it does not know what kind of file it is."""
    config["epub_exclude_files"] = [*config.epub_exclude_files, RECORD]


def setup_epub(app: Sphinx) -> None:
    """Called by the extension."""
    app.connect("config-inited", _leave_out_record)
    app.connect("build-finished", _name_drawn_pages)
