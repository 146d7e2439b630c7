"""The forms of figures, in the order in which they are tried, and what is read around them.

A form is a function of a text, a place in it and a floor, before which nothing belongs to the
figure; it gives the quantity that it reads there, or None. A new form is a function in a module of
its kind, and a line here.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .dates import clock_time, numeric_date
from .digits import chain, fraction, number, number_end, sign
from .number_words import number_word
from .quantity import Quantity
from .ranges import interval_from, range_from
from .text import Text
from .units import with_larger_unit, with_noun_rate, with_smaller_units
from .words import CONVERTIBLE

Read = Callable[[Text, int, int], Quantity | None]


class Form(NamedTuple):
    """What is read from digits on, where one of the marks `links` stands behind them."""

    name: str
    links: str
    read: Read


FORMS = (
    Form("numeric date", "-/.", numeric_date),
    Form("time of day", ":h", clock_time),
    Form("fraction", "/", fraction),
    Form("chain", "-/:.,", chain),
)
"""The first that reads something has it. What none of them reads is a plain number."""


def read_number(text: Text, pos: int, floor: int, paid_in: str | None = None) -> Quantity | None:
    """A number with its currency, multiplier and unit; in `paid_in` where it names no currency."""
    first = text.low[pos]
    if "a" <= first <= "z":
        return number_word(text, pos, floor)
    if not first.isdecimal():
        return sign(text, pos, floor)
    end = number_end(text, pos)
    link, behind = text.low[end : end + 1], text.low[end + 1 : end + 2]
    if link == "h" or (link and behind.isdecimal()):
        for form in FORMS:
            if link in form.links and (found := form.read(text, pos, floor)) is not None:
                return found
    return number(text, pos, end, floor, paid_in)


def read_quantity(text: Text, pos: int, floor: int, paid_in: str | None = None) -> Quantity | None:
    """A number with smaller units behind its own, but no range."""
    found = read_number(text, pos, floor, paid_in)
    if found is None or found.low is None or found.low != found.high:
        return found
    if found.kind == "currency" or (found.unit in CONVERTIBLE and not found.closed):
        return with_larger_unit(text, with_smaller_units(text, found), floor)
    return found


def read_figure(text: Text, pos: int, floor: int) -> Quantity | None:
    """The figure at `pos`, without its hedge; None where none is there."""
    found = text.quantity(pos, floor)
    if found is None:
        return None
    if found.closed:
        return interval_from(text, found) or with_noun_rate(text, found)
    return range_from(text, found) or interval_from(text, found) or found
