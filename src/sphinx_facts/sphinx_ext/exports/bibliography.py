"""The sources for programs that manage references: BibTeX, and CSL as JSON."""

from __future__ import annotations

from typing import Any

from .records import Export

_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}", **{mark: f"\\{mark}" for mark in "&%$#_"},
}  # fmt: skip


def bibtex_of(made: Export) -> str:
    """An entry a source; what is not known of it is left out, as programs expect."""
    entries = []
    for source in made.sources:
        fields = {
            "title": source.title,
            "publisher": source.publisher,
            "year": (source.published or "")[:4] or None,
            "date": source.published,
            "url": source.url,
            "note": source.note,
        }
        lines = [
            f"  {name} = {{{''.join(_TEX.get(mark, mark) for mark in ' '.join(text.split()))}}},"
            for name, text in fields.items()
            if text
        ]
        entries.append("\n".join([f"@misc{{{source.id},", *lines, "}\n"]))
    return "\n".join(entries)


def csl_of(made: Export) -> list[dict[str, Any]]:
    """An item a source, likewise."""
    entries = []
    for source in made.sources:
        parts = [int(part) for part in (source.published or "").split("-") if part]
        entry = {
            "id": source.id,
            "type": "dataset" if source.recorded == "data" else "document",
            "title": source.title,
            "publisher": source.publisher,
            "issued": {"date-parts": [parts]} if parts else None,
            "URL": source.url,
            "note": source.note,
        }
        entries.append({name: value for name, value in entry.items() if value is not None})
    return entries
