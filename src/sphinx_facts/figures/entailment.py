"""Whether a recorded figure justifies a displayed one, and what is wrong where it does not."""

from __future__ import annotations

from typing import Literal

from . import Figure, conversion, difference

LOOSEST, LOOSEST_MULTIPLE = 2, 20
"""How far off a one-sided bound may be: `up to $20,000` misleads where `up to $2,000` is recorded.

Vague multiples reach further: *thousands* may stand for 11,000, *hundreds* may not.
"""

Fault = Literal["value", "hedge", "unit", "loose"]


def fault(recorded: Figure, displayed: Figure) -> Fault | None:
    """Why the recorded figure does not justify the displayed one; None where it does.

    To `figures.difference` it adds "loose": a bound that is entailed, but so far off that it
    misleads.
    """
    return difference(recorded, displayed) or ("loose" if _is_loose(recorded, displayed) else None)


def _is_loose(recorded: Figure, displayed: Figure) -> bool:
    factor = conversion(recorded, displayed) or 1
    reach = LOOSEST_MULTIPLE if displayed.kind == "multiple" else LOOSEST
    low, high = recorded.low * factor, recorded.high * factor
    if low.is_finite() and high.is_finite() and displayed.low > 0 and displayed.high.is_finite():
        return low > reach * displayed.low or displayed.high > reach * high
    if displayed.high.is_infinite() and low.is_finite() and displayed.low > 0:
        return low > reach * displayed.low
    if displayed.low.is_infinite() and high.is_finite() and high > 0:
        return displayed.high > reach * high
    return False
