"""The roles that cite: {fact}, {quote}, {named}, {dated}, {derived}, {person}, {source}, {own}
and {count}."""

from __future__ import annotations

from typing import cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.util.docutils import SphinxRole

from ..model.roles import ROLES, Role
from ..readers.targets import TITLED
from .domain import FactsDomain
from .nodes import cite


class CitingRole(SphinxRole):
    """`target` shows the recorded wording; `wording <target>` the author's own."""

    def __init__(self, role: Role) -> None:
        super().__init__()
        self._role = role

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        role, traits = self._role, ROLES[self._role]
        if traits.target == "none":
            return [cite(role, "", self.text)], []
        titled = TITLED.fullmatch(self.text)
        target = (titled[2] if titled else self.text).strip()
        domain = cast(FactsDomain, self.env.get_domain("facts"))
        # An unknown id shows itself; the check reports it.
        text = titled[1] if titled else domain.checker.display_text(role, target) or target
        if traits.in_marks:
            text = f"“{text}”"
        if traits.linked:
            return [cite(role, target, text, reference(self.env.docname, role, target, text))], []
        return [cite(role, target, text)], []


def reference(docname: str, kind: str, target: str, text: str) -> pending_xref:
    """A link to the entry of a fact, person or source; plain text where the book does not list
    it.
    """
    return pending_xref(
        text,
        nodes.Text(text),
        refdoc=docname,
        refdomain="facts",
        reftype=kind,
        reftarget=target,
        refwarn=False,
    )
