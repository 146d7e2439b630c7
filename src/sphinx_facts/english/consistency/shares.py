"""Shares, fractions and parts of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from ...figures.figure import Figure
from ..lexicon import Regex
from .amounts import (
    HUNDRED,
    ONE,
    ZERO,
    Amount,
    amount,
    half_unit,
    last_digit,
    series,
    shown,
    span,
    total,
)  # fmt: skip
from .sentence import OF, OUT_OF, PAST, THE, Contradiction, Sentence, any_of, is_read

_ONE_WHOLE, _SEVERAL = (Regex(any_of(f"shares.{each}")) for each in ("one", "several"))
_PLACE = Regex(rf"\s{any_of('shares.places')}")
_OF = Regex(rf"\s(?:{OUT_OF}|{OF})\s(?:{any_of('small.all')}\s)?([a-z'-]+)")
_SMALL, _WORD = Regex(any_of("shares.small")), Regex(r"[a-z][a-z'-]*")
_JOINED = Regex(rf"[,;]|{any_of('shares.joins')}")
_HEAD = Regex(r"[;:]")
_NEAR, _LONGEST_GAP, _MOST_WORDS = 40, 60, 4


def check_shares(sentence: Sentence) -> Iterator[Contradiction]:
    """Shares of one whole do not come to more than all of it."""
    places, signs = sentence.places("P"), sentence.signs
    if len(places) < 2 or len(sentence.places("YS")) > 1:
        return
    figures = [sentence.at(place) for place in places]
    if any(each.unit != "percent" or not is_read(each) for each in figures):
        return
    come_to = total(map(span, figures))
    off = sum((last_digit(each) / 2 for each in figures), ZERO)
    if come_to.low <= HUNDRED + off or any(each.low > HUNDRED for each in figures):
        return
    gaps = [signs[first + 1 : last] for first, last in pairwise(places)]
    if all(map(_parts_shares, gaps)) and _is_one_whole(signs, places):
        texts = series([sentence.quoted(each)[1:-1] for each in figures])
        message = f"{texts} make {shown(come_to.low)} percent of one whole"
        yield sentence.contradiction(message, *figures)


def _parts_shares(gap: str) -> bool:
    """Whether two percentages are parted as shares in one list are, each with what has it."""
    words = [word for word in _WORD.findall(gap) if not _SMALL.fullmatch(word)]
    is_short = 0 < len(words) <= _MOST_WORDS and len(gap) <= _LONGEST_GAP
    return is_short and _JOINED.search(gap) is not None and not re.search("[A-Z.]", gap)


def _is_one_whole(signs: str, places: list[int]) -> bool:
    """Whether percentages are shares of one thing, of which each can have one alone."""
    if _SEVERAL.search(_ONE_WHOLE.sub(" ", signs)):
        return False
    before = signs[: places[0]]
    about = before if ":" in before else _HEAD.split(before)[-1]
    about += re.split("[,;.]", signs[places[0] : places[0] + _NEAR])[0]
    wholes = {match[1] for place in places if (match := _OF.match(signs, place + 1))}
    ends = [*places[1:], len(signs)]
    placed = [_PLACE.search(signs, *each) for each in zip(places, ends, strict=True)]
    is_one = len(wholes) <= 1 and len([each for each in placed if each]) <= 1
    return is_one and _ONE_WHOLE.search(about) is not None


# ------------------------------------------------------------------- fractions and percentages

_EQUAL = any_of("equal.words")
_EQUALS = rf"(?:,?\s\(\s?(?:{_EQUAL},?\s)?|(?:,|\s-|\s—)\s{_EQUAL},?\s|\s=\s)"
_NOUN = rf"(?:\s(?:{OF}\s)?(?:{THE}\s)?[a-z'-]+){{0,3}}?"
_ENDS = rf"(?!\s?{any_of('equal.others')})"
_SHARE = Regex(
    rf"(?P<one>[PR]){_NOUN}{_EQUALS}(?P<other>[PR]){_ENDS}(?!\s{OF}\s(?!{any_of('parts.them')}))"
)
_ALL = rf"(?:{any_of('small.all')}\s)?"
_OF_ALL = rf"(?:{OUT_OF}|{OF})\s{_ALL}"
_WHOLE_THEN = rf"{_OF_ALL}(?P<whole>N)[^A-Z;()]{{0,60}}?\s"
_SAME = r"\s(?P<noun>[a-z'-]+)"
_IN_COMMAS = r",\s(?P<part>N)(?:\s(?P=noun))?(?=[,.;)]|\s*\Z)"
_OF_WHOLE = tuple(
    Regex(pattern)
    for pattern in (
        rf"(?P<part>N)(?:\s[a-z'-]+)?\s{_OF_ALL}(?P<whole>N){_NOUN}{_EQUALS}(?P<share>[PR]){_ENDS}",
        rf"{_WHOLE_THEN}(?P<part>N){_NOUN}{_EQUALS}(?P<share>[PR]){_ENDS}",
        rf"{_WHOLE_THEN}(?P<share>[PR]){_NOUN}{_EQUALS}(?P<part>N){_ENDS}",
        rf"(?P<share>[PR])\s{OF}\s{_ALL}(?P<whole>N){_NOUN}{_EQUALS}(?P<part>N){_ENDS}",
        rf"(?P<share>[PR])\s{OF}\s{_ALL}(?P<whole>N){_SAME}{_IN_COMMAS}",
        rf"{OF}\s{_ALL}(?P<whole>N){_SAME},?\s(?P<share>[PR]){_IN_COMMAS}",
    )
)
"""18 of the 60 boats (30 percent); of 60 boats 18, or 30 percent; of 60 boats a third, that is 20;
a third of the 60 boats (20); a third of the 60 boats, 20 boats; of 60 boats a third, 20 boats.
"""
_OFF_PERCENT, _OFF_FRACTION = Decimal("2.5"), Decimal(3)


def check_fraction(sentence: Sentence) -> Iterator[Contradiction]:
    """A fraction and a percentage of the same thing are equal, and so is what they are of it."""
    if not sentence.has("PR") or len(sentence.figures) < 2:
        return
    for match in _SHARE.finditer(sentence.signs):
        one, other = sentence.figure(match, "one"), sentence.figure(match, "other")
        if one.kind != other.kind and not _may_be_equal(one, other):
            message = f"{sentence.quoted(one)} is not {sentence.quoted(other)}"
            yield sentence.contradiction(message, one, other)
    seen = set()
    for pattern in _OF_WHOLE:
        for match in pattern.finditer(sentence.signs):
            part, whole = sentence.figure(match, "part"), sentence.figure(match, "whole")
            share = sentence.figure(match, "share")
            if (part.start, share.start) not in seen and (of_all := _is_off(part, whole, share)):
                percent = f"{shown(of_all.middle)} percent"
                of_it = f"{sentence.quoted(part)} of {sentence.quoted(whole)}"
                message = f"{of_it} is {percent}, not {sentence.quoted(share)}"
                yield sentence.contradiction(message, part, whole, share)
            seen.add((part.start, share.start))


def _percent(figure: Figure) -> Amount | None:
    """A fraction or percentage in percent, as it may be rounded; None where it is neither."""
    if not is_read(figure) or figure.unit not in ("percent", None):
        return None
    if figure.unit == "percent":
        is_exact = figure.low == figure.high
        off = max(half_unit(each) for each in figure.numbers) if is_exact else ZERO
        return span(figure).widened(min(off, _OFF_PERCENT))
    about = span(figure).times(HUNDRED)
    return about.widened(about.high * 15 / HUNDRED if figure.hedge else ZERO)


def _may_be_equal(one: Figure, other: Figure) -> bool:
    first, second = _percent(one), _percent(other)
    return first is None or second is None or first.meets(second.widened(ONE / HUNDRED))


def _is_off(part: Figure, whole: Figure, share: Figure) -> Amount | None:
    """What part of the whole it is in percent, where that is not the share; else None."""
    parts, wholes, said = amount(part), amount(whole), _percent(share)
    if parts is None or wholes is None or said is None:
        return None
    if wholes.low <= 0 or not wholes.high.is_finite():
        return None
    of_all = Amount(parts.low / wholes.high, parts.high / wholes.low).times(HUNDRED)
    # What is told as a fraction is seldom exact: half of 91.
    off = ONE if share.unit == "percent" else max(_OFF_FRACTION, said.high / 20)
    return None if of_all.widened(off).meets(said) else of_all


# ---------------------------------------------------------------------------- parts of a whole

_SOME = rf"\s(?!{any_of('parts.no_noun')})[a-z'-]+"
_DID = (
    rf"(?=\s?[,.;:)](?!\s[NUC])|\s*\Z|\s{any_of('parts.verbs')}|\s{PAST}"
    rf"|\s{OF}\s{any_of('parts.them')})"
)
_PART_FIRST = Regex(
    rf"(?P<part>[NUC])\s(?:{OF}\s{any_of('small.all')}|{OUT_OF}(?:\s{any_of('small.all')})?)\s"
    r"(?P<whole>[NUC])"
)
_WHOLE_FIRST = Regex(
    rf"(?:{OUT_OF}\s{_ALL}(?P<all>[NUC])|{OF}\s{_ALL}(?P<whole>[NUC])(?:\s{OF})?{_SOME})"
    rf"(?:{_SOME}){{0,2}},?\s(?P<part>[NUC]){_DID}"
)
_BE = Regex(rf"{any_of('parts.be')}\s\Z")


def check_part(sentence: Sentence) -> Iterator[Contradiction]:
    """A part is not larger than its whole."""
    if len(sentence.places("NUC")) < 2:
        return
    for part, whole in _parts_of(sentence):
        parts, wholes = amount(part), amount(whole)
        if part.unit != whole.unit or parts is None or wholes is None:
            continue
        if parts.low > wholes.high:
            message = f"{sentence.quoted(part)} is more than all of {sentence.quoted(whole)}"
            yield sentence.contradiction(message, part, whole)


def _parts_of(sentence: Sentence) -> Iterator[tuple[Figure, Figure]]:
    """The figures that count a part of what others count, with these."""
    for match in _PART_FIRST.finditer(sentence.signs):
        part = sentence.figure(match, "part")
        # What begins with a capital letter begins another sentence.
        end = part.whole[1]
        if sentence.text[end : end + 2].lstrip()[:1].islower():
            yield part, sentence.figure(match, "whole")
    for match in _WHOLE_FIRST.finditer(sentence.signs):
        if not _BE.search(sentence.signs[: match.start("part")]):
            whole = sentence.figure(match, "whole" if match["whole"] else "all")
            yield sentence.figure(match, "part"), whole
