"""What has to be read or written again: digests of all that a document shows of the facts."""

from __future__ import annotations

from collections.abc import Iterable, Set
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

import msgspec
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..facts.display_text import count_of
from ..model.keys import EvidenceKey
from ..model.records import Fact, FactsFile
from ..rules.checker import Checker
from .parts import KINDS

if TYPE_CHECKING:
    from .domain import FactsDomain


class Digests:
    """Of what a document may show: an entry, a count, or the names that tell who is meant."""

    def __init__(self, facts: FactsFile, checker: Checker) -> None:
        self._facts, self._checker = facts, checker
        self._known: dict[tuple[str, str], str] = {}

    def of(self, kind: str, target: str) -> str:
        """Of an entry and all that is shown with it, of a count, or of all names."""
        key = kind, target
        if key not in self._known:
            self._known[key] = _digest(self._shown(kind, target))
        return self._known[key]

    def _shown(self, kind: str, target: str) -> Any:
        facts = self._facts
        if kind == "count":
            return count_of(facts, target)
        if kind == "names":
            return [facts.names, [(id_, one.name, one.also) for id_, one in facts.people.items()]]
        entry = getattr(facts, KINDS[kind]).get(target)
        if not isinstance(entry, Fact):
            return entry
        standings = self._checker.standings
        attestations = [
            (voice, facts.sources[voice.evidence.source], standings.name(voice.origin))
            for voice in standings.attestations(target)
        ]
        sayer = facts.people.get(entry.attributed_to or "")
        return [entry, attestations, standings.of(target), sayer]


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """The documents that show or rest on something which is no longer what it was when they were
    read.
    """
    domain = cast("FactsDomain", env.domains["facts"])
    return [
        docname
        for docname, digests in domain.data["digests"].items()
        if any(domain.digests.of(*entry) != digest for entry, digest in digests.items())
    ]


def _pages_to_write(app: Sphinx, env: BuildEnvironment) -> Iterable[str]:
    """The pages that show something else of the facts than when they were last written to this
    folder.

    A document that was read for another builder counts as well: Sphinx would not write it again.
    """
    domain = cast("FactsDomain", env.domains["facts"])
    domain.forget_places()  # The order of the documents may be another one.
    shown = _shown_on_pages(domain)
    written = domain.data["written"].get(str(app.outdir), {})
    domain.data["written"][str(app.outdir)] = shown
    return sorted(docname for docname, digest in shown.items() if written.get(docname) != digest)


def _shown_on_pages(domain: FactsDomain) -> dict[str, str]:
    """A digest of what each page shows of the facts."""
    data = domain.data
    titles = {docname: domain.env.titles[docname].astext() for docname in data["uses"]}
    uses = [(docname, data["uses"][docname]) for docname in domain.in_order(data["uses"])]
    everything = [domain.facts, domain.store.lock, uses, sorted(titles.items()), data["pages"]]
    listed, linked = _digest(everything), _digest([domain.page_of(kind) for kind in KINDS])

    def behind(target: str) -> list[Any]:
        """What the card of a fact shows, but its page was not read for."""
        chapters = [(*place, titles[place[0]]) for place in domain.chapters_of(target)]
        return [_proofs(domain, target), chapters]

    return {
        docname: _digest(
            [
                sorted(digests.items()),
                linked if data["uses"][docname] else "",
                [behind(target) for kind, target in sorted(digests) if kind == "fact"],
                listed if docname in data["pages"] else "",
            ]
        )
        for docname, digests in data["digests"].items()
    }


def _proofs(domain: FactsDomain, target: str) -> list[Any]:
    """What the lock knows of a fact."""
    fact, lock = domain.facts.facts.get(target), domain.store.lock
    return [
        (lock.run_of(EvidenceKey("facts", target, number)), lock.sources.get(item.source))
        for number, item in enumerate(fact.evidence if fact else ())
    ]


def _digest(value: Any) -> str:
    return sha256(msgspec.json.encode(value)).hexdigest()


def setup_freshness(app: Sphinx) -> None:
    """Called by the extension."""
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _pages_to_write)
