"""What the clause around a figure or quotation does to it: denies it, plans it, doubts it, makes a
rate or a part of it.

A clause is read with the words of the lexicon (`clauses.toml`), each family by the way in which it
reaches what is said: before *that*, before a verb, or right before a number.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from .lexicon import alternatives, any_of, families, family, read, whole_words
from .sentences import sentence_around

_BREAK = re.compile(
    rf",\s+{any_of('clauses.breaks.words')}|[;!?]|\s[–—-]{{1,2}}\s|(?<=\w)—(?=\w)", re.I
)
_NOT = rf"(?:{any_of('clauses.negation.not')}|(?<=\w)n[’']t(?!\w))"
_AFFIRMED = re.compile(any_of("clauses.denial.affirmed", "clauses.negation.affirming"), re.I)
_HEADS = any_of("clauses.denial.heads")
_HEAD = re.compile(
    any_of("clauses.denial.heads", "clauses.denial.dropping", "clauses.negation.freeing"), re.I
)
_THAT = any_of("clauses.joins.that", "clauses.joins.of", "clauses.joins.as")
_DENIED = (
    re.compile(rf"{any_of('clauses.denial.heads')}[^.:;!?]{{0,90}}?{_THAT}[^;!?]*\Z", re.I),
    re.compile(
        rf"{any_of('clauses.denial.dropping')}\s+(?:\w+\s+){{0,3}}?{any_of('clauses.denial.told')}"
        rf"\s+(?:{any_of('clauses.joins.that')}|{any_of('clauses.joins.of')}\s+"
        rf"\w+{alternatives(family('endings.continuous'))})(?!\w)[^,;!?]*\Z",
        re.I,
    ),
    re.compile(rf"{any_of('clauses.denial.nothing', 'clauses.denial.unable')}[^;!?]*\Z", re.I),
    re.compile(
        rf"{any_of('clauses.denial.nobody')}[^,;!?]{{0,80}}?{any_of('clauses.denial.confirming')}"
        rf"[^;!?]{{0,20}}?{_THAT}[^;!?]*\Z",
        re.I,
    ),
    re.compile(rf"{any_of('clauses.denial.needless')}[^.:;!?]{{0,60}}\Z", re.I),
)
_UNHELPED = re.compile(
    rf"{any_of('clauses.negation.no')}\s+\w+\s+{any_of('clauses.denial.from')}"
    rf"\s+(?:{any_of('clauses.joins.scope')}\s+)?\Z",
    re.I,
)
_DROPPED = any_of("clauses.denial.heads", "clauses.denial.dropping")
_TOLD = re.compile(
    rf"\A\W*{any_of('clauses.joins.that')}"
    rf"|{any_of('clauses.denial.told')}\s+{any_of('clauses.joins.that', 'clauses.joins.of')}",
    re.I,
)
_DENIED_BEHIND = re.compile(
    rf"\A[^;!?]{{0,90}}?(?:{any_of('clauses.denial.be')}(?:\s+\w+){{0,3}}?\s+{_DROPPED}"
    rf"|{any_of('clauses.denial.failing')})",
    re.I,
)
_NONE = re.compile(
    rf"{any_of('clauses.negation.none')}\s+(?:{any_of('clauses.joins.none')}\s+){{0,2}}\Z", re.I
)
_ADVERB = rf"\w+{alternatives(family('endings.adverbs'))}"
_MIDDLE = rf"(?:(?:{any_of('clauses.joins.middle')}|{_ADVERB})\s+){{0,2}}"
_ENABLED = (
    rf"(?:{any_of('clauses.negation.enabling')}\s+"
    rf"(?:{any_of('function_words.pronouns.reflexive')}\s+)?(?:{any_of('clauses.change.to')}\s+)?)?"
)
"""*Could not bring himself to*."""
_VERB = re.compile(rf"{_NOT}\s+{_MIDDLE}{_ENABLED}(?P<verb>[^\W\d_]+)", re.I)
_TO_COME = re.compile(rf"{any_of('clauses.certainty.future')}\s+{_MIDDLE}(?P<verb>[^\W\d_]+)", re.I)
PUT_OFF = re.compile(rf"{any_of('clauses.certainty.put_off')}\s+{_MIDDLE}(?P<verb>[^\W\d_]+)", re.I)
_FAILED = re.compile(
    rf"(?:{any_of('clauses.negation.failing')}"
    rf"|{any_of('clauses.negation.lacking')}\s+(?:\w+\s+)?{any_of('clauses.negation.means')}"
    rf"\s+{any_of('clauses.change.to')}"
    rf"|{any_of('clauses.negation.freeing')}\s+(?:\w+\s+){{0,3}}?"
    rf"{any_of('clauses.joins.of', 'clauses.denial.from')})\s+{_MIDDLE}(?P<verb>[^\W\d_]+)",
    re.I,
)
_ESCAPED = re.compile(
    rf"{any_of('clauses.negation.escaping')}\s+(?:\w+\s+){{1,5}}"
    rf"{any_of('clauses.joins.of', 'clauses.denial.from')}\s+"
    rf"(?:{any_of('clauses.joins.scope')}\s+)?\Z",
    re.I,
)
_BEFORE_DENIED = re.compile(rf"(?:{_NOT}|{any_of('clauses.denial.nobody')})\s+(?:\w+\s+)?\Z", re.I)
_PART_DENIED = re.compile(
    rf"\A[^.;!?]{{0,60}}?(?:{any_of('clauses.negation.none')}\s+{any_of('clauses.joins.them')}|{_NOT})"
    rf"\s+(?P<rest>[^,.;:!?]+)",
    re.I,
)
_DENIED_TWICE = re.compile(rf"(?:\s+[\w’'-]+){{0,4}}?\s+{any_of('clauses.negation.twice')}", re.I)
"""*Was not built without*."""
_OPEN = re.compile(rf"\s+{any_of('clauses.negation.open')}", re.I)
"""*Did not get what they had asked for* denies nothing of what they got."""
_NO_SUBJECT = re.compile(
    rf"{any_of('clauses.negation.no')}\s+[^\W\d_]+\s+(?P<verb>[^\W\d_]+)", re.I
)
_NOBODY = re.compile(
    rf"{any_of('clauses.negation.nobody')}\s+{_MIDDLE}(?P<verb>[^\W\d_]+)(?P<rest>[^,]*)", re.I
)
_LEVELS = ("planned", "likely", "possible", "conditional")
_CERTAINTY = {level: re.compile(any_of(f"clauses.certainty.{level}"), re.I) for level in _LEVELS}
_DONE = re.compile(
    rf"{any_of('clauses.certainty.done')}"
    rf"|{any_of('clauses.certainty.fulfilled.as')}\s+(?:\w+\s+)?"
    rf"{any_of('clauses.certainty.fulfilled.had')}\s+(?:\w+\s+){{0,2}}?"
    rf"{any_of('clauses.certainty.fulfilled.meant')}(?!\s+{any_of('clauses.change.to')})"
    rf"|{any_of('clauses.certainty.fulfilled.rightly')}\s+\w+"
    rf"|{any_of('clauses.certainty.fulfilled.kept')}\s+(?:\w+\s+){{1,2}}?"
    rf"{any_of('clauses.certainty.fulfilled.plan')}"
    rf"|{any_of('clauses.certainty.fulfilled.plan')}\s+(?:\w+\s+)?"
    rf"{any_of('clauses.certainty.fulfilled.came')}",
    re.I,
)
_OVER = re.compile(any_of("clauses.certainty.heads"), re.I)
_JOINED = re.compile(any_of("function_words.conjunctions.joining.and"), re.I)
_FUTURE = re.compile(any_of("clauses.certainty.future"), re.I)
_SUBORDINATE = any_of("clauses.breaks.subordinate")
_ASIDE = re.compile(rf"{_SUBORDINATE}[^,]*(?:,|\Z)", re.I)
_BEGUN = re.compile(rf"\A.*{_SUBORDINATE}", re.I | re.S)
_ON_A_DAY = re.compile(
    rf"\s+(?:\w+\s+)?{any_of('calendar.weekdays', 'calendar.months')}"
    rf"(?=\s+{any_of('clauses.change.to')})",
    re.I,
)
"""*Agreed on Monday to* is *agreed to*."""
_GOING_ON = re.compile(rf",\s+{any_of('clauses.breaks.going_on')}\s", re.I)
_MODAL = re.compile(any_of("clauses.breaks.modal"), re.I)
_MONTHS = [month.capitalize() for month in family("calendar.months")]
"""*In May* is no doubt."""
_REPORTED = re.compile(any_of("clauses.reported.words"), re.I)
_RATE = re.compile(rf"{any_of('clauses.rate.each')}|{any_of('clauses.rate.for_each')}\s+\w+", re.I)
_TIMES = any_of("clauses.rate.times")
_OF_EACH = any_of("clauses.rate.for_each", "clauses.rate.in_each", "clauses.rate.each_of")
_NO_RATE = re.compile(
    rf"{any_of('clauses.rate.idioms')}"
    rf"|{any_of('clauses.rate.spans')}\s+an?\s+\w+|{any_of('clauses.rate.parts')}\s+(?:each|every)\s+{_TIMES}"
    rf"|{any_of('clauses.rate.taking')}\s+(?:\w+\s+){{0,3}}?an?\s+{_TIMES}"
    rf"|(?<!\w)an?\s+{_TIMES}\s+{any_of('clauses.rate.apart')}"
    rf"|{_OF_EACH}\s+(?:\w+\s+)?"
    rf"{alternatives(family('clauses.rate.no_share'))}s?(?!\w)",
    re.I,
)
_IN_EACH = re.compile(rf"{any_of('clauses.rate.in_each')}\s+\w+", re.I)
_SHARED = re.compile(rf"\A\W*{any_of('clauses.rate.each_of')}\s+(?:\w+\s+){{2,14}}\Z", re.I)
"""*Each of the letters fills*, right before a figure."""
_EACH = re.compile(
    rf"\A\s*(?:\w+\s+){{0,2}}{any_of('clauses.rate.behind')}(?=\s*[,.;:)]|\s*\Z)", re.I
)
_OF_TIME = re.compile(rf"\A\W*{any_of('clauses.rate.each')}", re.I)
_SHARING = re.compile(any_of("clauses.rate.each_of", "clauses.rate.behind"), re.I)
_TOTAL = re.compile(any_of("clauses.rate.total"), re.I)
_SCOPE = {
    name: re.compile(
        rf"({any_of(f'clauses.scope.{name}')})\s+(?:{any_of('clauses.joins.scope')}\s+)?\Z", re.I
    )
    for name in ("part", "multiple", "all")
}
_OF = family("clauses.joins.of")[0]
_PARTLY = re.compile(any_of("clauses.scope.partly"), re.I)
_OF_PART = re.compile(
    rf"(?<!\w)"
    rf"{alternatives(p.removesuffix(_OF).strip() for p in family('clauses.scope.part'))}(?!\w)"
    rf"|{any_of('clauses.scope.multiple')}",
    re.I,
)
_OF_END = re.compile(
    rf"{any_of('clauses.joins.of')}\s+(?:{any_of('clauses.joins.scope')}\s+)?\Z", re.I
)
_CHANGE = re.compile(any_of("clauses.change.verbs"), re.I)
_MORE, _LESS = (re.compile(any_of(f"clauses.change.{name}"), re.I) for name in ("more", "less"))
_AMOUNT = re.compile(rf"{any_of('clauses.change.amounting')}\s+\Z", re.I)
_SAME = re.compile(any_of("clauses.change.same"), re.I)
_BY_OR_TO = re.compile(rf"({any_of('clauses.change.to')}|{any_of('clauses.change.by')})\s+\Z", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_DENIES_DENIAL = re.compile(rf"{any_of('clauses.denial.nobody')}[^,;:]*\Z", re.I)
_SUPPOSED = re.compile(
    rf"{any_of('clauses.negation.supposing')}(?:\s+\w+){{0,3}}\s*\Z"
    rf"|(?:\A|[,;:]\s)\s*{any_of('clauses.negation.inverted')}(?:\s+\w+){{1,3}}\s*\Z",
    re.I,
)
(_TO,) = family("clauses.change.to")
_SMALL = frozenset(families("function_words.determiners", "function_words.pronouns"))
_REACH = 60
"""Characters before a denial that are read for what undoes it."""
_FAR = 400
"""Characters of a sentence, on each side, that are read."""
_ENDINGS = family("endings.stems")
_IRREGULAR: dict[str, str] = {
    form: verb for verb, forms in read("verbs")["irregular"].items() for form in forms
}
_AGENT = family("endings.agents")[0]
_DONE_TO = family("endings.participles")
_AUXILIARY = frozenset(family("function_words.auxiliaries"))
_ENDED = re.compile(rf",\s+{any_of('clauses.joins.ended')}", re.I)
"""A denial ends before its end: *denied it, but that …*."""
_SHORTEST_STEM = 3
_LY = family("endings.adverbs")


class Clause(NamedTuple):
    """A sentence parted at a figure or quotation, and the clause of it that holds this."""

    before: str
    behind: str
    near_before: str
    """What of `before` is in the same clause."""
    near_behind: str

    @property
    def near(self) -> str:
        return f"{self.near_before} … {self.near_behind}"

    @property
    def whole(self) -> str:
        return f"{self.before} … {self.behind}"

    @property
    def main(self) -> str:
        """What of `near` governs the figure: without what is told in clauses before and behind it
        that begin with *after* or *because*, or, where it stands in one, with nothing but that.
        """
        before = _ON_A_DAY.sub("", self.near_before)
        before = _ASIDE.sub(lambda match: " " if match[0].endswith(",") else match[0], before)
        begun = _BEGUN.match(before)
        if begun is not None and _has_verb(before[begun.end() :]):
            before = before[begun.end() :]
        return f"{before} … {_ASIDE.sub(' ', self.near_behind)}"


def _has_verb(text: str) -> bool:
    words = (match[0].lower() for match in _WORD.finditer(text))
    return any(
        word in _IRREGULAR or word in _AUXILIARY or word.endswith(_DONE_TO) for word in words
    )


@lru_cache(maxsize=512)
def clause_around(text: str, start: int, end: int) -> Clause:
    """The clause around ``[start, end)`` of a text, which itself is left out."""
    first, last = sentence_around(text, start, end)
    before, behind = text[max(first, start - _FAR) : start], text[end : min(last, end + _FAR)]
    breaks = [match.end() for match in _BREAK.finditer(before)]
    after = _BREAK.search(behind)
    near_before = before[breaks[-1] if breaks else 0 :]
    return Clause(before, behind, near_before, behind[: after.start()] if after else behind)


@lru_cache(maxsize=4096)
def stem(word: str) -> str:
    """What forms of a word share: *cut* of *cuts*, *execut* of *executed* and *execution*."""
    low = word.lower()
    low = _IRREGULAR.get(low, low)
    for ending in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST_STEM:
            cut = low[: -len(ending)]
            if cut.endswith(_AGENT) and len(cut) - len(_AGENT) >= _SHORTEST_STEM:
                cut = cut[: -len(_AGENT)]  # As of *deliver*, so of *delivered*.
            return cut[:-1] if len(cut) > _SHORTEST_STEM and cut[-1] == cut[-2] else cut
    return low


@cache
def _little() -> frozenset[str]:
    return stems(" ".join(families("function_words")))


@lru_cache(maxsize=1024)
def stems(text: str) -> frozenset[str]:
    """The stems of the words of a text."""
    return frozenset(stem(match[0]) for match in _WORD.finditer(text))


# ------------------------------------------------------------------------------------ denials


def denial(clause: Clause, predicates: Collection[str]) -> str:
    """The words that deny what stands in a clause; empty where none does.

    `predicates` are stems of what is said of it: *not promised* denies nothing of what was
    captured.
    """
    for pattern in _DENIED:
        match = pattern.search(clause.before)
        if match and not _ENDED.search(match[0]) and not is_affirmed(clause.before, match.start()):
            return _short(match[0])
    match = _DENIED_BEHIND.match(clause.behind) if _TOLD.search(clause.before) else None
    if match and not _AFFIRMED.search(match[0]):
        return match[0].split()[-1]
    for pattern in (_NONE, _UNHELPED):
        match = pattern.search(clause.near_before)
        if match and not is_affirmed(clause.near_before, match.start()):
            return match[0].strip()
    return _denied_of_nobody(clause, predicates) or _denied_verb(clause, predicates)


def _denied_of_nobody(clause: Clause, predicates: Collection[str]) -> str:
    """The words that leave what is done to a figure to nobody: *nobody saw the 18 sailors*."""
    match = _NOBODY.fullmatch(clause.near_before.lstrip())
    if match is None or stem(match["verb"]) not in predicates or _JOINED.search(match["rest"]):
        return ""
    return match[0][: match.start("rest")]


def _denied_verb(clause: Clause, predicates: Collection[str]) -> str:
    for text in (clause.near_before, clause.near_behind):
        for match in (*_VERB.finditer(text), *_FAILED.finditer(text)):
            is_meant = stem(match["verb"]) in predicates and match["verb"].lower() not in _SMALL
            is_twice = _is_twice(text, match) or _OPEN.match(text, match.end()) is not None
            if is_meant and not is_twice and not is_affirmed(text, match.start()):
                return match[0]
    escaped = _ESCAPED.search(clause.near_before)
    if escaped and not _BEFORE_DENIED.search(clause.near_before[: escaped.start()]):
        is_told = any(stem(word) in predicates for word in escaped[0].split()[:2])
        return "" if is_told else _short(escaped[0])
    return ""


def denied_of_all(clause: Clause) -> list[str]:
    """What a clause denies of all that its figure counts, behind it: *new* of *8 cars, none of them
    new*.
    """
    match = _PART_DENIED.match(clause.behind)
    words = match["rest"].split() if match else ()
    return [word for word in words if stem(word) not in _little() and not word.endswith(_LY)]


def is_same_root(one: str, other: str) -> bool:
    """Whether two words share what they begin with: *dismissal* and *dismissing*."""
    if stem(one) == stem(other):
        return True
    shortest = min(map(len, (stem(one), stem(other))))
    return shortest > _SHORTEST_STEM and one.lower()[:shortest] == other.lower()[:shortest]


def denies(text: str) -> bool:
    """Whether a text has any of the words that deny what they are told of: *untrue*, *rejected*."""
    return _HEAD.search(text) is not None


def denied_verbs(text: str) -> frozenset[str]:
    """The stems of the verbs that a text denies: *sail* of *no ferry sailed*."""
    forms = (_VERB, _FAILED, _NO_SUBJECT)
    return frozenset(stem(match["verb"]) for form in forms for match in form.finditer(text))


def denied_verb(text: str) -> str:
    """The first verb of a text that is denied, whatever verb that is, with its denial; or empty."""
    failed = (match for match in _FAILED.finditer(text) if f" {_TO} " in match[0])
    for match in (*_VERB.finditer(text), *failed):
        is_denied = not (_is_twice(text, match) or is_affirmed(text, match.start()))
        if match["verb"].lower() not in _SMALL and is_denied:
            return match[0]
    return ""


def _is_twice(text: str, match: re.Match[str]) -> bool:
    """Whether what is denied is denied back: *not built without*, *not short of grain*."""
    is_before = _VERB.match(match[0]) is None and _BEFORE_DENIED.search(text[: match.start()])
    return bool(is_before) or _DENIED_TWICE.match(text, match.end()) is not None


def is_affirmed(text: str, place: int) -> bool:
    """Whether what begins there denies a denial, or is only what would have been."""
    if any(m.start() - 1 <= place < m.end() for m in _AFFIRMED.finditer(text)):
        return True
    before = text[max(0, place - _REACH) : place]
    return _DENIES_DENIAL.search(before) is not None or _SUPPOSED.search(before) is not None


def without_affirmed(text: str) -> str:
    """A text without the phrases in which a denial affirms: *not only*, *no doubt*."""
    return _AFFIRMED.sub(" ", text)


def _short(text: str) -> str:
    words = text.split()
    return " ".join(words if len(words) < 7 else [*words[:3], "…", words[-1]])


# ---------------------------------------------------------------------------------- certainty


@lru_cache(maxsize=1024)
def certainty(text: str) -> tuple[int, str]:
    """How far what a text tells is from being so: 0 it is, 1 planned, 2 likely, 3 possible, 4 on a
    condition; and the words that say so.
    """
    for level in range(len(_LEVELS), 0, -1):
        for match in _CERTAINTY[_LEVELS[level - 1]].finditer(text):
            if match[0] not in _MONTHS and not _is_fulfilled(text, match.start()):
                return level, match[0]
    return 0, ""


def _is_fulfilled(text: str, place: int) -> bool:
    """Whether a word there only says that what was meant has been done: *as had been hoped*."""
    return any(
        match.start() <= place < match.end() and not _BEFORE_DENIED.search(text, 0, match.start())
        for match in _DONE.finditer(text)
    )


def is_unsure(text: str, sure: Collection[str] = ()) -> bool:
    """Whether a sentence leaves open what it tells; not by words of these stems."""
    return certainty(text)[0] > 0 or any(
        not stems(match[0]) <= set(sure) and not _is_fulfilled(text, match.start())
        for match in _weaker().finditer(text)
    )


def makes_sure(text: str) -> str:
    """The words by which a text tells as found what may be thought: *a survey has shown that*."""
    match = _proving().search(text)
    return match[0] if match and not _BEFORE_DENIED.search(text, 0, match.start()) else ""


@cache
def _proving() -> re.Pattern[str]:
    inquiry, shown, that, rightly, known = (
        any_of(f"clauses.certainty.{place}")
        for place in (
            "proven.inquiry", "proven.shown", "proven.that", "fulfilled.rightly", "proven.known"
        )
    )  # fmt: skip
    return re.compile(
        rf"{inquiry}\s+(?:\w+\s+){{0,4}}?{shown}(?:\s+\w+)?\s+{that}|{rightly}\s+\w+|{known}", re.I
    )


@cache
def _weaker() -> re.Pattern[str]:
    return re.compile(any_of("clauses.certainty.weaker"), re.I)


def about(clause: Clause) -> str:
    """The sentence of a clause, without the words of doubt that are of what it goes on to: *they
    have a third, and nobody can object*.
    """
    match = _GOING_ON.search(clause.behind)
    if match is None:
        return clause.whole
    own, other = clause.behind[: match.end()], clause.behind[match.end() :]
    return f"{clause.before} … {own}{_MODAL.sub(' ', other)}"


def without_future(text: str) -> str:
    """A text without the words by which it is only told for the time to come."""
    return _FUTURE.sub(" ", text)


def leads_to_unsure(text: str) -> bool:
    """Whether what stands over a text tells that it is what is planned or thought."""
    return _OVER.search(text) is not None


def doubted(text: str) -> list[str]:
    """The words behind those that leave open whether something is: *cost* of *may cost*."""
    behind = (_WORD.search(text, match.end()) for match in _CERTAINTY["possible"].finditer(text))
    return [match[0] for match in behind if match is not None]


def put_off(text: str, verbs: Collection[str], form: re.Pattern[str] = _TO_COME) -> str:
    """The words that put one of these verbs, by its stem, into the time to come; or empty."""
    found = (match[0] for match in form.finditer(text) if stem(match["verb"]) in verbs)
    return next(found, "")


def reported(text: str) -> str:
    """The words by which a text leaves what it tells to others; empty where there are none."""
    match = _REPORTED.search(text)
    return match[0] if match else ""


# ------------------------------------------------------------------------------ rate and scope


def rate(clause: Clause) -> str:
    """The words that make a rate of a figure in a clause; empty where none does."""
    return next(_rates(clause, _RATE), "")


def share(clause: Clause) -> str:
    """The words that give so much to each of several; empty where none does."""
    if _TOTAL.search(clause.near):
        return ""
    behind = _EACH.match(clause.near_behind)
    found = [*_rates(clause, _IN_EACH)]
    if not _OF_TIME.match(clause.near_before):
        found += _rates(clause, _SHARED)
    if found:
        return found[0]
    return behind[0].strip() if behind else ""


def total(clause: Clause) -> str:
    """The words that give so much to several together; empty where none does."""
    match = _TOTAL.search(clause.near)
    return match[0] if match else ""


def is_of_none(text: str) -> bool:
    """Whether a text tells of not one of several."""
    return re.search(any_of("clauses.negation.single"), text, re.I) is not None


def excepts(text: str) -> bool:
    """Whether a text tells what is so where something else is not: *unless it rains*."""
    return re.search(any_of("clauses.negation.excepting"), text, re.I) is not None


def is_shared(text: str) -> bool:
    """Whether a text tells of each of several."""
    return _SHARING.search(text) is not None


def _rates(clause: Clause, form: re.Pattern[str]) -> Iterator[str]:
    for text in (clause.near_before, clause.near_behind):
        idioms = [match.span() for match in _NO_RATE.finditer(text)]
        for match in form.finditer(text):
            if not any(a < match.end() and match.start() < b for a, b in idioms):
                yield _short(match[0])


def told_per(clause: Clause, unit: str) -> bool:
    """Whether a clause tells of so much in each of this measure of time."""
    told = read("clauses")["rate"]["per"].get(unit, ())
    return bool(told) and re.search(whole_words(told), clause.near, re.I) is not None


def is_rate(text: str) -> bool:
    """Whether a text tells of a rate somewhere, in its figure or beside it."""
    return bool(rate(Clause(text, "", text, "")))


def scope(clause: Clause) -> tuple[str, str]:
    """What is taken of a figure ("part", "multiple" or "all") and by which words; or empty."""
    for name, pattern in _SCOPE.items():
        if match := pattern.search(clause.near_before):
            return name, match[1]
    return "", ""


def takes_part(text: str) -> bool:
    """Whether a text takes a part or a multiple of something."""
    return _OF_PART.search(text) is not None


def is_apposed(clause: Clause) -> bool:
    """Whether a word for a part tells of a percentage what it is: *a majority of 60 percent*."""
    before = clause.near_before.rstrip().lower()
    return before.endswith(family("clauses.scope.apposed"))


def is_partly(text: str) -> bool:
    """Whether a text tells something of some alone: *mostly*, *among them*."""
    return _PARTLY.search(text) is not None


def is_part(clause: Clause) -> bool:
    """Whether a clause tells of a part of a figure: *half of the 60*, *of the 60 half left*."""
    is_whole = _OF_END.search(clause.near_before) is not None
    return scope(clause)[0] == "part" or (is_whole and takes_part(clause.near_behind))


def change(clause: Clause) -> tuple[str, str]:
    """Whether a figure is what something changed "to" or "by", and whether to "more" or "less";
    empty where it does not say.
    """
    match = _BY_OR_TO.search(clause.near_before)
    is_amount = match is not None and _AMOUNT.search(clause.near_before[: match.start()])
    if match is None or is_amount or not _CHANGE.search(clause.near_before):
        return "", direction(clause.near_before)
    return match[1].lower(), direction(clause.near_before)


def is_level(clause: Clause) -> bool:
    """Whether a clause tells of a number that did not change."""
    return _SAME.search(clause.near) is not None


def direction(text: str) -> str:
    """Whether a number is told to have become "more" or "less"; empty for neither, or both."""
    more, less = _MORE.search(text) is not None, _LESS.search(text) is not None
    return "" if more == less else "more" if more else "less"
