"""What is said of an entry, as Markdown that shows every text as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..sphinx_ext.parts import Address, Line, Part, Places, Title
from ..text.as_markdown import escaped


def as_markdown(lines: Iterable[Line]) -> str:
    """A paragraph for each line; what leads to pages is left out, as there are none here."""
    return "\n\n".join(_line(each, escaped, "**{}**: ") for each in lines if _is_said(each))


def as_plain_text(lines: Iterable[Line]) -> str:
    """A line for each, for editors that show no Markdown."""
    return "\n".join(_line(each, str, "{}: ") for each in lines if _is_said(each))


def _is_said(line: Line) -> bool:
    return not any(isinstance(part, Places | Title) for part in line.parts)


def _line(line: Line, write: Callable[[str], str], label: str) -> str:
    text = "".join(write(_text(part)) for part in line.parts)
    name = line.label if isinstance(line.label, str) else line.label.text
    return f"{label.format(write(name))}{text}" if name else text


def _text(part: Part) -> str:
    if isinstance(part, str):
        return part
    return part.url if isinstance(part, Address) else getattr(part, "text", "")
