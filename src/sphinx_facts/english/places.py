"""Names in a clause, and what they do there: where something happened, who did it, whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import islice
from typing import Literal, NamedTuple

from .clauses import Clause
from .lexicon import Regex, alternatives, families, family, read, whole_words
from .stems import stem

Part = Literal["where", "from", "who", "of", "nation"]
"""*Of* is whose that is who did it: the army of *Russia*. *Nation* is what stands before a noun:
*Russian soldiers*.
"""

_WORD = Regex(r"[^\W\d_]+(?:[-’'.][^\W\d_]+)*")
_SPACE = Regex(r"\s+")
_POSSESSIVE = Regex(r"[’'](?:s\b)?")
_SMALL = frozenset(
    families(
        "function_words",
        "calendar.months",
        "calendar.weekdays",
        "people.titles",
        "people.bodies.common",
    )
)
_COMMON = frozenset(
    word.lower() for word in families("people.titles", "people.bodies", "people.roles")
)
"""They say nothing of which person or body is named."""
_PASSED = frozenset(
    families(
        "function_words.auxiliaries",
        "function_words.adverbs",
        "function_words.determiners",
        "function_words.pronouns.reflexive",
    )
)
"""They may stand between a name and its verb."""
_DETERMINERS = frozenset(family("function_words.determiners"))
_LIGHT = frozenset(map(stem, families("function_words", "common_words.light")))
_WHERE, _FROM, _BY = (
    family("whereabouts.where"),
    family("whereabouts.from"),
    family("whereabouts.by"),
)
_THE = whole_words(families("function_words.determiners.articles", "whereabouts.owners"))
_KIND = whole_words(family("whereabouts.kinds"))
_SITE = alternatives(family("whereabouts.sites"))
_BEFORE = Regex(
    rf"(?<!\w)(?P<word>{whole_words([*_WHERE, *_FROM, *_BY])})\s+(?:{_THE}\s+)?"
    rf"(?:(?:[a-z-]+\s+)?(?:{_KIND}|{_SITE}s?)\s+{whole_words(family('whereabouts.of'))}\s+(?:{_THE}\s+)?)?"
    rf"(?:{_KIND}\s+)?\Z",
    re.I,
)
_LEFT_FOR = Regex(
    rf"(?<!\w){whole_words(family('whereabouts.leaving'))}(?:\s+[\w’'-]+){{0,4}}?\s+"
    rf"{whole_words(family('whereabouts.for'))}\s+(?:{_THE}\s+)?\Z",
    re.I,
)
_TOLD = families("sayings.nouns", "sayings.phrases.according", "whereabouts.told")
_REPORTED = Regex(
    rf"(?<!\w){whole_words(_TOLD)}"
    rf"\s+(?:\w+\s+)?{whole_words([*_FROM, *_BY])}\s+(?:{_THE}\s+)?\Z",
    re.I,
)
_HEAD_OF = Regex(
    rf"(?:\A|[,;:.]\s*|\s)(?:{_THE})\s+(?:\w+\s+)?(?P<noun>\w+)\s+of\s+(?:{_THE}\s+)?\Z", re.I
)
_ASIDE = Regex(r"\s*,[^,;:.]{1,80},")
_BEHIND = Regex(r"(?:[^\W\d_]+(?:[-’'][^\W\d_]+)*|[\s,])")
_MOST_BEHIND = 6
_INNER = Regex(r"(?<=\w)-(?=[^\W\d_a-z])")
"""In `Sino-North Korean`."""
_ARTICLE = f"{next(iter(family('function_words.determiners.articles.the')))} "
_COUNTRY = "="
"""Before what stands for a country with all its names, so that it is no word of a text."""
_ENDS = family("endings.demonyms")
_SITES = frozenset(family("whereabouts.sites"))
_KINDS = frozenset(family("whereabouts.kinds"))
_DEFINITE = Regex(rf"(?<!\w){_THE}\s+\Z", re.IGNORECASE)
_OF_NAME = Regex(rf"\s+{whole_words(family('whereabouts.of'))}\s")
_WHO = Regex(rf",\s+{whole_words(family('whereabouts.who'))}\Z", re.I)
_OTHERS = Regex(rf"(?<!\w){whole_words(family('whereabouts.others'))}\s+(?:{_THE}\s+)?\Z", re.I)
_KIN = frozenset(families("people.relations"))
_BODIES = frozenset(families("people.bodies"))


class Name(NamedTuple):
    """A name in a text, and what it does there."""

    text: str
    part: Part | None
    start: int
    end: int
    behind: tuple[str, ...] = ()
    """Of who did it: the words that follow, up to a mark."""
    after: str = ""
    """The stem of the word before it that is no small one, and what stands between: left
    *Hamburg*, the coast of *Norway*.
    """

    @property
    def keys(self) -> frozenset[str]:
        """What it shares with other names of the same: the country, or its words."""
        return _keys(self.text)


@cache
def _forms() -> tuple[Mapping[tuple[str, ...], frozenset[str]], int]:
    forms: dict[tuple[str, ...], frozenset[str]] = {}
    tables = read("places")
    for kind in ("states", "continents"):
        for country, names in tables[kind].items():
            for name in names:
                key = tuple(name.removeprefix(_ARTICLE).removesuffix(".").split())
                forms[key] = forms.get(key, frozenset()) | {f"{_COUNTRY}{country}"}
    return forms, max(map(len, forms))


@lru_cache(maxsize=4096)
def _keys(name: str) -> frozenset[str]:
    forms, longest = _forms()
    words = tuple(_INNER.sub(" ", name).split())
    keys = {word.lower() for word in name.split() if "-" in word}
    place = 0
    while place < len(words):
        for length in range(min(longest, len(words) - place), 0, -1):
            form = words[place : place + length]
            if countries := forms.get(form):
                keys |= (
                    countries if form[0].lower() not in _KINDS else {form[0].lower(), *countries}
                )
                break
        else:
            length = 1
            if (low := words[place].lower()) not in _COMMON:
                keys.add(low)
        place += length
    return frozenset(keys)


def forms_of(name: Name) -> frozenset[str]:
    """The forms of the countries that a name stands for; itself where it stands for none."""
    forms, _ = _forms()
    same = [" ".join(form) for form, countries in forms.items() if countries & name.keys]
    return frozenset([name.text, *same])


def is_country(key: str) -> bool:
    """Whether one of the `keys` of a name stands for a country."""
    return key.startswith(_COUNTRY)


def may_hold(name: Name, others: frozenset[str]) -> bool:
    """Whether a name is that of a country, and the others of none, so that they may be in it."""
    tables = read("places")
    is_state = any(name.text == forms[0] for forms in tables["states"].values())
    return is_state and not any(map(is_country, others))


@cache
def peoples() -> Mapping[str, str]:
    """What people and things of a country are called by, each with the country: *Russian*."""
    states, found = read("places")["states"], {}
    for country, forms in states.items():
        for form in forms:
            is_plural = form.endswith("s") and form[:-1] in forms
            if is_plural or _is_demonym(form):
                found[form] = country
    return found


def without_owner(label: str) -> str:
    """A label without the mark of an owner at its end: *Norway’s*."""
    return _POSSESSIVE.sub("", label) if label[-1:] in "s’'" and " " not in label else label


def is_place(text: str) -> bool:
    """Whether a text is the name of a country, or of a capital, and no more."""
    return tuple(text.split()) in _forms()[0]


@lru_cache(maxsize=2048)
def names(text: str, *, begins: bool = True) -> tuple[Name, ...]:
    """The names in a text. `begins` says that it begins a sentence, so that its first word may have
    a capital without being one.
    """
    return tuple(_names(text, begins))


def _names(text: str, begins: bool) -> Iterator[Name]:
    run: list[re.Match[str]] = []
    initial = begins
    for match in _WORD.finditer(text):
        word = match[0]
        is_first, initial = initial, text[match.end() : match.end() + 1] in (".", "!", "?")
        is_name = word[0].isupper() and word.lower() not in _SMALL
        if is_name and is_first and not _may_begin(text, match):
            is_name = False
        goes_on = is_name and run and _SPACE.fullmatch(text, run[-1].end(), match.start())
        if run and (not goes_on or _is_other(run, word)):
            yield _name(text, run)
            run = []
        if is_name:
            run.append(match)
    if run:
        yield _name(text, run)


def _is_other(run: list[re.Match[str]], word: str) -> bool:
    """Whether a name ends before a word that begins another: `in Denmark Norvik opened`."""
    name = tuple(match[0] for match in run)
    forms, _ = _forms()
    if name not in forms or (*name, word) in forms or word in _BODIES:
        return False
    return not any(form[: len(name) + 1] == (*name, word) for form in forms)


def _may_begin(text: str, match: re.Match[str]) -> bool:
    """Whether the first word of a sentence is a name, or a part of one."""
    word = match[0].removesuffix("’s").removesuffix("'s")
    if any(form[0] == word for form in _forms()[0]):
        return True
    following = _WORD.match(text, match.end() + 1)
    return (
        following is not None
        and following[0][0].isupper()
        and following[0].lower() not in _SMALL
        and (following[0],) not in _forms()[0]
    )


def _name(text: str, run: list[re.Match[str]]) -> Name:
    start, end = run[0].start(), run[-1].end()
    name = text[start:end].removesuffix("’s").removesuffix("'s").removesuffix("’").removesuffix("'")
    has_owner = start + len(name) < end or _POSSESSIVE.match(text, end) is not None
    part, behind = _part(text, start, end, has_owner)
    return Name(name, part, start, end, behind, _word_before(text, start))


def _word_before(text: str, start: int) -> str:
    """The last word before a place that is no small one, with those between: `coast of`."""
    words = [match[0] for match in _WORD.finditer(text, max(0, start - 40), start)][-3:]
    while words and not words[0].islower():
        words = words[1:]
    for number in range(len(words) - 1, -1, -1):
        if words[number] not in _SMALL:
            between = [word for word in words[number + 1 :] if word not in _DETERMINERS]
            return " ".join([stem(words[number]), *between])
    return ""


def antecedent(clause: Clause) -> Name | None:
    """The name of whom a relative clause tells what it does: *Lind, who left in* 1979."""
    lead = clause.before[: len(clause.before) - len(clause.near_before)]
    match = _WHO.search(lead)
    found = names(lead[: match.start()]) if match is not None else ()
    if not found or match is None or found[-1].end != match.start():
        return None
    words = (each[0] for each in _BEHIND.finditer(clause.near_before) if each[0].strip(" ,"))
    return found[-1]._replace(part="who", behind=tuple(islice(words, _MOST_BEHIND)))


def verb_behind(name: Name) -> str:
    """The stem of the verb of which a name is the subject; empty where none is seen."""
    return _verb(name.behind)


def is_kin(name: Name) -> bool:
    """Whether it is not somebody who is named, but a relative or an aide: *Lind’s father left*."""
    return name.part == "of" and name.behind[:1] != () and name.behind[0].lower() in _KIN


def _verb(behind: Iterable[str]) -> str:
    for word in behind:
        low = word.lower()
        if low in _PASSED:
            continue
        if low in _SMALL or word[0].isupper() or stem(low) in _LIGHT:
            return ""
        return stem(low)
    return ""


def _part(text: str, start: int, end: int, is_owner: bool) -> tuple[Part | None, tuple[str, ...]]:
    before = text[max(0, start - 80) : start]
    if set(text[start:end].split()) & set(family("places.events")):
        return None, ()
    match = _BEFORE.search(before)
    if match:
        word = " ".join(match["word"].lower().split())
        if _REPORTED.search(before):
            return None, ()
        if word in _BY:
            return ("who", ()) if not is_owner else (None, ())
        if is_owner or _is_adjective(text, start, end):
            return None, ()
        return ("from" if word in _FROM else "where"), ()
    if _LEFT_FOR.search(before):
        return "where", ()
    behind = _words_behind(text, start, end)
    if _HEAD_OF.search(before):
        return ("of" if behind else None), behind
    acts = behind and (behind[0].lower() in _PASSED or _verb(behind))
    if _OTHERS.search(before) or not acts:
        return None, behind
    return "of" if is_owner else "who", behind


def _is_adjective(text: str, start: int, end: int) -> bool:
    """Whether a name stands before a noun that is no place, or is told by a name of its own: `in
    Russian uniforms`, `in the Indian state of Kerala`.
    """
    following = _WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    if following is None or following[0][0].isupper():
        return False
    if following[0].lower() in _SMALL:
        return False
    low = following[0].lower()
    if low in _KINDS or (low in _SITES and not _is_demonym(text[start:end])):
        return _OF_NAME.match(text, following.end()) is not None
    if _DEFINITE.search(text, max(0, start - 5), start):  # On the Roman flank.
        return True
    return _is_demonym(text[start:end]) or following[0].endswith("s")


def _is_demonym(name: str) -> bool:
    """Whether a name is what people and things of a country are called by: *Russian*."""
    forms, _ = _forms()
    *first, last = name.split()
    return (*first, last) in forms and ((*first, f"{last}s") in forms or name.endswith(_ENDS))


def _words_behind(text: str, start: int, end: int) -> tuple[str, ...]:
    place = end
    if aside := _ASIDE.match(text, place):
        place = aside.end()
    elif text[:start].rstrip().endswith(",") and text[place : place + 1] == ",":
        place += 1  # *The pilot, Bo Lind, left.*
    if owner := _POSSESSIVE.match(text, place):
        place = owner.end()
    words: list[str] = []
    while len(words) < _MOST_BEHIND and (match := _BEHIND.match(text, place)):
        place = match.end()
        if match[0] == ",":
            break
        if match[0].strip():
            words.append(match[0])
    return tuple(words)
