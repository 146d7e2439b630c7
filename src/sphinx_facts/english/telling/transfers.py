"""Who gives and who takes where something is sold, paid, handed over or lent: *Lind sold the mill
to the village* has Lind give it, and so has *the village bought the mill from Lind*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from ..lexicon import Regex, any_of, families, read, whole_words
from ..stems import small_stems, stems

_ASIDE = Regex(r",[^,;:.…]{1,60},")
_BREAK = Regex(r"[,;:.–—()]")
_FIGURE = "…"
Keys = frozenset[str]


class Transfer(NamedTuple):
    """By stems: what is done, with goods or otherwise, who gives, and who takes."""

    kind: str
    verb: str
    giver: Keys
    taker: Keys


@cache
def _verbs() -> dict[str, tuple[Regex, Regex]]:
    """Of each kind the verbs with which the subject gives, and those with which it takes."""
    be, adverbs = any_of("function_words.auxiliaries.be"), any_of("function_words.adverbs")
    return {
        kind: tuple(
            Regex(
                rf"(?P<be>{be}\s+(?:{adverbs}\s+)?)?"
                rf"(?P<verb>{any_of(f'transfers.kinds.{kind}.{way}')})",
                re.I,
            )
            for way in ("giving", "taking")
        )  # type: ignore[misc]
        for kind in read("transfers")["kinds"]
    }  # fmt: skip


@cache
def _phrase(place: str) -> Regex:
    """The noun phrase behind *by*, *to* or *from*, with what it is of."""
    small = whole_words(families("function_words"))
    the = whole_words(families("function_words.determiners", "whereabouts.owners"))
    of = any_of("clauses.joins.of")
    words = rf"(?:{the}\s+)?(?:(?!{small}\s)[^\W\d_][\w’'-]*\s*){{1,3}}"
    return Regex(
        rf"{any_of(f'transfers.between.{place}')}\s+(?P<noun>{words}(?:{of}\s+{words})?)", re.I
    )


@lru_cache(maxsize=1024)  # Every citation of a fact asks it of all that its record says.
def transfers(text: str) -> tuple[Transfer, ...]:
    """What a clause tells to have been given, and by whom to whom."""
    return tuple(_transfers(text))


def _transfers(text: str) -> Iterator[Transfer]:
    for part in _BREAK.split(_ASIDE.sub(" ", text)):
        for kind, (giving, taking) in _verbs().items():
            for pattern in (giving, taking):
                if match := pattern.search(part):
                    yield _transfer(kind, part, match, gives=pattern is giving)


def _transfer(kind: str, text: str, match: re.Match[str], *, gives: bool) -> Transfer:
    by, to, from_ = (_behind(text, place) for place in read("transfers")["between"])
    subject = text[: match.start()].rpartition(_FIGURE)[2]
    is_passive = bool(match["be"]) or not subject.strip() or _agent().match(text, match.end())
    doer = by if is_passive else stems(subject) - small_stems() - to - from_
    giver, taker = (doer, to) if gives else (from_ or to, doer)
    return Transfer(kind, match["verb"], giver, taker)


@cache
def _agent() -> Regex:
    return Regex(rf"\s+{any_of('transfers.between.by')}", re.I)


def _behind(text: str, place: str) -> Keys:
    found = (match["noun"] for match in _phrase(place).finditer(text))
    return frozenset[str]().union(*map(stems, found)) - small_stems()


def is_turned(one: Transfer, other: Transfer) -> bool:
    """Whether who gives in one takes in the other."""
    if one.kind != other.kind:
        return False
    gives, takes = one.giver - one.taker, one.taker - one.giver
    return _crosses(gives, other.taker, other.giver) or _crosses(takes, other.giver, other.taker)


def _crosses(keys: Keys, there: Keys, here: Keys) -> bool:
    return bool(keys & (there - here)) and not keys & here
