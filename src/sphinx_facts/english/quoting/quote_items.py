"""A quotation as items: its words and marks, what is left out of it, and what is put into it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from ...text.words import DASH, ELLIPSIS, Word, find_words, is_word

LOOSE = frozenset([",", ";", ":", ".", DASH, '"'])
"""Marks that may come and go at the edges of a quotation and beside an omission or insertion."""
_DOTS = re.compile(r"\.(?:\s?\.){2,}")
_QUOTES = frozenset("\"'`´")


class Item(msgspec.Struct, frozen=True, gc=False):
    """A word, mark, omission or insertion of a quotation."""

    text: str
    start: int
    end: int
    kind: Literal["word", "mark", "gap", "bracket"]
    words: tuple[str, ...] = ()
    free: bool = False
    """The case of the first letter is marked as the editor's: ``[T]he``."""


def read_items(text: str) -> list[Item]:
    """The items of a quotation, without the marks around it and the asterisks of emphasis in it."""
    words = [
        Word(ELLIPSIS, word.start, word.end) if _DOTS.fullmatch(word.text) else word
        for word in find_words(text)
        if word.text not in ("*", "_")
    ]
    items: list[Item] = []
    place = 0
    while place < len(words):
        item, place = _read_item(words, place)
        if item.text == '"' and items and items[-1].text == '"' and items[-1].end == item.start:
            continue
        before = items[-1] if items else None
        if item.kind == "bracket" and before and before.end == item.start and before.kind == "word":
            items[-1] = msgspec.structs.replace(
                before, text=before.text + "".join(item.words), end=item.end
            )
        else:
            items.append(item)
    while items and items[-1].text == '"':
        items.pop()
    first = next((place for place, item in enumerate(items) if item.text != '"'), len(items))
    return items[first:]


def _read_item(words: Sequence[Word], place: int) -> tuple[Item, int]:
    """The item that begins at `place`, and where the next one begins."""
    word = words[place]
    closing = {"[": "]", "(": ")"}.get(word.text)
    end = next(
        (i for i in range(place, min(place + 30, len(words))) if words[i].text == closing), 0
    )
    inner = tuple(each.text for each in words[place + 1 : end])
    if word.text == ELLIPSIS or set(inner) == {ELLIPSIS}:
        last = end or place
        return Item(ELLIPSIS, word.start, words[last].end, "gap"), last + 1
    if not inner or closing == ")":
        kind: Literal["word", "mark"] = "word" if is_word(word.text) else "mark"
        text = '"' if word.text in _QUOTES else word.text.strip("_")
        return Item(text, word.start, word.end, kind, (word.text,)), place + 1
    after = words[end + 1] if end + 1 < len(words) else None
    if after and after.start == words[end].end and is_word(after.text) and len(inner) == 1:
        text = inner[0] + after.text
        return Item(text, word.start, after.end, "word", (text,), len(inner[0]) == 1), end + 2
    return Item(f"[{' '.join(inner)}]", word.start, words[end].end, "bracket", inner), end + 1


def trim(display: list[Item]) -> str:
    """Take off what is free at the edges; returns the question or exclamation mark there."""
    while display and (display[0].kind == "gap" or display[0].text in LOOSE):
        del display[0]
    tone = ""
    while display and (display[-1].kind == "gap" or display[-1].text in LOOSE | {"?", "!"}):
        text = display.pop().text
        tone = max(tone, text) if text in ("?", "!") else tone
    return tone
