"""Takes answers in: from a page that is served, or from a file that somebody has sent back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Literal, NamedTuple

import msgspec

from ..facts.reviews import append_answers, problem_of, read_reviews, today
from ..model.reviews import Answer, PassageKey, ReaderKind, Verdict
from ..readers.text_files import cannot_write, unreadable
from ..text.files import read_bytes
from .desk import Desk

VERSION: Literal[1] = 1


class GivenAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An answer as a page or a program gives it."""

    passage: str
    evidence: str
    verdict: Verdict
    note: str = ""
    date: str = ""
    """The day; that on which it is taken in where none is given."""

    @property
    def key(self) -> PassageKey:
        return PassageKey(self.passage, self.evidence)


class GivenAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What `review --answers` reads, and what a page sends."""

    version: Literal[1]
    reader: str
    kind: ReaderKind = "person"
    answers: list[GivenAnswer]


class Refused(NamedTuple):
    """An answer that was not taken, and why."""

    given: GivenAnswer
    why: str


class Outcome(NamedTuple):
    """What became of answers; what was `known` is what the reader has said already."""

    taken: list[Answer]
    known: list[Answer]
    refused: list[Refused]


def decode_answers(content: bytes) -> GivenAnswers:
    """Answers out of JSON. Raises ValueError, which says what is wrong."""
    try:
        return msgspec.json.decode(content, type=GivenAnswers)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(f"these are no answers: {error}".replace("`", "")) from None


def read_given(path: Path) -> GivenAnswers:
    """Answers out of a file. Raises `CheckError`."""
    try:
        return decode_answers(read_bytes(path))
    except OSError as error:
        message = f"the file cannot be read: {error.strerror}"
        raise unreadable(path, message, "correct the path") from None
    except ValueError as error:
        remedy = "name the file that the review page has saved"
        raise unreadable(path, str(error), remedy) from None


def take(desk: Desk, given: GivenAnswers) -> Outcome:
    """Keep those answers that are to what now lies on the desk; all of them at once, or none.

    Raises `CheckError` where they cannot be written, and then keeps nothing.
    """
    outcome = _judge(desk, given)
    try:
        append_answers(desk.facts, outcome.taken)
    except OSError as error:
        message = f"the answers cannot be written: {error.strerror or error}"
        raise cannot_write(desk.facts / "reviews", message) from None
    return outcome


def _judge(desk: Desk, given: GivenAnswers) -> Outcome:
    outcome, said = Outcome([], [], []), read_reviews(desk.facts)
    last = {(each.key, each.reader): each for each in said.answers}
    for each in given.answers:
        before = last.get((each.key, given.reader))
        answer = _answer(desk, given, each)
        why = next(_objections(desk, each, answer, before), "")
        if why:
            outcome.refused.append(Refused(each, why))
        elif before is not None and _says_the_same(before, answer):
            outcome.known.append(answer)
        else:
            outcome.taken.append(answer)
            last[each.key, given.reader] = answer
    return outcome


def _answer(desk: Desk, given: GivenAnswers, each: GivenAnswer) -> Answer:
    """The line that is kept, with the passage as it was read, and where it stood, for people."""
    text = place = ""
    if each.key in desk:
        dossier = desk[each.key]
        text = dossier.text
        place = " › ".join([dossier.chapter, *dossier.headings])
    return Answer(
        passage=each.passage, evidence=each.evidence, reader=given.reader, kind=given.kind,
        verdict=each.verdict, note=each.note.strip(), date=each.date or today(), text=text,
        place=place,
    )  # fmt: skip


def _objections(
    desk: Desk, given: GivenAnswer, answer: Answer, before: Answer | None
) -> Iterator[str]:
    """Why an answer cannot be taken."""
    if problem := problem_of(answer):
        yield problem
    if given.key not in desk and desk.has_passage(given.passage):
        yield "what the passage cites has changed since it was read: it is to be read again"
    elif given.key not in desk:
        yield "the passage is not in the book, or has changed since it was read"
    if given.verdict == "says-more" and not answer.note:
        yield "an objection needs a note that says what the passage says more"
    if given.verdict == "withdrawn" and (before is None or before.verdict == "withdrawn"):
        yield "there is no answer of this reader to withdraw"


def _says_the_same(before: Answer, now: Answer) -> bool:
    told = (before.verdict, before.note, before.kind)
    return told == (now.verdict, now.note, now.kind)


def told(refused: Iterable[Refused], desk: Desk) -> Iterator[str]:
    """What was refused, a line each."""
    for given, why in refused:
        where = desk[given.key].place if given.key in desk else f"passage {given.passage[:12]}"
        yield f"{where}: {given.verdict} is refused: {why}"
