"""What stands before digits: a sign, a currency, a month, or the letters of a code."""

from __future__ import annotations

from decimal import Decimal

from . import words
from .dates import as_quarter, month_before
from .quantity import Quantity, but, negated, times, valued
from .text import Text
from .units import is_code

_LONGEST_PREFIX, _LONGEST_CODE = 4, 10
_COMPARED = "=<>≤≥±~≈∼≃"
_BEFORE_A_SIGN = f"([{_COMPARED}"
_BEFORE_A_POINT = f"(-+$£€{_COMPARED}"
_MINUS_SIGN = "−"

Led = tuple[Quantity, int]
"""A number with what stands before it, and the month that does, or 0."""


def with_lead(text: Text, quantity: Quantity, floor: int) -> Led:
    """-5, $2,000, US$ 300, minus 40, December 3, USD 12, .5, KN-23."""
    low, start = text.low, quantity.start
    if start <= floor:
        return quantity, 0
    mark = low[start - 1]
    if mark.isspace():
        if start - 2 >= floor and low[start - 2] in words.CURRENCY_SIGNS:
            return _paid(text, quantity, start - 2, floor), 0
        if text.raw[start - 2] == _MINUS_SIGN and _stands_alone(text, start - 2, floor):
            return negated(quantity, start - 2), 0
        return _after_word(text, quantity, floor)
    if mark in words.CURRENCY_SIGNS:
        return _paid(text, quantity, start - 1, floor), 0
    if mark in "-+":
        return _after_hyphen(text, quantity, floor)
    if mark == ".":
        return _after_point(text, quantity, floor), 0
    if mark.isalpha() or mark == "/":
        return _after_letters(text, quantity, start - (mark == "/"), floor)
    return quantity, 0


def _stands_alone(text: Text, at: int, floor: int) -> bool:
    """Whether nothing is joined to the mark at a place from before."""
    return at >= floor and (at == 0 or text.low[at - 1] in f" \t\n\u00a0{_BEFORE_A_SIGN}")


def _after_point(text: Text, quantity: Quantity, floor: int) -> Quantity:
    """.5"""
    low, start = text.low, quantity.start
    before = low[start - 2] if start - 2 >= floor else " "
    run = low[start : quantity.end]
    if not run.isdecimal() or not (before.isspace() or before in _BEFORE_A_POINT):
        return quantity
    quantity = but(valued(quantity, Decimal(f"0.{run}"), quantity.end), start=start - 1)
    if before == "-" and _stands_alone(text, start - 2, floor):
        return negated(quantity, start - 2)
    is_paid = before in words.CURRENCY_SIGNS
    return _paid(text, quantity, start - 2, floor) if is_paid else quantity


def _paid(text: Text, quantity: Quantity, sign: int, floor: int) -> Quantity:
    """$5, HK$5, -$5; `sign` is the place of the sign of money."""
    low, begin = text.low, sign
    unit = words.CURRENCY_SIGNS[low[sign]]
    while begin > floor and sign - begin < _LONGEST_PREFIX and _is_letter(low[begin - 1]):
        begin -= 1
    paid = but(quantity, kind="currency", unit=unit, start=sign)
    prefix = low[begin:sign]
    if prefix in words.SIGN_PREFIXES and unit == "USD":
        return but(paid, unit=words.SIGN_PREFIXES[prefix], start=begin)
    if begin == sign > floor and low[sign - 1] == "-" and not low[max(0, sign - 2)].isalnum():
        return negated(paid, sign - 1)
    return paid


def _is_letter(mark: str) -> bool:
    return mark.isalpha() or mark == "."


def _after_word(text: Text, quantity: Quantity, floor: int) -> Led:
    word, begin = text.last_word(quantity.start, floor)
    code = word.rstrip(".")
    if word in words.MINUS:
        return negated(quantity, begin), 0
    if code in words.CURRENCY_CODES and is_code(text, begin, code):
        unit = words.CURRENCY_CODES[code]
        return but(quantity, kind="currency", unit=unit, start=begin), 0
    if code in words.MILLIONS and is_code(text, begin, code):
        paid = but(quantity, kind="currency", unit=words.MILLIONS[code], start=begin)
        return times(paid, 10**6), 0
    if "," in text.low[quantity.start : quantity.end]:
        return quantity, 0  # By June 1,940 people: no year is written so.
    month, begin = month_before(text, quantity.start, floor)
    return (but(quantity, start=begin) if month else quantity), month


def _after_hyphen(text: Text, quantity: Quantity, floor: int) -> Led:
    low, at = text.low, quantity.start - 1
    before = low[at - 1] if at > floor else " " if at == 0 else "0"
    if before in words.CURRENCY_SIGNS and low[at] == "-":
        return _paid(text, negated(quantity, quantity.start), at - 1, floor), 0
    if before.isspace() or before in _BEFORE_A_SIGN:
        signed = negated(quantity, at) if low[at] == "-" else but(quantity, start=at)
        return signed, 0
    return _after_letters(text, quantity, at, floor) if before.isalpha() else (quantity, 0)


def _after_letters(text: Text, quantity: Quantity, at: int, floor: int) -> Led:
    """Letters joined to the digits, ending at `at`: a currency, a month, a code."""
    low, begin = text.low, at
    while begin > floor and at - begin < _LONGEST_CODE and low[begin - 1].isalpha():
        begin -= 1
    letters, is_attached = low[begin:at], at == quantity.start
    if is_attached and (quarter := as_quarter(text, quantity, begin)):
        return quarter, 0
    if is_attached and letters in words.CURRENCY_CODES:
        unit = words.CURRENCY_CODES[letters]
        return but(quantity, kind="currency", unit=unit, start=begin), 0
    if letters in words.MONTHS:
        return but(quantity, start=begin), words.MONTHS[letters]
    is_name = bool(letters) and (is_attached or text.raw[at - 1].isupper())
    return (but(quantity, weak=True) if is_name else quantity), 0
