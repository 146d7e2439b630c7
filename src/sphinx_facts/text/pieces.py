"""The pieces of an excerpt that leaves words out with ``[…]`` or ``[...]``."""

from __future__ import annotations

import re

_OMISSION = re.compile(r"\[\s?(?:…|\.(?:\s?\.){2,})\s?\]")


def pieces_of(text: str) -> list[str]:
    """The pieces of an excerpt, in order; one where nothing is left out.

    Where a mark stands at an edge, and leaves out nothing, the piece there is empty.
    """
    return [piece.strip() for piece in _OMISSION.split(text)]
