"""The lists of all facts, people and sources, and the log of corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from docutils import nodes
from sphinx.application import Sphinx

from ..english.quotations import in_marks
from ..english.when.dates import written_date
from ..model.records import Correction
from .domain import anchor_of
from .excerpts import among_sources
from .fact_view import view_fact, view_person, view_source
from .filters import data_of, listed, make_form
from .links import Page, as_nodes, paragraph
from .nodes import cite
from .parts import KINDS, Code, Line, Name, Part, Parts, Record
from .placeholders import Placeholder, add_placeholder

_KINDS = {"facts": "fact", "people": "person", "sources": "source", "corrections": "correction"}
"""The directives, and the kind of the entries that each lists."""


class entry_list(Placeholder):  # noqa: N801 - docutils names nodes so
    """Lists all entries of a kind: of each what is recorded, and where it is cited. The list of
    facts can be filtered and sorted where scripts run, and is whole where they do not.
    """

    def shows(self) -> str:
        return _KINDS[self["directive"]]

    def make(self, page: Page) -> Sequence[nodes.Node]:
        """A definition list with an anchor an entry; facts with a form that filters them."""
        kind = self.shows()
        if kind == "correction":
            return [_corrections(page)]
        items = list(_ITEMS[kind](page))
        entries = nodes.definition_list("", *items, classes=["entries", f"entries-{kind}"])
        if kind != "fact":
            return [entries]
        return [make_form(page.domain, [item["data"] for item in items]), entries]


def _facts(page: Page) -> Iterator[listed]:
    for id_ in page.domain.facts.facts:
        view = view_fact(page.domain, id_)
        item = _item(page, "fact", id_, cite("record", *view.wording), view.lines())
        item["data"] = data_of(page.domain, view)
        yield item


def _people(page: Page) -> Iterator[listed]:
    for id_, person in page.domain.facts.people.items():
        head = cite("person", id_, person.name)
        yield _item(page, "person", id_, head, view_person(page.domain, id_).lines())


def _sources(page: Page) -> Iterator[listed]:
    for id_, source in page.domain.facts.sources.items():
        head = cite("source", id_, source.publisher)
        lines, more = view_source(page.domain, id_).lines(), among_sources(page, id_)
        yield _item(page, "source", id_, head, lines, more)


_ITEMS = {"fact": _facts, "person": _people, "source": _sources}


def _item(
    page: Page, kind: str, id_: str, head: nodes.Node, lines: Iterable[Line],
    more: Iterable[nodes.Node] = (),
) -> listed:  # fmt: skip
    """An entry: what is said without a label comes first, the rest in fields."""
    former = getattr(page.domain.facts, KINDS[kind])[id_].formerly
    ids = [anchor_of(kind, each) for each in (id_, *former)]
    term = nodes.term("", "", head, ids=ids)
    opening: list[nodes.Node] = []
    fields = nodes.field_list()
    for line in lines:
        if line.label:
            name = nodes.field_name("", "", *as_nodes(page, (line.label,)))
            fields += nodes.field("", name, nodes.field_body("", paragraph(page, *line.parts)))
        else:
            opening.append(paragraph(page, *line.parts, classes=[line.name]))
    return listed("", term, nodes.definition("", *opening, fields, *more))


_KEYS = {
    "speaker": "the speaker of ", "said_by": "the sayer of ",
    "as_of": "the date of ", "happened": "the day of ",
}  # fmt: skip
"""How the log names a key of a fact."""


def _corrected(page: Page, place: str, entry: Correction, value: str | None) -> Part:
    """What a fact, or a key of it, was or is."""
    if value is None:
        return "nothing, as it is gone" if entry.key is None else "not given"
    if entry.key is None:
        return Record(place, in_marks(value))
    people = page.domain.facts.people
    if entry.key in ("speaker", "said_by"):
        return Name("person", value, people[value].name) if value in people else Code(value)
    return Record(place, written_date(value))


def _corrections(page: Page) -> nodes.Node:
    """The log of corrections, the latest first."""
    items = []
    for number, entry in sorted(
        enumerate(page.domain.facts.corrections), key=lambda item: (item[1].date, item[0])
    ):
        place, of = f"corrections/{number}", _KEYS.get(entry.key or "", "")
        was, now = (_corrected(page, place, entry, text) for text in (entry.was, entry.now))
        date = nodes.strong("", "", cite("record", place, written_date(entry.date)))
        change: Parts = (f": {of}", Code(entry.fact), " was ", was, " and is now ", now, ". ")
        text = as_nodes(page, (*change, Record(place, entry.why)))
        items.append(nodes.list_item("", nodes.paragraph("", "", date, *text)))
    if not items:
        return nodes.paragraph("", "No fact has been corrected since the book was published.")
    return nodes.bullet_list("", *reversed(items), classes=["corrections"])


def setup_entry_lists(app: Sphinx) -> None:
    """Called by the extension."""
    add_placeholder(app, entry_list, *_KINDS)
