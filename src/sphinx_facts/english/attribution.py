"""Who a passage names, and whom it presents as the one who says a quotation.

A sentence is read as a string of letters, one for each word or mark (`_WORDS` and `_MARKS` say
which), and the ways of attributing words are patterns over that string. Where no pattern fits,
nobody is presented as the sayer.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from ..model.passages import Passage
from ..model.records import Person
from .quotations import find_quotations

_WORDS = {
    # V: verbs of saying; the name stands before or after them. Z: those that may also be nouns.
    "V": "say says said add adds added explain explains explained remarked agree agrees agreed "
    "write writes wrote written argue argues argued state states stated replies replied "
    "recall recalls recalled insist insists insisted conclude concludes concluded continue "
    "continues continued observe observes observed speak speaks spoke spoken declare declares "
    "declared announce announces announced admit admits admitted concede concedes conceded "
    "acknowledge acknowledges acknowledged confirm confirms confirmed commented complain "
    "complains complained contend contends contended reflects reflected suggest suggests "
    "suggested maintain maintains maintained believe believes believed think thinks thought "
    "predict predicts predicted noted reported reads recounts recounted stresses stressed "
    "emphasizes emphasized emphasises emphasised asserts asserted alleges alleged testifies "
    "testified jokes joked laments lamented sighs sighed whispers whispered shouts shouted "
    "cries cried quips quipped muses mused denies denied discloses disclosed reveals revealed "
    "claimed answered objects objected countered cautioned demanded points_out pointed_out "
    "point_out goes_on went_on sums_up summed_up sums_it_up summed_it_up puts_it put_it "
    "puts_the_matter put_the_matter has_it",
    "Z": "reply remark claim report answers claims remarks notes reports words comments demands "
    "cautions counters",
    # T: verbs of saying with an object: a name after them is that of the hearer or of the matter.
    "T": "tell tells told ask asks asked warn warns warned inform informs informed remind reminds "
    "reminded assure assures assured call calls called describe describes described term "
    "terms termed dub dubs dubbed label labels labelled labeled liken likens likened "
    "characterize characterizes characterized characterise characterises characterised",
    "G": "saying adding telling arguing explaining writing remarking calling describing asking "
    "insisting concluding recalling claiming declaring replying answering speaking reminding "
    "stressing",
    "C": "quote quotes quoted quoting cite cites cited citing",
    "K": "word view verdict opinion phrase judgment judgement answer statement description account "
    "warning comment conclusion assessment argument question note message testimony "
    "expression formula dictum motto quip assertion letter book books memoir memoirs diary "
    "article essay speech lecture interview post tweet column",
    "A": "according",
    "B": "is was are were be been being am",
    # m: what may stand between a subject and its verb.
    "m": "has have had having will would may might can could shall should must does do did also "
    "then now once later still even always often again never not first finally recently "
    "yesterday today too himself herself itself themselves just ever already yet only both "
    "either neither soon thus all",
    "P": "he she",
    "y": "his her their its my our your whose",
    "g": "the a an this these those no any one another",
    "b": "by from",
    "o": "of",
    "t": "to",
    "f": "for",
    "i": "in on at with under about against over near during among between like into behind beside "
    "without within toward towards through alongside",
    "a": "as",
    "h": "that",
    "w": "who whom which",
    "n": "and or nor",
    "j": "after before since until but while whereas though although when if because so than where "
    "what",
    # R, r: somebody's spokesman or aide is not that person; an aide may be another who is named,
    # a spokesman is not.
    "R": "spokesman spokeswoman spokesperson lawyer attorney",
    "r": "aide adviser advisor colleague colleagues comrade comrades friend friends brother sister "
    "father mother son daughter wife husband widow uncle aunt cousin nephew successor "
    "predecessor deputy secretary assistant rival rivals ally allies neighbour neighbor boss "
    "superior commander officer critic critics biographer bodyguard interpreter follower "
    "followers relative relatives envoy",
}  # fmt: skip
_MARKS = {",": "c", ":": "k", ";": "s", "–": "d", "—": "d", "--": "d"} | dict.fromkeys("()[]", "e")
# Besides: N a name, S its possessive ending, u some other name, Q the quotation, q another one,
# x any other word.

_CODES = {word: code for code, words in _WORDS.items() for word in words.split()}
_PARTICIPLE = re.compile(r"(?:ed|told|said|put|written|spoken|thought)\b")
_REACH = 60  # Words to either side of a quotation; farther away nothing attributes it.
_FAR = 1000  # Characters that hold so many words.
_STEPS = 5  # Sentences back to which `he adds` may lead.

_TITLES = (
    "mr|mrs|ms|mx|dr|prof|gen|lt|col|maj|capt|sgt|cpl|brig|adm|cmdr|sen|rep|gov|pres|rev|hon|sir|st"
)
_RANKS = (
    "General|Colonel|Major|Captain|Sergeant|Lieutenant|Admiral|President|Senator|Governor|Professor"
    "|Doctor|Judge"
)
_TITLE = rf"(?:(?:{_TITLES.title()})\b\.?\s+|(?:{_RANKS})\s+)"
# After an abbreviation a full stop ends a sentence only where a word follows that begins one.
_ABBREVIATION = re.compile(
    rf"{_TITLES}|messrs|vs|etc|e\.g|i\.e|cf|approx|ca|viz|inc|ltd|co|corp|bros|dept|univ|jr|sr|jan|feb"
    r"|mar|apr|jun|jul|aug|sept?|oct|nov|dec|mt|a\.m|p\.m|u\.s|u\.k|u\.n|e\.u|d\.c|ph\.d|m\.d"
)
_BEGINS = re.compile(
    r"the|an?|he|she|it|they|we|you|his|her|its|their|our|my|this|that|these|those|there|here|in|on|at"
    r"|by|for|from|with|after|before|when|while|if|but|and|or|so|yet|nor|as|to|what|why|how|who|where"
    r"|nobody|not"
)
# These are abbreviations only before a number.
_NUMBERED = re.compile(r"nos?|pp?|vol|fig|ch|sec|art")
_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"”’'»›)\]]*\s+(?=[\"“‘'«‹(\[]*(\w+))")
_WORD_AT_END = re.compile(r"(?<![\w.])[^\W\d_]+(?:\.[^\W\d_]+)*\Z")
_SAYING = "|".join(
    word
    for code in "VTZ"
    for word in _WORDS[code].split()
    if not re.search("_|repl|answer|agree", word)
)
# `“Why?” Ada Quist asks.` is one sentence, and so is `“Why?” (Ada Quist)`.
_ASKS = re.compile(rf"\([^()]{{1,80}}\)|(?:[^\W\d_a-z][\w’'.-]*\s+){{1,4}}(?:{_SAYING})(?=[.,]|\Z)")

# A name with one of these in it is not that of a person.
_NO_PERSON = re.compile(
    r"\b(?:"
    r"Academy|Agency|Army|Asia|Assembly|Association|Bank|Board|Bureau|Cent(?:er|re)|City"
    r"|Committee|Company|Congress|Corps|Council|Court|Department|Forces?|Foundation|Government"
    r"|Group|House|Institute|Journal|Kingdom|Koreans?|League|Magazine|Ministry|Movement|Nations"
    r"|Navy|News|North|Office|Organi[sz]ation|Party|Post|Press|Radio|Review|School|Service"
    r"|Society|South|States|Street|Television|Times|Today|Tribune|Union|University|Week|West"
    r"|World|York|The|\w+day|January|February|March|April|June|July|August|September|October"
    r"|November|December"
    r")\b"
)
_NO_NAME = "|".join(word.capitalize() for word in _CODES if "_" not in word)
_PART = (
    rf"(?!(?:{_NO_NAME}|(?i:{_BEGINS.pattern}))\b)"
    r"[^\W\d_a-z](?:\.|[^\W\d_]+(?:[-’'](?!s\b)[^\W\d_]+)*)"
)
_TITLE_BEFORE = re.compile(rf"(?<![\w.]){_TITLE}+\Z")
_NAME_BEFORE = re.compile(rf"(?<![\w.-]){_PART}\s+\Z")
_PHRASES = "|".join(word.replace("_", r"\s+") for word in _CODES if "_" in word)
_TOKEN = re.compile(
    rf"(?P<u>{_TITLE}{_PART}(?:\s+{_PART})*|{_PART}(?:\s+{_PART})+)"
    r"|(?P<S>(?<=\w)[’']s\b|(?<=s)[’'](?!\w))"
    rf"|(?P<word>(?i:{_PHRASES})\b|\w+(?:-\w+)*(?:[’'](?!s\b)\w+)?)|--|[,:;()\[\]–—]"
)


class Mention(msgspec.Struct, frozen=True, gc=False):
    """A place in a text that names a person.

    `person` is the id. Where a surname is that of several people, none of whom the passage names,
    it is the surname itself.
    """

    start: int
    end: int
    person: str


class Names:
    """All forms of all recorded names, compiled once."""

    def __init__(self, people: Mapping[str, Person]) -> None:
        whole: dict[str, str] = {}
        short: dict[str, set[str]] = {}
        derived: dict[str, set[str]] = defaultdict(set)
        for id_, person in people.items():
            for form in (*person.also, person.name):
                if " " in form.strip() and not re.match(_TITLE, form):
                    whole[form] = id_
                else:
                    short[form] = {id_}
            parts = person.name.split()
            if (
                1 < len(parts) < 5
                and all(p[0].isupper() for p in parts)
                and not _NO_PERSON.search(person.name)
            ):
                derived[parts[0]].add(id_)
                derived[parts[-1]].add(id_)
        self._whole = {_plain(form): id_ for form, id_ in whole.items()}
        self._short = {_plain(form): ids for form, ids in {**derived, **short}.items()}
        wholes, shorts = (_alternatives(forms) for forms in (whole, {**derived, **short}))
        # A short form stands alone: beside another name it is part of somebody else's.
        self._pattern = re.compile(
            rf"(?<![\w-])(?:(?P<whole>(?i:{wholes}))(?!\w)"
            rf"|(?P<short>{shorts})(?![\w-])(?!\s+{_PART}))"
        )

    def mentions(self, passage: Passage) -> list[Mention]:
        """Everybody whom the passage names outside its quotations, in order.

        A name is a person's role, a recorded form, or a first or last word of a name.
        """
        text = passage.text
        cited = [c for c in passage.citations if c.role in ("quote", "quotation", "person")]
        hidden = sorted([*((c.start, c.end) for c in cited), *_outline(text)[0]])
        found = [Mention(c.start, c.end, c.target) for c in cited if c.role == "person"]
        doubtful, settled = [], []
        place = reach = 0
        for match in self._pattern.finditer(text):
            while place < len(hidden) and hidden[place][0] <= match.start():
                reach, place = max(reach, hidden[place][1]), place + 1
            if match.start() < reach:
                continue
            start = _with_title(text, match.start())
            if match["whole"]:
                found.append(Mention(start, match.end(), self._whole[_plain(match["whole"])]))
            elif not _NAME_BEFORE.search(text, max(0, start - 40), start):
                doubtful.append((start, match.end(), match["short"]))
        found.sort(key=_start)
        for start, end, form in doubtful:
            person = _nearest(found, start, self._short[_plain(form)]) or form
            settled.append(Mention(start, end, person))
        return sorted(found + settled, key=_start)


def _start(mention: Mention) -> int:
    return mention.start


def _nearest(mentions: Sequence[Mention], place: int, ids: set[str]) -> str:
    """Which of several people is meant: the one last named before, or else the first after."""
    if len(ids) == 1:
        return next(iter(ids))
    index = bisect_left(mentions, place, key=_start)
    near = [*reversed(mentions[max(0, index - _REACH) : index]), *mentions[index : index + _REACH]]
    return next((mention.person for mention in near if mention.person in ids), "")


def _with_title(text: str, start: int) -> int:
    """Where a name begins, if the titles before it are part of it."""
    title = _TITLE_BEFORE.search(text, max(0, start - 40), start)
    return title.start() if title else start


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().lower()


def _alternatives(forms: Mapping[str, object]) -> str:
    """Matches each form, the longest first, with any dash, space or apostrophe in its place."""
    longest_first = sorted(filter(_plain, forms), key=len, reverse=True)
    parts = (
        [re.escape(part) for part in re.split(r"[\W_]+", form) if part] for form in longest_first
    )
    return "|".join(r"[\W_]{1,3}".join(part) for part in parts) or r"(?!)"


# Sentences


@lru_cache(maxsize=32)
def _outline(text: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """The places of the closed quotations in double marks, and where sentences end.

    A stop within a quotation ends none.
    """
    quotations = tuple(
        (q.start, q.end)
        for q in find_quotations(text)
        if q.mark not in ("'", "‘", "‚", "‹") and q.end - q.start > len(q.mark) + len(q.text)
    )
    stops, place = [], 0
    for match in _STOP.finditer(text):
        while place < len(quotations) and quotations[place][1] <= match.start():
            place += 1
        in_quotation = place < len(quotations) and quotations[place][0] <= match.start()
        if in_quotation and (quotations[place][1] > match.end() or _ASKS.match(text, match.end())):
            continue
        if not _goes_on(text, match):
            stops.append(match.end())
    return quotations, tuple(stops)


def _goes_on(text: str, stop: re.Match[str]) -> bool:
    """Whether a stop ends no sentence: small letters follow, or it marks an abbreviation."""
    following = stop[1]
    if following[0].islower() and (stop.end() == stop.start(1) or stop[0].startswith(("…", ".."))):
        return True
    word = _WORD_AT_END.search(text, max(0, stop.start() - 12), stop.start())
    if word is None or not stop[0].startswith("."):
        return False
    before = word[0].lower()
    if _NUMBERED.fullmatch(before):
        return following[0].isdigit() or not following.strip("IVXLC")
    is_initial = len(word[0]) == 1 and word[0].isupper() and word[0] != "I"
    begins = (
        _BEGINS.fullmatch(following.lower()) is not None
        and text[stop.end(1) : stop.end(1) + 1] != "."
    )
    return (is_initial or _ABBREVIATION.fullmatch(before) is not None) and not begins


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence, or sentences, that hold ``[start, end)``, with the space after them."""
    stops = _outline(text)[1]
    first, last = bisect_right(stops, start), bisect_left(stops, end)
    return stops[first - 1] if first else 0, stops[last] if last < len(stops) else len(text)


# Who says it

Who = frozenset[str]
_NOBODY: Who = frozenset()
_HE: Who = frozenset([""])

_APPOSED = r"(?:[cde][^cdeqQks]{1,25})+[cde]"
# The noun phrase after a verb of saying, or after `according to`: the first that fits.
_AFTER = [re.compile(pattern) for pattern in (
    r"[xguymB]*(?:NS[xguymKZ]*[rR]?[xgu]*)?[xguymrRKZ]*(?P<name>N(?:nN)*)(?!S)",
    r"[xguymrRKZ]*(?:NS[xguymKZ]*[rR]?|[oftib][xguym]*N)?[xgu]*c(?P<name>N)(?=[cdes]|\Z)",
    r"[xguym]*(?P<principal>N)S[xguymKZ]*(?P<relation>[rR])",
    r"[xguym]*(?P<relation>[rR])x*[oft][xguymrR]*(?P<principal>N)",
    r"[xguym]*(?P<name>N)S",
    r"[xguym]*[KZ](?:t[xgu]*N)?[bo][xgu]*(?P<name>N)",
    r"(?P<he>P)",
    r"m*(?:[gy]?x+)?(?P<stranger>u)(?=[cdesoitfhwjnQ]|\Z)",
    r"[xguymrRKZ]",
)]  # fmt: skip
# The noun phrase before a verb.
_BEFORE = [re.compile(pattern) for pattern in (
    rf".*(?<![ioftb])(?P<name>N(?:nN)*){_APPOSED}\Z",
    rf"(?:.*[cjnhskqQ])?(?P<stranger>u){_APPOSED}\Z",
    r".*[xguyrRK]c(?P<name>N)c\Z",
    r".*(?P<relation>[rR])[xgu]*[oft][xguym]*(?P<principal>N)\Z",
    r".*[KZ]b[xgu]*(?P<name>N)(?:t[xgu]*N)?\Z",
    r".*[oftib]N\Z",
    r"(?:.*[^nN]|.*(?<!N)n|)(?P<name>N(?:nN)*)\Z",
    r".*(?P<name>N)S[xguym]*[KZ]\Z",
    r".*(?P<principal>N)S[xguym]*(?P<relation>[rR])\Z",
    r".*(?P<he>P)\Z",
    r".*(?P<name>N)cmNcw\Z",
    r".*(?P<name>N)[cde]?w\Z",
    r".*(?P<name>N)m*Bm*[VTZx]bNt\Z",
    r".*(?P<name>N)t\Z",
    r"(?:.*[cjnhskqQai])?(?P<stranger>u)\Z",
    r".*[xguyrRKwohbfi]\Z",
    # The verb shares the subject of its clause.
    r"(?:.*[cjn]m*)?(?P<name>N)[xmBVTZi].*\Z",
    r"(?:.*[cjn]m*)?(?P<he>P)[xmBVTZi].*\Z",
    r"",
)]  # fmt: skip
# Whose a noun of saying is.
_OWNER = [re.compile(pattern) for pattern in (
    r".*(?P<name>N)S[xguym]*\Z",
    r".*(?P<he>y)[xm]*\Z",
    r".*S[xguym]*\Z",
)]  # fmt: skip
# Without a verb of saying: before the quotation, and after it.
_INTRODUCED = [re.compile(pattern) for pattern in (
    r"(?:.*s)?[cjnm]*[ft][xgu]*(?P<name>N)c?\Z",
    r"(?:.*[cns]m*)?(?P<name>N)[xmBi].*k\Z",
    rf"(?:.*[jns]m*)?(?P<name>N){_APPOSED}[^N]*k\Z",
    r"(?:.*[jns]m*)?(?P<name>N)c[^Ncjn]*k\Z",
    rf".*(?<![oi])(?P<name>N)(?:{_APPOSED})?[kd]\Z",
)]  # fmt: skip
_SIGNED = [re.compile(r"[de](?P<name>N)(?=[ecdk]|\Z)"), re.compile(r"[cd]?(?P<name>N)\Z")]
_BEGAN = re.compile(rf"(?P<name>N)(?:{_APPOSED})?m*x(?=[cins]|\Z)")
_SUBORDINATE = re.compile(r"(?:.*[cks])?j[^cjks]*\Z")
_GAPPED = re.compile(r"(?=.*(?:q[cds]n?m*N[oa]|[cs]n?m*Nh[^N]*)\Z).*(?P<name>N)")
_RELATIVE, _RESUMED = re.compile(r".*[cde]w[^cde]*\Z"), re.compile(r"[^cdeqQ]*[cde].*[xmBVTZ]")
_MAIN_SUBJECT = re.compile(r".*c(?P<name>N)[xmBi]")


def find_speakers(
    text: str, start: int, end: int, mentions: Sequence[Mention], speaker: str = ""
) -> set[str]:
    """Whom the sentence around the quotation ``[start, end)`` presents as saying it.

    Empty where it names nobody so. `mentions` are those of the whole text, in order. Who is in the
    facts file has its id in the result; anybody else stands there in the words of the text, and so
    does an aide or relative of `speaker`.
    """
    first, last = sentence_around(text, start, end)
    before = _read(text, max(first, start - _FAR), start, mentions)[-_REACH:]
    after = _read(text, end, min(last, end + _FAR), mentions)[:_REACH]
    sentence = _Sentence(text, [*before, _Token("Q", start, end), *after], speaker)
    found = sentence.find_speakers()
    if found == _HE or (found is None and not sentence.codes.strip("qQ")):
        found = _spoke_before(text, first, mentions, speaker, needs_quotation=found is None)
    return set(found or ()) - _HE


def _spoke_before(
    text: str, first: int, mentions: Sequence[Mention], speaker: str, *, needs_quotation: bool
) -> Who:
    """Who speaks in the sentence that ends at `first`.

    With that, `he adds` and a quotation that stands alone go on.
    """
    for _ in range(_STEPS):
        if first == 0:
            break
        first, last = sentence_around(text, first - 1, first)
        sentence = _Sentence(
            text, _read(text, max(first, last - _FAR), last, mentions)[-_REACH:], speaker
        )
        if needs_quotation and "q" not in sentence.codes:
            break
        found = sentence.last_sayers()
        if found is not None and found != _HE:
            subject = re.match(r"[cnm]*N(?!S)", sentence.codes)
            is_another = subject and sentence.tokens[subject.end() - 1].person not in found
            people = {token.person for token in sentence.tokens if token.code == "N"}
            is_another = is_another or ("q" not in sentence.codes and len(people) > 1)
            return _NOBODY if is_another else found
        if found is None and sentence.codes.strip("q"):
            break
    return _NOBODY


class _Token(msgspec.Struct, frozen=True, gc=False):
    code: str
    start: int
    end: int
    person: str = ""


def _read(text: str, start: int, end: int, mentions: Sequence[Mention]) -> list[_Token]:
    """The words, names, quotations and marks of a stretch of text, in order."""
    quotations = _outline(text)[0]
    low, high = bisect_left(quotations, (start, 0)), bisect_left(quotations, (end, 0))
    quoted = [_Token("q", *place) for place in quotations[low:high] if place[1] <= end]
    low, high = bisect_left(mentions, start, key=_start), bisect_left(mentions, end, key=_start)
    named = [_Token("N", m.start, m.end, m.person) for m in mentions[low:high]]
    tokens: list[_Token] = []
    place = start
    for known in [*sorted([*quoted, *named], key=lambda token: token.start), _Token("", end, end)]:
        if known.start >= place:
            tokens += _words(text, place, known.start)
            tokens += [known] if known.code else []
            place = known.end
    return tokens


def _words(text: str, start: int, end: int) -> Iterator[_Token]:
    for match in _TOKEN.finditer(text, start, end):
        kind = match.lastgroup
        code = _MARKS.get(match[0], kind or "x")
        if kind == "word":
            code = _CODES.get(
                re.sub(r"\s+", "_", match[0].lower()), "m" if match[0].endswith("ly") else "x"
            )
        yield _Token(code, *match.span())


class _Sentence:
    """A sentence as letters, with their tokens; `at` is the place of the quotation, or -1."""

    def __init__(self, text: str, tokens: list[_Token], speaker: str) -> None:
        self.text, self.tokens, self.speaker = text, tokens, speaker
        self.codes = "".join(token.code for token in tokens)
        self.at = self.codes.find("Q")

    def find_speakers(self) -> Who | None:
        """Who says the quotation; None where nothing attributes it."""
        (before, is_close_before), (after, is_close_after) = self._before_it(), self._after_it()
        if before is None or after is None:
            return after if before is None else before
        if is_close_before and is_close_after:
            return before | after if (before | after) - _HE else before
        return after if is_close_after else before

    def last_sayers(self) -> Who | None:
        """Who last says something in the sentence; None where nobody does."""
        found = (self._at_anchor(index) for index in range(len(self.codes) - 1, -1, -1))
        return next((who for who in found if who is not None), None)

    def _before_it(self) -> tuple[Who | None, bool]:
        codes, at = self.codes, self.at
        for index in range(at - 1, codes.rfind("s", 0, at), -1):
            who = self._at_anchor(index)
            is_aside = _RELATIVE.match(codes, 0, index) and _RESUMED.match(codes, index, at)
            if who is not None and not is_aside:
                if _SUBORDINATE.match(codes, 0, index) and (
                    main := _MAIN_SUBJECT.match(codes, index + 1, at)
                ):
                    return self._who(main), True
                if gapped := _GAPPED.match(codes, index + 1, at):
                    return self._who(gapped), True
                return who, codes[at - 1] in "kh" or at - index <= 3
        return self._first(_INTRODUCED, 0, at), False

    def _after_it(self) -> tuple[Who | None, bool]:
        codes, first = self.codes, self.at + 1
        fallback: Who | None = None
        if match := re.compile(r"[cde]?b").match(codes, first):
            return self._first(_AFTER, match.end()), True
        if re.compile(r"c?[jn](?!q)").match(codes, first):
            return None, False
        if self.text[self.tokens[self.at].end - 2] in ",?!…" and _BEGAN.match(codes, first):
            return self._first([_BEGAN], first), True
        for index in range(first, len(codes)):
            if codes[index] in "sk" and index > first:
                break
            who = self._at_anchor(index)
            if who == _HE and codes[index] in "KZ":
                fallback = _HE
            elif who is not None:
                if re.compile(r"[^qs]*kq").match(codes, index):
                    break
                return who, re.compile(r".*(?:[cd][jn]|h)").match(codes, first, index) is None
        return self._first(_SIGNED, first) or fallback, True

    def _at_anchor(self, index: int) -> Who | None:
        """Who says something by the word at `index`; None where it attributes nothing."""
        code = self.codes[index]
        if code == "A":
            return self._first(_AFTER, index + 2)
        if code == "K" or (code == "Z" and self.codes[index - 1 : index] in tuple("Sygoi")):
            return self._at_noun(index)
        return self._at_verb(index) if code in "VZTGC" else None

    def _at_noun(self, index: int) -> Who | None:
        owner = self._first(_OWNER, 0, index)
        if owner is not None:
            is_matter = re.compile(r".*tNS[xguym]*\Z").match(self.codes, 0, index)
            return None if is_matter else owner
        following = index + 1
        if self.codes[following : following + 1] in ("o", "b") or self._word(following) in (
            "from",
            "with",
        ):
            return self._first(_AFTER, following + 1)
        return None

    def _at_verb(self, index: int) -> Who | None:
        codes, code = self.codes, self.codes[index]
        first = len(codes[:index].rstrip("mB"))
        is_passive = "B" in codes[first:index] and _PARTICIPLE.search(self._word(index)) is not None
        if code == "C":
            return self._subject(first) if is_passive else self._first(_AFTER, index + 1)
        if is_passive:
            agent = re.compile(r"[^cksqQ]{0,12}?b").match(codes, index + 1)
            return self._first(_AFTER, agent.end()) if agent else None
        if codes[first - 1 : first] == "a" and code == "G":
            quoting = codes.rfind("C", max(0, first - 15), first)
            return self._at_verb(quoting) if quoting >= 0 else self._subject(first - 1)
        if re.compile(r".*[qQ][cd]?\Z|\Z").match(codes, 0, first) and (first or codes[1:2] == "N"):
            return self._first(_AFTER, index + 1)
        if code in "VZ" and re.compile(r"c[VZ]N(?:[cdes]|\Z)").match(codes, first - 1):
            return self._first(_AFTER, index + 1)
        if re.compile(r".*wN\Z").match(codes, 0, first) and -1 < index + 3 < self.at:
            return None
        return self._subject(first)

    def _subject(self, end: int) -> Who | None:
        start = self.at + 1 if self.at < end else 0
        return self._first(_BEFORE, start, end)

    def _first(
        self, patterns: Sequence[re.Pattern[str]], start: int, end: int = _REACH * 3
    ) -> Who | None:
        """Whom the first of the patterns that fits finds."""
        matches = (pattern.match(self.codes, start, end) for pattern in patterns)
        return next((self._who(match) for match in matches if match), None)

    def _who(self, match: re.Match[str]) -> Who:
        found = {name: match.start(name) for name, value in match.groupdict().items() if value}
        if "name" in found:
            start, end = match.span("name")
            return frozenset(token.person for token in self.tokens[start:end] if token.code == "N")
        if "principal" in found:
            is_another = (
                match["relation"] == "R" or self.tokens[found["principal"]].person == self.speaker
            )
            return (
                frozenset([self._words(min(found.values()), max(found.values()))])
                if is_another
                else _NOBODY
            )
        if "stranger" in found:
            name = self._word(found["stranger"])
            return _NOBODY if _NO_PERSON.search(name) else frozenset([name])
        if "he" in found and self._word(found["he"]).lower() in ("he", "she", "his", "her"):
            return _HE
        return _NOBODY

    def _word(self, index: int) -> str:
        return self._words(index, index) if index < len(self.tokens) else ""

    def _words(self, first: int, last: int) -> str:
        return self.text[self.tokens[first].start : self.tokens[last].end]
