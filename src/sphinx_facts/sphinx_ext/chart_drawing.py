"""Draws charts of figures as SVG: records in, text out.

A figure is drawn as the interval that it denotes. What is certain is filled; what a hedge leaves
open is dashed. Every scale of sizes begins at zero.
"""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from html import escape
from itertools import cycle
from math import sqrt
from typing import ClassVar, NamedTuple

from ..english.when.dates import written_date
from ..figures.calendar import Period
from ..readers.html_attributes import ID, ROLE

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
    def time(self) -> float:
        """When that begins, in years."""
        return Period.parse(self.as_of).start or 0.0

    @property
    def drawn(self) -> str:
        """How it is drawn, by what is known: a key of the table of such texts."""
        if self.low is None:
            return "below"
        return "above" if self.high is None else "exact" if self.low == self.high else "between"


def draw(kind: str, title: str, items: Sequence[Item], name: str) -> str:
    """The chart as SVG; `name` begins its ids. The wordings on it are marked as citations."""
    y, parts = 4.0, []
    painter = PAINTERS[kind](items)
    for number, item in enumerate(items):
        if number:
            y += _GAP + painter.apart(items[number - 1], item)
        text, y = _label(item, y)
        height, shape = painter.paint(item, y)
        parts += [text, shape]
        y += height
    return (
        f'<svg class="chart-{kind}" viewBox="0 0 {_WIDTH} {y + 4:.0f}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<desc id="{name}-desc">{painter.described} The table below has the same data.</desc>'
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


def _axis(y: float, opacity: float) -> str:
    return (
        f'<line class="chart-axis" x1="0" x2="{_WIDTH}" y1="{y:g}" y2="{y:g}" '
        f'stroke="currentColor" stroke-opacity="{opacity:g}"/>'
    )


def _rect(state: str, x: float, y: float, width: float, height: float) -> str:
    style = 'fill="currentColor"' if state == "certain" else (
        'fill="none" stroke="currentColor" stroke-dasharray="4 3"'
    )  # fmt: skip
    return (
        f'<rect class="chart-{state}" x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" '
        f'height="{height:.2f}" {style}/>'
    )


class Painter:
    """Draws the shape of each of the items, all on one scale."""

    described: ClassVar[str]
    """What is to be seen, for who does not see it."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._largest = max(item.extent for item in items) or 1.0

    def paint(self, item: Item, y: float) -> tuple[float, str]:
        """The height of a shape, and the shape, which begins at `y`."""
        raise NotImplementedError

    def apart(self, item: Item, next_: Item) -> float:
        """How much further apart than usual two of them stand."""
        return 0.0


class _Bars(Painter):
    described = "Bars that begin at nothing and share a scale."

    def paint(self, item: Item, y: float) -> tuple[float, str]:
        scale = (_WIDTH - _OPEN - 2) / self._largest
        low, high = (abs(bound or 0.0) * scale for bound in (item.low, item.high))
        end = high if item.high is not None else low + _OPEN
        shapes = [_rect("certain", 0, y, low, _BAR)] if item.low is not None else []
        if end > low:
            shapes.append(_rect("open", low + 0.5, y + 0.5, end - low, _BAR - 1))
        return _BAR, "".join(shapes)


class _Squares(Painter):
    described = "Squares whose areas are in proportion to the numbers."

    def paint(self, item: Item, y: float) -> tuple[float, str]:
        scale = _LARGEST / sqrt(self._largest)
        low, high = (sqrt(abs(bound or 0.0)) * scale for bound in (item.low, item.high))
        end = high if item.high is not None else low + 6
        shapes = [_rect("open", 0.5, y + 0.5, end, end)] if end > low else []
        if item.low is not None:
            shapes.append(_rect("certain", 0.5, y + 0.5, low, low))
        return end + 1, "".join(shapes)


class _Intervals(Painter):
    """From the lower to the upper bound, with a mark of its own shape for each label."""

    described = "Intervals on a scale that begins at nothing, in the order of their dates."

    def __init__(self, items: Sequence[Item]) -> None:
        super().__init__(items)
        labels = dict.fromkeys(item.label for item in items)
        self._marks = dict(zip(labels, cycle(_MARKS), strict=False))

    def paint(self, item: Item, y: float) -> tuple[float, str]:
        scale = (_WIDTH - _OPEN - 2) / self._largest
        low, high = ((bound or 0.0) * scale for bound in (item.low, item.high))
        end = high if item.high is not None else _WIDTH - 1
        at, middle = (low if item.low is not None else high), y + _BAR / 2
        if item.low is not None and item.high is not None:
            at = (low + high) / 2
        mark = (
            f'<path class="chart-mark" fill="currentColor" d="{self._marks[item.label]}" '
            f'transform="translate({at:.2f} {middle:g})"/>'
        )
        state = "open" if None in (item.low, item.high) else "certain"
        span = _rect(state, low, middle - 4, max(end - low, 1), 8) if end > low else ""
        return _BAR, _axis(middle, 0.25) + span + mark

    def apart(self, item: Item, next_: Item) -> float:
        """The later, the further down."""
        return min(_LONGEST_WAIT, _PER_YEAR * (next_.time - item.time))


class _Timeline(Painter):
    """Marks on a line from the first to the last date that is named."""

    described = "Marks on a line of years."

    def __init__(self, items: Sequence[Item]) -> None:
        ends = [bound for item in items for bound in (item.low, item.high) if bound is not None]
        self._first = min(ends)
        self._scale = (_WIDTH - 12) / ((max(ends) - self._first) or 1.0)

    def paint(self, item: Item, y: float) -> tuple[float, str]:
        low = item.low if item.low is not None else self._first
        high = item.high if item.high is not None else low
        left, right = ((bound - self._first) * self._scale for bound in (low, high))
        return 12, _axis(y + 6, 0.4) + _rect("certain", left, y, max(right - left, 3), 12)


PAINTERS: dict[str, type[Painter]] = {
    "scale": _Squares, "bars": _Bars, "estimates": _Intervals, "timeline": _Timeline,
}  # fmt: skip
"""The kinds of charts, and what draws each."""
