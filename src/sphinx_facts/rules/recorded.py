"""What the record of a fact knows: the words of what it counts, what is told of it, whom and what
it names. Worked out once for each fact that is cited.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property

from ..english.counting.noun_phrases import Vocabulary, counted, is_anything
from ..english.lexicon import family
from ..english.places import Name, Part, forms_of, is_kin, names, verb_behind
from ..english.stems import is_same_root
from ..english.telling.neighbours import told_beside
from ..english.telling.rivals import Mention, are_joined, is_loss, mentions, nearest, widened
from ..english.telling.told import content
from ..model.records import Fact
from .fact_index import FactIndex

Keys = frozenset[str]
NOTHING: Keys = frozenset()


def record_of(index: FactIndex, id_: str) -> Recorded:
    """The record of a fact, made once."""
    kept = index.kept.get(id_)
    if not isinstance(kept, Recorded):
        kept = index.kept[id_] = Recorded(index, id_)
    return kept


class Recorded:
    """The record of a fact."""

    def __init__(self, index: FactIndex, id_: str) -> None:
        self._index, self.fact = index, index.facts.facts[id_]

    @cached_property
    def texts(self) -> list[str]:
        """What the sources say of it, and what the book makes of that."""
        fact = self.fact
        told = [
            text
            for each in fact.evidence
            for text in (each.excerpt, each.figure, each.attribution)
            if text
        ]
        near = [word for group in fact.near_groups for word in group]
        about = [fact.about.replace("-", " ")] if fact.about else []
        return [*told, fact.wording, fact.claim, *near, *fact.counts, *about]

    @cached_property
    def vocabulary(self) -> Vocabulary:
        return Vocabulary(self.texts)

    @cached_property
    def counts(self) -> Vocabulary:
        """The words for what it counts; all that it has, where it does not say what."""
        fact = self.fact
        phrases = [counted(text, place[1]) for text, place in self.places]
        heads = [phrase.head for phrase in phrases if phrase is not None]
        if all(map(is_anything, heads)):
            return Vocabulary([*self.texts, *self._meant])
        near = [word for group in fact.near_groups for word in group]
        figures = [each.figure for each in fact.evidence if each.figure]
        return Vocabulary([*heads, *near, *fact.counts, *figures, fact.wording, fact.about or ""])

    @property
    def _meant(self) -> list[str]:
        """What its sources count elsewhere, of which it has only a pronoun: *4 of them*."""
        if self.fact.wording.split()[-1].lower() not in family("function_words.pronouns.objects"):
            return []
        sources = {each.source for each in self.fact.evidence}
        return [
            other.wording
            for other in self._index.facts.facts.values()
            if other.figure and not sources.isdisjoint(each.source for each in other.evidence)
        ]

    @cached_property
    def places(self) -> list[tuple[str, tuple[int, int]]]:
        """Claim and excerpts, each with the place of the figure in it."""
        return list(_with_figures(self._index, self.fact))

    # What is told of it

    def groups(self, table_family: str) -> set[str]:
        """The groups of a family of rivals that it is told to be of; empty where of none."""
        return self._groups.get(table_family, set())

    @cached_property
    def _groups(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        near = [word for group in self.fact.near_groups for word in group]
        for text in (self.fact.wording, *near, self.fact.about or ""):
            for mention in mentions(text):
                found.setdefault(mention.family, set()).add(mention.group)
        for text, place in self.places:
            for mention in own_mentions(self._index, text, place):
                found.setdefault(mention.family, set()).add(mention.group)
        return {name: widened(groups) for name, groups in found.items()}

    def speaks_of(self, word: str) -> bool:
        """Whether it has a word, or one of the same root: *retirement* of *retired*."""
        return self.vocabulary.has(word) or any(
            is_same_root(word.split(maxsplit=1)[0], each) for each in self.vocabulary.words
        )

    @cached_property
    def tells_of_loss(self) -> bool:
        """Whether it says that what it counts is no more, if not how."""
        return any(is_loss(text) for text, _ in self.places)

    @cached_property
    def beside(self) -> tuple[frozenset[str], frozenset[str]]:
        """The stems of what its excerpts tell of its figure, and its claim does; and of what they
        tell of other figures.
        """
        excerpts = [place for text, place in self.places if text != self.fact.claim]
        texts = [text for text, _ in self.places if text != self.fact.claim]
        own, others = set(content(" ".join(self._said))), set[str]()
        for text, place in zip(texts, excerpts, strict=True):
            figures = [figure.whole for figure in self._index.find(text)]
            ours, theirs = told_beside(text, place, figures)
            own |= content(ours)
            others |= content(theirs)
        return frozenset(own), frozenset(others)

    @property
    def _said(self) -> list[str]:
        """What the book says of it."""
        near = [word for group in self.fact.near_groups for word in group]
        return [self.fact.claim, self.fact.wording, self.fact.about or "", *near, *self.fact.counts]

    # Whom and what it names

    @cached_property
    def keys(self) -> Keys:
        """What its names have in them, and all other words that it has; but nothing of names that
        an excerpt has for another of its figures.
        """
        named = (name.keys for text in self.texts for name in names(text, begins=False))
        own = [name for text, place in self.places for name in own_names(self._index, text, place)]
        of_others = [
            name.keys
            for text, place in self.places
            for name in names(text, begins=False)
            if name not in own
        ]
        others = NOTHING.union(*of_others).difference(*(name.keys for name in own))
        return NOTHING.union(self.vocabulary.words, *named) - others

    @cached_property
    def sayers(self) -> Keys:
        """The same of those who say it, and publish it."""
        texts = _sayers(self._index, self.fact)
        named = (name.keys for text in texts for name in names(text, begins=False))
        # The Kyiv Independent says nothing of Ukraine.
        published = Vocabulary(_publications(self._index, self.fact)).words
        return NOTHING.union(published, *named)

    def parts(self, part: Part) -> Keys:
        """The names that do something: where it was, who did it."""
        return self._parts.get(part, NOTHING)

    @cached_property
    def _parts(self) -> Mapping[str, Keys]:
        found: dict[str, Keys] = {}
        for text, place in self.places:
            for name in own_names(self._index, text, place):
                if (part := "who" if name.part == "of" else name.part) is not None:
                    found[part] = found.get(part, NOTHING) | name.keys
            if (phrase := counted(text, place[1])) is not None:
                for name in names(" ".join(phrase.adjectives), begins=False):
                    found["nation"] = found.get("nation", NOTHING) | name.keys
        return found

    @cached_property
    def doings(self) -> Mapping[str, Keys]:
        """Who did what by its claim and its excerpts: names, by the stems of the verbs behind them."""
        found: dict[str, Keys] = {}
        for text in (self.fact.claim, *(each.excerpt or "" for each in self.fact.evidence)):
            for name in names(text, begins=False):
                if name.part in ("who", "of") and (verb := verb_behind(name)):
                    found[verb] = found.get(verb, NOTHING) | name.keys
        return found

    def has_as_kin(self, name: Name) -> bool:
        """Whether it names somebody only for whose relative, aide or spokesman it tells of."""
        same = [
            each
            for text in (self.fact.claim, *(each.excerpt or "" for each in self.fact.evidence))
            for each in names(text, begins=False)
            if each.keys & name.keys
        ]
        return bool(same) and all(is_kin(each) for each in same)

    @cached_property
    def pairs(self) -> Mapping[str, Keys]:
        """The names that it has behind words, by the stems of these: the coast of *Norway*."""
        found: dict[str, Keys] = {}
        for text in self.texts:
            for name in names(text, begins=False):
                if name.after:
                    found[name.after] = found.get(name.after, NOTHING) | name.keys
        return found

    @cached_property
    def has_names(self) -> bool:
        """Whether it names anything at all, so that what it does not name is something else."""
        return any(name.keys for text, _ in self.places for name in names(text, begins=False))

    @cached_property
    def has_doer(self) -> bool:
        """Whether it says who did it, if only with a common noun."""
        return bool(self.parts("who")) or any(
            any(mention.end <= place[0] for mention in mentions(text))
            for text, place in self.places
        )

    def is_named_beside(self, name: Name) -> bool:
        """Whether a name stands in anything that the same sources are recorded for."""
        sources = {each.source for each in self.fact.evidence}
        return any(self._index.is_named_by(source, forms_of(name)) for source in sources)

    @cached_property
    def people(self) -> set[str]:
        """The ids of the people whom it names."""
        people = self._index.facts.people
        words = self.vocabulary.words
        return {
            id_ for id_, person in people.items()
            if person.name.split()[-1].lower() in words and person.name[0].isupper()
        }  # fmt: skip


def own_mentions(index: FactIndex, text: str, place: tuple[int, int]) -> Iterator[Mention]:
    """What a text tells of its figure: of each family the nearest, and what is joined to that."""
    figures = [figure.whole for figure in index.find(text)]
    by_family: dict[str, list[Mention]] = {}
    for mention in mentions(text):
        by_family.setdefault(mention.family, []).append(mention)
    for name, found in by_family.items():
        if name in family("rivals.staged.families"):
            yield from found
        elif (own := nearest(text, found, place, figures)) is not None:
            of_others = [nearest(text, found, one, figures) for one in figures if one != place]
            yield own
            yield from (m for m in found if m not in of_others and are_joined(text, own, m))


def own_names(index: FactIndex, text: str, place: tuple[int, int]) -> Iterator[Name]:
    """The names in a text that are not nearer to another of its figures."""
    others = [one.whole for one in index.find(text) if not _meet(one.whole, place)]

    def gap(name: Name, span: tuple[int, int]) -> tuple[int, int]:
        """What lies between; a name goes rather with what stands before it."""
        return max(span[0] - name.end, name.start - span[1], 0), span[0]

    for name in names(text, begins=False):
        if all(gap(name, place) <= gap(name, other) for other in others):
            yield name


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _with_figures(index: FactIndex, fact: Fact) -> Iterator[tuple[str, tuple[int, int]]]:
    texts = [(fact.claim, fact.wording)]
    texts += [(each.excerpt, each.figure or fact.wording) for each in fact.evidence if each.excerpt]
    for text, wording in texts:
        start = text.lower().find(wording.lower())
        figures = index.find(text)
        if start >= 0 and (inner := index.find(wording)):
            yield text, (start + inner[0].whole[0], start + inner[0].whole[1])
        elif start >= 0:
            yield text, (start, start + len(wording))
        elif figures:
            yield text, figures[0].whole


def _publications(index: FactIndex, fact: Fact) -> Iterator[str]:
    for evidence in fact.evidence:
        if (source := index.facts.sources.get(evidence.source)) is not None:
            yield from (source.publisher, source.title or "")


def _sayers(index: FactIndex, fact: Fact) -> Iterator[str]:
    """Who says it, with what they are, and whom its sources have it from."""
    facts = index.facts
    for id_ in (fact.speaker, fact.said_by):
        if id_ is not None and (person := facts.people.get(id_)) is not None:
            yield from (person.name, person.role, *person.also)
    for evidence in fact.evidence:
        if (source := facts.sources.get(evidence.source)) is not None:
            yield from _origin(index, evidence.based_on or source.based_on)


def _origin(index: FactIndex, id_: str | None) -> Iterator[str]:
    facts = index.facts
    if id_ in facts.origins:
        yield facts.origins[id_].name
    elif id_ in facts.people:
        yield from (facts.people[id_].name, facts.people[id_].role)
    elif id_ in facts.sources:
        yield facts.sources[id_].publisher
