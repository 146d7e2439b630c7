"""All facts that have a date, in the order of time: a list along a line."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..facts.dates import When, when, written_date
from ..model.records import Fact
from .domain import FactsDomain
from .links import and_cited_in, fact_link, link_to
from .naming import add_directive
from .nodes import cite

PAGE = "timeline"
"""What the domain notes of a document with this directive, beside the kinds of entries it lists."""


class dated_facts(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands where the timeline will be."""


class Event(NamedTuple):
    """A fact with its date."""

    id: str
    fact: Fact
    when: When


class TimelineDirective(SphinxDirective):
    """Lists the facts that are dates or have `as_of`, in the order of time, and says how many have
    neither.
    """

    def run(self) -> list[nodes.Node]:
        cast(FactsDomain, self.env.get_domain("facts")).note_page(self.env.docname, PAGE)
        node = dated_facts()
        self.set_source_info(node)
        return [node]


class Timelines(SphinxPostTransform):
    """Runs before links are resolved: the list holds links."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        domain = cast(FactsDomain, self.env.domains["facts"])
        docname = self.env.current_document.docname
        for node in domain.placeholders(self.document, dated_facts):
            node.replace_self(list(_timeline(domain, domain.builder, docname)))


def events(domain: FactsDomain) -> list[Event]:
    """The facts that have a date, by time; those of the same time as the facts file has them."""
    dated = [
        Event(id_, fact, time)
        for id_, fact in domain.facts.facts.items()
        if (time := when(fact, domain.facts.names)) is not None
    ]
    return sorted(dated, key=lambda event: event.when[:2])


def _timeline(domain: FactsDomain, builder: Builder, docname: str) -> Iterator[nodes.Node]:
    every = events(domain)
    items, year = [], None
    for (first, last, *_), group in groupby(every, key=lambda event: event.when[:2]):
        item = _item(domain, builder, docname, list(group))
        if year is not None and first[0] > year + 1:
            item["classes"].append("timeline-later")  # A year or more lies between.
        items.append(item)
        year = last[0]
    if items:
        yield nodes.enumerated_list("", *items, classes=["timeline"], enumtype="arabic")
    if left_out := len(domain.facts.facts) - len(every):
        count = cite("own", "", f"{left_out} facts" if left_out > 1 else "one fact")
        text = [nodes.Text("Left out, because nothing dates them: "), count, nodes.Text(".")]
        yield nodes.paragraph("", "", *text, classes=["timeline-rest"])


def _item(
    domain: FactsDomain, builder: Builder, docname: str, group: list[Event]
) -> nodes.list_item:
    """A time, and all that is of it."""
    first = group[0]
    text = first.fact.wording if first.when.is_figure else written_date(first.fact.as_of or "")
    date = cite("record", f"facts/{first.id}", text)
    lines: list[nodes.Node] = []
    for id_, fact, time in group:
        claim = nodes.paragraph("", "", cite("record", f"facts/{id_}", fact.claim))
        link = (
            link_to(docname, "fact", id_, nodes.Text("Entry"))
            if time.is_figure  # which stands right above
            else fact_link(domain, docname, id_)
        )
        use = [link, *and_cited_in(domain, builder, docname, "fact", id_)]
        lines += [claim, nodes.paragraph("", "", *use, classes=["timeline-use"])]
    item = nodes.list_item("", nodes.paragraph("", "", date, classes=["timeline-date"]), *lines)
    item["classes"] = ["timeline-point" if first.when.is_within_a_year else "timeline-stretch"]
    return item


def setup(app: Sphinx) -> None:
    """Called by the extension."""
    add_directive(app, "timeline", TimelineDirective)
    app.add_node(dated_facts)
    app.add_post_transform(Timelines)
