"""Guess who says what in an article whose people nobody has recorded, and which words say so."""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from ..english.lexicon import Regex
from ..english.sayers.attribution import find_speakers
from ..english.sayers.names import Mention, Names
from ..english.sentences import BEGINNERS
from ..model.passages import Passage
from ..model.records import Evidence, Person
from ..rules.clause.attribution import ATTRIBUTION_REACH
from ..text.words import split
from .claims import claim_of_person
from .clauses import Cutter
from .people import Named, find_people
from .phrases import DETERMINER, PRONOUN, SAYS_AFTER, SAYS_BEFORE, SPOKEN
from .wording import slug

_BACK = 800
"""How many characters before a paragraph may hold the name of whoever goes on speaking in it."""

_PRONOUN_BEFORE = Regex(rf"\b{PRONOUN}\s(?:\w+\s)?{SPOKEN}\W{{0,3}}\Z", re.IGNORECASE)
_PRONOUN_AFTER = Regex(rf"\W{{0,3}}{PRONOUN}\s(?:\w+\s)?{SPOKEN}|\W{{0,3}}{SPOKEN}\s{PRONOUN}\b")
_COMMON = rf"{DETERMINER}\s(?:[a-z-]+\s){{0,2}}?"
_COMMON_AFTER = Regex(
    rf"\W{{0,3}}(?:{_COMMON}(?P<before>[a-z-]+)\s{SPOKEN}"
    rf"|{SPOKEN}\s{_COMMON}(?P<after>[a-z-]+)(?=[.,]))"
)
_COMMON_BEFORE = Regex(rf"\b{_COMMON}(?P<before>[a-z-]+)\s{SPOKEN}\W{{0,3}}\Z", re.IGNORECASE)
"""Somebody without a name: *the ministry*."""


class Speakers:
    """Everybody whom the article names, by id, beside those who are known; who turns out to speak
    without a name is added.
    """

    def __init__(
        self, text: str, cutter: Cutter, source_id: str, known: Mapping[str, Person]
    ) -> None:
        self._text, self._cutter, self._source_id = text, cutter, source_id
        self.people: dict[str, Person] = dict(known)
        self._names: Names | None = None
        self._mentions_in: dict[tuple[int, int], list[Mention]] = {}
        recorded = {form for person in known.values() for form in (person.name, *person.also)}
        for named in find_people(text):
            if recorded.isdisjoint((named.name, *named.forms)):
                self._add(named)

    def _add(self, named: Named) -> str | None:
        stretch = self._cutter.sound(named.start, named.end)
        if stretch is None:
            return None
        id_ = number_id(slug(named.name) or "somebody", self.people)
        self.people[id_] = Person(
            name=named.name, role=named.role, also=named.forms, status="proposed",
            claim=claim_of_person(named.name),
            evidence=(Evidence(source=self._source_id, excerpt=self._text[slice(*stretch)]),),
        )  # fmt: skip
        self._mentions_in.clear()
        self._names = None
        return id_

    def mentions(self, first: int, last: int) -> list[Mention]:
        """Whom the stretch names, outside its quotations; the places are those of the article."""
        if (first, last) not in self._mentions_in:
            self._names = self._names or Names(self.people)
            found = self._names.mentions(Passage("", self._text[first:last], ((0, 1, 1),)))
            self._mentions_in[first, last] = [
                Mention(first + m.start, first + m.end, m.person) for m in found
            ]
        return self._mentions_in[first, last]

    def attributed_to(self, start: int, end: int) -> tuple[str | None, bool]:
        """Whom the sentence around a stretch gives it to, by id, and whether that is doubtful."""
        first, last = self._cutter.block(start)
        here = [
            Mention(m.start - first, m.end - first, m.person) for m in self.mentions(first, last)
        ]
        said_by = find_speakers(self._text[first:last], start - first, min(end, last) - first, here)
        known = [m for m in here if m.person in said_by & self.people.keys()]
        if known:
            nearest = min(known, key=lambda mention: abs(mention.start + first - start))
            return nearest.person, len({mention.person for mention in known}) > 1
        return self._stranger(start, end, sorted(said_by)), True

    def _stranger(self, start: int, end: int, strangers: list[str]) -> str | None:
        """Whom the sentence presents as the sayer under a new name, or as *the ministry*: added."""
        first, last = self._cutter.sentence(start, end)
        common = _COMMON_AFTER.match(self._text[end:last]) or _COMMON_BEFORE.search(
            self._text[first:start]
        )
        for name in [*strangers, *([common[common.lastgroup or 0]] if common else [])]:
            place = self._text.find(name, first, last)
            if place >= 0 and name and name.lower() not in BEGINNERS:
                known = self._known(name)
                return known or self._add(
                    Named(name, name.split()[-1], place, place + len(name), ())
                )
        return None

    def _known(self, name: str) -> str | None:
        """Whom a part of a name, or a role, can mean."""
        parts = set(name.split())
        for id_, person in self.people.items():
            if parts <= set(person.name.split()) or (
                name.islower() and parts <= set(person.role.split())
            ):
                return id_
        return None

    def before(self, start: int, end: int) -> str | None:
        """Who was named last, where *he says* stands beside a stretch, or a colon before it."""
        first, last = self._cutter.sentence(start, end)
        block = self._cutter.block(start)
        named = [*self.mentions(max(0, block[0] - _BACK), block[0]), *self.mentions(*block)]
        earlier = [m for m in named if m.start < start and m.person in self.people]
        before, after = self._text[first:start], self._text[end:last]
        if before.rstrip().endswith(":"):
            earlier = [mention for mention in earlier if mention.start >= first]
        elif not _PRONOUN_BEFORE.search(before) and not _PRONOUN_AFTER.match(after):
            return None
        return earlier[-1].person if earlier else None

    def attribution(self, id_: str, start: int, end: int) -> str | None:
        """The words near ``[start, end)`` that name this person, with any verb of saying there."""
        first, last = self._cutter.block(start)
        sentence = self._cutter.sentence(start, end)
        places = [
            (m.start, m.end)
            for stretch in ((max(0, first - _BACK), first), (first, last))
            for m in self.mentions(*stretch)
            if m.person == id_ and not start <= m.start < end
        ]
        if not places:
            return None
        name = min(
            places,
            key=lambda at: (
                not sentence[0] <= at[0] < sentence[1],
                min(abs(at[0] - end), abs(at[1] - start)),
            ),
        )
        stretch = self._cutter.unique(*self._with_verb(*name))
        reach = ATTRIBUTION_REACH + len(split(self._text[start:end]))
        if stretch is None or self._cutter.word_distance(stretch[0], start) > reach:
            return None
        self._know_form(id_, self._text[slice(*name)])
        return self._text[slice(*stretch)]

    def _with_verb(self, start: int, end: int) -> tuple[int, int]:
        _, last = self._cutter.block(start)
        if said := SAYS_AFTER.match(self._text, end, min(last, end + 240)):
            return start, said.end()
        before = max(0, start - 60)
        said = SAYS_BEFORE.search(self._text[before:start])
        return (before + said.start() if said else start), end

    def _know_form(self, id_: str, form: str) -> None:
        person = self.people[id_]
        if all(name not in form for name in (person.name, *person.also)):
            self.people[id_] = msgspec.structs.replace(person, also=(*person.also, form))


def number_id(wanted: str, taken: dict[str, Person] | set[str]) -> str:
    """The id, with a number where it is taken."""
    number, id_ = 1, wanted
    while id_ in taken:
        number += 1
        id_ = f"{wanted}-{number}"
    return id_
