"""Dates as English writes them."""

from __future__ import annotations

import re

from ...model.records import DATE
from ..lexicon import family


def written_date(date: str | None) -> str:
    """2024-12-19 as 19 December 2024, 2024-12 as December 2024, anything else as it is."""
    if not date or not re.fullmatch(DATE, date):
        return date or ""
    year, *rest = date.split("-")
    month = [family("calendar.months")[int(rest[0]) - 1].capitalize()] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *month, year])
