"""What a terminal gets beside the report: colour, and a line that tells how far a long run is."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal, TextIO

Style = Literal["good", "bad", "doubtful", "strong", "faint"]
Paint = Callable[[Style, str], str]
"""Gives a text a style."""

# A table of six codes, because a library for this takes longer to load than most books to check.
_CODES = {"good": "32", "bad": "1;31", "doubtful": "33", "strong": "1", "faint": "2"}
_CLEAR_LINE = "\r\x1b[K"

# Control characters, and those that turn the direction of writing or end a line unseen.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

PATIENCE = 1.0
"""Seconds before a run counts as long."""
_EVERY = 0.1


def visible(text: str, keep: str = "") -> str:
    """A text that comes from a file or a file's name, safe to show: what a terminal would obey
    stands there as it is written in Python, except what is in `keep`.
    """
    return _UNSEEN.sub(
        lambda match: match[0] if match[0] in keep else match[0].encode("unicode_escape").decode(),
        text,
    )


def plain(_: Style, text: str) -> str:
    """No style at all."""
    return text


def coloured(style: Style, text: str) -> str:
    """Styles as escape sequences, which terminals show as colours."""
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if text else ""


def painter(stream: TextIO) -> Paint:
    """How to style what is written to `stream`: in colour on a terminal, not at all elsewhere.

    NO_COLOR, FORCE_COLOR and TERM=dumb in the environment rule before that, in this order.
    """
    if os.environ.get("NO_COLOR"):
        return plain
    return coloured if os.environ.get("FORCE_COLOR") or _is_able(stream) else plain


def _is_able(stream: TextIO) -> bool:
    return os.environ.get("TERM") != "dumb" and stream.isatty()


class Progress:
    """Passes files on, and tells on a terminal which one is being checked once that takes long."""

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream, self._clock = stream, clock

    def __call__(self, paths: Sequence[Path]) -> Iterator[Path]:
        """The same paths, one by one."""
        if not _is_able(self._stream):
            yield from paths
            return
        due, is_shown = self._clock() + PATIENCE, False
        try:
            for number, path in enumerate(paths, 1):
                if self._clock() >= due:
                    due, is_shown = self._clock() + _EVERY, True
                    self._show(f"Checking {number} of {len(paths)}: {visible(str(path))}")
                yield path
        finally:
            if is_shown:
                self._show("")

    def _show(self, text: str) -> None:
        try:
            width = os.get_terminal_size(self._stream.fileno()).columns
        except (OSError, ValueError):
            width = 80
        self._stream.write(_CLEAR_LINE + text[: width - 1])
        self._stream.flush()
