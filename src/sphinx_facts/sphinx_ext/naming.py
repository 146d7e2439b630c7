"""What authors call the roles and directives: by short names, which are everybody's words, and by
longer ones in the domain, which alone are known with ``facts_short_names = False``.
"""

from __future__ import annotations

from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxRole

from ..model.roles import DOMAIN, names_of


def setup_naming(app: Sphinx) -> None:
    """Called by the extension, behind its domain and before anything is named."""
    text = "whether roles and directives have names without facts: before them"
    app.add_config_value("facts_short_names", True, "env", bool, text)


def add_role(app: Sphinx, name: str, role: SphinxRole) -> None:
    """Add a citing role by its names."""
    short, long = names_of(name)
    app.add_role_to_domain(DOMAIN, long.removeprefix(f"{DOMAIN}:"), role)
    if app.config.facts_short_names:
        app.add_role(short, role)


def add_directive(app: Sphinx, name: str, directive: type[Directive]) -> None:
    """Add a directive by its names."""
    app.add_directive_to_domain(DOMAIN, name, directive)
    if app.config.facts_short_names:
        app.add_directive(name, directive)
