"""How a clause measures with its figure: what is more or less by it, in which time there is so
much, of which part it is told, among which things something is the most, and what is as many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from ..clauses import Clause
from ..lexicon import Regex, alternatives, any_of, family, read, whole_words, word_pattern
from ..stems import small_stems, stems
from .rates import is_rate

_AMOUNT = Regex(rf"{any_of('clauses.change.amounting')}\s+\Z", re.I)
_BY_OR_TO = Regex(rf"({any_of('clauses.change.to')}|{any_of('clauses.change.by')})\s+\Z", re.I)
_NEAR = 6
"""Words on each side of a figure that tell of it which way it goes."""


# ---------------------------------------------------------------------------------- more or less


def other_side(clause: Clause, recorded: Iterable[Clause]) -> str:
    """The word beside a figure that makes it less where the record makes it more; or empty."""
    recorded = [each for each in recorded if not _are_crossed(clause, each)]
    ours, theirs = _beside(clause), [_beside(each) for each in recorded]
    for one, other in _sides():
        here, there = one.search(ours), [text for text in theirs if other.search(text)]
        if here and there and not other.search(ours) and not any(map(one.search, theirs)):
            return here[0]
    return ""


def _are_crossed(one: Clause, other: Clause) -> bool:
    """Whether what stands on one side of a figure stands on the other in the other: who is behind
    another has him ahead.
    """
    ours, theirs = ((stems(each.before), stems(each.behind)) for each in (one, other))
    return not small_stems() >= ours[0] & theirs[1] and not small_stems() >= ours[1] & theirs[0]


def way(clause: Clause) -> str:
    """Whether a figure is told as "more" or "less" than another, by a verb before it or by a word
    beside it; empty for neither, or both.
    """
    if told := direction(clause.near_before):
        return told
    (more, less), *_ = _sides()
    text = _beside(clause)
    is_more, is_less = more.search(text) is not None, less.search(text) is not None
    return "" if is_more == is_less else "more" if is_more else "less"


def valued(clause: Clause, about: Iterable[str]) -> str:
    """Whether what is told to be better is "more" or "less" of what these texts are about; empty
    where a clause does not tell, or more of that is not better.
    """
    better, worse, unwelcome = (
        word_pattern(f"clauses.change.{name}") for name in ("better", "worse", "unwelcome")
    )
    is_better, is_worse = (
        pattern.search(clause.near_before) is not None for pattern in (better, worse)
    )
    if is_better == is_worse or any(map(unwelcome.search, (clause.near, *about))):
        return ""
    return "more" if is_better else "less"


def is_difference(text: str) -> bool:
    """Whether a text has any word that makes a difference of a number."""
    return word_pattern("clauses.change.verbs", "clauses.change.compared").search(text) is not None


def is_rest(text: str) -> bool:
    """Whether a text tells of what is left of something."""
    return word_pattern("corroboration.derived.left").search(text) is not None


def _beside(clause: Clause) -> str:
    """The words around a figure, without the hedge right before it, as far as another figure."""
    before = _hedged().sub("", re.split(r"\d|,", clause.near_before)[-1]).split()[-_NEAR:]
    behind = re.split(r"\d", clause.near_behind)[0].split()[:_NEAR]
    return f"{' '.join(before)} … {' '.join(behind)}"


@cache
def _hedged() -> Regex:
    than = alternatives(family("figures.links.than"))
    return Regex(rf"[^\W\d_]+\s+{than}\s*\Z", re.I)


@cache
def _sides() -> tuple[tuple[Regex, Regex], ...]:
    """Of each pair what finds either word, both ways round; that of *more* and *less* first."""
    found = []
    for pair in read("clauses")["change"]["sides"].values():
        more, less = (Regex(whole_words(words), re.I) for words in pair.values())
        found += [(more, less), (less, more)]
    return tuple(found)


# ------------------------------------------------------------------------------------------ rates


def periods(text: str) -> frozenset[str]:
    """The measures of time for each of which a text tells so much: "day", "year"."""
    if not is_rate(text):
        return frozenset()
    units = read("clauses")["rate"]["per"]
    return frozenset(
        unit for unit in units if word_pattern(f"clauses.rate.per.{unit}").search(text)
    )


# -------------------------------------------------------------------------------- part and whole


def of_part_behind(clause: Clause) -> frozenset[str]:
    """The stems of what a clause tells of a part of its figure alone, behind it: *60 men, most of
    them sick*; none where it tells nothing so.
    """
    match = _part_behind().search(clause.behind) or _parted(clause)
    if match is None:
        return frozenset()
    told = stems(match["rest"]) - small_stems() - stems(clause.behind[: match.start()])
    return told - stems(clause.before)


def _parted(clause: Clause) -> re.Match[str] | None:
    """What is told behind *12 of the* figure, or of *12* behind *of the* figure."""
    match = _of_whole().search(clause.near_before)
    if match is None or _related().match(clause.near_behind):
        return None
    return (_rest() if match["part"] else _part_first()).match(clause.near_behind)


@cache
def _of_whole() -> Regex:
    of, the = (any_of(f"bearing.wholes.{name}") for name in ("of", "the"))
    return Regex(rf"(?:(?P<part>{_number()}(?:\s+percent)?)\s+|\A\W*){of}\s+(?:{the}\s+)?\Z", re.I)


@cache
def _related() -> Regex:
    return Regex(rf"(?:\W*\w+){{0,3}}?\W+{any_of('bearing.wholes.relatives')}", re.I)


@cache
def _rest() -> Regex:
    return Regex(r"(?:\s+[^\W\d_]+)?(?P<rest>\s[^,;.:]+)")


@cache
def _part_first() -> Regex:
    return Regex(rf"(?:\s+[^\W\d_]+)?[,\s]+{_number()}(?:\s+percent)?\s+(?P<rest>[^,;.:]+)", re.I)


def _number() -> str:
    return (
        rf"(?:\d[\d,.]*|"
        rf"{any_of('bearing.wholes.parts', 'clauses.scope.some', 'numbers.ones', 'numbers.tens')})"
    )


@cache
def _part_behind() -> Regex:
    of, them = any_of("clauses.joins.of"), any_of("clauses.joins.them")
    number = _number()
    return Regex(
        rf"[,;–—(]\s+(?:{any_of('function_words.conjunctions.joining')}\s+)?"
        rf"(?:\w+\s+){{0,2}}?(?:{number}(?:\s+percent)?\s+{of}\s+{them}"
        rf"|{of}\s+{them}\s+(?:\w+\s+){{0,2}}?{number}(?:\s+percent)?)\s+(?P<rest>[^,;.:]+)",
        re.I,
    )


def left_out(text: str) -> frozenset[str]:
    """The words for what a text tells to be left out of a number: *the wounded not counted*."""
    return frozenset(match["before"] or match["behind"] for match in _left_out().finditer(text))


@cache
def _left_out() -> Regex:
    the = any_of("function_words.determiners.articles")
    return Regex(
        rf"(?P<behind>[^\W\d_]+)\s+{any_of('clauses.exclusion.behind')}(?!\s+[^\W\d_])"
        rf"|{any_of('clauses.exclusion.leaving')}\s+(?:{the}\s+)?(?P<before>[^\W\d_]+)",
        re.I,
    )


# -------------------------------------------------------------------------------------- the most


def widened_rank(text: str, recorded: Iterable[str]) -> str:
    """The words for among what something is the most, where the record has another word for that:
    *the oldest in the country* for *the oldest in the valley*; or empty.
    """
    recorded = list(recorded)
    theirs = {word for known in recorded for word, among, _ in _ranks(known) if among}
    known = stems(" ".join(recorded))
    for word, among, said in _ranks(text):
        named = stems(among) - small_stems()
        if named and word in theirs and named.isdisjoint(known):
            return said
    match = _of_all().search(text)
    return match[0] if match and not any(map(_of_all().search, recorded)) else ""


@cache
def _of_all() -> Regex:
    """*Than anywhere else*, *unprecedented*: the most of all, without a word for the most."""
    than = any_of("figures.links.than")
    all_, told = any_of("amounts.rank.all"), any_of("amounts.rank.told")
    return Regex(rf"{than}\s+{all_}|{told}", re.I)


def _ranks(text: str) -> Iterator[tuple[str, str, str]]:
    """Each word for the most of a text, that among which it is so, and all of it."""
    for match in _ranked().finditer(text):
        yield match["most"].lower(), match["among"] or "", match[0].strip()


@cache
def _ranked() -> Regex:
    ending = alternatives(family("endings.superlatives"))
    ranks = any_of("amounts.rank.firsts")
    places = any_of("clauses.joins.among")
    return Regex(
        rf"(?<!\w)(?P<most>{ranks}|(?!{any_of('endings.no_superlatives')})[^\W\d_]{{2,}}{ending}(?!\w))"
        rf"(?:(?:\s+(?!{places})[^\W\d_]+){{0,5}}?\s+{places}\s+(?P<among>(?:[^\W_]+\s*){{1,4}}))?",
        re.I,
    )


# ---------------------------------------------------------------------------------- as many again


def as_many(behind: str) -> str:
    """The noun of which a text behind a figure says that there is as much: *as many goats*."""
    match = _as_many().search(behind)
    return match["noun"] if match else ""


@cache
def _as_many() -> Regex:
    as_ = any_of("clauses.joins.as")
    return Regex(
        rf"(?<!\w){alternatives(family('clauses.scope.as_many'))}(?!\s+{as_})\s+(?:\w+\s+)??"
        rf"(?P<noun>\w+s|\w+e[nr])(?!\w)(?!\s+{as_})",
        re.I,
    )


# ---------------------------------------------------------------------------------------- a change


def change(clause: Clause) -> tuple[str, str]:
    """Whether a figure is what something changed "to" or "by", and whether to "more" or "less";
    empty where it does not say.
    """
    match = _BY_OR_TO.search(clause.near_before)
    is_amount = match is not None and _AMOUNT.search(clause.near_before[: match.start()])
    if (
        match is None
        or is_amount
        or not word_pattern("clauses.change.verbs").search(clause.near_before)
    ):
        return "", direction(clause.near_before)
    return match[1].lower(), direction(clause.near_before)


def is_level(clause: Clause) -> bool:
    """Whether a clause tells of a number that did not change."""
    return word_pattern("clauses.change.same").search(clause.near) is not None


def direction(text: str) -> str:
    """Whether a number is told to have become "more" or "less"; empty for neither, or both."""
    more, less = (
        word_pattern(f"clauses.change.{name}").search(text) is not None for name in ("more", "less")
    )
    return "" if more == less else "more" if more else "less"
