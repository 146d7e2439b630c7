"""Whom a passage names."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from ...model.passages import Passage
from ...model.records import Person
from ..lexicon import Regex, families, family, whole_words
from ..sentences import BEGINNERS, outline
from .kinds import KIND_OF_WORD

TITLE = (
    rf"(?:{whole_words(family('people.titles.short'))}\b\.?\s+"
    rf"|{whole_words(family('people.titles.whole'))}\s+)"
)
"""Matches a title and the space after it."""

_TIMES = families("calendar.months", "calendar.weekdays")
# One letter is no word of a name, unless a full stop makes an initial of it.
_BEGINNERS = {word for word in (*BEGINNERS, *_TIMES) if len(word) > 1}
_BEGINNER = whole_words(_BEGINNERS)
_NO_PART = whole_words(
    word.capitalize()
    for word in KIND_OF_WORD.keys() - _BEGINNERS
    if len(word) > 1 and " " not in word
)
NAME_PART = (
    rf"(?=[^\W\d_a-zµμ])(?!(?:{_NO_PART}|(?i:{_BEGINNER}))\b)"
    r"[^\W\d_a-z](?:\.|[^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*)"
)
"""Matches a word of a name, or an initial: what has a capital and is no function word."""

_BODIES = families("people.bodies.institutions", "people.bodies.press", "people.bodies.places")
_NO_PERSON = Regex(
    rf"\b(?:The|{whole_words([*_BODIES, *(time.capitalize() for time in _TIMES)])})\b"
)
_TITLE, _TITLES = Regex(TITLE), Regex(rf"\A{TITLE}+")
_TITLE_BEFORE = Regex(rf"(?<![\w.]){TITLE}+\Z")
NAME = Regex(rf"{NAME_PART}(?!\w)")
"""A whole word of a name, wherever a search for it begins."""
_SPACE = Regex(r"\s+")
_JOINED = Regex(r"[\w.-]")
_FEWEST, _MOST = 2, 4
"""Words of a name that nobody has recorded."""
_LONGEST_BEFORE = 40
"""Characters before a name that may hold its titles, or another name."""
_NEAR = 60
"""How many mentions to either side tell which of several people a surname means."""


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A place in a text that names a person.

    `person` is the id. Where a surname is that of several people, none of whom the passage names,
    it is the surname itself.
    """

    start: int
    end: int
    person: str


def start_of(mention: Mention) -> int:
    """Where a mention begins: what mentions are in the order of."""
    return mention.start


def is_no_person(name: str) -> bool:
    """Whether a name is that of a body, a place or a time."""
    return _NO_PERSON.search(name) is not None


def is_persons_name(name: str) -> bool:
    """Whether a name is that of a person, and no body's."""
    return all(part[0].isupper() for part in name.split()) and not is_no_person(name)


def is_full_name(text: str) -> bool:
    """Whether a text is a name of several words, with its titles or without."""
    rest = text
    while rest:
        words = _SPACE.split(rest)
        if _FEWEST <= len(words) <= _MOST and all(map(NAME.fullmatch, words)):
            return True
        title = _TITLE.match(rest)
        rest = rest[title.end() :] if title else ""
    return False


class Names:
    """All forms of all recorded names, compiled once."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        whole: dict[str, str] = {}
        short: dict[str, set[str]] = {}
        derived: dict[str, set[str]] = defaultdict(set)
        for id_, person in people.items():
            for form in (*person.also, person.name):
                if " " in form.strip() and not _TITLE.match(form):
                    whole[form] = id_
                else:
                    short[form] = {id_}
            for part in _short_forms(person.name):
                derived[part].add(id_)
        self._whole = {_plain(form): id_ for form, id_ in whole.items()}
        self._short = {_plain(form): ids for form, ids in {**derived, **short}.items()}
        wholes, shorts = (_any_of(forms) for forms in (whole, {**derived, **short}))
        # A short form stands alone: beside another name it is part of somebody else's.
        self._pattern = Regex(
            rf"(?<![\w-])(?:(?P<whole>(?i:{wholes}))(?!\w)"
            rf"|(?P<short>{shorts})(?![\w-]))"
        )

    def in_text(self, text: str) -> list[Mention]:
        """As `mentions`, of a text without citations."""
        return self.mentions(Passage("", text, ((0, 1, 1),)))

    def mentions(self, passage: Passage) -> list[Mention]:
        """Everybody whom the passage names outside its quotations, in order.

        A name is a person's role, a recorded form, or a first or last word of a name.
        """
        text = passage.text
        people = [c for c in passage.citations if c.traits.entry == "person"]
        cited = [c for c in passage.citations if c.traits.kind == "quote"] + people
        hidden = sorted([*((c.start, c.end) for c in cited), *outline(text).quotations])
        found = [Mention(c.start, c.end, c.target) for c in people]
        doubtful = []
        place = reach = 0
        for match in self._pattern.finditer(text):
            while place < len(hidden) and hidden[place][0] <= match.start():
                reach, place = max(reach, hidden[place][1]), place + 1
            if match.start() < reach:
                continue
            start = _with_title(text, match.start())
            if match["whole"]:
                found.append(Mention(start, match.end(), self._whole[_plain(match["whole"])]))
            elif not (_is_name_before(text, start) or _is_name_behind(text, match.end())):
                doubtful.append((start, match.end(), match["short"]))
        found.sort(key=start_of)
        settled = [
            Mention(start, end, _nearest(found, start, self._short[_plain(form)]) or form)
            for start, end, form in doubtful
        ]
        return sorted(found + settled, key=start_of)


def _short_forms(name: str) -> Sequence[str]:
    """The first and the last word of a person's name."""
    parts = _TITLES.sub("", name).split()
    return (parts[0], parts[-1]) if 1 < len(parts) < 5 and is_persons_name(name) else ()


def _nearest(mentions: Sequence[Mention], place: int, ids: set[str]) -> str:
    """Which of several people is meant: the one last named before, or else the first after."""
    if len(ids) == 1:
        return next(iter(ids))
    index = bisect_left(mentions, place, key=start_of)
    near = [*reversed(mentions[max(0, index - _NEAR) : index]), *mentions[index : index + _NEAR]]
    return next((mention.person for mention in near if mention.person in ids), "")


def _with_title(text: str, start: int) -> int:
    """Where a name begins, if the titles before it are part of it."""
    earliest = max(0, start - _LONGEST_BEFORE)
    last = text[earliest:start].rsplit(maxsplit=1)[-1:]
    is_title = last and not last[0].islower()
    title = _TITLE_BEFORE.search(text, earliest, start) if is_title else None
    return start if title is None else title.start()


def _is_name_before(text: str, start: int) -> bool:
    """Whether a word of a name stands right before another."""
    last = text[max(0, start - _LONGEST_BEFORE) : start].rsplit(maxsplit=1)[-1:]
    if not last or last[0].islower() or not text[start - 1].isspace():
        return False
    end = len(text[:start].rstrip())
    places = range(end - len(last[0]), end)
    return any(
        NAME.fullmatch(text, place, end)
        for place in places
        if text[place].isupper() and not _JOINED.match(text, place - 1, place)
    )


def _is_name_behind(text: str, end: int) -> bool:
    """Whether a word of a name stands right behind another."""
    space = _SPACE.match(text, end)
    return space is not None and NAME.match(text, space.end()) is not None


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().lower()


def _any_of(forms: Mapping[str, object]) -> str:
    """Matches each form, the longest first, with any dash, space or apostrophe in its place."""
    longest_first = sorted(filter(_plain, forms), key=len, reverse=True)
    parts = (
        [re.escape(part) for part in re.split(r"[\W_]+", form) if part] for form in longest_first
    )
    return "|".join(r"[\W_]{1,3}".join(part) for part in parts) or r"(?!)"
