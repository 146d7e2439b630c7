"""The words that figures are read by: numbers, units, currencies, months and hedges, as tables.

A word more is a word in a table, never code. Everything is in lower case, with straight
apostrophes and plain hyphens; what depends on case (`m`, `M`) stands in tables of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Literal


def read_words(text: str) -> list[str]:
    """The words of a table."""
    return text.split()


def read_pairs(text: str) -> dict[str, str]:
    """A table of a word and what it stands for, in turn."""
    cells = text.split()
    return dict(zip(cells[::2], cells[1::2], strict=True))


def read_lines(text: str) -> Iterable[tuple[str, str]]:
    """A table of lines, each with a name, a colon and the rest."""
    for line in filter(None, text.splitlines()):
        name, rest = line.split(":", 1)
        yield name, rest.strip()


# ----------------------------------------------------------------------------------- numbers
_ONES = read_words("""
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen
""")
_TENS = read_words("""
twenty thirty forty fifty sixty seventy eighty ninety
""")
_POWERS = {
    word: int(power)
    for word, power in read_pairs("""
thousand 3  million 6  billion 9  trillion 12  quadrillion 15  quintillion 18  sextillion 21
septillion 24  lakh 5   lac 5  crore 7  koti 7  krore 7
""").items()
}
"""Power of ten of a scale."""
_NTHS = read_pairs("""
first 1  second 2  third 3  fourth 4  fifth 5  sixth 6  seventh 7  eighth 8  ninth 9  tenth 10
eleventh 11  twelfth 12  half 2  quarter 4  hundredth 100  thousandth 1000  millionth 1000000
billionth 1000000000  trillionth 1000000000000
""")
_WEAK = read_pairs("""
once 1  twice 2  thrice 3  single 1  double 2  triple 3  both 2  couple 2  several 3  few 3  pair 2
pairs 2  doubled 2  doubles 2  doubling 2  tripled 3  triples 3  tripling 3  quadruple 4
quadrupled 4  halved 2  dual 2  nil 0  trio 3
""")
MULTIPLES = frozenset(
    read_words("""
once twice thrice double triple doubled doubles doubling tripled triples tripling quadruple
quadrupled halved
""")
)
"""Weak words that multiply."""
AT_LEAST = frozenset({"several", "few"})
"""Weak words that set no upper bound."""
SPANS = {
    word: int(years)
    for word, years in read_pairs("""
decade 10  century 100  millennium 1000  decades 10  centuries 100  millennia 1000
""").items()
}
"""Spans of time that are numbers of years by their own meaning."""


def _number_words() -> dict[str, tuple[str, int]]:
    words: dict[str, tuple[str, int]] = {word: ("add", value) for value, word in enumerate(_ONES)}
    words |= {word: ("add", 10 * value) for value, word in enumerate(_TENS, 2)}
    words |= {word: ("weak", int(value)) for word, value in _WEAK.items()}
    words |= {"nought": ("add", 0), "fourty": ("add", 40), "dozen": ("times", 12)}
    words |= {"hundred": ("times", 100), "dozens": ("vague", 12), "hundreds": ("vague", 100)}
    words |= {"tens": ("vague", 10), "scores": ("vague", 20)}
    for word, power in _POWERS.items():
        words[word], words[word + "s"] = ("scale", 10**power), ("vague", 10**power)
    nths = {word: int(value) for word, value in _NTHS.items()}
    nths |= {word + "th": value for value, word in enumerate(_ONES) if value > 12}
    nths |= {word[:-1] + "ieth": words[word][1] for word in _TENS}
    for word, value in nths.items():
        words[word], words[word + "s"] = ("nth", value), ("nths", value)
    del words["seconds"], words["firsts"]
    words |= {"halves": ("nths", 2), "nineth": ("nth", 9)}
    words |= {word: ("span", years) for word, years in SPANS.items()}
    words |= {word[:-1] + "ies": ("decade", words[word][1]) for word in _TENS}
    words |= {word + "fold": ("multiple", value) for value, word in enumerate(_ONES)}
    return words | {"hundredfold": ("multiple", 100), "thousandfold": ("multiple", 1000)}


NUMBER_WORDS = _number_words()
"""Every word that starts or continues a figure: what it does where it stands, and its value.

It is added (twenty), multiplies (times: hundred; scale: million), is an nth (third) or some nths
(thirds), vague (hundreds) or weak (several), a span (decade), a decade (nineties) or a multiple
(tenfold).
"""

_LETTERS = read_pairs("""
k 3  bn 9  bln 9  mn 6  mln 6  tn 12  tln 12  trn 12  mio 6  mm 6  lkh 5  lkhs 5  m 6  b 9  t 12
cr 7
""")
MULTIPLIERS = (
    {"hundred": 100, "dozen": 12, "dozens": 12, "score": 20}
    | {word + plural: 10**power for word, power in _POWERS.items() for plural in ("", "s")}
    | {letters: 10 ** int(power) for letters, power in _LETTERS.items()}
)
"""Words and letters that multiply the digits before them."""

CASED_MULTIPLIERS = frozenset(
    read_words("""
k K M B bn bln mn mln tn tln trn lkh lkhs Cr
""")
)
"""Letters that multiply at any number; others, as `m` and `b`, only with money."""

# ------------------------------------------------------------------------ months and money

MONTHS = {
    name[:length]: index + 1
    for index, name in enumerate(
        read_words(
            "january february march april may june july august september october november december"
        )
    )
    for length in (3, 4, len(name))
    if length != 4 or name[:4] in ("sept", "june", "july")
}
MONTH_PATTERN = "|".join(
    month + (r"\b\.?" if len(month) < 5 and month not in ("june", "july", "may") else r"\b")
    for month in sorted(MONTHS, key=len, reverse=True)
)

CURRENCY_SIGNS = read_pairs("""
$ USD  £ GBP  € EUR  ¥ JPY  ₩ KRW  ₽ RUB  ₹ INR  ₴ UAH  ₺ TRY  ₪ ILS  ₫ VND  ₦ NGN  ฿ THB  ₱ PHP
₾ GEL  ₸ KZT  ₿ BTC  ₡ CRC  ₵ GHS  ₭ LAK  ₮ MNT  ₲ PYG  ¢ cent  ＄ USD  ￡ GBP  ￥ JPY
￦ KRW  ￠ cent
""")

SIGN_PREFIXES = read_pairs("""
us USD  u.s. USD  c CAD  ca CAD  can CAD  a AUD  au AUD  nz NZD  hk HKD  s SGD  r BRL  nt TWD
mex MXN  mx MXN  mxn MXN  usd USD  aud AUD  cad CAD  tt TTD  z ZWD  cn CNY  rmb CNY  jp JPY  ir IRR
""")
"""Letters before a sign of money that say whose it is."""

_CODES = read_words("""
usd eur gbp jpy cny krw kpw rub uah chf cad aud nzd hkd sgd inr brl mxn sek nok dkk pln czk huf try
zar ils thb vnd idr myr php twd aed sar kwd egp ngn kes mnt ars clp cop pen btc eth lkr pkr bdt irr
iqd qar gel kzt byn ron bgn
""")
CURRENCY_CODES = {code: code.upper() for code in _CODES} | {"rs": "INR", "rm": "MYR", "rmb": "CNY"}
"""Codes that stand before or after the number."""

MILLIONS = {f"m{code}": code.upper() for code in ("usd", "eur", "gbp", "aud", "cad")}
"""Codes of a million of a currency."""

# unit: forms | phrases | base unit and how many of it make one. A form of three letters or more
# has a plural in -s.
_CURRENCY_NAMES = """
USD: dollar dollars buck bucks | us dollar, us dollars, u.s. dollars
USD: | u.s. dollar, american dollar, american dollars
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
km: km kms kilometre kilometer | | m 1000
m: metre meter | | m 1
cm: cm cms centimetre centimeter | | m 0.01
mm: mm millimetre millimeter | | m 0.001
nm: nm nanometre nanometer
dm: dm decimetre decimeter | | m 0.1
pm: picometre picometer
mile: mile mi | | m 1609.344
nautical mile: | nautical mile, nautical miles | m 1852
yard: yard yd yds | | m 0.9144
foot: foot feet ft | | m 0.3048
inch: inch inches | | m 0.0254
km²: km2 km² | square kilometre, square kilometres, square kilometer | m² 1000000
km²: | square kilometers, sq km | m² 1000000
m²: m2 m² sqm | square metre, square metres, square meter, square meters | m² 1
square mile: | square mile, square miles, sq mi
square foot: sqft | square foot, square feet, sq ft
hectare: hectare ha | | m² 10000
acre: acre
m³: m3 m³ | cubic metre, cubic metres, cubic meter, cubic meters
cubic foot: | cubic foot, cubic feet
kg: kg kgs kilo kilogram kilogramme | | g 1000
g: gram gramme gs | | g 1
mg: mg mgs milligram milligramme | | g 0.001
µg: microgram microgramme μg µg | | g 0.000001
tonne: tonne | metric ton, metric tons | g 1000000
ton: ton
ounce: ounce oz
pound: pound lb lbs
stone: stone
l: litre liter | | l 1
ml: ml mls millilitre milliliter cc | | l 0.001
hl: hectolitre hectoliter hl | | l 100
gallon: gallon gal gals
pint: pint
quart: quart
barrel: barrel bbl
cup: cup
tablespoon: tablespoon tbsp
teaspoon: teaspoon tsp
°C: °c ℃ celsius centigrade | degree celsius, degrees celsius, degrees c, degree c
°C: | deg celsius, ° celsius, ° c
°F: °f ℉ fahrenheit | degree fahrenheit, degrees fahrenheit, degrees f, degree f
°F: | deg f, ° fahrenheit, ° f
degree: ° degree deg
kelvin: kelvin
W: watt | | W 1
kW: kw kilowatt | | W 1000
MW: mw megawatt | | W 1000000
GW: gw gigawatt | | W 1000000000
kWh: kwh | kilowatt hour, kilowatt hours
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
km per hour: kph kmh | km/h, kilometres per hour, kilometers per hour
km per hour: | kilometres an hour, kilometers an hour
knot: knot kn
times: times
"""

CASED_UNITS = {
    "m": "m", "g": "g", "l": "l", "L": "l", "C": "°C", "F": "°F", "W": "W",
}  # fmt: skip
"""Units of one letter, whose case matters."""

UNITS: dict[str, str] = {}
"""Word or phrase of a unit -> the unit."""

_CENT = Decimal("0.01")
SCALE = {
    "cent": ("USD", _CENT),
    "pence": ("GBP", _CENT),
    "USD": ("USD", Decimal(1)),
    "GBP": ("GBP", Decimal(1)),
}
"""Units that convert exactly -> their base, and how many of the base make one."""

CURRENCIES = frozenset(
    {unit for unit, _ in read_lines(_CURRENCY_NAMES)}
    | set(CURRENCY_SIGNS.values())
    | set(CURRENCY_CODES.values())
    | set(SIGN_PREFIXES.values())
)
DURATIONS = frozenset(
    read_words("""
second minute hour day week fortnight month quarter year millisecond night weekend
""")
)


def _read_units() -> None:
    for unit, rest in read_lines(_UNITS + _CURRENCY_NAMES):
        forms, phrases, base, *_ = [*(part.strip() for part in rest.split("|")), "", ""]
        for form in forms.split():
            UNITS[form] = unit
            if len(form) > 2 and unit not in CURRENCIES and form.isalpha() and form[-1] != "s":
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

KINDS: dict[str, Literal["percent", "currency", "duration", "multiple"]] = {
    "percent": "percent",
    "percentage point": "percent",
    "times": "multiple",
}
"""Unit -> kind of a figure in it, where it is not just a number."""
for _unit in CURRENCIES:
    KINDS[_unit] = "currency"
for _unit in DURATIONS:
    KINDS[_unit] = "duration"

# ------------------------------------------------------------------------------------ hedges

# family: phrases
_HEDGES_BEFORE = """
over: over; more than; above; in excess of; upwards of; upward of; greater than; higher than
over: larger than; bigger than; exceeding; exceeds; exceed; exceeded; surpassing; surpassed
over: surpass; surpasses; topping; topped; north of; beyond; older than; longer than; taller than
over: heavier than; better than; >
min: at least; at the very least; at minimum; at a minimum; a minimum of; minimum of; minimum
min: as few as; as little as; greater than or equal to; more than or equal to
min: equal to or more than; equal to or greater than; ≥; >=; = >; > =; at the least; as low as
min: no smaller than; starting at; starting from; min
max: up to; at most; at the most; at the very most; as many as; as much as; a maximum of
max: maximum of; maximum; not exceeding; less than or equal to; fewer than or equal to
max: equal to or less than; equal to or fewer than; ≤; <=; < =; = <; =<; as high as; as long as
max: as large as; max; a limit of; a ceiling of; at maximum; at a maximum; not to exceed
under: under; below; less than; fewer than; lower than; smaller than; younger than; shorter than
under: lighter than; south of; <
nearly: nearly; almost; close to; just under; just below; just short of; just shy of; shy of
nearly: not quite; approaching; nearing; just less than; just fewer than; slightly under
nearly: slightly below; slightly less than; slightly fewer than; a little under
nearly: a little less than; a little below; a bit under; a bit less than; practically; virtually
nearly: short of
just over: just over; just above; just more than; slightly over; slightly above
just over: slightly more than; a little over; a little more than; a bit over; a bit more than
just over: a little above; barely over; somewhat over; somewhat more than
about: about; around; approximately; approx; approx.; roughly; some; circa; ca; ca.; c.; ~; ≈; ∼
about: ≃; ±; near; perhaps; maybe; an estimated; estimated; estimated at; on the order of
about: in the order of; of the order of; in the region of; in the neighborhood of
about: in the neighbourhood of; in the vicinity of; somewhere around; somewhere near
about: an approximate; more or less; give or take; an average of; on average; estimates of
about: an estimate of; estimate of
early: early
mid: mid; mid-; middle of the; the middle of the
late: late
"""
_HEDGES_AFTER = """
min: or more; or above; or over; or greater; or higher; or longer; or older; or better; or upwards
min: or up; and more; and above; and over; and up; and upwards; and counting; plus; at least
min: at the least; at the very least; at a minimum; minimum; +; or more than; or later; and later
min: or larger
max: or fewer; or less; or below; or under; or lower; or younger; or shorter; at most; at the most
max: at the very most; maximum; max; tops; or earlier; or smaller; or less than; or fewer than
about: or so; or thereabouts; or thereabout; ish; odd; approximately; approx; approx.; roughly
about: more or less; give or take; some
"""


def _phrases(text: str) -> list[tuple[str, str]]:
    return [
        (phrase.strip(), family) for family, row in read_lines(text) for phrase in row.split(";")
    ]


HEDGES_BEFORE: dict[str, list[tuple[tuple[str, ...], str]]] = {}
"""Last word of a hedge -> the hedges that end in it, as words, with their family; longest first."""
for _phrase, _family in sorted(_phrases(_HEDGES_BEFORE), key=lambda entry: -entry[0].count(" ")):
    HEDGES_BEFORE.setdefault(_phrase.split()[-1], []).append((tuple(_phrase.split()), _family))

HEDGES_AFTER = dict(_phrases(_HEDGES_AFTER))
"""A hedge behind the figure -> its family."""

DEGREES = frozenset(
    read_words("""
considerably even far just much only significantly slightly somewhat still substantially well
""")
)
"""Words before a hedge that belong to it and leave its interval alone."""

NEGATIONS = frozenset({"not", "no", "never", "cannot", "nor"})
NEGATED = {
    "over": "max",
    "just over": "max",
    "min": "under",
    "under": "min",
    "nearly": "under",
    "max": "over",
}
"""Family of a hedge -> its family behind a negation. An approximation stays one."""

BETWEEN_HEDGE_AND_NUMBER = frozenset({"another", "additional", "further"})

# ------------------------------------------------------------------------------------ idioms

NOT_BEFORE_ONE = frozenset({"no", "any", "every", "some"})
NOT_AFTER_ONE = frozenset(
    read_words("""
another should must can could might would may cannot ought
""")
)
"""Words beside `one` that make it a pronoun."""

IDIOMS = (
    "second to none",
    "one of these days",
    "first and foremost",
    "second nature",
    "second thought",
)
"""What begins like a figure and is none."""

YEAR_LEADS = frozenset(
    read_words("""
after around autumn before between by circa class during early fall from in late mid of since
spring summer through till to until winter year
""")
)
"""Words before four digits that say that they are a year."""

BEFORE_UNITS = read_words("""
more fewer additional consecutive straight full whole long upcoming coming further extra calendar
short
""")
"""Words that may stand between a number and its unit."""

_LINKS = read_words("""
and to through thru until till or point of per a an am pm p o oclock e x bc bce b the monthly
yearly daily weekly hourly annually out in over fold us sq
""")
_ENDS = frozenset({"weak", "multiple"})
CONTINUES = (
    frozenset(_LINKS)
    | set(MULTIPLIERS)
    | set(UNITS)
    | set(MILLIONS)
    | UNIT_LEADS
    | set(MONTHS)
    | set(SPANS)
    | set(BEFORE_UNITS)
    | {letter.lower() for letter in CASED_UNITS}
    | {word for word, (role, _) in NUMBER_WORDS.items() if role not in {*_ENDS, "add"}}
    | {*_TENS, *_ONES[10:]}
)
"""Words that may go on with a figure; before any other word it has ended."""
