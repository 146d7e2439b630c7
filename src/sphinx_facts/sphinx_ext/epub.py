"""An e-book that says of its pages what the standard asks for, where Sphinx leaves it out."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.epub3 import Epub3Builder

_PAGE = re.compile(r'<item id="epub-\d+" href="([^"]+)" media-type="application/xhtml\+xml"')


class FactsEpubBuilder(Epub3Builder):
    """Names the pages in which charts are drawn: a reader's device has to know before it opens
    them.
    """

    def build_content(self) -> None:
        """Called by Sphinx to write the list of all files."""
        super().build_content()
        path = Path(self.outdir) / "content.opf"
        path.write_text(_PAGE.sub(self._with_properties, path.read_text("utf-8")), "utf-8")

    def _with_properties(self, item: re.Match[str]) -> str:
        is_drawn = "<svg" in (Path(self.outdir) / item[1]).read_text("utf-8")
        return f'{item[0]} properties="svg"' if is_drawn else item[0]


def setup(app: Sphinx) -> None:
    """Called by the extension."""
    app.add_builder(FactsEpubBuilder, override=True)
