"""Entries of CSL-JSON, as programs that keep references write them."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ...model.records import ADDRESS
from ...readers.text_files import read_text, unreadable
from ..wording import slug

Known = dict[str, str | None]
"""What is known of a source, by the keys of the facts file."""
_NEWEST = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


def read(path: Path, wanted: str | None) -> tuple[str, Known]:
    """The id and the details of an entry: of the one that a file has, or of the one of this id.

    Raises `CheckError` where there is none, or several.
    """
    entries = {slug(str(each.get("id", ""))) or "source": each for each in _entries(path)}
    if len(entries) != 1 and wanted not in entries:
        message = f"it has {len(entries)} entries" + (f", none called {wanted}" if wanted else "")
        raise unreadable(path, message, f"say --id, one of: {', '.join(list(entries)[:12])}")
    id_ = wanted if wanted in entries else next(iter(entries))
    assert id_ is not None
    return id_, _details(entries[id_])


def _entries(path: Path) -> Sequence[Mapping[str, Any]]:
    try:
        content = json.loads(read_text(path))
    except (ValueError, RecursionError) as error:
        raise unreadable(path, f"this is not JSON: {error}", "export it again") from None
    if isinstance(content, dict):
        content = content.get("items", [content])
    found = (
        [each for each in content if isinstance(each, dict)] if isinstance(content, list) else []
    )
    if not any("title" in each or "type" in each for each in found):
        message = "no entry of CSL-JSON is in it"
        raise unreadable(path, message, "export the reference as CSL-JSON")
    return found


def _details(entry: Mapping[str, Any]) -> Known:
    doi = entry.get("DOI")
    url = entry.get("URL") or (f"https://doi.org/{doi}" if doi else None)
    archived = next(
        (entry[name] for name in ("archive_location", "archive") if _is_address(entry.get(name))),
        None,
    )
    return {
        "publisher": _text(entry.get("container-title")) or _text(entry.get("publisher")),
        "title": _text(entry.get("title")),
        "published": _date(entry.get("issued")),
        "url": url if _is_address(url) else None,
        "accessed": _date(entry.get("accessed")),
        "archived": archived,
    }


def _text(value: Any) -> str | None:
    value = value[0] if isinstance(value, list) and value else value
    text = re.sub(r"<[^>]+>", "", value) if isinstance(value, str) else ""
    return " ".join(text.split()) or None


def _is_address(value: Any) -> bool:
    return isinstance(value, str) and re.fullmatch(ADDRESS, value) is not None


def _date(value: Any) -> str | None:
    """A date of CSL, which is a list of numbers or a text."""
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0]:
        year, *rest = (str(part) for part in parts[0])
        return "-".join([year.zfill(4), *(part.zfill(2) for part in rest)])
    text = str(value.get("raw") or value.get("literal") or "")
    return text if _NEWEST.fullmatch(text) else None
