"""The facts as a table, a row for each piece of evidence, and the package that describes it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from .records import Export, Interval

_COLUMNS = {
    "id": ("string", "The id of the fact"),
    "evidence": ("integer", "The number of the piece of evidence, from 1"),
    "kind": ("string", "figure, quote or term"),
    "wording": ("string", "The fact as its source words it"),
    "claim": ("string", "What it stands for, in the words of the book"),
    "low": ("number", "The lowest number that the figure may be; empty where it is unbounded"),
    "high": ("number", "The highest number that the figure may be; empty where it is unbounded"),
    "unit": ("string", "The unit of both"),
    "said_by": ("string", "Who says it, where the source names anybody"),
    "role": ("string", "Who that is, in the words of the source"),
    "standing": ("string", "What its sources are worth together, computed from their wordings"),
    "figure": ("string", "The figure as this source gives it, where the fact has another wording"),
    "relation": ("string", "How that stands to the fact: it agrees, refines it, or differs"),
    "origin": ("string", "The id of whoever the evidence goes back to, or unknown"),
    "source": ("string", "The id of the source"),
    "publisher": ("string", "Who published the source"),
    "excerpt": ("string", "The words of the source that carry the fact"),
    "first_word": ("integer", "The place of the first of these words in the source, from 1"),
    "last_word": ("integer", "The place of the last of them"),
    "proven": ("boolean", "Whether a proof shows that they stand there"),
    "as_of": ("string", "The time of which it is said"),
    "happened": ("string", "When the event took place that it tells of"),
    "about": ("string", "What is counted: the series of figures it belongs to"),
    "superseded_by": ("string", "The id of the fact that replaces it"),
    "note": ("string", "What an editor doubts"),
}
_REQUIRED = frozenset(
    "id evidence kind wording claim source publisher proven standing origin".split()
)


def _rows(made: Export) -> Iterator[dict[str, object]]:
    people = {person.id: person for person in made.people}
    sources = {source.id: source for source in made.sources}
    for fact in made.facts:
        interval = fact.interval or Interval()
        sayer = people.get(fact.speaker or fact.said_by or "")
        for number, item in enumerate(fact.evidence, 1):
            yield {
                **{name: getattr(fact, name) for name in _COLUMNS if hasattr(fact, name)},
                **{name: getattr(item, name) for name in _COLUMNS if hasattr(item, name)},
                **{name: getattr(interval, name) for name in ("low", "high", "unit")},
                "evidence": number, "proven": "true" if item.proven else "false",
                "said_by": sayer.name if sayer else None, "role": sayer.role if sayer else None,
                "publisher": sources[item.source].publisher,
            }  # fmt: skip


def table_of(made: Export) -> str:
    """As comma-separated values."""
    text = io.StringIO()
    writer = csv.DictWriter(text, _COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(_rows(made))
    return text.getvalue()


def package_of(made: Export, table: str) -> dict[str, Any]:
    """The descriptor of a tabular data package that holds the table."""
    content = table.encode()
    fields = [
        {"name": name, "type": type_, "description": text}
        | ({"constraints": {"required": True}} if name in _REQUIRED else {})
        for name, (type_, text) in _COLUMNS.items()
    ]
    return {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", made.title.lower()).strip("-") or "facts",
        "title": f"The facts of {made.title}",
        **({"homepage": made.book} if made.book else {}),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "facts",
                "path": "facts.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "bytes": len(content),
                "hash": f"sha256:{sha256(content).hexdigest()}",
                "dialect": {"lineTerminator": "\r\n", "doubleQuote": True},
                "schema": {"fields": fields, "primaryKey": ["id", "evidence"]},
            }
        ],
    }
