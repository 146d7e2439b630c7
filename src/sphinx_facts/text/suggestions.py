"""What somebody may have meant by a word that is none of the known ones, or by words that do not
stand where they should.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .words import find_words


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


def close_to(word: str, known: Iterable[str], ratio: float) -> str:
    """The known word that is nearest, if so much of it is the same; empty where none is."""
    import difflib

    return next(iter(difflib.get_close_matches(word, list(known), n=1, cutoff=ratio)), "")


def closest_run(run: Sequence[str], text: str) -> str:
    """The stretch of a source that has the longest part of these words; may be empty."""
    from difflib import SequenceMatcher

    words = list(find_words(text))
    matcher = SequenceMatcher(None, [word.text for word in words], run, autojunk=False)
    match = matcher.find_longest_match()
    if match.size < 2:
        return ""
    start = max(0, match.a - match.b)
    end = min(len(words), start + len(run))
    return text[words[start].start : words[end - 1].end]
