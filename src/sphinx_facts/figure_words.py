"""The words that `figures` knows: numbers, units, currencies, months and hedges, as tables.

A word more is a word in a table, never code. Everything is in lower case, with straight apostrophes and plain hyphens;
the forms whose case matters (`m`, `M`) stand in tables of their own.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

# What a number word does where it stands:
# add (twenty), times (hundred), scale (million), nth (third), nths (thirds), vague (hundreds), weak (several),
# span (decade), decade (nineties), multiple (tenfold)
Role = Literal["add", "times", "scale", "nth", "nths", "vague", "weak", "span", "decade", "multiple"]

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_ONES += "seventeen eighteen nineteen".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_SCALES = {
    "thousand": 3, "million": 6, "billion": 9, "trillion": 12, "quadrillion": 15, "quintillion": 18, "sextillion": 21,
    "septillion": 24, "lakh": 5, "lakhs": 5, "lac": 5, "crore": 7, "crores": 7, "koti": 7, "krore": 7, "krores": 7,
}  # fmt: skip
_NTHS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "half": 2, "quarter": 4, "hundredth": 100, "thousandth": 1000,
    "millionth": 10**6, "billionth": 10**9, "trillionth": 10**12,
}  # fmt: skip
_WEAK = {
    "once": 1, "twice": 2, "thrice": 3, "single": 1, "double": 2, "triple": 3, "both": 2, "couple": 2, "several": 3,
    "few": 3, "pair": 2, "pairs": 2, "doubled": 2, "doubles": 2, "doubling": 2, "tripled": 3, "triples": 3,
    "tripling": 3, "quadruple": 4, "quadrupled": 4, "halved": 2, "dual": 2, "nil": 0, "trio": 3,
}  # fmt: skip
MULTIPLES = frozenset("once twice thrice double doubled doubles doubling triple tripled triples tripling".split()) | {
    "quadruple", "quadrupled", "halved",
}  # fmt: skip
AT_LEAST = frozenset({"several", "few"})
"""Weak words that set no upper bound."""


def _number_words() -> dict[str, tuple[Role, int]]:
    words: dict[str, tuple[Role, int]] = {word: ("add", value) for value, word in enumerate(_ONES)}
    words |= {word: ("add", 10 * (index + 2)) for index, word in enumerate(_TENS)}
    words |= {word: ("weak", value) for word, value in _WEAK.items()}
    words |= {"nought": ("add", 0), "fourty": ("add", 40), "dozen": ("times", 12), "hundred": ("times", 100)}
    words |= {"dozens": ("vague", 12), "hundreds": ("vague", 100), "tens": ("vague", 10), "scores": ("vague", 20)}
    for word, power in _SCALES.items():
        words[word] = ("scale", 10**power)
        if not word.endswith("s"):
            words.setdefault(word + "s", ("vague", 10**power))
    words["lakhs"], words["crores"] = ("vague", 10**5), ("vague", 10**7)
    for word in _TENS:
        nth = word[:-1] + "ieth"
        words[nth], words[nth + "s"] = ("nth", words[word][1]), ("nths", words[word][1])
        words[word[:-1] + "ies"] = ("decade", words[word][1])
    for word, value in {**_NTHS, **{one + "th": value for value, one in enumerate(_ONES) if value > 12}}.items():
        words[word] = ("nth", value)
        words[word + "s"] = ("nths", value)
    del words["seconds"], words["firsts"]
    words |= {"halves": ("nths", 2), "nineth": ("nth", 9)}
    words |= {word: ("span", years) for word, years in SPANS.items()}
    for value, word in enumerate(_ONES):
        words[word + "fold"] = ("multiple", value)
    return words | {"hundredfold": ("multiple", 100), "thousandfold": ("multiple", 1000)}


SPANS = {"decade": 10, "century": 100, "millennium": 1000, "decades": 10, "centuries": 100, "millennia": 1000}
"""Spans of time that are numbers of years by their own meaning."""

NUMBER_WORDS = _number_words()
"""Every word that starts or continues a figure: what it does, and its value."""

MULTIPLIERS = {
    **{word: 10**power for word, power in _SCALES.items()},
    **{word + "s": 10**power for word, power in _SCALES.items() if not word.endswith("s")},
    "hundred": 100, "dozen": 12, "dozens": 12, "score": 20, "k": 10**3, "bn": 10**9, "bln": 10**9, "mn": 10**6,
    "mln": 10**6, "tn": 10**12, "tln": 10**12, "trn": 10**12, "mio": 10**6, "mm": 10**6, "lkh": 10**5, "lkhs": 10**5,
    "m": 10**6, "b": 10**9, "t": 10**12, "cr": 10**7,
}  # fmt: skip
"""Words and letters that multiply the digits before them."""

CASED_MULTIPLIERS = {"k", "K", "M", "B", "bn", "bln", "mn", "mln", "tn", "tln", "trn", "lkh", "lkhs", "Cr"}
"""Letters that multiply wherever they stand at a number; `m`, `b`, `t` and `MM` do so only with money."""

MONTHS = {
    name[:length]: index + 1
    for index, name in enumerate(
        "january february march april may june july august september october november december".split()
    )
    for length in (3, 4, len(name))
    if length != 4 or name[:4] in ("sept", "june", "july")
}
MONTH_PATTERN = "|".join(sorted(MONTHS, key=len, reverse=True))

CURRENCY_SIGNS = {
    "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₩": "KRW", "₽": "RUB", "₹": "INR", "₴": "UAH", "₺": "TRY",
    "₪": "ILS", "₫": "VND", "₦": "NGN", "฿": "THB", "₱": "PHP", "₾": "GEL", "₸": "KZT", "₿": "BTC", "₡": "CRC",
    "₵": "GHS", "₭": "LAK", "₮": "MNT", "₲": "PYG", "¢": "cent", "＄": "USD", "￡": "GBP", "￥": "JPY", "￦": "KRW",
    "￠": "cent",
}  # fmt: skip
SIGN_PREFIXES = {
    "us": "USD", "u.s.": "USD", "c": "CAD", "ca": "CAD", "can": "CAD", "a": "AUD", "au": "AUD", "nz": "NZD",
    "hk": "HKD", "s": "SGD", "r": "BRL", "nt": "TWD", "mex": "MXN", "mx": "MXN", "mxn": "MXN", "usd": "USD",
    "aud": "AUD", "cad": "CAD", "tt": "TTD", "z": "ZWD", "cn": "CNY", "rmb": "CNY", "jp": "JPY", "ir": "IRR",
}  # fmt: skip
"""Letters before a sign of money that say whose it is."""

_CODES = (
    "usd eur gbp jpy cny krw kpw rub uah chf cad aud nzd hkd sgd inr brl mxn sek nok dkk pln czk huf try zar ils thb "
    "vnd idr myr php twd aed sar kwd egp ngn kes mnt ars clp cop pen btc eth lkr pkr bdt irr iqd qar gel kzt byn ron bgn"
)
CURRENCY_CODES = {code: code.upper() for code in _CODES.split()} | {"rs": "INR", "rm": "MYR", "rmb": "CNY"}
"""Codes that stand before or after the number."""
MILLIONS = {f"m{code}": code.upper() for code in "usd eur gbp aud cad".split()}
"""Codes of a million of a currency."""

_CURRENCY_NAMES = """
USD: dollar dollars buck bucks | us dollar, us dollars, u.s. dollars, u.s. dollar, american dollar, american dollars
CAD: | canadian dollar, canadian dollars
AUD: | australian dollar, australian dollars
HKD: | hong kong dollar, hong kong dollars
SGD: | singapore dollar, singapore dollars
NZD: | new zealand dollar, new zealand dollars
EUR: euro euros
GBP: quid | pound sterling, pounds sterling, british pound, british pounds
JPY: yen | japanese yen
KRW: | south korean won, korean won
KPW: | north korean won
CNY: yuan renminbi | chinese yuan
RUB: ruble rubles rouble roubles | russian ruble, russian rubles, russian roubles
UAH: hryvnia hryvnias | ukrainian hryvnia
INR: rupee rupees
CHF: | swiss franc, swiss francs
ILS: shekel shekels
MYR: ringgit ringgits | malaysia ringgit, malaysia ringgits, malaysian ringgit, malaysian ringgits
KWD: | kuwaiti dinar, kuwaiti dinars
MNT: tugrik tugriks
BTC: bitcoin bitcoins
EGP: geneh
cent: cents cent penny pennies
pence: pence
peso: peso pesos
franc: franc francs
krona: krona kronor krone kroner
rial: rial rials
riyal: riyal riyals
dinar: dinar dinars
baht: baht
dime: dime dimes
peseta: peseta pesetas
lira: lira liras
won: won
"""

# unit: forms (a plural in -s is understood where the form has three letters or more) | phrases | base unit and factor
_UNITS = """
percent: % percent pct ％ | per cent, p.c.
percentage point: pp | percentage point, percentage points, percent point
basis point: bps | basis point, basis points
permille: ‰
second: second sec secs | | second 1
minute: minute min mins | | second 60
hour: hour hr hrs | | second 3600
day: day | | second 86400
week: week wk wks | | second 604800
fortnight: fortnight | | second 1209600
month: month | | month 1
quarter: quarters qtr qtrs | | month 3
year: year yr yrs | | month 12
millisecond: millisecond msec
night: night
weekend: weekend
kilometre: km kms kilometre kilometer | | metre 1000
metre: metre meter | | metre 1
centimetre: cm cms centimetre centimeter | | metre 0.01
millimetre: mm millimetre millimeter | | metre 0.001
nanometre: nm nanometre nanometer
decimetre: dm decimetre decimeter | | metre 0.1
picometre: picometre picometer
mile: mile mi | | metre 1609.344
nautical mile: | nautical mile, nautical miles | metre 1852
yard: yard yd yds | | metre 0.9144
foot: foot feet ft | | metre 0.3048
inch: inch inches | | metre 0.0254
square kilometre: km2 km² | square kilometre, square kilometres, square kilometer, square kilometers, sq km | square metre 1000000
square metre: m2 m² sqm | square metre, square metres, square meter, square meters | square metre 1
square mile: | square mile, square miles, sq mi
square foot: sqft | square foot, square feet, sq ft
hectare: hectare ha | | square metre 10000
acre: acre
cubic metre: m3 m³ | cubic metre, cubic metres, cubic meter, cubic meters
cubic foot: | cubic foot, cubic feet
kilogram: kg kgs kilo kilogram kilogramme | | gram 1000
gram: gram gramme gs | | gram 1
milligram: mg mgs milligram milligramme | | gram 0.001
microgram: microgram microgramme μg µg | | gram 0.000001
tonne: tonne | metric ton, metric tons | gram 1000000
ton: ton
ounce: ounce oz
pound: pound lb lbs
stone: stone
litre: litre liter | | litre 1
millilitre: ml mls millilitre milliliter cc | | litre 0.001
hectolitre: hectolitre hectoliter hl | | litre 100
gallon: gallon gal gals
pint: pint
quart: quart
barrel: barrel bbl
cup: cup
tablespoon: tablespoon tbsp
teaspoon: teaspoon tsp
°C: °c ℃ celsius centigrade | degree celsius, degrees celsius, degrees c, degree c, deg celsius, ° celsius, ° c
°F: °f ℉ fahrenheit | degree fahrenheit, degrees fahrenheit, degrees f, degree f, deg f, ° fahrenheit, ° f
degree: ° degree deg
kelvin: kelvin
watt: watt | | watt 1
kilowatt: kw kilowatt | | watt 1000
megawatt: mw megawatt | | watt 1000000
gigawatt: gw gigawatt | | watt 1000000000
kilowatt hour: kwh | kilowatt hour, kilowatt hours
volt: volt
ampere: amp ampere
joule: joule
calorie: calorie kcal
hertz: hz hertz
kilohertz: khz kilohertz
megahertz: mhz megahertz
gigahertz: ghz gigahertz
byte: byte
bit: bit
kilobyte: kb kilobyte
megabyte: mb megabyte
gigabyte: gb gigabyte
terabyte: tb terabyte
decibel: db decibel
kiloton: kt kiloton
megaton: megaton
millimetre of mercury: mmhg
electronvolt: ev
mile per hour: mph | mile per hour, miles per hour, miles an hour
kilometre per hour: kph kmh | km/h, kilometres per hour, kilometers per hour, kilometres an hour, kilometers an hour
knot: knot kn
times: times
"""

CASED_UNITS = {"m": "metre", "g": "gram", "l": "litre", "L": "litre", "C": "°C", "F": "°F", "W": "watt", "V": "volt"}
"""Units of one letter, whose case matters."""

UNITS: dict[str, str] = {}
"""Word or phrase of a unit -> the unit."""

SCALE: dict[str, tuple[str, Decimal]] = {
    "cent": ("USD", Decimal("0.01")), "pence": ("GBP", Decimal("0.01")), "USD": ("USD", Decimal(1)),
    "GBP": ("GBP", Decimal(1)),
}  # fmt: skip
"""Units that convert exactly -> their base, and how many of the base make one."""

CURRENCIES = frozenset(
    {line.split(":")[0] for line in _CURRENCY_NAMES.strip().splitlines()}
    | set(CURRENCY_SIGNS.values()) | set(CURRENCY_CODES.values()) | set(SIGN_PREFIXES.values())
)  # fmt: skip
DURATIONS = frozenset("second minute hour day week fortnight month quarter year millisecond night weekend".split())


def _read_units() -> None:
    for line in filter(None, (_UNITS + _CURRENCY_NAMES).splitlines()):
        unit, rest = line.split(":", 1)
        forms, phrases, base, *_ = [*(part.strip() for part in rest.split("|")), "", ""]
        for form in forms.split():
            UNITS[form] = unit
            if len(form) > 2 and unit not in CURRENCIES and form.isalpha() and not form.endswith("s"):
                UNITS.setdefault(form + "s", unit)
        UNITS.update({phrase.strip(): unit for phrase in phrases.split(",") if phrase.strip()})
        if base:
            name, factor = base.rsplit(" ", 1)
            SCALE[unit] = (name, Decimal(factor))
    UNITS.update(CURRENCY_CODES)
    UNITS.update(CURRENCY_SIGNS)


_read_units()
UNIT_LEADS = {phrase.split()[0].split("/")[0] for phrase in UNITS if " " in phrase or "/" in phrase}
"""First words of units that are phrases."""

# family: phrases before the figure
_HEDGES_BEFORE = """
over: over; more than; above; in excess of; upwards of; upward of; greater than; higher than; larger than; bigger than
over: exceeding; exceeds; exceed; exceeded; surpassing; surpassed; surpass; surpasses; topping; topped; north of; beyond
over: older than; longer than; taller than; heavier than; better than; >; more than an estimated; the more than; exceeded
min: at least; at the very least; at minimum; at a minimum; a minimum of; minimum of; minimum; as few as; as little as
min: greater than or equal to; more than or equal to; equal to or more than; equal to or greater than; ≥; >=; = >; > =
min: at the least; as low as; no smaller than; starting at; starting from; min
max: up to; at most; at the most; at the very most; as many as; as much as; a maximum of; maximum of; maximum; not exceeding
max: less than or equal to; fewer than or equal to; equal to or less than; equal to or fewer than; ≤; <=; < =; = <; =<
max: as high as; as long as; as large as; max; a limit of; a ceiling of; at maximum; at a maximum; not to exceed
under: under; below; less than; fewer than; lower than; smaller than; younger than; shorter than; lighter than; south of; <
nearly: nearly; almost; close to; just under; just below; just short of; just shy of; shy of; not quite; approaching; nearing
nearly: just less than; just fewer than; slightly under; slightly below; slightly less than; slightly fewer than
nearly: a little under; a little less than; a little below; a bit under; a bit less than; practically; virtually; short of
just over: just over; just above; just more than; slightly over; slightly above; slightly more than; a little over
just over: a little more than; a bit over; a bit more than; a little above; barely over; somewhat over; somewhat more than
about: about; around; approximately; approx; approx.; roughly; some; circa; ca; ca.; c.; ~; ≈; ∼; ≃; ±; near; perhaps; maybe
about: an estimated; estimated; estimated at; on the order of; in the order of; of the order of; in the region of
about: in the neighborhood of; in the neighbourhood of; in the vicinity of; somewhere around; somewhere near; an approximate
about: more or less; give or take; an average of; on average; estimates of; an estimate of; estimate of
early: early
mid: mid; mid-; middle of the; the middle of the
late: late
"""
_HEDGES_AFTER = """
min: or more; or above; or over; or greater; or higher; or longer; or older; or better; or upwards; or up; and more; and above
min: and over; and up; and upwards; and counting; plus; at least; at the least; at the very least; at a minimum; minimum; +
min: or more than; or later; and later; or larger
max: or fewer; or less; or below; or under; or lower; or younger; or shorter; at most; at the most; at the very most; maximum
max: max; tops; or earlier; or smaller; or less than; or fewer than
about: or so; or thereabouts; or thereabout; ish; odd; approximately; approx; approx.; roughly; more or less; give or take; some
"""


def _phrases(table: str) -> list[tuple[str, str]]:
    lines = (line.split(": ", 1) for line in table.strip().splitlines())
    return [(phrase.strip(), family) for family, phrases in lines for phrase in phrases.split(";")]


HEDGES_BEFORE: dict[str, list[tuple[tuple[str, ...], str]]] = {}
"""Last word of a hedge -> the hedges that end in it, as words, with their family; the longest first."""
for _phrase, _family in _phrases(_HEDGES_BEFORE):
    HEDGES_BEFORE.setdefault(_phrase.split()[-1], []).append((tuple(_phrase.split()), _family))
for _entries in HEDGES_BEFORE.values():
    _entries.sort(key=lambda entry: -len(entry[0]))

HEDGES_AFTER: dict[str, str] = dict(_phrases(_HEDGES_AFTER))
"""A hedge behind the figure -> its family."""

DEGREES = frozenset(
    "well just slightly far much considerably significantly somewhat substantially even still only".split()
)
"""Words before a hedge that belong to it and leave its interval alone."""

NEGATIONS = frozenset({"not", "no", "never", "cannot", "nor"})
NEGATED = {"over": "max", "just over": "max", "min": "under", "under": "min", "nearly": "under", "max": "over"}
"""Family of a hedge -> its family behind a negation. An approximation stays one."""

BETWEEN_HEDGE_AND_NUMBER = frozenset({"another", "additional", "further"})

NOT_BEFORE_ONE = frozenset({"no", "any", "every", "some"})
NOT_AFTER_ONE = frozenset("another should must can could might would may cannot ought".split())
"""Words beside `one` that make it a pronoun."""
IDIOMS = (
    "second to none", "one of these days", "first and foremost", "second nature", "second thought",
)  # fmt: skip
"""What begins like a figure and is none."""

YEAR_LEADS = frozenset(
    "in since by from until till of before after during to year circa early late mid through around summer winter "
    "spring autumn fall between class".split()
)
"""Words before four digits that say that they are a year."""

BEFORE_UNITS = (
    "more fewer additional consecutive straight full whole long upcoming coming further extra calendar short".split()
)
"""Words that may stand between a number and its unit."""

KINDS: dict[str, Literal["percent", "currency", "duration", "multiple"]] = {
    "percent": "percent", "percentage point": "percent", "time": "multiple",
}  # fmt: skip
KINDS |= dict.fromkeys(CURRENCIES, "currency") | dict.fromkeys(DURATIONS, "duration")
"""Unit -> kind of a figure in it, where it is not just a number."""

CONTINUES = frozenset(
    "and to through thru until till or point of per a an am pm p o oclock e x bc bce b the monthly yearly daily weekly "
    "hourly annually out in over fold us sq".split()
) | set(MULTIPLIERS) | set(UNITS) | set(MILLIONS) | UNIT_LEADS | set(MONTHS) | set(SPANS) | set(BEFORE_UNITS) | {
    word for word, (role, value) in NUMBER_WORDS.items() if role not in ("weak", "multiple") and (role != "add" or value > 9)
} | {letter.lower() for letter in CASED_UNITS}  # fmt: skip
"""Words that may go on with a figure; behind any other word it has ended."""
