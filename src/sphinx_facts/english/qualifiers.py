"""The words whose loss turns a statement: negations, hedges, conditions, contrasts, bounds.

The words are the lexicon's; `find_qualifiers` finds them in a run of words, `cut_qualifier` beside
an excerpt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from typing import Literal, NamedTuple, get_args

import msgspec

from ..text.words import DASH, is_word, split
from .figures.words import ARTICLES, CURRENCY_SIGNS, MONTHS, NUMBER_WORDS
from .lexicon import family, read

Side = Literal["before", "behind"]
QualifierKind = Literal[
    "negation", "hedge", "condition", "degree", "close", "contrast", "quantity", "quantity behind"
]
"""A *quantity* makes an amount of the number after it, a *quantity behind* of that before it."""

# How many words before and after an excerpt a qualifier of each kind still belongs to it.
_REACH: dict[QualifierKind, tuple[int, int]] = {
    "negation": (3, 3),
    "hedge": (3, 3),
    "condition": (6, 3),
    "degree": (3, 1),
    "close": (1, 1),
    "contrast": (0, 0),
    "quantity": (1, 0),
    "quantity behind": (0, 2),
}
_FAR = 12
_STOPS = frozenset([".", ";", ":", "!", "?", DASH])
_NARROWING = {"early", "mid", "late"}
"""Hedges of dates that only say more: without them less is said."""

_WORDS, _HEDGES = read("qualifiers"), read("hedges")
_AROUND = _WORDS["around"]


def _phrases() -> Iterator[tuple[str, QualifierKind]]:
    hyphened = [p for one in _HEDGES.values() for p in one.get("joined", ())]
    yield from ((f"-{phrase}", "quantity behind") for phrase in hyphened)
    for name, sides in _HEDGES.items():
        if name not in _NARROWING and name != "around":
            yield from ((phrase, "quantity behind") for phrase in sides.get("behind", ()))
            yield from ((phrase, "quantity") for phrase in sides.get("before", ()))
    for kind in get_args(QualifierKind):
        yield from ((phrase, kind) for phrase in _WORDS.get(kind, ()))


_KINDS: dict[tuple[str, ...], list[QualifierKind]] = {}
for _phrase, _kind in _phrases():
    _KINDS.setdefault(tuple(split(_phrase)), []).insert(0, _kind)
_LONGEST = max(map(len, _KINDS))
_HEADS = frozenset(phrase[0] for phrase in _KINDS)

_UN, _CONTRACTED = _AROUND["un"][0], _AROUND["contracted"][0]
_NOT_UN, _UN_WORDS = tuple(_AROUND["not_un"]), frozenset(_AROUND["un_words"])
_UN_NOUNS = tuple(_AROUND["un_nouns"])
_OWNERS, _MIGHT = frozenset(_AROUND["owners"]), _AROUND["might"][0]
_JOINING = [[word] for word in family("function_words.conjunctions.joining.and")]
_NEW_CLAUSE = [[*joining, that] for joining in _JOINING for that in family("clauses.joins.that")]
_DEICTIC = [[word] for word in _AROUND["deictic"]]
_PART = f" {_AROUND['might_of'][0]}"
_SHORT = _AROUND["short"][0]
"""*Two short of the record* denies nothing."""
_SURE = [split(phrase) for phrase in family("clauses.denial.affirmed")]
_AFFIRMING = [
    words
    for words in map(split, family("clauses.negation.affirming"))
    if words[0] in _WORDS["negation"]
]
"""*Not only*: what follows is not denied."""
_APART = frozenset([*family("function_words.relatives"), *_AROUND["apart"]])
"""Behind a comma they begin a clause that has its own negations and hedges."""
_LEADING = frozenset(
    (*family("function_words.prepositions"), *family("function_words.determiners"), *ARTICLES)
)
_SHORTEST_UN = 5
_NUMERIC = re.compile(r"[\d%½¼¾⅓⅔]")
_COUNTING = {"add", "times", "scale", "vague", "span"}


class Qualifier(msgspec.Struct, frozen=True):
    """A word or phrase whose loss would turn a statement: ``words[start:end]``."""

    phrase: str
    kind: QualifierKind
    start: int
    end: int


class Cut(NamedTuple):
    """A qualifier that an excerpt leaves just outside of itself, and the side on which it stands;
    its place is in the words of that side.
    """

    qualifier: Qualifier
    side: Side


def is_number(word: str) -> bool:
    """Whether a word is a number, a sign of money, or an article that may begin an amount."""
    word = word.lower()
    if _NUMERIC.match(word) or word[:1] in CURRENCY_SIGNS or word in ARTICLES:
        return True
    role, value = NUMBER_WORDS.get(word, ("", 0))
    return role in _COUNTING or (role == "nth" and word[-1] == "f" and value > 0)


def find_qualifiers(words: Sequence[str]) -> list[Qualifier]:
    """The negations, hedges, conditions and contrasts among `words`, in order."""
    lower = [word.lower() for word in words]
    found = []
    place = 0
    while place < len(words):
        if not _may_begin(lower[place]):
            place += 1
            continue
        end, kind = _read(words, lower, place)
        if kind:
            phrase = " ".join(words[place:end]).replace(" - ", "-").replace(" -", "-")
            found.append(Qualifier(phrase, kind, place, end))
        place = end
    return found


@lru_cache(maxsize=4096)
def _may_begin(word: str) -> bool:
    return word in _HEADS or word.endswith(_CONTRACTED) or _is_un(word)


def _read(words: Sequence[str], lower: list[str], place: int) -> tuple[int, QualifierKind | None]:
    """The kind of the phrase that begins at `place`, and where it ends."""
    word = lower[place]
    if word in _HEADS:
        for end in range(min(place + _LONGEST, len(words)), place, -1):
            for kind in _KINDS.get(tuple(lower[place:end]), ()):
                if _fits(kind, words, lower, place, end):
                    return end, kind
    if word.endswith(_CONTRACTED):
        return place + 1, "negation"
    is_name = words[place][:1].isupper() and place > 0 and is_word(words[place - 1])
    return place + 1, "close" if _is_un(word) and not is_name else None


def _fits(
    kind: QualifierKind, words: Sequence[str], lower: list[str], place: int, end: int
) -> bool:
    if kind == "quantity":
        return end == len(words) or is_number(words[end])
    if kind == "quantity behind":
        before = words[max(0, place - 2) : place]
        is_after_number = place == 0 or any(map(is_number, before))
        # Of *100 boats and up to 200*, *up to* is the hedge of the second number.
        bounds_other = any(_hedges(words, lower, start) for start in range(place + 1, end + 1))
        return is_after_number and not bounds_other and not _is_counted(words, lower, end)
    return not _only_looks_like_a_hedge(words, lower, place)


def _hedges(words: Sequence[str], lower: list[str], start: int) -> bool:
    """Whether the hedge of a number begins at `start`, and the number behind it."""
    ends = range(start + 1, min(start + _LONGEST, len(words)))
    hedged = (end for end in ends if "quantity" in _KINDS.get(tuple(lower[start:end]), ()))
    return any(_is_counted(words, lower, end) for end in hedged)


def _is_counted(words: Sequence[str], lower: list[str], place: int) -> bool:
    """Whether a number stands at `place`, and no article."""
    is_there = place < len(words) and lower[place] not in ARTICLES
    return is_there and is_number(words[place])


def _is_un(word: str) -> bool:
    """Whether a word has the `un-` of *unfit*, not that of *under*, *until* or *unemployment*."""
    is_long = len(word) >= _SHORTEST_UN and word.startswith(_UN) and word.isalpha()
    return is_long and not (
        word.startswith(_NOT_UN) or word.endswith(_UN_NOUNS) or word in _UN_WORDS
    )


def _only_looks_like_a_hedge(words: Sequence[str], lower: list[str], place: int) -> bool:
    if words[place][:1].isupper() and lower[place] in MONTHS:
        return True
    if lower[place] == _SHORT:
        return place > 0 and is_number(words[place - 1])
    if lower[place] != _MIGHT:
        return False
    is_power = lower[place + 1 : place + 2] == list(_AROUND["might_of"])
    return is_power or (place > 0 and lower[place - 1] in _OWNERS)


# Beside an excerpt


def cut_qualifier(
    before: Sequence[str], behind: Sequence[str], excerpt: Sequence[str] = ()
) -> Cut | None:
    """The hedge or negation that an excerpt leaves just outside of itself, if any.

    The words before and behind the excerpt, folded as by `words.split`, are read as far as their
    clause goes: to a full stop, semicolon, colon or dash; before the excerpt to a comma too,
    which only conditions reach across; behind it to a quotation mark. What makes an amount of a
    number (*over*, *or so*) counts only beside one: without `excerpt`, that is taken to begin with
    a number.
    """
    if found := cut_before(before, excerpt):
        return Cut(found, "before")
    last = next((word for word in reversed(excerpt) if word != '"'), "")
    found = None if last in _STOPS else cut_after(behind, excerpt=excerpt)
    return Cut(found, "behind") if found else None


def clipped(
    before: Sequence[str], behind: Sequence[str], excerpt: Sequence[str] = ()
) -> str | None:
    """The words of `cut_qualifier` alone."""
    found = cut_qualifier(before, behind, excerpt)
    return found.qualifier.phrase if found else None


def cut_before(prefix: Sequence[str], excerpt: Sequence[str] = ()) -> Qualifier | None:
    """The qualifier at the end of `prefix` that belongs to what follows it."""
    skipped = max(0, len(prefix) - _FAR)
    near = [*prefix[skipped:], *excerpt[:_LONGEST]]
    edge = len(prefix) - skipped
    for found in reversed(find_qualifiers(near)):
        if found.start >= edge or _affirms(near, found, edge) or _is_of_noun(near[:edge], found):
            continue
        if near[found.end : edge][:1] in _DEICTIC and found.kind == "condition":
            continue  # *Until then* is a time.
        whole = found.kind == "condition" and prefix[-1] != '"'
        stops = _STOPS if whole else _STOPS | {","}
        if _is_within(near[found.end : edge], _REACH[found.kind][0], stops):
            return _moved(found, skipped)
    return None


def cut_after(
    suffix: Sequence[str], reach: int = 3, excerpt: Sequence[str] = ()
) -> Qualifier | None:
    """The qualifier early in `suffix` that belongs to what is before it."""
    tail = excerpt[-2:]
    apart = suffix[:1] == [","] and suffix[1:2] and suffix[1].lower() in _APART
    for found in find_qualifiers([*tail, *suffix[:_FAR]]):
        if found.start < len(tail):
            continue
        if apart and found.kind != "condition":
            continue
        behind = suffix[found.end - len(tail) :][:1]
        if found.kind == "negation" and behind and _is_counted(behind, [behind[0].lower()], 0):
            continue  # *12 crowns instead of 20* denies nothing of the 12.
        lead = suffix[: found.start - len(tail)]
        if found.kind == "hedge" and [word.lower() for word in lead if is_word(word)] in _JOINING:
            continue  # *Cut 12 trains, and expects more* expects none of the 12.
        if [word.lower() for word in lead if is_word(word)][:2] in _NEW_CLAUSE:
            continue  # *Conceded that 19 were wronged, and that none was told* is of the 19 too.
        if found.kind == "degree" and suffix[:1] == [","] and found.phrase.lower().endswith(_PART):
            continue  # *12 crowns, most of them false* makes no fewer of the 12.
        limit = _REACH[found.kind][1]
        limit = limit if found.kind == "condition" else min(limit, reach)
        if _is_within(suffix[: found.start - len(tail)], limit, _STOPS | {'"'}):
            return _moved(found, -len(tail))
    return None


def _is_of_noun(words: Sequence[str], found: Qualifier) -> bool:
    """Whether a hedge is that of a noun between it and an excerpt: *a doubtful start*."""
    between = words[found.end :]
    is_led = found.start > 0 and words[found.start - 1].lower() in ARTICLES
    return (
        found.kind == "hedge" and is_led and bool(between) and between[-1].lower() not in _LEADING
    )


def _affirms(words: Sequence[str], found: Qualifier, edge: int = 0) -> bool:
    """Whether a qualifier is part of *nobody doubts*, or of *not only* before what is no number; of
    what is cut at `edge`, no more than a denial is left: *not | just a chance*.
    """
    for phrase in _SURE:
        for start in range(max(0, found.end - len(phrase)), found.start + 1):
            end = start + len(phrase)
            if [word.lower() for word in words[start:end]] == phrase and found.end <= end:
                return True
    for phrase in _AFFIRMING:
        for start in range(max(0, found.end - len(phrase)), found.start + 1):
            end = start + len(phrase)
            lower = [word.lower() for word in words[start : end + 1]]
            if lower[: len(phrase)] == phrase and found.end <= end and not start < edge < end:
                return end == len(words) or not _is_counted(words[start:], lower, len(phrase))
    return False


def _moved(found: Qualifier, by: int) -> Qualifier:
    return Qualifier(found.phrase, found.kind, found.start + by, found.end + by)


def _is_within(between: Sequence[str], reach: int, stops: AbstractSet[str]) -> bool:
    return sum(map(is_word, between)) < reach and stops.isdisjoint(between)
