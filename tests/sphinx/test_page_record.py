"""The audit reads all that an author wrote, whatever it looks like, and nothing that a build
made.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from building import Book, Build, build

from sphinx_facts.api import Result, audit_pages, check_book
from sphinx_facts.readers.page_record import RECORD

CONF = """\
project = "Bridges"
copyright = "2026, Ada Quist"
author = "Ada Quist"
release = "1.2.3"
extensions = ["myst_parser", "sphinx_facts", "sphinx.ext.autodoc", "sphinx.ext.viewcode"]
templates_path = ["_templates"]
html_last_updated_fmt = "%b %d, %Y"
html_baseurl = "https://bridges.example.org/"
numfig = True
"""
INDEX = """\
Bridges documentation
=====================

.. toctree::
   :numbered:
   :caption: Contents:

   towers
   cables
   code
"""
TOWERS = """\
Towers
======

Text [#]_ and more [#a]_ again [#a]_. See :numref:`pic` and :numref:`Figure %s <pic>`,
:numref:`sec`, :eq:`euler`, and since :math:`a_{12} = 77`:

.. _sec:

Of stone
--------

.. _pic:

.. figure:: pic.svg
   :alt: A picture

   A caption.

.. math:: e^{i\\pi} + 1 = 0
   :label: euler

.. [#] A note.
.. [#a] Another.
"""
CODE = """\
Code
====

.. automodule:: bridges
   :members:

.. py:function:: by_hand(x=12)

   Does something.
"""
MODULE = '''\
"""A module of 12 things, and seven more."""


def span(length: int = 77) -> int:
    """Give 77 boats.

    :param length: one of 12
    """
    return length
'''
CABLES = "# Cables\n\nText.[^1]\n\n[^1]: A note.\n\n## Of steel\n\nWords.\n"
THEMES = ["alabaster", "classic", "haiku", "scrolls", "sphinx_book_theme"]
MORE = ["agogo", "basic", "bizstyle", "nature", "pyramid", "sphinxdoc", "traditional"]


def book(folder: Path, **files: str) -> Book:
    """A project as `sphinx-quickstart` makes it, with all that Sphinx numbers."""
    made = Book(folder)
    for page in (folder / "docs").iterdir():
        page.unlink()
    made.write(
        {
            "docs/conf.py": f"import sys\nsys.path.insert(0, {str(folder)!r})\n{CONF}",
            "docs/index.rst": INDEX,
            "docs/towers.rst": TOWERS,
            "docs/cables.md": CABLES,
            "docs/code.rst": CODE,
            "docs/pic.svg": "<svg/>",
            "bridges.py": MODULE,
        }
        | {f"docs/{name}": text for name, text in files.items()}
    )
    return made


def audit(made: Build) -> Result:
    return audit_pages(made.out, made.out.parent.parent / "facts")


def found(result: Result) -> list[tuple[str, str, str]]:
    return [(Path(f.location.path).name, f.code, f.shown) for f in result.findings]


@pytest.mark.parametrize(
    "theme", [*THEMES, *(pytest.param(theme, marks=pytest.mark.slow) for theme in MORE)]
)
def test_nothing_is_found_that_no_author_wrote(tmp_path: Path, theme: str) -> None:
    made = book(tmp_path).build(html_theme=theme)
    result = audit(made)
    assert found(result) == []
    assert made.warnings == []
    assert {
        "documentation of code", "formula", "mark of a footnote", "number of a figure",
        "number of a section", "number of an equation",
    } <= result.summary.left_out.keys()  # fmt: skip


WRITTEN = """\
# 12 boats

<p>Of <span class="section-number">77</span> boats, <span class="caption-number">Fig. 5</span>,
<a class="headerlink">66</a>, <span class="label">1</span> <span class="math">55</span>.</p>

[1.2.3](towers.rst) and 2026, Ada Quist.

{numref}`44 of %s <pic>`
"""


def test_what_an_author_writes_is_read_whatever_it_looks_like(tmp_path: Path) -> None:
    """Even where the build makes the same."""
    made = book(tmp_path, **{"cables.md": WRITTEN}).build(html_theme="basic")
    shown = {text for name, _, text in found(audit(made)) if name == "cables.html"}
    assert {"12", "77", "5", "66", "55", "1.2.3", "2026", "44"} <= shown


def test_what_a_template_of_the_author_says_is_read(tmp_path: Path) -> None:
    """Beside the version too, and where the number of that is the same."""
    footer = (
        '{% extends "!layout.html" %}{% block footer %}Bridges 77 has 77 boats. 2026!{% endblock %}'
    )
    made = book(tmp_path, **{"_templates/layout.html": footer}).build(
        html_theme="basic", release="77"
    )
    assert {text for _, _, text in found(audit(made))} == {"77", "2026"}
    assert len(found(audit(made))) == 2 * len(audit(made).checked)


THEME = {
    "theme.toml": """\
[theme]
inherit = "basic"
stylesheets = ["basic.css"]

[options]
next = '"Next"'
width = "77"
""",
    "layout.html": """\
{% extends "basic/layout.html" %}
{% block footer %}
<p title="Of {{ project }}, in 3 steps">"{{ _('Search') }}"</p>
<p>{{ theme_next }} page of {{ theme_width }}.
{% if true %}<a href="x">Bound by the Bridge License
Version 2.</a>{% endif %}</p>
{% trans name=project %}{{ name }} is one of 12 boats.{% endtrans %}
{% endblock %}
""",
    "broken.html": "{% if %}",
}


@pytest.mark.parametrize(
    ("folder", "shown"), [("themes", {"77"}), ("docs/_themes", {"77", "3", "one", "12", "2"})]
)
def test_what_a_theme_says_itself_is_no_authors_but_in_the_book(
    tmp_path: Path, folder: str, shown: set[str]
) -> None:
    made = book(tmp_path)
    made.write({f"{folder}/lines/{name}": text for name, text in THEME.items()})
    built = made.build(html_theme="lines", html_theme_path=[str(tmp_path / folder)])
    assert {text for _, code, text in found(audit(built)) if code == "F001"} == shown
    quoted = {text for _, code, text in found(audit(built)) if code == "Q001"}
    assert quoted == (set() if folder == "themes" else {"Search", "Next"})


TAKING_COMMENTS_AWAY = """

def take_away(app, exception):
    import re
    from pathlib import Path
    for page in Path(app.outdir).rglob("*.html"):
        page.write_text(re.sub("<!--.*?-->", "", page.read_text("utf-8")), "utf-8")


def setup(app):
    app.connect("build-finished", take_away)
"""


def test_pages_that_have_lost_their_comments_are_read_by_their_records(tmp_path: Path) -> None:
    conf = (book(tmp_path).folder / "docs" / "conf.py").read_text("utf-8") + TAKING_COMMENTS_AWAY
    made = book(tmp_path, **{"conf.py": conf}).build(html_theme="basic")
    assert found(audit(made)) == []
    false = book(tmp_path, **{"conf.py": conf, "cables.md": WRITTEN}).build(html_theme="basic")
    assert {"12", "77", "5", "66", "55"} <= {text for _, _, text in found(audit(false))}


def test_every_page_of_the_output_is_read_whatever_its_name(tmp_path: Path) -> None:
    made = book(tmp_path).build(html_theme="basic")
    pages = ["_static/plot.html", ".hidden/a.htm", "a/_b/c.xhtml", "d.HTML"]
    for name in pages:
        path = made.out / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<p>Of 77 boats.</p>", "utf-8")
    result = audit(made)
    assert sorted(found(result)) == sorted((Path(name).name, "F001", "77") for name in pages)
    assert [
        Path(name).relative_to(made.out).as_posix() for name in result.summary.without_record
    ] == sorted(pages)


DRAWING = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><text>{}</text></svg>'
DRAWS = """

def draw(app, pagename, template, context, doctree):
    from pathlib import Path
    for folder, text in (("_images", "33 boats"), ("_static/theirs", "44 boats")):
        path = Path(app.outdir, folder, "made.svg")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"<svg><text>{text}</text></svg>", "utf-8")


def setup(app):
    app.connect("html-page-context", draw)
"""


def test_drawings_of_an_author_are_read_at_each_gate_and_no_others(tmp_path: Path) -> None:
    made = book(tmp_path)
    made.write(
        {
            "docs/pic.svg": DRAWING.format("77 boats"),
            "docs/own/logo.svg": DRAWING.format("66 boats"),
            "docs/own/plain.svg": "<svg><path d='M77'/></svg>",
            "docs/own/own.js": "document.write('77 boats')",
            "theirs/theirs/made.svg": DRAWING.format("44 boats"),
        }
    )
    made.change("docs/conf.py", "numfig = True\n", f"numfig = True\n{DRAWS}")
    static = ["own", str(tmp_path / "theirs")]
    built = made.build(html_theme="basic", html_static_path=static)
    result = audit(built)
    assert sorted(found(result)) == [("logo.svg", "F001", "66"), ("pic.svg", "F001", "77")]
    assert result.summary.left_out["drawing of an extension"] == 1
    assert [Path(each.path).name for each in result.summary.unread] == ["own.js"]
    checked = check_book([tmp_path / "docs"], tmp_path / "facts", build=False)
    errors = sorted(each for each in found(checked) if each[1] == "F001")
    assert errors == [("logo.svg", "F001", "66"), ("pic.svg", "F001", "77")]
    assert "own.js" in {Path(each.path).name for each in checked.summary.unread}


def test_a_page_that_a_build_left_behind_is_found(tmp_path: Path) -> None:
    made = book(tmp_path)
    made.build(html_theme="basic")
    (tmp_path / "docs" / "cables.md").unlink()
    made.change("docs/index.rst", "   cables\n", "")
    assert ("cables.html", "C009", "") in found(audit(made.build(html_theme="basic")))


def test_a_page_without_its_record_is_read_whole(tmp_path: Path) -> None:
    made = book(tmp_path).build(html_theme="basic")
    (made.out / RECORD).unlink()
    result = audit(made)
    assert ("towers.html", "F001", "1.1") in found(result)
    assert str(made.out / "towers.html") in result.summary.without_record


def test_the_record_is_the_same_however_the_book_is_built(tmp_path: Path) -> None:
    made = book(tmp_path)
    whole = (made.build(html_theme="basic").out / RECORD).read_bytes()
    later = (tmp_path / "docs" / "cables.md").stat().st_mtime + 10
    os.utime(tmp_path / "docs" / "cables.md", (later, later))
    again = made.build(html_theme="basic")
    assert again.written
    assert (again.out / RECORD).read_bytes() == whole
    assert (made.build(html_theme="basic").out / RECORD).read_bytes() == whole
    fresh = build(tmp_path / "docs", tmp_path / "other" / "html", jobs=2, html_theme="basic")
    assert (fresh.out / RECORD).read_bytes() == whole


@pytest.mark.parametrize("builder", ["dirhtml", "singlehtml", "epub"])
def test_the_pages_of_other_builders_have_records_too(tmp_path: Path, builder: str) -> None:
    made = book(tmp_path).build(builder, html_theme="basic", epub_show_urls="no")
    assert found(audit(made)) == []


def test_indexes_are_read(tmp_path: Path) -> None:
    made = book(tmp_path, **{"towers.rst": f".. index:: 77 boats\n\n{TOWERS}"})
    result = audit(made.build(html_theme="basic"))
    assert found(result) == [("genindex.html", "F001", "77")]


BY_HAND = """\
Code
====

.. py:class:: Span

   :param length: one of 77 lengths

   .. automethod:: bridges.Bridge.span
"""


def test_what_an_author_writes_beside_documentation_of_code_is_read(tmp_path: Path) -> None:
    module = 'class Bridge:\n    def span(self) -> int:\n        """Give 12 boats."""\n'
    made = book(tmp_path, **{"code.rst": BY_HAND, "../bridges.py": module})
    built = made.build(html_theme="basic")
    assert {text for _, _, text in found(audit(built))} == {"77", "one"}
    assert sum("“77”" in warning for warning in built.warnings) == 1


HEAD = """\
There are 12,000 men, “no more”. And so on.

.. meta::
   :description: %s
"""


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        ("Towers. There are 12,000 men, “no more”. And …", set()),
        ("There are 12,0…", {"12,0"}),
        ("There are 12…", {"12"}),
        ("They are 12,000.", {"12,000"}),
        ("There are 13,000 men.", {"13,000"}),
    ],
)
def test_what_the_head_repeats_has_been_read_in_the_text(
    tmp_path: Path, description: str, shown: set[str]
) -> None:
    text = f"Towers\n======\n\n{HEAD % description}"
    made = book(tmp_path, **{"index.rst": text}).build(html_theme="basic")
    head = made.page("index").partition("<body>")[0].count("\n") + 1
    findings = [f for f in audit(made).findings if f.location.path.endswith("index.html")]
    assert {finding.shown for finding in findings if finding.location.line < head} == shown
