"""What style sheets say of the properties by which they hide, rule by rule: what of CSS it takes to
tell what a reader does not see. What they say of paper does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

_ZERO = r"[+-]?(?:0|\.0)[.0]*(?:%|[a-z]+)?"
_FAR = r"-\d{3,}[\d.]*[a-z]*|-\d{2,}[\d.]*(?:em|rem|ch|vw|vh)|-?\d{4,}[\d.]*[a-z]*"
_HIDING: Mapping[str, re.Pattern[str]] = {
    name: re.compile(value, re.IGNORECASE)
    for names, value in (
        ("display", "none"),
        ("visibility", "hidden|collapse"),
        ("content-visibility", "hidden"),
        ("opacity font-size zoom", _ZERO),
        ("transform scale", rf"(?:scale[xy]?\(\s*)?{_ZERO}(?:\s*,?\s*{_ZERO})?\)?"),
        ("clip-path", r"inset\(\s*(?:[5-9]\d|100)%.*|circle\(\s*0.*|polygon\(\s*0(?:\s*,?\s*0)*\)"),
        ("clip", r"rect\((?:\s*+[01](?:px)?\s*+,?)+\)"),
        ("color -webkit-text-fill-color", "transparent|#0000|#[0-9a-f]{6}00"),
        ("text-indent left right top margin-left inset-inline-start", _FAR),
    )
    for name in names.split()
}
"""The properties that can hide an element, and with which values."""
_CUT = "overflow"
_SMALL = re.compile(rf"{_ZERO}|1px", re.IGNORECASE)
_SIZES = frozenset("width height max-width max-height inline-size block-size".split())
"""Those hide where the same rule cuts off what is larger."""
_TOKEN = re.compile(
    r"/\*.*?(?:\*/|\Z)|\"(?:\\.|[^\"\\])*+\"?|'(?:\\.|[^'\\])*+'?|url\([^)\"'\s]{0,4000}\)|[{};]",
    re.DOTALL,
)
_IMPORT = re.compile(r"@import\s+(?:url\()?\s*[\"']?([^\"')\s]+)[\"']?\s*\)?(.*)", re.DOTALL)
ON_PAPER = re.compile(r"\b(?:print|speech)\b", re.IGNORECASE)
_EVERYWHERE = re.compile(r"@(?:media\s+(?:only\s+)?(?:screen|all)\s*|layer.*|supports.*|scope.*)\Z")
_OTHERS = re.compile(r"@(?:-\w+-)?(?:keyframes|font-face|page|property|counter-style|font-)")
_BY_HAND = re.compile(
    r":(?:hover|focus(?:-within|-visible)?|active|checked|target(?:-within)?|open|popover-open|modal"
    r"|fullscreen|indeterminate|placeholder-shown|visited)(?![\w-])"
    r"|\[(?:open|aria-expanded|aria-selected)\b[^\]]*\]"
)
"""What of a selector holds when a reader does something."""
_ANY, _NOTHING = ":is(*)", ":not(*)"
_LONGEST = 10_000
"""Of a selector: those within others may double at each step."""
_OF_PART = re.compile(r"::|:(?:before|after|first-line|first-letter)(?![\w-])")
_NAMES = re.compile(r"[.#](-?[a-z_][\w-]*)", re.IGNORECASE)
_GROUPS = re.compile(r":(?:is|where|not|has)\([^()]*(?:\([^()]*\)[^()]*)*\)", re.IGNORECASE)
_STRONG, _MIDDLE = re.compile(r"#[\w-]"), re.compile(r"[.\[]|(?<!:):(?!:|where|is|not|has)")
_WEAK = re.compile(r"(?:^|[\s>+~(,])[a-z]", re.IGNORECASE)
_WEIGHTLESS = re.compile(r":where\([^()]*\)")
_IMPORTANT = re.compile(r"\s*!\s*important\s*\Z", re.IGNORECASE)


class Said(NamedTuple):
    """What a rule of a style sheet says of one property of the elements that its selector names."""

    rank: tuple[bool, tuple[int, int, int], int]
    """By which it wins over others: importance, specificity, place."""
    property: str
    hides: bool
    selector: str
    written: str
    """The selector as it stands there."""
    is_always: bool
    """It does not depend on a screen or on what the browser knows."""
    by_hand: bool
    """It holds when a reader does something."""
    names: frozenset[str]
    """The classes and ids that must be on a page for it."""


class _Block(NamedTuple):
    """What is open: a rule with its selectors, or a condition around rules."""

    selectors: tuple[str, ...]
    is_always: bool
    is_read: bool
    values: dict[str, str]


def read_rules(css: str) -> Iterator[Said | str]:
    """What a style sheet says of the properties that hide, in its order; and as texts the addresses
    of the sheets that it imports.
    """
    blocks, at = [_Block((), True, True, {})], 0
    parts: list[str] = []
    for token in _TOKEN.finditer(css):
        parts.append(css[at : token.start()])
        at = token.end()
        if token[0] not in ("{", "}", ";"):
            parts.append("" if token[0].startswith("/*") else token[0])
            continue
        text = "".join(parts).strip()
        parts = []
        block = blocks[-1]
        if token[0] == "{":
            blocks.append(_block(text, block))
            continue
        if text.startswith("@"):
            yield from _imported(text)
        elif block.is_read and block.selectors:
            name, colon, value = text.partition(":")
            if colon:
                block.values[name.strip().lower()] = value.strip()
        if token[0] == "}" and len(blocks) > 1:
            yield from _said(blocks.pop())


def _imported(text: str) -> Iterator[str]:
    found = _IMPORT.match(text)
    if found is not None and not ON_PAPER.search(found[2]):
        yield found[1]


def _block(text: str, outer: _Block) -> _Block:
    if text.startswith("@"):
        is_read = outer.is_read and not _OTHERS.match(text)
        if text.startswith("@media") and ON_PAPER.search(text) and "not" not in text:
            is_read = False
        is_always = outer.is_always and _EVERYWHERE.match(text) is not None
        return _Block(outer.selectors, is_always, is_read, {})
    selectors = tuple(_nested(each, outer.selectors) for each in _parted(text))
    return _Block(selectors, outer.is_always, outer.is_read, {})


def _nested(selector: str, outer: tuple[str, ...]) -> str:
    """A selector within a rule with others."""
    if not outer:
        return selector
    around = f":is({', '.join(outer)})"
    whole = selector.replace("&", around) if "&" in selector else f"{around} {selector}"
    return whole if len(whole) < _LONGEST else _NOTHING


def _parted(selectors: str) -> Iterator[str]:
    """The selectors of a list."""
    depth, begins = 0, 0
    for at, sign in enumerate(selectors):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            yield selectors[begins:at].strip()
            begins = at + 1
    yield selectors[begins:].strip()


def _said(block: _Block) -> Iterator[Said]:
    """What a rule says of what hides, for each of its selectors."""
    cuts = any(name.startswith(_CUT) and value != "visible" for name, value in block.values.items())
    for name, value in block.values.items():
        if name in _SIZES and cuts:
            hiding = _SMALL
        elif name in _HIDING:
            hiding = _HIDING[name]
        else:
            continue
        plain, is_important = _IMPORTANT.subn("", value)
        hides = hiding.fullmatch(plain) is not None
        for written in block.selectors:
            if not _OF_PART.search(written):
                selector, by_hand = _BY_HAND.subn(_ANY, written)
                rank = (is_important > 0, _specificity(written), 0)
                names = frozenset(_NAMES.findall(_GROUPS.sub("", selector)))
                yield Said(
                    rank, name, hides, selector, written, block.is_always, by_hand > 0, names
                )


def _specificity(selector: str) -> tuple[int, int, int]:
    """How many ids, classes and tags it names, which is nearly what a browser counts."""
    counted = _WEIGHTLESS.sub("", selector)
    strong, middle, weak = (len(each.findall(counted)) for each in (_STRONG, _MIDDLE, _WEAK))
    return strong, middle, weak
