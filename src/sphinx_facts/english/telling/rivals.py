"""Words that cannot be told of the same figure: killed and wounded, opened and closed, children and
adults.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from ..lexicon import Regex, any_of, families, family, read, whole_words, word_pattern
from ..stems import stem

Table = Literal["predicates", "nouns"]
Span = tuple[int, int]

_ENDED = whole_words(family("clauses.joins.ended"))
_UNLIKE = Regex(
    rf"(?<!\w)(?:{whole_words(family('rivals.unlike'))}|\w+n[’']t)"
    rf"(?:\s+(?!{_ENDED}\s)[\w’'-]+){{0,3}}\s*\Z",
    re.IGNORECASE,
)
_NOT_THAT = Regex(rf"{any_of('rivals.not_that.words')}\s[^,;:.]*\Z", re.I)
_TURNED = Regex(rf"\s+{whole_words(family('rivals.turning'))}(?!\w)", re.I)
_JOINING = whole_words(families("function_words.conjunctions", "function_words.relatives"))
_JOIN = Regex(rf"[,:;()–—]|(?<!\w){_JOINING}(?!\w)", re.IGNORECASE)
_WORD = Regex(r"[^\W_]+")
_NAME_BEHIND = Regex(r"\s+[^\W\d_a-z]")
_REACH = 60
_OVER_FIGURE, _OVER_JOIN = 100, 4
"""How many words it counts as to pass another figure, and from one clause to another."""


class Mention(NamedTuple):
    """A word in a text that belongs to a group of a family of rivals."""

    family: str
    group: str
    start: int
    end: int


@cache
def _table(table: Table) -> tuple[Regex, Mapping[str, tuple[tuple[str, str], ...]]]:
    groups: dict[str, tuple[tuple[str, str], ...]] = {}
    for name, rivals in read("rivals")[table].items():
        for group, words in rivals.items():
            for word in words:
                groups[word.lower()] = (*groups.get(word.lower(), ()), (name, group))
    return Regex(rf"(?<![\w-]){whole_words(groups)}(?!\w)", re.I), groups


@lru_cache(maxsize=2048)
def mentions(text: str, table: Table = "predicates") -> Sequence[Mention]:
    """The words of a table in a text, but for those that it tells not to be so."""
    return tuple(_mentions(text, table))


def is_unlike(text: str, place: int) -> bool:
    """Whether what stands there is told not to be meant: *unlike the Army*."""
    first = max(0, place - _REACH)
    return bool(_UNLIKE.search(text, first, place) or _NOT_THAT.search(text, first, place))


def is_contrasted(text: str, place: int) -> bool:
    """Whether what stands there is named only to say that it is not meant: *Lind, not Quist*."""
    return _contrast().search(text, max(0, place - _REACH), place) is not None


@cache
def _contrast() -> Regex:
    words, (no,) = whole_words(family("rivals.contrasted.words")), family("rivals.contrasted.not")
    affirming = whole_words(family("clauses.negation.affirming"))
    the = whole_words(families("function_words.determiners.articles"))
    return Regex(
        rf"(?:,\s+(?:\w+\s+)?(?!{affirming}\s){no}|\s{words})\s{{1,2}}(?:\w+\s{{1,2}})?(?:{the}\s{{1,2}})?\Z",
        re.I,
    )


def _mentions(text: str, table: Table) -> Iterator[Mention]:
    pattern, groups = _table(table)
    turned = read("rivals")["turned"]
    for match in pattern.finditer(text):
        if is_unlike(text, match.start()) or _has_other_sense(text, match):
            continue
        turning = _TURNED.match(text, match.end())
        for name, group in groups[" ".join(match[0].lower().split())]:
            other = turned.get(group, (group,))[0] if turning else group
            if not turning and _is_converse(group, text[match.end() : match.end() + _REACH]):
                continue
            if table == "nouns" and name in _small() and _is_of_name(text, match):
                continue
            yield Mention(name, other, match.start(), match.end())


@cache
def _small() -> frozenset[str]:
    return frozenset(family("rivals.small.families"))


def _is_of_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word with a capital is a part of a name: *South Korea*, *from the North*."""
    if not match[0][0].isupper():
        return False
    return _NAME_BEHIND.match(text, match.end()) is not None or (
        match.start() > 0 and text[: match.start()].rstrip()[-1:].isalnum()
    )


def _has_other_sense(text: str, match: re.Match[str]) -> bool:
    """Whether a word is of another sense beside its neighbours: *fell ill*."""
    word = match[0].lower()
    before, behind = _senses(word)
    return (behind is not None and behind.match(text, match.end()) is not None) or (
        before is not None
        and before.search(text, max(0, match.start() - _REACH), match.start()) is not None
    )


@cache
def _senses(word: str) -> tuple[Regex | None, Regex | None]:
    senses = read("rivals")["senses"]
    before, behind = senses["before"].get(word), senses["behind"].get(word)
    return (
        Regex(rf"{whole_words(before)}\s+\Z", re.I) if before else None,
        Regex(rf"\s+{whole_words(behind)}", re.I) if behind else None,
    )


def _is_converse(group: str, behind: str) -> bool:
    """Whether a word tells from the other side what its rival tells: `bought from`."""
    words = read("rivals")["converse"].get(group)
    return bool(words) and Regex(rf"[^;]*?{whole_words(words)}", re.I).match(behind) is not None


def nearest(
    text: str, found: Iterable[Mention], place: Span, figures: Collection[Span]
) -> Mention | None:
    """The mention that goes with the figure at a place, where others stand in the same text."""

    own = (
        each
        for each in found
        if not _is_of_another(text, each, place, figures) and not _is_by_the_way(text, each, place)
    )
    return min(own, key=lambda each: _distance(text, each, place, figures), default=None)


def _is_by_the_way(text: str, mention: Mention, place: Span) -> bool:
    """Whether a mention stands in an aside that is not of a figure: *the fair, which ended in May,
    cost 300*; *of the 300 who left, 40*.
    """
    for match in _aside().finditer(text):
        if match.start() <= mention.start and mention.end <= match.end():
            is_inside = match.start() <= place[0] < match.end()
            between = text[place[1] : match.start()] if place[1] <= match.start() else ","
            is_of_figure = len(between.split()) <= _OVER_JOIN and not _JOIN.search(between)
            return not (is_inside or is_of_figure)
    return False


@cache
def _aside() -> Regex:
    words = whole_words(family("rivals.aside.words"))
    who = whole_words(family("function_words.relatives.who"))
    first = whole_words(family("rivals.aside.first"))
    return Regex(rf"(?:,\s+{words}|(?<=\s){who}|\A\W*{first})\s[^,;:.]*,", re.I)


def are_joined(text: str, one: Mention, other: Mention) -> bool:
    """Whether two words are one, or are told of the same with an *and* or *or* between them."""
    first, last = sorted((one, other), key=lambda mention: mention.start)
    return first.start == last.start or _pair().fullmatch(text[first.end : last.start]) is not None


@cache
def _pair() -> Regex:
    joining = whole_words(family("function_words.conjunctions.joining"))
    the = whole_words(family("function_words.determiners.articles"))
    return Regex(rf"\s+{joining}\s+(?:{the}\s+)?", re.I)


def _is_of_another(text: str, mention: Mention, place: Span, figures: Collection[Span]) -> bool:
    """Whether a mention in another clause is nearer to a figure there."""
    _, joins = _marks(text)
    first, last = sorted((mention.start, place[0]))
    if bisect_left(joins, first) == bisect_left(joins, last):
        return False
    own = _distance(text, mention, place, ())
    return any(_distance(text, mention, one, ()) < own for one in figures if one != place)


def _distance(
    text: str, mention: Mention, place: Span, figures: Collection[Span]
) -> tuple[int, bool]:
    """How many words lie between a mention and a figure; and whether it stands before that."""
    is_before = mention.end <= place[0]
    first, last = (mention.end, place[0]) if is_before else (place[1], mention.start)
    if last <= first:
        return 0, False
    words, joins = (bisect_left(each, last) - bisect_left(each, first) for each in _marks(text))
    passed = sum(first <= a and b <= last for a, b in figures if (a, b) != place)
    return words + _OVER_FIGURE * passed + _OVER_JOIN * joins, is_before


@lru_cache(maxsize=8)
def _marks(text: str) -> tuple[list[int], list[int]]:
    """Where the words of a text begin, and what joins its clauses."""
    words = [match.start() for match in _WORD.finditer(text)]
    return words, [match.start() for match in _JOIN.finditer(text)]


@lru_cache(maxsize=2048)
def same_words(text: str) -> frozenset[str]:
    """The single words by which what a text tells can be told as well: *dispatched* of *sent*."""
    told = {(each.family, each.group) for each in mentions(text)}
    tables = read("rivals")["predicates"]
    found = (word for name, group in told for word in tables[name].get(group, ()))
    return frozenset(word for word in found if " " not in word)


@cache
def _within() -> Mapping[str, tuple[str, ...]]:
    return dict(read("rivals")["within"])


def widened(groups: Collection[str]) -> set[str]:
    """These groups, and those that they are a part of."""
    wider = _within()
    return {*groups, *(each for group in groups for each in wider.get(group, ()))}


def befell(label: str) -> str:
    """The participle of a predicate with which a label begins, and a small word behind it: *Killed
    in*; empty where it begins otherwise.
    """
    found = mentions(label)
    first = found[0] if found and found[0].start == 0 else None
    if first is None or _leading().match(label, first.end) is None:
        return ""
    word = label[: first.end].split(maxsplit=1)[0].lower()
    return (
        label[: first.end]
        if word.endswith(family("endings.participles")) or word in _past()
        else ""
    )


@cache
def _leading() -> Regex:
    return Regex(rf"\s+{whole_words(family('function_words.prepositions'))}(?!\w)", re.I)


@cache
def _past() -> frozenset[str]:
    return frozenset(form for forms in read("verbs")["irregular"].values() for form in forms)


def charge(text: str) -> Iterator[str]:
    """The words of a text that accuse somebody."""
    for match in word_pattern("rivals.charges").finditer(text):
        if not is_unlike(text, match.start()):
            yield match[0]


def is_soft(mention: Mention, words: str) -> bool:
    """Whether the words of a mention are of many senses, so that much may be told by them."""
    if mention.group in family("rivals.soft.but_groups"):
        return False
    if mention.family in family("rivals.soft.families"):
        return True
    return stem(words.split(maxsplit=1)[0]) in _soft()


@cache
def _soft() -> frozenset[str]:
    return frozenset(map(stem, family("rivals.soft.words")))


def is_loss(text: str) -> bool:
    """Whether a text tells that something or somebody was lost."""
    return word_pattern("rivals.loss.words").search(text) is not None


def is_partial(text: str) -> bool:
    """Whether a text tells of a part of some time or thing alone."""
    return word_pattern("rivals.partial").search(text) is not None


def whole(text: str) -> Iterator[str]:
    """The words by which a text tells of the whole of some time or thing."""
    for match in word_pattern("rivals.whole").finditer(text):
        if not is_unlike(text, match.start()):
            yield match[0]


def universal(text: str) -> str:
    """The words by which a text takes in all there is; empty where there are none."""
    match = word_pattern("rivals.universal").search(text)
    return match[0] if match else ""
