"""Whether a recorded figure justifies a displayed one, and what is wrong where it does not."""

from __future__ import annotations

from typing import Literal

from .figures import Figure, difference

LOOSEST = 2
"""A one-sided bound may be off by this factor at most: `up to $20,000` misleads where `up to $2,000` is recorded."""

Fault = Literal["value", "hedge", "unit", "loose"]


def fault(recorded: Figure, displayed: Figure) -> Fault | None:
    """Why the recorded figure does not justify the displayed one; None where it does.

    To `figures.difference` it adds "loose": a bound that is entailed, but lies so far off that it misleads.
    """
    return difference(recorded, displayed) or ("loose" if _is_loose(recorded, displayed) else None)


def _is_loose(recorded: Figure, displayed: Figure) -> bool:
    if displayed.kind == "multiple" or recorded.unit != displayed.unit:
        return False
    if displayed.high.is_infinite() and recorded.low.is_finite() and displayed.low > 0:
        return recorded.low > LOOSEST * displayed.low
    if displayed.low.is_infinite() and recorded.high.is_finite() and recorded.high > 0:
        return displayed.high > LOOSEST * recorded.high
    return False
