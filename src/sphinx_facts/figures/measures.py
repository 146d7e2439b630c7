"""What a measure is in a unit of another system, to compare what is given in both.

Other than those of `units` these conversions are not exact, and a unit may be one of several: a
gallon, a ton. No words, no language.
"""

from __future__ import annotations

from decimal import Decimal

_MEASURES = (
    {
        "km": "1000", "m": "1", "cm": "0.01", "mm": "0.001", "dm": "0.1", "mile": "1609.344",
        "yard": "0.9144", "foot": "0.3048", "inch": "0.0254", "nautical mile": "1852",
    },
    {
        "g": "1", "kg": "1000", "mg": "0.001", "tonne": "1000000", "pound": "453.59237",
        "ounce": "28.349523", "stone": "6350.29318", "ton": "907184.74 1016046.9088 1000000",
    },
    {
        "m²": "1", "km²": "1000000", "hectare": "10000", "acre": "4046.8564224",
        "square mile": "2589988.11", "square foot": "0.09290304",
    },
    {
        "l": "1", "ml": "0.001", "hl": "100", "m³": "1000", "gallon": "3.785412 4.54609",
        "pint": "0.473176 0.568261", "quart": "0.946353 1.136523", "barrel": "158.987",
        "cubic foot": "28.316847", "ounce": "0.0295735 0.0284131",
    },
    {"km per hour": "1", "mile per hour": "1.609344", "knot": "1.852"},
)  # fmt: skip
"""Lengths, masses, areas, volumes and speeds, each in one unit of the same; several numbers where
a unit may be either.
"""
_METRIC = frozenset(
    ["km per hour", *"km m cm mm dm g kg mg tonne m² km² hectare l ml hl m³ °C".split()]
)
_DEGREES, _FREEZING = Decimal("1.8"), Decimal(32)


def converted(value: Decimal, unit: str, other: str) -> list[Decimal]:
    """All that a measure may be in a unit of another system; nothing where it is none such."""
    if (unit in _METRIC) == (other in _METRIC):
        return []
    if (unit, other) == ("°C", "°F"):  # A difference in degrees is told likewise.
        return [value * _DEGREES + _FREEZING, value * _DEGREES]
    if (unit, other) == ("°F", "°C"):
        return [(value - _FREEZING) / _DEGREES, value / _DEGREES]
    return [
        value * Decimal(one) / Decimal(each)
        for units in _MEASURES
        for one in units.get(unit, "").split()
        for each in units.get(other, "").split()
    ]
