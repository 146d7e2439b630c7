"""Charts of recorded figures, drawn while the book is built: inline SVG, and the same as a table.

A figure is drawn as the interval that it denotes. What is certain is filled; what a hedge leaves
open is dashed. Every scale of sizes begins at zero. A line of the directive is `LABEL <ID>`, and
its label is held to what holds for a sentence that cites the fact.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Sequence
from html import escape
from itertools import cycle
from math import sqrt
from typing import Any, NamedTuple, cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from ..english.figures.find import find_figures
from ..facts.dates import written_date
from ..figures.figure import Figure
from ..model.records import Fact
from ..readers.html import ID, ROLE
from ..readers.targets import CHART_DATE, chart_line
from .domain import FactsDomain
from .naming import add_directive
from .nodes import cite

_WIDTH = 380
"""Of every chart, in units of its own: on a phone about a pixel each, for the sake of its text."""
_LARGEST, _BAR, _LINE, _GAP, _CHARACTERS = 230, 20, 19, 16, 46
_INK = 'fill="currentColor" font-size="14"'
_MARKS = (  # a disc, a square, a diamond, a triangle
    "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0z", "M-5.5-5.5h11v11h-11z", "M0-7.5 7.5 0 0 7.5-7.5 0z",
    "M0-7 7 6H-7z",
)  # fmt: skip
_PER_YEAR, _LONGEST_WAIT = 60, 40
"""How much further apart estimates are drawn a year later, and at most."""
_OPEN = 26
"""How far a bar goes on, dashed, where no end is known."""
_TEXTS = {
    "scale": (
        "Squares whose areas are in proportion to the numbers.",
        "The area of a square is in proportion to the number.",
    ),
    "bars": (
        "Bars that begin at nothing and share a scale.",
        "The length of a bar is in proportion to the number; all begin at the left edge.",
    ),
    "estimates": (
        "Intervals on a scale that begins at nothing, in the order of their dates.",
        (
            "From left to right the number, from nothing on; from top to bottom the time. Marks of "
            "the same shape are of the same origin."
        ),
    ),
    "timeline": (
        "Marks on a line of years.",
        "Time runs from left to right. A mark covers all of the time that is named.",
    ),
}
_LEGEND = " What is filled the source says; what is dashed its wording leaves open."
_DRAWN = {
    "exact": "filled, as it stands",
    "between": "filled to the lower bound of its rounding, dashed to the upper",
    "above": "filled to its bound, and dashed beyond: it is more",
    "below": "dashed to its bound: it is less",
    "dated": "a mark over all of the time that is named",
}


class Item(NamedTuple):
    """A figure in a chart: its bounds, None where there is none; of dates they are years."""

    id: str
    label: str
    wording: str
    low: float | None
    high: float | None
    as_of: str = ""
    """The time of which it is said, as 2024-12-19; empty where the fact has none."""

    @property
    def extent(self) -> float:
        """The bound that is furthest from zero."""
        return max(abs(bound) for bound in (self.low, self.high) if bound is not None)

    @property
    def drawn(self) -> str:
        """How it is drawn, by what is known: a key of the table of such texts."""
        if self.low is None:
            return "below"
        return "above" if self.high is None else "exact" if self.low == self.high else "between"


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
        if kind not in _TEXTS:
            raise self.error(f"a chart is one of {', '.join(_TEXTS)}, not {kind}")
        if not title:
            raise self.error("a chart needs a title: write :title: below its first line")
        domain = cast(FactsDomain, self.env.get_domain("facts"))
        lines = [chart_line(line) for line in self.content if line.strip()]
        figures = {id_: figure for _, id_ in lines if (figure := _figure(domain, id_))}
        unread = [id_ for _, id_ in lines if id_ in domain.facts.facts and id_ not in figures]
        if unread:
            raise self.error(f"there is no number to draw in {', '.join(unread)}")
        units = {_unit(figure) for figure in figures.values()}
        if len(units) > 1:
            raise self.error(f"these have different units: {', '.join(figures)}")
        if units and (kind == "timeline") != (units == {"date"}):
            raise self.error("a timeline shows dates, and no other chart does")
        items = [
            _item(id_, label, domain.facts.facts[id_], figures[id_], kind)
            for label, id_ in lines
            if id_ in figures
        ]
        if kind == "estimates":
            undated = [item.id for item in items if not item.as_of]
            if undated:
                raise self.error(f"there is no as_of in {', '.join(undated)}")
            items.sort(key=lambda item: item.as_of)
        name = nodes.make_id(f"chart-{self.env.docname}-{self.env.new_serialno('chart')}")
        svg = draw(kind, title, items, name) if items else ""
        legend = _LEGEND if kind != "timeline" else ""
        explanation = nodes.paragraph("", _TEXTS[kind][1] + legend, classes=["chart-caption"])
        heading = nodes.paragraph("", title, classes=["chart-title"])
        node = chart(
            "",
            heading,
            explanation,
            chart_data("", self._table(domain, kind, lines, items)),
            svg=svg,
        )
        for each in node.findall(nodes.Element):
            self.set_source_info(each)
        return [node]

    def _table(
        self,
        domain: FactsDomain,
        kind: str,
        lines: Sequence[tuple[str, str]],
        items: Sequence[Item],
    ) -> nodes.table:
        drawn = {item.id: _DRAWN["dated" if kind == "timeline" else item.drawn] for item in items}
        rows: list[list[list[nodes.Node]]] = []
        for label, id_ in lines:
            fact = domain.facts.facts.get(id_)
            shown: list[nodes.Node] = [cite("fact", id_, fact.wording if fact else id_)]
            if fact is not None and fact.as_of is not None:
                shown += [nodes.Text(CHART_DATE), cite("dated", id_, written_date(fact.as_of))]
            claim = [cite("record", f"facts/{id_}", fact.claim)] if fact else []
            rows.append([[*_before(label), *shown], [*claim], [nodes.Text(drawn.get(id_, ""))]])
        heads = [[nodes.Text(text)] for text in ("Figure", "What it stands for", "Drawn")]
        group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in (30, 45, 25)), cols=3)
        group += nodes.thead("", _row(heads))
        group += nodes.tbody("", *map(_row, rows))
        return nodes.table("", group, classes=["chart-table"])


def _before(label: str) -> list[nodes.Node]:
    return [nodes.Text(f"{label}: ")] if label else []


def _row(cells: Sequence[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", nodes.paragraph("", "", *cell)) for cell in cells))


# Numbers


def _figure(domain: FactsDomain, id_: str) -> Figure | None:
    """The number of a fact; None where it is unknown, no figure, or not read as a number."""
    fact = domain.facts.facts.get(id_)
    figures = find_figures(fact.figure, domain.facts.names) if fact and fact.figure else []
    if len(figures) != 1 or not figures[0].numbers or figures[0].weak:
        return None
    return figures[0] if figures[0].low.is_finite() or figures[0].high.is_finite() else None


def _unit(figure: Figure) -> str | None:
    """What must be the same in a chart."""
    is_date = figure.unit == "date" or figure.kind == "year"
    return "date" if is_date else figure.unit


def _item(id_: str, label: str, fact: Fact, figure: Figure, kind: str) -> Item:
    low = float(figure.low) if figure.low.is_finite() else None
    high = float(figure.high) if figure.high.is_finite() else None
    if kind == "timeline":
        low, high = low and _year(low, last=False), high and _year(high, last=True)
    return Item(id_, label, fact.wording, low, high, fact.as_of or "")


def _year(value: float, *, last: bool) -> float:
    """A date of the form year.monthday as years; of a year or month its first or `last` day."""
    year, rest = divmod(round(value * 10000), 10000)
    month, day = divmod(rest, 100)
    first = year + max(month - 1, 0) / 12 + max(day - 1, 0) / 372
    return first + (0 if not last else 1 if not month else 1 / 12 if not day else 1 / 372)


# Drawing

Painter = Callable[[Item, float], tuple[float, str]]


def draw(kind: str, title: str, items: Sequence[Item], name: str) -> str:
    """The chart as SVG; `name` begins its ids. The wordings on it are marked as citations."""
    y, parts = 4.0, []
    paint = _painter(kind, items)
    for number, item in enumerate(items):
        if kind == "estimates" and number:
            y += min(_LONGEST_WAIT, _PER_YEAR * (_time(item) - _time(items[number - 1])))
        text, y = _label(item, y)
        height, shape = paint(item, y)
        parts += [text, shape]
        y += height + _GAP
    return (
        f'<svg class="chart-{kind}" viewBox="0 0 {_WIDTH} {y - _GAP + 4:.0f}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{_TEXTS[kind][0]} The table below has the same data.</desc>'
        f"{''.join(parts)}</svg>"
    )


def _label(item: Item, y: float) -> tuple[str, float]:
    """The label, the wording and its date above a shape, and where that begins."""
    record = f'{ROLE}="record" {ID}="facts/{escape(item.id)}"'
    date = written_date(item.as_of)
    lines = []
    for text, marks in (
        (item.label, 'class="chart-label"'),
        (item.wording, f'class="chart-wording" {record}'),
    ):
        spans = []
        for line in textwrap.wrap(text, _CHARACTERS):
            y += _LINE
            spans.append(f'<tspan x="0" y="{y - 5:g}">{escape(line)} </tspan>')
        if spans:
            lines.append(f"<text {marks} {_INK}>{''.join(spans)}</text>")
    if date:
        y += _LINE * (len(item.wording) + len(date) > _CHARACTERS - 4)
        place = f'x="{_WIDTH}" y="{y - 5:g}" text-anchor="end"'
        lines.append(f'<text class="chart-wording" {record} {place} {_INK}>{escape(date)}</text>')
    return "".join(lines), y + 3


def _time(item: Item) -> float:
    """The time of an item in years; of a month or year its first day."""
    year, month, day = (*(int(part) for part in item.as_of.split("-")), 1, 1)[:3]
    return year + (month - 1) / 12 + (day - 1) / 372


def _painter(kind: str, items: Sequence[Item]) -> Painter:
    if kind == "timeline":
        ends = [bound for item in items for bound in (item.low, item.high) if bound is not None]
        return _Timeline(min(ends), max(ends)).paint
    largest = max(item.extent for item in items) or 1.0
    if kind == "estimates":
        return _Intervals(largest, [item.label for item in items]).paint
    return (_Squares(largest) if kind == "scale" else _Bars(largest)).paint


def _rect(state: str, x: float, y: float, width: float, height: float) -> str:
    style = 'fill="currentColor"' if state == "certain" else (
        'fill="none" stroke="currentColor" stroke-dasharray="4 3"'
    )  # fmt: skip
    return (
        f'<rect class="chart-{state}" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" '
        f'height="{height:.2f}" {style}/>'
    )


class _Bars:
    def __init__(self, largest: float) -> None:
        self._scale = (_WIDTH - _OPEN - 2) / largest

    def paint(self, item: Item, y: float) -> tuple[float, str]:
        low, high = (abs(bound or 0.0) * self._scale for bound in (item.low, item.high))
        end = high if item.high is not None else low + _OPEN
        shapes = [_rect("certain", 0, y, low, _BAR)] if item.low is not None else []
        if end > low:
            shapes.append(_rect("open", low + 0.5, y + 0.5, end - low, _BAR - 1))
        return _BAR, "".join(shapes)


class _Intervals:
    """From the lower to the upper bound, with a mark of its own shape for each label."""

    def __init__(self, largest: float, labels: Sequence[str]) -> None:
        self._scale = (_WIDTH - _OPEN - 2) / largest
        self._marks = dict(zip(dict.fromkeys(labels), cycle(_MARKS), strict=False))

    def paint(self, item: Item, y: float) -> tuple[float, str]:
        low, high = ((bound or 0.0) * self._scale for bound in (item.low, item.high))
        end = high if item.high is not None else _WIDTH - 1
        at, middle = (low if item.low is not None else high), y + _BAR / 2
        if item.low is not None and item.high is not None:
            at = (low + high) / 2
        state = "open" if None in (item.low, item.high) else "certain"
        axis = (
            f'<line class="chart-axis" x1="0" x2="{_WIDTH}" y1="{middle:g}" y2="{middle:g}" '
            'stroke="currentColor" stroke-opacity="0.25"/>'
        )
        mark = (
            f'<path class="chart-mark" fill="currentColor" d="{self._marks[item.label]}" '
            f'transform="translate({at:.2f} {middle:g})"/>'
        )
        span = _rect(state, low, middle - 4, max(end - low, 1), 8) if end > low else ""
        return _BAR, axis + span + mark


class _Squares:
    def __init__(self, largest: float) -> None:
        self._scale = _LARGEST / sqrt(largest)

    def paint(self, item: Item, y: float) -> tuple[float, str]:
        low, high = (sqrt(abs(bound or 0.0)) * self._scale for bound in (item.low, item.high))
        end = high if item.high is not None else low + 6
        shapes = [_rect("open", 0.5, y + 0.5, end, end)] if end > low else []
        if item.low is not None:
            shapes.append(_rect("certain", 0.5, y + 0.5, low, low))
        return end + 1, "".join(shapes)


class _Timeline:
    def __init__(self, first: float, last: float) -> None:
        self._first, self._scale = first, (_WIDTH - 12) / ((last - first) or 1.0)

    def paint(self, item: Item, y: float) -> tuple[float, str]:
        low = item.low if item.low is not None else self._first
        high = item.high if item.high is not None else low
        left, right = ((bound - self._first) * self._scale for bound in (low, high))
        line = (
            f'<line class="chart-axis" x1="0" x2="{_WIDTH}" y1="{y + 6:g}" y2="{y + 6:g}" '
            'stroke="currentColor" stroke-opacity="0.4"/>'
        )
        return 12, line + _rect("certain", left, y, max(right - left, 3), 12)


# Showing


_OURS = re.compile(rf' (?:{ROLE}|{ID})="[^"]*"')


def _visit_html(translator: Any, node: chart) -> None:
    translator.body.append('<figure class="facts-chart">\n')
    heading, *rest = node.children
    heading.walkabout(translator)
    # What shows e-books knows no attributes of ours in SVG.
    is_page = not translator.builder.embedded
    translator.body.append(node["svg"] if is_page else _OURS.sub("", node["svg"]))
    for child in rest:
        child.walkabout(translator)
    translator.body.append("</figure>\n")
    raise nodes.SkipNode


def _visit_data_html(translator: Any, node: chart_data) -> None:
    translator.body.append("<details><summary>The same data as a table</summary>\n")


def _depart_data_html(translator: Any, node: chart_data) -> None:
    translator.body.append("</details>\n")


def _nothing(translator: Any, node: nodes.Element) -> None:
    """Other builders show the title, the explanation and the table."""


def _add_styles(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: nodes.document
) -> None:
    if doctree is not None and next(doctree.findall(chart), None) is not None:
        app.add_css_file("charts.css")


def setup(app: Sphinx) -> None:
    """Called by the extension."""
    others: dict[str, Any] = dict.fromkeys(
        ("latex", "text", "man", "texinfo"), (_nothing, _nothing)
    )
    add_directive(app, "chart", ChartDirective)
    app.add_node(chart, html=(_visit_html, _nothing), **others)
    app.add_node(chart_data, html=(_visit_data_html, _depart_data_html), **others)
    app.connect("html-page-context", _add_styles)
