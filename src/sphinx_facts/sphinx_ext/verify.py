"""The page on which a reader checks a text of his own: its list of excerpts, its form and its data.

The list is for everybody; the form needs JavaScript, and what it needs to know stands in the page.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from typing import Any, cast

import msgspec
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from ..english.quotations import in_marks
from ..facts.excerpts import excerpts
from ..facts.store import Store
from ..model.keys import EvidenceKey
from ..model.records import Excerpt, Fact, LockedRun
from ..proof.merkle import stretches
from ..text.words import split
from .domain import FactsDomain
from .naming import add_directive
from .nodes import cite
from .roles import reference

PAGE = "verify"
"""What the domain notes of a document with this directive, beside the kinds of entries it lists."""

_HASH_BEGINS = 12
"""Hexadecimal digits of a hash that are enough to find a difference; the root is compared whole."""
_KINDS = {"facts": "fact", "people": "person"}


class verifier(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes so
    """Stands where the excerpts and the form will be."""


class VerifyDirective(SphinxDirective):
    """Lets readers check their own copy of a source, in their browser and without a network, and
    lists the excerpts that are checked.
    """

    def run(self) -> list[nodes.Node]:
        cast(FactsDomain, self.env.get_domain("facts")).note_page(self.env.docname, PAGE)
        node = verifier()
        self.set_source_info(node)
        return [node]


class Verifiers(SphinxPostTransform):
    """Runs before links are resolved: the list holds links."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        domain = cast(FactsDomain, self.env.domains["facts"])
        for node in domain.placeholders(self.document, verifier):
            made: list[nodes.Node] = [_list(domain, self.env.current_document.docname)]
            if domain.builder.format == "html" and not getattr(domain.builder, "embedded", False):
                made = [nodes.raw("", _form(domain.store), format="html"), *made]
            node.replace_self(made)


def setup(app: Sphinx) -> None:
    """Called by the extension."""
    add_directive(app, PAGE, VerifyDirective)
    app.add_node(verifier)
    app.add_post_transform(Verifiers)
    app.connect("html-page-context", _add_files)


def _add_files(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """The scripts and styles, on the pages that have the form and on no others."""
    domain = cast(FactsDomain, app.env.domains["facts"])
    pages = {docname for docname, kinds in domain.data["pages"].items() if PAGE in kinds}
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
            before, words = run.before.split(), split(excerpt.text)
            whole = [*before, *words, *run.after.split()]
            known |= stretches(locked.words, run.start - len(before), whole, run.proof.split())
            made.append(
                {
                    "id": _place(excerpt.key),
                    "entry": _place(excerpt.key.entry),
                    "start": run.start,
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


def _list(domain: FactsDomain, docname: str) -> nodes.bullet_list:
    """The entries that rest on proven excerpts, each with these."""
    items: dict[str, nodes.list_item] = {}
    for excerpt, run in _provable(domain.store):
        entry = excerpt.key.entry
        if entry not in items:
            head = nodes.paragraph("", "", _head(domain, docname, excerpt.key))
            items[entry] = nodes.list_item("", head, ids=[_place(entry)])
        count = len(split(excerpt.text))
        first, last = run.start + 1, run.start + count
        at, words = ("at word ", f"{first}") if count == 1 else ("at words ", f"{first}–{last}")
        place = nodes.inline("", at, nodes.literal("", words), classes=["verify-place"])
        label = "Said by: " if excerpt.key.part == "attribution" else "Excerpt: "
        text = [
            cite("record", entry, in_marks(excerpt.text)),
            nodes.Text(" "),
            place,
            nodes.Text(" "),
        ]
        items[entry] += nodes.paragraph(
            "", label, *text, ids=[_place(excerpt.key)], classes=["verify-excerpt"]
        )
    return nodes.bullet_list("", *items.values(), classes=["verify-entries"])


def _head(domain: FactsDomain, docname: str, key: EvidenceKey) -> nodes.Node:
    kind, shown = _KINDS[key.kind], getattr(domain.facts, key.kind)[key.id]
    if isinstance(shown, Fact):
        text = shown.wording if shown.kind == "figure" else in_marks(shown.wording)
        content: nodes.Node = cite("record", key.entry, text)
    else:
        content = cite("person", key.id, shown.name)
    link = reference(docname, kind, key.id, content.astext())
    link.children.clear()
    link += content
    return link
