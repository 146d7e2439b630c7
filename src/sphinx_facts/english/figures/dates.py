"""Dates, years, decades and times of day. Their bounds are year.monthday, or minutes."""

from __future__ import annotations

import re
from decimal import Decimal

from . import words
from .quantity import Quantity, but, exact, is_whole
from .text import OPENERS, SPACED_WORD, Text

_ISO = re.compile(r"(\d{4})(-)(\d\d)-(\d\d)(?![\d-])")
_NUMERIC = re.compile(r"(\d{1,2}|\d{4})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d|[/.-]\d)")
_TIME = re.compile(
    r"([01]?\d|2[0-4])(?::([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?|h([0-5]\d)?)(?!:?\d|[a-z])"
    r"(?:\s?([ap])(?:\.\s?m\b\.?|m\b))?"
    r"|([01]?\d|2[0-4]):([0-5]\d)([ap])m\b"
)
_CLOCK = re.compile(rf"\s?(?:([ap])(?:\.\s?m\b\.?|m\b)|{words.small('clock', 'oclock')}\b)")
_ORDINAL = words.small("links", "ordinal")
SUFFIX = re.compile(rf"'?(s)\b|{_ORDINAL}\b")
_MONTH_AFTER = re.compile(
    rf"(?:{_ORDINAL}|{words.small('links', 'old_ordinal')}\b)?[\s,./-]{{0,2}}"
    rf"(?:{words.small('links', 'day')}\s)?"
    rf"(?:{words.OF}\s{{1,2}})?(?:{words.THE}\s)?"
    rf"({words.MONTH_PATTERN})"
    rf"(?:\s?[-/,]?\s{{0,2}}(?:{words.OF}\s{{1,2}})?(\d{{4}}|'\d\d)(?!\d|,\d))?"
)
_YEAR_AFTER = re.compile(rf"\s?[,/-]?\s{{0,2}}(?:{words.OF}\s)?(\d{{4}}|'\d\d)(?!\d|[,.]\d)")
DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_IN, _THE = (words.small_words("links", name) for name in ("in", "the"))
_QUARTER = re.compile(rf"\s?(?:{words.OF}\s)?(\d{{4}}|'\d\d)(?!\d)")
_QUARTERS = words.small_words("links", "quarters")
_QUARTER_LETTER = words.small_words("links", "quarter")
_ERA = re.compile(rf"\s?{words.small('clock', 'era')}(?![a-z])")
_SUFFERED_AFTER = re.compile(
    rf"\s{words.small('counted', 'suffered')}\b(?!\s{words.alternatives(words.DETERMINERS)}\s)"
)
_GOES_ON = re.compile(r"\s[a-z]")
_PLURAL_AFTER = re.compile(
    rf"\s(?!{words.alternatives(words.DETERMINERS)}\s)(?:[a-z]+\s)?"
    rf"(?!{words.small('counted', 'none')})"
    rf"(?:[a-z]{{2,}}s|{words.small('counted', 'plural')})\b"
)


# ---------------------------------------------------------------------------- digits and marks


def numeric_date(text: Text, pos: int, floor: int) -> Quantity | None:
    """2024-12-19, 19/12/2024; read where the day cannot be taken for the month.

    Grammar: year-month-day, or three numbers of one or two digits, one of which may have four,
    parted by the same mark.
    """
    match = _ISO.match(text.low, pos) or _NUMERIC.match(text.low, pos)
    if match is None:
        return None
    first, second, third = match[1], match[3], match[4]
    numbers = tuple(map(Decimal, (first, second, third)))
    date = Quantity(pos, match.end(), numbers, None, None, "date", "date")
    if len(first) == 4:
        year, month, day = first, second, third
    elif int(first) > 12 >= int(second):
        year, month, day = third, second, first
    elif int(second) > 12 >= int(first) or first == second:
        year, month, day = third, first, second
    else:
        return date
    value = day_value(_full_year(year), int(month), int(day))
    return but(date, low=value, high=value)


def clock_time(text: Text, pos: int, floor: int) -> Quantity | None:
    """12:30, 9:15 pm, 14h30: minutes since midnight.

    Grammar: hour ``:`` minute [``:`` second] [am | pm], or hour ``h`` [minute].
    """
    match = _TIME.match(text.low, pos)
    if match is None or not any(match.groups()[1:]):
        return None
    hour, minute = match[1] or match[5], match[2] or match[3] or match[6]
    return _time(pos, match.end(), hour, minute, match[4] or match[7])


def _time(start: int, end: int, hour: str, minute: str | None, half: str | None) -> Quantity:
    """A time of day: `half` is "a", "p" or None."""
    hours = int(hour) % 12 + (12 if half == "p" else 0) if half else int(hour)
    numbers = tuple(Decimal(number) for number in (hour, minute) if number)
    time = exact(start, end, 60 * hours + int(minute or 0), "date")
    return but(time, numbers=numbers, unit="time")


def with_clock(text: Text, quantity: Quantity) -> Quantity | None:
    """8 pm, 8.30pm, five o'clock: the number as a time of day; None where no clock follows."""
    match = _CLOCK.match(text.low, quantity.end)
    if match is None:
        return None
    value = quantity.numbers[0]
    hour, minute = int(value), int(value % 1 * 100)  # 8.30pm
    if minute > 59 or value.as_tuple().exponent not in (0, -2):
        return None
    shown = f"{minute:02}" if minute else None
    time = _time(quantity.start, match.end(), str(hour), shown, match[1])
    return but(
        quantity, kind="date", unit="time", end=time.end, weak=False,
        numbers=time.numbers, low=time.low, high=time.high,
    )  # fmt: skip


# ---------------------------------------------------------------------------- days and months


def month_before(text: Text, start: int, floor: int) -> tuple[int, int]:
    """The month right before `start`, and where it begins; (0, start) where there is none."""
    said = text.before(start, floor)
    if said and said[-1] in _THE:
        said = said[:-1]
    word = said[-1].lstrip(OPENERS) if said else ""
    month = words.MONTHS.get(word.rstrip(".,"), 0)
    if word[-1:] == "." and word[:-1] in words.FULL_MONTHS:
        return 0, start  # In May. 12 boats: a sentence has ended.
    if not month:
        return 0, start
    begin = text.low.rfind(word, floor, start)
    return (0, start) if text.is_month_in_small_letters(word, begin) else (month, begin)


def as_date(text: Text, quantity: Quantity, month: int) -> Quantity | None:
    """December 2024, 19 December 2024, the 2nd of April; `month` is what stands before it, or 0.

    Grammar: month year | month day[suffix] [year] | day[suffix] [of] month [year].
    """
    value = quantity.numbers[0]
    if value < 1 or not is_whole(value):
        return None
    if month and 1000 <= value <= 2200:
        bound = Decimal(f"{value}.{month:02}")
        return but(quantity, low=bound, high=bound, kind="date", unit="date")
    if value > 31:
        return None
    found = _day_behind(text, quantity, month) if month else _month_behind(text, quantity)
    if found is None:
        return None
    end, month, year = found
    if value > DAYS[month - 1]:
        return None
    bound = day_value(_full_year(year), month, int(value))
    numbers = (value, Decimal(year.lstrip("'"))) if year else quantity.numbers
    return but(
        quantity, end=end, kind="date", unit="date", weak=False, low=bound, high=bound,
        numbers=numbers,
    )  # fmt: skip


_Found = tuple[int, int, str | None]
"""Where a date ends, its month, and its year as it is written."""


def _day_behind(text: Text, quantity: Quantity, month: int) -> _Found | None:
    low, end = text.low, quantity.end
    suffix = SUFFIX.match(low, end)
    end = suffix.end() if suffix else end
    if _CLOCK.match(low, end) or low[end : end + 1] == ":":
        return None
    match = _YEAR_AFTER.match(low, end)
    # In May 12 boys, in May 12 of them, in May 12 left: the month is whole, and the number counts.
    said = text.before(quantity.start, 0)[-1:]
    if match is None and said and said[0] in _IN and _GOES_ON.match(low, end):
        return None
    return (match.end(), month, match[1]) if match else (end, month, None)


def _month_behind(text: Text, quantity: Quantity) -> _Found | None:
    match = _MONTH_AFTER.match(text.low, quantity.end)
    if match is None:
        return None
    if match[2] is None and text.is_month_in_small_letters(match[1], match.start(1)):
        return None
    return match.end(), words.MONTHS[match[1].rstrip(".")], match[2]


def _full_year(year: str | None) -> int:
    """The year of four or of two digits; 0 where none is written."""
    number = int(year.lstrip("'")) if year else 0
    return number if number > 99 or not year else number + (1900 if number > 49 else 2000)


def day_value(year: int, month: int, day: int) -> Decimal:
    """A day as a number: year.monthday, the year 0 where it is not known."""
    return Decimal(f"{year}.{month:02}{day:02}")


# -------------------------------------------------------------------------- years and decades


def as_year(text: Text, quantity: Quantity) -> Quantity | None:
    """In 2011, 44 BC is none: four digits that are a year, with its era."""
    is_year = quantity.end - quantity.start == 4 and 1000 <= quantity.numbers[0] <= 2199
    if not is_year or not _counts_nothing(text, quantity):
        return None
    match = _ERA.match(text.low, quantity.end)
    if match is None:
        return but(quantity, kind="year")
    return but(quantity, kind="year", unit="BC", end=match.end())


def _counts_nothing(text: Text, quantity: Quantity) -> bool:
    """Whether four digits are a year and no count: "in 2011", not "2011 soldiers"."""
    if not text.low[quantity.start : quantity.end].isdecimal():
        return False
    before = text.low[max(0, quantity.start - 2) : quantity.start].strip()
    if before[-1:] in ("=", "<", ">", "≤", "≥", "±", "~", "≈"):
        return False  # n = 1204
    lead = text.before(quantity.start, 0)[-1:]
    is_led = not words.YEAR_LEADS.isdisjoint(lead)
    low, end = text.low, quantity.end
    return is_led or not (_PLURAL_AFTER.match(low, end) or _SUFFERED_AFTER.match(low, end))


def as_quarter(text: Text, quantity: Quantity, begin: int) -> Quantity | None:
    """Q4 2024: three months, as a range of dates; `begin` is where its letter stands."""
    value = quantity.numbers[0] if quantity.numbers else Decimal(0)
    if value not in (1, 2, 3, 4):
        return None
    if text.low[begin : quantity.start] not in _QUARTER_LETTER:
        return None
    return _of_year(text, but(quantity, start=begin), quantity.end)


def _of_year(text: Text, quantity: Quantity, end: int) -> Quantity | None:
    """A quarter, where the year follows at `end`."""
    match, value = _QUARTER.match(text.low, end), quantity.numbers[0]
    if match is None or value not in (1, 2, 3, 4):
        return None
    year, last = _full_year(match[1]), 3 * int(value)
    low, high = Decimal(f"{year}.{last - 2:02}"), Decimal(f"{year}.{last:02}")
    return but(
        quantity, end=match.end(), kind="range", unit="date", low=low, high=high,
        numbers=(value, Decimal(match[1].lstrip("'"))), weak=False,
    )  # fmt: skip


def as_decade(text: Text, quantity: Quantity, end: int) -> Quantity | None:
    """The 1990s, '90s, the 1900s: ten years, or a hundred."""
    value = quantity.numbers[0]
    if not (1000 <= value <= 2200 or 0 <= value < 100) or value % 10:
        return None
    years = 99 if value % 100 == 0 and value >= 1000 else 9
    start = quantity.start
    start -= start > 0 and text.low[start - 1] == "'"
    return but(quantity, kind="decade", unit="date", start=start, end=end, high=value + years)


def with_century(text: Text, ordinal: Quantity) -> Quantity:
    """The 19th century: an ordinal with the span of time that it counts, if one follows."""
    match = SPACED_WORD.match(text.low, ordinal.end)
    if match is None or match[1] not in words.SPAN_WORDS:
        return ordinal
    if match[1] in _QUARTERS and (quarter := _of_year(text, ordinal, match.end())):
        return quarter
    return but(ordinal, unit=match[1], end=match.end())
