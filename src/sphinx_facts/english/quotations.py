"""Find quotations in a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter

import msgspec

from .lexicon import Regex, alternatives, family

# Each opening mark with the marks that may close it.
_DOUBLE = {
    '"': ('"', "”"),
    "“": ("”", '"'),
    "”": ("”",),
    "„": ("“", "”", '"', "„"),
    "‟": ("”", "“"),
    "⹂": ("”",),
    "«": ("»",),
    "»": ("«", "»"),
    "＂": ("＂",),
    "〝": ("〞", "〟"),
    "〟": ("〞",),
    "「": ("」",),
    "『": ("』",),
    "｢": ("｣",),
    "﹁": ("﹂",),
    "﹃": ("﹄",),
    "❝": ("❞",),
    "🙶": ("🙷",),
    "‶": ("″",),
    "‷": ("‴",),
    "``": ("''", '"'),
    "''": ("''",),
}
_SINGLE = {
    "'": ("'", "’"),
    "‘": ("’", "'"),
    "‚": ("‘", "’"),
    "‛": ("’",),
    "‹": ("›",),
    "›": ("‹",),
    "‵": ("′",),
    "❛": ("❜",),
    "＇": ("＇",),
    "`": ("´", "'"),
}
# These open wherever no quotation is open; the others face as their neighbours say.
_LEANS_OPEN = frozenset(
    {
        *("“", "‘", "„", "‟", "⹂", "«", "〝", "「", "『", "｢", "﹁", "﹃", "❝", "🙶"),
        *("‶", "‷", "``", "‚", "‛", "‹", "‵", "❛"),
    }
)
_LEANS_CLOSED = frozenset(["”", "»", "〟", "›"])
_STRAIGHT = frozenset(['"', "＂"])
_MARK = Regex(r"``|''|[\"“”„‟⹂«»＂〝〞〟「」『』｢｣﹁﹂﹃﹄❝❞🙶🙷‶″‷‴'‘’‚‛‹›‵′❛❜＇`´]")
_SINGLE_MARKS = frozenset("'‘’‚‛‹›‵′❛❜＇`´")

_BLANK_LINE = Regex(r"\n[^\S\n]*\n\s*|\u2029\s*|\Z")
_EITHER_SIDE = "-–—―*_/\"“”„«»＂'‘’…"
_SPACES = {chr(code) for code in range(0x3001) if chr(code).isspace()} | {""}
_BEFORE_OPENING = _SPACES.union("([{<", _EITHER_SIDE)
_AFTER_CLOSING = _SPACES.union(")]}>.,;:!?", _EITHER_SIDE)
_APOSTROPHES = "quotations.apostrophes"
_ELISION = Regex(rf"\d0s|\d\d\b|{alternatives(family(f'{_APOSTROPHES}.before'))}\b", re.IGNORECASE)
_APOSTROPHE_ENDING = Regex(
    rf"(?:{alternatives(family(f'{_APOSTROPHES}.endings'))}"
    rf"|\w{alternatives(family(f'{_APOSTROPHES}.dropped_g'))}"
    rf"|\b{alternatives(family(f'{_APOSTROPHES}.behind'))}|\d)\Z",
    re.IGNORECASE,
)
"""After these an apostrophe is rather that of a possessive, a dropped letter or a unit than a mark
that closes.
"""


class Quotation(msgspec.Struct, frozen=True, gc=False):
    """A quotation found in a text: string offsets, marks included, ends exclusive.

    What nothing closes runs to the end of its paragraph; what was opened in the paragraph before,
    and not again in this, has no mark.
    """

    start: int
    """Where the opening mark stands."""
    end: int
    """The offset after the closing mark."""
    text: str
    """What the marks enclose."""
    mark: str
    """The opening mark."""


_Marks = list[re.Match[str]]


def find_quotations(text: str) -> list[Quotation]:
    """The outermost quotations of `text`, in order.

    Apostrophes and the signs of feet and inches are not quotations, nor are marks around nothing.
    Takes time in proportion to the length of the text, whatever is in it.
    """
    found: list[Quotation] = []
    if _MARK.search(text) is None:
        return found
    start, unclosed = 0, ""
    for blank in _BLANK_LINE.finditer(text):
        end = blank.start()
        while end > start and text[end - 1].isspace():
            end -= 1
        marks = list(_MARK.finditer(text, start, end))
        doubles, unclosed = _pair_doubles(text, marks, start, end, unclosed)
        singles = list(_pair_singles(text, _outside(marks, doubles), end))
        found += _outermost(doubles, singles) if singles else doubles
        start = blank.end()
    return [quotation for quotation in found if quotation.text.strip()]


def _outermost(doubles: list[Quotation], singles: list[Quotation]) -> Iterator[Quotation]:
    reach = 0
    for quotation in sorted([*doubles, *singles], key=attrgetter("start")):
        if quotation.start >= reach:
            yield quotation
            reach = quotation.end


def _outside(marks: _Marks, doubles: list[Quotation]) -> _Marks:
    """The single marks that do not stand inside a quotation in double marks."""
    remaining = iter(doubles)
    double = next(remaining, None)
    outside: _Marks = []
    for mark in marks:
        if mark[0] in _SINGLE_MARKS:
            while double is not None and double.end <= mark.start():
                double = next(remaining, None)
            if double is None or mark.start() < double.start:
                outside.append(mark)
    return outside


def _facing(text: str, mark: re.Match[str]) -> int:
    """1 where the neighbours let a mark only open, -1 where only close, 0 where they do not say."""
    start, end = mark.span()
    opens = start == 0 or text[start - 1] in _BEFORE_OPENING
    return opens - (text[end : end + 1] in _AFTER_CLOSING)


def _measures(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark follows a number of at most three digits, as that of inches does."""
    start = mark.start()
    if not text[start - 1 : start].isnumeric():
        return False
    before = text[max(0, start - 4) : start]
    return not (len(before) == 4 and before.isdigit())


def _quotation(
    text: str, start: int, inner: int, closing: re.Match[str] | None, end: int
) -> Quotation:
    inner_end = closing.start() if closing else end
    return Quotation(
        start, closing.end() if closing else end, text[inner:inner_end], text[start:inner]
    )


def _pair_doubles(
    text: str, marks: _Marks, start: int, end: int, unclosed: str
) -> tuple[list[Quotation], str]:
    """The quotations in double marks of one paragraph, and the mark that it leaves open.

    `unclosed` is what the paragraph before left open: where this one closes it first, the paragraph
    begins inside of it.
    """
    marks = [mark for mark in marks if mark[0] not in _SINGLE_MARKS]
    counts = Counter(mark[0] for mark in marks)
    found: list[Quotation] = []
    opening: re.Match[str] | None = None
    depth = 0
    for index, mark in enumerate(marks):
        name = mark[0]
        if opening is None:
            if index == 0 and name in _DOUBLE.get(unclosed, ()) and _facing(text, mark) < 0:
                found.append(_quotation(text, start, start, mark, end))
            elif _opens(text, mark):
                opening, depth = mark, 1
                closers = _DOUBLE[name]
                if name != '"' and counts["”"]:
                    closers = tuple(closer for closer in closers if closer != '"')
                nests = name in _LEANS_OPEN and counts[name] == counts[closers[0]]
        elif name in closers and not (name in _STRAIGHT and _stays_inside(text, marks, index)):
            depth -= 1
            if depth == 0:
                found.append(_quotation(text, opening.start(), opening.end(), mark, end))
                opening = None
        elif nests and name == opening[0]:
            depth += 1
    if opening is None or (opening[0] in _STRAIGHT and _facing(text, opening) == 0):
        return found, ""
    found.append(_quotation(text, opening.start(), opening.end(), None, end))
    return found, opening[0]


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a mark may open a quotation where none is open."""
    name = mark[0]
    if name in _LEANS_OPEN:
        return True
    if name not in _DOUBLE or _measures(text, mark):
        return False
    return _facing(text, mark) >= (1 if name in _LEANS_CLOSED else 0)


def _stays_inside(text: str, marks: _Marks, index: int) -> bool:
    """Whether a straight mark in a quotation opens another or stands for inches."""
    mark = marks[index]
    if _facing(text, mark) > 0:
        return True
    if not _measures(text, mark) or index + 1 == len(marks):
        return False
    after = marks[index + 1]
    return after[0] == mark[0] and _facing(text, after) < 0


def _pair_singles(text: str, marks: _Marks, end: int) -> Iterator[Quotation]:
    """The quotations in single marks of one paragraph: each closes before the next one opens."""
    opening: re.Match[str] | None = None
    closing: re.Match[str] | None = None
    sure = False
    for mark in marks:
        if _opens_single(text, mark):
            if opening and closing:
                yield _quotation(text, opening.start(), opening.end(), closing, end)
            opening, closing, sure = mark, None, False
        elif opening and not sure and mark[0] in _SINGLE[opening[0]] and _closes_single(text, mark):
            sure = not _APOSTROPHE_ENDING.search(
                text, max(opening.end(), mark.start() - 3), mark.start()
            )
            if sure or not closing:
                closing = mark
    if opening and (closing or opening[0] in _LEANS_OPEN):
        yield _quotation(text, opening.start(), opening.end(), closing, end)


def _opens_single(text: str, mark: re.Match[str]) -> bool:
    if mark[0] not in _SINGLE or text[mark.end() : mark.end() + 1] in _SPACES:
        return False
    if _facing(text, mark) < (0 if mark[0] in _LEANS_OPEN else 1):
        return False
    return not (text[mark.end()].isalnum() and _ELISION.match(text, mark.end()))


def _closes_single(text: str, mark: re.Match[str]) -> bool:
    start = mark.start()
    return not text[start - 1].isspace() and text[mark.end() : mark.end() + 1] in _AFTER_CLOSING


def in_marks(text: str) -> str:
    """A text in quotation marks; what is quoted in it stands in single ones."""
    if text.startswith("“") and text.find("”") == len(text) - 1:
        return text
    return f"“{text.replace('“', '‘').replace('”', '’')}”"
