"""What a figure is, whatever language it is written in: an interval of numbers, with a unit.

Figure and interval, units, calendar, entailment and what is loose, arithmetic. Where a text has
figures is told in `english`.
"""

from __future__ import annotations

from ..text.moved import moved_to_top

__getattr__ = moved_to_top(__name__, "Figure", "entails", "find_figures")
