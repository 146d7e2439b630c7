"""Whether the names in a text are known from other texts, in whatever form."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from ..lexicon import Regex, alternatives, families, family, read
from .names import NAME

_BEGIN = Regex(r"(?<![\w’'-])(?=[^\W\d_a-z])")
_WORD = Regex(r"[^\W\d_]+")
_SENTENCE = Regex(r"(?:\A|[.!?]['”’\"]?\s+)\W*\Z")
_SAME = 4
"""Letters that forms of a name share: *Russia*, *Russian*."""


class NameWord(NamedTuple):
    """A word of a name in a text."""

    text: str
    joined: str
    """The word of the same name right before it; or empty."""
    may_begin: bool
    """Whether it may be no name, and have its capital from beginning a sentence."""
    behind: str
    """The word before its name, but for an article: *in* of *in Lyon*; empty at the beginning."""


def _words_of_names(text: str) -> Iterator[re.Match[str]]:
    end = 0
    for begin in _BEGIN.finditer(text):
        match = NAME.match(text, begin.start()) if begin.start() >= end else None
        if match is not None:
            end = match.end()
            yield match


def names_in(text: str) -> list[NameWord]:
    """The words of names in a text."""
    titles = _titles()
    matches = [match for match in _words_of_names(text) if match[0].lower() not in titles]
    found: list[NameWord] = []
    for match, before, after in zip(matches, [None, *matches], [*matches[1:], None], strict=False):
        begins = _SENTENCE.search(text[max(0, match.start() - 4) : match.start()]) is not None
        is_run = after is not None and after.start() - match.end() == 1
        is_joined = before is not None and match.start() - before.end() == 1
        joined = before[0] if before is not None and is_joined else ""
        behind = found[-1].behind if joined else _word_before(text[: match.start()])
        found.append(NameWord(match[0], joined, begins and not is_run, behind))
    return found


def _word_before(text: str) -> str:
    """The last word of a text in its last sentence, but for titles and articles."""
    words = re.split(r"[.!?;:]\s", text)[-1].lower().split()
    skipped = {*family("function_words.determiners.articles"), *_titles()}
    return next((word for word in reversed(words) if word.strip(".,") not in skipped), "")


@cache
def _titles() -> frozenset[str]:
    titles = families("people.titles", "people.relations", "people.roles.kinds")
    return frozenset(word.lower() for title in titles for word in title.split())


class KnownNames:
    """The words of texts; a name is known where one of them is a form of it."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = list(texts)
        self.words = {match[0].lower() for text in self._texts for match in _WORD.finditer(text)}
        self._beginnings = {word[:_SAME] for word in self.words if len(word) >= _SAME}

    def has(self, name: str) -> bool:
        """Whether a word of a name is known, or a form of it."""
        parts = [part.lower() for part in _WORD.findall(name.replace(".", ""))]
        return all(map(self._has_part, parts)) or self._has_short(name)

    def _has_part(self, part: str) -> bool:
        if len(part) == 1 or part in self.words:
            return True
        if len(part) >= _SAME and part[:_SAME] in self._beginnings:
            return True
        return any(part in group and group & self.words for group in _peoples())

    def _has_short(self, name: str) -> bool:
        """Whether letters stand for a name whose words begin with them."""
        letters = name.replace(".", "")
        if not letters.isupper() or not 1 < len(letters) < 7:
            return False
        small = alternatives(family("people.names.joining"))
        between = rf"[^\W\d_]*\W+(?:{small}\W+)*"
        pattern = Regex(rf"(?<!\w){between.join(letters)}")
        return any(pattern.search(text) for text in self._texts)


@cache
def _peoples() -> list[frozenset[str]]:
    return [frozenset(group) for group in read("bearing")["peoples"].values()]
