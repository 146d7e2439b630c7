"""What somebody may have meant by a word that is none of the known ones."""

from __future__ import annotations

from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A way out for whoever wrote a word that is none of the known ones."""
    import difflib

    known = list(known)
    close = difflib.get_close_matches(word, known, n=1)
    if close:
        return f"did you mean {close[0]}?"
    return (
        f"known are: {', '.join(known[:12])}{', …' if len(known) > 12 else ''}"
        if known
        else "there are none yet"
    )
