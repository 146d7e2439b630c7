"""What is quoted without marks: a name and a colon before somebody's words, and words in italics
that a verb of saying introduces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from ..lexicon import Regex, alternatives, any_of, families, family, whole_words
from ..sayers.names import NAME_PART, Mention, is_full_name, is_no_person

_LONGEST_LABEL = 60
_LONGEST_TAIL = 120
_AFTER_VERB = {":": 5, ",": 1}
"""Within how many words before a mark the verb stands that introduces something with it."""
_FEW = 3
"""Words of the shortest italics that are a sentence of somebody's; fewer are stressed. Among so
many a speaker who speaks of himself does."""


def label_before_speech(text: str, strong: int, mentions: Sequence[Mention]) -> int:
    """Where the label ends that says who speaks the rest of a text (*Ada Quist: We go.*); 0 where
    there is none, or the rest says something of that person. `strong` is where the strong type ends
    with which the text begins, or 0.
    """
    known = _PATTERNS
    label = known.label.match(text)
    if label is None:
        return 0
    name, rest = label["name"], text[label.end() :].lstrip("*_ ")
    place = label.start("name")
    recorded = any(m.start <= place and m.end >= label.end("name") for m in mentions)
    is_stranger = is_full_name(name) and not is_no_person(name)
    if not (recorded or is_stranger) or not rest or rest[0].islower():
        return 0
    if known.persons.search(rest) or known.question.match(rest):
        return label.end()
    is_speech = (recorded or strong > 0) and known.statement.match(rest) is not None
    return label.end() if is_speech and not known.described.search(rest) else 0


def speech_behind_verbs(text: str) -> Iterator[tuple[int, int]]:
    """What somebody says of himself behind a verb of saying and a colon, without marks: *he told
    them: I stay*.
    """
    for match in _PATTERNS.telling.finditer(text):
        opening = " ".join(text[match.end() :].split(maxsplit=_FEW)[:_FEW])
        if _PATTERNS.persons.search(opening):
            yield match.end(), len(text)


def is_introduced(text: str, start: int, end: int) -> bool:
    """Whether words in italics are those of somebody whom a verb of saying presents: before them,
    with a colon or a comma, or right behind them.
    """
    known, words = _PATTERNS, text[start:end].split()
    if len(words) < _FEW or _is_title(words):
        return False
    before = text[max(0, start - _LONGEST_TAIL) : start].rstrip()
    near = _AFTER_VERB.get(before[-1:])
    if near and known.verbs.intersection(before[:-1].lower().split()[-near:]):
        return True
    return len(words) > _FEW and known.following.match(text, end) is not None


def attribution_tail(text: str) -> int:
    """Where the dash begins that leads to a name at the end of a text; its length without one."""
    tail = _PATTERNS.tail.search(text, max(0, len(text) - _LONGEST_TAIL))
    return tail.start() if tail else len(text)


def presents(text: str) -> bool:
    """Whether words beside a quotation say that it is said, rather than being some of it."""
    return _PATTERNS.saying.search(text) is not None


def _is_title(words: Sequence[str]) -> bool:
    """Whether words are written as those of a title are: with capitals, but for the small ones."""
    small = _PATTERNS.small
    large = [word for word in words[1:] if word.lower() not in small]
    return bool(large) and all(not word[0].islower() for word in large)


_SAY = (
    "sayings.verbs.saying", "sayings.verbs.telling", "sayings.verbs.answering",
    "sayings.verbs.continuous", "sayings.verbs.or_nouns",
)  # fmt: skip


class _Patterns:
    """Each is made when it is first asked for: most texts need few of them."""

    @cached_property
    def telling(self) -> Regex:
        return Regex(
            rf"(?<!\w){whole_words(families(*_SAY))}(?:\s+[\w’'-]+){{0,4}}\s*:\s+(?-i:(?=[^\W\d_a-z]))",
            re.I,
        )

    @cached_property
    def small(self) -> frozenset[str]:
        return frozenset(families("function_words"))

    @cached_property
    def label(self) -> Regex:
        return Regex(
            rf"\s*[*_]*(?P<name>[^\W\d_][^:.;!?\n]{{0,{_LONGEST_LABEL}}}?)"
            r"(?:\s*\([^():]{1,40}\))?[*_]*\s*:[*_]*\s+(?=\S)"
        )

    @cached_property
    def persons(self) -> Regex:
        # Case matters: *us*, and not *US*.
        persons = family("quotations.speech.persons")
        return Regex(
            rf"{whole_words(persons)}"
            rf"|\A{alternatives(word.capitalize() for word in persons)}(?!\w)"
        )

    @cached_property
    def question(self) -> Regex:
        return Regex(r"[^.!?;]{1,300}\?")

    @cached_property
    def statement(self) -> Regex:
        article = "function_words.determiners.articles.a"
        return Regex(
            rf"(?!{any_of('quotations.speech.describing', article)})"
            rf"(?:(?!{any_of('function_words.relatives', 'function_words.determiners.that')})"
            rf"[^,.;:!?(]){{1,200}}?{any_of('function_words.auxiliaries')}",
            re.I,
        )

    @cached_property
    def described(self) -> Regex:
        return Regex(any_of("function_words.pronouns.he", "function_words.pronouns.his"), re.I)

    @cached_property
    def verbs(self) -> frozenset[str]:
        return frozenset(families(*_SAY))

    @cached_property
    def following(self) -> Regex:
        he = any_of("function_words.pronouns.he")
        return Regex(
            rf"\s*[,!?]?\s*(?:(?:{he}|(?:{NAME_PART}\s+){{1,3}})\s*)?"
            rf"{any_of('sayings.verbs.saying')}"
        )

    @cached_property
    def tail(self) -> Regex:
        return Regex(r"\s(?:[—―–]|-{2,3})\s*(?=[^\W\d_a-z])[^.!?]*\.?\s*\Z")

    @cached_property
    def saying(self) -> Regex:
        return Regex(any_of(*_SAY, "sayings.phrases.according"), re.I)


_PATTERNS = _Patterns()
