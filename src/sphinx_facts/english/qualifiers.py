"""The words whose loss turns a statement: negations, hedges, conditions, contrasts.

The tables are data; `find_weights` finds them in a run of words, `clipped` beside an excerpt.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

import msgspec

from ..text.words import DASH, is_word, split

QualifierKind = Literal["negation", "hedge", "condition", "degree", "close", "contrast", "quantity"]

_TABLE: dict[QualifierKind, str] = {
    # Turns the statement round.
    "negation": """
        not, no, never, none, nobody, nothing, nowhere, neither, nor, without, cannot, except,
        excluding, lack, lacks, lacked, lacking, absence of, absent, devoid, far from, short of,
        no longer, rather than, instead of, unable, incapable, impossible, reluctant, fail, fails,
        failed, failing, failure, refuse, refuses, refused, refusing, deny, denies, denied,
        denying, false, untrue, wrong, hardly, barely, scarcely, seldom, rarely, too little, too
        few, stop, stopped, prevent, prevents, prevented
    """,
    # Makes the statement less than certain.
    "hedge": """
        may, might, could, would, should, must, ought, likely, unlikely, potential, potentially,
        possible, probable, apparent, alleged, supposed, purported, presumed, suspected, expected,
        estimated, unconfirmed, unclear, uncertain, ostensibly, seemingly, seem, seems, seemed,
        appear, appears, appeared, suggest, suggests, suggested, believe, believes, believed,
        think, thinks, thought, guess, suppose, suspect, suspects, assume, assumes, assumed,
        imagine, hope, hopes, hoped, doubt, doubts, doubted, doubtful, expect, expects, predict,
        predicts, claim, claims, claimed, rumour, rumours, rumor, rumors, intend, intends, aim,
        aims, so-called, as if, as though, sort of, kind of
    """,
    # Governs its whole sentence, across a comma too.
    "condition": """
        if, unless, whether, provided, as long as, in case, assuming, perhaps, maybe, possibly,
        probably, reportedly, allegedly, apparently, supposedly, presumably, purportedly, in
        theory, until
    """,
    # Makes less of what it stands with.
    "degree": """
        merely, only, just, simply, almost, nearly, mostly, partly, partially, largely, somewhat,
        slightly, relatively, virtually, practically, sometimes, occasionally, usually, generally,
        typically, often, at least, at most, at best, at worst, one of, among the, some of, most
        of, many of, much of, part of, half of, few of, more or less
    """,
    # Bears on the word beside it alone. So do words with the `un-` of *unfit*.
    "close": """
        former, fake, mock, pseudo, non-, anti-, ex-, quasi-, would-be, or so, or more, or less,
        or fewer, ineffective, inadequate, insufficient, inexperienced, inaccurate, incorrect,
        invalid, few, little
    """,
    # Sets one statement against another.
    "contrast": """
        but, however, although, though, yet, whereas, despite, nevertheless, nonetheless, otherwise,
        instead, contrary, in spite of, notwithstanding
    """,
    # Makes an amount of an exact number: a hedge only where a number follows.
    "quantity": """
        about, around, above, below, over, under, some, approximately, roughly, up to, more than,
        less than, fewer than, no more than, no fewer than, exceeding, towards, close to, upwards
        of, in excess of
    """,
}
# How many words before and after an excerpt a hedge of each kind still belongs to it.
_REACH: dict[QualifierKind, tuple[int, int]] = {
    "negation": (3, 3),
    "hedge": (3, 3),
    "condition": (6, 3),
    "degree": (3, 1),
    "close": (1, 1),
    "contrast": (0, 0),
    "quantity": (1, 0),
}
_LONGEST = 4
_FAR = 12
_KINDS: dict[tuple[str, ...], QualifierKind] = {
    tuple(split(phrase)): kind
    for kind, phrases in _TABLE.items()
    for phrase in phrases.replace("\n", " ").split(",")
}
# Words with the `un-` of *unfit*, not that of *under*, *until*, *united* or *uncover*.
_UN = re.compile(
    r"un(?!der|til|cle|ion|it|iv|iform|ique|ison|anim|guent|dul|to$|cover|fold|load|veil|pack)\w{3,}"
    r"|\w+n't"
)
_NUMBER = re.compile(
    r"\d|[$£€¥₩%½¼¾⅓⅔]|(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half"
    r"|dozens?|hundreds?|thousands?|[mbtr]+illions?|decades?|tens"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|\w+teen)$"
)
# *might* is a power after these, not a verb.
_OWNERS = frozenset(
    ["the", "its", "their", "his", "her", "our", "military", "armed", "naval", "full"]
)
_STOPS = frozenset([".", ";", ":", "!", "?", DASH])


class Qualifier(msgspec.Struct, frozen=True):
    """A word or phrase whose loss would turn a statement: ``words[start:end]``."""

    phrase: str
    kind: QualifierKind
    start: int
    end: int


def is_number(word: str) -> bool:
    """Whether a word is a number, a currency sign, or an article that may begin an amount."""
    return _NUMBER.match(word.lower()) is not None


def find_qualifiers(words: Sequence[str]) -> list[Qualifier]:
    """The negations, hedges, conditions and contrasts among `words`, in order."""
    lower = [word.lower() for word in words]
    found = []
    place = 0
    while place < len(words):
        end, kind = _weigh(words, lower, place)
        if kind:
            phrase = " ".join(words[place:end]).replace(" - ", "-").replace(" -", "-")
            found.append(Qualifier(phrase, kind, place, end))
        place = end
    return found


def _weigh(words: Sequence[str], lower: list[str], place: int) -> tuple[int, QualifierKind | None]:
    """The kind of the phrase that begins at `place`, and where it ends."""
    for end in range(min(place + _LONGEST, len(words)), place, -1):
        kind = _KINDS.get(tuple(lower[place:end]))
        if kind == "quantity" and end < len(words) and not is_number(words[end]):
            continue
        if kind and not _only_looks_like_a_hedge(words, lower, place):
            return end, kind
    word = lower[place]
    if not _UN.fullmatch(word):
        return place + 1, None
    return place + 1, "negation" if word.endswith("n't") else "close"


def _only_looks_like_a_hedge(words: Sequence[str], lower: list[str], place: int) -> bool:
    if words[place] == "May":
        return True
    if lower[place] != "might":
        return False
    return lower[place + 1 : place + 2] == ["of"] or (place > 0 and lower[place - 1] in _OWNERS)


def clipped(
    prefix_words: Sequence[str],
    suffix_words: Sequence[str],
    excerpt_words: Sequence[str] = (),
) -> str | None:
    """The hedge or negation that an excerpt leaves just outside of itself, if any.

    The words before and after the excerpt, folded as by `words.split`, are read as far as their
    clause goes: to a full stop, semicolon, colon or dash; before the excerpt to a comma too,
    which only conditions reach across; after it to a quotation mark. What makes an amount of a
    number (*over*, *some*) counts only before one: without `excerpt_words`, the excerpt is taken
    to begin with a number.
    """
    weight = cut_before(prefix_words, excerpt_words)
    last = next((word for word in reversed(excerpt_words) if word != '"'), "")
    if not weight and last not in _STOPS:
        weight = cut_after(suffix_words)
    return weight.phrase if weight else None


def cut_before(prefix: Sequence[str], excerpt: Sequence[str] = ()) -> Qualifier | None:
    """The hedge or negation at the end of `prefix` that belongs to what follows it."""
    skipped = max(0, len(prefix) - _FAR)
    near = [*prefix[skipped:], *excerpt[:_LONGEST]]
    edge = len(prefix) - skipped
    for weight in reversed(find_qualifiers(near)):
        if weight.start >= edge:
            continue
        between = near[weight.end : edge]
        whole = weight.kind == "condition" and prefix[-1] != '"'
        stops = _STOPS if whole else _STOPS | {","}
        if _within(between, _REACH[weight.kind][0], stops):
            return Qualifier(
                weight.phrase, weight.kind, skipped + weight.start, skipped + weight.end
            )
    return None


def cut_after(suffix: Sequence[str], reach: int = 3) -> Qualifier | None:
    """The hedge or negation early in `suffix` that belongs to what is before it."""
    for weight in find_qualifiers(suffix[:_FAR]):
        limit = _REACH[weight.kind][1]
        limit = limit if weight.kind == "condition" else min(limit, reach)
        if _within(suffix[: weight.start], limit, _STOPS | {'"'}):
            return weight
    return None


def _within(between: Sequence[str], reach: int, stops: AbstractSet[str]) -> bool:
    return sum(map(is_word, between)) < reach and stops.isdisjoint(between)
