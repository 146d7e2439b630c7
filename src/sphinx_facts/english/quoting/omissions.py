"""Whether what a quotation leaves out takes with it what carries the sense of the rest.

A negation or hedge is one such word (`qualifiers`). Others are found here: what turns round what it
governs (*missed out on*, *the loss of*), the verb between a subject and its object, the verb on
which an infinitive depends, and the noun on which an *of* does.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ...text.words import DASH, is_word, split
from ..lexicon import Regex, any_of, families, family
from ..qualifiers import Qualifier, cut_after, find_qualifiers, is_number

_BREAKS = frozenset([",", ";", ":", ".", "!", "?", DASH, "(", ")"])
_ENDS = frozenset([";", ":", ".", "!", "?"])
_MOST_BETWEEN = 3
"""How many words may stand between a word that turns the sense and what it governs."""
_FAR = 12
"""How far back in its clause what turns the sense of a fragment may stand."""
_LONGEST_SUBJECT = 4
_SUBJECTS = "he", "speakers", "others"
"""Of the pronouns."""
_LONGEST_PHRASE = 6
_SHORTEST_CONTINUOUS = 5


class _Words(NamedTuple):
    """What is known of small words, and of the forms of those that turn the sense."""

    reversing: dict[tuple[str, ...], bool]
    """Each phrase, and whether it is a verb, which may look like a noun."""
    heads: frozenset[str]
    articles: frozenset[str]
    definite: frozenset[str]
    subjects: frozenset[str]
    objects: frozenset[str]
    helpers: frozenset[str]
    finite: frozenset[str]
    joins: frozenset[str]
    openers: frozenset[str]
    prepositions: frozenset[str]
    quantities: frozenset[str]
    past: tuple[str, ...]
    continuous: tuple[str, ...]
    of: frozenset[str]
    to: frozenset[str]
    be: frozenset[str]


@cache
def _known() -> _Words:
    """Made when the first omission is read."""
    reversing = {
        tuple(p.split()): False for p in families("reversals.nouns", "reversals.adjectives")
    }
    reversing |= {tuple(p.split()): True for p in family("reversals.verbs.forms")}
    for phrase in family("reversals.verbs.regular"):
        first, *rest = phrase.split()
        reversing |= {(form, *rest): True for form in _forms(first)}
    owners = families("function_words.pronouns.his", "function_words.pronouns.owners")
    demonstratives = family("function_words.determiners.demonstratives")
    the = (*family("function_words.determiners.articles.the"), *owners, *demonstratives)
    auxiliaries = family("function_words.auxiliaries")
    be = family("function_words.auxiliaries.be")
    to, of = (family(f"function_words.prepositions.short.{name}") for name in ("to", "of"))
    return _Words(
        reversing,
        frozenset(phrase[0] for phrase in reversing),
        frozenset([*family("function_words.determiners.articles"), *owners, *demonstratives]),
        frozenset(the),
        frozenset(families(*(f"function_words.pronouns.{who}" for who in _SUBJECTS))),
        frozenset(family("function_words.pronouns.objects")),
        frozenset(auxiliaries) - frozenset(be),
        frozenset([*auxiliaries, *family("reversals.finite")]),
        frozenset(families("function_words.conjunctions")),
        frozenset(
            families("function_words.relatives", "function_words.conjunctions.questions",
                     "function_words.determiners.that")
        ),
        frozenset(family("function_words.prepositions")),
        frozenset(family("reversals.quantities")),
        family("endings.participles"),
        family("endings.continuous"),
        frozenset(of),
        frozenset(to),
        frozenset(be),
    )  # fmt: skip


def _forms(verb: str) -> Iterator[str]:
    """The forms of a regular verb, and some that are none."""
    yield verb
    for ending in family("endings.verbs"):
        yield verb + ending
        yield verb + verb[-1] + ending
        yield verb[:-1] + ending
    for ending in family("endings.verbs_in_y"):
        yield verb[:-1] + ending


def swallowed(words: Sequence[str], start: int, end: int) -> Qualifier | None:
    """What carries the sense of what follows and is left out with ``words[start:end]``."""
    lower = [word.lower() for word in words]
    return (
        _reversal(lower, start, end)
        or _governor(words, lower, start, end)
        or _verb(words, lower, start, end)
    )


def is_aside(words: Sequence[str], start: int, end: int) -> bool:
    """Whether ``words[start:end]`` are a whole relative clause between commas: what it denies or
    doubts is its own.
    """
    whole = end - start > 2 and words[start] == words[end - 1] == ","
    return whole and words[start + 1].lower() in family("function_words.relatives")


def cut_sense(words: Sequence[str], start: int) -> Qualifier | None:
    """What carries the sense of a fragment that begins at `start`, and stands before it."""
    skipped = max(0, start - _FAR)
    found = _cut_sense(words[skipped : start + _FAR], start - skipped)
    return found and Qualifier(found.phrase, found.kind, found.start + skipped, found.end + skipped)


def condition_before(words: Sequence[str], start: int) -> Qualifier | None:
    """The condition that opens the sentence of a fragment, of whose main clause that is a part."""
    first = max((at + 1 for at in range(start) if words[at] in _ENDS), default=0)
    if "," not in words[first:start]:
        return None
    opening = " ".join(words[first:start]).lower()
    for phrase in family("clauses.certainty.conditional"):
        if opening.startswith(f"{phrase} "):
            return Qualifier(phrase, "condition", first, first + len(phrase.split()))
    return None


def cut_rest(words: Sequence[str], end: int) -> Qualifier | None:
    """What takes something out of a fragment that ends before `end`, or says what its adjective is
    for, or in what alone a thing is never so: *no terms | other than these*, *I am happy | to
    report*, *never tested | in frost*.
    """
    rest, known = [word.lower() for word in words[end : end + _LONGEST_PHRASE]], _known()
    comma = int(rest[:1] == [","])
    for phrase in family("wording.restricting.exclusion"):
        length = len(phrase.split())
        if " ".join(rest[comma : comma + length]) == phrase:
            return Qualifier(phrase, "close", end + comma, end + comma + length)
    states = family("quotations.speech.states")
    is_state = end > 1 and words[end - 2].lower() in known.be and words[end - 1].lower() in states
    is_for = rest[:1] and rest[0] in known.to and rest[1:2] and rest[1] not in known.articles
    if is_state and is_for:
        return Qualifier(" ".join(rest[:2]), "close", end, end + 2)
    if rest[:1] and rest[0] in family("quotations.speech.within") and _is_never(words[:end]):
        return Qualifier(" ".join(rest[:2]), "close", end, end + len(rest[:2]))
    return None


def _is_never(words: Sequence[str]) -> bool:
    """Whether words end with what is denied of all there is."""
    near = [word.lower() for word in words[-_LONGEST_PHRASE:]]
    first = max((at + 1 for at, word in enumerate(near) if word in _BREAKS), default=0)
    text = " ".join(near[first:])
    return any(f" {phrase} " in f" {text} " for phrase in family("quotations.speech.never"))


def _cut_sense(words: Sequence[str], start: int) -> Qualifier | None:
    lower, known = [word.lower() for word in words], _known()
    first = max((at + 1 for at in range(start) if words[at] in _BREAKS), default=0)
    is_definite = lower[start] in known.definite or words[start][:1].isupper()
    if not is_definite:
        if found := _reversal(lower, first, start):
            return found
        is_complement = lower[start] in known.to or lower[start].endswith(known.continuous)
        for one in reversed(find_qualifiers(words[first:start]) if is_complement else []):
            at = first + one.end
            if one.kind == "negation" and not known.joins & set(lower[at:start]):
                return Qualifier(one.phrase, one.kind, first + one.start, at)
        if found := _half_negation(words, first, start):
            return found
    if match := _unsaid().search(" ".join(lower[first:start])):
        return Qualifier(match[0], "negation", start - len(match[0].split()), start)
    if start and lower[start - 1] in known.of and _has_predicate(lower, start):
        return Qualifier(_phrase(words, start - 2, start), "close", max(0, start - 2), start)
    return None


@cache
def _unsaid() -> Regex:
    return Regex(
        rf"{any_of('reversals.unsaid')}\s+(?:{any_of('sayings.verbs')}"
        rf"|\w+\s+{any_of('clauses.certainty.proven.that')})\Z"
    )


def _half_negation(words: Sequence[str], first: int, start: int) -> Qualifier | None:
    """The negation before a fragment that begins with another: *could not do it | without you*."""
    opening = find_qualifiers(words[start : start + _LONGEST_PHRASE])
    if not opening or opening[0].start or opening[0].kind != "negation":
        return None
    found = (one for one in find_qualifiers(words[first:start]) if one.kind == "negation")
    return next(
        (Qualifier(one.phrase, one.kind, first + one.start, first + one.end) for one in found), None
    )


def goes_on(quoted: str, behind: str) -> str:
    """What a quotation depends on in the one that goes on with it behind its attribution; empty
    where it stands by itself.

    `quoted` and what it is found in `behind` stand in marks that face.
    """
    attribution, mark, rest = behind.partition("“")
    if not mark or not quoted.endswith((",”", "”")) or set(".;!?") & set(attribution):
        return ""
    words, known = split(rest.partition("”")[0]), _known()
    if not words or words[0][:1].isupper():
        return ""
    is_infinitive = words[0] in known.to and len(words) > 1 and words[1] not in known.articles
    turns = cut_after(words, 2, split(quoted))
    return " ".join(words[:4]) if is_infinitive or turns is not None else ""


def begins_with_verb(words: Sequence[str]) -> bool:
    """Whether words begin with a verb, so that what they are said of stands before them."""
    first, known = words[0].lower() if words else "", _known()
    is_continuous = first.endswith(known.continuous) and len(first) > _SHORTEST_CONTINUOUS
    return is_continuous or first in known.finite


def find_reversals(lower: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where phrases stand that turn round what they govern, in words of small letters."""
    known = _known()
    for at, word in enumerate(lower):
        if word in known.heads:
            for stop in range(min(len(lower), at + _LONGEST_PHRASE), at, -1):
                if tuple(lower[at:stop]) in known.reversing:
                    yield at, stop
                    break


def _reversal(lower: Sequence[str], start: int, end: int) -> Qualifier | None:
    """The phrase within ``lower[start:end]`` that turns round what follows it there."""
    known = _known()
    for at in range(end - 1, max(start, end - _FAR) - 1, -1):
        if lower[at] in _BREAKS or lower[at] in known.joins:
            return None
        if lower[at] not in known.heads:
            continue
        for stop in range(min(end, at + _LONGEST_PHRASE), at, -1):
            is_verb = known.reversing.get(tuple(lower[at:stop]))
            if is_verb is None or (is_verb and _is_noun(lower, at)):
                continue
            if _governs(lower, stop, end):
                return Qualifier(" ".join(lower[at:stop]), "negation", at, stop)
    return None


def _is_noun(lower: Sequence[str], at: int) -> bool:
    """Whether what may be a verb follows an article or a preposition."""
    before, known = lower[at - 1] if at else "", _known()
    return before in known.articles or (before in known.prepositions and before not in known.to)


def _governs(lower: Sequence[str], stop: int, end: int) -> bool:
    """Whether what ends at `stop` still governs what follows at `end`: no object lies between."""
    known, between = _known(), lower[stop:end]
    if known.finite & set(between) or len(between) > _MOST_BETWEEN:
        return False
    after = lower[end] if end < len(lower) else ""
    closed = after in _BREAKS or after in known.prepositions or after in known.joins
    is_object = any(word not in known.articles and word not in known.to for word in between)
    return not (is_object and (closed or after in known.finite))


def _governor(words: Sequence[str], lower: Sequence[str], start: int, end: int) -> Qualifier | None:
    """The verb or noun on which what follows depends with a *to* or an *of* that is left out."""
    known = _known()
    last = end
    while last > start and lower[last - 1] in known.articles:
        last -= 1
    if last - start < 2 or end >= len(words) or not is_word(words[end]):
        return None
    link, head = lower[last - 1], lower[last - 2]
    before = lower[start - 1] if start else ""
    if link in known.of and before not in known.of and head not in known.quantities:
        return Qualifier(_phrase(words, last - 2, last), "close", last - 2, last)
    is_infinitive = last == end and link in known.to and before not in known.to
    names = words[end][:1].isupper() or is_number(words[end]) or lower[end] in known.objects
    if is_infinitive and not names and lower[end] not in known.articles:
        return Qualifier(_phrase(words, last - 2, last), "close", last - 2, last)
    return None


def _verb(words: Sequence[str], lower: Sequence[str], start: int, end: int) -> Qualifier | None:
    """The only verb of a clause, where subject and object alone are left of it."""
    known = _known()
    if end >= len(words) or not start or words[start] in _BREAKS or words[end - 1] in _BREAKS:
        return None
    if lower[end] not in known.articles and lower[end] not in known.objects:
        return None
    if known.openers & set(lower[start:end]) or lower[start - 1] in known.be:
        return None
    first = max((at + 1 for at in range(start) if words[at] in _BREAKS), default=0)
    first = max([first, *(at + 1 for at in range(first, start) if lower[at] in known.joins)])
    subject = lower[first:start]
    if subject and subject[-1] in known.helpers:
        return Qualifier(_phrase(words, start, end), "close", start, end)
    if len(subject) == 1 and subject[0] in known.subjects:
        return Qualifier(_phrase(words, start, end), "close", start, end)
    if not subject or len(subject) > _LONGEST_SUBJECT or any(map(_may_be_verb, subject)):
        return None
    is_noun_phrase = subject[0] in known.articles or all(
        word[:1].isupper() for word in words[first:start]
    )
    has_verb = _may_be_verb(lower[start]) or any(map(_is_finite, lower[start:end]))
    if is_noun_phrase and has_verb and not known.prepositions & set(subject):
        return Qualifier(_phrase(words, start, end), "close", start, end)
    return None


def _has_predicate(lower: Sequence[str], start: int) -> bool:
    """Whether a verb follows the few words at `start`, so that they become its subject."""
    known = _known()
    for word in lower[start : start + 1 + _LONGEST_SUBJECT]:
        if word in known.finite:
            return True
        if word in known.openers | known.subjects | known.joins | _BREAKS:
            return False
    return False


def _is_finite(word: str) -> bool:
    return word in _known().finite or word.endswith(_known().past)


def _may_be_verb(word: str) -> bool:
    """Whether a word may be one; nouns in the plural look like the third person."""
    return _is_finite(word) or (word.endswith(family("endings.verbs")[0]) and len(word) > 3)


def _phrase(words: Sequence[str], start: int, end: int) -> str:
    return " ".join(words[max(0, start) : end])
