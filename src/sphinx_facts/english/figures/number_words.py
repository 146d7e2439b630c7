"""Numbers in words: cardinals, ordinals, shares, vague and weak amounts, spans of time."""

from __future__ import annotations

import re
from decimal import Decimal

from ...figures.figure import INFINITY, ONE, Kind
from . import words
from .dates import DAYS, as_date, month_before, with_century, with_clock
from .quantity import MAX_DIGITS, Quantity, but, exact, negated, tidy, times, valued
from .scales import multiplied
from .text import SPACED_WORD, WORD, Text
from .units import with_unit

_NEXT_WORD = re.compile(rf"(?:\s{{1,3}}|\s?[-—]\s?)({words.AND}\s{{1,3}})?([a-z]+)")
_DENOMINATOR = re.compile(rf"-{words.NTHS}\b")
_POINT = re.compile(
    rf"\s{{1,2}}{words.small('links', 'point')}((?:[\s-]{{1,2}}{words.DIGIT_WORDS}\b)+)"
)
_OF_SCALE = re.compile(
    rf"[\s-]{{1,2}}(?:(?:{words.OF}\s)?{words.ARTICLE}\s{{1,2}})?({words.SCALE_WORDS})\b"
)
_OF_UNIT = re.compile(rf"(?:\s{{1,2}}(?:{words.OF}\s)?{words.ARTICLE}\s{{1,2}}|[\s-])([a-z]+)\b")
_OF_A_UNIT = re.compile(rf"\s{{1,2}}{words.OF}\s{words.ARTICLE}\s{{1,2}}([a-z]+)\b")
_OF_VAGUE = re.compile(rf"\s{{1,2}}({words.small('shares', 'of')})\s{{1,2}}([a-z]+)\b")
_OF = words.small_words("links", "of")
_SHARE_FOLLOWS = re.compile(rf"\s+{words.small('shares', 'behind')}\b|[^\w\s-]|\s*$")
_ROUGHLY = words.small_words("shares", "roughly")
_AS_FEW = re.compile(rf"\s{words.small('links', 'as')}\s")
_NO_ONE = re.compile(rf"\b{words.small('links', 'no')}-\Z")
_AT = words.small_words("links", "at")
_UNIT_AND = re.compile(rf"\b{words.ARTICLE}\s([^\W\d_]+)\s{words.AND}\s\Z")
_LONGEST_UNIT = 30
_MOST_COUNT = 10**24
_MOST_DAYS, _MOST_HOURS = 31, 24
_PARTS = ("half", "quarter")
"""Ordinals in the table of numbers that are parts alone."""


def number_word(text: Text, pos: int, floor: int) -> Quantity | None:
    """The figure that begins with the number word at `pos`; None where it is none.

    What is read is what the table of number words says that the word does.
    """
    match = WORD.match(text.low, pos)
    assert match is not None
    role, value = words.NUMBER_WORDS[match[0]]
    last, begin = text.last_word(pos, floor)
    if (phrase := words.PHRASES.get(f"{last} {match[0]}")) is not None:
        return _phrase(text, begin, match.end(), phrase, floor)
    found = _ROLES[role](text, pos, match.end(), value, floor)
    if found is None or found.kind == "date":
        return found
    found = but(found, spelled=True)
    if role in ("decade", "multiple"):
        return found
    if last in words.ARTICLES:
        return but(found, start=min(begin, found.start))
    return negated(found, begin) if last in words.MINUS else found


def _phrase(text: Text, pos: int, end: int, value: int, floor: int) -> Quantity:
    """A baker's dozen: two words that are worth something else than the second alone."""
    last, begin = text.last_word(pos, floor)
    start = begin if last in words.ARTICLES else pos
    return with_unit(text, but(exact(start, end, value), spelled=True))


# --------------------------------------------------------------------------------- cardinals


class _Count:
    """The value of number words read one after the other."""

    __slots__ = ("group", "last", "room", "started", "total")

    def __init__(self) -> None:
        self.total = self.group = 0
        self.room = self.last = _MOST_COUNT
        self.started = False

    @property
    def value(self) -> int:
        return self.total + self.group

    def take(self, role: str, value: int, linked: bool) -> bool:
        """Take in the next word, `linked` by "and" or not; False where it does not go on."""
        if role == "add":
            if value >= self.room or not (value or not self.started):
                return False
            self.group += value
            self.room = 10 if value >= 20 else 1
        elif linked or value * max(self.group, self._carried(value)) > _MOST_COUNT:
            return False
        elif role == "times":
            if self.group >= 100 or (self.started and not self.group):
                return False
            self.group = (self.group or 1) * value
            self.room = value if value == 100 else 1
        elif role == "scale" and (value < self.last or not self.group):
            new = (self.group or 1) * value if self.group or not self.started else 0
            self.total = self.total + new if new else self.total * value
            self.group, self.room, self.last = 0, value, value
        else:
            return False
        self.started = True
        return True

    def _carried(self, value: int) -> int:
        return self.total if value >= self.last else 0

    def is_century(self) -> bool:
        """Whether a number of two digits may follow as in "nineteen ninety"."""
        return not self.total and 15 <= self.group <= 20

    def nth(self, value: int) -> int:
        """The number with the ordinal that ends it; 0 where it does not."""
        if not self.started:
            return 0
        if value >= 100 and self.group:
            return self.total + self.group * value
        return self.value + value if value < self.room and (value != 2 or self.room == 10) else 0


_Run = tuple[int, int, Kind]
"""A value, where its words end, and what they end as: a number, an ordinal or a year."""


def _read_run(text: Text, pos: int, may_link: bool) -> _Run:
    """Read number words from `pos`: two hundred and five, twenty-first, nineteen ninety-six."""
    count, end, linked = _Count(), pos, False
    match = WORD.match(text.low, pos)
    word = match[0] if match else ""
    while match is not None:
        role, value = words.NUMBER_WORDS.get(word, ("", 0))
        if role == "nth" and word not in _PARTS and (nth := count.nth(value)):
            return nth, match.end(), "ordinal"
        if role == "add" and value >= 10 and count.is_century() and not linked:
            return _spoken_year(text, count.value, value, match.end())
        is_tens = role == "add" and value >= 20 and count.started
        if is_tens and _DENOMINATOR.match(text.low, match.end()):
            break  # Two hundred thirty-fifths are shares of a thirty-fifth.
        if not count.take(role, value, linked):
            break
        end = match.end()
        match = _NEXT_WORD.match(text.low, end)
        if match is not None:
            linked, word = match[1] is not None, match[2]
            ends = not may_link or count.room <= 10 or _is_share(text, match.end(), word)
            if linked and ends:
                break
    return count.value, end, "number"


def _is_share(text: Text, end: int, word: str) -> bool:
    """Whether `word` and what follows `end` is a share: "two million and three quarters"."""
    match = _NEXT_WORD.match(text.low, end)
    if match is None or match[1] or words.NUMBER_WORDS.get(word, ("", 0))[0] != "add":
        return False
    return match[2] in _PARTS or words.NUMBER_WORDS.get(match[2], ("", 0))[0] == "nths"


def _spoken_year(text: Text, hundreds: int, value: int, end: int) -> _Run:
    """Nineteen ninety-six: `value` is the second number, which ends at `end`."""
    if value >= 20 and (match := _NEXT_WORD.match(text.low, end)) and not match[1]:
        role, more = words.NUMBER_WORDS.get(match[2], ("", 0))
        if role == "add" and 0 < more < 10:
            value, end = value + more, match.end()
    return hundreds * 100 + value, end, "year"


def _cardinal(text: Text, pos: int, end: int, value: int, floor: int) -> Quantity | None:
    """Twelve, two hundred and five, three million, nineteen ninety, twenty-first, two thirds.

    Grammar: word … [``and`` word …] [``point`` digit words] [multiplier …] [unit] [rate].
    """
    last, _ = text.last_word(pos, floor)
    is_closed = value < 20 and text.is_quiet(end)
    ending: Kind = "number"
    if not is_closed:
        value, end, ending = _read_run(text, pos, last != words.BETWEEN)
    quantity = but(exact(pos, end, value), spelled=True, weak=value == 1)
    if quantity.weak and _is_pronoun(text, pos, end, last):
        return None
    if ending == "year":
        return but(quantity, kind="year")
    month, begin = 0, pos
    if value <= _MOST_DAYS or ending != "number":
        month, begin = month_before(text, pos, floor)
    if month and value > DAYS[month - 1]:
        quantity = but(quantity, start=begin)
    is_closed = not month and (is_closed or text.is_quiet(end))
    quantity = but(quantity, closed=is_closed)
    if ending == "ordinal":
        ordinal = but(quantity, kind="ordinal", weak=True)
        date = None if is_closed else as_date(text, but(ordinal, start=begin), month)
        return date or (ordinal if is_closed else with_century(text, ordinal))
    if is_closed:
        return quantity
    return _share(text, quantity, value) or _multiplied(text, quantity, value, (month, begin))


def _multiplied(text: Text, quantity: Quantity, value: int, month: tuple[int, int]) -> Quantity:
    """ "five and a half million", "three point two", "two million and a half"."""
    if match := _POINT.match(text.low, quantity.end):
        spoken = match[1].replace("-", " ").split()
        digits = "".join(str(words.NUMBER_WORDS[word][1]) for word in spoken)
        if len(digits) < MAX_DIGITS:
            point = valued(quantity, Decimal(f"{value}.{digits}"), match.end())
            quantity = but(point, weak=False)
    if value >= 1000 and not value % 1000:
        zeros = len(str(value)) - len(str(value).rstrip("0"))
        quantity = but(quantity, scale=Decimal(10**zeros // 1000 * 1000))
    quantity = multiplied(text, quantity)
    quantity = but(quantity, weak=quantity.weak and quantity.numbers == (ONE,))
    if value <= _MOST_DAYS and (date := as_date(text, but(quantity, start=month[1]), month[0])):
        return date
    if value <= _MOST_HOURS and (time := with_clock(text, quantity)):
        return time
    return with_unit(text, quantity)


def _is_pronoun(text: Text, pos: int, end: int, last: str) -> bool:
    """Whether `one` counts nothing: no one, one another, one should."""
    if last in words.NOT_BEFORE_ONE or _NO_ONE.search(text.low, max(0, pos - 4), pos):
        return True
    match = SPACED_WORD.match(text.low, end)
    if match and match[1] in words.NOT_AFTER_ONE:
        return True
    return text.low.startswith(words.IDIOMS, pos)


# ------------------------------------------------------------------------ shares and ordinals


def _share(text: Text, quantity: Quantity, value: int) -> Quantity | None:
    """Two thirds, one-fifth, one half, one twenty-fifth, two thirds of a mile."""
    match = _NEXT_WORD.match(text.low, quantity.end)
    if match is None or match[1] or not value:
        return None
    role, of = words.NUMBER_WORDS.get(match[2], ("", 0))
    if role == "add" and of >= 20 and (ones := _NEXT_WORD.match(text.low, match.end())):
        last, more = words.NUMBER_WORDS.get(ones[2], ("", 0))
        if last in ("nth", "nths") and more < 10 and not ones[1]:
            role, of, match = last, of + more, ones
    if role != "nths" and match[2] != _PARTS[0] and not (value == 1 and role == "nth" and of > 2):
        return None
    part = valued(quantity, Decimal(value) / of, match.end())
    part = but(part, kind="fraction", weak=False)
    return with_unit(text, _of_scale(text, part) or _of_unit(text, part) or part)


def _nth(text: Text, pos: int, end: int, value: int, floor: int) -> Quantity | None:
    """An ordinal, or a share: the third, a third, half a million, a quarter of an hour."""
    word = text.low[pos:end]
    last, _ = text.last_word(pos, floor)
    is_first = value == 1 and last in _AT
    if text.low.startswith(words.IDIOMS, pos) or is_first:
        return None
    has_article = last in words.ARTICLES
    if value > 2 and not has_article and (match := _OF_A_UNIT.match(text.low, end)):
        has_article = words.UNITS.get(match[1]) in words.CONVERTIBLE  # tenth of a mile
    is_share = _SHARE_FOLLOWS.match(text.low, end) or _is_roughly(text, pos, floor)
    if word in _PARTS or (has_article and value > 2 and is_share):
        is_weak = word == _PARTS[0] or not has_article
        part = but(exact(pos, end, ONE / value, "fraction"), weak=is_weak)
        begin = text.last_word(pos, floor)[1] if last in words.ARTICLES else pos
        if (more := _of_unit_before(text, part, begin, floor)) is not None:
            return more
        return _of_scale(text, part) or _of_unit(text, part) or part
    ordinal = but(exact(pos, end, value, "ordinal"), weak=True)
    month, begin = month_before(text, pos, floor)
    ordinal = but(ordinal, start=begin)
    return as_date(text, ordinal, month) or with_century(text, ordinal)


def _is_roughly(text: Text, pos: int, floor: int) -> bool:
    """Whether what stands before an article makes a share of it: *roughly a third voted*."""
    _, begin = text.last_word(pos, floor)
    return text.last_word(begin, floor)[0] in _ROUGHLY


def _nths(text: Text, pos: int, end: int, value: int, floor: int) -> Quantity:
    """Thirds, tenths: some of them, which is no value."""
    return Quantity(pos, end, (Decimal(value),), ONE / value, INFINITY, "fraction", weak=True)


def _of_scale(text: Text, part: Quantity) -> Quantity | None:
    """Half a million, two thirds of a million."""
    match = _OF_SCALE.match(text.low, part.end)
    if match is None:
        return None
    scale = Decimal(words.MULTIPLIERS[match[1]])
    whole = valued(part, tidy(part.numbers[0] * scale), match.end())
    return with_unit(text, but(whole, scale=scale, kind="number", weak=False))


def _of_unit(text: Text, part: Quantity) -> Quantity | None:
    """Half an hour, a quarter of a mile."""
    match = _OF_UNIT.match(text.low, part.end)
    unit = words.UNITS.get(match[1]) if match else None
    if match is None or unit is None or unit not in words.CONVERTIBLE:
        return None
    return but(part, unit=unit, end=match.end(), weak=False, kind=_kind_of(unit))


def _of_unit_before(text: Text, part: Quantity, pos: int, floor: int) -> Quantity | None:
    """An hour and a half: the part is of a unit that is named before it, once."""
    first = max(floor, pos - _LONGEST_UNIT)
    match = _UNIT_AND.search(text.low[first:pos])
    unit = words.UNITS.get(match[1]) if match else None
    if match is None or unit is None or unit not in words.CONVERTIBLE:
        return None
    whole = exact(first + match.start(), part.end, ONE + part.numbers[0], "number")
    return but(whole, unit=unit, kind=_kind_of(unit))


def _kind_of(unit: str) -> Kind:
    return "duration" if words.KINDS.get(unit) == "duration" else "number"


# ---------------------------------------------------------------------- vague and weak amounts


def _vague(text: Text, pos: int, end: int, value: int, floor: int) -> Quantity:
    """Dozens, hundreds of thousands: from two of them up."""
    scale = value
    for _ in range(3):
        match = _OF_VAGUE.match(text.low, end)
        role, more = words.NUMBER_WORDS.get(match[2], ("", 0)) if match else ("", 0)
        if match is None or role != "vague" or scale * more > _MOST_COUNT:
            break
        scale, end = scale * more if match[1] in _OF else max(scale, more), match.end()
    number = Decimal(scale)
    quantity = Quantity(pos, end, (number,), 2 * number, INFINITY)
    return quantity if text.is_quiet(end) else with_unit(text, quantity)


def _span(text: Text, pos: int, end: int, value: int, floor: int) -> Quantity:
    """A decade, decades: so many years."""
    span = but(exact(pos, end, value, "duration"), unit="year")
    if text.low[pos:end] in words.OPEN_SPANS:
        return but(span, low=2 * span.numbers[0], high=INFINITY)
    return but(span, weak=text.last_word(pos, floor)[0] not in words.ARTICLES)


def _weak(text: Text, pos: int, end: int, value: int, floor: int) -> Quantity | None:
    """Twice, several, a couple of: weak, but with a multiplier not."""
    word = text.low[pos:end]
    if floor and word.endswith("s") and text.low[floor:pos].isspace():
        return None  # 312 pairs: a noun that is counted.
    if word in words.AT_LEAST and _AS_FEW.match(text.low, end):
        return None
    quantity = but(exact(pos, end, value), weak=True)
    if word in words.AT_LEAST:
        quantity = but(quantity, high=INFINITY)
    if word in words.MULTIPLES:
        return but(quantity, kind="multiple", unit="times")
    match = SPACED_WORD.match(text.low, end)
    if match and match[1] in _OF:
        match = SPACED_WORD.match(text.low, match.end())
        unit = words.UNITS.get(match[1]) if match else None
        if match and match[1] in words.MULTIPLIERS and len(match[1]) > 3:
            return _many(text, quantity, match)  # a couple of hundred
        if match is None or unit is None:
            return quantity
        return but(quantity, unit=unit, end=match.end(), kind=_kind_of(unit))
    if match and match[1] in words.MULTIPLIERS and len(match[1]) > 3:
        return _many(text, quantity, match)
    return but(with_unit(text, quantity), weak=quantity.weak)


def _many(text: Text, quantity: Quantity, match: re.Match[str] | None) -> Quantity:
    """Several hundred thousand: a weak amount with its multipliers is none."""
    while match and match[1] in words.MULTIPLIERS and len(match[1]) > 3:
        quantity = but(times(quantity, words.MULTIPLIERS[match[1]]), end=match.end(), weak=False)
        match = SPACED_WORD.match(text.low, quantity.end)
    return but(with_unit(text, quantity), weak=False)


def _multiple(text: Text, pos: int, end: int, value: int, floor: int) -> Quantity:
    """Tenfold."""
    return but(exact(pos, end, value, "multiple"), unit="times")


def _decade(text: Text, pos: int, end: int, value: int, floor: int) -> Quantity:
    """The nineties."""
    decade = exact(pos, end, value, "decade")
    return but(decade, unit="date", high=Decimal(value + 9))


_ROLES = {
    "add": _cardinal, "times": _cardinal, "scale": _cardinal, "nth": _nth, "nths": _nths,
    "vague": _vague, "span": _span, "weak": _weak, "multiple": _multiple, "decade": _decade,
}  # fmt: skip
