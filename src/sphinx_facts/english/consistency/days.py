"""Days: their weekdays, and whether the calendar has them."""

from __future__ import annotations

import datetime
import re
from calendar import isleap, monthrange
from collections.abc import Iterator

from ...figures.figure import Figure
from ..figures.words import MONTH_PATTERN, MONTHS
from ..lexicon import Regex, alternatives, family
from .sentence import OF, ON, THE, A, Contradiction, Sentence, any_of

_DAYS = family("calendar.weekdays")
_SHORT = family("consistency.weekdays.short")
_DAY = rf"(?<!\w)(?:{alternatives(_DAYS)}|{alternatives(_SHORT)}\.?)(?!'?\w)"
_PART = any_of("weekdays.parts")
_WITH_DAY = (
    Regex(rf"(?P<day>{_DAY})(?:\s{_PART})?,?(?:\s\(|\s)(?:{THE}\s)?(?P<date>Y)"),
    Regex(
        rf"(?P<date>Y)(?:,|\s\()?\s?(?:{any_of('weekdays.was')}\s)?(?:{ON}\s)?(?:{A}\s)?"
        rf"(?P<day>{_DAY})(?!,?\s(?:{THE}\s)?Y)"
    ),
)
_REFORMED = 1930
"""From here on no country counts its days by the old calendar."""
_FEBRUARY, _LAST_MONTH = 2, 12
_MOST = 39
"""A greater number is no day of a month, wrong as it may be."""
_MONTH = Regex(rf"\s?(?:{OF}\s)?({MONTH_PATTERN})", re.IGNORECASE)
_NUMBER = Regex(
    rf"(?P<before>{any_of('days.before')}\s(?:{THE}\s)?)?(?P<day>N)"
    rf"(?:\s(?:{OF}\s)?(?:{MONTH_PATTERN}))?(?:,?\s(?:{OF}\s)?(?P<date>Y))?"
    rf"(?P<ends>\s?[,.;:)]|\s{any_of('days.behind')}|\s*\Z)?"
)


def check_weekday(sentence: Sentence) -> Iterator[Contradiction]:
    """A day that is given with its weekday falls on that."""
    if "Y" not in sentence.signs:
        return
    seen = set()
    for pattern in _WITH_DAY:
        for match in pattern.finditer(sentence.signs):
            figure, given = sentence.figure(match, "date"), match["day"].rstrip(".")
            days = [] if figure.hedge or figure.start in seen else _weekdays(figure)
            seen.add(figure.start)
            if days and not any(day.startswith(given) for day in days):
                message = f"{sentence.quoted(figure)} was a {days[0].capitalize()}"
                yield sentence.contradiction(message, figure)


def _parts(figure: Figure) -> tuple[int, int, int] | None:
    """Year, month and day of a date that is a day of a year; None of any other figure."""
    value = figure.low
    is_day = value == figure.high and value >= 1 and value.as_tuple().exponent == -4
    if figure.kind != "date" or figure.unit != "date" or not is_day:
        return None
    year, rest = divmod(value, 1)
    month, day = divmod(int(rest * 10000), 100)
    return int(year), month, day


def _weekdays(figure: Figure) -> list[str]:
    """What day of the week it was, by today's calendar and, where it may be meant, by the old."""
    parts = _parts(figure)
    try:
        today = datetime.date(*parts).weekday() if parts is not None else None
    except ValueError:  # There was no such day.
        return []
    if parts is None or today is None:
        return []
    days, (year, month, _) = [_DAYS[today]], parts
    if year < _REFORMED:
        counted = year - (month <= _FEBRUARY)
        days.append(_DAYS[(today + counted // 100 - counted // 400 - 2) % 7])
    return days


def _exists(year: int, month: int, day: int) -> bool:
    """Whether there was such a day, by today's calendar or the old; of no year (0), in any."""
    if not 1 <= month <= _LAST_MONTH:
        return False
    last = monthrange(year or 2000, month)[1]
    is_old_leap_year = year % 4 == 0 and 0 < year < _REFORMED and not isleap(year)
    return 1 <= day <= last + (is_old_leap_year and month == _FEBRUARY)


def check_day(sentence: Sentence) -> Iterator[Contradiction]:
    """The calendar has each day that is given."""
    for place in sentence.places("Y"):
        figure = sentence.at(place)
        parts = _parts(figure)
        if parts is not None and not _exists(*parts):
            yield _no_such_day(sentence, figure.start, figure.end)
    for match in _NUMBER.finditer(sentence.signs) if "N" in sentence.signs else ():
        day = sentence.figure(match, "day")
        date = sentence.figure(match, "date") if match["date"] else None
        date = date if date is not None and date.low == date.high else None
        is_placed = match["before"] is not None and match["ends"] is not None
        if not (date or is_placed) or day.hedge or not 1 <= day.low <= _MOST:
            continue
        month, end = _month_of(sentence.text, day)
        if month and not _exists(int(date.low) if date else 0, month, int(day.low)):
            yield _no_such_day(sentence, day.start, date.end if date else end)


def _month_of(text: str, day: Figure) -> tuple[int, int]:
    """The month that a number is a day of, and where the two end; (0, 0) where it is of none.

    It stands in the figure (June 31), or right behind it.
    """
    for first, last in ((day.start, day.end), (day.end, len(text))):
        match = _MONTH.match(text, first, last)
        if match and match[1][0].isupper():
            return MONTHS[match[1].lower().rstrip(".")], max(day.end, match.end())
    return 0, 0


def _no_such_day(sentence: Sentence, start: int, end: int) -> Contradiction:
    return Contradiction(start, end, f"the calendar has no “{sentence.text[start:end]}”")
