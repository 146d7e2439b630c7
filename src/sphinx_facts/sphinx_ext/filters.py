"""The form above the index of facts: what its entries are filtered and sorted by.

All facts stand on the page; a script hides and moves them. So every entry bears what it is known
by in `data-facts-…` attributes, and the form, which only the script can serve, is shown where
scripts run.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any
from urllib.parse import quote, unquote

from docutils import nodes
from sphinx.application import Sphinx

from ..facts.dates import when
from ..figures.calendar import is_date
from ..figures.figure import Figure
from .domain import FactsDomain, domain_of
from .fact_view import FactView, number_of
from .nodes import HTML_ALONE

NOBODY = "nobody"
_LABELS = {
    "figure": "figures", "quote": "quotations", "term": "terms", NOBODY: "nobody who is named",
    "proven": "proven word for word", "excerpt-only": "known by an excerpt alone",
}  # fmt: skip
_FILTERS = {
    "kind": ("Kind", "all kinds"),
    "person": ("Said by", "anybody"),
    "source": ("Source", "all sources"),
    "chapter": ("Cited in", "the whole book"),
    "status": ("Standing", "any"),
    "proof": ("Proof", "any"),
}
_ORDERS = {
    "": "as in the facts file",
    "wording": "by wording",
    "value": "figures by size",
    "kind": "by kind",
    "date": "by date",
    "citations": "by number of citations",
}


class listed(nodes.definition_list_item):  # noqa: N801 - docutils names nodes so
    """An entry in a list. HTML keeps it in one element, with `data`: what it is filtered by."""


class filters(nodes.General, nodes.Element):  # noqa: N801
    """The form that filters a list of entries; the attribute `html` is the whole of it."""


def data_of(domain: FactsDomain, view: FactView) -> dict[str, str]:
    """What a fact is filtered and sorted by; values that may be several are parted by spaces."""
    fact, uses = view.fact, view.cited_in.uses
    time = when(fact, domain.checker.figures)
    value, unit = _value(number_of(domain, view.id))
    is_proven = any(each.is_proven for each in view.evidence)
    return {
        "kind": fact.kind,
        "person": fact.attributed_to or NOBODY,
        "source": " ".join(dict.fromkeys(item.source for item in fact.evidence)),
        "chapter": " ".join(dict.fromkeys(quote(docname) for docname, _ in uses)),
        "status": view.standing.name.replace(" ", "-"),
        "proof": "proven" if is_proven else "excerpt-only",
        "date": "{:04}-{:02}-{:02}".format(*time.period.first) if time else "",
        "value": value,
        "unit": unit,
        "citations": str(len(uses)),
    }


def _value(figure: Figure | None) -> tuple[str, str]:
    """The number of a figure and its unit, by which it is sorted; empty where there is none."""
    if figure is None:
        return "", ""
    is_open = figure.low.is_infinite()
    value = figure.low if is_date(figure) and not is_open else figure.numbers[0]
    return f"{value.normalize():f}", "date" if is_date(figure) else figure.unit or ""


def make_form(domain: FactsDomain, every: Sequence[Mapping[str, str]]) -> filters:
    """The form for the list of all facts, by what each is filtered by."""
    selects = []
    for name, (label, all_of_them) in _FILTERS.items():
        values = [data[name].split() for data in every]
        present = dict.fromkeys(each for some in values for each in some)
        if name == "chapter":
            present = dict.fromkeys(map(quote, domain.in_order(map(unquote, present))))
        if all(each in some for some in values for each in present):
            continue  # There is nothing to choose.
        options = "".join(_option(value, _label(domain, name, value)) for value in present)
        # A template is no text of the page: its labels stand, cited, in the entries.
        template = f'<template data-facts-for="{name}">{options}</template>'
        selects.append(_select(name, label, {"": all_of_them}) + template)
    selects.append(_select("order", "Order", _ORDERS))
    return filters(html=_FORM.format(selects="\n".join(selects)), classes=["no-search"])


_FORM = """\
<form class="facts-filter" aria-label="Filter the facts" autocomplete="off" hidden>
<div class="facts-filters">
<label><span>Words</span> <input type="search" name="words"></label>
{selects}
</div>
<p class="facts-filtered"><output></output> <button type="reset">Show all</button></p>
</form>
"""


def _select(name: str, label: str, options: Mapping[str, str]) -> str:
    inside = "".join(_option(value, text) for value, text in options.items())
    return f'<label><span>{label}</span> <select name="{name}">{inside}</select></label>'


def _option(value: str, text: str) -> str:
    return f'<option value="{escape(value)}">{escape(text)}</option>'


def _label(domain: FactsDomain, name: str, value: str) -> str:
    facts = domain.facts
    if name == "chapter":
        return domain.env.titles[unquote(value)].astext()
    if name == "person" and value in facts.people:
        return facts.people[value].name
    if name == "source":
        source = facts.sources[value]
        return ", ".join(text for text in (source.publisher, source.title) if text)
    return _LABELS.get(value, value.replace("-", " "))


# Showing


def _visit_listed(translator: Any, node: listed) -> None:
    """In one element, so that the term and what is said of it are hidden and moved together."""
    if not translator.builder.embedded:
        known: dict[str, str] = node.get("data", {})
        data = {f"data-facts-{name}": value for name, value in known.items()}
        translator.body.append(translator.starttag(node, "div", "", **data))


def _depart_listed(translator: Any, node: listed) -> None:
    if not translator.builder.embedded:
        translator.body.append("</div>\n")


def _visit_filters(translator: Any, node: filters) -> None:
    if not translator.builder.embedded:
        translator.body.append(node["html"])
    raise nodes.SkipNode


def _add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """The script and its styles, on pages with the form and on no others."""
    pages = domain_of(app.env).data["pages"]
    if "fact" in pages.get(pagename, ()) or (
        app.builder.name == "singlehtml" and any("fact" in kinds for kinds in pages.values())
    ):
        app.add_css_file("facts-index.css")
        app.add_js_file("facts-index.js", loading_method="defer")


def setup_filters(app: Sphinx) -> None:
    """Called by the extension."""
    app.add_node(listed, html=(_visit_listed, _depart_listed))  # elsewhere as its parent class
    app.add_node(filters, html=(_visit_filters, None), **HTML_ALONE)
    app.connect("html-page-context", _add_files)
