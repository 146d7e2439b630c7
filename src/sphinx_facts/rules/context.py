"""What the rules ask: of the recorded facts, and of the passage that is judged."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cached_property, lru_cache

from ..english.figures.find import find_figures
from ..english.names import Mention, Names
from ..english.sentences import sentence_around
from ..facts.corroboration import Standings
from ..facts.display_text import COUNTS, shown
from ..figures.figure import Figure
from ..model.findings import Finding, make_finding
from ..model.passages import HIDDEN, Citation, Passage
from ..model.records import Fact, FactsFile
from ..model.roles import ROLES
from ..text.words import split
from .suggestions import Suggestions

Findings = Iterator[Finding]

FAR = 1000
"""How many characters of a sentence, on each side, may say what a citation is about."""
_PART = 256
"""Characters of a passage whose citations are kept together."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w.-]*[a-z][\w-]*\.[a-z]{2,}(?![\w-])(?:[/:?#][^\s<>()“”\"]*)?|[\w.+-]+@[\w-]+\.[a-z]{2,}"
)
_OF_ADDRESSES = ("://", "www.", "@")


class FactIndex:
    """The recorded facts, made ready once for judging many passages."""

    def __init__(self, facts: FactsFile) -> None:
        self.facts = facts
        self.names = Names(facts.people)
        self.standings = Standings(facts)
        self.nearest = Suggestions(facts.facts, self.recorded)
        # What is cited that is no fact.
        self._others: dict[str | None, Collection[str]] = {
            "count": COUNTS, "person": facts.people, "source": facts.sources,
        }  # fmt: skip
        self._recorded: dict[str, list[Figure]] = {}
        self._near: dict[str, re.Pattern[str]] = {}

    def shown(self, role: str, target: str) -> str:
        """What a role shows when the author gives no wording; empty where the id is not known."""
        return shown(self.facts, role, target)

    def shows(self, role: str, target: str) -> bool:
        """Whether a role can show this id: as `ids`, and nothing has to be listed."""
        fact, traits = self.facts.facts.get(target), ROLES[role]
        if traits.kind is not None:
            return fact is not None and fact.kind == traits.kind
        if traits.shows_date:
            return fact is not None and fact.as_of is not None
        return target in self._others.get(traits.entry, ())

    def ids(self, role: str) -> list[str]:
        """The ids that a role can show."""
        every = self._others.get(ROLES[role].entry, self.facts.facts)
        return [id_ for id_ in every if self.shows(role, id_)]

    def recorded(self, id_: str) -> list[Figure]:
        """The figures in the wording of a fact: one, where the facts file is sound."""
        if id_ not in self._recorded:
            self._recorded[id_] = find_figures(self.facts.facts[id_].wording, self.facts.names)
        return self._recorded[id_]

    def beside_figure(self, id_: str) -> tuple[list[str], list[str]]:
        """The words of a fact's wording before its figure and behind it, in lower case."""
        wording = self.facts.facts[id_].wording.lower()
        (start, end), *_ = [one.whole for one in self.recorded(id_)] or [(len(wording),) * 2]
        return split(wording[:start]), split(wording[end:])

    def near(self, id_: str) -> re.Pattern[str] | None:
        """What must stand near a citation of this fact; None where anything may."""
        if not (near := self.facts.facts[id_].near):
            return None
        if id_ not in self._near:
            words = "|".join(re.escape(word) for word in near)
            self._near[id_] = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE)
        return self._near[id_]

    def source_of(self, fact: Fact) -> str:
        """The excerpt behind a fact, and whose it is."""
        evidence = fact.evidence[0]
        publisher = self.facts.sources[evidence.source].publisher
        return f"{publisher}: “{evidence.excerpt or fact.wording}”"

    def finding(
        self, code: str, citation: Citation, message: str, *,
        shown: str = "", recorded: str = "", help: str = "",
    ) -> Finding:  # fmt: skip
        """A finding about a citation, with the record that it should keep to."""
        fact, source = self.facts.facts.get(citation.target), ""
        if fact is not None:
            recorded, source = recorded or fact.wording, self.source_of(fact)
        return make_finding(
            code, citation.location, message,
            fact=citation.target, shown=shown, recorded=recorded, source=source, help=help,
        )  # fmt: skip


class PassageContext:
    """A passage, and what is in it, worked out once: it may be as long as its author likes, and
    each of its citations and figures asks.
    """

    def __init__(self, passage: Passage, known: FactIndex) -> None:
        self.passage, self._known = passage, known

    def text(self, citation: Citation) -> str:
        """What a reader sees of a citation."""
        return self.passage.text[citation.start : citation.end]

    @cached_property
    def figures(self) -> list[Figure]:
        return figures_in(self.passage.text, self._known.facts.names)

    @cached_property
    def times(self) -> list[Figure]:
        """Those of the figures that are dates or years."""
        return [one for one in self.figures if one.unit == "date" or one.kind == "year"]

    @cached_property
    def dates(self) -> list[Citation]:
        """The citations of the dates of facts."""
        return [each for each in self.passage.citations if each.traits.shows_date]

    @cached_property
    def mentions(self) -> list[Mention]:
        return self._known.names.mentions(self.passage)

    @cached_property
    def _parts(self) -> dict[int, list[Citation]]:
        parts: dict[int, list[Citation]] = {}
        for citation in self.passage.citations:
            for part in range(citation.start // _PART, citation.end // _PART + 1):
                parts.setdefault(part, []).append(citation)
        return parts

    def beside(self, start: int, end: int) -> list[Citation]:
        """The citations that overlap or touch ``[start, end)``, and perhaps others near it."""
        parts = range(max(0, start) // _PART, end // _PART + 1)
        return list(dict.fromkeys(c for part in parts for c in self._parts.get(part, ())))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around ``[start, end)``, no further than is near."""
        first, last = sentence_around(self.passage.text, start, end)
        return max(first, start - FAR), min(last, end + FAR)

    def around(self, start: int, end: int) -> str:
        """The clause around ``[start, end)`` without that, up to the citations of facts beside
        it.
        """
        text = self.passage.text
        first, last = self.sentence(start, end)
        first = max(first, text.rfind(";", first, start) + 1)
        last = text.find(";", end, last) if ";" in text[end:last] else last
        cited = [c for c in self.beside(first, last) if c.traits.kind is not None]
        first = max([first, *(c.end for c in cited if c.end <= start)])
        last = min([last, *(c.start for c in cited if c.start >= end)])
        return f"{text[first:start]} {text[end:last]}"

    def is_near(self, id_: str, start: int, end: int) -> bool:
        """Whether what the fact is about, if it says so, is named around ``[start, end)``."""
        near = self._known.near(id_)
        return near is None or near.search(self.around(start, end)) is not None

    def prose(self, start: int, end: int) -> str:
        """A stretch of the text in which what is cited stands blank."""
        text = list(self.passage.text[start:end])
        for each in self.beside(start, end):
            first, last = max(each.start, start) - start, max(min(each.end, end) - start, 0)
            text[first:last] = "x" * (last - first)
        return "".join(text)


def figures_in(text: str, names: Collection[str]) -> list[Figure]:
    """The figures of a text that a reader sees; a web address has none."""
    return list(_figures_in(text, tuple(names)))


@lru_cache(maxsize=8)  # A passage is judged, and then its figures are counted.
def _figures_in(text: str, names: tuple[str, ...]) -> list[Figure]:
    if any(sign in text for sign in _OF_ADDRESSES):
        text = _ADDRESS.sub(lambda match: HIDDEN * len(match[0]), text)
    return find_figures(text, names)
