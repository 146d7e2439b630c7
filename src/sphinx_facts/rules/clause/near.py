"""What a fact is about: the sentence that cites it, or what stands over that, says so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ...english.counting.noun_phrases import counted
from ...english.lexicon import Regex, alternatives, any_of, families, family, whole_words
from ...english.telling.rivals import is_contrasted
from ...model.findings import rule
from ...model.passages import Citation, Structure
from ..context import Findings, PassageContext
from ..fact_index import texts_of
from ..recorded import record_of

_BETWEEN = whole_words(families("function_words.auxiliaries", "function_words.adverbs"))
_DONE = Regex(
    rf"\s+(?:{_BETWEEN}\s+)+(?P<done>[^\W\d_]+{alternatives(family('endings.participles'))})(?!\w)",
    re.IGNORECASE,
)
"""What was done to that which a figure counts: `were readmitted`."""
_BACK = Regex(any_of("clauses.joins.back"), re.IGNORECASE)
_DID = Regex(rf"\A\s+{any_of('function_words.auxiliaries')}[\s.]*\Z", re.IGNORECASE)
"""A part that leaves its verb to the one before it: *three did*."""

_MOST_BACK = 2
"""To how many sentences pronouns lead back."""


@rule(
    "F005",
    "out-of-context",
    meaning="The sentence that cites a fact, and what stands over it, hold none of the words that "
    "its record lists under near, or another figure stands nearer to them; so the figure or "
    "quotation may have come to stand for something else.",
    help="Say what it is about in the same part of the sentence, or correct the id.",
    example="""
    wrong: "The town owns {fact}`cars`."
    right: "Each day, {fact}`cars` cross the bridge."
    says: |
      docs/example.md:1:15: F005 out-of-context: nothing near it says what cars is about
          shown     over 4,000 cars
          recorded  over 4,000 cars
          source    The Gazette: “Over 4,000 cars cross the old bridge every day”
          do        use one of: cross; or correct the id
    """,
)
def check_near(context: PassageContext, citation: Citation) -> Findings:
    """Of each group of words that the fact lists one stands in the clause."""
    missing = missing_group(context, citation.target, citation.start, citation.end)
    if missing is not None:
        message = f"nothing near it says what {citation.target} is about"
        words = ", ".join(context.fact(citation).near_groups[missing])
        remedy = f"use one of: {words}; or correct the id"
        shown = context.shown(citation)
        yield context.finding("F005", citation, message, shown=shown, help=remedy)


def is_near(context: PassageContext, id_: str, start: int, end: int) -> bool:
    """Whether what the fact is about, if it says so, is named around ``[start, end)``."""
    return missing_group(context, id_, start, end) is None


def missing_group(context: PassageContext, id_: str, start: int, end: int) -> int | None:
    """The first of the groups of words of which none is named around ``[start, end)``."""
    for number, words in enumerate(context.index.near(id_)):
        if not _is_named(context, id_, words, start, end):
            return number
    return None


def _is_named(context: PassageContext, id_: str, words: Regex, start: int, end: int) -> bool:
    """Whether one of the words is in the author's wording of the figure, or stands in the same part
    of the sentence, where no other figure of its kind is nearer to it; or over the passage, and
    nothing nearer speaks of something else.
    """
    cited = (c for c in context.beside(start, end) if (c.start, c.end) == (start, end))
    if any(c.wording for c in cited) and words.search(context.text, start, end):
        return True
    first, part = _part(context, start, end)
    rivals = list(_rivals(context, id_, first, first + len(part)))
    for match in words.finditer(part):
        if is_contrasted(part, match.start()):
            continue
        place = first + match.start()
        between = (each for each in rivals if min(start, place) < each.start < max(start, place))
        if all(_leaves(context, each, match, is_before=place < start) for each in between):
            return True
    if _tells_otherwise(context, id_, end):
        return False
    others = context.index.near_of_others(id_)
    own = " ".join(texts_of(context.index.facts.facts[id_])).lower()
    beside = _parts_beside(context, id_, words, start, end)
    structure, has_other = context.passage.structure, False
    for text in (part, *beside, *_before(context, first, part), *_over(structure)):
        if text is not part and any(
            not is_contrasted(text, match.start()) for match in words.finditer(text)
        ):
            return True
        found = others.finditer(text) if others is not None else ()
        told = [match[0] for match in found if not words.fullmatch(match[0])]
        if text is part:  # So are those of the figures that are cited beside it.
            told = [
                word for word in told if not any(_is_of(context, each, word) for each in rivals)
            ]
        # What its own record tells of it too, is told of nothing else.
        if not all(word.lower() in own for word in told):
            return False
        has_other = has_other or bool(told)
    return not has_other and any(map(words.search, structure.headings[-1:]))


def _parts_beside(
    context: PassageContext, id_: str, words: Regex, start: int, end: int
) -> Iterator[str]:
    """The parts of the sentence between other semicolons, where nothing else is counted of which
    the words that are looked for are not said as well.
    """
    first, last = context.sentence(start, end)
    ends = [place for place in range(first, last) if context.text[place] == ";"]
    own = next((place for place in ends if place >= end), last)
    goes_back = _DID.match(context.text[end:own]) is not None
    for begin, stop in pairwise((first - 1, *ends, last)):
        is_own = begin < start <= stop or begin < end <= stop
        text = context.prose(begin + 1, stop)
        rivals = _rivals(context, id_, begin + 1, stop)
        is_shared = all(_shares(context, each, words.search(text)) for each in rivals)
        if not is_own and (is_shared or (goes_back and stop < start)):
            yield text


def _shares(context: PassageContext, rival: Citation, word: re.Match[str] | None) -> bool:
    """Whether a word is one of those that say what another figure is about."""
    return word is not None and _is_of(context, rival, word[0])


def _is_of(context: PassageContext, rival: Citation, word: str) -> bool:
    return any(group.fullmatch(word) for group in context.index.near(rival.target))


def _part(context: PassageContext, start: int, end: int) -> tuple[int, str]:
    """The part of the sentence around ``[start, end)``, up to a semicolon, and where it begins:
    what is cited of facts stands blank in it.
    """
    first, last = context.sentence(start, end)
    first = max(first, context.text.rfind(";", first, start) + 1)
    semicolon = context.text.find(";", end, last)
    last = semicolon if semicolon >= 0 else last
    text = list(context.text[first:last])
    cited = [(c.start, c.end) for c in context.beside(first, last) if c.traits.kind is not None]
    for begin, stop in (*cited, (start, end)):
        blank = range(max(begin - first, 0), max(min(stop - first, len(text)), 0))
        text[blank.start : blank.stop] = " " * len(blank)
    return first, "".join(text)


def _rivals(context: PassageContext, id_: str, first: int, last: int) -> Iterator[Citation]:
    """The citations there of other facts that could be taken for this: those of the same unit."""
    kind = context.index.sort_of(id_)
    for each in context.beside(first, last):
        is_fact = each.traits.kind is not None and each.target in context.index.facts.facts
        is_there = first <= each.start < last
        if (
            is_fact
            and is_there
            and each.target != id_
            and context.index.sort_of(each.target) == kind
        ):
            yield each


def _leaves(context: PassageContext, rival: Citation, word: re.Match[str], is_before: bool) -> bool:
    """Whether a figure that stands between a word and what it is looked for leaves it to that: the
    word is said of both, or words for both stand there in the order of the figures.
    """
    groups = context.index.near(rival.target)
    if not groups or any(group.fullmatch(word[0]) for group in groups):
        return True
    of_rival = (match.start() for group in groups for match in group.finditer(word.string))
    return any((place < word.start()) == is_before for place in of_rival)


def _before(context: PassageContext, first: int, part: str) -> Iterator[str]:
    """The sentences before, as long as each has a pronoun that goes back to them."""
    for _ in range(_MOST_BACK):
        if first <= 0 or not _BACK.search(part):
            return
        start, end = context.sentence(first - 1, first - 1)
        part = context.text[start : min(end, first)]
        first = start
        yield part


def _tells_otherwise(context: PassageContext, id_: str, end: int) -> bool:
    """Whether a sentence tells of its figure what the record does not, whatever stands over it."""
    phrase = counted(context.text, end)
    match = _DONE.match(context.text, phrase.end if phrase is not None else end)
    return match is not None and not record_of(context.index, id_).vocabulary.has(match["done"])


def _over(structure: Structure) -> Iterator[str]:
    """What leads to a passage, the nearest first."""
    yield f"{structure.row} … {structure.column}"
    yield from (structure.beside, structure.corner, structure.introduction)
