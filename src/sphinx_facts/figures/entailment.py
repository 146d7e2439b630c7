"""What entails what: a recorded figure justifies a displayed one whose interval holds its own.

"at least 11,000" may stand where "over 11,000" was recorded, "12,000" may not. Nothing here knows
a language.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

import msgspec

from .calendar import Period, may_be_date
from .figure import INFINITY, ONE, Difference, Doubt, Figure
from .units import CONVERSIONS


def entails(recorded: Figure, displayed: Figure) -> bool:
    """Whether `displayed` says no more than `recorded`: its interval holds that of `recorded`.

    Units must agree, or convert exactly (`12 months` are `1 year`). A day lies in the month and the
    years around it. Figures whose value is not read entail only themselves.
    """
    return difference(recorded, displayed) is None


def difference(recorded: Figure, displayed: Figure) -> Difference | None:
    """Why `recorded` does not entail `displayed`; None where it does.

    "unit" where the units disagree, "hedge" where the numbers are the same and the displayed hedge
    says more than the recorded one, "value" otherwise.
    """
    if _unread(recorded) or _unread(displayed):
        if (recorded.numbers, recorded.unit) != (displayed.numbers, displayed.unit):
            return "value"
        return None if recorded.hedge == displayed.hedge else "hedge"
    if may_be_date(recorded) and may_be_date(displayed):
        inside = _inside_in_calendar(recorded, displayed)
    else:
        pair = in_common_units(recorded, displayed)
        if pair is None:
            return "unit"
        recorded, displayed = pair
        inside = _inside(recorded, displayed)
    if inside:
        return None if _is_as_doubtful(recorded, displayed) else "hedge"
    same = recorded.numbers == displayed.numbers
    return "hedge" if same and recorded.hedge != displayed.hedge else "value"


_WEAKER: dict[Doubt, tuple[Doubt, ...]] = {
    "expected": ("expected", "likely", "possible"),
    "likely": ("likely", "possible"),
    "possible": ("possible",),
    "reported": ("reported",),
}
"""A doubt of the record -> what is as weak or weaker."""


def _is_as_doubtful(recorded: Figure, displayed: Figure) -> bool:
    """Whether each doubt of the record is shown, or a weaker one."""
    return all(
        any(weaker in displayed.doubts for weaker in _WEAKER[doubt]) for doubt in recorded.doubts
    )


def compatible(one: Figure, other: Figure) -> bool:
    """Whether some number (or day) is in both intervals, so that both figures can be right."""
    if entails(one, other) or entails(other, one):
        return True
    if not (may_be_date(one) and may_be_date(other)):
        pair = in_common_units(one, other)
        if pair is None or _unread(one) or _unread(other):
            return False
        one, other = pair
    low, low_open = max((one.low, one.low_open), (other.low, other.low_open))
    high, high_closed = min((one.high, not one.high_open), (other.high, not other.high_open))
    return low < high or (low == high and not low_open and high_closed)


def _unread(figure: Figure) -> bool:
    return figure.low == -INFINITY and figure.high == INFINITY


def _inside(recorded: Figure, displayed: Figure) -> bool:
    low, high = recorded.low, recorded.high
    above = low > displayed.low or (
        low == displayed.low and (recorded.low_open or not displayed.low_open)
    )
    below = high < displayed.high or (
        high == displayed.high and (recorded.high_open or not displayed.high_open)
    )
    return above and below


_EITHER = {"pound", "GBP"}
"""One word for two units: where nothing beside it speaks of money, it may still be money."""


def in_common_units(one: Figure, other: Figure) -> tuple[Figure, Figure] | None:
    """Both figures in one unit, so that their bounds can be compared; None where their units do
    not agree. Nothing is divided: 14 days and two weeks are as many seconds, exactly.
    """
    if (one.kind == "ordinal") != (other.kind == "ordinal"):
        return None
    if may_be_date(one) != may_be_date(other):
        return None  # A year counts nothing.
    if one.unit == other.unit:
        return one, other
    if one.unit is None or other.unit is None:
        share, percent = (one, other) if one.unit is None else (other, one)
        if share.kind != "fraction" or percent.unit != "percent":
            return None
        hundredths = multiplied(share, Decimal(100))
        return (hundredths, percent) if share is one else (percent, hundredths)
    unit, _, rate = one.unit.partition(" per ")
    other_unit, _, other_rate = other.unit.partition(" per ")
    if {unit, other_unit} == _EITHER:
        unit = other_unit = "GBP"
    base, factor = CONVERSIONS.get(unit, ("", ONE))
    other_base, other_factor = CONVERSIONS.get(other_unit, ("", ONE))
    if not base or base != other_base or rate != other_rate:
        return None
    return multiplied(one, factor), multiplied(other, other_factor)


def multiplied(figure: Figure, factor: Decimal) -> Figure:
    """A figure so many times over; it may be negative only of a single number."""
    numbers = tuple(number * factor for number in figure.numbers)
    low, high = figure.low * factor, figure.high * factor
    return msgspec.structs.replace(figure, numbers=numbers, low=low, high=high)


def _inside_in_calendar(recorded: Figure, displayed: Figure) -> bool:
    inner, outer = Period.of(recorded), Period.of(displayed)
    if outer.last[0] == 0:  # a day without a year
        inner = inner.in_cycle(1)
    elif displayed.kind == "decade" and outer.last[0] < 100:  # the nineties
        inner = inner.in_cycle(100)
    return outer.contains(inner)


# ----------------------------------------------------------------------------------- how loose

LOOSEST, LOOSEST_MULTIPLE = 2, 20
"""How far off a one-sided bound may be: `up to $20,000` misleads where `up to $2,000` is recorded.

Vague multiples reach further: *thousands* may stand for 11,000, *hundreds* may not.
"""

Fault = Literal["value", "hedge", "unit", "loose"]


def fault(recorded: Figure, displayed: Figure) -> Fault | None:
    """Why the recorded figure does not justify the displayed one; None where it does.

    To `difference` it adds "loose": a bound that is entailed, but so far off that it
    misleads.
    """
    return difference(recorded, displayed) or ("loose" if _is_loose(recorded, displayed) else None)


def _is_loose(recorded: Figure, displayed: Figure) -> bool:
    if may_be_date(recorded) and may_be_date(displayed):
        return False  # A day without its year has bounds of another kind.
    recorded, displayed = in_common_units(recorded, displayed) or (recorded, displayed)
    reach = LOOSEST_MULTIPLE if displayed.kind == "multiple" else LOOSEST
    low, high = recorded.low, recorded.high
    if low.is_finite() and high.is_finite() and displayed.low > 0 and displayed.high.is_finite():
        return low > reach * displayed.low or displayed.high > reach * high
    if displayed.high.is_infinite() and low.is_finite() and displayed.low > 0:
        return low > reach * displayed.low
    if displayed.low.is_infinite() and high.is_finite() and high > 0:
        return displayed.high > reach * high
    return False
