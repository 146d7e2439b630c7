"""Totals in prose, held against their parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...figures.figure import Figure
from ..lexicon import Regex
from .amounts import adds_up, amount, series, shown_sum, total
from .sentence import AND, OTHER, Contradiction, Sentence, any_of, without_dates

_COUNTS = "NUCT"
_CUE = rf"(?:{any_of('sums.links')}\s)?{any_of('sums.before')}"
_LEADS = Regex(rf"(?:[,;:(—]|\s-)\s?{_CUE}[:,]?\s(?:{any_of('sums.then')}\s)?\Z")
_OPENS = Regex(rf"(?:\A|[,;:(—]\s?|\s){any_of('sums.before')}(?:\s[a-z]+){{0,3}}\s\Z")
_FOLLOWS = Regex(rf"(?:\s[a-z'-]+){{0,3}},?\s{any_of('sums.behind')}")
_OPEN, _AND, _CUED = Regex(any_of("sums.open")), Regex(AND), Regex(_CUE)
# Between two parts of a list: what the first counts, a comma or an and, what leads to the second.
_JOIN = Regex(rf"(?:\s[^A-Z,;:()]{{0,40}})?(?:[,;](?:\s{AND})?|\s{AND})\s(?:[^A-Z,;()]{{0,30}})?")
_UP_TO_TOTAL = Regex(r"[^NUCBPRMTW]{0,60}[,;:(—)-]\s?[^NUCBPRMTW]{0,40}")
_DOWN_TO_PARTS = Regex(rf"{OTHER}{{0,60}}(?:[:(—]|\s-)\s?{OTHER}{{0,30}}")
_FAR_OFF = 2
"""A total so many times as large or small as what is told before it is one of something else."""


def check_sum(sentence: Sentence) -> Iterator[Contradiction]:
    """A total is what its parts come to."""
    places = sentence.places(_COUNTS)
    for place in places if len(places) > 2 else ():
        before, behind = sentence.signs[:place], sentence.signs[place + 1 :]
        closes = _LEADS.search(before) is not None or _FOLLOWS.match(behind) is not None
        if not closes and not _OPENS.search(before):
            continue
        parts = _parts_before(sentence, place) if closes else []
        parts = parts or _parts_behind(sentence, place)
        if len(parts) > 1:
            yield from _compare(sentence, sentence.at(place), parts)
            return


def _parts_before(sentence: Sentence, place: int) -> list[Figure]:
    """The list of parts that a total closes; none where it may hold others."""
    places = [each for each in sentence.places(_COUNTS) if each < place]
    between = sentence.signs[places[-1] + 1 : place] if places else ""
    leads = _CUED.split(between)[0]
    if not _UP_TO_TOTAL.fullmatch(between) or _OPEN.search(leads) or _AND.search(leads):
        return []
    run = [places.pop()]
    while places and _is_joined(sentence, places[-1], run[0], place):
        run.insert(0, places.pop())
    return [sentence.at(each) for each in run if _is_like(sentence, each, place)]


def _parts_behind(sentence: Sentence, place: int) -> list[Figure]:
    """The list of parts that a total opens; none where it may hold others."""
    signs = sentence.signs
    places = [each for each in sentence.places(_COUNTS) if each > place]
    between = signs[place + 1 : places[0]] if places else ""
    if not _DOWN_TO_PARTS.fullmatch(between) or _OPEN.search(between):
        return []
    run = [places.pop(0)]
    while places and _is_joined(sentence, run[-1], places[0], place):
        run.append(places.pop(0))
    end = re.split(r"[.;)]", signs[run[-1] + 1 :])[0]
    is_closed = len(run) > 1 and _AND.search(signs[run[-2] : run[-1]]) is not None
    if places or not is_closed or _OPEN.search(end) or _AND.search(end):
        return []
    return [sentence.at(each) for each in run]


def _is_joined(sentence: Sentence, first: int, last: int, whole: int) -> bool:
    """Whether two figures stand beside each other in a list of parts of the whole."""
    words = without_dates(sentence.signs[first + 1 : last])
    is_listed = _JOIN.fullmatch(words) is not None and _OPEN.search(words) is None
    return is_listed and _is_like(sentence, first, whole) and _is_like(sentence, last, whole)


def _is_like(sentence: Sentence, part: int, whole: int) -> bool:
    return sentence.at(part).unit == sentence.at(whole).unit


def _compare(sentence: Sentence, whole: Figure, parts: list[Figure]) -> Iterator[Contradiction]:
    said, every = amount(whole), [amount(part) for part in parts]
    amounts = [each for each in every if each is not None]
    if said is None or len(amounts) < len(every) or adds_up(amounts, said):
        return
    come_to = total(amounts)
    if come_to.low <= said.high * _FAR_OFF and said.low <= come_to.high * _FAR_OFF:
        texts = series([sentence.quoted(part)[1:-1] for part in parts])
        message = f"{texts} make {shown_sum(come_to)}, not {sentence.quoted(whole)}"
        yield sentence.contradiction(message, *parts, whole)
