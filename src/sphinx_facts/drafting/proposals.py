"""What is proposed from an article: records, and the files that hold them."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

import msgspec

from ..facts.store import Store
from ..model.records import Fact, FactsFile, Person, Source
from ..proof.record import record, write_lock
from .article import Article
from .facts_text import facts_text


class Proposal(msgspec.Struct):
    """A proposed fact, the place of its wording in the article, and what a person has to decide."""

    fact: Fact
    start: int
    end: int
    doubts: list[str]
    id: str = ""


class Proposals(msgspec.Struct):
    """What an article holds.

    `left_out` are wordings that could not be proposed, each with the reason.
    """

    article: Article
    source_id: str
    source: Source
    names: list[str]
    people: dict[str, Person]
    facts: list[Proposal]
    left_out: list[tuple[str, str]]

    def by_section(self) -> list[tuple[str | None, list[Proposal]]]:
        """The headings, None for an opening without one, and the facts under each."""
        sections = self.article.sections()
        starts = [
            min(block.start for block in (section.heading, *section.paragraphs) if block)
            for section in sections
        ]
        grouped: list[list[Proposal]] = [[] for _ in sections]
        for fact in self.facts:
            grouped[max(0, bisect_right(starts, fact.start) - 1)].append(fact)
        headings = [
            s.heading and self.article.text[s.heading.start : s.heading.end] for s in sections
        ]
        return list(zip(headings, grouped, strict=True))

    def to_yaml(self) -> str:
        """The facts file, with comments where a person must decide."""
        file = FactsFile(
            sources={self.source_id: self.source}, names=tuple(self.names), people=self.people,
            facts={each.id: each.fact for each in self.facts},
        )  # fmt: skip
        doubts = {each.id: each.doubts for each in self.facts}
        sections = {
            facts[0].id: heading or "The opening" for heading, facts in self.by_section() if facts
        }
        return facts_text(file, doubts, sections, self.left_out)

    def write(self, facts: Path, snapshots: Path) -> Store:
        """Write facts.yaml, its lock and the snapshot.

        Raises `CheckError` where an excerpt is not in the article.
        """
        snapshots.mkdir(parents=True, exist_ok=True)
        (snapshots / f"{self.source_id}.txt").write_text(self.article.snapshot, "utf-8", newline="")
        (facts / "facts.yaml").write_text(self.to_yaml(), "utf-8")
        store = Store(facts, with_lock=False)
        write_lock(record(store, snapshots), store.lock_path)
        return Store(facts)
