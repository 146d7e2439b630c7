"""The words that figures are read by, made once out of the lexicon.

Everything is in lower case, with straight apostrophes and plain hyphens; what depends on case
(`m`, `M`) stands in tables of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal

from ...figures.units import CONVERSIONS, DURATIONS
from ..lexicon import read

_NUMBERS, _UNITS, _MONEY = read("numbers"), read("units"), read("money")
_CALENDAR, _SMALL = read("calendar"), read("figures")


def alternatives(phrases: Iterable[str]) -> str:
    """A pattern of any of these phrases, the longest first; a space matches a space of any kind."""
    longest_first = sorted(phrases, key=len, reverse=True)
    choices = (re.escape(phrase).replace(r"\ ", r"\s") for phrase in longest_first)
    return f"(?:{'|'.join(choices)})"


def _inverted(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {phrase.lower(): name for name, phrases in table.items() for phrase in phrases}


# ----------------------------------------------------------------------------------- numbers

_ONES, _TENS = _NUMBERS["ones"], _NUMBERS["tens"]
_SCALES: dict[str, int] = _NUMBERS["scales"]
SPANS: dict[str, int] = _NUMBERS["spans"]
"""Spans of time that are numbers of years by their own meaning."""
OPEN_SPANS = frozenset(_NUMBERS["kinds"]["open_spans"])
"""Those in the plural: so many, from two of them up."""
MULTIPLES = frozenset(_NUMBERS["kinds"]["multiples"])
"""Weak words that multiply."""
AT_LEAST = frozenset(_NUMBERS["kinds"]["open"])
"""Weak words that set no upper bound."""


_CARDINALS = {word: value for value, word in enumerate(_ONES)}
_CARDINALS |= {word: 10 * value for value, word in enumerate(_TENS, 2)}
_NTHS = {word + "th": value for word, value in _CARDINALS.items() if 12 < value < 20}
_NTHS |= {word[:-1] + "ieth": _CARDINALS[word] for word in _TENS} | _NUMBERS["nths"]
_NO_PARTS = frozenset(_NUMBERS["kinds"]["no_parts"])
_FOLDS = {word: _CARDINALS[word] for word in _ONES} | _NUMBERS["folds"]
_FOLD: str = _SMALL["counted"]["fold"][0]

_ROLES: dict[str, dict[str, int]] = {
    "add": _CARDINALS | _NUMBERS["cardinals"],
    "weak": _NUMBERS["weak"],
    "times": _NUMBERS["times"],
    "scale": {word: 10**power for word, power in _SCALES.items()},
    "vague": _NUMBERS["vague"] | {word + "s": 10**power for word, power in _SCALES.items()},
    "nth": _NTHS,
    "nths": {word + "s": value for word, value in _NTHS.items() if word not in _NO_PARTS}
    | _NUMBERS["parts"],
    "span": SPANS,
    "decade": {word[:-1] + "ies": _CARDINALS[word] for word in _TENS},
    "multiple": {word + _FOLD: value for word, value in _FOLDS.items()},
}
NUMBER_WORDS: dict[str, tuple[str, int]] = {
    word: (role, value) for role, table in _ROLES.items() for word, value in table.items()
}
"""Every word that starts or continues a figure: what it does where it stands, and its value.

It is added (twenty), multiplies (times: hundred; scale: million), is an nth (third) or some nths
(thirds), vague (hundreds) or weak (several), a span (decade), a decade (nineties) or a multiple
(tenfold).
"""

MULTIPLIERS: dict[str, int] = (
    dict(_NUMBERS["multiplying"])
    | {word + plural: 10**power for word, power in _SCALES.items() for plural in ("", "s")}
    | {letters: 10**power for letters, power in _NUMBERS["multipliers"].items()}
)
"""Words and letters that multiply the digits before them."""
CASED_MULTIPLIERS = frozenset(_NUMBERS["kinds"]["cased"])
"""Letters that multiply at any number; others, as `m` and `b`, only with money."""
SIGN_MULTIPLIERS: dict[str, int] = {sign: 10**power for sign, power in _NUMBERS["signs"].items()}
"""Signs of other scripts that multiply the digits before them."""
PHRASES: dict[str, int] = _NUMBERS["phrases"]
"""Two words that are worth something else than the second alone."""
PLAIN_MULTIPLIERS = frozenset(_NUMBERS["kinds"]["uncased"])
"""Short ones that multiply at any number, in whatever case."""

NOT_BEFORE_ONE = frozenset(_NUMBERS["kinds"]["pronoun_before"])
NOT_AFTER_ONE = frozenset(_NUMBERS["kinds"]["pronoun_behind"])
"""Words beside `one` that make it a pronoun."""
IDIOMS: tuple[str, ...] = _NUMBERS["kinds"]["idioms"]
"""What begins like a figure and is none."""
NTHS = alternatives(word for word, value in _ROLES["nths"].items() if value < 10)
DIGIT_WORDS = alternatives((*_ONES[:10], *_NUMBERS["spoken_digits"]))
SCALE_WORDS = alternatives(_NUMBERS["kinds"]["scales_of_shares"])

# ------------------------------------------------------------------------ months and money

_SHORT, _LONG_MONTH = 3, 4
MONTHS: dict[str, int] = {
    form: number
    for number, name in enumerate(_CALENDAR["months"], 1)
    for form in (name, name[:_SHORT], *(s for s in _CALENDAR["short"] if name.startswith(s)))
}
MONTH_PATTERN = "|".join(
    month + (r"\b\.?" if len(month) <= _LONG_MONTH and month not in _CALENDAR["months"] else r"\b")
    for month in sorted(MONTHS, key=len, reverse=True)
)
AMBIGUOUS_MONTHS = frozenset(_CALENDAR["ambiguous"])
"""Months that are a word of another kind where they begin with a small letter: may."""
FULL_MONTHS = frozenset(_CALENDAR["months"])
YEAR_LEADS = frozenset(_CALENDAR["year_leads"])
"""Words before four digits that say that they are a year."""

CURRENCY_SIGNS = _inverted(_MONEY["signs"])
SIGN_PREFIXES = _inverted(_MONEY["prefixes"])
"""Letters before a sign of money that say whose it is."""
CURRENCY_CODES = {code.lower(): code for code in _MONEY["codes"]["iso"]}
CURRENCY_CODES |= _inverted(_MONEY["codes"]["other"])
"""Codes that stand before or after the number."""
UNCASED_CODES = frozenset(_MONEY["codes"]["uncased"])
"""Codes that are no other words, so that their case tells nothing."""
MILLIONS = {f"m{code.lower()}": code for code in _MONEY["codes"]["millions"]}
"""Codes of a million of a currency."""
CENTS = alternatives(_SMALL["counted"]["cents"])

# ------------------------------------------------------------------------------------- units

MONEY_WORDS = frozenset(_MONEY["context"]["words"])
"""Beside these, what may be a weight or money is money."""
CURRENCIES = frozenset(_MONEY["names"]).union(
    CURRENCY_SIGNS.values(), CURRENCY_CODES.values(), SIGN_PREFIXES.values()
)


def _unit_words() -> Iterator[tuple[str, str]]:
    for unit, phrases in _UNITS["words"].items():
        for phrase in phrases:
            yield phrase, unit
            if len(phrase) > 2 and phrase.isalpha() and phrase[-1] != "s":
                yield phrase + "s", unit
    for unit, phrases in _MONEY["names"].items():
        yield from ((phrase, unit) for phrase in phrases)
    yield from CURRENCY_CODES.items()
    yield from CURRENCY_SIGNS.items()


UNITS: dict[str, str] = {}
"""Word or phrase of a unit -> the unit; what is written in the lexicon before what is made."""
for _word, _unit in _unit_words():
    UNITS.setdefault(_word, _unit)
CASED_UNITS = {letter: unit for unit, letters in _UNITS["letters"].items() for letter in letters}
"""Units of one letter, whose case matters."""
SYMBOLS = {form: unit for unit, forms in _UNITS["symbols"].items() for form in forms}
"""Units of several letters that another case makes another unit."""
RATE_LETTERS = {form: unit for unit, forms in _UNITS["rates"].items() for form in forms}
UNIT_LEADS = {phrase.split()[0].split("/")[0] for phrase in UNITS if " " in phrase or "/" in phrase}
"""First words of units that are phrases."""
BEFORE_UNITS: tuple[str, ...] = _UNITS["around"]["before"]
"""Words that may stand between a number and its unit."""

UnitKind = Literal["percent", "currency", "duration", "multiple"]
KINDS: dict[str, UnitKind] = {
    **dict.fromkeys(CURRENCIES, "currency"),
    **dict.fromkeys(DURATIONS, "duration"),
    "percent": "percent",
    "percentage point": "percent",
    "times": "multiple",
}
"""Unit -> kind of a figure in it, where it is not just a number."""
CONVERTIBLE = frozenset(CONVERSIONS)

# ------------------------------------------------------------------------------- small words


RATIOS = frozenset(_SMALL["ratios"]["words"])
"""Words beside which *A to B* are two sides."""
DETERMINERS = frozenset(_SMALL["links"]["determiners"])
CHANGES = frozenset(_SMALL["changes"]["verbs"])
"""Words behind which *from A to B* tells of a change."""


def small_words(*path: str) -> frozenset[str]:
    """The small words at a path of ``figures.toml``."""
    found: Any = _SMALL
    for step in path:
        found = found[step]
    return frozenset(found)


def small(*path: str) -> str:
    """A pattern of these words."""
    return alternatives(sorted(small_words(*path)))


AND, OF, THE, ARTICLE = (small("links", name) for name in ("and", "of", "the", "article"))
ARTICLES = frozenset(_SMALL["links"]["article"])
MINUS = frozenset(_SMALL["links"]["minus"])
FROM: str = _SMALL["changes"]["from"][0]
BETWEEN: str = _SMALL["links"]["between"][0]
SOLD_BY = frozenset(_SMALL["rates"]["sold_by"])
ADVERBS = _inverted(_SMALL["rates"]["adverbs"])
SPAN_WORDS = frozenset(_SMALL["counted"]["spans"])
FOLD = _FOLD
LOOSE: str = _SMALL["links"]["loose"][0]

CONTINUES = frozenset(_UNITS["around"]["links"]).union(
    MULTIPLIERS, UNITS, MILLIONS, UNIT_LEADS, MONTHS, SPANS, BEFORE_UNITS,
    (letter.lower() for letter in CASED_UNITS),
    (word for word, (role, _) in NUMBER_WORDS.items() if role not in ("weak", "multiple", "add")),
    _TENS, _ONES[10:],
)  # fmt: skip
"""Words that may go on with a figure; before any other word it has ended."""
