"""Whether a clause denies what is said in it, each way by how it reaches that: before *that*,
before a verb, right before a number, or behind.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ..clauses import BEFORE_DENIED, MIDDLE, NOT, Clause, short
from ..lexicon import Regex, alternatives, any_of, families, family, word_pattern
from ..stems import small_stems, stem, stems

_AFFIRMED = word_pattern("clauses.denial.affirmed", "clauses.negation.affirming")
_HEAD = Regex(
    any_of("clauses.denial.heads", "clauses.denial.dropping", "clauses.negation.freeing"), re.I
)
_THAT = any_of("clauses.joins.that", "clauses.joins.of", "clauses.joins.as")
_DENIED = (
    Regex(rf"{any_of('clauses.denial.heads')}[^.:;!?]{{0,90}}?{_THAT}[^;!?]*\Z", re.I),
    Regex(
        rf"{any_of('clauses.denial.dropping')}\s+(?:\w+\s+){{0,3}}?{any_of('clauses.denial.told')}"
        rf"\s+(?:{any_of('clauses.joins.that')}|{any_of('clauses.joins.of')}\s+"
        rf"\w+{alternatives(family('endings.continuous'))})(?!\w)[^,;!?]*\Z",
        re.I,
    ),
    Regex(rf"{any_of('clauses.denial.nothing', 'clauses.denial.unable')}[^;!?]*\Z", re.I),
    Regex(
        rf"{any_of('clauses.denial.nobody')}[^,;!?]{{0,80}}?{any_of('clauses.denial.confirming')}"
        rf"[^;!?]{{0,20}}?{_THAT}[^;!?]*\Z",
        re.I,
    ),
    Regex(rf"{any_of('clauses.denial.needless')}[^.:;!?]{{0,60}}\Z", re.I),
)
_UNHELPED = Regex(
    rf"{any_of('clauses.negation.no')}\s+\w+\s+{any_of('clauses.denial.from')}"
    rf"\s+(?:{any_of('clauses.joins.scope')}\s+)?\Z",
    re.I,
)
_DROPPED = any_of("clauses.denial.heads", "clauses.denial.dropping")
_TOLD = Regex(
    rf"\A\W*{any_of('clauses.joins.that')}"
    rf"|{any_of('clauses.denial.told')}\s+{any_of('clauses.joins.that', 'clauses.joins.of')}",
    re.I,
)
_DENIED_BEHIND = Regex(
    rf"\A[^;!?]{{0,90}}?(?:{any_of('clauses.denial.be')}(?:\s+\w+){{0,3}}?\s+{_DROPPED}"
    rf"|{any_of('clauses.denial.failing')})",
    re.I,
)
_NONE = Regex(
    rf"{any_of('clauses.negation.none')}\s+(?:{any_of('clauses.joins.none')}\s+){{0,2}}\Z", re.I
)
_ENABLED = (
    rf"(?:{any_of('clauses.negation.enabling')}\s+"
    rf"(?:{any_of('function_words.pronouns.reflexive')}\s+)?(?:{any_of('clauses.change.to')}\s+)?)?"
)
"""*Could not bring himself to*."""
_VERB = Regex(rf"{NOT}\s+{MIDDLE}{_ENABLED}(?P<verb>[^\W\d_]+)", re.I)
_FAILED = Regex(
    rf"(?:{any_of('clauses.negation.failing')}"
    rf"|{any_of('clauses.negation.lacking')}\s+(?:\w+\s+)?{any_of('clauses.negation.means')}"
    rf"\s+{any_of('clauses.change.to')}"
    rf"|{any_of('clauses.negation.freeing')}\s+(?:\w+\s+){{0,3}}?"
    rf"{any_of('clauses.joins.of', 'clauses.denial.from')})\s+{MIDDLE}(?P<verb>[^\W\d_]+)",
    re.I,
)
_ESCAPED = Regex(
    rf"{any_of('clauses.negation.escaping')}\s+(?:\w+\s+){{1,5}}"
    rf"{any_of('clauses.joins.of', 'clauses.denial.from')}\s+"
    rf"(?:{any_of('clauses.joins.scope')}\s+)?\Z",
    re.I,
)
_PART_DENIED = Regex(
    rf"\A[^.;!?]{{0,60}}?(?:{any_of('clauses.negation.none')}\s+{any_of('clauses.joins.them')}|{NOT})"
    rf"\s+(?P<rest>[^,.;:!?]+)",
    re.I,
)
_DENIED_TWICE = Regex(rf"(?:\s+[\w’'-]+){{0,4}}?\s+{any_of('clauses.negation.twice')}", re.I)
"""*Was not built without*."""
_OPEN = Regex(rf"\s+{any_of('clauses.negation.open')}", re.I)
"""*Did not get what they had asked for* denies nothing of what they got."""
_NO_SUBJECT = Regex(rf"{any_of('clauses.negation.no')}\s+[^\W\d_]+\s+(?P<verb>[^\W\d_]+)", re.I)
_NOBODY = Regex(
    rf"{any_of('clauses.negation.nobody')}\s+{MIDDLE}(?P<verb>[^\W\d_]+)(?P<rest>[^,]*)", re.I
)
_DENIES_DENIAL = Regex(rf"{any_of('clauses.denial.nobody')}[^,;:]*\Z", re.I)
_SUPPOSED = Regex(
    rf"{any_of('clauses.negation.supposing')}(?:\s+\w+){{0,3}}\s*\Z"
    rf"|(?:\A|[,;:]\s)\s*{any_of('clauses.negation.inverted')}(?:\s+\w+){{1,3}}\s*\Z",
    re.I,
)
(_TO,) = family("clauses.change.to")
_SMALL = frozenset(families("function_words.determiners", "function_words.pronouns"))
_REACH = 60
"""Characters before a denial that are read for what undoes it."""
_ENDED = Regex(rf",\s+{any_of('clauses.joins.ended')}", re.I)
"""A denial ends before its end: *denied it, but that …*."""
_LY = family("endings.adverbs")


def denial(clause: Clause, predicates: Collection[str]) -> str:
    """The words that deny what stands in a clause; empty where none does.

    `predicates` are stems of what is said of it: *not promised* denies nothing of what was
    captured.
    """
    for pattern in _DENIED:
        match = pattern.search(clause.before)
        if match and not _ENDED.search(match[0]) and not is_affirmed(clause.before, match.start()):
            return short(match[0])
    match = _DENIED_BEHIND.match(clause.behind) if _TOLD.search(clause.before) else None
    if match and not _AFFIRMED.search(match[0]):
        return match[0].split()[-1]
    for pattern in (_NONE, _UNHELPED):
        match = pattern.search(clause.near_before)
        if match and not is_affirmed(clause.near_before, match.start()):
            return match[0].strip()
    return _denied_of_nobody(clause, predicates) or _denied_verb(clause, predicates)


def _denied_of_nobody(clause: Clause, predicates: Collection[str]) -> str:
    """The words that leave what is done to a figure to nobody: *nobody saw the 18 sailors*."""
    match = _NOBODY.fullmatch(clause.near_before.lstrip())
    if match is None or stem(match["verb"]) not in predicates:
        return ""
    if word_pattern("function_words.conjunctions.joining.and").search(match["rest"]):
        return ""
    return match[0][: match.start("rest")]


def _denied_verb(clause: Clause, predicates: Collection[str]) -> str:
    for text in (clause.near_before, clause.near_behind):
        for match in (*_VERB.finditer(text), *_FAILED.finditer(text)):
            is_meant = stem(match["verb"]) in predicates and match["verb"].lower() not in _SMALL
            is_twice = _is_twice(text, match) or _OPEN.match(text, match.end()) is not None
            is_twice |= text is clause.near_before and _is_told_again(text, match)
            if is_meant and not is_twice and not is_affirmed(text, match.start()):
                return match[0]
    escaped = _ESCAPED.search(clause.near_before)
    if escaped and not BEFORE_DENIED.search(clause.near_before[: escaped.start()]):
        is_told = any(stem(word) in predicates for word in escaped[0].split()[:2])
        return "" if is_told else short(escaped[0])
    return ""


def denied_of_all(clause: Clause) -> list[str]:
    """What a clause denies of all that its figure counts, behind it: *new* of *8 cars, none of them
    new*.
    """
    match = _PART_DENIED.match(clause.behind)
    words = match["rest"].split() if match else ()
    return [word for word in words if stem(word) not in small_stems() and not word.endswith(_LY)]


def denies(text: str) -> bool:
    """Whether a text has any of the words that deny what they are told of: *untrue*, *rejected*."""
    return _HEAD.search(text) is not None


def denied_verbs(text: str) -> frozenset[str]:
    """The stems of the verbs that a text denies: *sail* of *no ferry sailed*."""
    forms = (_VERB, _FAILED, _NO_SUBJECT)
    return frozenset(stem(match["verb"]) for form in forms for match in form.finditer(text))


def denied_verb(text: str) -> str:
    """The first verb of a text that is denied, whatever verb that is, with its denial; or empty."""
    failed = (match for match in _FAILED.finditer(text) if f" {_TO} " in match[0])
    for match in (*_VERB.finditer(text), *failed):
        is_denied = not (_is_twice(text, match) or is_affirmed(text, match.start()))
        if match["verb"].lower() not in _SMALL and is_denied:
            return match[0]
    return ""


def _is_twice(text: str, match: re.Match[str]) -> bool:
    """Whether what is denied is denied back: *not built without*, *not short of grain*."""
    is_before = _VERB.match(match[0]) is None and BEFORE_DENIED.search(text[: match.start()])
    return bool(is_before) or _DENIED_TWICE.match(text, match.end()) is not None


def _is_told_again(text: str, match: re.Match[str]) -> bool:
    """Whether a verb that is denied is told nearer to the figure: *did not get 6; they got* 4."""
    behind = text[match.end() :]
    return stem(match["verb"]) in stems(behind) and not (
        _VERB.search(behind) or _FAILED.search(behind)
    )


def is_affirmed(text: str, place: int) -> bool:
    """Whether what begins there denies a denial, or is only what would have been."""
    if any(m.start() - 1 <= place < m.end() for m in _AFFIRMED.finditer(text)):
        return True
    before = text[max(0, place - _REACH) : place]
    return _DENIES_DENIAL.search(before) is not None or _SUPPOSED.search(before) is not None


def without_affirmed(text: str) -> str:
    """A text without the phrases in which a denial affirms: *not only*, *no doubt*."""
    return _AFFIRMED.sub(" ", text)


def excepts(text: str) -> bool:
    """Whether a text tells what is so where something else is not: *unless it rains*."""
    return word_pattern("clauses.negation.excepting").search(text) is not None
