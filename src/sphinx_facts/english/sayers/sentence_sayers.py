"""Who says something in a sentence.

It is read as a string of kinds of words, a letter each, and the ways of saying who says something
are patterns over that string (`grammar`). Where none fits, nobody is presented as the sayer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..lexicon import Regex, alternatives, families, family
from ..places import peoples
from . import grammar
from .grammar import Pattern
from .kinds import Kind
from .names import is_no_person
from .tokens import Token

REACH = 60
"""Words to either side of a quotation; farther away nothing attributes it."""
_BESIDE = 3
"""At most so many words lie between a verb of saying and a quotation that it is close to."""
_QUOTED_AS = 15
"""At most so many words lie between `is quoted` and `as saying`."""

_PARTICIPLE = Regex(
    rf"{alternatives(families('endings.participles', 'sayings.verbs.participles'))}\b"
)
_HE_OR_HIS = frozenset(families("function_words.pronouns.he", "function_words.pronouns.his"))
_WITH = frozenset(family("function_words.prepositions.short.with"))
_NOUNS_TOO = frozenset(families("sayings.doubtful"))
_AUXILIARIES = Kind.ALSO + Kind.IS
_IN_PHRASE = (
    Kind.WORD + Kind.THE + Kind.STRANGER + Kind.HIS + Kind.ALSO + Kind.STATEMENT + Kind.CLAIMS
    + Kind.AIDE + Kind.SPOKESMAN + Kind.POSSESSIVE + Kind.NAME + Kind.OF + Kind.IN + Kind.FOR
)  # fmt: skip
_LINKS = Kind.OF + Kind.IN + Kind.FOR
_DETERMINERS = Kind.THE + Kind.HIS
_MATTERS = frozenset(family("sayings.matters.words"))
"""They say nothing: *words of thanks*."""
_BEFORE_NOUN = (Kind.POSSESSIVE, Kind.HIS, Kind.THE, Kind.OF, Kind.IN)
"""Behind these a word that is a verb or a noun is a noun."""


class Unnamed(str):
    """A sayer in the words of the text, where these are no name: `the ministry`."""

    __slots__ = ()


Who = frozenset[str]
NOBODY: Who = frozenset()
HE: Who = frozenset([""])
"""Whoever spoke last."""


class Sentence:
    """A sentence as a string of kinds, with its tokens; `at` is the quotation's place, or -1."""

    def __init__(self, text: str, tokens: list[Token], speaker: str) -> None:
        self.text, self.tokens, self.speaker = text, tokens, speaker
        self.kinds = "".join(token.kind for token in tokens)
        self.at = self.kinds.find(Kind.QUOTATION)

    def is_only(self, *kinds: Kind) -> bool:
        """Whether the sentence holds nothing else."""
        return not self.kinds.strip("".join(kinds))

    def people(self) -> Who:
        """Everybody whom the sentence names."""
        return frozenset(token.person for token in self.tokens if token.kind == Kind.NAME)

    def begins_with_another(self, people: Who) -> bool:
        """Whether its subject is named, and none of these."""
        subject = grammar.SUBJECT.kinds.match(self.kinds)
        return subject is not None and self.tokens[subject.end() - 1].person not in people

    def find_speakers(self) -> Who | None:
        """Who says the quotation; None where nothing attributes it."""
        (before, is_close_before), (after, is_close_after) = self._before_it(), self._after_it()
        if before is None or after is None:
            return after if before is None else before
        if is_close_before and is_close_after:
            return before | after if (before | after) - HE else before
        return after if is_close_after else before

    def last_sayers(self) -> Who | None:
        """Who last says something in the sentence; None where nobody does."""
        found = (self._at_anchor(index) for index in range(len(self.kinds) - 1, -1, -1))
        return next((who for who in found if who is not None), None)

    # Around the quotation

    def _before_it(self) -> tuple[Who | None, bool]:
        """Who says it by what stands before it, and whether that is close to it."""
        kinds, at = self.kinds, self.at
        for index in range(at - 1, kinds.rfind(Kind.SEMICOLON, 0, at), -1):
            who = self._at_anchor(index)
            if who is None or self._is_aside(index):
                continue
            if grammar.IN_SUBORDINATE_CLAUSE.kinds.match(kinds, 0, index):
                main = self._first(grammar.MAIN_SUBJECT, index + 1, at)
                if main is not None:
                    return main, True
            gapped = self._first(grammar.GAPPED, index + 1, at)
            if gapped is not None:
                return gapped, True
            is_close = kinds[at - 1] in (Kind.COLON, Kind.THAT) or at - index <= _BESIDE
            return who, is_close
        return self._first(grammar.INTRODUCED, 0, at), False

    def _is_aside(self, index: int) -> bool:
        """Whether the verb stands in a relative clause, behind which the main clause goes on."""
        return (
            grammar.IN_RELATIVE_CLAUSE.kinds.match(self.kinds, 0, index) is not None
            and grammar.RESUMED_CLAUSE.kinds.match(self.kinds, index, self.at) is not None
        )

    def _after_it(self) -> tuple[Who | None, bool]:
        """Who says it by what stands behind it, and whether that is close to it."""
        kinds, first = self.kinds, self.at + 1
        if agent := grammar.AGENT.kinds.match(kinds, first):
            return self._first(grammar.AFTER, agent.end()), True
        if grammar.NEW_CLAUSE.kinds.match(kinds, first):
            return None, False
        began = self._first(grammar.BEGAN, first) if self._is_left_open() else None
        if began is not None:
            return began, True
        fallback: Who | None = None
        for index in range(first, len(kinds)):
            if kinds[index] in (Kind.SEMICOLON, Kind.COLON) and index > first:
                break
            who = self._at_anchor(index)
            if who == HE and kinds[index] in (Kind.STATEMENT, Kind.CLAIMS):
                fallback = HE
            elif who is not None:
                if grammar.ANOTHER_INTRODUCED.kinds.match(kinds, index):
                    break
                is_later = grammar.LATER_CLAUSE.kinds.match(kinds, first, index) is not None
                return who, not is_later and kinds[first] != Kind.SEMICOLON
        return self._first(grammar.SIGNED, first) or fallback, True

    def _is_left_open(self) -> bool:
        """Whether the last mark of the quotation lets the sentence go on."""
        return self.text[self.tokens[self.at].end - 2] in ",?!…"

    # At a word of saying

    def _at_anchor(self, index: int) -> Who | None:
        """Who says something by the word at `index`; None where it attributes nothing."""
        match self.kinds[index]:
            case Kind.ACCORDING:
                return self._first(grammar.AFTER, index + 2)
            case Kind.STATEMENT:
                return self._at_noun(index)
            case Kind.CLAIMS if self.kinds[index - 1 : index] in _BEFORE_NOUN:
                return self._at_noun(index)
            case Kind.SAYS | Kind.CLAIMS | Kind.TELLS | Kind.SAYING | Kind.QUOTES:
                return self._at_verb(index)
        return None

    def _at_noun(self, index: int) -> Who | None:
        owner = self._first(grammar.OWNER, 0, index)
        if owner is not None:
            return None if grammar.ANSWERED.kinds.match(self.kinds, 0, index) else owner
        following = index + 1
        is_followed = self.kinds[following : following + 1] in (Kind.OF, Kind.BY)
        if self._word(following + 1).lower() in _MATTERS:
            return None
        if is_followed or self._word(following) in _WITH:
            return self._first(grammar.AFTER, following + 1)
        return None

    def _at_verb(self, index: int) -> Who | None:
        kinds, kind = self.kinds, self.kinds[index]
        if self._is_noun(index):
            return None
        first = len(kinds[:index].rstrip(_AUXILIARIES))
        has_be = Kind.IS in kinds[first:index]
        is_passive = has_be and _PARTICIPLE.search(self._word(index)) is not None
        if kind == Kind.QUOTES:
            return self._subject(first) if is_passive else self._first(grammar.AFTER, index + 1)
        if is_passive:
            agent = grammar.AGENT_OF_VERB.kinds.match(kinds, index + 1)
            return self._first(grammar.AFTER, agent.end()) if agent else None
        if kind == Kind.SAYING and kinds[first - 1 : first] == Kind.AS:
            quoting = kinds.rfind(Kind.QUOTES, max(0, first - _QUOTED_AS), first)
            return self._at_verb(quoting) if quoting >= 0 else self._subject(first - 1)
        if self._is_before_subject(index, first):
            return self._first(grammar.AFTER, index + 1)
        if grammar.OBJECT_OF_RELATIVE.kinds.match(kinds, 0, first) and -1 < index + 3 < self.at:
            return None
        return self._subject(first)

    def _is_noun(self, index: int) -> bool:
        """Whether what may be a verb stands behind what a people calls its own: *the Russian
        terms*.
        """
        return (
            self._word(index).lower() in _NOUNS_TOO
            and self.kinds[index - 2 : index - 1] == Kind.THE
            and self._word(index - 1) in peoples()
        )

    def _is_before_subject(self, index: int, first: int) -> bool:
        """Whether the verb at `index`, whose auxiliaries begin at `first`, precedes its subject."""
        kinds = self.kinds
        if grammar.BEHIND_QUOTATION.kinds.match(kinds, 0, first):
            return first > 0 or kinds[1:2] == Kind.NAME
        is_aside = grammar.INVERTED.kinds.match(kinds, first - 1) is not None
        return is_aside and kinds[index] in (Kind.SAYS, Kind.CLAIMS)

    def _subject(self, end: int) -> Who | None:
        start = self.at + 1 if self.at < end else 0
        return self._first(grammar.BEFORE, start, end)

    # Who is meant

    def _first(self, patterns: Sequence[Pattern], start: int, end: int = REACH * 3) -> Who | None:
        """Whom the first of the patterns that fits names."""
        match = grammar.read(patterns, self.kinds, start, end)
        return None if match is None else self._who(match)

    def _who(self, match: re.Match[str]) -> Who:
        found = {name: match.start(name) for name, value in match.groupdict().items() if value}
        if "owner" in found:
            return frozenset([Unnamed(self._phrase(found["owner"], found["owner"] + 1))])
        if "body" in found:
            return self._by_phrase(found["body"], match.endpos)
        if "name" in found:
            start, end = match.span("name")
            return frozenset(t.person for t in self.tokens[start:end] if t.kind == Kind.NAME)
        if "principal" in found:
            return self._who_beside(found["principal"], found["relation"])
        if "stranger" in found:
            name = self._word(found["stranger"])
            return frozenset([Unnamed(name) if is_no_person(name) else name])
        if "he" in found and self._word(found["he"]).lower() in _HE_OR_HIS:
            return HE
        return NOBODY

    def _who_beside(self, principal: int, relation: int) -> Who:
        """An aide of somebody in the words of the text, where that may not be the speaker."""
        is_another = self.kinds[relation] == Kind.SPOKESMAN
        if is_another or self.tokens[principal].person == self.speaker:
            return frozenset([self._words(*sorted([principal, relation]))])
        return NOBODY

    def _by_phrase(self, index: int, end: int) -> Who:
        """Who is meant by the noun phrase at `index`: `Quist of the harbour office` is Quist."""
        name = grammar.OF_SOMETHING.kinds.search(self.kinds, 0, index + 1)
        if name is not None and index + 1 == end:
            return frozenset([self.tokens[name.start("name")].person])
        return frozenset([Unnamed(self._phrase(index, end))])

    def _phrase(self, index: int, end: int) -> str:
        """The noun phrase at `index`: before the verb, if that stands at `end`, or behind it."""
        kinds, first, last = self.kinds, index, index
        if index + 1 == end:
            while first and kinds[first - 1] in _IN_PHRASE:
                if kinds[first] in _DETERMINERS and kinds[first - 1] not in _LINKS:
                    break
                if kinds[first - 1] in _LINKS and kinds[max(0, first - 3) : first - 2] == Kind.IS:
                    break  # In *is given in the excerpt* the link is that of the verb.
                first -= 1
            while kinds[first] in _LINKS and first < last:
                first += 1
            return self._words(first, last)
        while kinds[last + 1 : last + 2] and kinds[last + 1] in _IN_PHRASE:
            begins = kinds[last + 1] in _DETERMINERS and kinds[last] not in _LINKS
            if begins and set(kinds[first : last + 1]) - {Kind.THE, Kind.ALSO}:
                break
            last += 1
        while kinds[last] in _LINKS and first < last:
            last -= 1  # *The ministry of which* is the ministry.
        return self._words(first, last)

    def _word(self, index: int) -> str:
        return self._words(index, index) if index < len(self.tokens) else ""

    def _words(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]
