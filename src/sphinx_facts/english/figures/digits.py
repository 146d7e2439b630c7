"""Numbers in digits: with separators, fractions, powers, suffixes; chains that have no value."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from . import words
from .dates import DAYS, SUFFIX, as_date, as_decade, with_century, with_clock
from .lead import with_lead
from .quantity import MAX_DIGITS, Quantity, but, exact, is_whole, valued
from .scales import multiplied
from .text import GATE, MIXED, Text
from .units import code, unitless, with_unit

_WHOLE = r"(?>\d{1,3}(?:,\d{3})+|\d+)"
_NUMBER = re.compile(
    r"(?>\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f']\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?: \d{3}){2,}(?![\d-])"
    r"|(?<!\w)\d{1,3} \d{3}(?=\s[a-z]|\s?[%€£$)]|[.,;:!?]?\s*\Z|[.,;:!?]\s)"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d+(?:[.·]\d+)?)"
)
_FRACTION = re.compile(r"(\d+)/(\d+)(?![\d/])")
_CHAIN = re.compile(
    r"\d+(?:\.\d+){2,}(?:[-./:,]\d+)*"
    rf"|{_WHOLE}(?>\.\d+)?(?:[-/:,]{_WHOLE}(?>\.\d+)?){{2,}}"
    r"|\d+[,:]\d+"
)
_DIGITS = re.compile(r"\d+")
_POWER = re.compile(
    r"e([+-]?\d{1,2})(?!\w)"
    r"|\s?[x×]\s?10(?:\^|\*\*)?([+-]?\d{1,2}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?!\d)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_RAISED = re.compile(r"\^([+-]?\d{1,2})(?!\w)|([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})")
_LARGEST_BASE = 10
"""A raised digit behind a larger number is the mark of a note."""
_TOLERANCE = re.compile(r"\s?(?:±|\+/-)\s?(\d+(?:[.·]\d+)?)")
_SIGN = re.compile(f"\\s?([{''.join(words.SIGN_MULTIPLIERS)}])")
_POINT = re.compile(rf"\s{words.small('links', 'point')}\s(\d{{1,9}})\b")
_WRITTEN_ON = re.compile(
    rf"{_SIGN.pattern}|{MIXED.pattern}|{_POINT.pattern}|[\^⁻⁺⁰¹²³⁴⁵⁶⁷⁸⁹ex×'strnd]|\s[x×]"
)
"""What begins as one of the forms `_ON_DIGITS`."""
_OLD_ORDINAL = re.compile(rf"{words.small('links', 'old_ordinal')}\b")
_THE = words.small_words("links", "the")
_SEPARATORS = re.compile(r"[^\d.]")
_HOURS = 24
_SYMBOLS = frozenset("%‰％°")
"""Where one of them follows digits, nothing else is written onto these."""


def number_end(text: Text, pos: int) -> int:
    """Where the plain number ends that begins with the digits at `pos`."""
    match = _NUMBER.match(text.low, pos)
    assert match is not None
    return match.end()


def number(text: Text, pos: int, end: int, floor: int, paid_in: str | None = None) -> Quantity:
    """12,000; 1.3 million; $2,000 per month; 19 December; 3rd; the 1990s; 5×10⁶.

    Grammar: [lead] digits [fraction | power | suffix] [multiplier …] [unit] [rate].
    """
    value = _decimal(text.low[pos:end])
    if value is None:
        return Quantity(pos, end, ())
    quantity, month = with_lead(text, exact(pos, end, value), floor)
    if quantity.unit == "date":
        return quantity
    if quantity.weak:
        return code(text, quantity, "")
    if paid_in and quantity.unit is None and not month:
        quantity = but(quantity, kind="currency", unit=paid_in)
    is_closed = text.is_quiet(quantity.end)
    is_measured = text.low[quantity.end : quantity.end + 1] in _SYMBOLS
    may_date = quantity.unit is None and (month or not (is_closed or is_measured))
    if may_date and (date := as_date(text, quantity, month)):
        return date
    if month and value <= DAYS[month - 1]:
        quantity = but(quantity, start=pos)  # In May 12 boys: the month is no part of it.
    if is_closed:
        return unitless(text, but(quantity, closed=True))
    if not is_measured:
        quantity = _written_on(text, quantity)
    return with_unit(text, quantity) if quantity.kind in ("number", "currency") else quantity


def _written_on(text: Text, quantity: Quantity) -> Quantity:
    """With what is written onto the digits, and with what multiplies them."""
    for read in _ON_DIGITS if _WRITTEN_ON.match(text.low, quantity.end) else ():
        if (found := read(text, quantity)) is not None:
            quantity = found
            break
    if quantity.kind in ("ordinal", "decade"):
        return quantity
    quantity = _with_tolerance(text, quantity) or quantity
    if quantity.low != quantity.high:
        return quantity
    quantity = multiplied(text, quantity)
    if quantity.unit is None and quantity.scale == 1 and 0 <= quantity.numbers[0] <= _HOURS:
        return with_clock(text, quantity) or quantity
    return quantity


def _with_tolerance(text: Text, quantity: Quantity) -> Quantity | None:
    """30 ± 2"""
    match = _TOLERANCE.match(text.low, quantity.end)
    if match is None:
        return None
    value, reach = quantity.numbers[0], Decimal(match[1].replace("·", "."))
    low, high = value - reach, value + reach
    return but(quantity, numbers=(value, reach), low=low, high=high, end=match.end())


def _with_sign(text: Text, quantity: Quantity) -> Quantity | None:
    """5万"""
    match = _SIGN.match(text.low, quantity.end)
    if match is None:
        return None
    factor = words.SIGN_MULTIPLIERS[match[1]]
    return valued(quantity, quantity.numbers[0] * factor, match.end())


def _mixed(text: Text, quantity: Quantity) -> Quantity | None:
    """2½, 2 3/4, 2 and 3/4"""
    match = MIXED.match(text.low, quantity.end)
    if match is None or (match[2] and text.before(quantity.start, 0)[-1:] == [words.BETWEEN]):
        return None
    part = Decimal(int(match[3])) / max(1, int(match[4])) if match[3] else of_sign(match[1])
    return valued(quantity, quantity.numbers[0] + part, match.end()) if 0 < part < 1 else quantity


def _with_point(text: Text, quantity: Quantity) -> Quantity | None:
    """3 point 14"""
    match = _POINT.match(text.low, quantity.end)
    if match is None:
        return None
    return valued(quantity, Decimal(f"{int(quantity.numbers[0])}.{match[1]}"), match.end())


def _raised(text: Text, quantity: Quantity) -> Quantity | None:
    """10⁶, 1.5^6, 2⁵; behind a larger number a raised digit is the mark of a note."""
    value = quantity.numbers[0]
    match = _RAISED.match(text.low, quantity.end) if value else None
    is_base = 1 < value <= _LARGEST_BASE and is_whole(value)
    if match is None or not (match[1] or is_base):
        return None
    power = int((match[1] or match[2]).translate(_SUPERSCRIPTS))
    raised = abs(value) ** power
    if abs(raised.adjusted()) > MAX_DIGITS:
        return but(quantity, numbers=(value, Decimal(power)), low=None, high=None, end=match.end())
    return valued(quantity, raised.copy_sign(value), match.end())


def _scaled(text: Text, quantity: Quantity) -> Quantity | None:
    """5×10⁶, 5e6"""
    is_near = text.low[quantity.end : quantity.end + 1] in "ex× "
    match = _POWER.match(text.low, quantity.end) if is_near else None
    if match is None:
        return None
    power = int((match[1] or match[2]).translate(_SUPERSCRIPTS))
    return valued(quantity, quantity.numbers[0].scaleb(power), match.end())


def _with_suffix(text: Text, quantity: Quantity) -> Quantity | None:
    """3rd, 1990s"""
    is_near = text.low[quantity.end : quantity.end + 1] in "'strnd"
    match = SUFFIX.match(text.low, quantity.end) if is_near else None
    if match is None:
        return _of_old(text, quantity) if is_near else None
    if match[1]:
        return as_decade(text, quantity, match.end()) or quantity
    return with_century(text, but(quantity, kind="ordinal", end=match.end()))


def _of_old(text: Text, quantity: Quantity) -> Quantity | None:
    """The 3d, as older texts write the third."""
    match = _OLD_ORDINAL.match(text.low, quantity.end)
    if match is None or text.last_word(quantity.start, 0)[0] not in _THE:
        return None
    if quantity.numbers[0] % 10 not in (2, 3) or not text.raw[match.start()].islower():
        return None
    return with_century(text, but(quantity, kind="ordinal", end=match.end()))


_ON_DIGITS = (
    _with_sign, _mixed, _with_point, _raised, _scaled, _with_suffix,
)  # fmt: skip
"""What may be written onto digits; the first that reads something has it."""


def fraction(text: Text, pos: int, floor: int) -> Quantity | None:
    """1/2, 11/10, 3/4 mile; of years 2013/14, a range."""
    match = _FRACTION.match(text.low, pos)
    if match is None:
        return None
    part, month = with_lead(text, _divided(match), floor)
    if month:
        part = but(part, low=None, high=None)
    return with_unit(text, part) if part.numbers else part


def _divided(match: re.Match[str]) -> Quantity:
    above, below = _decimal(match[1]), _decimal(match[2])
    if above is None or not below:
        return Quantity(*match.span(), ())
    if len(match[1]) == 4 and len(match[2]) == 2 and int(match[1]) % 100 < int(match[2]):
        return Quantity(*match.span(), (above, below), above, above + 1, "range")
    part = exact(*match.span(), above / below, "fraction")
    return part if above < below else but(part, numbers=(above, below))


def chain(text: Text, pos: int, floor: int) -> Quantity | None:
    """1.2.3, 555-123-4567, 3:1: numbers joined by marks, together without a value."""
    match = _CHAIN.match(text.low, pos)
    if match is None or match.end() <= number_end(text, pos):  # 2,000–3,000 is a range
        return None
    runs = (run for run in _DIGITS.findall(match[0]) if len(run) <= MAX_DIGITS)
    return with_lead(text, Quantity(pos, match.end(), tuple(map(Decimal, runs))), floor)[0]


def sign(text: Text, pos: int, floor: int) -> Quantity:
    """½, ①: signs that are numbers by themselves."""
    match = GATE.match(text.low, pos)
    assert match is not None
    if len(match[0]) > 1:
        return Quantity(pos, match.end(), ())
    value = of_sign(match[0])
    return with_unit(text, exact(pos, pos + 1, value, "fraction" if value < 1 else "number"))


def of_sign(mark: str) -> Decimal:
    """The value of ½ or ①."""
    above, below = unicodedata.numeric(mark).as_integer_ratio()
    if below > 1000:  # A third has no exact float.
        name = Fraction(unicodedata.numeric(mark)).limit_denominator(100)
        above, below = name.numerator, name.denominator
    return Decimal(above) / below


def _decimal(run: str) -> Decimal | None:
    """The value of digits with their separators; None where it is too long to be a number."""
    if len(run) - len(_SEPARATORS.findall(run)) > MAX_DIGITS:
        return None
    run = run.replace("·", ".")
    try:
        return Decimal(run)
    except InvalidOperation:
        return Decimal(_SEPARATORS.sub("", run))
