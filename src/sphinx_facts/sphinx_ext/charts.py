"""Charts of recorded figures, drawn while the book is built: inline SVG, and the same as a table.

A line of the directive is `LABEL <ID>`, and its label is held to what holds for a sentence that
cites the fact.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..english.when.dates import written_date
from ..figures.calendar import Period, is_date
from ..figures.figure import Figure
from ..readers.targets import CHART_DATE, chart_line
from .chart_drawing import PAINTERS, Item, draw
from .domain import FactsDomain, domain_of
from .fact_view import number_of
from .naming import add_directive
from .nodes import CHILDREN_ALONE, cite

_EXPLAINED = {
    "scale": "The area of a square is in proportion to the number.",
    "bars": "The length of a bar is in proportion to the number; all begin at the left edge.",
    "estimates": (
        "From left to right the number, from nothing on; from top to bottom the time. Marks of "
        "the same shape are of the same origin."
    ),
    "timeline": "Time runs from left to right. A mark covers all of the time that is named.",
}
_LEGEND = " What is filled the source says; what is dashed its wording leaves open."
_DRAWN = {
    "exact": "filled, as it stands",
    "between": "filled to the lower bound of its rounding, dashed to the upper",
    "above": "filled to its bound, and dashed beyond: it is more",
    "below": "dashed to its bound: it is less",
    "dated": "a mark over all of the time that is named",
}


class chart(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """A chart: attribute `svg`; its children are the explanation and the table."""


class chart_data(nodes.General, nodes.Element):  # noqa: N801
    """The table of a chart, which HTML keeps folded."""


class ChartDirective(SphinxDirective):
    """`{chart} KIND` draws facts. Each line of its content is a label and a fact, `LABEL <ID>`, and
    is held to the same rules as a sentence. The kinds are `bars`, `scale` (areas), `estimates`
    (intervals by date, of facts that have `as_of`) and `timeline`.

    :title: What the chart shows; it must be named.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"title": directives.unchanged_required}  # noqa: RUF012 - as docutils has it

    def run(self) -> list[nodes.Node]:
        kind, title = self.arguments[0], self.options.get("title", "")
        if kind not in PAINTERS:
            raise self.error(f"a chart is one of {', '.join(PAINTERS)}, not {kind}")
        if not title:
            raise self.error("a chart needs a title: write :title: below its first line")
        domain = domain_of(self.env)
        lines = [chart_line(line) for line in self.content if line.strip()]
        items = self._items(domain, kind, lines)
        name = nodes.make_id(f"chart-{self.env.docname}-{self.env.new_serialno('chart')}")
        legend = _LEGEND if kind != "timeline" else ""
        node = chart(
            "",
            nodes.paragraph("", title, classes=["chart-title"]),
            nodes.paragraph("", _EXPLAINED[kind] + legend, classes=["chart-caption"]),
            chart_data("", _table(domain, kind, lines, items)),
            svg=draw(kind, title, items, name) if items else "",
        )
        for each in node.findall(nodes.Element):
            self.set_source_info(each)
        return [node]

    def _items(
        self, domain: FactsDomain, kind: str, lines: Sequence[tuple[str, str]]
    ) -> list[Item]:
        """What can be drawn; of a line whose fact is not known, the check tells."""
        facts = domain.facts.facts
        figures = {id_: _figure(domain, id_) for _, id_ in lines if id_ in facts}
        if unread := [id_ for id_, figure in figures.items() if figure is None]:
            raise self.error(f"there is no number to draw in {', '.join(unread)}")
        read = {id_: figure for id_, figure in figures.items() if figure is not None}
        units = {"date" if is_date(figure) else figure.unit for figure in read.values()}
        if len(units) > 1:
            raise self.error(f"these have different units: {', '.join(read)}")
        if units and (kind == "timeline") != (units == {"date"}):
            raise self.error("a timeline shows dates, and no other chart does")
        items = [_item(domain, kind, label, id_, read[id_]) for label, id_ in lines if id_ in read]
        if kind != "estimates":
            return items
        if undated := [item.id for item in items if not item.as_of]:
            raise self.error(f"there is no as_of in {', '.join(undated)}")
        return sorted(items, key=lambda item: item.as_of)


def _figure(domain: FactsDomain, id_: str) -> Figure | None:
    """The number of a fact; None where it is no figure, or not read as a number."""
    figure = number_of(domain, id_)
    is_bounded = figure is not None and (figure.low.is_finite() or figure.high.is_finite())
    return figure if is_bounded else None


def _item(domain: FactsDomain, kind: str, label: str, id_: str, figure: Figure) -> Item:
    fact = domain.facts.facts[id_]
    low = float(figure.low) if figure.low.is_finite() else None
    high = float(figure.high) if figure.high.is_finite() else None
    if kind == "timeline":
        low, high = Period.of(figure).start, Period.of(figure).end
    return Item(id_, label, fact.wording, low, high, fact.as_of or "")


# The table


def _table(
    domain: FactsDomain, kind: str, lines: Sequence[tuple[str, str]], items: Sequence[Item]
) -> nodes.table:
    drawn = {item.id: _DRAWN["dated" if kind == "timeline" else item.drawn] for item in items}
    rows: list[list[list[nodes.Node]]] = []
    for label, id_ in lines:
        fact = domain.facts.facts.get(id_)
        shown: list[nodes.Node] = [nodes.Text(f"{label}: ")] if label else []
        shown.append(cite("fact", id_, fact.wording if fact else id_))
        if fact is not None and fact.as_of is not None:
            shown += [nodes.Text(CHART_DATE), cite("dated", id_, written_date(fact.as_of))]
        claim: list[nodes.Node] = [cite("record", f"facts/{id_}", fact.claim)] if fact else []
        rows.append([shown, claim, [nodes.Text(drawn.get(id_, ""))]])
    heads = [[nodes.Text(text)] for text in ("Figure", "What it stands for", "Drawn")]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (30, 45, 25)), cols=3)
    group += nodes.thead("", _row(heads))
    group += nodes.tbody("", *map(_row, rows))
    return nodes.table("", group, classes=["chart-table"])


def _row(cells: Sequence[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


# Showing


def _visit_html(translator: Any, node: chart) -> None:
    translator.body.append('<figure class="facts-chart">\n')
    heading, *rest = node.children
    heading.walkabout(translator)
    translator.body.append(node["svg"])
    for child in rest:
        child.walkabout(translator)
    translator.body.append("</figure>\n")
    raise nodes.SkipNode


def _visit_data_html(translator: Any, node: chart_data) -> None:
    translator.body.append("<details><summary>The same data as a table</summary>\n")


def _depart_data_html(translator: Any, node: chart_data) -> None:
    translator.body.append("</details>\n")


def _add_styles(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    if doctree is not None and next(doctree.findall(chart), None) is not None:
        app.add_css_file("charts.css")


def setup_charts(app: Sphinx) -> None:
    """Called by the extension."""
    add_directive(app, "chart", ChartDirective)
    app.add_node(chart, html=(_visit_html, None), **CHILDREN_ALONE)
    app.add_node(chart_data, html=(_visit_data_html, _depart_data_html), **CHILDREN_ALONE)
    app.connect("html-page-context", _add_styles)
