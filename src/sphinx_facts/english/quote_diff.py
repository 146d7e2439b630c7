"""Say whether a displayed quotation keeps to its recorded original.

Both are read into items: words, marks, omissions (an ellipsis) and insertions (words in brackets).
The cheapest way from the recorded items to the displayed ones is found by dynamic programming: what
costs nothing on that way an editor may do; everything else is a departure. What was decided, and
why:

- A fragment is fine, and so is an ellipsis, unless a negation, hedge, condition or contrast is
  lost by it, or a word that turns the sense or carries it (`omissions`). A negation or a contrast
  is refused were it in a sentence of its own that an ellipsis stands for: whether that sentence
  matters is for a person to say, in the fact. Beside a fragment, those that belong to it, unless
  the text around says as much (`frames`).
- An ellipsis may not join the beginning of one sentence to the middle of another.
- Words in brackets may name what a pronoun or a noun phrase stands for, explain the name before
  them, say where (*[at the quay]*), give a function word, or be a note (*sic*). They may not hold
  a number, negation or hedge, nor describe (*[heavy] losses*), nor stand inside a word: only the
  case of a first letter (*[T]he*) changes so.
- Punctuation inside is kept: *No, more troops* is not *No more troops*. Free are a comma before
  *and* or *or*, the marks beside an ellipsis or a bracket, the closing mark, and the kind of
  quotation marks and dashes. A question stays a question.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Literal

import msgspec

from ..model.records import Frame
from ..text.words import DASH, is_word, split
from .brackets import Beside, Vocabulary, explains, is_borne, may_name
from .cut_figures import cut_figure
from .figures.find import find_figures
from .lexicon import family
from .omissions import condition_before, cut_rest, cut_sense, is_aside, swallowed
from .qualifiers import Qualifier, cut_after, cut_before, find_qualifiers, is_number
from .quote_items import LOOSE, Item, read_items, trim

_WORD, _CASE, _MARK, _LOSS = 10**8, 10**7, 10**6, 10**5
"""What changing a word, its case or a mark and losing a hedge cost: each outweighs the next."""
_ENDINGS = frozenset(".!?;")
_FEWEST = 2
"""Items of the shortest sentence."""
_NEAR_START, _LONGEST_FIGURE = 3, 8
"""Words behind the beginning of a fragment among which a figure begins that it may cut, and how
many are read.
"""
_GLUED_BEFORE, _GLUED_AFTER = frozenset("$£€¥₩#@-‐‑"), frozenset("%°-‐‑")
"""Marks that make one word with what they touch: a fragment may not part them from it."""

_JOINING = frozenset(family("function_words.conjunctions.joining"))
"""Before these a comma may come and go."""
_ABBREVIATIONS = frozenset(family("people.titles.short"))

DepartureKind = Literal["words-changed", "omission-changes-meaning"]


class Departure(msgspec.Struct, frozen=True, gc=False):
    """One way in which a displayed quotation leaves its record; `reason` is for a writer.

    The spans are string offsets into the recorded and the displayed text, end exclusive; one is
    empty where that side has nothing.
    """

    kind: DepartureKind
    reason: str
    recorded_span: tuple[int, int]
    displayed_span: tuple[int, int]
    frame: Frame | None = None
    """What is cut off before it: where the text around says as much, nothing is lost."""


# Comparing

_BOTH, _ADD, _DROP = range(3)
_Kind = Literal["keep", "change", "gap", "bracket"]


class _Step(msgspec.Struct):
    """A stretch of the way: ``display[i:i_end]`` is shown for ``record[j:j_end]``."""

    kind: _Kind
    i: int
    i_end: int
    j: int
    j_end: int


def quote_diff(recorded: str, displayed: str, known: Vocabulary | None = None) -> list[Departure]:
    """Every way in which the displayed quotation leaves the recorded one, in order.

    What kinds there are, and what is allowed, stands at the head of this module. Words in brackets
    are held to what is `known` of the quotation, if that is said.
    """
    if recorded == displayed or split(recorded) == split(displayed):
        return []
    record, display = read_items(recorded), read_items(displayed)
    tone = trim(display)
    if not any(item.kind == "word" for item in display):
        whole = (0, len(recorded)), (0, len(displayed))
        return [Departure("words-changed", "nothing of the recorded words is shown", *whole)]
    return _Comparison(recorded, displayed, record, display, tone, known).quote_diff()


def _stands_apart(items: Sequence[Item], place: int) -> int:
    """What it costs that an item stands on one side only."""
    item = items[place]
    if item.kind in ("word", "bracket"):
        return _WORD + 1
    after = items[place + 1] if place + 1 < len(items) else None
    if item.text == "," and after and after.text in _JOINING:
        return 1
    beside = [*items[max(0, place - 1) : place], *items[place + 1 : place + 2]]
    return 1 if item.text in LOOSE and any(_is_open(each) for each in beside) else _MARK


def _is_open(item: Item) -> bool:
    """Whether an item may stand for any run of recorded ones."""
    return item.kind in ("gap", "bracket")


class _Comparison:
    """One displayed quotation beside its record."""

    def __init__(
        self, recorded: str, displayed: str, record: list[Item], display: list[Item], tone: str,
        known: Vocabulary | None,
    ) -> None:  # fmt: skip
        self._recorded, self._displayed = recorded, displayed
        self._record, self._display, self._tone = record, display, tone
        self._known = known
        self._words = [word for item in record for word in item.words]
        self._item_at = [number for number, item in enumerate(record) for _ in item.words]
        self._word_at = [0, *accumulate(len(item.words) for item in record)]
        weights = find_qualifiers(self._words)
        # What an omission may not lose, by its first item; what bears on an amount, by where it
        # ends.
        self._losses = {self._item_at[w.start]: w for w in weights if w.kind != "quantity"}
        self._amounts = {self._item_at[w.end - 1] + 1: w for w in weights if w.kind == "quantity"}

    def quote_diff(self) -> list[Departure]:
        steps = self._steps()
        changed = sum(step.i_end - step.i for step in steps if step.kind == "change")
        if changed > 2 and changed * 2 > len(self._display):
            return [
                self._departure("words-changed", "these are not the recorded words", self._whole())
            ]
        found = [*self._at_start(steps[0].j)]
        for step in steps:
            if step.kind == "change":
                found.append(self._departure("words-changed", self._change(step), step))
            elif step.kind != "keep":
                found += self._lost(step)
                found += self._bracket(step) if step.kind == "bracket" else self._joined(step)
        return [*found, *self._at_end(steps[-1].j_end)]

    # The cheapest way

    def _steps(self) -> list[_Step]:
        """The cheapest way from the record to the display, in stretches of one kind."""
        costs = [self._start_cost(j) for j in range(len(self._record) + 1)]
        drops = [_stands_apart(self._record, j) for j in range(len(self._record))]
        backs = []
        for i in range(len(self._display)):
            costs, back = self._row(i, costs, drops)
            backs.append(back)
        j = min(range(len(costs)), key=lambda j: costs[j] + self._end_cost(j))
        steps: list[_Step] = []
        i = len(self._display)
        while i:
            op = backs[i - 1][j]
            i_before, j_before = i - (op != _DROP), j - (op != _ADD)
            kind = self._kind(op, i, j)
            last = steps[-1] if steps else None
            if last and last.kind == kind and (kind in ("keep", "change") or i == last.i_end):
                last.i, last.j = i_before, j_before
            else:
                steps.append(_Step(kind, i_before, i, j_before, j))
            i, j = i_before, j_before
        return steps[::-1]

    def _row(self, i: int, above: list[int], drops: list[int]) -> tuple[list[int], bytearray]:
        """The costs of showing the items up to `i` for each number of recorded ones, and how."""
        item, opened = self._display[i], _is_open(self._display[i])
        add = 0 if opened else _stands_apart(self._display, i)
        row, back = [above[0] + add], bytearray([_ADD])
        for j, other in enumerate(self._record):
            if opened:
                again = 3 * _WORD if back[-1] == _BOTH else 1 if item.kind == "gap" else 2
                drop = row[j] + again + (_LOSS if j in self._losses else 0)
            else:
                drop = row[j] + drops[j]
            cost, op = above[j] + self._pair_cost(i, item, other), _BOTH
            if above[j + 1] + add < cost:
                cost, op = above[j + 1] + add, _ADD
            if drop < cost:
                cost, op = drop, _DROP
            row.append(cost)
            back.append(op)
        if opened:
            for j in self._amounts:
                row[j] += _LOSS if back[j] == _DROP else 0
        return row, back

    def _pair_cost(self, i: int, item: Item, other: Item) -> int:
        """What it costs to show one item for another."""
        if item.text == other.text and item.kind != "gap":
            return 0
        if item.kind == other.kind == "word":
            if item.text.lower() != other.text.lower():
                return _WORD
            return 0 if self._may_change_case(i, item, other) else _CASE
        return _MARK if item.kind == other.kind == "mark" else 3 * _WORD

    def _may_change_case(self, i: int, item: Item, other: Item) -> bool:
        if item.text[1:] != other.text[1:]:
            return False
        after_gap = i > 0 and self._display[i - 1].kind == "gap" and item.text[:1].isupper()
        return i == 0 or after_gap or item.free or other.free

    def _kind(self, op: int, i: int, j: int) -> _Kind:
        """What the step is that ends before the displayed item `i` and the recorded one `j`."""
        item = self._display[i - 1]
        if op == _BOTH:
            return "change" if self._pair_cost(i - 1, item, self._record[j - 1]) else "keep"
        if item.kind in ("gap", "bracket"):
            return item.kind
        cost = (
            _stands_apart(self._display, i - 1)
            if op == _ADD
            else _stands_apart(self._record, j - 1)
        )
        return "change" if cost >= _MARK else "keep"

    # The edges

    def _begins_like(self, j: int) -> bool:
        first = self._display[0]
        return j < len(self._record) and (
            first.kind == "bracket" or self._pair_cost(0, first, self._record[j]) == 0
        )

    def _ends_like(self, j: int) -> bool:
        last = len(self._display) - 1
        item = self._display[last]
        return j > 0 and (
            item.kind == "bracket" or self._pair_cost(last, item, self._record[j - 1]) == 0
        )

    def _start_cost(self, j: int) -> int:
        return _LOSS if self._begins_like(j) and any(self._at_start(j)) else 0

    def _end_cost(self, j: int) -> int:
        return _LOSS if self._ends_like(j) and any(self._at_end(j)) else 0

    def _at_start(self, j: int) -> Iterator[Departure]:
        """What is wrong with beginning at the recorded item `j`."""
        here = _Step("keep", 0, min(1, len(self._display)), j, j)
        is_inside = self._glued(j, _GLUED_BEFORE, j - 1) or self._glued(j, _GLUED_AFTER, j)
        if is_inside:
            yield self._departure(
                "words-changed", f"this begins inside '{self._compound(j)}'", here
            )
        at = self._word_at[j]
        weight = cut_before(self._words[:at], self._words[at:])
        if weight is None and 0 < at < len(self._words):
            weight = cut_sense(self._words, at) or condition_before(self._words, at)
        if weight:
            reason = f"'{weight.phrase}', just before this, belongs to it"
            cut = self._departure("omission-changes-meaning", reason, self._of(weight, here))
            frame = Frame(weight.phrase, weight.kind, tuple(self._words[weight.start : at]))
            yield msgspec.structs.replace(cut, frame=frame)
        elif not is_inside and (said := self._cut_figure(at)):
            reason = f"'{said}' is the figure, of which this has a part"
            yield self._departure("omission-changes-meaning", reason, here)

    def _cut_figure(self, at: int) -> str:
        """The figure of which only a part stands behind the recorded word `at`; or empty."""
        rest = self._words[at : at + _LONGEST_FIGURE]
        if not 0 < at < len(self._words) or not any(map(is_number, rest[:_NEAR_START])):
            return ""
        return cut_figure(self._words[:at], " ".join(rest), [], find_figures)

    def _at_end(self, j: int) -> Iterator[Departure]:
        """What is wrong with ending before the recorded item `j`."""
        end = len(self._display)
        here = _Step("keep", end - 1, end, j, j)
        if self._glued(j, _GLUED_BEFORE, j - 1) or self._glued(j, _GLUED_AFTER, j):
            yield self._departure("words-changed", f"this ends inside '{self._compound(j)}'", here)
        after = self._words[self._word_at[j] :]
        shown = self._words[: self._word_at[j]]
        weight, at = cut_after(after, 3 if after[:1] == [","] else 1, shown), self._word_at[j]
        if weight:
            weight = Qualifier(weight.phrase, weight.kind, at + weight.start, at + weight.end)
        if weight := weight or cut_rest(self._words, at):
            reason = f"'{weight.phrase}', just after this, belongs to it"
            yield self._departure("omission-changes-meaning", reason, self._of(weight, here))
        yield from self._at_tone(j, here)

    def _at_tone(self, j: int, here: _Step) -> Iterator[Departure]:
        """A question stays a question, and nothing becomes one."""
        rest = [item.text for item in self._record[j:]]
        ending = next((text for text in rest if text in _ENDINGS), "")
        following = next((text for text in rest if text != '"'), "")
        if self._tone and self._tone != ending:
            yield self._departure("words-changed", f"'{self._tone}' is added here", here)
        elif following == "?" and not self._tone:
            reason = "'?' is left out here: the source asks, it does not say so"
            yield self._departure("words-changed", reason, here)

    def _glued(self, j: int, marks: frozenset[str], at: int) -> bool:
        """Whether a cut before the recorded item `j` parts the mark `at` from its word."""
        if not 0 < j < len(self._record):
            return False
        mark = self._record[at]
        around = (
            self._recorded[mark.start - 1 : mark.start] + self._recorded[mark.end : mark.end + 1]
        )
        if mark.text == DASH and not (len(around) == 2 and around.isalnum()):
            return False
        touches = self._record[j - 1].end == self._record[j].start
        return touches and self._recorded[mark.start : mark.end] in marks

    def _compound(self, j: int) -> str:
        first, last = j - 1, j
        while first and self._record[first - 1].end == self._record[first].start:
            first -= 1
        while (
            last + 1 < len(self._record) and self._record[last].end == self._record[last + 1].start
        ):
            last += 1
        return self._recorded[self._record[first].start : self._record[last].end]

    # Omissions and insertions

    def _lost(self, step: _Step) -> Iterator[Departure]:
        """The hedges and negations that an omission or insertion stands for."""
        first, last = self._word_at[step.j], self._word_at[step.j_end]
        if is_aside(self._words, first, last):
            return
        weights = [self._losses[j] for j in range(step.j, step.j_end) if j in self._losses]
        if self._are_sentences(step):
            weights = [weight for weight in weights if weight.kind not in ("hedge", "condition")]
        if step.j < step.j_end and step.j_end in self._amounts:
            weights.append(self._amounts[step.j_end])
        if not weights and step.kind == "gap" and 0 < step.j < step.j_end < len(self._record):
            lost = swallowed(self._words, first, last)
            weights += [lost] if lost else []
        for weight in weights:
            reason = f"'{weight.phrase}' is left out here"
            yield self._departure("omission-changes-meaning", reason, self._of(weight, step))

    def _are_sentences(self, step: _Step) -> bool:
        """Whether whole sentences are left out: their hedges and conditions are their own."""
        if step.j_end - step.j < _FEWEST or not self._ends_sentence(step.j_end - 1):
            return False
        is_stop = self._ends_sentence(step.j)
        return is_stop or (step.j > 0 and self._ends_sentence(step.j - 1))

    def _joined(self, step: _Step) -> Iterator[Departure]:
        """Whether an ellipsis joins the beginning of one sentence to the middle of another."""
        ends = [j for j in range(step.j, step.j_end) if self._ends_sentence(j)]
        shown = self._display[step.i]
        dots = self._displayed[shown.start : shown.end].count(".")
        if not ends or dots > 3 or (step.i and self._display[step.i - 1].text in _ENDINGS):
            return
        between = self._record[ends[-1] + 1 : step.j_end]
        if any(item.kind != "mark" for item in between):
            reason = "the omission makes one sentence of two"
            yield self._departure("omission-changes-meaning", reason, step)

    def _ends_sentence(self, j: int) -> bool:
        if self._record[j].text not in _ENDINGS:
            return False
        before = self._record[j - 1].text if j else ""
        return self._record[j].text != "." or not (len(before) == 1 or before in _ABBREVIATIONS)

    def _bracket(self, step: _Step) -> Iterator[Departure]:
        """What is wrong with words in brackets, given what they stand for."""
        words = self._display[step.i].words
        replaced = [
            w for item in self._record[step.j : step.j_end] for w in item.words if is_word(w)
        ]
        added = next(iter(find_qualifiers(words)), None)
        number = next((w for w in words if is_number(w) and not may_name(w)), None)
        shown = f"'[{' '.join(words)}]'"
        if added or number:
            reason = f"'{added.phrase if added else number}' is added in brackets"
        elif not explains([w for w in words if is_word(w)], replaced, self._beside(step)):
            source = " ".join(replaced)
            reason = (
                f"{shown} stands where the source has '{source}'"
                if replaced
                else f"{shown} is added here"
            )
        elif self._known and not is_borne(words, replaced, self._beside(step), self._known):
            reason = f"{shown} is not what is recorded of this quotation"
        else:
            return
        yield self._departure("words-changed", reason, step)

    def _beside(self, step: _Step) -> Beside:
        """What stands beside words in brackets: where they are the first, what the record has."""
        after = self._display[step.i + 1] if step.i + 1 < len(self._display) else None
        word = after.text if after and after.kind == "word" else ""
        if step.i:
            return Beside(self._display[step.i - 1].text, word, is_first=False)
        return Beside(self._record[step.j - 1].text if step.j else "", word, is_first=True)

    # Words for a writer

    def _change(self, step: _Step) -> str:
        shown = _short(self._slice(self._displayed, self._display, step.i, step.i_end))
        source = _short(self._slice(self._recorded, self._record, step.j, step.j_end))
        if not shown:
            return f"'{source}' is left out here without a mark"
        if not source:
            return f"'{shown}' is added here"
        return f"'{shown}' stands where the source has '{source}'{_look_alike(shown, source)}"

    @staticmethod
    def _slice(text: str, items: Sequence[Item], first: int, last: int) -> str:
        return text[items[first].start : items[last - 1].end] if first < last else ""

    def _of(self, weight: Qualifier, step: _Step) -> _Step:
        return _Step(
            "keep",
            step.i,
            step.i_end,
            self._item_at[weight.start],
            self._item_at[weight.end - 1] + 1,
        )

    def _whole(self) -> _Step:
        return _Step("change", 0, len(self._display), 0, len(self._record))

    def _departure(self, kind: DepartureKind, reason: str, step: _Step) -> Departure:
        recorded = _span(self._record, step.j, step.j_end)
        return Departure(kind, reason, recorded, _span(self._display, step.i, step.i_end))


def _span(items: Sequence[Item], first: int, last: int) -> tuple[int, int]:
    """The offsets of a run of items; an empty one lies before the item it would begin with."""
    if first < last:
        return items[first].start, items[last - 1].end
    place = items[first].start if first < len(items) else items[-1].end if items else 0
    return place, place


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 60 else f"{text[:28]} … {text[-28:]}"


def _look_alike(shown: str, source: str) -> str:
    """A hint where two words look the same and are not."""
    if len(shown) != len(source):
        return ""
    odd = next(
        (a for a, b in zip(shown, source, strict=True) if a != b and b.isascii() != a.isascii()), ""
    )
    return f" (it has a {unicodedata.name(odd, 'strange character').lower()})" if odd else ""
