"""Citations: the roles, and a quotation that is set apart."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..model.roles import WRITTEN
from .domain import domain_of
from .naming import add_directive, add_role
from .nodes import cite
from .roles import CitingRole, reference


class QuotationDirective(SphinxDirective):
    """`{quotation} FACT` sets a quotation apart, with its speaker. The content, if there is any, is
    the part of it that is shown.
    """

    required_arguments = 1
    has_content = True

    def run(self) -> list[nodes.Node]:
        domain, target = domain_of(self.env), self.arguments[0]
        written = " ".join(self.content).strip()
        wording = written or domain.checker.display_text("quotation", target) or target
        paragraph = nodes.paragraph("", "", cite("quotation", target, f"“{wording}”"))
        block = nodes.block_quote("", paragraph, classes=["quotation"])
        fact = domain.facts.facts.get(target)
        if fact is not None and fact.speaker is not None:
            person = domain.facts.people[fact.speaker]
            link = reference(self.env.docname, "person", fact.speaker, person.name)
            block += nodes.attribution(
                "", "", cite("person", fact.speaker, person.name, link), nodes.Text(", "),
                cite("record", f"people/{fact.speaker}", person.role),
            )  # fmt: skip
        self.set_source_info(block)
        self.set_source_info(paragraph)
        return [block]


def setup_citations(app: Sphinx) -> None:
    """Called by the extension."""
    for role in WRITTEN:
        add_role(app, role, CitingRole(role))
    add_directive(app, "quotation", QuotationDirective)
