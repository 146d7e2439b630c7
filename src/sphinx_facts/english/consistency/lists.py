"""How many things are listed, held against how many there are said to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...figures.figure import Figure
from ..lexicon import Regex
from .sentence import AND, PAST, Contradiction, Sentence, any_of

_LEAST, _MOST = 2, 20
_NEAR = 40
_PLURAL = rf"(?!{any_of('lists.not_plural')})(?:[^\W\d_]{{2,}}s(?!\w)|{any_of('lists.plural')})"
_COUNTED = Regex(rf"\s(?:[^\W\d_][\w’'-]*\s){{0,2}}?(?![^\W\d_a-z]){_PLURAL}")
_LABEL = Regex(rf"{any_of('lists.labels')}\s\Z", re.IGNORECASE)
_LEAD = Regex(
    rf"(?:\A|[,;:(.!?]\s){any_of('lists.leads')}\s(?:{any_of('small.all')}\s)?\Z", re.IGNORECASE
)
_AROUND = Regex(rf"{any_of('lists.around')}\s(?:{any_of('small.all')}\s)?\Z", re.IGNORECASE)
_OPEN = Regex(any_of("lists.open"), re.IGNORECASE)
_PRONOUN = Regex(any_of("lists.pronouns"), re.IGNORECASE)
_CAPITAL = r"[^\W\d_a-z][\w’'.-]*"
_NAME = rf"{_CAPITAL}(?:\s(?:{any_of('lists.particles')}\s)?{_CAPITAL}){{0,3}}"
_ITEMS = {
    "name": Regex(_NAME),
    "thing": Regex(rf"{any_of('lists.determiners')}(?:\s[^\W\d_][\w’'-]*){{1,4}}", re.IGNORECASE),
    "word": Regex(rf"(?!{PAST})[^\W\d_A-Z][^\W\d_A-Z’'-]*(?:\s[^\W\d_A-Z]+)?|[a-z]{{3}}"),
}
"""What the items of a list are: names, things with an article, plain words that are no verbs (of
three letters they are none: red).
"""
_NAMES = Regex(
    rf"{_NAME}(?:,\s{_NAME})*,?\s{AND}\s{_NAME}(?=\s?[.;)]|,(?!\s[^\W\d_a-z])|\s*\Z|\s[–—-]\s)"
)
_AND, _AND_LAST = Regex(AND), Regex(rf"(?:\A|\s){AND}\s")
_STANDING = Regex(rf"(?:\s?{any_of('lists.standing')}(?:\s{PAST})?){{0,3}}\s?", re.IGNORECASE)


def count_items(text: str, *kinds: str) -> int | None:
    """How many things a list in one line has, which are all of one of these kinds; None where that
    cannot be said for certain.
    """
    *items, last = re.split(r"\s*,\s+", text.strip())
    ends = [end for end in _AND_LAST.split(last) if end.strip()]
    is_closed = _AND_LAST.search(last) is not None
    items = [item.strip() for item in (*items, *ends)]
    if not is_closed or len(ends) > 2 or _PRONOUN.match(items[0]):
        return None
    is_one_kind = any(all(map(_ITEMS[kind].fullmatch, items)) for kind in kinds)
    return len(items) if is_one_kind else None


_Counted = tuple[Figure, int]
"""A figure that counts things, and where the noun of these ends."""


def _counted(text: str, figures: Sequence[Figure], end: int) -> list[_Counted]:
    """The figures of a text that count things, few enough to be listed; `end` is where their
    sentence ends.
    """
    found = []
    for figure in figures:
        noun = _COUNTED.match(text, figure.end, end)
        is_count = figure.kind == "number" and figure.unit is None and not figure.weak
        if not (is_count and noun and figure.numbers) or figure.numbers[0] % 1:
            continue
        if _LEAST <= figure.numbers[0] <= _MOST and not _LABEL.search(_before(text, figure)):
            found.append((figure, noun.end()))
    return found


def _before(text: str, figure: Figure) -> str:
    """The few words before a figure."""
    return text[max(0, figure.whole[0] - _NEAR) : figure.whole[0]]


def _is(figure: Figure, count: int) -> bool:
    return figure.low <= count <= figure.high


def _wrong(text: str, counted: _Counted, count: int) -> Contradiction:
    start, end = counted[0].whole[0], counted[1]
    return Contradiction(start, end, f"{count} are listed, not “{text[start:end]}”")


def check_list(sentence: Sentence) -> Iterator[Contradiction]:
    """As many things are listed as there are said to be."""
    text, end = sentence.text, sentence.end
    if "N" not in sentence.signs or not _AND.search(sentence.signs):
        return
    counted = _counted(text, sentence.figures, end)
    for number, (figure, noun) in enumerate(counted):
        following = counted[number + 1][0].whole[0] if number + 1 < len(counted) else end
        is_led = _LEAD.search(_before(text, figure)) is not None
        count = _listed(text[noun:following], is_led=is_led)
        if count is not None:
            if not any(_is(each, count) for each, _ in counted):
                yield _wrong(text, (figure, noun), count)
            return


def _listed(rest: str, *, is_led: bool) -> int | None:
    """How many things are listed in what stands behind a noun; None where no whole list of them is
    there, or where the noun is led by a preposition and the list may be what comes next.
    """
    if match := re.match(r"\s\(([^()]*)\)", rest):
        return None if _OPEN.search(match[1]) else count_items(match[1], "name", "thing")
    if match := re.match(r",\s", rest):
        names = _NAMES.match(rest, match.end())
        return count_items(names[0], "name") if names and not is_led else None
    match = re.match(r"(?P<between>[^.;:()“”\"\d]{0,80}?)(?::|\s[–—-])\s(?P<list>[^;:“”\"]*)", rest)
    if match is None or _OPEN.search(match["between"]) or _OPEN.search(match["list"]):
        return None
    listed = re.split(r"\s[–—-]\s", match["list"])[0].strip().rstrip(".!?…")
    return count_items(listed, "name", "thing", *([] if match["between"] else ["word"]))


def count_introduced(text: str, figures: Sequence[Figure], items: int) -> Contradiction | None:
    """What is wrong where a text leads to a list of so many items, and says how many; `figures` are
    those of its last sentence.
    """
    counted = _counted(text, figures, len(text))
    if len(counted) != 1:
        return None
    figure, noun = counted[0]
    is_whole = not _OPEN.search(text, noun) and not _AROUND.search(_before(text, figure))
    is_subject = _STANDING.fullmatch(text[noun:].rstrip().removesuffix(":")) is not None
    return (
        _wrong(text, counted[0], items)
        if is_whole and is_subject and not _is(figure, items)
        else None
    )
