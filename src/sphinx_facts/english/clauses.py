"""The clause around a figure or quotation: the part of a sentence that tells of it, and of that the
part that governs it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .lexicon import Regex, alternatives, any_of, family, word_pattern
from .sentences import sentence_around
from .stems import IRREGULAR, WORD

_BREAK = Regex(
    rf"[,:]\s+{any_of('clauses.breaks.words')}|[;!?]|\s[–—-]{{1,2}}\s|(?<=\w)—(?=\w)", re.I
)
NOT = rf"(?:{any_of('clauses.negation.not')}|(?<=\w)n[’']t(?!\w))"
_ADVERB = rf"\w+{alternatives(family('endings.adverbs'))}"
MIDDLE = rf"(?:(?:{any_of('clauses.joins.middle')}|{_ADVERB})\s+){{0,2}}"
BEFORE_DENIED = Regex(rf"(?:{NOT}|{any_of('clauses.denial.nobody')})\s+(?:\w+\s+)?\Z", re.I)
_SUBORDINATE = any_of("clauses.breaks.subordinate")
_ASIDE = Regex(rf"{_SUBORDINATE}[^,]*(?:,|\Z)", re.I)
_BEGUN = Regex(rf"\A.*{_SUBORDINATE}", re.I | re.S)
_ON_A_DAY = Regex(
    rf"\s+(?:\w+\s+)?{any_of('calendar.weekdays', 'calendar.months')}"
    rf"(?=\s+{any_of('clauses.change.to')})",
    re.I,
)
"""*Agreed on Monday to* is *agreed to*."""
_GOING_ON = Regex(rf",\s+{any_of('clauses.breaks.going_on')}\s", re.I)
_FAR = 400
"""Characters of a sentence, on each side, that are read."""
_DONE_TO = family("endings.participles")
_AUXILIARY = frozenset(family("function_words.auxiliaries"))


class Clause(NamedTuple):
    """A sentence parted at a figure or quotation, and the clause of it that holds this."""

    before: str
    behind: str
    near_before: str
    """What of `before` is in the same clause."""
    near_behind: str

    @property
    def near(self) -> str:
        return f"{self.near_before} … {self.near_behind}"

    @property
    def whole(self) -> str:
        return f"{self.before} … {self.behind}"

    @property
    def main(self) -> str:
        """What of `near` governs the figure: without what is told in clauses before and behind it
        that begin with *after* or *because*, or, where it stands in one, with nothing but that.
        """
        before = _ON_A_DAY.sub("", self.near_before)
        before = _ASIDE.sub(lambda match: " " if match[0].endswith(",") else match[0], before)
        begun = _BEGUN.match(before)
        if begun is not None and _has_verb(before[begun.end() :]):
            before = before[begun.end() :]
        return f"{before} … {_ASIDE.sub(' ', self.near_behind)}"


def _has_verb(text: str) -> bool:
    words = (match[0].lower() for match in WORD.finditer(text))
    return any(word in IRREGULAR or word in _AUXILIARY or word.endswith(_DONE_TO) for word in words)


@lru_cache(maxsize=512)
def clause_around(text: str, start: int, end: int) -> Clause:
    """The clause around ``[start, end)`` of a text, which itself is left out."""
    first, last = sentence_around(text, start, end)
    before, behind = text[max(first, start - _FAR) : start], text[end : min(last, end + _FAR)]
    breaks = [match.end() for match in _BREAK.finditer(before)]
    after = _BREAK.search(behind)
    near_before = before[breaks[-1] if breaks else 0 :]
    return Clause(before, behind, near_before, behind[: after.start()] if after else behind)


def short(text: str) -> str:
    """A phrase in no more than a few of its words."""
    words = text.split()
    return " ".join(words if len(words) < 7 else [*words[:3], "…", words[-1]])


def about(clause: Clause) -> str:
    """The sentence of a clause, without the words of doubt that are of what it goes on to: *they
    have a third, and nobody can object*.
    """
    match = _GOING_ON.search(clause.behind)
    if match is None:
        return clause.whole
    own, other = clause.behind[: match.end()], clause.behind[match.end() :]
    return f"{clause.before} … {own}{word_pattern('clauses.breaks.modal').sub(' ', other)}"
