"""Read facts.lock, and give it the one form in which it is written."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from ..model.findings import CheckError, make_finding, rule
from ..model.passages import Location
from ..model.records import Lock
from ..text.files import LARGEST_LOCK, read_bytes

_RECORD_AGAIN = (
    "bring back the committed lock, or run sphinx-facts record; the lock is never edited by hand"
)


def encode_lock(lock: Lock) -> bytes:
    """The one form in which a lock is written: sorted, so that its differences are small."""
    written = msgspec.structs.asdict(lock)
    if not lock.sealed:  # As before there were seals.
        del written["sealed"]
    return msgspec.json.format(msgspec.json.encode(written, order="sorted"), indent=1) + b"\n"


@rule(
    "X002",
    "broken-lock",
    meaning="facts.lock is not what sphinx-facts record writes.",
    help="Run sphinx-facts record.",
    example="""
    wrong: {facts/facts.lock: "{}"}
    right: {$: sphinx-facts record facts/snapshots}
    says: |
      facts/facts.lock:1:1: X002 broken-lock: this lock is not in the form that sphinx-facts record gives it
          do        bring back the committed lock, or run sphinx-facts record; the lock is never edited by
                    hand
    """,  # noqa: E501 - what the check says, as it says it
)
def read_lock(path: Path) -> Lock:
    """The lock; an empty one where there is none yet, so that each excerpt is found unproven.

    Raises `CheckError` where it is not what `encode_lock` makes of it.
    """
    where = Location(str(path))
    try:
        content = read_bytes(path, LARGEST_LOCK).replace(b"\r\n", b"\n")
        lock = msgspec.json.decode(content, type=Lock)
    except FileNotFoundError:
        return Lock()
    except OSError as error:
        remedy = "make it readable, or remove it and run sphinx-facts record"
        message = f"the file cannot be read: {error.strerror}"
        raise CheckError(make_finding("X002", where, message, help=remedy)) from None
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        if byte := re.search(r"\(byte (\d+)\)", str(error)):
            before = content[: int(byte[1])].decode("utf-8", "replace")
            where = Location.after(before, str(path))
        message = f"this is not a lock as this version of sphinx-facts writes it: {error}"
        raise CheckError(make_finding("X002", where, message, help=_RECORD_AGAIN)) from None
    if encode_lock(lock) != content:
        message = "this lock is not in the form that sphinx-facts record gives it"
        raise CheckError(make_finding("X002", where, message, help=_RECORD_AGAIN))
    return lock
