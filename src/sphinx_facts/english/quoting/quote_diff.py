"""Say whether a displayed quotation keeps to its recorded original.

Both are read into items: words, marks, omissions (an ellipsis) and insertions (words in brackets).
The cheapest way from the recorded items to the displayed ones is found (`alignment`): what costs
nothing on that way an editor may do; everything else is a departure. What was decided, and why:

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

from ...model.records import Frame
from ...text.words import DASH, is_word, split
from ..cut_figures import cut_figure
from ..figures.find import find_figures
from ..lexicon import family
from ..qualifiers import Qualifier, cut_after, cut_before, find_qualifiers, is_number
from .alignment import Losses, Step, align
from .brackets import Beside, Vocabulary, explains, is_borne, may_name
from .omissions import condition_before, cut_rest, cut_sense, is_aside, swallowed
from .quote_items import Item, read_items, trim

_ENDINGS = frozenset(".!?;")
_FEWEST = 2
"""Items of the shortest sentence."""
_NEAR_START, _LONGEST_FIGURE = 3, 8
"""Words behind the beginning of a fragment among which a figure begins that it may cut, and how
many are read.
"""
_GLUED_BEFORE, _GLUED_AFTER = frozenset("$£€¥₩#@-‐‑"), frozenset("%°-‐‑")
"""Marks that make one word with what they touch: a fragment may not part them from it."""

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
        losses = Losses(
            self._losses, self._amounts,
            lambda item: any(self._at_start(item)), lambda item: any(self._at_end(item)),
        )  # fmt: skip
        steps = align(self._record, self._display, losses)
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

    # The edges

    def _at_start(self, j: int) -> Iterator[Departure]:
        """What is wrong with beginning at the recorded item `j`."""
        here = Step("keep", 0, min(1, len(self._display)), j, j)
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
        here = Step("keep", end - 1, end, j, j)
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

    def _at_tone(self, j: int, here: Step) -> Iterator[Departure]:
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

    def _lost(self, step: Step) -> Iterator[Departure]:
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

    def _are_sentences(self, step: Step) -> bool:
        """Whether whole sentences are left out: their hedges and conditions are their own."""
        if step.j_end - step.j < _FEWEST or not self._ends_sentence(step.j_end - 1):
            return False
        is_stop = self._ends_sentence(step.j)
        return is_stop or (step.j > 0 and self._ends_sentence(step.j - 1))

    def _joined(self, step: Step) -> Iterator[Departure]:
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

    def _bracket(self, step: Step) -> Iterator[Departure]:
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

    def _beside(self, step: Step) -> Beside:
        """What stands beside words in brackets: where they are the first, what the record has."""
        after = self._display[step.i + 1] if step.i + 1 < len(self._display) else None
        word = after.text if after and after.kind == "word" else ""
        if step.i:
            return Beside(self._display[step.i - 1].text, word, is_first=False)
        return Beside(self._record[step.j - 1].text if step.j else "", word, is_first=True)

    # Words for a writer

    def _change(self, step: Step) -> str:
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

    def _of(self, weight: Qualifier, step: Step) -> Step:
        return Step(
            "keep",
            step.i,
            step.i_end,
            self._item_at[weight.start],
            self._item_at[weight.end - 1] + 1,
        )

    def _whole(self) -> Step:
        return Step("change", 0, len(self._display), 0, len(self._record))

    def _departure(self, kind: DepartureKind, reason: str, step: Step) -> Departure:
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
