"""The nodes of the extension, and how HTML shows them. Other builders show a citation as the text that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from ..html_text import ID, ROLE
from ..model import Role

if TYPE_CHECKING:
    from .domain import FactsDomain


class cited(nodes.inline):  # noqa: N801 - docutils names nodes so
    """A citation: attributes `role` and `target`; its text is what a reader sees."""


class entry_list(nodes.General, nodes.Element):  # noqa: N801
    """Stands where all facts, people or sources will be listed; the attribute `kind` says which."""


def cite(role: Role, target: str, text: str, *children: nodes.Node) -> cited:
    """A citation with this text, or with these children."""
    return cited(text, "", *(children or (nodes.Text(text),)), role=role, target=target)


def visit_cited(translator: Any, node: cited) -> None:
    role, target = node["role"], node["target"]
    attributes: dict[str, Any] = {ROLE: role, ID: target, "CLASS": f"cited cited-{role}"}
    if _tip(translator, node):
        attributes |= {"tabindex": "0", "aria-describedby": f"{node['ids'][0]}-tip"}
    translator.body.append(translator.starttag(node, "span", "", **attributes))


def depart_cited(translator: Any, node: cited) -> None:
    if tip := _tip(translator, node):
        translator.body.append(
            f'<span role="tooltip" class="cited-tip" id="{node["ids"][0]}-tip">{tip}</span>'
        )
    translator.body.append("</span>")


def visit_cited_in_latex(translator: Any, node: cited) -> None:
    """As other text, but with labels: the lists of facts link to them. A heading would copy them."""
    if not translator.in_title:
        translator.body += [translator.hypertarget(anchor) for anchor in node["ids"]]
    translator.visit_inline(node)


def depart_cited_in_latex(translator: Any, node: cited) -> None:
    translator.depart_inline(node)


def _tip(translator: Any, node: cited) -> str:
    """What hover and focus show of a fact. Only a citation in the running text has an anchor, and so a tip."""
    if (
        not node["ids"]
        or node["role"] not in ("fact", "quote", "quotation", "named")
        or translator.builder.name == "epub"
    ):
        return ""
    domain: FactsDomain = translator.builder.env.domains["facts"]
    fact = domain.facts.facts.get(node["target"])
    if fact is None:
        return ""
    encode = translator.encode

    def line(kind: str, target: str, text: str, before: str = "", after: str = "") -> str:
        record = f'<span {ROLE}="record" {ID}="{encode(target)}">{encode(text)}</span>'
        return f'<span class="cited-{kind}">{encode(before)}{record}{encode(after)}</span>'

    id_ = f"facts/{node['target']}"
    lines = [line("claim", id_, fact.claim)]
    if fact.sayer is not None:
        person = domain.facts.people[fact.sayer]
        place = f"people/{fact.sayer}"
        lines.append(
            line("speaker", place, person.name, "Said by ") + line("role", place, person.role)
        )
    for evidence in fact.evidence:
        source = domain.facts.sources[evidence.source]
        lines.append(line("excerpt", id_, f"“{evidence.excerpt or fact.wording}”"))
        status = (
            "recorded whole, and proven"
            if source.recorded == "full"
            else "recorded by this excerpt alone"
        )
        lines.append(
            line("source", f"sources/{evidence.source}", source.publisher, after=f", {status}")
        )
    return " ".join(lines)
