"""The domain: the loaded facts, which documents cite them, and where each of them is listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import Any, ClassVar, NamedTuple, cast

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.nodes import make_refnode

from ..facts.formerly import former_ids
from ..facts.reviews import AllReviews
from ..facts.store import Store
from ..model.findings import Finding
from ..model.records import FactsFile
from ..model.reviews import Reviews
from ..rules.checker import Checker
from ..rules.severity import Severities
from ..runner.cache import Cache
from .digests import Digests
from .parts import KINDS, Places

_OF_DOCUMENTS = ("uses", "digests", "pages", "findings", "to_review")
"""What is kept of each document by its name."""


class Use(NamedTuple):
    """A citation in a document: what is cited there, and the anchor of the place."""

    kind: str
    target: str
    anchor: str


class FactsDomain(Domain):
    """Facts, people and sources as objects of Sphinx: they can be linked to, here and from other
    projects.
    """

    name = "facts"
    label = "Facts"
    object_types = {kind: ObjType(kind, kind) for kind in KINDS}  # noqa: RUF012 - Sphinx's way
    # For links from other projects: {external+book:facts:fact}`…`.
    roles = {kind: XRefRole() for kind in KINDS}  # noqa: RUF012
    initial_data: ClassVar[dict[str, Any]] = {
        "uses": {},  # docname -> [Use]
        "digests": {},  # docname -> {(kind, target): digest of what it then stood for}
        "pages": {},  # docname -> [kind of the entries listed there, or what else shows all facts]
        "findings": {},  # docname -> [Finding]
        "to_review": {},  # docname -> [Passage], where a setting asks for reviews
        "written": {},  # output folder -> {docname: digest of what its page shows of the facts}
    }
    data_version = 3

    # What is there for a build alone, and is loaded when that begins.
    store: Store
    checker: Checker
    severities: Severities
    reviews: AllReviews | None
    """What readers have answered; None where no setting asks for it."""
    reviews_asked: Reviews
    builder: Builder
    cache: Cache
    """Beside the doctrees: what came of the evidence the last time."""
    digests: Digests
    card_texts: dict[str, str]
    """The text of the card of each fact that was shown in this build."""
    _places: dict[tuple[str, str], Places] | None = None
    """The places that cite each entry, in the order of reading; None until they are asked for."""

    @property
    def facts(self) -> FactsFile:
        return self.store.facts

    # What documents say

    def note_page(self, docname: str, kind: str) -> None:
        """A document shows more of the facts than it cites, such as a list of all of a kind."""
        self.data["pages"].setdefault(docname, []).append(kind)

    def note_document(
        self,
        docname: str,
        uses: list[Use],
        shown_too: Iterable[tuple[str, str]],
        findings: list[Finding],
    ) -> None:
        """Keep what a document cites, what it shows beside that, and what is wrong in it."""
        shown = {(use.kind, use.target) for use in uses} | {*shown_too, ("names", "")}
        self.forget_places()
        self.data["uses"][docname] = uses
        self.data["digests"][docname] = {entry: self.digests.of(*entry) for entry in sorted(shown)}
        self.data["findings"][docname] = findings

    def places_of(self, kind: str, target: str) -> Places:
        """Every place that cites an entry, in the order of reading."""
        if self._places is None:
            found: dict[tuple[str, str], list[tuple[str, str]]] = {}
            for docname in self.in_order(self.data["uses"]):
                for use in self.data["uses"][docname]:
                    found.setdefault((use.kind, use.target), []).append((docname, use.anchor))
            self._places = {entry: Places(tuple(uses)) for entry, uses in found.items()}
        return self._places.get((kind, target), Places(()))

    def chapters_of(self, fact: str) -> list[tuple[str, str]]:
        """The documents that cite a fact, in order, each with its first place that does."""
        places: dict[str, str] = {}
        for docname, anchor in self.places_of("fact", fact).uses:
            places.setdefault(docname, anchor)
        return list(places.items())

    def in_order(self, docnames: Iterable[str]) -> list[str]:
        """Documents as a reader turns the pages: by the tables of contents, the others last."""
        includes, order = self.env.toctree_includes, dict[str, int]()
        waiting = [self.env.config.root_doc]
        while waiting:
            docname = waiting.pop()
            if docname not in order:
                order[docname] = len(order)
                waiting += reversed(includes.get(docname, []))
        return sorted(docnames, key=lambda docname: (order.get(docname, len(order)), docname))

    def forget_places(self) -> None:
        """What cites an entry, or in which order it is read, has changed."""
        self._places = None

    def clear_doc(self, docname: str) -> None:
        self.forget_places()
        for name in _OF_DOCUMENTS:
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self.forget_places()
        for name in _OF_DOCUMENTS:
            self.data[name].update(
                {doc: value for doc, value in otherdata[name].items() if doc in docnames}
            )

    # Links

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for docname, kinds in sorted(self.data["pages"].items()):
            for kind in [kind for kind in kinds if kind in KINDS]:
                for target in getattr(self.facts, KINDS[kind]):
                    title = self.checker.display_text(kind, target)
                    yield target, title, kind, docname, anchor_of(kind, target), 1
                # Other projects may still link to it by an id that it had; no search finds that.
                for old, target in self._former_ids(kind).items():
                    title = self.checker.display_text(kind, target)
                    yield old, title, kind, docname, anchor_of(kind, target), -1

    def _former_ids(self, kind: str) -> dict[str, str]:
        return former_ids(getattr(self.facts, KINDS[kind]))

    def page_of(self, kind: str) -> str | None:
        """The document that lists the entries of this kind."""
        return next(
            (docname for docname, kinds in sorted(self.data["pages"].items()) if kind in kinds),
            None,
        )

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: pending_xref, contnode: nodes.Element,
    ) -> nodes.reference | None:  # fmt: skip
        page = self.page_of(typ)
        target = self._former_ids(typ).get(target, target)
        if page is None or target not in getattr(self.facts, KINDS[typ]):
            return None
        anchor = anchor_of(typ, target)
        link = make_refnode(builder, fromdocname, page, anchor, contnode)
        if link.get("refuri", "").startswith("#"):  # a book on a single page
            link["refuri"] = f"#{anchor}"
        return link

    def resolve_any_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, target: str,
        node: pending_xref, contnode: nodes.Element,
    ) -> list[tuple[str, nodes.reference]]:  # fmt: skip
        found = [
            (kind, self.resolve_xref(env, fromdocname, builder, kind, target, node, contnode))
            for kind in KINDS
        ]
        return [(f"facts:{kind}", link) for kind, link in found if link is not None]


def domain_of(env: BuildEnvironment) -> FactsDomain:
    """The domain of the book."""
    return cast(FactsDomain, env.domains["facts"])


def anchor_of(kind: str, target: str) -> str:
    """The anchor of an entry on the page that lists it."""
    return f"{kind}-{target}"
