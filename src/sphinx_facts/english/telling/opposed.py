"""What cannot both be told of a figure: rivals, opposites, other times."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import permutations

from ..lexicon import Regex, alternatives, any_of, families, family, read, whole_words
from ..sentences import sentence_around
from ..stems import stem
from .rivals import Mention, are_joined, mentions, nearest, widened
from .told import WORD, Told, named

_DURING = "during"


def rival(one: Told, other: Told) -> tuple[str, str]:
    """The words that say of a figure what cannot both be said; both empty where there are none."""
    ours, theirs = _of_figure(one), _of_figure(other)
    for family_, (groups, word) in ours.items():
        others, other_word = theirs.get(family_, (frozenset(), ""))
        if family_ in family("bearing.converse.families") and _are_crossed(one, other):
            continue
        known = widened(others)
        is_one_of_two = len(others) > 1 and groups < others
        if others and (not groups & known or is_one_of_two or (groups - known and others - groups)):
            return word, other_word
    return "", ""


def halved(one: Told, others: Sequence[Told]) -> tuple[str, str]:
    """The words that tell one thing of a figure of which all these others tell two together:
    *killed* for *killed and wounded*; both empty where there are none.
    """
    known = [_of_figure(each) for each in others]
    for family_, (groups, word) in _of_figure(one).items():
        told = {each.group for each in mentions(one.text) if each.family == family_}
        theirs = [each.get(family_, (frozenset(), "")) for each in known]
        are_pairs = all(groups < each and _pair().search(words) for each, words in theirs)
        if theirs and are_pairs and told <= groups:
            return word, theirs[0][1]
    return "", ""


@cache
def _pair() -> Regex:
    return Regex(any_of("function_words.conjunctions.joining"), re.I)


def _of_figure(told: Told) -> dict[str, tuple[frozenset[str], str]]:
    """By families of rivals, the groups of what is told of a figure, two of *killed or wounded*;
    and the words.
    """
    clause, text = told.clause, told.text
    first, last = told.start - len(clause.near_before), told.end + len(clause.near_behind)
    places = [(told.first - 1, told.first)] * (told.first > 0) + [(told.last, told.last + 1)] * (
        told.last >= 0
    )
    by_family: dict[str, list[Mention]] = {}
    for each in mentions(text):
        if first <= each.start and each.end <= last:
            by_family.setdefault(each.family, []).append(each)
    found = {}
    for name, each_of in by_family.items():
        near = nearest(text, each_of, (told.start, told.end), places)
        if near is not None:
            joined = [
                each
                for each in each_of
                if are_joined(text, near, each) and not _is_of_last(told, near, each)
            ]
            groups = frozenset(each.group for each in (near, *joined))
            end = max(each.end for each in (near, *joined))
            found[name] = groups, text[min(each.start for each in (near, *joined)) : end]
    return found


def _is_of_last(told: Told, near: Mention, other: Mention) -> bool:
    """Whether a figure tells when or for how much the last of two things happened: *arrested, and
    released after three hours*.
    """
    is_last = other.end <= near.start < near.end <= told.start
    return is_last and _governed().fullmatch(told.text[near.end : told.start]) is not None


@cache
def _governed() -> Regex:
    words = any_of("function_words.prepositions", "function_words.conjunctions.clauses")
    return Regex(rf"\s+{words}\s+", re.I)


def _are_crossed(one: Told, other: Told) -> bool:
    """Whether who does it in one sentence is whom or with whom it is done in the other."""
    ours, theirs = _sides(one), _sides(other)
    return bool(ours[0].keys() & theirs[1].keys() or ours[1].keys() & theirs[0].keys())


def _sides(told: Told) -> tuple[dict[str, str], dict[str, str]]:
    """Who is named before a figure and behind it, in its sentence."""
    first, last = sentence_around(told.text, told.start, told.end)
    before, behind = told.text[first : told.start], told.text[told.end : last]
    return named(WORD.findall(before)), named(WORD.findall(behind))


def opposite(text: str, known: str, of_time: bool = False) -> tuple[str, str]:
    """A word of a text, and its opposite, which alone is known; both empty where there is none.
    Where it is asked `of_time`, only *before*, *during* and *after*: a claim may make of what was
    lost in the flood what was there before it.
    """
    for one, other in [] if of_time else _opposites():
        ours, theirs = one.findall(text), other.findall(known)
        if ours and theirs and not other.search(text) and not one.search(known):
            return ours[0], theirs[0]
    return _other_side(text, known, during=of_time)


def _other_side(text: str, known: str, *, during: bool) -> tuple[str, str]:
    """Where a text has before something what another has after it: both words; or empty."""
    ours, theirs = _sides_of_time(text), _sides_of_time(known)
    for what in ours.keys() & theirs.keys():
        told = ours[what].keys() | theirs[what].keys()
        if ours[what].keys().isdisjoint(theirs[what]) and (during or _DURING not in told):
            return next(iter(ours[what].values())), next(iter(theirs[what].values()))
    return "", ""


def _sides_of_time(text: str) -> dict[str, dict[str, str]]:
    """By the nouns that a text has behind *before*, *during* and *after*, which of these, with the
    word.
    """
    found: dict[str, dict[str, str]] = {}
    for name, pattern in _sides_patterns():
        for match in pattern.finditer(text):
            found.setdefault(stem(match["what"]), {})[name] = match["word"]
    return found


@cache
def _sides_patterns() -> list[tuple[str, Regex]]:
    the = alternatives(families("function_words.determiners", "whereabouts.owners"))
    what = rf"(?:{the}\s+)?(?!(?:{the})\s)(?P<what>(?-i:[a-z])[\w’'-]*)"
    return [
        (name, Regex(rf"(?P<word>{any_of(f'bearing.times.{name}')})\s+{what}", re.I))
        for name in read("bearing")["times"]
    ]


def other_time(text: str, known: str) -> str:
    """The words by which a text is of another time than one that is known: *in autumn* where that
    is *in spring*, *the ninth year* where it is *the second*; empty where it is not.
    """
    for pattern in _times():
        ours, theirs = _told(pattern, text), _told(pattern, known)
        for what in ours.keys() & theirs.keys():
            if ours[what].keys().isdisjoint(theirs[what]):
                return next(iter(ours[what].values()))
    return ""


def _told(pattern: Regex, text: str) -> dict[str, dict[str, str]]:
    """By what is told apart (the year), which of them a text has, with its words."""
    found: dict[str, dict[str, str]] = {}
    for match in pattern.finditer(text):
        groups = match.groupdict()
        which = found.setdefault((groups.get("what") or "").lower(), {})
        which[groups["which"].lower()] = match[0]
    return found


@cache
def _times() -> tuple[Regex, ...]:
    spans = rf"(?P<what>{alternatives(family('bearing.spans.words'))})s?"
    the = any_of("bearing.wholes.the")
    of = rf"{any_of('clauses.joins.of')}\s+{the}\s+"
    days = "calendar.weekdays"
    return (
        Regex(rf"{any_of('bearing.spans.in')}\s+(?P<which>{any_of('calendar.seasons')})", re.I),
        Regex(rf"(?P<which>{any_of(days)})", re.I),
        Regex(rf"(?P<which>{any_of('bearing.spans.ordinals')})\s+{spans}(?!\w)", re.I),
        Regex(rf"{the}\s+{spans}\s+{of}(?P<which>\w+)", re.I),
    )


@cache
def _opposites() -> list[tuple[Regex, Regex]]:
    """What finds either word of each pair; both ways round."""
    nouns = read("rivals")["nouns"]
    found = []
    for name in family("rivals.opposite.families"):
        patterns = [
            Regex(rf"(?<![\w-]){whole_words(words)}(?![\w-])", re.I)
            for words in nouns[name].values()
        ]
        found += list(permutations(patterns, 2))
    return found
