"""The Sphinx side: roles, directives and pages for recorded facts. It shows; the rules are the
core's.

Each component is a module with a call of its own, `setup_…`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from ..runner.cache import code_digest
from ..version import __version__
from . import doctree_check
from .acceptance import setup_acceptance
from .cards import setup_cards
from .charts import setup_charts
from .citations import setup_citations
from .domain import FactsDomain
from .downloads import setup_downloads
from .entry_lists import setup_entry_lists
from .epub import setup_epub
from .excerpts import setup_excerpts
from .exports.files import setup_exports
from .filters import setup_filters
from .freshness import setup_freshness
from .heads import setup_heads
from .loading import setup_loading
from .naming import add_directive, setup_naming
from .page_record import setup_page_record
from .placeholders import setup_placeholders
from .reference import FindingsDirective
from .reviews import setup_reviews
from .timeline import setup_timeline
from .verify import setup_verify


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_domain(FactsDomain)
    setup_naming(app)
    setup_loading(app)
    setup_acceptance(app)
    setup_citations(app)
    setup_downloads(app)
    setup_cards(app)
    setup_placeholders(app)
    setup_entry_lists(app)
    setup_excerpts(app)
    setup_timeline(app)
    setup_reviews(app)
    setup_verify(app)
    setup_charts(app)
    setup_filters(app)
    setup_exports(app)
    setup_heads(app)
    setup_epub(app)
    setup_freshness(app)
    setup_page_record(app)
    add_directive(app, "findings", FindingsDirective)
    # Not env-check-consistency: Sphinx leaves that out where nothing was read again.
    app.connect("env-updated", doctree_check.report)
    # After Sphinx's own collectors: the titles they copy into tables of contents are to have no
    # citation anchors.
    app.connect("doctree-read", doctree_check.read_document, priority=900)
    app.connect("builder-inited", _add_static_files)
    app.add_css_file("sphinx-facts.css")
    app.add_js_file("sphinx-facts.js", loading_method="defer")
    return {
        "version": __version__,
        "env_version": _env_version(),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _env_version() -> int:
    """Of other rules nothing is kept: what was read by them is read anew."""
    return int.from_bytes(code_digest(with_extension=True)[:6], "big")


def _add_static_files(app: Sphinx) -> None:
    # Not before: what Sphinx writes down of the settings is to be the same in every folder.
    app.config.html_static_path.append(str(Path(__file__).parent / "static"))
