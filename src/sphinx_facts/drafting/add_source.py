"""Make a source of a file: a saved web page, a PDF, a text, or an entry of CSL-JSON.

Nothing is written here, and nobody is asked.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from ..facts.ids import is_date
from ..facts.store import Store
from ..model.records import ADDRESS, Source
from ..readers.changes import Change, read_as_written
from .facts_edit import FactsEdit, Read
from .formats import csl, read_article
from .formats.saved import saved
from .output import in_the_way
from .wording import slug

DETAILS = ("publisher", "title", "published", "url", "accessed", "archived")
"""What there is to know of a source."""
_REFERENCES = ".json"
_PAGES = (".html", ".htm", ".xhtml")


class FileRead(NamedTuple):
    """What a file says of itself, and its text; None where it has none."""

    id: str
    details: Mapping[str, str | None]
    snapshot: str | None


def read_source(path: Path, id_: str | None, text: Path | None = None) -> FileRead:
    """What a file says of itself; `text` is a file with the text of an entry of CSL-JSON.

    Raises `CheckError` where it cannot be read.
    """
    if path.suffix.lower() == _REFERENCES:
        of_entry, details = csl.read(path, id_)
        return FileRead(
            id_ or of_entry, _checked(details), read_article(text).snapshot if text else None
        )
    article = read_article(path)
    details = {name: getattr(article, name) for name in DETAILS[:4]}
    if path.suffix.lower() in _PAGES:
        page = saved(path.read_text("utf-8", errors="replace"))
        details |= {"url": page.url or details["url"]}
        details |= {"accessed": page.accessed, "archived": page.archived}
    return FileRead(id_ or slug(path.stem) or "source", _checked(details), article.snapshot)


def _checked(details: Mapping[str, str | None]) -> dict[str, str | None]:
    """What has the form that the facts file asks for; the rest is not known."""
    made = dict.fromkeys(DETAILS) | dict(details)
    for name in ("published", "accessed"):
        if (date := made[name]) and not is_date(date):
            made[name] = date[:10] if is_date(date[:10]) else None
    for name in ("url", "archived"):
        if not re.fullmatch(ADDRESS, made[name] or ""):
            made[name] = None
    return made


def source_of(read: FileRead, given: Mapping[str, str | None]) -> Source:
    """The source with what was told of it. Its publisher is empty where nobody knows it."""
    details = {**read.details, **{name: value for name, value in given.items() if value}}
    return Source(
        publisher=details["publisher"] or "",
        title=details["title"], published=details["published"], url=details["url"],
        accessed=details["accessed"], archived=details["archived"],
        recorded="excerpt" if read.snapshot is None else "full",
    )  # fmt: skip


def add_source(
    store: Store, id_: str, source: Source, snapshot: str | None, snapshots: Path, *,
    read: Read = read_as_written,
) -> tuple[Change, ...]:  # fmt: skip
    """Work out what adds a source to the facts files, with its snapshot and its root in the lock.

    Raises `CheckError` where it is not valid, or a snapshot is there already.
    """
    edit = FactsEdit(store, read)
    edit.add_source(id_, source)
    changes, _ = edit.changes(set(), {} if snapshot is None else {id_: snapshot})
    if snapshot is not None:
        there = sorted(snapshots.glob(f"{id_}.*"))
        if there:
            raise in_the_way(there[0], "a snapshot is here already")
        changes.append(Change(snapshots / f"{id_}.txt", None, snapshot))
    return tuple(changes)


def unread(source: Source) -> list[str]:
    """What is not known of a source, as the facts file calls it."""
    values = msgspec.structs.asdict(source)
    return [name for name in DETAILS if not values[name]]
