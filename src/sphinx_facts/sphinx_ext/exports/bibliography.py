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
            "author": source.author,
            "title": source.title,
            "publisher": source.publisher,
            "year": (source.published or "")[:4] or None,
            "date": source.published,
            "url": source.url,
            "urldate": source.accessed,
            "note": source.note,
        }
        lines = [f"  {name} = {{{_written(name, text)}}}," for name, text in fields.items() if text]
        entries.append("\n".join([f"@misc{{{source.id},", *lines, "}\n"]))
    return "\n".join(entries)


def _written(name: str, text: str) -> str:
    """A text as BibTeX reads it; an author in braces, or an *and* would make two of an office."""
    written = "".join(_TEX.get(mark, mark) for mark in " ".join(text.split()))
    return f"{{{written}}}" if name == "author" else written


def csl_of(made: Export) -> list[dict[str, Any]]:
    """An item a source, likewise."""
    entries = []
    for source in made.sources:
        entry = {
            "id": source.id,
            "type": "dataset" if source.recorded == "data" else "document",
            "author": [{"literal": source.author}] if source.author else None,
            "title": source.title,
            "publisher": source.publisher,
            "issued": _date_parts(source.published),
            "accessed": _date_parts(source.accessed),
            "URL": source.url,
            "archive_location": source.archived,
            "note": source.note,
        }
        entries.append({name: value for name, value in entry.items() if value is not None})
    return entries


def _date_parts(date: str | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None
