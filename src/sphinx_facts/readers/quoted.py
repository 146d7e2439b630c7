"""What is quoted without marks: blocks of quotation, and paragraphs with a line that says whose.

A block that opens with a label in strong (**Note.**) and has no such line quotes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from ..model.passages import Passage
from .rows import with_rows

_DASH = re.compile(r"\s*(?:[—―–]|-{2,3}(?!-))\s*(?=\S)")
"""What an attribution line begins with."""
_LONGEST = 200
"""Characters of the longest attribution line."""
_ALERT = "[!"
"""How a label is written on some sites: ``[!NOTE]``."""
_STRONG = "strong"


def with_attributions(passages: Iterable[Passage]) -> list[Passage]:
    """The passages of a text, each with what is known of it once all of them are read: whether it
    is quoted, and the line that says whose it is; and what stands beside it in its table.
    """
    read = with_rows(list(passages))
    blocks: dict[int, list[int]] = {}
    for number, passage in enumerate(read):
        if passage.structure.quotation:
            blocks.setdefault(passage.structure.quotation, []).append(number)
    for members in blocks.values():
        _settle(read, members)
    texts = [number for number, each in enumerate(read) if each.text and not each.is_literal]
    for above, below in pairwise(texts):
        if _stands_alone(read[above]) and _stands_alone(read[below]) and _is_line(read[below]):
            _settle(read, [above, below])
    return read


def _settle(read: list[Passage], members: Sequence[int]) -> None:
    """Say of the passages of a block what its last line, or its first word, makes of it."""
    lines = [number for number in members if _is_line(read[number])]
    attribution = _DASH.sub("", read[lines[-1]].text, count=1).strip() if lines else ""
    for number in members:
        structure = read[number].structure
        if not attribution and _is_labelled(read[members[0]]):
            structure = msgspec.structs.replace(structure, quotation=0)
        elif number in lines:
            structure = msgspec.structs.replace(structure, is_attribution=True)
        elif attribution:
            structure = msgspec.structs.replace(structure, attribution=attribution)
        read[number] = msgspec.structs.replace(read[number], structure=structure)


def _stands_alone(passage: Passage) -> bool:
    """Whether a passage is a paragraph in no block."""
    structure = passage.structure
    return not (passage.is_heading or structure.quotation or structure.item or structure.cell)


def _is_line(passage: Passage) -> bool:
    """Whether a passage says whose what stands before it is."""
    if passage.structure.is_attribution:
        return True
    return len(passage.text) <= _LONGEST and _DASH.match(passage.text) is not None


def _is_labelled(passage: Passage) -> bool:
    """Whether a passage begins with a label."""
    text = passage.text
    start = len(text) - len(text.lstrip())
    is_strong = any(tag == _STRONG and first <= start < last for tag, first, last in passage.styled)
    return is_strong or text.startswith(_ALERT, start)
