"""Guess, in an article that nobody has recorded yet, whom it names and what its figures count.

A person decides.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from ..english.figures.find import find_figures
from ..english.quotations import find_quotations
from ..figures.figure import Figure

SPOKEN = (
    "(?:sa(?:ys?|id)|tells?|told|adds?|added|explain(?:s|ed)?|remark(?:s|ed)|writes?|wrote|warn(?:s|ed)?|notes?|noted|"
    "argue[sd]?|asks?|asked|state[sd]|repl(?:y|ies|ied)|answer(?:s|ed)|call(?:s|ed)?|recall(?:s|ed)?|claim(?:s|ed)|"
    "insist(?:s|ed)?|(?:dis)?agree[sd]|conclude[sd]?|continue[sd]?|points? out|"
    "pointed out|observe[sd]?|describe[sd]?|term(?:s|ed)|"
    "reveal(?:s|ed)?|report(?:s|ed)|announce[sd]?|estimate[sd]?|confirm(?:s|ed)?|disclose[sd]?|declare[sd]?|"
    "suggest(?:s|ed)?|admit(?:s|ted)?|den(?:y|ies|ied)|predict(?:s|ed)?|puts? it|"
    "jokes?|joked|thinks?|thought|"
    "believe[sd]?|speculate[sd]?|complain(?:s|ed)?|found|finds?|counted|recommend(?:s|ed)?|stress(?:es|ed)?)\\b"
)
"""Matches a verb of saying."""
_UPPER = r"(?![a-zß-öø-ÿ])[^\W\d_]"
_SHORT_TITLE = "Mr|Mrs|Ms|Miss|Mx|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Gov|Sen|Rep|Rev|St"
_PART = rf"(?:(?:{_SHORT_TITLE}|{_UPPER})\.(?=\s{_UPPER})|{_UPPER}\w*(?:[-’'](?!s\b)\w+)*)"
_PARTICLE = r"(?:(?:van|von|de|der|den|del|della|di|da|dos|bin|ibn|al|el|la|le)\s)*"
_BODY = (
    "Academy|Administration|Agency|Army|Assembly|Association|Authority|Bank|Board|Bureau|Cent(?:er|re)|Church|Club|"
    "College|Commission|Committee|Company|Conference|Congress|Corporation|Council|Court|Department|Federation|Force|"
    "Forces|Foundation|Fund|Government|Group|House|Institute|League|Ministry|Museum|Navy|Office|Organi[sz]ation|"
    "Party|Police|Post|Press|Senate|Service|Society|Times|Union|University"
)
_LOWER_BODY = (
    r"(?:government|ministry|parliament|police|army|military|navy|authorities|council|court|"
    r"officials)"
)
_NAME = re.compile(
    rf"(?<![\w-])(?:(?:{_PART}\s){{0,6}}(?:{_BODY})\s(?:of|for)\s(?:the\s)?{_PART}(?:\s(?:and\s)?{_PART}){{0,6}}"
    rf"|{_PART}(?:\s{_PARTICLE}{_PART}){{0,5}}(?:\s(?:\w+\s)?{_LOWER_BODY})?)(?![\w-])"
)
_IS_BODY = re.compile(rf"\b(?:{_BODY}|{_LOWER_BODY})\b")
_TITLE = re.compile(
    rf"(?:(?:{_SHORT_TITLE})\.?|Sir|Dame|Lord|Lady|Professor|"
    r"General|Colonel|Major|Captain|Lieutenant|Sergeant|Admiral|President|Chancellor|Premier|"
    r"Prime Minister|Minister|"
    r"Secretary|Senator|Governor|Mayor|Checker|Justice|King|Queen|Prince|Princess|Pope|"
    r"Bishop|Archbishop|Rabbi|Imam|Sister|Brother|Chairman|Chairwoman|Director|Councill?or|Commissioner|Ambassador|"
    r"Inspector|Detective|Officer|Corporal|Marshal|Chief)\s"
)
_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mx)\.?\s")
_ROLE = (
    r"(?!(?:former|border|number|water|river|power|order|other|another|rather|summer|winter|september|october|november|"
    r"december|majority|after|under|over|whether|together|longer|further|later|earlier|higher|lower)\b)"
    r"(?:\w{2,}(?:er|or|ist|man|woman|men|women|ian|ant|person|keeper)|leader|head|chief|captain|sergeant|analyst|"
    r"general|colonel|admiral|lieutenant|officer|mayor|president|minister|secretary|spokes\w+|chair\w*|king|queen|"
    r"judge|agent|expert|activist|nurse|pilot|monk|colleague|partner|cousin|uncle|aunt|priest|bishop|poet|cook|student|resident|native|veteran|father|"
    r"mother|son|daughter|wife|husband|widow|brother|sister|aide|critic|scholar|fellow|dean|coach|guide|deputy|friend|"
    r"neighbou?r|economist|diplomat|predecessor|successor|boss|clerk|guard|smith|wright|surveyor|engineer)"
)
_ROLE_BEFORE = re.compile(
    rf"((?:(?:{_PART}|former|senior|deputy|chief|prime|vice|foreign|local|retired|late|veteran|lead|head|acting)\s)*"
    rf"(?:{_PART}|{_ROLE}))(,?)\s\Z",
)
_APPOSITION = re.compile(
    r",\s((?:an?|the|who|whose|then|now|formerly|former|once|its|his|her|their)\s[^,.;:()“”\"—]+)"
)
SAYS_AFTER = re.compile(
    rf"(?:,[^.;:“”\"]{{2,160}},)?\s(?:(?:\w+ly|has|had|have|also|then|later|once|who)\s){{0,2}}{SPOKEN}"
)
SAYS_BEFORE = re.compile(
    rf"\b(?:{SPOKEN}(?:\s\w+ly)?|according to|disclosed by|in the words of|comes? from|came from)"
    rf"\s(?:(?:the|an?)\s)?(?:{_ROLE}\s)?\Z"
)
_BEGINNERS_TABLE = """
    a after although an and as at before both but by despite during each even every everybody few
    for from he her here his how " "however if in it its last later many more most much my next no
    nobody not of on once one only or others our over " "people several she since so some somebody
    still such that the their then there these they this those though through thus to today "
    "tomorrow tragically traditionally simultaneously moreover meanwhile two three under until we
    what when where " "whether which while who why with yesterday yet you your monday tuesday
    wednesday thursday friday saturday sunday " "january february march april may june july august
    september october november december i according asked says said
"""
_BEGINNERS = frozenset(_BEGINNERS_TABLE.split())


class Named(NamedTuple):
    """Somebody whom an article names:

    how, in what role, and the stretch of its text that says so.
    """

    name: str
    role: str
    start: int
    end: int
    forms: tuple[str, ...]
    """Shorter forms of the name that the article uses for nobody else."""


class _Hit(NamedTuple):
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
            start, end = (
                quotation.start + len(quotation.mark),
                quotation.start + len(quotation.mark) + len(quotation.text),
            )
            text = f"{text[:start]}{'_' * (end - start)}{text[end:]}"
    return text


def _hits(text: str) -> Iterator[_Hit]:
    for match in _NAME.finditer(text):
        start, name = match.start(), match[0]
        while (first := name.split(" ", 1))[0].lower() in _BEGINNERS and len(first) > 1:
            start, name = start + len(first[0]) + 1, first[1]
        title = ""
        while found := _TITLE.match(name):
            title, name = f"{title} {found[0]}".strip(), name[found.end() :]
        if name and name.lower() not in _BEGINNERS and not name.isupper() | (len(name) < 2):
            yield _hit(text, name, title, start, match.end())


def _hit(text: str, name: str, title: str, start: int, end: int) -> _Hit:
    before, after = text[max(0, start - 80) : start], text[end : end + 240]
    several = " " in name and not _IS_BODY.search(name)
    is_adjective = re.match(rf"\s(?:\w+\s)?{_ROLE}\b", after) is not None
    says = bool(SAYS_AFTER.match(after) or (not is_adjective and SAYS_BEFORE.search(before)))
    role, is_person = "" if _HONORIFIC.fullmatch(f"{title} ") else title, bool(title) or says
    apposed = _APPOSITION.match(after)
    if apposed and (several or says) and re.search(rf"\b{_ROLE}\b|\Awh", apposed[1]):
        said = re.sub(r"\A(?:an?|the|its|his|her|their)\s", "", apposed[1])
        return _Hit(name, title, f"{role} {said}".strip(), start, end + apposed.end(), True)
    prior = _ROLE_BEFORE.search(before)
    if prior and re.search(rf"(?:\A|\s){_ROLE}\Z", prior[1], re.IGNORECASE) and (several or title):
        beside = not prior[2] and not prior[1][0].isupper() | prior[1].split()[-1][0].isupper()
        if (
            beside
            or (not prior[2] and prior[1].split()[-1].islower())
            or (prior[2] and after.startswith(","))
        ):
            return _Hit(name, title, f"{prior[1]} {role}".strip(), start - len(prior[0]), end, True)
    aged = re.match(r",\s\d\d,", after)
    return _Hit(name, title, role, start, end, is_person or bool(aged and several))


# What a figure counts, and words for ids

_EMPTY_TABLE = """
    a about above after again against all almost along already also although always am among an and
    another any are " "around as at away back be became because become been before behind being
    below between both but by came can come " "could did do does done down during each either else
    even ever every few first for from further gave get give given " "go goes going got had has
    have having he her here hers him his how however if in including instead into is it its "
    "itself just last least less let like made make many may me might more most much must my near
    nearly never new next " "no nor not nothing now of off often on once one only onto or other
    others our out over own per put quite rather " "really said same saw say says second see seen
    several shall she should since so some soon still such take taken " "than that the their them
    then there these they third this those though three through thus to together told too " "took
    toward towards two under until up upon us use used very was we well went were what when where
    whether which " "while who whom whose why will with within without would yet you your mr mrs ms
    dr approximately roughly
"""
_EMPTY = frozenset(_EMPTY_TABLE.split())
_PLURAL = re.compile(
    r"\w{2,}(?<![su])s|people|personnel|men|women|children|troops|others|cattle|fish|police|\w+men",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*")


def counted_end(text: str, figure: Figure, end: int) -> int:
    """Where the noun ends that a figure counts, if one follows `end`, and `end` otherwise."""
    if figure.kind in ("year", "date", "decade", "percent", "currency", "duration") or figure.unit:
        return end
    found = [end]
    follows = re.compile(
        r"\s+(?:of\s+(?:the|its|his|her|their|our|these|those)\s+(?:most\s+)?)?([^\W\d_]+(?:[-’'][^\W\d_]+)*)"
    )
    for _ in range(4):
        match = follows.match(text, found[-1])
        if match is None or (
            match[1].lower() in _EMPTY - {"most", "others", "other", "new"} | {"that"}
        ):
            break
        found.append(match.end())
        if _PLURAL.fullmatch(match[1]):
            return found[-1]
    is_superlative = re.match(r"\s+of\s+the\s+\w+est\b", text[end:])
    return (
        found[min(1, len(found) - 1)]
        if is_superlative
        else found[-1]
        if figure.kind == "ordinal"
        else end
    )


def content_words(text: str) -> list[tuple[str, int]]:
    """The words of a text that say what it is about, in small letters, each with its place."""
    words = [(match[0].lower(), match.start()) for match in _WORD.finditer(text)]
    return [(word, place) for word, place in words if _has_content(word)]


@lru_cache(maxsize=4096)
def _has_content(word: str) -> bool:
    return len(word) > 3 and word not in _EMPTY and not find_figures(word)


def slug(*words: str) -> str:
    """An id of these words:

    small letters, digits and single hyphens; the empty string where nothing is left.
    """
    plain = (
        unicodedata.normalize("NFKD", " ".join(words)).encode("ascii", "ignore").decode().lower()
    )
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]s?\b", "", plain)))
