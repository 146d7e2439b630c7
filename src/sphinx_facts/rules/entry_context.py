"""What the rules ask of an entry of the facts file: a fact or a person with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Generic, TypeVar

from ..english.figures.find import find_figures
from ..english.sayers.known_names import KnownNames
from ..english.when.dates import written_date
from ..facts.store import Store
from ..figures.figure import Figure
from ..model.findings import Finding, make_finding
from ..model.keys import EvidenceKey, Key, Part, WithEvidence
from ..model.records import Fact, LockedRun, Person, Severity
from ..text.words import find_run, split
from .context import Findings
from .fact_index import FactIndex

E = TypeVar("E", bound=Fact | Person)

_ALONE = LockedRun(start=0, before="", after="", proof="")


class EntryContext(Generic[E]):
    """A fact or a person with its evidence; what several rules ask of it is worked out once."""

    def __init__(
        self, store: Store, index: FactIndex, key: tuple[WithEvidence, str], record: E,
        proven: Mapping[EvidenceKey, LockedRun],
    ) -> None:  # fmt: skip
        self.store, self.index, self.record = store, index, record
        self._key, self._proven = key, proven
        self._found_in: dict[str, list[Figure]] = {}

    @property
    def id(self) -> str:
        return self._key[1]

    @cached_property
    def texts(self) -> list[str]:
        """What is recorded of it word for word."""
        texts = [evidence.excerpt for evidence in self.record.evidence]
        if isinstance(self.record, Fact):
            # What rests on a data file has been compared with it; it is its own text.
            rests_on_data = any(evidence.at is not None for evidence in self.record.evidence)
            texts += [self.record.quote, self.record.figure if rests_on_data else None]
        return [text for text in texts if text]

    @cached_property
    def stated(self) -> list[Figure]:
        """The figures of these texts."""
        return [figure for text in self.texts for figure in self.find(text)]

    @cached_property
    def figures(self) -> list[Figure]:
        """The figures that its note may have: those stated, and the time that it gives, which is
        held against its sources by itself.
        """
        return [*self.stated, *self._times]

    @cached_property
    def own_figures(self) -> list[Figure]:
        """The figures that its claim may have: not what another source makes of it."""
        theirs = [evidence.excerpt for evidence in self.record.evidence if evidence.figure]
        own = [text for text in self.texts if text not in theirs]
        return [*(figure for text in own for figure in self.find(text)), *self._times]

    @property
    def _times(self) -> list[Figure]:
        times = getattr(self.record, "times", ())
        return [figure for time in times for figure in self.find(written_date(time))]

    @property
    def known_names(self) -> list[KnownNames]:
        """The names that its claim may name: of its own sources, and of the whole file."""
        by_source, everywhere = self.index.known_names
        sources = dict.fromkeys(each.source for each in self.record.evidence)
        return [everywhere, *(by_source[source] for source in sources)]

    def find(self, text: str) -> list[Figure]:
        """The figures of a text, with the hedges of the lists in it; several rules ask for those of
        the same.
        """
        if text not in self._found_in:
            self._found_in[text] = find_figures(text, self.index.facts.names, lists=True)
        return self._found_in[text]

    def runs(self, name: Part) -> Iterator[tuple[int, LockedRun, str]]:
        """The texts that are named so (excerpt, attribution): the number of the evidence, where the
        text stands (as proven, or alone where nothing else was recorded), and the text.
        """
        for number, evidence in enumerate(self.record.evidence):
            run = self._proven.get(EvidenceKey(*self._key, number, name))
            text = evidence.excerpt if name == "excerpt" else evidence.attribution
            if text is None and isinstance(self.record, Fact) and name == "excerpt":
                text = self.record.quote
            if self.is_sealed(number):
                run = _ALONE
            if run is not None and text is not None:
                yield number, run, text

    def is_sealed(self, number: int) -> bool:
        """Whether an excerpt is all that was recorded of its source, so that nothing around it is
        known.
        """
        source = self.record.evidence[number].source
        return self.store.facts.sources[source].recorded == "excerpt"

    def is_by_author(self, number: int) -> bool:
        """Whether who says it is the author of the source of a piece of evidence."""
        if not isinstance(self.record, Fact) or self.record.attributed_to is None:
            return False
        speaker = self.store.facts.people[self.record.attributed_to]
        author = split(self.store.facts.sources[self.record.evidence[number].source].author or "")
        return any(find_run(author, split(name)) >= 0 for name in (speaker.name, *speaker.also))

    def finding(
        self, code: str, key: str | Key, message: str,
        shown: str = "", recorded: str = "", severity: Severity = "error",
    ) -> Finding:  # fmt: skip
        """A finding about a part of the entry, with the excerpts behind it."""
        where = self.store.locate(*self._key, *((key,) if isinstance(key, str) else key))
        sources, own = self.store.facts.sources, getattr(self.record, "quote", None)
        texts = [
            (sources[each.source].publisher, each.excerpt or own) for each in self.record.evidence
        ]
        source = "; ".join(f"{publisher}: “{text}”" for publisher, text in texts if text)
        return make_finding(
            code, where, message,
            severity=severity, fact=self.id, shown=shown, recorded=recorded, source=source,
        )  # fmt: skip


AnyEntry = EntryContext[Fact] | EntryContext[Person]
FactRule = Callable[[EntryContext[Fact]], Findings]
PersonRule = Callable[[EntryContext[Person]], Findings]
