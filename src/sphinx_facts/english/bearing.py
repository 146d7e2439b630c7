"""Whether what one sentence tells of a figure can be what another tells of it: of the same things,
done by the same to the same, and not the contrary.

Only what cannot be is told. Two sentences in other words may well say the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from functools import cache
from itertools import islice, permutations
from typing import NamedTuple

from ..text.words import is_word, split
from .clauses import Clause, certainty, clause_around, stem, stems, without_affirmed
from .figures.words import ARTICLES
from .lexicon import alternatives, any_of, families, family, read, whole_words
from .qualifiers import find_qualifiers, is_number
from .rivals import Mention, are_joined, mentions, nearest, same_words, widened
from .sentences import sentence_around

_LITTLE = stems(" ".join(families("function_words", "common_words.light")))
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_OTHER = re.compile(r"\d")
"""Where another number begins."""
_BE = frozenset(family("function_words.auxiliaries.be"))
_CONTRACTED = family("qualifiers.around.contracted")
(_UN,) = family("qualifiers.around.un")
_OF_TIME = "times"
_DENIED = 2
"""Words that name something, behind a negation, of which one is what it denies."""
_SHORT = 40
"""Characters beside a figure in which it may be set aside, and what it was stands."""
_FEW = 4
"""Words behind a figure among which a relative clause begins."""


class Told(NamedTuple):
    """A sentence with a figure in it: what stands between the figures beside it is told of it."""

    text: str
    start: int
    end: int
    first: int = 0
    """Where the figure before it ends; or else 0."""
    last: int = -1
    """Where the one behind it begins; or else the end of the text."""

    @property
    def clause(self) -> Clause:
        return clause_around(self.text, self.start, self.end)

    @property
    def sentence(self) -> str:
        return self.text[slice(*sentence_around(self.text, self.start, self.end))]

    @property
    def behind(self) -> str:
        """What is told behind the figure: up to the *and* before what is told of the next one."""
        reach = self.end + len(self.clause.near_behind)
        if self.last < 0 or reach < self.last:
            return self.text[self.end : reach]
        return _joins().split(self.text[self.end : self.last])[0]

    @property
    def main(self) -> str:
        """The clause without the figure, up to a comma or a relative clause behind it."""
        near = self.clause
        return f"{near.near_before} … {_related().split(near.near_behind)[0]}"

    @property
    def before(self) -> str:
        """What is told before it: from the *and* behind what is told of the last one."""
        near = self.start - len(self.clause.near_before)
        if self.first <= near:
            return self.text[near : self.start]
        return _joins().split(self.text[self.first : self.start])[-1]


@cache
def _related() -> re.Pattern[str]:
    return re.compile(rf",|{any_of('bearing.wholes.relatives')}", re.I)


@cache
def _joins() -> re.Pattern[str]:
    return re.compile(rf",|{any_of('function_words.conjunctions.joining')}")


def predicates(text: str) -> frozenset[str]:
    """As `content`, with the words by which the same can be told."""
    return content(text) | stems(" ".join(same_words(text)))


def content(text: str) -> frozenset[str]:
    """The stems of the words of a text that name something."""
    return stems(text) - _LITTLE


def tells_only_whose(claim: str, wording: str) -> bool:
    """Whether a claim says no more than who gives its words, such as *Ada Quist says this.*, and so
    nothing that its excerpt could deny.
    """
    words = _WORD.findall(claim.replace(wording, " "))
    told = " ".join(word for word in words if word[0].islower())
    return not stems(told).isdisjoint(_given()) and content(told) <= _given()


@cache
def _given() -> frozenset[str]:
    return stems(" ".join(family("bearing.only_given.words")))


# ------------------------------------------------------------------------------------ denials


def negation(text: str) -> str:
    """The first word of a text that makes it say that something is not; empty where none does. What
    is said of a number, as in *not 12 but 15*, denies nothing of another.
    """
    words = split(_supposed().sub(" ", without_affirmed(text)))
    for found in find_qualifiers(words):
        behind = words[found.end : found.end + 1]
        is_of_number = any(is_number(word) and word.lower() not in ARTICLES for word in behind)
        is_un = found.kind == "close" and found.phrase.lower().startswith(_UN)
        if (found.kind == "negation" or is_un) and not is_of_number:
            return found.phrase
    return ""


@cache
def _supposed() -> re.Pattern[str]:
    """A condition before or behind what holds on it: *if the frost does not let up,*."""
    return re.compile(rf"{any_of('clauses.negation.supposing')}\s[^,;:]*(?:,|\Z)", re.I)


def not_so(text: str, claimed: frozenset[str] | None = None) -> str:
    """As `negation`, of the words alone that do nothing else; where stems of what is claimed are
    given, of these alone: *was not at home* denies nothing of what was fined.
    """
    word = negation(text)
    if not word.lower().endswith(_CONTRACTED) and word.lower() not in _not_so():
        return ""
    if claimed is None:
        return word
    rest = _joined().split(without_affirmed(text).partition(word)[2])[0]
    behind = (stem(part) for each in _WORD.finditer(rest) for part in each[0].split("-"))
    denied = islice((each for each in behind if each not in _LITTLE), _DENIED)
    return word if not claimed.isdisjoint(denied) else ""


@cache
def _joined() -> re.Pattern[str]:
    return re.compile(rf"[,;:…]|{any_of('function_words.conjunctions.joining.and')}", re.I)


def set_aside(told: Told, claimed: frozenset[str]) -> str:
    """The words right before a figure that put another in its place, as in *rather than 8 trains*;
    empty where none do, or where what stands behind it is claimed: *the 8 that were announced*.
    """
    match = _any_of("set_aside").search(told.text[: told.start][-_SHORT:])
    behind = told.text[told.end : told.last if told.last >= 0 else None][:_SHORT]
    _, _, rest = behind.lstrip().partition(" ")
    return match[0].strip() if match and claimed.isdisjoint(content(rest)) else ""


def may_be_denied(text: str) -> bool:
    """Whether another text may say the same by denying something: this denies, or leaves out."""
    return bool(negation(text)) or _any_of("inverse").search(text) is not None


def may_deny(text: str) -> bool:
    """Whether a text may say the same as another that denies something."""
    return may_be_denied(text) or _any_of("outside").search(text) is not None


@cache
def _any_of(name: str) -> re.Pattern[str]:
    ends = rf"\s+(?:{any_of('clauses.joins.scope')}\s+)?\Z" if name == "set_aside" else ""
    return re.compile(whole_words(family("bearing.denying", name)) + ends, re.I)


@cache
def _not_so() -> frozenset[str]:
    return frozenset(family("bearing.denying.words"))


# ---------------------------------------------------------------------------------- certainty


def doubt(told: Told, claimed: Collection[str]) -> tuple[int, str]:
    """As `certainty`, of what is told of a figure: a doubt behind a comma or a question is of
    something else, unless it is of what is claimed, by its stems.
    """
    near = told.clause.near_before, told.clause.near_behind
    before = _apart().split(near[0])[-1]
    behind = near[1].partition(",")[0]
    found = certainty(f"{before} … {behind}")
    if found[0] and found[1] not in before and _is_of_other(behind, found[1]):
        found = certainty(f"{before} … {behind[: behind.index(found[1])]}")
    if found[0]:
        return found
    level, word = certainty(told.clause.near)
    if not level:
        return 0, ""
    behind = _OTHER.split(told.clause.near.partition(word)[2])[0]
    stems_behind = (stem(match[0]) for match in _WORD.finditer(behind))
    verb = next((each for each in stems_behind if each not in _LITTLE), "")
    return (level, word) if verb in claimed else (0, "")


def _is_of_other(behind: str, word: str) -> bool:
    """Whether a word of doubt behind a figure is told of something else: by a verb of its own, as
    in *90 people and hopes to grow*, or in what a noun is said to be: *the 8 ships it promised*.
    """
    lead = [each[0].lower() for each in _WORD.finditer(behind.partition(word)[0])]
    while lead and lead[-1] in _aside():
        del lead[-1]
    return bool(lead) and (lead[-1] == _and() or (len(lead) > 1 and lead[-1] in _subjects()))


@cache
def _aside() -> frozenset[str]:
    """Words between a subject, or the *and* of a second verb, and a verb."""
    return frozenset(families("function_words.auxiliaries.have", "function_words.adverbs.middle"))


def _and() -> str:
    return family("function_words.conjunctions.joining.and")[0]


@cache
def _subjects() -> frozenset[str]:
    return frozenset(families("function_words.pronouns.he", "function_words.pronouns.others"))


@cache
def estimates() -> frozenset[str]:
    """The words of doubt that a hedge beside a number says as well."""
    return frozenset(family("bearing.estimates.words"))


@cache
def abilities() -> frozenset[str]:
    """Words of doubt that may say what something is able to do: *the ferry can carry 120 cars*."""
    return frozenset(family("bearing.abilities.words"))


@cache
def _apart() -> re.Pattern[str]:
    questions = alternatives(family("function_words.conjunctions.questions"))
    return re.compile(rf",|(?<!\w){questions}(?!\w)", re.I)


# --------------------------------------------------------------------- what happened to it


def rival(one: Told, other: Told) -> tuple[str, str]:
    """The words that say of a figure what cannot both be said; both empty where there are none."""
    ours, theirs = _of_figure(one), _of_figure(other)
    for family_, (groups, word) in ours.items():
        others, other_word = theirs.get(family_, (frozenset(), ""))
        if family_ in family("bearing.converse.families") and _are_crossed(one, other):
            continue
        known = widened(others)
        is_one_of_two = len(others) > 1 and groups < others
        if others and (not groups & known or is_one_of_two or (groups - known and others - groups)):
            return word, other_word
    return "", ""


def _of_figure(told: Told) -> dict[str, tuple[frozenset[str], str]]:
    """By families of rivals, the groups of what is told of a figure, two of *killed or wounded*;
    and the words.
    """
    clause, text = told.clause, told.text
    first, last = told.start - len(clause.near_before), told.end + len(clause.near_behind)
    places = [(told.first - 1, told.first)] * (told.first > 0) + [(told.last, told.last + 1)] * (
        told.last >= 0
    )
    by_family: dict[str, list[Mention]] = {}
    for each in mentions(text):
        if first <= each.start and each.end <= last:
            by_family.setdefault(each.family, []).append(each)
    found = {}
    for name, each_of in by_family.items():
        near = nearest(text, each_of, (told.start, told.end), places)
        if near is not None:
            joined = [each for each in each_of if are_joined(text, near, each)]
            groups = frozenset(each.group for each in (near, *joined))
            end = max(each.end for each in (near, *joined))
            found[name] = groups, text[min(each.start for each in (near, *joined)) : end]
    return found


def _are_crossed(one: Told, other: Told) -> bool:
    """Whether who does it in one sentence is whom or with whom it is done in the other."""
    ours, theirs = _sides(one), _sides(other)
    return bool(ours[0].keys() & theirs[1].keys() or ours[1].keys() & theirs[0].keys())


def _sides(told: Told) -> tuple[dict[str, str], dict[str, str]]:
    """Who is named before a figure and behind it, in its sentence."""
    first, last = sentence_around(told.text, told.start, told.end)
    before, behind = told.text[first : told.start], told.text[told.end : last]
    return _named(_WORD.findall(before)), _named(_WORD.findall(behind))


def opposite(text: str, known: str, of_time: bool = False) -> tuple[str, str]:
    """A word of a text, and its opposite, which alone is known; both empty where there is none.
    Where it is asked `of_time`, only *before* and *after*.
    """
    for name, one, other in _opposites():
        if of_time and name != _OF_TIME:
            continue
        ours, theirs = one.findall(text), other.findall(known)
        if ours and theirs and not other.search(text) and not one.search(known):
            governed = [
                re.search(rf"{re.escape(word)}\s+(?:the\s+)?(\w+)", of, re.I)
                for word, of in ((ours[0], text), (theirs[0], known))
            ]
            is_same = all(governed) and len({match[1].lower() for match in governed if match}) == 1
            if name != _OF_TIME or is_same:
                return ours[0], theirs[0]
    return "", ""


def other_time(text: str, known: str) -> str:
    """The words by which a text is of another time than one that is known: *in autumn* where that
    is *in spring*, *the ninth year* where it is *the second*; empty where it is not.
    """
    for pattern in _times():
        ours, theirs = _told(pattern, text), _told(pattern, known)
        for what in ours.keys() & theirs.keys():
            if ours[what].keys().isdisjoint(theirs[what]):
                return next(iter(ours[what].values()))
    return ""


def _told(pattern: re.Pattern[str], text: str) -> dict[str, dict[str, str]]:
    """By what is told apart (the year), which of them a text has, with its words."""
    found: dict[str, dict[str, str]] = {}
    for match in pattern.finditer(text):
        groups = match.groupdict()
        which = found.setdefault((groups.get("what") or "").lower(), {})
        which[groups["which"].lower()] = match[0]
    return found


@cache
def _times() -> tuple[re.Pattern[str], ...]:
    spans = rf"(?P<what>{alternatives(family('bearing.spans.words'))})s?"
    the = any_of("bearing.wholes.the")
    of = rf"{any_of('clauses.joins.of')}\s+{the}\s+"
    days = "calendar.weekdays"
    return (
        re.compile(
            rf"{any_of('bearing.spans.in')}\s+(?P<which>{any_of('calendar.seasons')})", re.I
        ),
        re.compile(rf"(?P<which>{any_of(days)})", re.I),
        re.compile(rf"(?P<which>{any_of('bearing.spans.ordinals')})\s+{spans}(?!\w)", re.I),
        re.compile(rf"{the}\s+{spans}\s+{of}(?P<which>\w+)", re.I),
    )


@cache
def _opposites() -> list[tuple[str, re.Pattern[str], re.Pattern[str]]]:
    """Of each pair its name, and what finds either word; both ways round."""
    nouns = read("rivals")["nouns"]
    tables = {name: nouns[name] for name in family("rivals.opposite.families")}
    found = []
    for name, groups in {**read("bearing")["opposites"], **tables}.items():
        patterns = [
            re.compile(rf"(?<![\w-]){alternatives(words)}(?![\w-])", re.I)
            for words in groups.values()
        ]
        found += [(name, one, other) for one, other in permutations(patterns, 2)]
    return found


# ------------------------------------------------------------------------ a part of a whole


def told_of_part(told: Told) -> frozenset[str]:
    """The stems of what is said of a part of a figure alone: *of the 12 ships, 3 sank*."""
    before, behind = _before_whole(told), told.clause.behind
    if before is None:
        return frozenset()
    if not before:
        rest = told.text[told.last :] if told.last >= 0 else behind.partition(",")[2]
        return content(without_names(rest))
    words = {
        match[0].lower() for match, _ in zip(_WORD.finditer(behind), range(_FEW), strict=False)
    }
    is_related = words & {*family("bearing.wholes.relatives")}
    return frozenset() if is_related else content(without_names(behind))


def is_whole(told: Told) -> bool:
    """Whether a figure is told as a whole of which there are parts."""
    return _before_whole(told) is not None


def _before_whole(told: Told) -> str | None:
    """The number or amount of a part that stands before a whole; empty where the whole begins its
    clause; None where the figure is no whole.
    """
    match = _wholes().search(told.text[: told.start])
    if match is None:
        return None
    words = split(told.text[: match.start()])[-1:]
    if not words or not is_word(words[0]):
        return ""
    return words[0] if is_number(words[0]) or words[0].lower() in _amounts() else None


@cache
def _wholes() -> re.Pattern[str]:
    of, the = (alternatives(family(f"bearing.wholes.{name}")) for name in ("of", "the"))
    return re.compile(rf"(?<!\w){of}\s+(?:{the}\s+)?\Z", re.I)


@cache
def _amounts() -> frozenset[str]:
    determiners = (
        f"function_words.determiners.{name}" for name in ("any", "both", "amounts", "most")
    )
    return frozenset(families("bearing.wholes.parts", *determiners))


def is_beside(noun: str, text: str) -> bool:
    """Whether a text has a noun only for those to, for, from or with whom something is done, and
    not of what it counts: *240 meals to the refugees*.
    """
    words, places = [match[0].lower() for match in _WORD.finditer(text)], 0
    for place, word in enumerate(words):
        if stem(word) != stem(noun):
            continue
        lead = place - 1
        while lead >= 0 and place - lead <= _FEW and stem(words[lead]) not in _LITTLE:
            lead -= 1
        while lead >= 0 and words[lead] in _owning():
            lead -= 1
        if lead < 0 or words[lead] not in family("bearing.beside.people"):
            return False
        places += 1
    return places > 0


@cache
def _owning() -> frozenset[str]:
    return frozenset(families("function_words.determiners", "function_words.pronouns.his"))


def without_names(text: str) -> str:
    """A text without the words that have a capital."""
    return re.sub(r"(?<!\w)[^\W\d_a-z][\w’'-]*", " ", text)


# --------------------------------------------------------------------------- who did it to whom


def swapped(one: Told, other: Told) -> tuple[str, str]:
    """Who is told as having done to the other what that one did; both empty where nobody is.

    Where a figure follows the same verb in both: *the mill paid 300 crowns to the widow*.
    """
    ours, theirs = _parts(one), _parts(other)
    if ours is None or theirs is None or ours.verb != theirs.verb:
        return "", ""
    doers, objects = theirs.subject, theirs.object
    if ours.is_passive != theirs.is_passive:
        doers, objects = objects, doers
    doer = [word for word in ours.subject if word in objects and word not in doers]
    object_ = [word for word in ours.object if word in doers and word not in objects]
    return (ours.subject[doer[0]], ours.object[object_[0]]) if doer and object_ else ("", "")


class _Parts(NamedTuple):
    verb: str
    is_passive: bool
    subject: dict[str, str]
    object: dict[str, str]


def _parts(told: Told) -> _Parts | None:
    """The verb right before a figure, and by their stems the words for who stands on each side."""
    first, last = sentence_around(told.text, told.start, told.end)
    before = [match[0] for match in _WORD.finditer(told.text[first : told.start])]
    if not before or stem(before[-1]) in _LITTLE:
        return None
    return _Parts(
        stem(before[-1]),
        any(word.lower() in _BE for word in before[-3:-1]),
        _named(before[:-1]),
        _named(match[0] for match in _WORD.finditer(told.text[told.end : last])),
    )


def _named(words: Iterable[str]) -> dict[str, str]:
    """The words that are no place or time, by their stems."""
    places = family("bearing.beside.places")
    named, governor = {}, ""
    for word in words:
        low = word.lower()
        if stem(word) in _LITTLE or low in places:
            governor = governor if low in family("function_words.determiners.articles") else low
        elif governor not in places:
            named[stem(word)] = word
    return named
