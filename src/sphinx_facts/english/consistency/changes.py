"""By how much, or how many percent, something changed, held against its two ends."""

from __future__ import annotations

from collections.abc import Iterator

from ...figures.figure import Figure
from ..lexicon import Regex
from .amounts import HUNDRED, Amount, amount, last_digit, shown, span
from .ends import CHANGE, DOWN, Ends, find_ends, is_of
from .sentence import FROM, OTHER, Contradiction, Sentence, any_of, is_read

_DOWN, _ANY = Regex(DOWN), Regex(CHANGE)
_AMOUNT = Regex(
    rf"(?P<verb>{CHANGE})(?:\s[a-z]+ly)?(?:\s{FROM}\s[NUC]{OTHER}{{0,20}})?"
    rf"(?P<by>\s{any_of('changes.by')})?\s(?P<amount>[PNUCR])"
    rf"|(?P<before>[PNUC])\s(?:[a-z]+\s)?(?P<noun>{any_of('changes.nouns')})"
)
"""It rose by 20 percent; it rose from 100 tonnes by 20 percent; a 20 percent rise."""


def check_change(sentence: Sentence) -> Iterator[Contradiction]:
    """What changed by so much, or so many percent, did so from one end to the other."""
    if len(sentence.figures) < 2 or not _ANY.search(sentence.signs):
        return
    ends = find_ends(sentence)
    for match in _AMOUNT.finditer(sentence.signs) if ends is not None else ():
        assert ends is not None
        group = "amount" if match["amount"] else "before"
        change = sentence.figure(match, group)
        if change in ends.figures or not (match["by"] or match["noun"] or change.kind == "percent"):
            continue
        is_between = ends.start < match.start(group) < ends.end
        start = match.start(group) if is_between else match.start()
        if not is_of(sentence, start, match.end(), ends):
            continue
        is_down = _DOWN.fullmatch(match["verb"] or match["noun"]) is not None
        if fault := _fault(change, ends, is_down=is_down):
            message = (
                f"{ends.quoted(sentence)} is a change of {fault}, not {sentence.quoted(change)}"
            )
            yield sentence.contradiction(message, change, *ends.figures)
            return


def _fault(change: Figure, ends: Ends, *, is_down: bool) -> str:
    """What the ends come to, where that is not the change; empty where it may be."""
    said = _said(change)
    if said is None:
        return ""
    differences = (
        Amount(ends.last.low - ends.first.high, ends.last.high - ends.first.low),
        Amount(ends.first.low - ends.last.high, ends.first.high - ends.last.low),
    )
    is_difference = any(each.meets(said) for each in differences)
    if change.unit == "percent" or change.kind == "fraction":
        ratio = ends.ratio.times(HUNDRED)
        percent = Amount(ratio.low - HUNDRED, ratio.high - HUNDRED)
        if is_down:
            percent = Amount(-percent.high, -percent.low)
        if percent.meets(said) or (ends.unit == "percent" and is_difference):
            return ""
        return f"{shown(abs(ends.times * HUNDRED - HUNDRED))} percent"
    if is_difference or change.unit not in (None, ends.unit, "percentage point"):
        return ""
    return shown(max(each.middle for each in differences))


def _said(change: Figure) -> Amount | None:
    """What a change may be, as it may be rounded; of a fraction in percent. None where its value is
    not read.
    """
    if not is_read(change):
        return None
    if change.kind == "fraction":
        return span(change).times(HUNDRED).widened(change.high * 10)
    return span(change).widened(last_digit(change)) if change.kind == "percent" else amount(change)
