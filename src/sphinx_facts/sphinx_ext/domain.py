"""The domain: the loaded facts, which documents cite them, and where each of them is listed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from hashlib import sha256
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

import msgspec
from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from ..facts.display_text import count_of
from ..facts.store import Store
from ..model.findings import CheckError, Finding
from ..model.keys import EvidenceKey
from ..model.records import Fact, FactsFile
from ..rules.checker import Checker
from ..runner.cache import FOLDER, Cache

_logger = logging.getLogger(__name__)

# These resolve each document by itself; others, the book as a whole.
_BY_DOCUMENT = {"html", "dirhtml", "epub", "text"}
KINDS = {"fact": "facts", "person": "people", "source": "sources"}


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
        "written": {},  # output folder -> {docname: digest of what its page shows of the facts}
    }
    data_version = 2

    store: Store
    checker: Checker
    builder: Builder
    cache: Cache
    """Beside the doctrees: what came of the evidence the last time."""
    card_texts: dict[str, str]
    """The text of the card of each fact that was shown in this build."""
    _digests: dict[tuple[str, str], str]
    _places: dict[tuple[str, str], list[tuple[str, str]]] | None = None
    """The places that cite each entry, in the order of reading; None until they are asked for."""

    @property
    def facts(self) -> FactsFile:
        return self.store.facts

    @staticmethod
    def load_store(app: Sphinx) -> None:
        """Read the facts file once for the build; a broken one ends it with what is wrong and
        where.
        """
        domain: FactsDomain = app.env.domains["facts"]  # type: ignore[assignment]
        Path(app.doctreedir).mkdir(parents=True, exist_ok=True)
        domain.cache = Cache(Path(app.doctreedir, FOLDER))
        folder = Path(app.confdir, app.config.facts_folder).resolve()
        try:
            domain.store = Store(folder, cache=domain.cache)
            _ = domain.store.lock  # which is otherwise read where it is first asked for
        except CheckError as problem:
            for finding in problem.findings:
                _logger.error("%s %s: %s. %s",
                    finding.code, finding.name, finding.message, finding.help,
                    location=str(finding.location), type="facts", subtype=finding.code)  # fmt: skip
            # Sphinx shows a traceback, and asks to be sent it, for whatever else ends a build.
            raise SystemExit(2) from None
        domain.checker, domain.builder = Checker(domain.store.facts), app.builder
        domain.card_texts, domain._digests = {}, {}

    def placeholders(self, document: nodes.document, kind: type[nodes.Element]) -> list[Any]:
        """The nodes that stand where a list will be; most documents have none to look for."""
        docname = self.env.current_document.docname
        if self.builder.name in _BY_DOCUMENT and docname not in self.data["pages"]:
            return []
        return list(document.findall(kind))

    # What documents say

    def note_page(self, docname: str, kind: str) -> None:
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
        self._places = None
        self.data["uses"][docname] = uses
        self.data["digests"][docname] = {entry: self.digest(*entry) for entry in sorted(shown)}
        self.data["findings"][docname] = findings

    def uses_of(self, kind: str, target: str) -> Iterator[tuple[str, str]]:
        """Every place that cites an entry, as (docname, anchor), in the order of reading."""
        if self._places is None:
            self._places = {}
            for docname in self.in_order(self.data["uses"]):
                for use in self.data["uses"][docname]:
                    place = docname, use.anchor
                    self._places.setdefault((use.kind, use.target), []).append(place)
        yield from self._places.get((kind, target), ())

    def chapters_of(self, fact: str) -> list[tuple[str, str]]:
        """The documents that cite a fact, in order, each with its first place that does."""
        places: dict[str, str] = {}
        for docname, anchor in self.uses_of("fact", fact):
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

    def clear_doc(self, docname: str) -> None:
        self._places = None
        for name in ("uses", "digests", "pages", "findings"):
            self.data[name].pop(docname, None)

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        self._places = None
        for name in ("uses", "digests", "pages", "findings"):
            self.data[name].update(
                {doc: value for doc, value in otherdata[name].items() if doc in docnames}
            )

    # What has to be read or written again

    def digest(self, kind: str, target: str) -> str:
        """Of an entry and all that is shown with it, of a count, or of the names that tell who
        is meant anywhere.
        """
        key = kind, target
        if key not in self._digests:
            self._digests[key] = self._compute_digest(kind, target)
        return self._digests[key]

    def _compute_digest(self, kind: str, target: str) -> str:
        facts = self.facts
        if kind == "count":
            return _digest(count_of(facts, target))
        if kind == "names":
            return _digest(
                [
                    facts.names,
                    [(id_, person.name, person.also) for id_, person in facts.people.items()],
                ]
            )
        entry = getattr(facts, KINDS[kind]).get(target)
        if not isinstance(entry, Fact):
            return _digest(entry)
        standings = self.checker.standings
        attestations = [
            (voice, facts.sources[voice.evidence.source], standings.name(voice.origin))
            for voice in standings.attestations(target)
        ]
        sayer = facts.people.get(entry.attributed_to or "")
        return _digest([entry, attestations, standings.of(target), sayer])

    def proofs(self, target: str) -> list[Any]:
        """What the lock knows of a fact: a page shows it, but was not read for it."""
        fact, lock = self.facts.facts.get(target), self.store.lock
        return [
            (
                lock.run_of(EvidenceKey("facts", target, number)),
                lock.sources.get(item.source),
            )
            for number, item in enumerate(fact.evidence if fact else ())
        ]

    @staticmethod
    def outdated(
        app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
    ) -> list[str]:
        """The documents that show or rest on something which is no longer what it was when they
        were read.
        """
        domain: FactsDomain = env.domains["facts"]  # type: ignore[assignment]
        return [
            docname
            for docname, digests in domain.data["digests"].items()
            if any(domain.digest(*entry) != digest for entry, digest in digests.items())
        ]

    @staticmethod
    def pages_to_write(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
        """The pages that show something else of the facts than when they were last written to this
        folder.

        A document that was read for another builder counts as well: Sphinx would not write it
        again.
        """
        domain: FactsDomain = env.domains["facts"]  # type: ignore[assignment]
        domain._places = None  # The order of the documents may be another one.
        data = domain.data
        titles = {docname: env.titles[docname].astext() for docname in data["uses"]}
        uses = [(docname, data["uses"][docname]) for docname in domain.in_order(data["uses"])]
        listed = _digest(
            [domain.facts, domain.store.lock, uses, sorted(titles.items()), data["pages"]]
        )
        linked = _digest([domain.page_of(kind) for kind in KINDS])
        shown = {
            docname: _digest(
                [
                    sorted(digests.items()),
                    linked if data["uses"][docname] else "",
                    [
                        (
                            domain.proofs(target),
                            [(*c, titles[c[0]]) for c in domain.chapters_of(target)],
                        )
                        for kind, target in sorted(digests)
                        if kind == "fact"
                    ],
                    listed if docname in data["pages"] else "",
                ]
            )
            for docname, digests in data["digests"].items()
        }
        written = data["written"].get(str(app.outdir), {})
        data["written"][str(app.outdir)] = shown
        return sorted(
            docname for docname, digest in shown.items() if written.get(docname) != digest
        )

    # Links

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for docname, kinds in sorted(self.data["pages"].items()):
            for kind in [kind for kind in kinds if kind in KINDS]:
                for target in getattr(self.facts, KINDS[kind]):
                    title = self.checker.display_text(kind, target)
                    yield target, title, kind, docname, anchor_of(kind, target), 1

    def page_of(self, kind: str) -> str | None:
        """The document that lists the entries of this kind."""
        return next(
            (docname for docname, kinds in sorted(self.data["pages"].items()) if kind in kinds),
            None,
        )

    def uri_of(self, builder: Builder, docname: str, kind: str, target: str) -> str:
        """The address of an entry, seen from a document; on a single page, its anchor alone."""
        uri = builder.get_relative_uri(docname, self.page_of(kind) or "")
        return f"{'' if uri.startswith('#') else uri}#{anchor_of(kind, target)}"

    def resolve_xref(
        self, env: BuildEnvironment, fromdocname: str, builder: Builder, typ: str, target: str,
        node: pending_xref, contnode: nodes.Element,
    ) -> nodes.reference | None:  # fmt: skip
        page = self.page_of(typ)
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


def _digest(value: Any) -> str:
    return sha256(msgspec.json.encode(value)).hexdigest()


def anchor_of(kind: str, target: str) -> str:
    """The anchor of an entry on the page that lists it."""
    return f"{kind}-{target}"
