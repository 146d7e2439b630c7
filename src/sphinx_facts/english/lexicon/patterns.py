"""Patterns over phrases: made when a text can hold what they look for, not before.

Most patterns look for words that stand in few texts, and making one takes a hundred times as long
as asking whether a word stands in a sentence. So phrases enter a pattern as a mark, which lists
them; a `Regex` reads from the marks which words a text must have, and spells them out when one
has them, without the phrases of words that no text is expected to have. A pattern of `re` refuses
marks, so that none is taken for the words that it stands for.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cached_property, lru_cache

from ...text.vocabulary import Words, words_ahead, words_in

_OPEN, _BETWEEN, _END = "(?<", "\x1f", "\x1e)"
_WHOLE, _PARTS = "whole:", "parts:"
_MARK = re.compile(rf"\(\?<(?P<kind>{_WHOLE}|{_PARTS})(?P<phrases>[^\x1e]*)\x1e\)")
_TOKEN = re.compile(
    rf"(?P<mark>{_MARK.pattern})|\\.|\(\?P=\w+\)|\[\^?\]?(?:\\.|[^\]\\])*\]"
    r"|(?P<open>\((?:\?(?:P<\w+>|[a-zA-Z-]*:|<?[=!]|[>(#]))?)|(?P<bar>\|)|(?P<close>\))"
    r"|(?P<quantifier>(?:[*+?]|\{\d*,?\d*\})[?+]?)",
    re.DOTALL,
)
_OPTIONAL = ("?", "*", "{0", "{,")
_NO_CONTENT = ("(?!", "(?<!", "(?(", "(?#")
"""What is in these groups need not stand in a text that matches."""
_ODD = re.compile("[\u0130\u0131\u017f]")
"""Letters that match another without regard to case, and are another in lower case."""
_LONG = 4000
"""Of longer texts nothing is kept, and a pattern is soon asked for there."""
_ALL = sys.maxsize


class Regex:
    """A regular expression that is compiled when a text has the words that it cannot do without.

    Its methods are those of `re.Pattern`.
    """

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Take a pattern with marks of `alternatives` and `whole_words`, and flags of `re`."""
        self.pattern, self.flags = pattern, flags

    def search(self, text: str, start: int = 0, end: int = _ALL) -> re.Match[str] | None:
        """The first match between two places."""
        compiled = self._made_for(text, end)
        return compiled.search(text, start, end) if compiled else None

    def match(self, text: str, start: int = 0, end: int = _ALL) -> re.Match[str] | None:
        """The match that begins at a place."""
        compiled = self._made_for(text, end)
        return compiled.match(text, start, end) if compiled else None

    def fullmatch(self, text: str, start: int = 0, end: int = _ALL) -> re.Match[str] | None:
        """The match of all between two places."""
        compiled = self._made_for(text, end)
        return compiled.fullmatch(text, start, end) if compiled else None

    def finditer(self, text: str, start: int = 0, end: int = _ALL) -> Iterator[re.Match[str]]:
        """All matches, each behind the one before."""
        compiled = self._made_for(text, end)
        return compiled.finditer(text, start, end) if compiled else iter(())

    def findall(self, text: str) -> list[str]:
        """The text of each match; of the only group, where there is one."""
        compiled = self._made_for(text)
        return compiled.findall(text) if compiled else []

    def split(self, text: str, maxsplit: int = 0) -> list[str]:
        """The texts between the matches."""
        compiled = self._made_for(text)
        return compiled.split(text, maxsplit) if compiled else [text]

    def sub(self, by: str | Callable[[re.Match[str]], str], text: str, count: int = 0) -> str:
        """The text with each match replaced."""
        compiled = self._made_for(text)
        return compiled.sub(by, text, count) if compiled else text

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The expression with all its phrases."""
        return self._spelled_out(Words())

    def _made_for(self, text: str, end: int = _ALL) -> re.Pattern[str] | None:
        """What finds in a text what there is to find; `None` where there is nothing."""
        if not self._words:
            return self.compiled
        words = words_of(text if end >= len(text) else text[:end])
        if words is None:
            return self.compiled
        for need in self._needs:
            if need.isdisjoint(words):
                return None
        return self._short if self._missing.isdisjoint(words) else self.compiled

    @cached_property
    def _short(self) -> re.Pattern[str]:
        """The expression with the phrases of which no word is missing."""
        return self._spelled_out(self._missing) if self._missing else self.compiled

    def _spelled_out(self, missing: Words) -> re.Pattern[str]:
        pattern = _MARK.sub(lambda mark: _spelled_out(mark, missing), self.pattern)
        return re.compile(pattern, self.flags)

    @cached_property
    def _missing(self) -> Words:
        """The words of phrases that are not expected: a text with none of them has no phrase that
        `_short` has not.
        """
        ahead = words_ahead()
        return self._words - ahead if ahead else Words()

    @cached_property
    def _words(self) -> Words:
        """All words of phrases that can be told from the words of a text."""
        marks = (mark for mark in _MARK.finditer(self.pattern) if mark["kind"] == _WHOLE)
        return Words().union(*(_all_words(mark["phrases"]) for mark in marks))

    @cached_property
    def _needs(self) -> tuple[Words, ...]:
        return tuple(_needed(_TOKEN.finditer(self.pattern)))


def alternatives(phrases: Iterable[str]) -> str:
    """Matches each of the phrases, the longest first; a space in one is any run of spaces.

    Nothing says where a word begins or ends.
    """
    return f"{_OPEN}{_PARTS}{_BETWEEN.join(phrases)}{_END}"


def whole_words(phrases: Iterable[str]) -> str:
    """Matches each of the phrases where it is no part of a longer word."""
    return f"{_OPEN}{_WHOLE}{_BETWEEN.join(phrases)}{_END}"


@lru_cache(maxsize=1024)
def words_of(text: str) -> Words | None:
    """The words of a text in lower case; `None` where they do not tell what can match there."""
    if len(text) > _LONG or (not text.isascii() and _ODD.search(text)):
        return None
    return words_in(text)


def _needed(tokens: Iterator[re.Match[str]]) -> list[Words]:
    """What a text must have, to the end of the group that the tokens are in."""
    branches: list[list[Words]] = [[]]
    last: list[Words] = []
    for token in tokens:
        if token["quantifier"]:
            last = [] if token["quantifier"].startswith(_OPTIONAL) else last
            continue
        branches[-1] += last
        last = []
        if token["close"]:
            break
        if token["bar"]:
            branches.append([])
        elif token["mark"]:
            last = list(_needed_of(token["phrases"])) if token["kind"] == _WHOLE else []
        elif opening := token["open"]:
            inside = _needed(tokens)
            last = [] if opening.startswith(_NO_CONTENT) else inside
    branches[-1] += last
    if len(branches) == 1:
        return branches[0]
    return [Words().union(*(min(each, key=len) for each in branches))] if all(branches) else []


_all_words = lru_cache(maxsize=1024)(words_in)


@lru_cache(maxsize=1024)
def _needed_of(phrases: str) -> tuple[Words, ...]:
    """The longest word of each phrase, which most seldom stands where the phrase does not."""
    longest = [max(_words_of_phrase(each), key=len, default="") for each in phrases.split(_BETWEEN)]
    return (Words(longest),) if all(longest) else ()


def _words_of_phrase(phrase: str) -> Collection[str]:
    """What a text must have where a phrase matches; nothing, where its letters do not tell."""
    if not phrase.isascii():
        return ()
    return (phrase.lower(),) if phrase.isalpha() else words_in(phrase)


def _spelled_out(mark: re.Match[str], missing: Words) -> str:
    """What a mark stands for, but for whole phrases of which a word is missing."""
    phrases = mark["phrases"]
    if mark["kind"] == _PARTS:
        return _spelled(phrases)
    if missing:
        phrases = _without(phrases, missing)
    return rf"(?<!\w){_spelled(phrases)}(?!\w)" if phrases or not mark["phrases"] else "(?!)"


def _without(phrases: str, missing: Words) -> str:
    here = phrases.split(_BETWEEN)
    return _BETWEEN.join(each for each in here if missing.isdisjoint(_words_of_phrase(each)))


@lru_cache(maxsize=1024)
def _spelled(phrases: str) -> str:
    """A pattern of phrases in which those with the same first letter stand together.

    So few are tried at a place; no two of them that match there have another order for it.
    """
    unique = dict.fromkeys(phrases.split(_BETWEEN))
    longest_first = sorted(unique, key=lambda phrase: (-len(phrase), phrase))
    letters = {phrase[:1] for phrase in longest_first}
    if len({letter.lower() for letter in letters}) < len(letters):
        return f"(?:{'|'.join(map(_escaped, longest_first))})"  # `k` and `K` match the same.
    by_letter: dict[str, list[str]] = {}
    for phrase in longest_first:
        by_letter.setdefault(phrase[:1], []).append(_escaped(phrase[1:]))
    groups = (_escaped(first) + _one_of(rests) for first, rests in by_letter.items())
    return f"(?:{'|'.join(groups)})"


def _one_of(patterns: list[str]) -> str:
    return patterns[0] if len(patterns) == 1 else f"(?:{'|'.join(patterns)})"


def _escaped(phrase: str) -> str:
    return re.escape(phrase).replace(r"\ ", r"\s+")
