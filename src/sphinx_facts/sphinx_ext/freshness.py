"""What has to be read or written again: digests of all that a document shows of the facts."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from ..model.keys import EvidenceKey
from .digests import digest_of
from .domain import FactsDomain, domain_of
from .parts import KINDS


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: Set[str], changed: Set[str], removed: Set[str]
) -> list[str]:
    """The documents that show or rest on something which is no longer what it was when they were
    read.
    """
    domain = domain_of(env)
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
    domain = domain_of(env)
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
    answers = domain.reviews.answers if domain.reviews is not None else ()
    everything = [domain.facts, domain.store.lock, uses, sorted(titles.items()), data["pages"]]
    everything.append([each.key for each in answers])
    listed, linked = digest_of(everything), digest_of([domain.page_of(kind) for kind in KINDS])

    def behind(target: str) -> list[Any]:
        """What the card of a fact shows, but its page was not read for."""
        chapters = [(*place, titles[place[0]]) for place in domain.chapters_of(target)]
        return [_proofs(domain, target), chapters]

    return {
        docname: digest_of(
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


def setup_freshness(app: Sphinx) -> None:
    """Called by the extension."""
    app.connect("env-get-outdated", _outdated)
    app.connect("env-updated", _pages_to_write)
