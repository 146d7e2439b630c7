"""What the parts of a chapter's reader share: how files are read, and how much one may nest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from markdown_it import MarkdownIt

from ..model.passages import Location
from .outline import Outline
from .text_files import unreadable

DisplayText = Callable[[str, str], str]
"""What a role shows when the author gives no wording of his own; the empty string where the id
is not known.
"""
Read = Callable[[Path], str]
"""Gets the text of a file, its line ends made one. Raises `CheckError`."""

_DEEPEST = 30
"""How deep directives may be nested, and includes: no book comes near, and Python can follow."""
_MOST_INCLUDES = 1000
_MOST_NESTED, _FREELY = 4, 20_000
"""How often a chapter's length may be read again inside directives, beside so many characters:
each level is read for itself, and what is nested in full over and over would take without end.
"""
_FEWER = "nest fewer of them"


class Chapter:
    """A chapter while it is read, with the files that it includes.

    With `only_where_roles_work` nothing else is read: see `read_draft`.
    """

    def __init__(
        self,
        parser: MarkdownIt,
        display_text: DisplayText,
        read: Read,
        *,
        only_where_roles_work: bool = False,
    ) -> None:
        self.parser, self.display_text, self.read = parser, display_text, read
        self.only_where_roles_work = only_where_roles_work
        # The link definitions of the chapter, which its directives see too.
        self.env: dict[str, Any] = {}
        self.outline = Outline()
        self._depth = self._includes = self._length = self._nested = 0

    def add(self, text: str) -> None:
        """Take the text of a file, or of the chapter, into account."""
        self._length += len(text)

    @contextmanager
    def nested(self, text: str, where: Location) -> Iterator[None]:
        """While what is inside a directive is read. Raises `CheckError` where it is too much."""
        self._depth += 1
        self._nested += len(text)
        if self._depth > _DEEPEST:
            raise unreadable(where, f"directives are nested here more than {_DEEPEST} deep", _FEWER)
        if self._nested > _FREELY + _MOST_NESTED * self._length:
            message = f"what is nested in directives is more than {_MOST_NESTED} times this chapter"
            raise unreadable(where, message, _FEWER)
        yield
        self._depth -= 1

    def include(self, including: int, where: Location) -> None:
        """Count one more file, which so many others include. Raises `CheckError` likewise."""
        self._includes += 1
        if including > _DEEPEST or self._includes > _MOST_INCLUDES:
            message = (
                f"this chapter includes more than {_MOST_INCLUDES} files, or in too long a row"
            )
            raise unreadable(where, message, "include fewer")
