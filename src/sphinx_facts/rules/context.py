"""What the rules ask of the passage that is checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from functools import cached_property, lru_cache

from ..english.figures.find import find_figures
from ..english.sayers.figure_sayers import all_figure_sayers, find_figure_sayers
from ..english.sayers.names import Mention
from ..english.sentences import sentence_around
from ..english.telling.rivals import is_contrasted
from ..figures.figure import Figure
from ..model.findings import Finding, make_finding
from ..model.passages import HIDDEN, Citation, Location, Passage
from ..model.records import Fact
from ..text.words import split
from .fact_index import FactIndex
from .voices import with_sources

Findings = Iterator[Finding]

FAR = 1000
"""How many characters of a sentence, on each side, may say what a citation is about."""
_PART = 256
"""Characters of a passage whose citations are kept together."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.)[\w.-]*[a-z][\w-]*\.[a-z]{2,}(?![\w-])(?:[/:?#][^\s<>()“”\"]*)?|[\w.+-]+@[\w-]+\.[a-z]{2,}"
)
_OF_ADDRESSES = ("://", "www.", "@")


class PassageContext:
    """A passage, the facts that it is judged by, and what is in it, worked out once: it may be as
    long as its author likes, and each of its citations and figures asks.
    """

    def __init__(self, passage: Passage, index: FactIndex) -> None:
        self.passage, self.index = passage, index
        self._figure_sayers: dict[Citation, set[str]] = {}

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def citations(self) -> tuple[Citation, ...]:
        return self.passage.citations

    def locate(self, start: int, end: int) -> Location:
        """Where ``[start, end)`` of the text stands in the file."""
        return self.passage.locate(start, end)

    def shown(self, citation: Citation) -> str:
        """What a reader sees of a citation."""
        return self.text[citation.start : citation.end]

    def fact(self, citation: Citation) -> Fact:
        """The fact that is cited. Raises KeyError where there is none."""
        return self.index.facts.facts[citation.target]

    @cached_property
    def figures(self) -> list[Figure]:
        return figures_in(self.text, self.index.facts.names)

    @cached_property
    def figures_to_cite(self) -> list[tuple[Figure, list[Citation]]]:
        """The figures that are not part of a whole, each with the citations of facts for it."""
        figures = []
        for figure in self.figures:
            start, end = figure.start, figure.end
            touched = [c for c in self.beside(start, end) if c.start < end and start < c.end]
            whole = [c for c in touched if c.traits.whole_figures]
            # Of *2021 and 2022* each may be cited by itself.
            begins, ends = (any(c.start <= at < c.end for c in whole) for at in (start, end - 1))
            if not (begins and ends):
                facts = self.index.facts.facts
                figures.append(
                    (
                        figure,
                        [c for c in touched if c.traits.kind == "figure" and c.target in facts],
                    )
                )
        return figures

    @cached_property
    def times(self) -> list[Figure]:
        """Those of the figures that are dates or years."""
        return [one for one in self.figures if is_of_time(one)]

    @cached_property
    def dates(self) -> list[Citation]:
        """The citations of the dates of facts."""
        return [each for each in self.citations if each.traits.shows_date]

    @cached_property
    def mentions(self) -> list[Mention]:
        return self.index.names.mentions(self.passage)

    @cached_property
    def named(self) -> set[str]:
        """The people whom the passage names, or what stands over it: a heading, the caption, the
        introduction of a list, a cell at the head of its row or column; but not: *Lind, not Quist*.
        """
        found = [m for text in self._over if text for m in self.index.mentions_in(text)]
        here = (each for each in self.mentions if not is_contrasted(self.text, each.start))
        return {mention.person for mention in (*here, *found)}

    @cached_property
    def words(self) -> set[str]:
        """The words of the passage and of what stands over it."""
        return {word for text in (self.plain, *self._over) for word in split(text.lower())}

    @property
    def _over(self) -> tuple[str, ...]:
        over = self.passage.structure
        return (*over.headings, over.introduction, over.row, over.column)

    def figure_sayers(self, citation: Citation) -> set[str]:
        """Who is presented as giving a figure; several rules ask."""
        if citation not in self._figure_sayers:
            found = find_figure_sayers(self.text, citation.start, citation.end, self.sayers)
            self._figure_sayers[citation] = found or self._sayers_over
        return self._figure_sayers[citation]

    @cached_property
    def _sayers_over(self) -> set[str]:
        """Who is presented as giving the figures of a list or table, in what leads to it, in a
        caption, or at the head of the row or column.
        """
        over = self.passage.structure
        texts = filter(None, (over.introduction, over.row, over.column))
        found = (all_figure_sayers(text, len(text), self.index.mentions_in(text)) for text in texts)
        return {who for each in found for who in each}

    @cached_property
    def sayers(self) -> list[Mention]:
        """The people whom the passage names, and the sources that it cites."""
        return with_sources(self.passage, self.mentions)

    @cached_property
    def _parts(self) -> dict[int, list[Citation]]:
        parts: dict[int, list[Citation]] = {}
        for citation in self.citations:
            for part in range(citation.start // _PART, citation.end // _PART + 1):
                parts.setdefault(part, []).append(citation)
        return parts

    def beside(self, start: int, end: int) -> list[Citation]:
        """The citations that overlap or touch ``[start, end)``, and perhaps others near it."""
        parts = range(max(0, start) // _PART, end // _PART + 1)
        return list(dict.fromkeys(c for part in parts for c in self._parts.get(part, ())))

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The sentence around ``[start, end)``, no further than is near."""
        first, last = sentence_around(self.text, start, end)
        return max(first, start - FAR), min(last, end + FAR)

    def around(self, start: int, end: int) -> str:
        """The clause around ``[start, end)`` without that, up to the citations of facts beside
        it.
        """
        text = self.text
        first, last = self.sentence(start, end)
        first = max(first, text.rfind(";", first, start) + 1)
        last = text.find(";", end, last) if ";" in text[end:last] else last
        cited = [c for c in self.beside(first, last) if c.traits.kind is not None]
        first = max([first, *(c.end for c in cited if c.end <= start)])
        last = min([last, *(c.start for c in cited if c.start >= end)])
        return f"{text[first:start]} {text[end:last]}"

    def prose(self, start: int, end: int) -> str:
        """A stretch of the text in which what is cited stands blank."""
        text = list(self.text[start:end])
        for each in self.beside(start, end):
            first, last = max(each.start, start) - start, max(min(each.end, end) - start, 0)
            text[first:last] = "x" * (last - first)
        return "".join(text)

    @cached_property
    def plain(self) -> str:
        """The text, in which what is cited stands blank."""
        return self.prose(0, len(self.text))

    def finding(
        self, code: str, citation: Citation, message: str, *,
        shown: str = "", recorded: str = "", help: str = "",
    ) -> Finding:  # fmt: skip
        """A finding about a citation, with the record that it should keep to."""
        fact, source = self.index.facts.facts.get(citation.target), ""
        if fact is not None:
            recorded, source = recorded or fact.wording, self.index.source_of(fact)
        return make_finding(
            code, citation.location, message,
            fact=citation.target, shown=shown, recorded=recorded, source=source, help=help,
        )  # fmt: skip


CitationRule = Callable[[PassageContext, Citation], Findings]
PassageRule = Callable[[PassageContext], Findings]


def is_of_time(figure: Figure) -> bool:
    """Whether a figure is a date or a year."""
    return figure.unit == "date" or figure.kind == "year"


def figures_in(text: str, names: Collection[str]) -> list[Figure]:
    """The figures of a text that a reader sees; a web address has none."""
    return list(_figures_in(text, tuple(names)))


@lru_cache(maxsize=8)  # A passage is judged, and then its figures are counted.
def _figures_in(text: str, names: tuple[str, ...]) -> list[Figure]:
    if any(sign in text for sign in _OF_ADDRESSES):
        text = _ADDRESS.sub(lambda match: HIDDEN * len(match[0]), text)
    return find_figures(text, names)
