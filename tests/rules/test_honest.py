"""What the check says of honest books: texts of others, and chapters that say no more than they do.

Each folder of `tests/honest/` is a book: the text of a source in the public domain, the facts of
it, and a chapter that was written without regard to the rules. What the check finds in it was read
beside the text, one by one. Where a finding was right, the sentence was mended. The others are
false alarms, and stand in `alarms.jsonl` with the reason why they are wrong.

The aim is one alarm in 2,000 words. Until it is reached, `most_alarms.json` holds what there is as
the most that there may be. `python tests/rules/test_honest.py` records the books anew and writes
down what is found now; a new alarm has no reason there, and has to be read and given one, or the
rule has to be mended.
"""

from __future__ import annotations

import json
import re
from pathlib import Path

import msgspec
import pytest

from sphinx_facts.api import check_book
from sphinx_facts.facts.store import Store
from sphinx_facts.proof.record import record, write_lock

FOLDER = Path(__file__).resolve().parents[1] / "honest"
BOOKS = sorted(path.parent for path in FOLDER.glob("*/alarms.jsonl"))
MOST = FOLDER / "most_alarms.json"
AIM = 1
"""Alarms in 2,000 words."""
SYNTAX = re.compile(r"\{[a-z-]+\}|<[a-z0-9-]+>|[^\w\s'’.,-]+|(?<!\w)[-.,]+(?!\w)")
"""What of a chapter is no word that a reader sees."""


class Alarm(msgspec.Struct, frozen=True):
    """A finding that is wrong, as the text bears the sentence out."""

    place: str
    code: str
    severity: str
    shown: str
    why: str | None

    @property
    def key(self) -> tuple[str, str, str]:
        return self.place, self.code, self.severity


def listed(book: Path) -> list[Alarm]:
    lines = (book / "alarms.jsonl").read_bytes().splitlines()
    return [msgspec.json.decode(line, type=Alarm) for line in lines]


def found(book: Path) -> list[Alarm]:
    """What the check says of a book, in the order of the places."""
    result = check_book([book / "docs"], book / "facts", snapshots=book / "facts" / "snapshots")
    reasons = {alarm.key: alarm.why for alarm in listed(book)}
    alarms = []
    for finding in result.findings:
        where = finding.location
        place = f"{Path(where.path).relative_to(book)}:{where.line}:{where.column}"
        alarm = Alarm(place, finding.code, finding.severity, finding.shown[:80], None)
        alarms.append(msgspec.structs.replace(alarm, why=reasons.get(alarm.key)))
    return alarms


def words(book: Path) -> int:
    """How many words a reader of its chapters meets, roughly."""
    texts = (path.read_text("utf-8") for path in sorted((book / "docs").glob("*.md")))
    return sum(len(SYNTAX.sub(" ", text).split()) for text in texts)


def rate(severity: str) -> float:
    """Listed alarms of this severity in 2,000 words, over all the books."""
    alarms = [alarm for book in BOOKS for alarm in listed(book) if alarm.severity == severity]
    return round(2000 * len(alarms) / sum(map(words, BOOKS)), 1)


def test_there_are_books_to_measure() -> None:
    assert len(BOOKS) >= 6
    assert sum(map(words, BOOKS)) > 2400
    texts = [path for book in BOOKS for path in (book / "facts" / "snapshots").iterdir()]
    assert sum(path.stat().st_size for path in texts) < 200_000
    assert all((book / "ORIGIN.md").is_file() for book in BOOKS)


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_the_check_raises_the_listed_alarms_and_no_others(book: Path) -> None:
    alarms = found(book)
    known = {alarm.key for alarm in listed(book)}
    new = [alarm for alarm in alarms if alarm.key not in known]
    gone = sorted(known - {alarm.key for alarm in alarms})
    assert not new, f"new on honest text: {new}"
    assert not gone, f"to be taken off alarms.jsonl: {gone}"


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_each_alarm_has_the_reason_why_it_is_wrong(book: Path) -> None:
    assert [alarm for alarm in listed(book) if not alarm.why] == []
    assert len({alarm.key for alarm in listed(book)}) == len(listed(book))


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_the_lock_is_what_is_recorded_of_the_text(book: Path) -> None:
    store = Store(book / "facts", with_lock=False)
    assert record(store, book / "facts" / "snapshots") == Store(book / "facts").lock


@pytest.mark.parametrize("severity", ["error", "notice"])
def test_alarms_are_not_more_than_before(severity: str) -> None:
    """Today's number is the most that there may be; it is lowered with every alarm that goes."""
    most = json.loads(MOST.read_text("utf-8"))[severity]
    assert max(AIM, rate(severity)) == most, "lower most_alarms.json, or see what is new"


def main() -> None:
    """Record the books anew and write down what is found in them now."""
    for book in BOOKS:
        store = Store(book / "facts", with_lock=False)
        write_lock(record(store, book / "facts" / "snapshots"), store.lock_path)
        alarms = found(book)
        text = b"".join(msgspec.json.encode(alarm) + b"\n" for alarm in alarms)
        (book / "alarms.jsonl").write_bytes(text)
        errors = sum(alarm.severity == "error" for alarm in alarms)
        unread = sum(not alarm.why for alarm in alarms)
        print(f"{book.name}: {words(book)} words, {errors} errors, {len(alarms) - errors} notices")
        print(f"    {unread} without a reason" if unread else "", end="\n" if unread else "")
    most = {severity: max(AIM, rate(severity)) for severity in ("error", "notice")}
    MOST.write_text(f"{json.dumps(most)}\n", "utf-8")
    print(f"in 2,000 words: {most}")


if __name__ == "__main__":
    main()
