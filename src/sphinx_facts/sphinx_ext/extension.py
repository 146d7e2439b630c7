"""The Sphinx side: roles, directives and pages for recorded facts. It shows; the rules are the
core's.
"""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.util import logging

from ..model.roles import WRITTEN
from ..version import __version__
from . import charts, doctree_check, epub, excerpts, export, filters, heads, pages, timeline, verify
from .cards import depart_cited, visit_cited, visit_notes, visit_shown
from .directives import CardDirective, IndexDirective, QuotationDirective
from .domain import FactsDomain
from .naming import add_directive, add_role, setup_naming
from .nodes import (
    card_notes,
    cited,
    depart_cited_in_latex,
    entry_list,
    shown_card,
    skip,
    visit_cited_in_latex,
)
from .reference import FindingsDirective
from .roles import CitingRole
from .transforms import CardNotes, EntryLists

_logger = logging.getLogger(__name__)


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_config_value(
        "facts_folder", "../facts", "env", str, "folder of facts.yaml, relative to conf.py"
    )
    app.add_domain(FactsDomain)
    setup_naming(app)
    for role in WRITTEN:
        add_role(app, role, CitingRole(role))
    add_directive(app, "quotation", QuotationDirective)
    add_directive(app, "fact-card", CardDirective)
    for name in pages.ENTRIES:
        add_directive(app, name, IndexDirective)
    add_directive(app, "findings", FindingsDirective)
    app.add_node(
        cited, html=(visit_cited, depart_cited), latex=(visit_cited_in_latex, depart_cited_in_latex)
    )
    app.add_node(entry_list)
    app.add_node(card_notes, html=(visit_notes, None))
    unseen: dict[str, Any] = dict.fromkeys(("latex", "text", "man", "texinfo"), (skip, None))
    app.add_node(shown_card, html=(visit_shown, None), **unseen)
    app.add_post_transform(EntryLists)
    app.add_post_transform(CardNotes)
    for part in (verify, export, heads, charts, filters, excerpts, timeline, epub):
        part.setup(app)
    app.add_css_file("sphinx-facts.css")
    app.add_js_file("sphinx-facts.js", loading_method="defer")
    app.connect("builder-inited", _add_static_files)
    app.connect("builder-inited", FactsDomain.load_store)
    app.connect("builder-inited", _keep_what_is_loaded, priority=900)
    app.connect("build-finished", _let_go, priority=900)
    app.connect("env-get-outdated", FactsDomain.outdated)
    app.connect("env-updated", FactsDomain.pages_to_write)
    # Not env-check-consistency: Sphinx leaves that out where nothing was read again.
    app.connect("env-updated", doctree_check.report)
    # After Sphinx's own collectors: the titles they copy into tables of contents are to have no
    # citation anchors.
    app.connect("doctree-read", doctree_check.read_document, priority=900)
    return {
        "version": __version__,
        "env_version": 1,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _add_static_files(app: Sphinx) -> None:
    # Not before: what Sphinx writes down of the settings is to be the same in every folder.
    app.config.html_static_path.append(str(Path(__file__).parent / "static"))


def _keep_what_is_loaded(app: Sphinx) -> None:
    """What is there before the first document is read stays until the build ends: the collector
    of garbage need not go through it again and again, nor the processes of ``-j`` each copy it.
    """
    gc.collect()
    gc.freeze()


def _let_go(app: Sphinx, exception: Exception | None) -> None:
    gc.unfreeze()
