"""Find where prose runs on in the words of a source, outside of what it quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...model.findings import Finding, make_finding, rule
from ...model.passages import Passage
from ...text.words import find_words, is_word


@rule(
    "Q005",
    "copied-wording",
    meaning="Outside quotations, more words in a row are the source's own than the book allows "
    "itself (longest-copy in the settings). Found where the snapshots are at hand.",
    help="Say it in your own words, or quote it.",
    example="""
    wrong: "It is said that cars cross the old bridge every day, the town's engineers agree."
    right: "Engineers of the town have counted the daily traffic on the bridge."
    check: check docs/example.md --snapshots facts/snapshots
    says: |
      docs/example.md:1:17: Q005 copied-wording: 10 words in a row are those of gazette
          shown     cars cross the old bridge every day, the town's engineers
          do        Say it in your own words, or quote it.
    """,
)
class Copies:
    """The runs of words that a chapter may not share with its sources: those longer than
    `longest` words.
    """

    def __init__(self, sources: Mapping[str, Sequence[str]], longest: int) -> None:
        self._length = longest + 1
        self._runs: dict[tuple[str, ...], str] = {}
        for source, words in sources.items():
            plain = [word.lower() for word in words if is_word(word)]
            for start in range(len(plain) - longest):
                self._runs[tuple(plain[start : start + self._length])] = source

    def check(self, passage: Passage) -> Iterator[Finding]:
        """One finding for each stretch of the passage that a source has word for word. Headings
        may name what they mirror.
        """
        if passage.is_heading:
            return
        quoted = [(c.start, c.end) for c in passage.citations if c.traits.may_copy]
        words = [word for word in find_words(passage.text) if is_word(word.text)]
        free = ["" if any(a <= w.start < b for a, b in quoted) else w.text.lower() for w in words]
        place = 0
        while place + self._length <= len(words):
            source = self._runs.get(tuple(free[place : place + self._length]))
            if source is None:
                place += 1
                continue
            first, last = place, place + self._length
            while tuple(free[last - self._length + 1 : last + 1]) in self._runs:
                last += 1
            start, end = words[first].start, words[last - 1].end
            message = f"{last - first} words in a row are those of {source}"
            yield make_finding(
                "Q005", passage.locate(start, end), message, shown=passage.text[start:end]
            )
            place = last
