"""The grammar of figures: what is read around a digit or a number word.

Each pattern is matched at one place and looks no further than a bounded stretch, so reading takes
linear time.
"""

from __future__ import annotations

import re
from decimal import Decimal

from ...figures.figure import INFINITY, ONE
from . import parts as values
from . import vocabulary as table
from .hedges import OPENERS
from .parts import Part, exact

_SIGNS = "¼½¾⅐-⅞↉①-⒛⓪-⓿❶-➓"
GATE = re.compile(rf"[a-z]{{3,}}|\d+|[{_SIGNS}]+")
"""What may be a figure: digits, signs, and the words that stand in `vocabulary.NUMBER_WORDS`."""

# ------------------------------------------------------------------------------------ digits
_WHOLE = r"(?>\d{1,3}(?:,\d{3})+|\d+)"
_NUMBER = re.compile(
    r"(?>\d{1,3}(?:,\d{3})+(?!\d|,\d)(?:\.\d+)?"
    r"|\d{1,3}(?:[\u00a0\u2009\u202f']\d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?: \d{3}){2,}(?![\d-])"
    r"|\d{1,2}(?:,\d{2})+,\d{3}(?!\d)(?:\.\d+)?"
    r"|\d+(?:\.\d+)?)"
)
_ISO = re.compile(r"(\d{4})(-)(\d\d)-(\d\d)(?![\d-])")
_NUMERIC_DATE = re.compile(r"(\d{1,2}|\d{4})([/.-])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d|[/.-]\d)")
_TIME = re.compile(
    r"([01]?\d|2[0-4])(?::([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?|h([0-5]\d)?)(?![\d:]|[a-z])"
    r"(?:\s?([ap])(?:\.\s?m\b\.?|m\b))?"
    r"|([01]?\d|2[0-4]):([0-5]\d)([ap])m\b"
)
_FRACTION = re.compile(r"(\d+)/(\d+)(?![\d/])")
_CHAIN = re.compile(
    r"\d+(?:\.\d+){2,}(?:[-./:,]\d+)*"
    rf"|{_WHOLE}(?>\.\d+)?(?:[-/:,]{_WHOLE}(?>\.\d+)?){{2,}}"
    r"|\d+[,:]\d+"
)
_CODE = re.compile(r"[a-z]+\d[a-z\d]*")
_DIGITS = re.compile(r"\d+")
_MIXED = re.compile(r"\s?([¼½¾⅐-⅞])|(?:\s{1,2}|-)(\d{1,2})/(\d{1,2})(?![\d/])")
_POWER = re.compile(
    r"e([+-]?\d{1,2})(?!\w)"
    r"|\s?[x×]\s?10(?:\^|\*\*)?([+-]?\d{1,2}|[⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,2})(?!\d)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SUFFIX = re.compile(r"'?(s)\b|(?:st|nd|rd|th)\b")
_CLOCK = re.compile(r"\s?(?:([ap])(?:\.\s?m\b\.?|m\b)|o ?'?clock\b)")

# ------------------------------------------------------------------------------------- words
_WORD = re.compile(r"[a-z]+")
_SPACED_WORD = re.compile(r"[\s-]{0,2}([a-z]+)\b")
_NEXT_WORD = re.compile(r"(?:\s{1,3}|\s?[-—]\s?)(and\s{1,3})?([a-z]+)")
_POINT_DIGITS = re.compile(r"\spoint\s(\d{1,9})\b")
_POINT = re.compile(
    r"\s{1,2}point((?:[\s-]{1,2}(?:zero|nought|one|two|three|four|five|six|seven|eight|nine)\b)+)"
)
_AND_FRACTION = re.compile(
    r"\s{1,2}and\s{1,2}(?:an?\s{1,2}|(one|two|three|four|five|six|seven)[\s-])?"
    r"(half|quarters?|thirds?|fifths?|sixths?|eighths?|ninths?|tenths?)\b"
)
_OF_SCALE = re.compile(
    r"[\s-]{1,2}(?:(?:of\s)?an?\s{1,2})?(hundred|thousand|[mbtr]{1,2}illion|dozen|lakh|crore)\b"
)
_OF_UNIT = re.compile(r"(?:\s{1,2}(?:of\s)?an?\s{1,2}|[\s-])([a-z]+)\b")
_OF_VAGUE = re.compile(r"\s{1,2}(of|upon|and)\s{1,2}([a-z]+)\b")
_RATIO = re.compile(r"\s(?:in|out\sof|over)\s{1,2}(?:every\s)?")
_MORE = re.compile(r"\s(?:and\s)?(?=[a-z\d])")
_SHARE_FOLLOWS = re.compile(r"\s+(?:of|as|more|less|the|that|in|or)\b|[^\w\s-]|\s*$")

# ----------------------------------------------------------------------------- units and dates
_UNIT = re.compile(
    rf"(\s{{0,2}}|-)(?:(?:{'|'.join(table.BEFORE_UNITS)})\s)?"
    r"([a-z%‰°℃℉µμ％$€£¥₩₽₹₴₾¢](?:[a-z%°²³$€£¥]|(?<=m)[23]\b)*)"
)
_PHRASE = re.compile(r"[a-z.°]+(?:[\s/-]{1,2}[a-z]+){1,2}")
_RATE = re.compile(
    r"\s?/\s?([a-z]+)\b"
    r"|[\s-]{1,2}(per|an?)[\s-]{1,2}([a-z]+)\b"
    r"|\s(month|year|dai|week|hour|annual)ly\b"
)
_NOUN_RATE = re.compile(r"\s{1,2}[a-z]+\s{1,2}(?:per|an?)\s{1,2}([a-z]+)\b")
_ADVERBS = {"dai": "day", "annual": "year"}
_SOLD_BY = frozenset({"share", "person", "head", "piece", "unit", "barrel"})
_ERA = re.compile(r"\s?(?:bce?|b\.c\.(?:e\.)?)(?![a-z])")
_CENTS = re.compile(
    r"(?:\sand)?\s(\d{1,2})\s?(?:c|cents?|pence|p|¢|kopiykas?|kopecks?|sen)(?!\w)"
    r"|(?<=s)\s(\d\d)(?=[.,;!?]|\s{0,4}$)"
)
_INCHES = re.compile(r"\s?in\b(?!\s[a-z])")
_MONTH_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?[\s,./-]{{0,2}}(?:day\s)?(?:of\s{{1,2}})?(?:the\s)?({table.MONTH_PATTERN})"
    r"(?:\s?[-/,]?\s{0,2}(?:of\s{1,2})?(\d{4}|'\d\d)(?!\d|,\d))?"
)
_YEAR_AFTER = re.compile(r"\s?[,/-]?\s{0,2}(?:of\s)?(\d{4}|'\d\d)(?!\d|[,.]\d)")
_PLURAL_AFTER = re.compile(
    r"\s(?:[a-z]+\s)?(?!was|is|has|as|this|its|his|us|does)"
    r"(?:[a-z]{2,}s|people|men|women|personnel)\b"
)
_COUNTED = re.compile(r"\s(?:people|men|women|[a-z]{3,}[^s\W]s)\b")
_JOIN = re.compile(
    r"(-?\s{1,2}(?:to|through|thru|until|till|and|or)\s{1,2}|\s?--?\s?|\s?~\s?)"
    r"(?:about\s|around\s|approximately\s|nearly\s|~)?(?:the\s)?"
    r"(?:us|a|c|hk)?[$£€¥]?\s?-?(?=[\da-z])"
)

_DASHES = re.compile("[‐‑‒–−－]")
_APOSTROPHES = re.compile("[‘’ʼ＇]")


def fold_marks(text: str) -> str:
    """`text`, character by character, with plain hyphens and straight apostrophes."""
    return text if text.isascii() else _DASHES.sub("-", _APOSTROPHES.sub("'", text))


def fold(text: str) -> str:
    """`fold_marks` of `text` in lower case, as long as `text`."""
    low = text.lower()
    if len(low) != len(text):  # "İ" alone becomes two characters.
        low = text.replace("İ", "I").lower()
    return fold_marks(low)


def _denominator(word: str) -> int:
    return table.NUMBER_WORDS["half" if word == "half" else word.rstrip("s")][1]


class Reader:
    """Reads the figures of one text. `low` is the text folded; places are the same in both."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.low = fold(text)
        self.looking_ahead = False
        self.paid_in: str | None = None  # the currency that a range has begun with: £5-10m
        self.uncased = text.islower()  # Then capitals tell nothing: "may 5".

    def figure(self, pos: int, floor: int) -> Part | None:
        """The figure at the hit at `pos`, without its hedge; nothing before `floor` is its."""
        part = self.quantity(pos, floor)
        if part is None:
            return part
        if part.closed:
            self.noun_rate(part)
            return part
        join = _JOIN.match(self.low, part.end)
        return (self.range(part, join) if join else None) or part

    def quantity(self, pos: int, floor: int) -> Part | None:
        """A number with its currency, multiplier and unit, but not a range, nor a hedge."""
        part = self.simple(pos, floor)
        if part is None or part.closed or part.low is None or part.low != part.high:
            return part
        if part.unit in table.SCALE or part.kind == "currency":
            return self.compound(part)
        return part

    def simple(self, pos: int, floor: int) -> Part | None:
        first = self.low[pos]
        if "a" <= first <= "z":
            return self.spelled(pos, floor)
        return self.digits(pos, floor) if first.isdecimal() else self.sign(pos)

    def before(self, start: int, floor: int) -> list[str]:
        """The few words before `start`."""
        return self.low[max(floor, start - 64) : start].split() if start > floor + 1 else []

    def quiet(self, end: int) -> bool:
        """Whether nothing behind `end` can go on with the number that ends there."""
        low = self.low
        mark = low[end : end + 1]
        if not mark.isspace():
            return mark in '.,;:)!?"]'
        match = _WORD.match(low, end + 1)
        if match is None:
            following = low[end + 1 : end + 2]
            return (
                following.isdecimal() and not _MIXED.match(low, end)
            ) or following in '.,;:)!?("['
        return match[0] not in table.CONTINUES

    def hit(self, pos: int) -> bool:
        """Whether a figure may begin at `pos`."""
        match = GATE.match(self.low, pos)
        return match is not None and (match[0] in table.NUMBER_WORDS or not match[0][0].isalpha())

    def range(self, first: Part, join: re.Match[str]) -> Part | None:
        """`first` and the quantity behind `join` as one; None where they stay two figures."""
        mark = join[1].strip(" -") or "-"
        if not self.hit(join.end()) or not first.numbers or (first.weak and not self.is_one(first)):
            return None
        if mark == "and" and self.before(first.start, 0)[-1:] != ["between"]:
            return None
        if first.spelled and mark != "-" and first.kind in ("ordinal", "fraction", "multiple"):
            return None
        self.paid_in = first.unit if first.kind == "currency" else None
        second = self.quantity(join.end(), first.end)
        self.paid_in = None
        if second is None or second.weak or not second.numbers:
            return None
        if second.unit is None and first.kind == "currency":
            second.unit = first.unit
        return values.joined(first, second, mark)

    def is_one(self, part: Part) -> bool:
        return part.spelled and part.numbers == (ONE,)

    # --------------------------------------------------------------------------------- digits

    def sign(self, pos: int) -> Part:
        """½, ①: signs that are numbers by themselves."""
        match = GATE.match(self.low, pos)
        assert match is not None
        if len(match[0]) > 1:
            return Part(pos, match.end(), ())
        value = values.of_sign(match[0])
        return self.with_unit(exact(pos, pos + 1, value, "fraction" if value < 1 else "number"))

    def digits(self, pos: int, floor: int) -> Part:
        low = self.low
        match = _NUMBER.match(low, pos)
        assert match is not None
        end = match.end()
        follow = low[end : end + 2]
        if follow[:1] in "-/:.,h" and (follow[1:].isdecimal() or follow[:1] == "h"):
            special = self.linked(pos, floor)
            if special is not None:
                return special
        value = values.decimal(match[0])
        if value is None:
            return Part(pos, end, ())
        part = exact(pos, end, value)
        month = self.front(part, floor)
        if part.weak:
            self.code(part, "")
            return part
        if self.paid_in and part.unit is None and not month:
            part.kind, part.unit = "currency", self.paid_in
        closed = self.quiet(part.end)
        if part.unit is None and (month or not closed) and self.dated(part, month):
            return part
        if closed:
            part.closed = True
            self.plain(part)
            return part
        self.written_on(part)
        return self.with_unit(part) if part.kind in ("number", "currency") else part

    def linked(self, pos: int, floor: int) -> Part | None:
        """Digits linked by marks: a date, a time, a fraction, or a chain without a value."""
        low = self.low
        if match := _ISO.match(low, pos) or _NUMERIC_DATE.match(low, pos):
            return values.numeric_date(pos, match)
        if (match := _TIME.match(low, pos)) and any(match.groups()[1:]):
            hour, minute = match[1] or match[5], match[2] or match[3] or match[6]
            return values.clock_time(pos, match.end(), hour, minute, match[4] or match[7])
        if match := _FRACTION.match(low, pos):
            part = values.fraction(pos, match)
            if self.front(part, floor):
                part.low = part.high = None
            return self.with_unit(part) if part.numbers else part
        if match := _CHAIN.match(low, pos):
            runs = _DIGITS.findall(match[0])
            part = Part(
                pos,
                match.end(),
                tuple(Decimal(run) for run in runs if len(run) <= values.MAX_DIGITS),
            )
            self.front(part, floor)
            return part
        return None

    def written_on(self, part: Part) -> None:
        """Take in what is written onto the digits: a fraction, a power, a suffix, a multiplier."""
        low, end = self.low, part.end
        mark = low[end : end + 1]
        if match := _MIXED.match(low, end):
            rest = (
                values.of_sign(match[1])
                if match[1]
                else Decimal(int(match[2])) / max(1, int(match[3]))
            )
            if 0 < rest < 1:
                part.become(part.numbers[0] + rest, match.end())
        elif match := _POINT_DIGITS.match(low, end):
            part.become(Decimal(f"{int(part.numbers[0])}.{match[1]}"), match.end())
        elif mark in "ex× " and (match := _POWER.match(low, end)):
            power = int((match[1] or match[2]).translate(_SUPERSCRIPTS))
            part.become(part.numbers[0].scaleb(power), match.end())
        elif mark in "'strn" and (match := _SUFFIX.match(low, end)):
            self.suffix(part, match[1], match.end())
            return
        self.multiplied(part)
        if part.unit is None and part.scale == 1 and 0 <= part.numbers[0] <= 24:
            self.clock(part)

    def suffix(self, part: Part, plural: str | None, end: int) -> None:
        value = part.numbers[0]
        if not plural:
            part.kind, part.end = "ordinal", end
            part.unit = self.century(part)
        elif (1000 <= value <= 2200 or 0 <= value < 100) and value % 10 == 0:
            part.kind, part.unit, part.end = "decade", "date", end
            part.high = value + (99 if value % 100 == 0 and value >= 1000 else 9)
            if part.start and self.low[part.start - 1] == "'":
                part.start -= 1

    def clock(self, part: Part) -> bool:
        match = _CLOCK.match(self.low, part.end)
        if match is None:
            return False
        value = part.numbers[0]
        hour, minute = int(value), int(value % 1 * 100)  # 8.30pm
        if minute > 59 or value.as_tuple().exponent not in (0, -2):
            return False
        time = values.clock_time(
            part.start, match.end(), str(hour), f"{minute:02}" if minute else None, match[1]
        )
        part.kind, part.unit, part.end, part.weak = "date", "time", match.end(), False
        part.numbers, part.low, part.high = time.numbers, time.low, time.high
        return True

    def multiplied(self, part: Part) -> None:
        for _ in range(3):
            if values.is_whole(part.numbers[0]) and (
                match := _AND_FRACTION.match(self.low, part.end)
            ):
                rest = (
                    part.scale * table.NUMBER_WORDS[match[1] or "one"][1] / _denominator(match[2])
                )
                part.become(part.numbers[0] + rest, match.end())
            match = _SPACED_WORD.match(self.low, part.end)
            if match is None or not self.multiplies(part, match):
                return
            factor = Decimal(table.MULTIPLIERS[match[1]])
            part.scale *= factor
            part.become(part.numbers[0] * factor, match.end())
            self.continued(part)

    def continued(self, part: Part) -> None:
        """4 thousand 3 hundred and 21."""
        match = _MORE.match(self.low, part.end) if part.scale in (100, 1000) else None
        if match is None or self.before(part.start, 0)[-1:] == ["between"]:
            return
        more = self.bare(match.end())
        if more is not None and more.numbers[0] < part.scale:
            part.become(part.numbers[0] + more.numbers[0], more.end)

    def bare(self, pos: int) -> Part | None:
        """The plain number at `pos`, as part of another; None where there is none."""
        if self.looking_ahead or not self.hit(pos):
            return None
        self.looking_ahead = True  # One number takes in one more, never a chain of them.
        part = self.simple(pos, pos)
        self.looking_ahead = False
        plain = part is not None and part.numbers and part.kind == "number" and not part.unit
        return part if plain else None

    def multiplies(self, part: Part, match: re.Match[str]) -> bool:
        """Whether the word or letter of `match` multiplies the number before it."""
        if match[1] not in table.MULTIPLIERS:
            return False
        letters = self.text[match.start(1) : match.end(1)]
        if len(letters) > 3 or letters in ("lac", "mio"):
            return True
        gap = match.start(1) - part.end
        if part.kind == "currency":
            return gap <= 1
        if letters == "m" and gap == 0 and _COUNTED.match(self.low, match.end()):
            return True
        return letters in table.CASED_MULTIPLIERS and (
            gap == 0 or len(letters) > 1 or letters in "kM"
        )

    # -------------------------------------------------------------------- before the digits

    def front(self, part: Part, floor: int) -> int:
        """Take in a sign or currency before the digits; the month that stands there, or 0."""
        low, start = self.low, part.start
        if start <= floor:
            return 0
        mark = low[start - 1]
        if mark.isspace():
            if start - 2 >= floor and low[start - 2] in table.CURRENCY_SIGNS:
                self.money(part, start - 2, floor)
                return 0
            return self.word_before(part, floor)
        if mark in table.CURRENCY_SIGNS:
            self.money(part, start - 1, floor)
        elif mark in "-+":
            return self.hyphen(part, floor)
        elif mark == ".":
            self.point(part, floor)
        elif mark.isalpha() or mark == "/":
            return self.letters(part, start - (mark == "/"), floor)
        return 0

    def point(self, part: Part, floor: int) -> None:
        """.5"""
        low, start = self.low, part.start
        before = low[start - 2] if start - 2 >= floor else " "
        run = low[start : part.end]
        if (before.isspace() or before in "(-+$£€") and run.isdecimal():
            part.become(Decimal(f"0.{run}"), part.end)
            part.start -= 1
            if before in table.CURRENCY_SIGNS:
                self.money(part, start - 2, floor)

    def money(self, part: Part, sign: int, floor: int) -> None:
        low = self.low
        part.kind, part.unit, part.start = "currency", table.CURRENCY_SIGNS[low[sign]], sign
        begin = sign
        while (
            begin > floor
            and sign - begin < 4
            and (low[begin - 1].isalpha() or low[begin - 1] == ".")
        ):
            begin -= 1
        prefix = low[begin:sign]
        if prefix in table.SIGN_PREFIXES and part.unit == "USD":
            part.unit, part.start = table.SIGN_PREFIXES[prefix], begin
        elif begin == sign > floor and low[sign - 1] == "-" and not low[max(0, sign - 2)].isalnum():
            part.start = sign - 1
            part.negate()

    def word_before(self, part: Part, floor: int) -> int:
        before = self.before(part.start, floor)
        if not before:
            return 0
        word = before[-1].lstrip(OPENERS)
        code = word.rstrip(".")
        begin = self.low.rfind(word, floor, part.start)
        if word in ("minus", "negative"):
            part.start = begin
            part.negate()
        elif code in table.CURRENCY_CODES and self.is_code(begin, code):
            part.kind, part.unit, part.start = "currency", table.CURRENCY_CODES[code], begin
        elif code in table.MILLIONS and self.is_code(begin, code):
            part.kind, part.unit, part.start = "currency", table.MILLIONS[code], begin
            part.multiply(Decimal(10**6))
        else:
            return self.month_before(part, before, floor)
        return 0

    def is_code(self, begin: int, code: str) -> bool:
        return (
            code in ("rs", "rm", "usd", "eur", "rmb")
            or self.text[begin : begin + len(code)].isupper()
        )

    def month_before(self, part: Part, before: list[str], floor: int) -> int:
        """The month that ends the words `before`, where the part then begins; else 0."""
        if before[-1:] == ["the"]:
            before = before[:-1]
        word = before[-1].lstrip(OPENERS) if before else ""
        month = table.MONTHS.get(word.rstrip(".,"), 0)
        if not month:
            return 0
        begin = self.low.rfind(word, floor, part.start)
        if word == "may" and self.text[begin] == "m" and not self.uncased:
            return 0
        part.start = begin
        return month

    def hyphen(self, part: Part, floor: int) -> int:
        low, at = self.low, part.start - 1
        before = low[at - 1] if at > floor else " " if at == 0 else "0"
        if before in table.CURRENCY_SIGNS and low[at] == "-":
            part.negate()
            self.money(part, at - 1, floor)
        elif before.isspace() or before in "(=[<>≤≥":
            part.start = at
            if low[at] == "-":
                part.negate()
        elif before.isalpha():
            return self.letters(part, at, floor)
        return 0

    def letters(self, part: Part, at: int, floor: int) -> int:
        """Letters joined to the digits, ending at `at`: a currency, a month, a code (KN-23)."""
        low, begin = self.low, at
        while begin > floor and at - begin < 10 and low[begin - 1].isalpha():
            begin -= 1
        letters = low[begin:at]
        attached = at == part.start
        if attached and letters in table.CURRENCY_CODES:
            part.kind, part.unit, part.start = "currency", table.CURRENCY_CODES[letters], begin
        elif letters in table.MONTHS:
            part.start = begin
            return table.MONTHS[letters]
        elif letters and (attached or self.text[at - 1].isupper()):
            part.weak = True
        return 0

    def dated(self, part: Part, month: int) -> bool:
        """Whether the number is part of a date, which is then taken in."""
        value = part.numbers[0]
        if value < 1 or not values.is_whole(value):
            return False
        if month and 1000 <= value <= 2200:
            part.low = part.high = Decimal(f"{value}.{month:02}")
            part.kind, part.unit = "date", "date"
            return True
        if value > 31:
            return False
        low, end = self.low, part.end
        if month:
            suffix = _SUFFIX.match(low, end)
            end = suffix.end() if suffix else end
            if _CLOCK.match(low, end) or low[end : end + 1] == ":":
                return False
            match = _YEAR_AFTER.match(low, end)
            year = match[1] if match else None
        elif match := _MONTH_AFTER.match(low, end):
            if (
                match[1] == "may"
                and match[2] is None
                and self.text[match.start(1)] == "m"
                and not self.uncased
            ):
                return False
            month, year = table.MONTHS[match[1].rstrip(".")], match[2]
        else:
            return False
        part.end = match.end() if match else end
        part.kind, part.unit, part.weak = "date", "date", False
        part.low = part.high = values.day_value(values.full_year(year), month, int(value))
        if year:
            part.numbers = (value, Decimal(year.lstrip("'")))
        return True

    # ---------------------------------------------------------------------------------- words

    def spelled(self, pos: int, floor: int) -> Part | None:
        """The figure that begins with the number word at `pos`."""
        match = _WORD.match(self.low, pos)
        assert match is not None
        word, end = match[0], match.end()
        role, value = table.NUMBER_WORDS[word]
        before = self.before(pos, floor)
        last = before[-1].lstrip(OPENERS) if before else ""
        if role in ("add", "times", "scale"):
            part = self.cardinal(pos, end, value, before, last, floor)
        elif role in ("nth", "nths"):
            part = self.nth(pos, end, before, last, floor)
        elif role == "vague":
            part = self.vague(pos, end, value)
        elif role == "span":
            part = self.span(pos, end, word, last)
        elif role == "weak":
            part = self.weak(pos, end, word)
        else:
            part = exact(pos, end, value, "multiple" if role == "multiple" else "decade")
            part.unit = "times" if role == "multiple" else "date"
            part.high = Decimal(value + 9) if role == "decade" else part.high
        if part is None or part.kind == "date":
            return part
        part.spelled = True
        if last in ("a", "an", "minus", "negative") and role not in ("decade", "multiple"):
            part.start = self.low.rfind(last, floor, pos)
            if last not in ("a", "an"):
                part.negate()
        return part

    def cardinal(
        self, pos: int, end: int, value: int, before: list[str], last: str, floor: int
    ) -> Part | None:
        """Cardinals in words, and the ordinals and fractions that end them."""
        closed = value < 20 and self.quiet(end)
        value, end, ending = (value, end, "") if closed else self.run(pos, last != "between")
        part = exact(pos, end, value)
        part.spelled, part.weak = True, value == 1
        if part.weak and self.pronoun(pos, end, last):
            return None
        if ending == "year":
            part.kind = "year"
            return part
        month = self.month_before(part, before, floor) if before and (value <= 31 or ending) else 0
        part.closed = not month and (closed or self.quiet(end))
        if ending == "nth":
            part.kind, part.weak = "ordinal", True
            if not part.closed and not self.dated(part, month):
                part.unit = self.century(part)
            return part
        if part.closed or self.share(part, value):
            return part
        self.multiplied_words(part, value)
        if (value <= 31 and self.dated(part, month)) or (value <= 24 and self.clock(part)):
            return part
        return self.with_unit(part)

    def pronoun(self, pos: int, end: int, last: str) -> bool:
        if last in table.NOT_BEFORE_ONE or self.low[max(0, pos - 3) : pos] == "no-":
            return True
        match = _SPACED_WORD.match(self.low, end)
        return bool(match and match[1] in table.NOT_AFTER_ONE) or self.low.startswith(
            table.IDIOMS, pos
        )

    def share(self, part: Part, value: int) -> bool:
        """Two thirds, one-fifth, one half."""
        match = _NEXT_WORD.match(self.low, part.end)
        if match is None or match[1] or not value:
            return False
        role, of = table.NUMBER_WORDS.get(match[2], ("", 0))
        if role == "nths" or match[2] == "half" or (value == 1 and role == "nth" and of > 2):
            part.become(Decimal(value) / of, match.end())
            part.kind, part.weak = "fraction", False
            self.of_scale(part)
            self.with_unit(part)
            return True
        return False

    def multiplied_words(self, part: Part, value: int) -> None:
        """ "five and a half million", "three point two", "two million and a half"."""
        if match := _POINT.match(self.low, part.end):
            digits = [
                str(table.NUMBER_WORDS[word][1]) for word in match[1].replace("-", " ").split()
            ]
            if len(digits) < values.MAX_DIGITS:
                part.become(Decimal(f"{value}.{''.join(digits)}"), match.end())
                part.weak = False
        if value >= 1000 and not value % 1000:
            part.scale = Decimal(
                10 ** (len(str(value)) - len(str(value).rstrip("0"))) // 1000 * 1000
            )
        self.multiplied(part)
        part.weak = part.weak and part.numbers == (ONE,)

    def run(self, pos: int, may_and: bool) -> tuple[int, int, str]:
        """Read number words from `pos`: value, end, and what they end as ("", "nth" or "year")."""
        low, end, linked = self.low, pos, False
        count = values.Count()
        match = _WORD.match(low, pos)
        word = match[0] if match else ""
        while match is not None:
            role, value = table.NUMBER_WORDS.get(word, ("", 0))
            if role == "nth" and word not in ("half", "quarter") and (nth := count.nth(value)):
                return nth, match.end(), "nth"
            if role == "add" and value >= 10 and count.is_century() and not linked:
                return self.spoken_year(count.value, value, match.end())
            if not count.take(role, value, linked):
                break
            end = match.end()
            match = _NEXT_WORD.match(low, end)
            if match is not None:
                linked, word = match[1] is not None, match[2]
                if linked and (not may_and or count.room <= 10 or self.share_at(match.end(), word)):
                    break
        return count.value, end, ""

    def share_at(self, end: int, word: str) -> bool:
        """Whether `word` and what follows `end` is a fraction: "two million and three quarters"."""
        match = _NEXT_WORD.match(self.low, end)
        if match is None or match[1] or table.NUMBER_WORDS.get(word, ("", 0))[0] != "add":
            return False
        return (
            match[2] in ("half", "quarter")
            or table.NUMBER_WORDS.get(match[2], ("", 0))[0] == "nths"
        )

    def spoken_year(self, hundreds: int, value: int, end: int) -> tuple[int, int, str]:
        """Nineteen ninety-six: `value` is the second number, which ends at `end`."""
        if value >= 20 and (match := _NEXT_WORD.match(self.low, end)) and not match[1]:
            role, more = table.NUMBER_WORDS.get(match[2], ("", 0))
            if role == "add" and 0 < more < 10:
                value, end = value + more, match.end()
        return hundreds * 100 + value, end, "year"

    def nth(self, pos: int, end: int, before: list[str], last: str, floor: int) -> Part | None:
        """An ordinal, or a fraction: a third, half a million, a quarter of an hour."""
        low = self.low
        word = low[pos:end]
        role, value = table.NUMBER_WORDS[word]
        if role == "nths":
            return Part(pos, end, (Decimal(value),), ONE / value, INFINITY, "fraction", weak=True)
        if low.startswith(table.IDIOMS, pos) or (word == "first" and last == "at"):
            return None
        article = last in ("a", "an")
        if word in ("half", "quarter") or (
            article and value > 2 and _SHARE_FOLLOWS.match(low, end)
        ):
            part = exact(pos, end, ONE / value, "fraction")
            part.weak = word == "half" or not article
            self.of_scale(part) or self.of_unit(part)
            return part
        part = exact(pos, end, value, "ordinal")
        part.weak = True
        if not self.dated(part, self.month_before(part, before, floor)):
            part.unit = self.century(part)
        return part

    def of_scale(self, part: Part) -> bool:
        """Half a million, two thirds of a million."""
        match = _OF_SCALE.match(self.low, part.end)
        if match is None:
            return False
        part.scale = Decimal(table.MULTIPLIERS[match[1]])
        part.become(values.tidy(part.numbers[0] * part.scale), match.end())
        part.kind, part.weak = "number", False
        self.with_unit(part)
        return True

    def of_unit(self, part: Part) -> bool:
        """Half an hour, a quarter of a mile."""
        match = _OF_UNIT.match(self.low, part.end)
        unit = table.UNITS.get(match[1]) if match else None
        if match is None or unit is None or (unit not in table.SCALE and unit != "l"):
            return False
        part.unit, part.end, part.weak = unit, match.end(), False
        part.kind = "duration" if unit in table.DURATIONS else "number"
        return True

    def vague(self, pos: int, end: int, value: int) -> Part:
        """Dozens, hundreds of thousands: from two of them up."""
        scale = value
        for _ in range(3):
            match = _OF_VAGUE.match(self.low, end)
            role, more = table.NUMBER_WORDS.get(match[2], ("", 0)) if match else ("", 0)
            if match is None or role != "vague" or scale * more > values.MAX_COUNT:
                break
            scale, end = scale * more if match[1] == "of" else max(scale, more), match.end()
        number = Decimal(scale)
        part = Part(pos, end, (number,), 2 * number, INFINITY)
        return part if self.quiet(end) else self.with_unit(part)

    def span(self, pos: int, end: int, word: str, last: str) -> Part:
        """A decade, decades: so many years."""
        part = exact(pos, end, table.SPANS[word], "duration")
        part.unit = "year"
        if word in ("decades", "centuries", "millennia"):
            part.low, part.high = 2 * part.numbers[0], INFINITY
        else:
            part.weak = last not in ("a", "an")
        return part

    def weak(self, pos: int, end: int, word: str) -> Part | None:
        """Twice, several, a couple of: weak, but with a multiplier not."""
        if word == "few" and self.low.startswith(" as ", end):
            return None
        part = exact(pos, end, table.NUMBER_WORDS[word][1])
        part.weak = True
        if word in table.AT_LEAST:
            part.high = INFINITY
        if word in table.MULTIPLES:
            part.kind, part.unit = "multiple", "times"
            return part
        match = _SPACED_WORD.match(self.low, end)
        if match and match[1] in table.MULTIPLIERS and len(match[1]) > 3:
            part.multiply(Decimal(table.MULTIPLIERS[match[1]]))
            part.end, part.weak = match.end(), False
        elif match and match[1] == "of":
            match = _SPACED_WORD.match(self.low, match.end())
            if match and match[1] in table.UNITS:
                part.unit, part.end = table.UNITS[match[1]], match.end()
                part.kind = "duration" if part.unit in table.DURATIONS else "number"
            return part
        still_weak = part.weak
        self.with_unit(part)
        part.weak = still_weak
        return part

    # ---------------------------------------------------------------------------------- units

    def century(self, part: Part) -> str | None:
        match = _SPACED_WORD.match(self.low, part.end)
        if match and match[1] in ("century", "millennium", "decade"):
            part.end = match.end()
            return match[1]
        return None

    def with_unit(self, part: Part) -> Part:
        """Take in the unit and the rate behind the number."""
        if part.kind == "number" and part.unit is None and self.ratio(part):
            return part
        unit, end = self.unit(part)
        if unit is None:
            self.plain(part)
        elif part.kind == "currency":
            if unit in table.CURRENCIES and unit != "cent":
                part.end, part.unit = end, unit if part.unit == "USD" else part.unit
        else:
            part.unit, part.end = unit, end
            part.kind = table.KINDS.get(unit, "number")
            part.weak = part.weak and part.spelled and unit in ("day", "night", "times")
        if part.kind == "currency" and part.scale == 1:
            match = _SPACED_WORD.match(self.low, part.end)
            if match and match[1] in table.MULTIPLIERS and len(match[1]) > 3:  # 75 USD million
                part.become(part.numbers[0] * table.MULTIPLIERS[match[1]], match.end())
        self.rate(part)
        return part

    def ratio(self, part: Part) -> bool:
        """One in five, two out of three, 1 over 3."""
        match = _RATIO.match(self.low, part.end)
        other = self.bare(match.end()) if match and part.scale == 1 else None
        if match is None or other is None or other.weak:
            return False
        if not 0 < abs(part.numbers[0]) < other.numbers[0]:
            return False
        written = (*part.numbers, *other.numbers)
        part.become(written[0] / written[1], other.end)
        part.kind, part.weak = "fraction", False
        if "over" not in match[0]:
            part.numbers = written
        return True

    def unit(self, part: Part) -> tuple[str | None, int]:
        """The unit behind the number and its end; (None, _) where there is none."""
        match = _UNIT.match(self.low, part.end)
        if match is None:
            return None, part.end
        word, begin, end = match[2], match.start(2), match.end()
        if word in table.UNIT_LEADS and (phrase := self.phrase(begin)):
            return phrase
        if word in table.SPANS:
            part.multiply(Decimal(table.SPANS[word]))
            return "year", end
        letters = self.text[begin:end]
        if len(word) == 1 and word.isalpha():
            closed = not self.low[end : end + 1].isalnum() and self.low[end : end + 1] != "'"
            return (table.CASED_UNITS.get(letters) if closed else None), end
        if word[0] in table.CURRENCY_SIGNS and match[1] and word[0] == "$":
            return None, end  # The sign belongs to the number behind it.
        if word in table.MILLIONS and letters.isupper():
            part.multiply(Decimal(10**6))
            return table.MILLIONS[word], end
        if word in table.CURRENCY_CODES and not self.is_code(begin, word):
            return None, end
        if word[-1] in table.CURRENCY_SIGNS and word[:-1] in table.SIGN_PREFIXES:
            return table.SIGN_PREFIXES[word[:-1]], end
        return table.UNITS.get(word), end

    def phrase(self, begin: int) -> tuple[str, int] | None:
        """The longest unit of several words that begins at `begin`."""
        match = _PHRASE.match(self.low, begin)
        if match is None:
            return None
        pieces = [(piece[0], piece.end()) for piece in re.finditer(r"[a-z.°/]+", match[0])]
        for count in (4, 3, 2, 1):
            joined = " ".join(word for word, _ in pieces[:count])
            if joined in table.UNITS and (" " in joined or "/" in joined):
                return table.UNITS[joined], begin + pieces[min(count, len(pieces)) - 1][1]
        return None

    def plain(self, part: Part) -> None:
        """A number without a unit: a year, a code, or just a number."""
        if part.spelled or part.kind != "number" or part.unit is not None or part.scale != 1:
            return
        low, end = self.low, part.end
        mark = low[end : end + 1]
        if end - part.start == 4 and 1000 <= part.numbers[0] <= 2199 and self.is_year(part):
            part.kind = "year"
            if match := _ERA.match(low, end):
                part.unit, part.end = "BC", match.end()
        elif low.startswith(("-fold", "fold"), end):
            part.kind, part.unit, part.end = "multiple", "times", low.index("fold", end) + 4
        elif mark.isalpha():
            self.code(part, mark)

    def is_year(self, part: Part) -> bool:
        """Whether four digits are a year and no count: "in 2011", not "2011 soldiers"."""
        if not self.low[part.start : part.end].isdecimal():
            return False
        lead = self.before(part.start, 0)[-1:]
        return not table.YEAR_LEADS.isdisjoint(lead) or not _PLURAL_AFTER.match(self.low, part.end)

    def code(self, part: Part, mark: str) -> None:
        """Letters joined to the digits that are no unit: 3x, 4x4, 2B."""
        if self.low.startswith("ish", part.end):
            return
        if mark == "x" and not self.low[part.end + 1 : part.end + 2].isalnum():
            part.kind, part.unit, part.end = "multiple", "times", part.end + 1
            return
        part.weak = True
        if match := _CODE.match(self.low, part.end):
            part.numbers = (*part.numbers, *(Decimal(run) for run in _DIGITS.findall(match[0])[:8]))
            part.low, part.high, part.end = None, None, match.end()

    def rate(self, part: Part) -> None:
        """$2,000 per month, 60 miles an hour, 5 soldiers a day."""
        match = _RATE.match(self.low, part.end)
        if match is None:
            self.noun_rate(part)
            return
        word = match[1] or match[3] or _ADVERBS.get(match[4], match[4])
        unit = table.UNITS.get(word)
        known = unit is not None or word in _SOLD_BY
        if not (match[2] == "per" or unit in table.DURATIONS) and (
            not known or (match[2] and part.kind != "currency")
        ):
            return
        part.unit = f"{part.unit} per {unit or word}" if part.unit else f"per {unit or word}"
        part.end = match.end()
        part.kind = "number" if part.kind in ("duration", "year") else part.kind

    def noun_rate(self, part: Part) -> None:
        """The rate behind a noun, which stays outside the figure: 100 soldiers a day."""
        match = _NOUN_RATE.match(self.low, part.end) if part.kind == "number" else None
        unit = table.UNITS.get(match[1]) if match else None
        if unit in table.DURATIONS:
            part.unit = f"{part.unit} per {unit}" if part.unit else f"per {unit}"

    def compound(self, part: Part) -> Part:
        """5 feet 2 inches, two hours and thirty minutes: one figure, in the smallest unit named."""
        low = self.low
        written = part.numbers
        if (match := _AND_FRACTION.match(low, part.end)) and match[1] is None:
            part.become(part.numbers[0] + ONE / _denominator(match[2]), match.end())
        if part.kind == "currency" and (match := _CENTS.match(low, part.end)):
            part.become(part.numbers[0] + Decimal(match[1] or match[2]) / 100, match.end())
        while (sub := self.smaller(part)) is not None:
            written = (*written, *sub.numbers)
            part = values.added(part, sub, written)
            if part.low is None:
                break
        return part

    def smaller(self, part: Part) -> Part | None:
        """A quantity right behind `part`, in a smaller unit of the same kind."""
        low, begin = self.low, part.end
        begin += low[begin : begin + 1] == "," and part.kind != "currency"
        if not low[begin : begin + 1].isspace():
            return None
        begin += 5 if low.startswith("and ", begin + 1) else 1
        if not self.hit(begin):
            return None
        sub = self.simple(begin, begin)
        if sub is None or sub.low is None or sub.kind not in ("number", "duration", "currency"):
            return None
        if sub.unit is None and part.unit == "foot" and (match := _INCHES.match(low, sub.end)):
            sub.unit, sub.end = "inch", match.end()
        return sub if values.is_smaller(sub.unit, part.unit) else None
