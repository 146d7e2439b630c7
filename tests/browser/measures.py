"""What the published book must reach, and the table that says what was measured."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Values = Mapping[str, Iterable[tuple[str, float]]]
"""Of each measure, by its key, what was measured: (where, value)."""


class Measure(NamedTuple):
    """What is measured, its bound, and what the theme has as it comes."""

    name: str
    bound: float
    theme: str = "–"
    is_least: bool = False  # the bound is the least that must be reached, not the most
    form: str = ".0f"

    def reached(self, value: float) -> bool:
        """Whether this is good enough."""
        return value >= self.bound if self.is_least else value <= self.bound


MEASURES = {
    "axe": Measure("axe: violations, light or dark, any width, card open or not", 0, "2 kinds"),
    "performance": Measure("Lighthouse mobile: performance", 95, "69", is_least=True),
    "accessibility": Measure("Lighthouse mobile: accessibility", 100, "100", is_least=True),
    "best-practices": Measure("Lighthouse mobile: best practices", 100, "96", is_least=True),
    "seo": Measure("Lighthouse mobile: SEO", 100, "91", is_least=True),
    "weight": Measure("KB of a page, all requests, uncompressed", 600, "2,226"),
    "requests": Measure("requests of a page", 12, "19"),
    "faults": Measure("third-party and failed requests, console errors, dialogs", 0, "2"),
    "vnu": Measure("vnu: errors in HTML", 0),
    "html-validate": Measure("html-validate, standard: errors in HTML", 0),
    "shift": Measure("cumulative layout shift with all cards used", 0.01, form=".4f"),
    "overflow": Measure("px wider than a screen of 390 px", 0),
    "build-time": Measure("build time beside the plain theme, times", 2.5, form=".2f"),
    "epub": Measure("EPUBCheck: errors and warnings in the e-book", 0),
    "schema-org": Measure("JSON-LD: errors by the vocabulary of schema.org", 0),
    "hostile": Measure("effects of hostile facts", 0),
}  # fmt: skip


def table(values: Values) -> list[str]:
    """The lines of the table: for each measure its worst value, and where that was."""
    rows = [("measure", "must reach", "theme", "measured", "", "places, the worst")]
    for key, measure in MEASURES.items():
        found = sorted(values.get(key, ()), key=lambda each: (each[1], each[0]))
        bound = f"{'≥' if measure.is_least else '≤'} {measure.bound:g}"
        measured, verdict, places = "–", "not measured", ""
        if found:
            where, worst = found[0] if measure.is_least else found[-1]
            measured, verdict = f"{worst:{measure.form}}", "short"
            if measure.reached(worst):
                verdict = "reached"
            is_even = found[0][1] == found[-1][1]
            places = f"{len(found)}" if is_even else f"{len(found)}, {where}"
        rows.append((measure.name, bound, measure.theme, measured, verdict, places))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]
