"""An article while facts are found in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..model.records import Evidence, Person
from .article import Article
from .clauses import Cutter, Span
from .speakers import Speakers

_NAMES = (
    re.compile(r"(?<![\w-])(?:[A-Z]{1,4}-?\d{1,4}[A-Z]?|\dG)(?![\w-])"),
    re.compile(r"(?<!\w)[^\W\d_a-z]\w*(?:\s[^\W\d_a-z]\w*){0,4}\s[IVX]{2,5}(?!\w)"),
)
"""Names with a number in them: codes (KN-23) and Roman numerals (World War II)."""
LONGEST_TERM = 4
"""Words; more of them in quotation marks are what somebody said."""
_LONGEST_SENTENCE = 600
"""Characters."""


class Reading:
    """The text of an article, cut into blocks and sentences, and whom it names beside the people
    who are known.

    `names` are those that have a number in them; `left_out` are wordings that no fact carries,
    each with the reason.
    """

    def __init__(
        self, article: Article, source_id: str, known: Mapping[str, Person] | None = None
    ) -> None:
        self.text, self.source_id = article.text, source_id
        self.blocks = [(block.start, block.end) for block in article.blocks]
        self._headings = {block.start for block in article.blocks if block.level}
        self.cutter = Cutter(article.text, self.blocks)
        self.speakers = Speakers(article.text, self.cutter, source_id, known or {})
        found = (match[0] for names in _NAMES for match in names.finditer(article.text))
        self.names = list(dict.fromkeys(found))
        self.left_out: list[tuple[str, str]] = []

    def evidence(self, excerpt: Span | None, attribution: str | None) -> tuple[Evidence]:
        """The evidence at a place; None where the fact's own words are the excerpt."""
        text = None if excerpt is None else _one_line(self.text[slice(*excerpt)])
        attributed = None if attribution is None else _one_line(attribution)
        return (Evidence(source=self.source_id, excerpt=text, attribution=attributed),)

    def sentence(self, start: int, end: int) -> Span:
        """The sentence, or what stands near in one that has no end."""
        first, last = self.cutter.sentence(start, end)
        return max(first, start - _LONGEST_SENTENCE), min(last, end + _LONGEST_SENTENCE)

    def is_moderate(self, stretch: Span) -> bool:
        """Whether a stretch is no longer than a sentence."""
        return stretch[1] - stretch[0] < _LONGEST_SENTENCE

    def in_heading(self, place: int) -> bool:
        """Whether a place stands in a heading."""
        return self.cutter.block(place)[0] in self._headings


def _one_line(text: str) -> str:
    return " ".join(text.split())
