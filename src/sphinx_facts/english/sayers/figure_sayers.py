"""Who is presented as giving a figure: `the agency counts`, `according to`, `says Ada Quist`.

Most verbs that attribute a quotation do something else beside a figure: a harbour counts 64 berths,
a siege continues for two years. So the verbs are others, in three families: those that say whatever
stands before them, those that do where *that* follows, and those that do of a body or publication.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from ..lexicon import families, family
from ..sentences import sentence_around
from . import grammar
from .attribution import spoke_before
from .kinds import Kind
from .names import Mention
from .sentence_sayers import REACH, Sentence, Unnamed, Who
from .tokens import Token, read_tokens
from .voices import is_press, names_body

SOURCE = "source:"
"""Before the id of a source, or the name of a publisher, among those who are mentioned."""
_FAR = 1000
_MOST = 200
"""So many words of a sentence are read for everybody in it."""
_RELATIVE = 5
"""So many words may lie between *that* and the verb of its clause."""
_TAIL = 6
"""So many words may follow the verb of an aside."""
_GIVING_REACH = 3
"""So many words lie between a publication that has a figure and the figure."""

_SURE = frozenset(family("sayings.figures.sure"))
_WITH_THAT = frozenset(family("sayings.figures.with_that"))
_COUNTING = frozenset(family("sayings.figures.counting"))
_PUTTING = frozenset(family("sayings.figures.putting"))
_SPEAKING = frozenset(family("sayings.figures.speaking"))
_GIVING = frozenset(family("sayings.figures.giving"))
_NOUNS = frozenset(family("sayings.figures.nouns"))
_CONTRAST = frozenset(family("sayings.figures.contrast"))
_AT, _OF = (frozenset(family(f"sayings.figures.{name}")) for name in ("at", "of"))
_DENYING = frozenset(
    families("clauses.negation.not", "clauses.denial.nobody", "sayings.figures.nor")
)
_NOTHING = frozenset(
    families(
        "clauses.denial.nobody", "function_words.pronouns.indefinite", "sayings.figures.little"
    )
)
_MARKS = Kind.COMMA + Kind.DASH + Kind.BRACKET
_ENDS = Kind.SEMICOLON + Kind.COLON
_NOUN_PHRASE = (
    Kind.NAME
    + Kind.STRANGER
    + Kind.THE
    + Kind.HIS
    + Kind.HE
    + Kind.AIDE
    + Kind.SPOKESMAN
    + Kind.WORD
)
_AUXILIARIES = frozenset(family("function_words.auxiliaries"))
_PAST = family("endings.participles")[:1]
_HE: Who = frozenset([""])
_LEADING = Kind.IN + Kind.TO + Kind.FOR + Kind.OF + Kind.WHEN + Kind.BY


def find_figure_sayers(text: str, start: int, end: int, mentions: Sequence[Mention]) -> set[str]:
    """Who is presented as giving the figure at ``[start, end)``: as `find_sayers`."""
    found = _find(text, start, end, mentions)
    if found == _HE:
        first, _ = sentence_around(text, start, end)
        found = spoke_before(text, first, mentions, "", needs_quotation=False)
    return set(found or ()) - _HE


def is_given_by_pronoun(text: str, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Whether the sentence around the figure ``[start, end)`` has *he* or *she* give it."""
    return _find(text, start, end, mentions) == _HE


def _find(text: str, start: int, end: int, mentions: Sequence[Mention]) -> Who | None:
    first, last = sentence_around(text, start, end)
    before = read_tokens(text, max(first, start - _FAR), start, mentions)[-REACH:]
    after = read_tokens(text, end, min(last, end + _FAR), mentions)[:REACH]
    sentence = _FigureSentence(text, [*before, Token(Kind.QUOTATION, start, end), *after], "")
    found = sentence.before_it()
    return sentence.after_it() if found is None else found


def all_figure_sayers(text: str, start: int, mentions: Sequence[Mention]) -> set[str]:
    """Everybody whom a text presents as saying something before `start`, or behind it."""
    first, last = sentence_around(text, start, start)
    tokens = read_tokens(text, first, last, mentions)[:_MOST]
    sentence = _FigureSentence(text, [*tokens, Token(Kind.QUOTATION, last, last)], "")
    found = (sentence.by_anchor(index) for index in range(sentence.at))
    return {who for each in found for who in each or () if who}


class _FigureSentence(Sentence):
    """A sentence with a figure in it, at the place of a quotation."""

    def before_it(self) -> Who | None:
        """Who gives it by what stands before it; None where nothing does."""
        if (found := self._gapped()) is not None:
            return found
        for index in range(self.at - 1, -1, -1):
            if self._breaks(index):
                return None
            if (found := self.by_anchor(index)) is not None:
                return found
        return None

    def _gapped(self) -> Who | None:
        """Who gives it where its verb stands with another: *and the police at 3,500*."""
        first = last = self.at - 1
        if self._low(last) not in _AT:
            return None
        while first and self.kinds[first - 1] in _NOUN_PHRASE:
            first -= 1
        is_new = first < last and first > 0 and self.kinds[first - 1] in _MARKS + _ENDS + Kind.AND
        put = any(self._low(index) in _PUTTING for index in range(first))
        return self._if(self._first(grammar.AFTER, first), _is_body) if is_new and put else None

    def by_anchor(self, index: int) -> Who | None:
        """Who says what follows, by the word at `index`; None where that attributes nothing."""
        if self.kinds[index] == Kind.ACCORDING:
            return self._according(index + 2)
        return self._by_word(index)

    def _according(self, first: int) -> Who | None:
        """Who is meant by what stands behind *according to*: *a projection of it by the agency*."""
        for index in range(first, min(first + _RELATIVE, len(self.kinds))):
            if self.kinds[index] in _MARKS + _ENDS:
                break
            if self._low(index) in _NOUNS and (by := self._maker(index)) is not None:
                return by
        return self._first(grammar.AFTER, first)

    def _maker(self, index: int) -> Who | None:
        """Who made what the noun at `index` is: *a projection of the population by the agency*."""
        for place in range(index + 1, min(index + _TAIL, len(self.kinds))):
            if self.kinds[place] in _MARKS + _ENDS:
                return None
            if self.kinds[place] == Kind.BY:
                return self._if(self._first(grammar.AFTER, place + 1), _is_body)
        return None

    def _breaks(self, index: int) -> bool:
        """Whether another statement begins there."""
        kind, behind = self.kinds[index], self.kinds[index + 1 : index + 2]
        if kind in _ENDS:
            before = {self._low(index - 1), self._low(index - 2)}
            is_told = (
                not before.isdisjoint(_SURE) or Kind.IS in self.kinds[max(0, index - 3) : index]
            )
            return kind == Kind.SEMICOLON or not is_told
        is_new = behind in (Kind.AND, Kind.WHEN) or self._low(index + 1) in _CONTRAST
        return kind in _MARKS and is_new

    def _by_word(self, index: int) -> Who | None:
        """Who gives the figure by the word at `index`, which stands before it."""
        word, kinds, at = self._low(index), self.kinds, self.at
        if kinds[index] in (Kind.COMMA, Kind.NAME, Kind.STRANGER):
            return None
        follows = kinds[index + 1 : index + 2]
        if word in _NOUNS and (found := self._by_noun(index)) is not None:
            return found
        if not self._is_verb(index) or self._is_denied(index):
            return None
        if self._is_aside(index) or self._is_of_object(index):
            return None
        is_said = set(kinds[index + 1 : at]) - {Kind.IN, Kind.THE, Kind.ALSO}
        if word in _SURE and (is_said or kinds[at - 1 : at] != Kind.IN):
            return self._by_verb(index)
        if word in _WITH_THAT and follows == Kind.THAT:
            return self._by_verb(index)
        if word in _SPEAKING and self._low(index + 1) in _OF:
            return self._by_verb(index)
        if (word in _COUNTING and follows != Kind.IN) or (
            word in _PUTTING and self._low(at - 1) in _AT
        ):
            return self._if(self._by_verb(index), _is_body)
        if word in _GIVING and at - index <= _GIVING_REACH:
            return self._if(self._by_verb(index), _is_publication)
        return None

    def _is_denied(self, index: int) -> bool:
        """Whether it is not said: `has not confirmed`, `neither says`, `said nothing of`."""
        around = [self._low(place) for place in range(max(0, index - _RELATIVE), index)]
        return not _DENYING.isdisjoint(around) or self._low(index + 1) in _NOTHING

    def _is_of_object(self, index: int) -> bool:
        """Whether the verb stands in a clause on what was said: `the letters that Quist wrote`."""
        before = self.kinds[max(0, index - _RELATIVE) : index]
        place = before.rfind(Kind.THAT)
        is_relative = place >= 0 and set(before[place + 1 :]) <= set(_NOUN_PHRASE + Kind.ALSO)
        return is_relative and self.kinds[index + 1 : index + 2] != Kind.THAT

    def _is_verb(self, index: int) -> bool:
        before = self.kinds[index - 1 : index]
        return index > 0 and before not in (Kind.POSSESSIVE, Kind.HIS, Kind.THE, Kind.OF)

    def _by_verb(self, index: int) -> Who | None:
        if self.kinds[index + 1 : index + 2] == Kind.BY:
            return self._first(grammar.AFTER, index + 2)
        first = len(self.kinds[:index].rstrip(Kind.ALSO + Kind.IS))
        if any(kind == Kind.IS for kind in self.kinds[first:index]):
            agent = grammar.AGENT_OF_VERB.kinds.match(self.kinds, index + 1)
            return self._first(grammar.AFTER, agent.end()) if agent else None
        is_apart = first == 0 or self.kinds[first - 1] in _MARKS
        begins = self.kinds[index + 1 : index + 2]
        if is_apart and begins and begins in _NOUN_PHRASE and self._closes(index):
            return self._first(grammar.AFTER, index + 1)
        return self._subject(first)

    def _closes(self, index: int) -> bool:
        """Whether a mark follows the word at `index` before the figure."""
        return any(kind in _MARKS for kind in self.kinds[index + 1 : self.at])

    def _by_noun(self, index: int) -> Who | None:
        """Whose count it is: `the agency's count`, `a count of the agency`, `the Korean count`."""
        if self.kinds[index - 1 : index] and (owner := self._first(grammar.OWNER, 0, index)):
            return self._if(owner, _is_body)
        if (by := self._maker(index)) is not None:
            return by
        if self.kinds[index + 1 : index + 2] in (Kind.OF, Kind.BY):
            return self._if(self._first(grammar.AFTER, index + 2), _is_body)
        phrase = Unnamed(self._phrase(index - 1, index)) if index else ""
        before = (self._low(place) for place in range(max(0, index - _RELATIVE), index))
        is_verb = not _AUXILIARIES.isdisjoint(before)  # *Has lost number 130.*
        is_of_body = phrase and not is_verb and self.kinds[index - 1] in (Kind.WORD, Kind.STRANGER)
        return self._if(frozenset([phrase]), _is_body) if is_of_body else None

    @staticmethod
    def _if(who: Who | None, asked: Callable[[str], bool]) -> Who | None:
        return who if who and all(map(asked, who)) else None

    def after_it(self) -> Who | None:
        """Who gives it by an aside behind it: `, says Ada Quist`, `, as the agency reports`."""
        kinds, first = self.kinds, self.at + 1
        apart = -1
        for index in range(first, len(kinds)):
            kind = kinds[index]
            if kind in _ENDS or kind == Kind.THAT:
                return None
            if kind in _MARKS:
                if kinds[index + 1 : index + 2] == Kind.AND or self._low(index + 1) in _CONTRAST:
                    return None
                apart = index
            elif kind == Kind.ACCORDING:
                return self._according(index + 2)
            elif apart >= 0 or kinds[first:index].rfind(Kind.AS) >= 0:
                found = self._by_aside(index, max(apart, first - 1))
                if found is not None:
                    return found
        return None

    def _by_aside(self, index: int, apart: int) -> Who | None:
        is_saying = self._low(index) in _SURE | _WITH_THAT or self._is_last_word(index, apart)
        if not is_saying or not self._stands_apart(index, apart):
            return None
        is_first = not set(_MARKS) & set(self.kinds[self.at + 1 : apart])
        if is_first and grammar.IN_RELATIVE_CLAUSE.kinds.match(self.kinds, 0, self.at):
            return None  # It is the verb of the clause around: who had hoped for 12, said that.
        first = len(self.kinds[:index].rstrip(Kind.ALSO))
        behind = self.kinds[index + 1 : index + 2]
        if first == apart + 1 and behind and behind in _NOUN_PHRASE:
            subject = self._first(grammar.AFTER, index + 1)
            # *The police, within a week, found 4 of them* has an object there.
            return subject if self._low(index) in _SURE else self._if(subject, _is_body)
        if self.kinds[first - 1] in (Kind.AS, Kind.IS):
            return None
        return self._subject(first)

    def _is_last_word(self, index: int, apart: int) -> bool:
        """Whether a sentence ends with a name and what that did, which can only be to say it:
        *…, Quist charged*.
        """
        is_last = index == len(self.kinds) - 1 and 0 <= apart == index - 2
        return is_last and self.kinds[index - 1] == Kind.NAME and self._low(index).endswith(_PAST)

    def _stands_apart(self, index: int, apart: int) -> bool:
        """Whether nothing but the figure's own sentence is what the verb says."""
        kinds, at = self.kinds, self.at
        ends = [place for place in range(index + 1, len(kinds)) if kinds[place] in _MARKS + _ENDS]
        tail = kinds[index + 1 : ends[0] if ends else len(kinds)]
        if len(tail) > _TAIL or Kind.THAT in tail:
            return False
        is_led = kinds[0] in _LEADING and at < _TAIL and Kind.IS not in kinds[at:apart]
        return not (is_led and apart - at <= _GIVING_REACH)

    def _low(self, index: int) -> str:
        return self._lower[index] if 0 <= index < len(self._lower) else ""

    @cached_property
    def _lower(self) -> list[str]:
        return [self.text[token.start : token.end].lower() for token in self.tokens]


def _is_publication(who: str) -> bool:
    return who.startswith(SOURCE) or (isinstance(who, Unnamed) and is_press(who))


def _is_body(who: str) -> bool:
    return not isinstance(who, Unnamed) or is_press(who) or names_body(who)
