"""What the code of a notebook printed is read in the build and in the audit as it is by the check.

A directive here makes the nodes that MyST-NB makes of outputs, by their names and classes.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from building import Book

from sphinx_facts.api import audit_pages

EXTENSION = '''\
from docutils import nodes
from sphinx.util.docutils import SphinxDirective


class Cell(SphinxDirective):
    """The kind of each output in a line, with a text; of several in a row a page shows one."""

    has_content = True

    def run(self):
        self.assert_has_content()
        outputs = nodes.container(classes=["cell_output"], nb_element="cell_code_output")
        for line in self.content:
            forms = [each.partition("=") for each in line.split(" | ")]
            shown = [self.form(kind, text) for kind, _, text in forms]
            if len(shown) > 1:
                bundle = nodes.container("", *shown, nb_element="mime_bundle")
                outputs += bundle
            else:
                outputs += shown[0].children
        return [nodes.container("", outputs, classes=["cell"], nb_element="cell_code")]

    def form(self, kind, text):
        made = nodes.literal_block(text, text, classes=["output", kind], language="none")
        if kind == "text/html":
            made = nodes.raw("", text, format="html")
        elif kind == "image/png":
            made = nodes.image(uri="boats.png")
        elif kind == "text/plain":
            made["classes"] = ["output", "text_plain"]
        self.set_source_info(made)
        return nodes.container("", made, mime_type=kind)


def choose(app, doctree, docname):
    for node in list(doctree.findall(nodes.container)):
        if node.get("nb_element") == "mime_bundle":
            node.replace_self(node.children[-1].children)


def setup(app):
    app.connect("doctree-resolved", choose)
    app.add_directive("cell", Cell)
    return {"parallel_read_safe": True}
'''
CASES = {
    "stream=Of 61 boats": ["61"],
    "stderr=Of 62 boats": ["62"],
    "text/plain=[<Line at 0x63>, 64]": ["64"],
    "text/plain='65 boats'": ["65"],
    "traceback=line 66": [],
    "text/plain=Of 67 | text/html=<p>Of 68 boats</p>": ["68"],
    "text/plain=Of 69 | image/png=": [],
}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Book:
    cells = "\n\n".join(f"```{{cell}}\n{case}\n```" for case in CASES)
    comment = "% sphinx-facts: ignore[F001] They are counted here.\n\n"
    text = f"# Boats\n\n{cells}\n\n{comment}```{{cell}}\nstream=Of 77 boats\n```\n"
    made = Book(tmp_path_factory.mktemp("book"), plain=text)
    made.write({"site/cells.py": EXTENSION, "docs/boats.png": ""})
    return made


def test_what_code_printed_is_prose_at_each_gate(
    book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(book.folder / "site"))
    monkeypatch.delitem(sys.modules, "cells", raising=False)
    made = book.build(extensions=["myst_parser", "sphinx_facts", "cells"])
    expected = [each for figures in CASES.values() for each in figures]
    shown = "\n".join(made.warnings)
    assert re.findall(r"F001 unsourced-figure: “([^”]+)” is a figure", shown) == expected
    audit = audit_pages(made.out, book.folder / "facts")
    found = [each for each in audit.findings if Path(each.location.path).name == "plain.html"]
    assert [(each.code, each.shown) for each in found] == [("F001", each) for each in expected]
    assert audit.summary.accepted == 1
