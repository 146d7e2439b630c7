"""Guess whom an article names that nobody has recorded yet; a person decides."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..english.figures.find import find_figures
from ..english.lexicon import Regex, alternatives, families, family
from ..english.quotations import find_quotations
from ..english.sayers.names import TITLE
from ..english.sentences import BEGINNERS
from .phrases import ARTICLE, DETERMINER, OWNER, ROLE, SAYS_AFTER, SAYS_BEFORE

_UPPER = r"(?![a-zß-öø-ÿ])[^\W\d_]"
_SHORT_TITLE = alternatives(family("people.titles.short"))
_PART = rf"(?:(?:{_SHORT_TITLE}|{_UPPER})\.(?=\s{_UPPER})|{_UPPER}\w*(?:[-’'](?!s\b)\w+)*)"
_PARTICLES = rf"(?:{alternatives(family('people.names.particles'))}\s)*"
_BODY = alternatives(
    families(*(f"people.bodies.{kind}" for kind in ("institutions", "surnames", "press")))
)
_COMMON_BODY = alternatives(family("people.bodies.common"))
_OF = alternatives(
    families("function_words.prepositions.short.of", "function_words.prepositions.short.for")
)
_AND = alternatives(family("function_words.conjunctions.joining.and"))
_NAME = Regex(
    rf"(?<![\w-])(?:(?:{_PART}\s){{0,6}}{_BODY}\s{_OF}\s(?:{ARTICLE}\s)?"
    rf"{_PART}(?:\s(?:{_AND}\s)?{_PART}){{0,6}}"
    rf"|{_PART}(?:\s{_PARTICLES}{_PART}){{0,5}}(?:\s(?:\w+\s)?{_COMMON_BODY})?)(?![\w-])"
)
_IS_BODY = Regex(rf"\b(?:{_BODY}|{_COMMON_BODY})\b")
_TITLE = Regex(TITLE)
_COURTESY = Regex(rf"{alternatives(family('people.titles.courtesy'))}\.?")

_IS_ROLE = Regex(rf"\b{ROLE}\b")
_ENDS_AS_ROLE = Regex(rf"(?:\A|\s){ROLE}\Z", re.IGNORECASE)
_ADJECTIVE = Regex(rf"\s(?:\w+\s)?{ROLE}\b")
"""Behind a name, what makes it tell of what kind a role is: *the Lindholm harbour master*."""
_ROLE_BEFORE = Regex(
    rf"((?:(?:{_PART}|{alternatives(family('people.roles.kinds'))})\s)*(?:{_PART}|{ROLE}))(,?)\s\Z"
)
_WHO = alternatives(families("function_words.relatives.who", "function_words.relatives.whose"))
_APPOSITION = Regex(
    rf",\s((?:{ARTICLE}|{OWNER}|{_WHO}|{alternatives(family('people.roles.apposed'))})"
    r"\s[^,.;:()“”\"—]+)"
)
_BEGINS_WITH_WHO = Regex(rf"{_WHO}\b")
_DETERMINER = Regex(rf"{DETERMINER}\s")
_APOSTROPHE = Regex("['’]")
_AGED = Regex(r",\s\d\d,")
_FAR_BEFORE, _FAR_BEHIND = 80, 240
"""Characters around a name that may say who it is."""

_NO_NAMES = BEGINNERS.union(
    families(
        "function_words.auxiliaries.be",
        "function_words.auxiliaries.have",
        "function_words.auxiliaries.do",
        "sayings.verbs.saying.finite",
        "sayings.verbs.answering.finite",
        "sayings.verbs.telling.finite",
        "sayings.verbs.describing.finite",
        "sayings.verbs.continuous",
    ),
    families("sayings.phrases.according", "common_words.plurals"),
    families("calendar.months", "calendar.weekdays"),
)
"""Words in capitals that are no name where they stand alone, and no part of one that they begin."""


class Named(NamedTuple):
    """Somebody whom an article names: how, in what role, and the stretch of its text that says so.

    `forms` are shorter forms of the name that the article uses for nobody else.
    """

    name: str
    role: str
    start: int
    end: int
    forms: tuple[str, ...]


class _Hit(NamedTuple):
    """A place of a name, and what stands beside it."""

    name: str
    title: str
    role: str
    start: int
    end: int
    is_person: bool


def find_people(text: str) -> list[Named]:
    """Whom the text names as a person, or presents as saying something, in order.

    Blocks are parted by blank lines.
    """
    hits = list(_hits(_without_quotations(text)))
    whole: dict[str, list[_Hit]] = {}
    for hit in hits:
        if " " in hit.name:
            whole.setdefault(hit.name, []).append(hit)
    people = {name: found for name, found in whole.items() if any(hit.is_person for hit in found)}
    forms: dict[str, set[str]] = {}
    for hit in hits:
        if " " in hit.name or not (hit.is_person or hit.title):
            continue
        bearers = [name for name in people if hit.name in (name.split()[0], name.split()[-1])]
        form = f"{hit.title} {hit.name}".strip()
        if len(bearers) == 1:
            forms.setdefault(bearers[0], set()).add(form)
        elif not bearers:
            people.setdefault(form, []).append(hit)
    return sorted(
        (_named(name, people[name], forms.get(name, ())) for name in people),
        key=lambda named: named.start,
    )


def _named(name: str, hits: list[_Hit], forms: Iterable[str]) -> Named:
    best = max(hits, key=lambda hit: (len(hit.role) > 0, hit.is_person, -hit.start))
    tail = name.rsplit(maxsplit=1)[-1] if _IS_BODY.search(name) else name
    return Named(name, best.role or tail, best.start, best.end, tuple(sorted(forms)))


def _without_quotations(text: str) -> str:
    """The text with what stands in double quotation marks blanked, as long as it was."""
    for quotation in find_quotations(text):
        if quotation.mark not in ("'", "‘", "‚", "‹"):
            start = quotation.start + len(quotation.mark)
            end = start + len(quotation.text)
            text = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    return text


def _hits(text: str) -> Iterator[_Hit]:
    for match in _NAME.finditer(text):
        start, name = match.start(), match[0]
        while (first := name.split(" ", 1))[0] and len(first) > 1 and _is_no_name(first[0]):
            start, name = start + len(first[0]) + 1, first[1]
        title = ""
        while found := _TITLE.match(name):
            title, name = f"{title} {found[0]}".strip(), name[found.end() :]
        if len(name) > 1 and not name.isupper() and not _is_no_name(name):
            yield _hit(text, name, title, start, match.end())


@lru_cache(maxsize=4096)
def _is_no_name(word: str) -> bool:
    """Whether a word that has a capital names nobody: a function word, a time, a number."""
    if word.isupper():
        return False
    plain = _APOSTROPHE.split(word, 1)[0].lower()
    is_number = any(figure.kind == "number" and not figure.weak for figure in find_figures(word))
    return plain in _NO_NAMES or is_number


def _hit(text: str, name: str, title: str, start: int, end: int) -> _Hit:
    """A name, and what the text says of its bearer right before or behind it."""
    before = text[max(0, start - _FAR_BEFORE) : start]
    after = text[end : end + _FAR_BEHIND]
    is_before_verb = SAYS_AFTER.match(after) is not None
    is_behind_verb = not _ADJECTIVE.match(after) and SAYS_BEFORE.search(before) is not None
    says = is_before_verb or is_behind_verb
    is_whole = " " in name and not _IS_BODY.search(name)
    role = "" if _COURTESY.fullmatch(title) else title
    if (is_whole or says) and (apposed := _apposed(after)):
        said, length = apposed
        return _Hit(name, title, f"{role} {said}".strip(), start, end + length, True)
    if (is_whole or title) and (prior := _role_before(before, after)):
        said, length = prior
        return _Hit(name, title, f"{said} {role}".strip(), start - length, end, True)
    is_aged = is_whole and _AGED.match(after) is not None
    return _Hit(name, title, role, start, end, bool(title) or says or is_aged)


def _apposed(after: str) -> tuple[str, int] | None:
    """The role that follows a name behind a comma, and how far it reaches."""
    match = _APPOSITION.match(after)
    if match is None or not (_IS_ROLE.search(match[1]) or _BEGINS_WITH_WHO.match(match[1])):
        return None
    determiner = _DETERMINER.match(match[1])
    return match[1][determiner.end() if determiner else 0 :], match.end()


def _role_before(before: str, after: str) -> tuple[str, int] | None:
    """The role that stands before a name, and how far back it reaches."""
    match = _ROLE_BEFORE.search(before)
    if match is None or not _ENDS_AS_ROLE.search(match[1]):
        return None
    role, last = match[1], match[1].split()[-1]
    if match[2]:
        return (role, len(match[0])) if after.startswith(",") else None
    is_beside = last.islower() or not (role[0].isupper() or last[0].isupper())
    return (role, len(match[0])) if is_beside else None
