"""Units by their ids: which convert into each other, and by how much. No words, no language."""

from __future__ import annotations

from decimal import Decimal

CONVERSIONS: dict[str, tuple[str, Decimal]] = {
    unit: (base, Decimal(factor))
    for base, units in {
        "USD": {"USD": "1", "US cent": "0.01"},
        "EUR": {"EUR": "1", "euro cent": "0.01"},
        "GBP": {"GBP": "1", "pence": "0.01"},
        "second": {
            "second": "1", "millisecond": "0.001", "minute": "60", "hour": "3600",
            "day": "86400", "week": "604800", "fortnight": "1209600",
        },
        "month": {"month": "1", "quarter": "3", "year": "12"},
        "m": {
            "m": "1", "km": "1000", "dm": "0.1", "cm": "0.01", "mm": "0.001", "mile": "1609.344",
            "nautical mile": "1852", "yard": "0.9144", "foot": "0.3048", "inch": "0.0254",
        },
        "m²": {
            "m²": "1", "km²": "1000000", "hectare": "10000", "square foot": "0.09290304",
            "acre": "4046.8564224", "square mile": "2589988.110336",
        },
        "g": {
            "g": "1", "kg": "1000", "mg": "0.001", "µg": "0.000001", "tonne": "1000000",
            "pound": "453.59237", "stone": "6350.29318",
        },
        "bit": {
            "bit": "1", "kilobit": "1000", "megabit": "1000000", "gigabit": "1000000000",
            "byte": "8", "kilobyte": "8000", "megabyte": "8000000", "gigabyte": "8000000000",
            "terabyte": "8000000000000", "kibibyte": "8192", "mebibyte": "8388608",
            "gibibyte": "8589934592",
        },
        "l": {"l": "1", "ml": "0.001", "hl": "100", "m³": "1000"},
        "W": {"W": "1", "mW": "0.001", "kW": "1000", "MW": "1000000", "GW": "1000000000"},
        "kWh": {"kWh": "1", "MWh": "1000", "GWh": "1000000", "TWh": "1000000000"},
        "hertz": {
            "hertz": "1", "kilohertz": "1000", "megahertz": "1000000", "gigahertz": "1000000000",
        },
    }.items()
    for unit, factor in units.items()
}  # fmt: skip
"""Units that convert exactly -> their base, and how many of the base make one."""

DURATIONS = frozenset(
    "second minute hour day week fortnight month quarter year millisecond night weekend".split()
)


def is_smaller(unit: str | None, than: str | None) -> bool:
    """Whether `unit` is a smaller unit of the same kind, as hours are even to years."""
    if unit not in CONVERSIONS or than not in CONVERSIONS:
        return False
    (base, factor), (other, other_factor) = CONVERSIONS[unit], CONVERSIONS[than]
    return factor < other_factor if base == other else (base, other) == ("second", "month")
