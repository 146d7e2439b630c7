"""The answers of readers: ``facts/reviews/READER.jsonl``, one file a reader, read as one.

A file is only ever appended to, so that branches merge and nothing that was answered is lost.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import cached_property
from pathlib import Path

import msgspec

from ..model.findings import CheckError, Finding, make_finding, rule
from ..model.passages import Location
from ..model.reviews import NOT_READ, Answer, PassageKey, PassageReview, standing_answers
from ..text.files import LARGEST_FACTS, read_bytes
from .ids import is_date

FOLDER, ENDING = "reviews", ".jsonl"
LONGEST_NAME, LONGEST_NOTE = 80, 4000
_DAY = len("2026-12-01")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_decoder = msgspec.json.Decoder(Answer)


class AllReviews:
    """What all readers have answered, in the order of their files and lines."""

    def __init__(self, answers: Sequence[Answer] = ()) -> None:
        self.answers = tuple(answers)
        self._standing: Mapping[PassageKey, PassageReview] = standing_answers(self.answers)

    def of(self, key: PassageKey) -> PassageReview:
        """What stands of a passage."""
        return self._standing.get(key, NOT_READ)

    def of_passage(self, passage: str) -> Answer | None:
        """The last answer to a passage with these words, whatever it then cited."""
        return self._by_passage.get(passage)

    @cached_property
    def _by_passage(self) -> dict[str, Answer]:
        return {each.passage: each for each in sorted(self.answers, key=lambda each: each.date)}


def reviews_folder(facts: Path) -> Path:
    """Where the answers are, in the folder of the facts file."""
    return facts / FOLDER


def read_reviews(facts: Path) -> AllReviews:
    """All answers about a book with this folder of facts. Raises `CheckError` with every line that
    is none, each by its file and number.
    """
    answers, findings = list[Answer](), list[Finding]()
    for path in _files(reviews_folder(facts)):
        try:
            content = read_bytes(path, LARGEST_FACTS)
        except OSError as error:
            findings.append(_broken(path, 1, f"the file cannot be read: {error.strerror}"))
            continue
        for found in read_answers(path, content):
            if isinstance(found, Finding):
                findings.append(found)
            else:
                answers.append(found)
    if findings:
        raise CheckError(*findings)
    return AllReviews(answers)


def _files(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.iterdir() if each.suffix == ENDING)
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CheckError(_broken(folder, 1, f"it cannot be read: {error.strerror}")) from None


def read_answers(path: Path, content: bytes) -> Iterator[Answer | Finding]:
    """The answers in a reader's file, in order, and a finding for each line that is none."""
    for number, line in enumerate(content.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            answer = _decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            yield _broken(path, number, f"this is no answer: {error}".replace("`", ""))
            continue
        problem = problem_of(answer)
        if not problem and file_name(answer.reader) != path.name:
            problem = f"an answer of {answer.reader} stands in the file of another reader"
        yield _broken(path, number, problem) if problem else answer


def problem_of(answer: Answer) -> str:
    """Why an answer cannot be kept; empty where it can."""
    if not is_reader(answer.reader):
        return f"{answer.reader[:LONGEST_NAME]!r} is no name of a reader"
    if not (_DIGEST.fullmatch(answer.passage) and _DIGEST.fullmatch(answer.evidence)):
        return "passage and evidence must be digests, of 64 digits in hexadecimal"
    if len(answer.date) != _DAY or not is_date(answer.date):
        return f"{answer.date[:LONGEST_NAME]!r} is no day, such as 2026-12-01"
    if len(answer.note) > LONGEST_NOTE:
        return f"the note is longer than {LONGEST_NOTE} characters"
    return ""


@rule(
    "X010",
    "broken-review",
    meaning="A line in a reader's file of answers is not what sphinx-facts review writes.",
    help="Bring back the committed line: what a reader takes back is withdrawn, not deleted.",
    example="""
    wrong:
      docs/example.md: The bridge is the pride of the town.
      facts/reviews/ada.jsonl: "{}"
      pyproject.toml: |
        [tool.sphinx-facts]
        reviews = "any"
    right:
      facts/reviews/ada.jsonl: ""
      answers.json: |
        {"version": 1, "reader": "Ada", "kind": "person", "answers": [{"verdict": "no-claim",
          "passage": "6e89f50c9a2c4e6dd973b7ced5bf96ede5a7b978a8127c8183b7d0993141eb0c",
          "evidence": "f21bd26b9df063c0223f8504b2b8cf4a1dbbefda1cc8b42b7e52896769b29859"}]}
      $: sphinx-facts review --answers answers.json docs/example.md
    check: check docs/example.md
    says: |
      facts/reviews/ada.jsonl:1:1: X010 broken-review: this is no answer: Object missing required field passage
          do        Bring back the committed line: what a reader takes back is withdrawn, not deleted.
    """,  # noqa: E501 - what the check says, as it says it
)
def _broken(path: Path, line: int, message: str) -> Finding:
    return make_finding("X010", Location(str(path), line, 1, line, 2), message)


# Names


def is_reader(name: str) -> bool:
    """Whether a text may be the name of a reader, in any script: letters, and what names have
    between them.
    """
    is_short = 0 < len(name) <= LONGEST_NAME
    named = name == name.strip() and any(map(str.isalpha, name))
    return is_short and named and all(_may_name(each) for each in name) and name[0] not in ".-'’"


def _may_name(character: str) -> bool:
    return character in " .-'’_" or unicodedata.category(character)[0] in "LMN"


def file_name(reader: str) -> str:
    """The file of a reader: the name in lower case, with hyphens for what is no letter."""
    name = unicodedata.normalize("NFC", reader).casefold()
    kept = (each if unicodedata.category(each)[0] in "LMN" else "-" for each in name)
    return re.sub("-+", "-", "".join(kept)).strip("-") + ENDING


# Appending


def append_answers(facts: Path, answers: Sequence[Answer]) -> None:
    """Put answers at the ends of their readers' files, all of those of a reader in one step.

    Raises OSError where they cannot be written; the file is then what it was.
    """
    by_file: dict[str, list[Answer]] = {}
    for each in answers:
        if problem := problem_of(each):
            raise ValueError(problem)
        by_file.setdefault(file_name(each.reader), []).append(each)
    folder = reviews_folder(facts)
    for name, of_reader in by_file.items():
        folder.mkdir(exist_ok=True)
        lines = b"".join(msgspec.json.encode(each) + b"\n" for each in of_reader)
        _append(folder / name, lines)


def _append(path: Path, lines: bytes) -> None:
    """Where the last line was cut short, these begin behind it, so that it stays one bad line."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o644)
    with os.fdopen(descriptor, "r+b", buffering=0) as file, _alone(descriptor):
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 1))
        content = lines if size == 0 or file.read(1) == b"\n" else b"\n" + lines
        try:
            if file.write(content) != len(content):
                raise OSError(28, "there is no room for it")
            os.fsync(descriptor)
        except OSError:
            file.truncate(size)
            raise


@contextmanager
def _alone(descriptor: int) -> Iterator[None]:
    """While nobody else appends to the file, where the system can tell."""
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        yield
        return
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield
    finally:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def today() -> str:
    """The day, as answers have it."""
    return date.today().isoformat()
