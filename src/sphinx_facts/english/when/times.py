"""Times in a sentence: what leads away from a date, what has none of its own, how a span is told.

A date beside a figure is that of the figure only where it stands plain (*in*, *on*, *by*, *as of*).
Before, since and until another time is meant; *now*, *last week* and *in March* are times that a
reader cannot place; and a span that something lasted is not how long ago it was.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from ...figures.calendar import Period
from ..lexicon import Regex, alternatives, any_of, family, read, word_pattern

_WORD = Regex(r"[^\W\d_]+")
WAYS = tuple(read("times")["moving"]["ways"])
"""How words lead away from a date: before it, after it, until then."""


# ------------------------------------------------------------------------- what moves a date


@cache
def _moving() -> dict[str, Regex]:
    between = rf"(?:{any_of('times.moving.between')}[\s-]+){{0,4}}\Z"
    return {way: Regex(rf"{any_of(f'times.moving.ways.{way}')}\s+{between}", re.I) for way in WAYS}


@cache
def _back() -> Regex:
    times = (
        rf"{any_of('times.back.the')}\s+{any_of('times.back.times')}\s+{any_of('times.back.of')}"
    )
    return Regex(rf"\A\W{{0,3}}\s*(?:{any_of('times.back.words')}|{times})", re.I)


@cache
def _not_until() -> Regex:
    return Regex(rf"{any_of('times.moving.not')}\s+\Z", re.I)


def moved(before: str, behind: str) -> tuple[str, str] | None:
    """How words lead away from a date that stands between these two texts, and those words.

    None where they do not: *in*, *by*, *not until* and *since May, when* are of the date itself.
    """
    if _back().match(behind):
        return None
    for way, pattern in _moving().items():
        match = pattern.search(before[-60:])
        if match is not None and not (
            way == "until" and _not_until().search(before[-60:][: match.start()])
        ):
            return way, " ".join(match[0].split())
    return None


@cache
def _itself() -> tuple[Regex, Regex]:
    return (
        Regex(rf"{any_of('times.itself.before')},?\s+\Z", re.I),
        Regex(rf"\A\s+{any_of('times.itself.behind')}", re.I),
    )


def itself(before: str, behind: str) -> str:
    """The words that make of a date the day on which something was, and no other; or empty."""
    first, last = _itself()
    match = first.search(before[-60:]) or last.match(behind)
    return match[0].strip() if match else ""


@cache
def _compared() -> tuple[Regex, Regex]:
    span = rf"{any_of('times.compared.spans')}\s+{any_of('times.compared.ways')}"
    moving = any_of("times.moving.ways")
    from_ = rf"{any_of('times.compared.from')}\s*\Z"
    within = Regex(rf"{any_of('times.compared.words')}|{span}|{moving}|{from_}", re.I)
    return within, Regex(rf"\A[\s,]*(?:\w+\s+){{0,4}}?(?:{span})", re.I)


def is_compared(between: str, behind: str) -> bool:
    """Whether a figure is told as one of another time than the date from which words part it."""
    within, after = _compared()
    return within.search(between) is not None or after.match(behind) is not None


# ------------------------------------------------------------------- times without a calendar


class BareTime(NamedTuple):
    """A month, season or weekday without its year: ``[start, end)`` of a text."""

    start: int
    end: int
    name: str
    months: frozenset[int]
    """The numbers of the months that it may be; none of a weekday."""
    weekday: int | None = None
    """Of a weekday its number, Monday being 0."""

    def is_in(self, period: Period) -> bool:
        """Whether a recorded time says as much."""
        (year, month, day), last = period
        if self.weekday is not None:
            return period.first == last and date(year, month, day).weekday() == self.weekday
        return year == last[0] and set(range(month, last[1] + 1)) <= self.months


@cache
def _named() -> dict[str, tuple[frozenset[int], int | None]]:
    """Months, seasons and weekdays by their names."""
    months = {
        name: (frozenset([number]), None)
        for number, name in enumerate(family("calendar.months"), 1)
    }
    seasons = {
        name: (frozenset(map(int, family(f"times.season_months.{name}"))), None)
        for name in family("calendar.seasons")
    }
    weekdays = {
        name: (frozenset[int](), number) for number, name in enumerate(family("calendar.weekdays"))
    }
    return {**months, **seasons, **weekdays}


@cache
def _bare() -> Regex:
    names = [
        *(name.capitalize() for name in family("calendar.months")),
        *(name.capitalize() for name in family("calendar.weekdays")),
    ]
    seasons = alternatives(family("calendar.seasons"))
    return Regex(
        rf"(?i:{any_of('times.bare.at')})\s+(?i:{any_of('times.bare.parts')}[\s-]*){{0,2}}"
        rf"(?P<name>(?<!\w)(?:{alternatives(names)}(?!\w)(?!,?\s+\d)"
        rf"|{seasons}(?!\w)(?!\s+[12]\d{{3}}(?![\w,]))))"
    )


def bare_times(text: str) -> Iterator[BareTime]:
    """The months, seasons and weekdays that a text has without a year, as when something was."""
    for match in _bare().finditer(text):
        name = match["name"]
        months, weekday = _named()[name.lower()]
        yield BareTime(match.start(), match.end(), name, months, weekday)


def gives_way(text: str, end: int) -> bool:
    """Whether what is of a time that ends there came before another: *the crop of the autumn
    was followed*.
    """
    return _followed().match(text, end) is not None


@cache
def _followed() -> Regex:
    be = any_of("function_words.auxiliaries.be", "function_words.auxiliaries.have")
    return Regex(rf"(?:\s+{be}){{1,2}}\s+(?:\w+\s+)?{any_of('times.bare.followed')}", re.I)


def names_time(text: str, time: BareTime) -> bool:
    """Whether a text names the same month, season or weekday."""
    flags = re.I if time.name.islower() else re.NOFLAG
    return re.search(rf"(?<!\w){time.name}(?!\w)", text, flags) is not None


def named_times(text: str) -> set[str]:
    """The months, seasons and weekdays that a text tells as when something was."""
    return {time.name.lower() for time in bare_times(text)}


@cache
def _near(kind: Literal["days", "now", "latest"]) -> Regex:
    of_a_stretch = rf"(?!{any_of('times.near.no')})(?<!the )"
    return Regex(rf"{of_a_stretch}{any_of(f'times.near.{kind}')}", re.I)


def near_times(text: str, kind: Literal["days", "now", "latest"]) -> list[str]:
    """The words of a text that tell a time from where its author stands."""
    return [match[0] for match in _near(kind).finditer(text)]


@cache
def _heading() -> frozenset[str]:
    return frozenset(family("times.heading.words"))


def is_date_alone(before: str, behind: str) -> bool:
    """Whether a heading is a date with no words around it but those of a count, or ends with *in*
    or *by* and the date.
    """
    words = {word.lower() for word in _WORD.findall(f"{before} {behind}")}
    return words <= _heading() or (not behind.strip() and _told_at().search(before) is not None)


@cache
def _told_at() -> Regex:
    return Regex(rf"{any_of('times.heading.at')}\s+(?:{any_of('times.bare.parts')}\s+)?\Z", re.I)


# ------------------------------------------------------------------------------------- spans


@cache
def _span(side: Literal["before", "behind"]) -> str:
    """A pattern with a group for each way in which a span is told on one side of it."""
    kinds = read("times")["spans"][side]
    return "|".join(rf"(?P<{kind}>{any_of(f'times.spans.{side}.{kind}')})" for kind in kinds)


@cache
def _spans() -> tuple[Regex, Regex]:
    before, behind = _span("before"), _span("behind")
    return Regex(rf"(?:{before})\s+\Z", re.I), Regex(rf"\A\s+(?:{behind})", re.I)


_SAME = {"later": "after", "since": "ago"}
"""*Two years later* is *after two years*."""


@cache
def _for() -> Regex:
    return Regex(rf"{any_of('times.spans.for')}\s+\Z", re.I)


@cache
def _it_was() -> Regex:
    return Regex(rf"{any_of('times.spans.it')}\s+\Z", re.I)


@cache
def _begun() -> Regex:
    return Regex(any_of("times.spans.begun"), re.I)


def is_since(words: str) -> bool:
    """Whether words lead on from a time: *since the*."""
    return words.lower().split()[0] in family("times.spans.since")


def has_begun(text: str) -> bool:
    """Whether a text tells of what goes on once it has begun: what was opened is open since."""
    return _begun().search(text) is not None


def is_over(text: str) -> bool:
    """Whether a text tells that something has come to its end."""
    return word_pattern("times.spans.over").search(text) is not None


def span_told(before: str, behind: str) -> tuple[str, str]:
    """How a span between these texts is told (``ago``, ``after``, ``to`` a later time, ``recent``),
    and by which word; both empty where it is one that something took.
    """
    first, last = _spans()
    match = last.match(behind)
    if match is not None and match.lastgroup == "later" and _for().search(before[-40:]):
        match = None  # for two years after the war
    if match is not None and match.lastgroup == "to" and _it_was().search(before[-40:]):
        return "after", match[0].strip()
    match = match or first.search(before[-40:])
    if match is not None and match.lastgroup == "recent" and _lasting().search(before[-40:]):
        match = None
    if match is None or match.lastgroup is None:
        return "", ""
    return _SAME.get(match.lastgroup, match.lastgroup), match[0].strip()


@cache
def _lasting() -> Regex:
    """What may be an adjective is a verb there: *would last three years*."""
    lead = any_of("function_words.auxiliaries.modals", "function_words.auxiliaries.do")
    return Regex(rf"{lead}\s+(?:\w+\s+)?{any_of('times.spans.verbs')}\s+(?:\w+\s+)?\Z", re.I)


@cache
def _done_before() -> Regex:
    had, already = any_of("times.done_before.had"), any_of("times.done_before.already")
    behind = any_of("times.done_before.behind")
    return Regex(
        rf"{had}\s+(?:(?P<already>{already})\s+)?(?:\w+\s+){{0,1}}?(?P<verb>[^\W\d_]+)"
        rf"(?P<later>(?:\s+\w+){{0,4}}?\s+{behind}(?=\s*[,.;:)]|\s*\Z))?",
        re.I,
    )


def done_before(text: str) -> Iterator[tuple[str, str]]:
    """The verbs of what a text tells as over already, with the words that say so."""
    for match in _done_before().finditer(text):
        if match["already"] or match["later"]:
            yield match["verb"], match[0]


@cache
def _event() -> Regex:
    return Regex(
        rf"{any_of('times.event.was')}\s+(?P<verb>[^\W\d_]+(?:ed|en|t|ught|de))(?!\w)", re.I
    )


@cache
def _counted() -> frozenset[str]:
    return frozenset(family("times.event.counted"))


@cache
def _on() -> Regex:
    return Regex(rf"{any_of('times.event.on')}\s+\Z", re.I)


def took_place(before: str, sentence: str) -> str:
    """The words by which something is told to have been done on a day that follows `before`."""
    if not _on().search(before[-10:]):
        return ""
    done = (m for m in _event().finditer(sentence) if m["verb"].lower() not in _counted())
    return next((match[0] for match in done), "")
