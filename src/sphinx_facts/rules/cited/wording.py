"""What restricts a recorded wording stands beside its figure too, wherever the author puts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ...english.clauses import Clause, clause_around
from ...english.counting.measures import is_difference
from ...english.lexicon import Regex, any_of, families, read, whole_words, word_pattern
from ...english.quoting.omissions import find_reversals
from ...english.stems import stem
from ...english.sureness.negations import may_be_denied
from ...model.passages import Citation
from ...text.words import split
from ..context import Findings, PassageContext
from ..recorded import record_of

_SMALL = frozenset(families("function_words"))
_WORD = Regex(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def check_dropped(context: PassageContext, citation: Citation) -> Findings:
    """A negation, an exclusion or a doubt of the wording is not dropped, nor what makes a thing the
    first of its kind.
    """
    shown = context.shown(citation)
    if citation.wording is None:
        return
    clause = clause_around(context.plain, citation.start, citation.end)
    around = f"{clause.near_before} {shown} {clause.near_behind}"
    for word in (
        *_differing(context, citation, clause, around),
        *_restricting(context, citation, around),
        *_of_kind(context, citation, around),
        *_turned(context, citation, f"{clause.before} {shown} {clause.behind}"),
    ):
        message = f"the record says “{word}” with this figure, which takes something from it"
        yield context.finding("F003", citation, message, shown=shown)
        return


@cache
def _patterns() -> tuple[Regex, ...]:
    families_ = read("wording")["restricting"].values()
    return tuple(Regex(whole_words(words), re.IGNORECASE) for words in families_)


def _differing(
    context: PassageContext, citation: Citation, clause: Clause, around: str
) -> Iterator[str]:
    """The word behind a figure by which it is so many *more*, where a sentence tells of no difference."""
    wording = context.fact(citation).wording
    for figure in context.index.recorded(citation.target)[:1]:
        match = _difference().match(wording, figure.whole[1])
        if match is not None and not is_difference(f"{around} {clause.whole}"):
            yield match[1]


@cache
def _difference() -> Regex:
    return Regex(rf"\s+(?:[^\W\d_]+\s+){{0,2}}?({any_of('wording.differing')})", re.IGNORECASE)


def _restricting(context: PassageContext, citation: Citation, around: str) -> Iterator[str]:
    wording = context.fact(citation).wording
    for figure in context.index.recorded(citation.target)[:1]:
        start, end = figure.whole if " " in figure.hedge else (figure.start, figure.end)
        wording = f"{wording[:start]} … {wording[end:]}"
    for pattern in _patterns():
        recorded = pattern.search(wording)
        if recorded is not None and not pattern.search(around):
            yield recorded[0]


def _of_kind(context: PassageContext, citation: Citation, around: str) -> Iterator[str]:
    """The words between an ordinal and its noun: the first *successful* flight."""
    figures = context.index.recorded(citation.target)
    if not figures or figures[0].kind != "ordinal":
        return
    behind = []
    for match in _WORD.finditer(context.fact(citation).wording, figures[0].whole[1]):
        if match[0].lower() in _SMALL:
            break
        behind.append(match[0])
    known = {stem(part) for match in _WORD.finditer(around) for part in match[0].split("-")}
    for word in behind[:-1]:
        if not known & set(map(stem, word.split("-"))):
            yield word


def _turned(context: PassageContext, citation: Citation, around: str) -> Iterator[str]:
    """The words by which the record takes away what a sentence has with its figure: *lost contact
    with 40 patients*, and not *had contact*.
    """
    had = {stem(word) for match in _having().finditer(around) for word in match["what"].split()}
    is_before = word_pattern("bearing.times.before").search(around)
    if not had or is_before or may_be_denied(around) or any(find_reversals(split(around.lower()))):
        return
    # The claim is in the words of its author.
    places = record_of(context.index, citation.target).places[1:]
    turns = [_taken_away(text[:start]) for text, (start, _) in places]
    if turns and all(what in had for _, what in turns):
        yield turns[0][0]


def _taken_away(before: str) -> tuple[str, str]:
    """The last words of a text that turn round what follows, and the stem of that."""
    words = split(before)
    places = list(find_reversals([word.lower() for word in words]))
    if not places:
        return "", ""
    first, last = places[-1]
    what = next((word for word in words[last:] if word.lower() not in _SMALL), "")
    return " ".join(words[first:last]), stem(what)


@cache
def _having() -> Regex:
    having = any_of("function_words.auxiliaries.have", "wording.having")
    return Regex(rf"{having}\s+(?P<what>[^\W\d_]+(?:\s+[^\W\d_]+)?)", re.IGNORECASE)
