"""What a figure is worth: its numbers, its place in the calendar, its interval behind a hedge."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation
from fractions import Fraction

import msgspec

from ...figures.figure import INFINITY, ONE, Kind
from .vocabulary import SCALE

MAX_DIGITS = 24  # Longer runs of digits are identifiers: their value is not read.
MAX_COUNT = 10**24
_FIVE_PERCENT = Decimal("0.05")
_HALF = Decimal("0.5")


class Part(msgspec.Struct, gc=False):
    """A figure while it is read. `low` and `high` are None where the value cannot be read."""

    start: int
    end: int
    numbers: tuple[Decimal, ...]
    low: Decimal | None = None
    high: Decimal | None = None
    kind: Kind = "number"
    unit: str | None = None
    weak: bool = False
    scale: Decimal = ONE
    """What multipliers have multiplied the number by."""
    spelled: bool = False
    """Whether the number is written in words."""
    closed: bool = False
    """Whether nothing that follows can belong to it, except a hedge."""

    def become(self, value: Decimal, end: int) -> None:
        """Take another value, read up to `end`."""
        self.numbers, self.low, self.high, self.end = (value,), value, value, end

    def negate(self) -> None:
        self.numbers = tuple(-number for number in self.numbers)
        if self.low is not None and self.high is not None:
            self.low, self.high = -self.high, -self.low

    def multiply(self, factor: Decimal) -> None:
        self.numbers = tuple(number * factor for number in self.numbers)
        if self.low is not None and self.high is not None:
            self.low, self.high = self.low * factor, self.high * factor


def exact(start: int, end: int, value: Decimal | int, kind: Kind = "number") -> Part:
    """A part of one number."""
    value = Decimal(value)
    return Part(start, end, (value,), value, value, kind)


def decimal(run: str) -> Decimal | None:
    """The value of digits with their separators; None where it is too long to be a number."""
    if len(run) > MAX_DIGITS:
        return None
    try:
        return Decimal(run)
    except InvalidOperation:
        return Decimal(re.sub(r"[^\d.]", "", run))


def is_whole(value: Decimal) -> bool:
    """Whether `value` has no fraction."""
    return value == value.to_integral_value()


def of_sign(sign: str) -> Decimal:
    """The value of ½ or ①."""
    above, below = unicodedata.numeric(sign).as_integer_ratio()
    if below > 1000:  # A third has no exact float.
        name = Fraction(unicodedata.numeric(sign)).limit_denominator(100)
        above, below = name.numerator, name.denominator
    return Decimal(above) / below


def tidy(value: Decimal) -> Decimal:
    """`value` without the remains of a division: 666666.666666667."""
    return value.quantize(Decimal("1e-9")).normalize() + 0


class Count:
    """The value of number words read one after the other."""

    __slots__ = ("group", "last", "room", "started", "total")

    def __init__(self) -> None:
        self.total = self.group = 0
        self.room = self.last = MAX_COUNT
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
        elif linked or value * max(self.group, self.total if value >= self.last else 0) > MAX_COUNT:
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


def is_smaller(unit: str | None, than: str | None) -> bool:
    """Whether `unit` is a smaller unit of the same kind, as hours are even to years."""
    if unit not in SCALE or than not in SCALE:
        return False
    (base, factor), (other, other_factor) = SCALE[unit], SCALE[than]
    return factor < other_factor if base == other else (base, other) == ("second", "month")


def added(part: Part, sub: Part, written: tuple[Decimal, ...]) -> Part:
    """The sum of two quantities, the second in a smaller unit; money stays in the larger one."""
    assert part.unit is not None
    assert sub.unit is not None
    (base, factor), (other, smaller) = SCALE[part.unit], SCALE[sub.unit]
    if base != other:
        return Part(part.start, sub.end, written, kind="duration", unit=part.unit)
    if part.kind == "currency":
        value, unit = part.numbers[0] + sub.numbers[0] * smaller / factor, part.unit
    else:
        value, unit = part.numbers[0] * factor / smaller + sub.numbers[0], sub.unit
    result = exact(part.start, sub.end, value, part.kind)
    result.unit, result.spelled = unit, part.spelled
    return result


# ----------------------------------------------------------------------------------- calendar


def full_year(year: str | None) -> int:
    """The year of four or of two digits; 0 where none is written."""
    number = int(year.lstrip("'")) if year else 0
    return number if number > 99 or not year else number + (1900 if number > 49 else 2000)


def day_value(year: int, month: int, day: int) -> Decimal:
    """A day as a number: year.monthday, the year 0 where it is not known."""
    return Decimal(f"{year}.{month:02}{day:02}")


def numeric_date(start: int, match: re.Match[str]) -> Part:
    """A date in digits; its value is read where the day cannot be taken for the month."""
    first, second, third = match[1], match[3], match[4]
    part = Part(
        start, match.end(), tuple(map(Decimal, (first, second, third))), None, None, "date", "date"
    )
    if len(first) == 4:
        order = (first, second, third)
    elif int(first) > 12 >= int(second):
        order = (third, second, first)
    elif int(second) > 12 >= int(first) or first == second:
        order = (third, first, second)
    else:
        return part
    part.low = part.high = day_value(full_year(order[0]), int(order[1]), int(order[2]))
    return part


def clock_time(start: int, end: int, hour: str, minute: str | None, half: str | None) -> Part:
    """A time of day: `half` is "a", "p" or None."""
    hours = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    part = exact(start, end, 60 * hours + int(minute or 0), "date")
    part.numbers = tuple(Decimal(number) for number in (hour, minute) if number)
    part.unit = "time"
    return part


def fraction(start: int, match: re.Match[str]) -> Part:
    """1/2, or the years 2013/14."""
    above, below = decimal(match[1]), decimal(match[2])
    if above is None or not below:
        return Part(start, match.end(), ())
    if len(match[1]) == 4 and len(match[2]) == 2 and int(match[1]) % 100 < int(match[2]):
        return Part(start, match.end(), (above, below), above, above + 1, "range")
    part = exact(start, match.end(), above / below, "fraction")
    part.numbers = part.numbers if above < below else (above, below)  # 11/10
    return part


# ------------------------------------------------------------------------------------- ranges


def joined(first: Part, second: Part, mark: str) -> Part | None:
    """Two quantities and what joins them as one range; None where they stay two figures."""
    part = Part(first.start, second.end, (*first.numbers, *second.numbers), kind="range")
    if "date" in (first.kind, second.kind):
        return _joined_dates(part, first, second)
    if first.low is None or second.high is None or first.unit not in (None, second.unit):
        return None
    if "decade" in (first.kind, second.kind) and first.kind != second.kind:
        return None
    if "year" in (first.kind, second.kind) and not _are_years(first.low, second.high, mark):
        return None
    part.unit = second.unit
    low, high = first.low, second.high
    if first.scale == 1 < second.scale and low * second.scale < high:  # 2 to 3 million
        low *= second.scale
        part.numbers = (low, *second.numbers)
    if mark == "-" and first.kind == "year" and high < 100:  # 2010-11
        high += low - low % 100
    if low < high:
        part.low, part.high = low, high
        return part
    part.kind = "number"  # a score: 3-1
    return part if mark == "-" else None


def _are_years(low: Decimal, high: Decimal, mark: str) -> bool:
    return 1000 <= low <= 2199 and (1000 <= high <= 2199 or (mark == "-" and high < 100))


def _joined_dates(part: Part, first: Part, second: Part) -> Part | None:
    """Dates, or a date and a bare day: 13 to 15 July."""
    dated = second if second.kind == "date" else first
    bare = first if dated is second else second
    part.unit = dated.unit
    if bare.kind != "date" and (bare.unit or bare.kind not in ("number", "ordinal")):
        return None
    if first.unit == second.unit == dated.unit:
        low, high = first.low, second.high
        if low is not None and high is not None and low < 1 <= high:
            low += int(high)
    elif dated.low is None or bare.low is None or dated.unit == "time" or not 1 <= bare.low <= 31:
        return part if dated.unit == "time" else None
    else:
        day = day_value(int(dated.low), int(dated.low % 1 * 100), int(bare.low))
        low, high = (day, second.high) if bare is first else (first.low, day)
    if low is not None and high is not None and low <= high:
        part.low, part.high = low, high
    return part


# --------------------------------------------------------------------------------- intervals

Interval = tuple[Decimal, Decimal, bool, bool]
"""Low, high, and whether each end is outside."""


def interval(part: Part, families: Iterable[str]) -> Interval:
    """The interval of `part` behind hedges of these families, the nearest first."""
    if part.low is None or part.high is None:
        return -INFINITY, INFINITY, True, True
    result = (part.low, part.high, part.low.is_infinite(), part.high.is_infinite())
    for family in families:
        result = _HEDGED[family](*result, part.kind)
    return result


def slack(value: Decimal, kind: Kind = "number") -> Decimal:
    """How far a round number reaches: half a unit of its last digit but zeros, at most 5 %."""
    if not value.is_finite() or not value:
        return Decimal(0)
    most = abs(value) * _FIVE_PERCENT
    if kind == "fraction":
        return most
    return min(most, _HALF.scaleb(value.normalize().as_tuple().exponent))  # type: ignore[arg-type]


def _about(low: Decimal, high: Decimal, low_open: bool, high_open: bool, kind: Kind) -> Interval:
    return low - slack(low, kind), high + slack(high, kind), low_open, high_open


def _over(low: Decimal, *_: object) -> Interval:
    return low, INFINITY, True, True


def _min(low: Decimal, _high: Decimal, low_open: bool, *_: object) -> Interval:
    return low, INFINITY, low_open, True


def _under(_low: Decimal, high: Decimal, *_: object) -> Interval:
    return -INFINITY, high, True, True


def _max(_low: Decimal, high: Decimal, _open: bool, high_open: bool, _kind: Kind) -> Interval:
    return -INFINITY, high, True, high_open


def _nearly(low: Decimal, high: Decimal, *_: object) -> Interval:
    return low - abs(low) * _FIVE_PERCENT, high, False, True


def _just_over(low: Decimal, high: Decimal, *_: object) -> Interval:
    return low, high + abs(high) * _FIVE_PERCENT, True, high.is_infinite()


def _third(first: int, last: int) -> Callable[..., Interval]:
    """The early, middle or late part of a decade or year."""

    def narrowed(
        low: Decimal, high: Decimal, low_open: bool, high_open: bool, kind: Kind
    ) -> Interval:
        if kind == "decade" and high - low == 9:
            return low + first, low + last, False, False
        if kind == "year":
            return low + Decimal(first + 1) / 100, low + Decimal(last + 3) / 100, False, False
        return low, high, low_open, high_open

    return narrowed


_HEDGED: dict[str, Callable[..., Interval]] = {
    "about": _about,
    "over": _over,
    "min": _min,
    "under": _under,
    "max": _max,
    "nearly": _nearly,
    "just over": _just_over,
    "early": _third(0, 3),
    "mid": _third(3, 6),
    "late": _third(6, 9),
}
