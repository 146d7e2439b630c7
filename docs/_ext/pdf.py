"""The book as a PDF: all of its chapters in one page of HTML, laid out on paper by WeasyPrint."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders.singlehtml import SingleFileHTMLBuilder
from sphinx.errors import ExtensionError
from sphinx.util.display import progress_message
from sphinx.util.nodes import inline_all_toctrees

_STYLE = Path(__file__).with_name("pdf.css")
_FONTS = {"Source Serif Pro": "font_source_serif_pro", "Source Sans Pro": "font_source_sans_pro"}
_FACES = {"Regular": "400 normal", "Semibold": "600 normal", "It": "400 italic"}

# What is drawn takes no style from the sheet around it.
_SVG = re.compile(r"<svg [^>]*>")
_DRAWN = """svg { color: #1c5470; font-family: "Source Sans Pro" } text { fill: #16191d }"""

# WeasyPrint cannot lay out the separators of Unicode; to HTML they are spaces like others.
_SEPARATORS = dict.fromkeys(map(ord, "\u2028\u2029\x85"), " ")


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_config_value("pdf_leaves_out", [], "env", list, "documents that paper has no use for")
    app.add_config_value("pdf_description", "", "env", str, "what the PDF says that it is")
    app.add_builder(PdfBuilder)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


class PdfBuilder(SingleFileHTMLBuilder):
    """Writes one PDF, and beside it the page that it was made of."""

    name = "pdf"
    epilog = "The PDF is in %(outdir)s."
    embedded = True

    def get_theme_config(self) -> tuple[str, dict[str, str | int | bool]]:
        """The look is that of the style sheet beside this file, and of no theme."""
        return "basic", {}

    def assemble_doctree(self) -> nodes.document:
        """Each document as a chapter beside the first page, not within its last section."""
        root = self.config.root_doc
        tree = self.env.get_doctree(root)
        for toctree in list(tree.findall(addnodes.toctree)):
            toctree.parent.remove(toctree)
            toctree["includefiles"] = [
                name for name in toctree["includefiles"] if name not in self.config.pdf_leaves_out
            ]
            tree += toctree
        tree = inline_all_toctrees(self, set(), root, tree, str, [root])
        tree["docname"] = root
        self.env.resolve_references(tree, root, self)
        for link in list(tree.findall(nodes.reference)):
            target = link.get("refuri", "").removeprefix("#document-").partition("#")[0]
            if target in self.config.pdf_leaves_out:
                link.replace_self(link.children)
        _part(tree)
        self._contents = list(_contents(tree))
        return tree

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict[str, Any]:
        """What the template needs."""
        body = body.translate(_SEPARATORS)
        body = _SVG.sub(rf"\g<0><style>{_DRAWN}</style>", body)
        about = {"author": self.config.author, "description": self.config.pdf_description}
        known = super().get_doc_context(docname, body, metatags)
        return known | {"contents": self._contents} | about

    def finish(self) -> None:
        """Nothing is copied: the PDF holds all that it needs."""
        with progress_message("laying out pages"):
            self._print()

    def _print(self) -> None:
        try:
            from weasyprint import CSS, HTML  # noqa: PLC0415 - only this builder needs it
            from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415
        except (ImportError, OSError) as error:
            raise ExtensionError(
                f"a PDF needs WeasyPrint, and Pango on the machine: {error}"
            ) from None
        fonts = FontConfiguration()
        styles = [CSS(string=_faces(), font_config=fonts), CSS(_STYLE, font_config=fonts)]
        page = HTML(Path(self.outdir) / "index.html")
        file = Path(self.outdir) / f"{nodes.make_id(self.config.project)}.pdf"
        page.write_pdf(file, stylesheets=styles, font_config=fonts, pdf_variant="pdf/ua-1")


def _part(tree: nodes.document) -> None:
    """Give sections of different chapters different anchors, where their titles are the same."""
    seen: set[str] = set()
    for section in tree.findall(nodes.section):
        (*_, anchor) = section["ids"]
        if anchor in seen:
            section["ids"] = [f"{section['docname']}-{anchor}"]
        seen.add(anchor)


def _contents(tree: nodes.document) -> Iterator[tuple[int, str, str]]:
    """The chapters and their sections, without the first page: (level, anchor, title)."""
    first = next(tree.findall(nodes.section))
    for section in tree.findall(nodes.section):
        level = 1
        above = section.parent
        while above is not None:
            level += isinstance(above, nodes.section)
            above = above.parent
        if level <= 2 and first not in (section, section.parent):
            title = section.next_node(nodes.title)
            yield level, section["ids"][0], title.astext() if title else ""


def _faces() -> str:
    """The rules that make the fonts of the packages known."""
    rules = []
    for family, package in _FONTS.items():
        spec = find_spec(package)
        if spec is None or spec.origin is None:
            raise ExtensionError(f"a PDF needs the typeface {family}: `make pdf` installs it")
        folder = Path(spec.origin).parent / "files"
        for face, (weight, style) in ((face, each.split()) for face, each in _FACES.items()):
            url = (folder / f"{family.replace(' ', '')}-{face}.otf").as_uri()
            rules.append(
                f'@font-face {{ font-family: "{family}"; font-weight: {weight};'
                f' font-style: {style}; src: url("{url}"); }}'
            )
    return "\n".join(rules)
