"""Makes mutants of the sentences of the book: one change at a time of what gives a figure its
meaning. Each says *more* than the record (or something else), *less*, or the *same*.

The operators know nothing of the rules: they do to a sentence what a careless hand or a determined
one would. What says more has to be caught, and what says less or the same has to pass.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Literal, NamedTuple

from mutants import DATED, Edit, Plain, without_code

Direction = Literal["more", "less", "same"]


class Sentence(NamedTuple):
    """A sentence of a paragraph that cites figures, as it is written, and where it begins."""

    text: str
    start: int


class Operator(NamedTuple):
    """A kind of change: what it makes of a sentence, as edits within it."""

    name: str
    direction: Direction
    change: Callable[[str, Plain], Iterator[Edit]]


FACT = re.compile(r"\{fact\}`(?:([^`<]+?)\s*<)?([a-z0-9-]+)>?`")
PERSON = re.compile(r"\{person\}`(?:([^`<]+?)\s*<)?([a-z0-9-]+)>?`")
PROSE = re.compile(r"(?![#`:|>!\-*+\d\s\[%(<])[^\n]")
STOP = re.compile(r"(?<=[.!?])\s+(?=[A-Z{“\"])")
LOWERED = {
    "A", "An", "As", "At", "Early", "For", "From", "In", "It", "On", "That", "The", "There",
    "These", "This", "Those", "What",
}  # fmt: skip
"""These begin a sentence and are no names."""


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of the paragraphs of a chapter that cite a figure."""
    text = without_code(text)
    for block in re.finditer(r"(?:(?<=\n\n)|\A)[^\n].*?(?=\n\n|\Z)", text, re.DOTALL):
        if not PROSE.match(block[0]) or "```" in block[0]:
            continue
        ends = [0, *(match.end() for match in STOP.finditer(block[0])), len(block[0])]
        for start, end in pairwise(ends):
            sentence = block[0][start:end].rstrip()
            if FACT.search(sentence) and sentence.endswith("."):
                yield Sentence(sentence, block.start() + start)


def of_sentences(text: str, facts: Plain) -> Iterator[tuple[Operator, Edit]]:
    """Every change of every sentence of a chapter."""
    for sentence in sentences(text):
        for operator in OPERATORS:
            for edit in operator.change(sentence.text, facts):
                start, end = edit.start + sentence.start, edit.end + sentence.start
                yield operator, Edit(start, end, edit.new)


# What is done to a sentence


def _before(phrase: str) -> Callable[[str, Plain], Iterator[Edit]]:
    """Puts a phrase before the sentence."""

    def change(sentence: str, _: Plain) -> Iterator[Edit]:
        first = sentence.split(maxsplit=1)[0]
        lowered = first in LOWERED or not first[0].isalpha()
        if lowered:
            yield Edit(0, 1, f"{phrase}{sentence[0].lower()}")

    return change


def _behind(phrase: str) -> Callable[[str, Plain], Iterator[Edit]]:
    """Puts a phrase before the full stop of a sentence with a single figure."""

    def change(sentence: str, _: Plain) -> Iterator[Edit]:
        if len(FACT.findall(sentence)) == 1:
            yield Edit(len(sentence) - 1, len(sentence), phrase)

    return change


def _each_month(sentence: str, facts: Plain) -> Iterator[Edit]:
    """Makes a rate of a count that ends its sentence."""
    for match in FACT.finditer(sentence):
        shown = match[1] or facts["facts"][match[2]]["figure"]
        is_count = re.match(r"(?i)over|about|approx|some|more than|upwards|at least", shown)
        if is_count and not re.search(r"[,;:]", sentence[match.end() :]):
            yield Edit(len(sentence) - 1, len(sentence), " each month.")


def _beside(phrase: str, where: str = "") -> Callable[[str, Plain], Iterator[Edit]]:
    """Puts a word before each figure, or before those whose wording begins so."""

    def change(sentence: str, facts: Plain) -> Iterator[Edit]:
        for match in FACT.finditer(sentence):
            shown = match[1] or facts["facts"][match[2]]["figure"]
            if re.match(where, shown):
                yield Edit(match.start(), match.start(), f"{phrase} ")

    return change


def _swap(*pairs: tuple[str, str]) -> Callable[[str, Plain], Iterator[Edit]]:
    """Puts for each place of a pattern, outside of roles, what stands beside it."""

    def change(sentence: str, _: Plain) -> Iterator[Edit]:
        hidden = [match.span() for match in re.finditer(r"\{[a-z]+\}`[^`]*`", sentence)]
        for pattern, new in pairs:
            for match in re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", sentence):
                if not any(a < match.end() and match.start() < b for a, b in hidden):
                    yield Edit(*match.span(), match.expand(new))

    return change


def _other_person(sentence: str, facts: Plain) -> Iterator[Edit]:
    """Names somebody else in the place of each person who says a figure of the sentence."""
    cited = [facts["facts"][match[2]] for match in FACT.finditer(sentence)]
    sayers = {fact.get("said_by") for fact in cited}
    for match in PERSON.finditer(sentence):
        if match[2] in sayers:
            others = [id_ for id_ in facts["people"] if id_ not in sayers]
            for id_ in others[::3]:
                yield Edit(*match.span(), f"{{person}}`{facts['people'][id_]['name']} <{id_}>`")


def _other_date(sentence: str, facts: Plain) -> Iterator[Edit]:
    """Shows the date of another fact."""
    dates = {id_: fact["as_of"] for id_, fact in facts["facts"].items() if "as_of" in fact}
    cited = {match[2] for match in FACT.finditer(sentence)}
    for match in DATED.finditer(sentence):
        if match[2] in cited:
            years = {dates[match[2]][:7]}
            others = [id_ for id_, date in dates.items() if date[:7] not in years]
            for id_ in others[::5]:
                yield Edit(*match.span(), f"{{dated}}`{id_}`")


def _after_date(sentence: str, _: Plain) -> Iterator[Edit]:
    """Says *before* a date, or *since* it, for *in* it."""
    for match in re.finditer(r"(?<!\w)([Ii]n|[Bb]y|[Oo]n|of) (?=\{dated\})", sentence):
        for word in ("before", "long before"):
            yield Edit(*match.span(), f"{word.capitalize() if match[1][0].isupper() else word} ")


def _rivals(sentence: str, facts: Plain) -> Iterator[Edit]:
    """Swaps the places of two figures of people in the sentence."""
    cited = list(FACT.finditer(sentence))
    about = [facts["facts"][match[2]].get("about") for match in cited]
    for one, other, of_one, of_other in zip(cited, cited[1:], about, about[1:], strict=False):
        if of_one and of_other and of_one != of_other:
            between = sentence[one.end() : other.start()]
            yield Edit(one.start(), other.end(), f"{other[0]}{between}{one[0]}")


OPERATORS = (
    Operator("polarity added: it is untrue", "more", _before("It is untrue that ")),
    Operator("polarity added: nobody confirms", "more", _before("No report confirms that ")),
    Operator("polarity added: not", "more", _swap(
        (r"(have|has|had) been (sent|killed|injured|executed)", r"\1 not been \2"),
        (r"(was|were) (executed|transferred|killed|injured|sent)", r"\1 not \2"),
        (r"(reported|named|sent|lost)(?= \{fact\})", r"did not have \1"),
    )),
    Operator("polarity dropped", "more", _swap(
        (r"has had no", "has had"), (r"has not", "has"), (r"without", "with"),
        (r"was not", "was"), (r"have not", "have"),
    )),
    Operator("deed to plan", "more", _swap(
        (r"(?:have|has|had) been (sent|killed|injured|executed)", r"will be \1"),
        (r"(?:was|were) (executed|transferred|killed|injured|sent)", r"will be \1"),
    )),
    Operator("plan to deed", "more", _swap(
        (r"expected the\s+North to send", "saw that the North had sent"),
        (r"planned to send", "had sent"), (r"was due to", "did"),
        (r"(?:was|were) expected to be (\w+)", r"were \1"),
        (r"prospect of", "payment of"), (r"estimated", "counted"),
    )),
    Operator("doubt dropped", "more", _swap(
        (r"reportedly ", ""), (r"was believed to have been", "was"), (r"may have", "have"),
        (r"is estimated at", "is"), (r"believed, a lawmaker said, that", "knew that"),
    )),
    Operator("rate added", "more", _each_month),
    Operator("part taken", "more", _beside("most of the", r"(?i)over|more|some|approx|at least")),
    Operator("noun swapped", "more", _swap(
        (r"soldiers", "civilians"), (r"troops", "tanks"), (r"lawmakers", "generals"),
    )),
    Operator("predicate swapped", "more", _swap(
        (r"killed", "captured"), (r"(?:were )?injured", "were missing"), (r"wounded", "captured"),
        (r"the dead", "the missing"), (r"executed", "released"), (r"sent", "recalled"),
    )),
    Operator("rival swapped", "more", _rivals),
    Operator("sayer swapped", "more", _other_person),
    Operator("sayer added", "more", _behind(", according to the Kremlin.")),
    Operator("date moved", "more", _other_date),
    Operator("date turned", "more", _after_date),
    Operator("qualifier added: exactly", "more", _beside("exactly", r"(?i)about|approx|some|up")),
    Operator("qualifier added: far", "more", _beside("far", r"(?i)over|more than")),
    Operator("qualifier added: only", "more", _beside("only", r"(?i)over|about|approx|some")),
    Operator("certainty added", "more", _before("It is proven beyond doubt that ")),
    Operator("less: reportedly", "less", _before("Reportedly, ")),
    Operator("less: it is said", "less", _before("It is said that ")),
    Operator("less: it seems", "less", _before("It seems that ")),
    Operator("less: perhaps", "less", _before("Perhaps ")),
    Operator("same: here", "same", _before("As this book tells it, ")),
    Operator("same: in the record", "same", _before("On the record, ")),
    Operator("same: another sentence", "same", _behind(". The chapter comes back to this.")),
    Operator("same: other words", "same", _swap(
        (r"soldiers", "troops"), (r"have been sent", "have been dispatched"),
        (r"(\w+) had been killed", r"\1 had lost their lives"),
    )),
)  # fmt: skip


# Claims


CLAIMS: tuple[tuple[str, str, str], ...] = (
    ("claim: polarity added", r"\b(has|have|had|was|were) (?!not|no)", r"\1 not "),
    ("claim: polarity dropped", r"(?<=has |had |was )(not|no) |(?<=has had )no ", ""),
    ("claim: plan to deed", r"was due to send|was believed to plan to deploy", "has sent"),
    ("claim: plan to deed", r"were expected to be", "were"),
    ("claim: doubt dropped", r"was believed to have been", "was"),
    ("claim: deed to plan", r"\b(?:has|have|had) (sent|died|been killed)", r"will have \1"),
    ("claim: predicate swapped", r"\b(?:killed|died)\b", "captured"),
    ("claim: predicate swapped", r"\b(?:injured|wounded)\b", "killed"),
    ("claim: noun swapped", r"\b(?:soldiers|troops|personnel)\b", "shells"),
    ("claim: other country", r"North Korea\b", "South Korea"),
    ("claim: other place", r"\b(?:Kursk|Russia|China)\b", "Norway"),
)
"""What is done to claims, each of which says more or something else then: a name, what is found in
it, and what stands there then.
"""


def of_claims(facts: Plain) -> Iterator[tuple[str, str, Plain]]:
    """Every change of every claim of a figure: the operator, the id, and the values of the fact."""
    for id_, fact in facts["facts"].items():
        for operator, pattern, new in CLAIMS if "figure" in fact else ():
            for match in re.finditer(pattern, fact["claim"]):
                claim = fact["claim"]
                changed = claim[: match.start()] + match.expand(new) + claim[match.end() :]
                yield operator, id_, {**fact, "claim": changed}
