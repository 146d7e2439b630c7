"""What stands behind a number: its unit, its rate, what it is a share of, a smaller unit."""

from __future__ import annotations

import re
from decimal import Decimal

import msgspec

from ...figures.figure import ONE, Figure
from ...figures.units import CONVERSIONS, DURATIONS, is_smaller
from . import words
from .dates import as_year
from .quantity import Quantity, but, exact, negated, times, valued
from .text import SPACED_WORD, Text

_UNIT = re.compile(
    rf"(\s{{0,2}}|-)(?:{words.alternatives(words.BEFORE_UNITS)}\s)?"
    r"([a-z%‰°℃℉µμ％$€£¥₩₽₹₴₾¢](?:[a-z%°²³$€£¥]|(?<=m)[23]\b)*)"
)
_PHRASE = re.compile(r"[a-z.°]+(?:[\s/-]{1,2}[a-z]+){1,2}")
_PIECE = re.compile(r"[a-z.°/]+")
_PER = words.small("rates", "per")
_IS_PER = words.small_words("rates", "per")
_RATE = re.compile(
    r"\s?/\s?([a-z]+)\b"
    rf"|[\s-]{{1,2}}({_PER}|{words.ARTICLE})[\s-]{{1,2}}([a-z]+)\b"
    rf"|\s({words.alternatives(words.ADVERBS)})\b"
)
_BRACKET_RATE = re.compile(
    rf"(?:\s?\([^()]{{1,30}}\)|\))\s{{1,2}}(?:{_PER}|{words.ARTICLE})\s{{1,2}}([a-z]+)\b"
)
_NOUN_RATE = re.compile(
    rf"\s{{1,2}}[a-z]+(?:\s[a-z]+(?=\s{_PER}\s\d))?"
    rf"\s{{1,2}}(?:{_PER}|{words.ARTICLE})\s{{1,2}}(?:([a-z]+)\b|(?=\d))"
)
_RATIO = re.compile(
    rf"\s({words.small('shares', 'ratio')})\s{{1,2}}(?:{words.small('links', 'every')}\s)?"
)
_PER_MANY = re.compile(rf"\s{_PER}\s(?=\d)")
_ZERO = re.compile(
    rf"\s({words.small('zero', 'below')}|{words.small('zero', 'above')})"
    rf"\s{words.small('zero', 'zero')}\b"
)
_BELOW_ZERO = re.compile(words.small("zero", "below"))
_DEGREES = frozenset({"degree", "°C", "°F"})
_HUNDREDTHS = frozenset({"cent", "pence", "US cent", "euro cent"})
_AMBIGUOUS = {"pound": "GBP"}
"""Units that are money where the words before them speak of money."""
_OF = re.compile(rf"\s{words.OF}\b")
_CODE = re.compile(r"[a-z]+\d[a-z\d]*")
_DIGITS = re.compile(r"\d+")
_CENTS = re.compile(
    rf"(?:\s{words.AND})?\s(\d{{1,2}})\s?{words.CENTS}(?!\w)"
    rf"|(?:\s{words.AND})?\s(\d\d)(?=[.;!?](?!\d)|(?<=s\s\d\d),|\s{{0,4}}$)"
)
_INCHES = re.compile(
    rf"\s?{words.small('links', 'inches')}\b"
    rf"(?!\s(?:{words.alternatives(words.DETERMINERS)}\b|[\d$£€]))"
)
_AND = re.compile(rf"\s(?:{words.AND}\s)?")
_ONE_AND = re.compile(rf"\b{words.ARTICLE}\s([^\W\d_]+)\s{words.AND}\s\Z")
_IS_AND = words.small_words("links", "and")
_LONGEST_BEFORE = 30
_NUMBER_AHEAD = re.compile(r"\s?\d")
AND_FRACTION = re.compile(
    rf"\s{{1,2}}{words.AND}\s{{1,2}}(?:{words.ARTICLE}\s{{1,2}}|({words.DIGIT_WORDS})[\s-])?"
    rf"({words.small('shares', 'parts')})\b"
)
_LONGEST_LETTERS = 3
_BEFORE_RATE = "/-()"
"""With spaces, what a rate begins with."""
_PENNY = "p"
"""Only right behind a number: 25p, but not 25 p., which are pages."""


def denominator(word: str) -> int:
    """How many of a part of something make the whole: of quarters, four."""
    return words.NUMBER_WORDS[word.rstrip("s")][1]


def with_unit(text: Text, quantity: Quantity) -> Quantity:
    """5 km, $3 a month, 12 percent: the number with the unit and the rate behind it."""
    if quantity.kind == "number" and quantity.unit is None and (part := ratio(text, quantity)):
        return part
    quantity, unit, end = _find_unit(text, quantity)
    if unit is None:
        quantity = unitless(text, quantity)
    elif quantity.kind == "currency":
        is_ahead = quantity.unit != "USD" and _NUMBER_AHEAD.match(text.low, end)  # RMB 10 USD 20
        if unit in words.CURRENCIES and unit != "cent" and not is_ahead:
            paid_in = unit if quantity.unit == "USD" else quantity.unit
            quantity = but(quantity, end=end, unit=paid_in)
    else:
        weak = quantity.weak and quantity.spelled and unit in ("day", "night", "times")
        kind = words.KINDS.get(unit, "number")
        quantity = but(quantity, unit=unit, end=end, kind=kind, weak=weak)
    quantity = _below_zero(text, quantity)
    return with_rate(text, _with_scale_behind(text, quantity))


def _below_zero(text: Text, quantity: Quantity) -> Quantity:
    """5 degrees below zero"""
    match = _ZERO.match(text.low, quantity.end) if quantity.unit in _DEGREES else None
    if match is None:
        return quantity
    measured = but(quantity, end=match.end())
    return negated(measured, quantity.start) if _BELOW_ZERO.fullmatch(match[1]) else measured


def _with_scale_behind(text: Text, quantity: Quantity) -> Quantity:
    """75 USD million"""
    if quantity.kind != "currency" or quantity.scale != 1:
        return quantity
    match = SPACED_WORD.match(text.low, quantity.end)
    if match is None or match[1] not in words.MULTIPLIERS or len(match[1]) <= _LONGEST_LETTERS:
        return quantity
    return valued(quantity, quantity.numbers[0] * words.MULTIPLIERS[match[1]], match.end())


def ratio(text: Text, quantity: Quantity) -> Quantity | None:
    """One in five, two out of three, 1 over 3."""
    match = _RATIO.match(text.low, quantity.end)
    other = text.bare(match.end()) if match and quantity.scale == 1 else None
    if match is None or other is None or other.weak:
        return None
    if not 0 < abs(quantity.numbers[0]) < other.numbers[0]:
        return None
    written = (*quantity.numbers, *other.numbers)
    part = but(valued(quantity, written[0] / written[1], other.end), kind="fraction", weak=False)
    return part if match[1] == "over" else but(part, numbers=written)


_Unit = tuple[Quantity, str | None, int]
"""The number, which a unit such as *decades* multiplies; its unit or None; where that ends."""


def _find_unit(text: Text, quantity: Quantity) -> _Unit:
    match = _UNIT.match(text.low, quantity.end)
    if match is None:
        return quantity, None, quantity.end
    word, begin, end = match[2], match.start(2), match.end()
    if word in words.UNIT_LEADS and (phrase := _phrase(text, begin)):
        return quantity, *phrase
    if word in words.SPANS:
        return times(quantity, words.SPANS[word]), "year", end
    if len(word) == 1 and word.isalpha():
        following = text.low[end : end + 1]
        is_closed = (
            not following.isalnum() and following != "'" and not (match[1] and word == _PENNY)
        )
        return quantity, words.CASED_UNITS.get(text.raw[begin:end]) if is_closed else None, end
    if word[0] == "$" and match[1]:
        return quantity, None, end  # The sign belongs to the number behind it.
    if word in words.MILLIONS and text.raw[begin:end].isupper():
        return times(quantity, 10**6), words.MILLIONS[word], end
    if word in words.CURRENCY_CODES and not is_code(text, begin, word):
        return quantity, None, end
    if word[-1] in words.CURRENCY_SIGNS and word[:-1] in words.SIGN_PREFIXES:
        return quantity, words.SIGN_PREFIXES[word[:-1]], end
    unit = words.SYMBOLS.get(text.raw[begin:end]) or words.UNITS.get(word)
    if unit in _AMBIGUOUS and _is_of_money(text, quantity, end):
        unit = _AMBIGUOUS[unit]
    return quantity, unit, end


def _is_of_money(text: Text, quantity: Quantity, end: int) -> bool:
    """Whether pounds are money: paid or spent, or millions of them but of nothing."""
    if not words.MONEY_WORDS.isdisjoint(text.before(quantity.start, 0)):
        return True
    return quantity.scale >= 10**6 and not _OF.match(text.low, end)


def read_alike(figure: Figure, other: Figure) -> Figure:
    """A figure in pounds as the pounds of another are read, money or weight: what is about it says
    so, and where it stands alone nothing does.
    """
    ours, theirs = figure.unit or "", other.unit or ""
    for word, money in _AMBIGUOUS.items():
        is_word = word in figure.text.lower() and word in other.text.lower()
        for one, another in ((word, money), (money, word)):
            if (
                is_word
                and ours.split(" per ")[0] == one
                and theirs == ours.replace(one, another, 1)
            ):
                return msgspec.structs.replace(figure, unit=other.unit, kind=other.kind)
    return figure


def is_code(text: Text, begin: int, code: str) -> bool:
    """Whether letters are the code of a currency: in capitals, or no other word."""
    return code in words.UNCASED_CODES or text.raw[begin : begin + len(code)].isupper()


def _phrase(text: Text, begin: int) -> tuple[str, int] | None:
    """The longest unit of several words that begins at `begin`, and where it ends."""
    match = _PHRASE.match(text.low, begin)
    if match is None:
        return None
    pieces = [(piece[0], piece.end()) for piece in _PIECE.finditer(match[0])]
    for count in range(len(pieces), 0, -1):
        joined = " ".join(word for word, _ in pieces[:count])
        if joined in words.UNITS and (" " in joined or "/" in joined):
            return words.UNITS[joined], begin + pieces[count - 1][1]
    return None


def unitless(text: Text, quantity: Quantity) -> Quantity:
    """A number without a unit: a year, a multiple (10-fold), a code, or just a number."""
    is_bare = quantity.kind == "number" and quantity.unit is None and quantity.scale == 1
    if quantity.spelled or not is_bare:
        return quantity
    if year := as_year(text, quantity):
        return year
    low, end = text.low, quantity.end
    if low.startswith((words.FOLD, f"-{words.FOLD}"), end):
        end = low.index(words.FOLD, end) + len(words.FOLD)
        return but(quantity, kind="multiple", unit="times", end=end)
    return code(text, quantity, low[end]) if low[end : end + 1].isalpha() else quantity


def code(text: Text, quantity: Quantity, mark: str) -> Quantity:
    """Letters joined to the digits that are no unit: 3x, which multiplies; 4x4, 2B."""
    low, end = text.low, quantity.end
    if low.startswith(words.LOOSE, end):
        return quantity
    if mark == "x" and not low[end + 1 : end + 2].isalnum():
        return but(quantity, kind="multiple", unit="times", end=end + 1)
    match = _CODE.match(low, end)
    if match is None:
        return but(quantity, weak=True)
    digits = (Decimal(run) for run in _DIGITS.findall(match[0])[:8])
    numbers = (*quantity.numbers, *digits)
    return but(quantity, weak=True, numbers=numbers, low=None, high=None, end=match.end())


# ------------------------------------------------------------------------------------- rates


def with_rate(text: Text, quantity: Quantity) -> Quantity:
    """$2,000 per month, 60 miles an hour, 5 a day."""
    mark = text.low[quantity.end : quantity.end + 1]
    if not mark.isspace() and mark not in _BEFORE_RATE:
        return quantity
    if (match := _PER_MANY.match(text.low, quantity.end)) and (of := text.bare(match.end())):
        return but(_per_many(quantity, of), end=of.end)
    match = _RATE.match(text.low, quantity.end)
    if match is None:
        return with_noun_rate(text, quantity)
    word = match[1] or match[3] or words.ADVERBS[match[4]]
    unit = words.RATE_LETTERS.get(word) if match[1] else None
    unit = unit or words.UNITS.get(word)
    is_per = match[2] in _IS_PER
    is_known = unit is not None or word in words.SOLD_BY
    is_article = match[2] is not None and quantity.kind != "currency"
    if not is_per and unit not in DURATIONS and (not is_known or is_article):
        return quantity
    kind = "number" if quantity.kind in ("duration", "year") else quantity.kind
    return but(_per(quantity, unit or word), end=match.end(), kind=kind)


def with_noun_rate(text: Text, quantity: Quantity) -> Quantity:
    """100 soldiers a day, 12 deaths per 100,000: the noun stays outside of the figure."""
    match = _NOUN_RATE.match(text.low, quantity.end) if quantity.kind == "number" else None
    match = match or _BRACKET_RATE.match(text.low, quantity.end)
    if match and match[1] is None:
        of = text.bare(match.end())
        return but(_per_many(quantity, of), reach=of.end) if of else quantity
    unit = words.UNITS.get(match[1]) if match else None
    return _per(quantity, unit) if unit in DURATIONS else quantity


def _per_many(quantity: Quantity, of: Quantity) -> Quantity:
    return _per(quantity, f"{of.numbers[0].normalize():f}")


def _per(quantity: Quantity, unit: str | None) -> Quantity:
    return but(quantity, unit=f"{quantity.unit} per {unit}" if quantity.unit else f"per {unit}")


# ---------------------------------------------------------------------------- several units


def with_smaller_units(text: Text, quantity: Quantity) -> Quantity:
    """5 feet 2 inches, two hours and thirty minutes: one figure, in the smallest unit named;
    money, as in 2 dollars 50, stays in the larger.
    """
    written = quantity.numbers
    match = AND_FRACTION.match(text.low, quantity.end)
    if match and match[1] is None:
        more = quantity.numbers[0] + ONE / denominator(match[2])
        quantity = valued(quantity, more, match.end())
    if quantity.kind == "currency" and (match := _CENTS.match(text.low, quantity.end)):
        more = quantity.numbers[0] + Decimal(match[1] or match[2]) / 100
        quantity = valued(quantity, more, match.end())
    if quantity.unit in _AMBIGUOUS:
        paid = _as_money(quantity)
        return with_smaller_units(text, paid) if _smaller(text, paid) else quantity
    while (smaller := _smaller(text, quantity)) is not None:
        written = (*written, *smaller.numbers)
        quantity = _added(quantity, smaller, written)
        if quantity.low is None:
            break
    return quantity


def with_larger_unit(text: Text, quantity: Quantity, floor: int) -> Quantity:
    """An hour and 20 minutes, a dollar and five cents: one of a larger unit, before it."""
    pos = quantity.start
    said = text.before(pos, floor)
    if not said or said[-1] not in _IS_AND:
        return quantity
    first = max(floor, pos - _LONGEST_BEFORE)
    match = _ONE_AND.search(text.low[first:pos])
    unit = words.UNITS.get(match[1]) if match else None
    if match is None or unit is None or quantity.low is None:
        return quantity
    begin = first + match.start()
    if floor and text.low[floor:begin].isspace():
        return quantity  # Twice a day and 3 hours at night.
    one = but(exact(begin, pos, ONE), unit=unit, kind=words.KINDS.get(unit, "number"))
    if not _is_part(one, quantity):
        return quantity
    return _added(one, quantity, (ONE, *quantity.numbers))


def _is_part(one: Quantity, smaller: Quantity) -> bool:
    """Whether a quantity is in a smaller unit of the same kind as another."""
    is_of_money = one.kind == "currency" and smaller.unit in _HUNDREDTHS
    return is_of_money or is_smaller(smaller.unit, one.unit)


def _as_money(quantity: Quantity) -> Quantity:
    """Pounds, with the pence behind them."""
    return but(quantity, kind="currency", unit=_AMBIGUOUS[quantity.unit or ""])


def _smaller(text: Text, quantity: Quantity) -> Quantity | None:
    """A quantity right behind another, in a smaller unit of the same kind."""
    low, begin = text.low, quantity.end
    begin += low[begin : begin + 1] == "," and quantity.kind != "currency"
    link = _AND.match(low, begin)
    begin = link.end() if link else begin
    found = text.number(begin) if link and text.may_begin(begin) else None
    if found is None or found.low is None or found.kind not in ("number", "duration", "currency"):
        return None
    if found.unit is None and quantity.unit == "foot":
        match = _INCHES.match(low, found.end)
        found = but(found, unit="inch", end=match.end()) if match else found
    return found if _is_part(quantity, found) else None


def _added(one: Quantity, smaller: Quantity, written: tuple[Decimal, ...]) -> Quantity:
    """The sum of two quantities, the second in a smaller unit."""
    assert one.unit is not None
    assert smaller.unit is not None
    if one.kind == "currency":
        value = one.numbers[0] + smaller.numbers[0] / 100
        return but(one, numbers=(value,), low=value, high=value, end=smaller.end)
    (base, factor), (other, less) = CONVERSIONS[one.unit], CONVERSIONS[smaller.unit]
    if base != other:
        return Quantity(one.start, smaller.end, written, kind="duration", unit=one.unit)
    value = one.numbers[0] * factor / less + smaller.numbers[0]
    made = exact(one.start, smaller.end, value, one.kind)
    return but(made, unit=smaller.unit, spelled=one.spelled)
