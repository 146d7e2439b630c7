"""The page on which a reader checks a text of his own: its list of excerpts, its form and its data.

The list is for everybody; the form needs JavaScript, and what it needs to know stands in the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from typing import Any

import msgspec
from docutils import nodes
from sphinx.application import Sphinx

from ..english.quotations import in_marks
from ..facts.excerpts import excerpts
from ..facts.store import Store
from ..model.keys import EvidenceKey
from ..model.records import Excerpt, LockedRun
from ..proof.merkle import stretches
from .domain import domain_of
from .evidence_view import words_at
from .fact_view import name_of
from .links import Page, as_nodes, paragraph
from .nodes import own_code
from .parts import EntryKind, Record
from .placeholders import Placeholder, add_placeholder

_PAGE = "verify"
"""The directive, and what the domain notes of a document that has it."""
_HASH_BEGINS = 12
"""Hexadecimal digits of a hash that are enough to find a difference; the root is compared whole."""
_KINDS: dict[str, EntryKind] = {"facts": "fact", "people": "person", "sources": "source"}


class verifier(Placeholder):  # noqa: N801 - docutils names nodes so
    """Lets readers check their own copy of a source, in their browser and without a network, and
    lists the excerpts that are checked.
    """

    def make(self, page: Page) -> Sequence[nodes.Node]:
        """The list; above it the form, where scripts run."""
        builder, store = page.builder, page.domain.store
        has_scripts = builder.format == "html" and not getattr(builder, "embedded", False)
        form = [nodes.raw("", _form(store), format="html")] if has_scripts else []
        return [*form, _list(page)]


def _add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """The scripts and styles, on the pages that have the form and on no others."""
    noted = domain_of(app.env).data["pages"]
    pages = {docname for docname, kinds in noted.items() if _PAGE in kinds}
    if pagename in pages or (app.builder.name == "singlehtml" and pages):
        app.add_css_file("verify.css")
        app.add_js_file("verify.js", loading_method="defer")
        app.add_js_file("verify-page.js", loading_method="defer")


def _provable(store: Store) -> Iterator[tuple[Excerpt, LockedRun]]:
    """The excerpts that the lock has, and where they stand; those of facts come first."""
    for excerpt in sorted(excerpts(store.facts), key=lambda each: each.key.kind != "facts"):
        run = store.lock.run_of(excerpt.key)
        if run is not None and excerpt.source in store.lock.sources:
            yield excerpt, run


def _place(key: EvidenceKey | str) -> str:
    """The anchor of an entry or an excerpt, by its key in the facts file."""
    return f"verify-{str(key).replace('/', '-')}"


def data(store: Store) -> list[dict[str, Any]]:
    """What the script needs: of each recorded source its root and its excerpts, and how
    stretches of it are hashed.
    """
    sources = []
    for id_, locked in sorted(store.lock.sources.items()):
        made: list[dict[str, Any]] = []
        known: dict[tuple[int, int], str] = {}
        for excerpt, run in _provable(store):
            if excerpt.source != id_:
                continue
            for part, text in run.parts(excerpt.text):
                before, words = part.before.split(), part.words_of(text)
                whole, first = [*before, *words, *part.after.split()], part.start - len(before)
                known |= stretches(locked.words, first, whole, part.proof.split())
                made.append(
                    {
                        "id": _place(excerpt.key),
                        "entry": _place(excerpt.key.entry),
                        "start": part.start,
                        "words": words,
                    }
                )
        levels: dict[str, dict[str, str]] = {}
        for (level, place), digest in sorted(known.items()):
            levels.setdefault(str(level), {})[str(place)] = digest[:_HASH_BEGINS]
        sources.append(
            {"name": store.facts.sources[id_].publisher, "words": locked.words, "root": locked.root,
             "excerpts": made, "stretches": levels}
        )  # fmt: skip
    return sources


def _form(store: Store) -> str:
    # In a script element nothing but < can end the text.
    block = msgspec.json.encode(data(store)).decode().replace("<", "\\u003c")
    html = files(__package__).joinpath("verify.html").read_text("utf-8")
    return html.replace("{data}", block)


def _list(page: Page) -> nodes.bullet_list:
    """The entries that rest on proven excerpts, each with these."""
    store = page.domain.store
    items: dict[str, nodes.list_item] = {}
    for excerpt, run in _provable(store):
        key, entry = excerpt.key, excerpt.key.entry
        if entry not in items:
            head = paragraph(page, name_of(store.facts, _KINDS[key.kind], key.id))
            items[entry] = nodes.list_item("", head, ids=[_place(entry)])
        label, words = words_at(run.places(excerpt.text))
        at = nodes.inline("", f"at {label}", own_code(words), classes=["verify-place"])
        said = "Said by: " if key.part == "attribution" else "Excerpt: "
        text = as_nodes(page, (said, Record(entry, in_marks(excerpt.text)), " "))
        item = nodes.paragraph("", "", *text, at, nodes.Text(" "), classes=["verify-excerpt"])
        item["ids"].append(_place(key))
        items[entry] += item
    return nodes.bullet_list("", *items.values(), classes=["verify-entries"])


def setup_verify(app: Sphinx) -> None:
    """Called by the extension."""
    add_placeholder(app, verifier, _PAGE)
    app.connect("html-page-context", _add_files)
