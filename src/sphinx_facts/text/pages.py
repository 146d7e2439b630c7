"""The pages of a text, and what is printed at the head or foot of them: no part of what it says.

Such a line stands at the same edge of a page nearby too, where its numbers are the same, or go up
with the pages. That tells *The Gazette, 19 May 1902, page 4* from a row of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

PAGE_BREAK = "\f"
_DEPTH = 3
"""Lines at each edge of a page that may stand on others too."""
_NEAR = 2
"""Pages on either side: left and right pages may have heads of their own."""
_MOST_NUMBERS = 4
_NUMBER = re.compile(r"(\d{1,9})")

_Form = tuple[str, ...]
_Edges = Sequence[Sequence[int]]
"""Of each page the numbers of the lines at one of its edges, the outermost first."""


def without_running_lines(text: str) -> str:
    """A text without the heads, feet and numbers of its pages, which form feeds part."""
    if PAGE_BREAK not in text:
        return text
    pages = [page.split("\n") for page in text.split(PAGE_BREAK)]
    return PAGE_BREAK.join("\n".join(page) for page in cut_running_lines(pages))


def cut_running_lines(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each page, without those that run through the pages, and without blank ones at
    its edges.
    """
    filled = [[number for number, line in enumerate(page) if line.strip()] for page in pages]
    heads = [numbers[:_DEPTH] for numbers in filled]
    feet = [numbers[: -_DEPTH - 1 : -1] for numbers in filled]
    cut = zip(_running(pages, heads), _running(pages, feet), strict=True)
    kept = (
        [line if number not in {*head, *foot} else "" for number, line in enumerate(page)]
        for page, (head, foot) in zip(pages, cut, strict=True)
    )
    return [_without_blank_edges(lines) for lines in kept]


def _without_blank_edges(lines: list[str]) -> list[str]:
    """A paragraph goes on over the pages."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _running(pages: Sequence[Sequence[str]], edges: _Edges) -> Iterator[list[int]]:
    """Of each page the lines at this edge that run, from the outermost on."""
    forms = [
        [set(_forms(pages[page][number], page)) for number in numbers]
        for page, numbers in enumerate(edges)
    ]
    every = [set().union(*lines) for lines in forms]
    for page, numbers in enumerate(edges):
        first, last = max(0, page - _NEAR), page + _NEAR + 1
        nearby = set().union(*every[first:page], *every[page + 1 : last])
        run = next(
            (at for at, form in enumerate(forms[page]) if form.isdisjoint(nearby)), len(numbers)
        )
        yield list(numbers[:run])


def _forms(line: str, page: int) -> Iterator[_Form]:
    """What a line is, whatever its page: each of its numbers is the same on others, or goes up
    with them. A number alone has to go up.
    """
    parts = _NUMBER.split(" ".join(line.split()))
    numbers = parts[1::2]
    if len(numbers) > _MOST_NUMBERS:
        return
    marks = "".join(parts[::2]).strip()
    has_letters = any(char.isalpha() for char in marks)
    is_place = len(numbers) == 1 or bool(marks)  # *7*, *7/9*; not *7 9*
    for goes_up in product((False, True), repeat=len(numbers)):
        if has_letters or (is_place and any(goes_up)):
            turned = (
                f"+{int(number) - page}" if up else number
                for number, up in zip(numbers, goes_up, strict=True)
            )
            yield (*parts[::2], *turned)
