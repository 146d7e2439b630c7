"""All facts that have a date, in the order of time: a list along a line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from docutils import nodes
from sphinx.application import Sphinx

from ..english.when.dates import written_date
from ..facts.dates import When, when
from ..model.records import Fact
from .fact_view import and_cited_in, name_of
from .links import Page, paragraph
from .parts import Link, Own, Record
from .placeholders import Placeholder, add_placeholder


class Event(NamedTuple):
    """A fact with its date."""

    id: str
    fact: Fact
    when: When


class timeline(Placeholder):  # noqa: N801 - docutils names nodes so
    """Lists the facts that are dates or have `as_of`, in the order of time, and says how many have
    neither.
    """

    def make(self, page: Page) -> Sequence[nodes.Node]:
        """The list, and how many facts are not on it."""
        every, made = _events(page), list[nodes.Node]()
        if every:
            items = _items(page, every)
            made.append(nodes.enumerated_list("", *items, classes=["timeline"], enumtype="arabic"))
        if left_out := len(page.domain.facts.facts) - len(every):
            count = Own(f"{left_out} facts" if left_out > 1 else "one fact")
            text = "Left out, because nothing dates them: "
            made.append(paragraph(page, text, count, ".", classes=["timeline-rest"]))
        return made


def _events(page: Page) -> list[Event]:
    """The facts that have a date, by time; those of the same time as the facts file has them."""
    facts = page.domain.facts
    dated = [
        Event(id_, fact, time)
        for id_, fact in facts.facts.items()
        if (time := when(fact, page.domain.checker.figures)) is not None
    ]
    return sorted(dated, key=lambda event: event.when.period)


def _items(page: Page, every: Sequence[Event]) -> list[nodes.list_item]:
    items, year = list[nodes.list_item](), None
    for period, group in groupby(every, key=lambda event: event.when.period):
        item = _item(page, list(group))
        item["classes"] = ["timeline-point" if period.is_within_a_year else "timeline-stretch"]
        if year is not None and period.first[0] > year + 1:
            item["classes"].append("timeline-later")  # A year or more lies between.
        items.append(item)
        year = period.last[0]
    return items


def _item(page: Page, group: Sequence[Event]) -> nodes.list_item:
    """A time, and all that is of it."""
    facts, first = page.domain.facts, group[0]
    text = (
        first.fact.wording
        if first.when.is_figure
        else written_date(first.fact.happened or first.fact.as_of)
    )
    date = Record(f"facts/{first.id}", text)
    lines = [paragraph(page, date, classes=["timeline-date"])]
    for id_, fact, time in group:
        # A date stands right above, as the wording of its fact.
        entry = Link("fact", id_, "Entry") if time.is_figure else name_of(facts, "fact", id_)
        uses = and_cited_in(page.domain.places_of("fact", id_))
        lines.append(paragraph(page, Record(f"facts/{id_}", fact.claim)))
        lines.append(paragraph(page, entry, *uses, classes=["timeline-use"]))
    return nodes.list_item("", *lines)


def setup_timeline(app: Sphinx) -> None:
    """Called by the extension."""
    add_placeholder(app, timeline, "timeline")
